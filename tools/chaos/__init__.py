"""Breaks what stands between a station and its hub, and counts what arrives."""
