"""One module a page; each says with `hub.dashboard.shell.page` where it is and who may see it."""

from hub.dashboard.pages import admin, gym, member, members, session, sessions, station, wall

__all__ = ["admin", "gym", "member", "members", "session", "sessions", "station", "wall"]
