"""The pages. Each is run through `ui/page.py`, which decides first who may see it."""
