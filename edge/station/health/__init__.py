"""How well the station is: the checks put together, told to the hub, and examined by hand."""
