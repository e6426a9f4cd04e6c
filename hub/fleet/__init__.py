"""Stations that are not there: their traffic, for tests and for sizing a hub."""
