"""Figures: of one member for a coach, and of the gym for whoever runs it."""
