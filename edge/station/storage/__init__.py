"""What a station keeps on its disk: the running session and the last good configuration."""
