"""A station's life from outside: played at pose level, watched as a service manager watches it."""
