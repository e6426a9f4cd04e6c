"""What the station tells its athlete: the signal language, the coach, and the players."""
