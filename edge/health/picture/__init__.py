"""Checks of the picture itself, made on a small grey copy of one frame a second."""
