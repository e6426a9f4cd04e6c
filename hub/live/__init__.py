"""What goes on at the stations now, in memory only."""
