"""The command `gymstation`, one file a verb."""
