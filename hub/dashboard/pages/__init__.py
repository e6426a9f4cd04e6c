"""One module a page; each says with `hub.dashboard.shell.page` where it is and who may see it."""

from hub.dashboard.pages import gym, member, members, session, sessions, station, wall

__all__ = ["gym", "member", "members", "session", "sessions", "station", "wall"]
