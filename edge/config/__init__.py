"""Configuration: YAML to frozen models, every error with file, line and column."""
