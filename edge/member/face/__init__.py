"""Faces: found, judged, cut out."""
