"""Derives the station's pose models from the mediapipe wheel: fold, prune, quantise, measure."""
