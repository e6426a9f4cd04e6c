"""Aiming the camera: what can be read of its mounting from somebody who stands before it."""
