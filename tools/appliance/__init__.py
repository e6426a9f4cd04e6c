"""The parts of tools/appliance_test.py: a machine with systemd, a camera, the hub's end, steps."""
