"""Overlay: skeleton, count and phase drawn on a picture, for people who check the station."""
