"""Conversations, shares, sign-ins and the log of accesses, kept in a database through SQLAlchemy."""
