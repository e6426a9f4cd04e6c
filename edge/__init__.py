"""The gym station: camera, pose, exercise, session, feedback and uplink on one small computer."""

__version__ = "0.1.0"
