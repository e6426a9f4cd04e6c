"""A hub under load: a real broker, a real database, workers that may be killed."""
