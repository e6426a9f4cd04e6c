"""Cards that a member holds to the camera."""
