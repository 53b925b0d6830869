"""The tests; ``python -m tests`` runs every check that a change must pass."""
