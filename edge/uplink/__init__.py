"""Summaries, state and health over MQTT: none lost, none doubled."""
