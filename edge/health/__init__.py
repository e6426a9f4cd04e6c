"""How well the station is: checks of its parts, and what to do about what they find."""
