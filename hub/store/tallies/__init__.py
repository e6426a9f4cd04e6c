"""Sums by day that the figures are read from, kept right with every change of a session."""
