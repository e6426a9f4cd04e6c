"""Recognise: which exercise a member is doing, from a sliding window of poses."""
