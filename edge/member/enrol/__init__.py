"""Five shots that make a member known."""
