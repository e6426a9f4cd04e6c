"""Exercise: from poses to repetitions. Pure: no I/O, no clock, no thread."""
