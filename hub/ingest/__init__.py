"""From what stations say to what the hub keeps: nothing lost, nothing doubled."""
