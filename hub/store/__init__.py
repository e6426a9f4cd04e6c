"""What the hub keeps: one schema on SQLite and PostgreSQL."""
