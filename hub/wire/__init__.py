"""What the hub says to the stations: commands, and lists that they obey."""
