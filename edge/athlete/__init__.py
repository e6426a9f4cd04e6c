"""The athlete: who of several people is coached, whether they stand well, how much to look."""
