"""Faces described as numbers, in a worker process."""
