"""Judge: each condition of a repetition, by itself: ok, fault, or not judged and why."""
