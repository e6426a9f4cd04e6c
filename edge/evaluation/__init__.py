"""Evaluation: counts clips with known truth and says how often they come out right."""
