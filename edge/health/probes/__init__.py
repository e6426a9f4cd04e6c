"""Checks that need nothing of the running station: each a class, asked by calling it."""
