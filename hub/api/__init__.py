"""The REST API, described by itself at /api/openapi.json."""
