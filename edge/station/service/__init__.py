"""The station as a service: what it tells the service manager, and what it hears from it."""
