"""What is done when something fails: the camera's ladder, a bad configuration, a restart."""
