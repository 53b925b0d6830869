"""The pages. Each is run through `ui/app.py`, which decides first who may see it."""
