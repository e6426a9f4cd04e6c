"""One station, put together from every room: the composition root."""
