"""Sessions: from whoever stands there and what was counted to one summary a visit."""
