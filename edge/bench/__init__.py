"""Benchmarks: what the station costs and how well it sees, beside its peers in one run."""
