"""The parts of a station's page."""
