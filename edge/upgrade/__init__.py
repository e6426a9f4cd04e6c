"""Releases beside one another: put in place, watched, taken back."""
