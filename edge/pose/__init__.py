"""Pose: from a frame's image to 33 named landmarks of one person."""
