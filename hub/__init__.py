"""The gym's side of the station: ingest, store, API and dashboard."""
