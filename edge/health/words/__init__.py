"""What every check can find, and what to do about it, in English and Korean."""
