"""One module a page; each says with `hub.dashboard.shell.page` where it is and who may see it."""

from hub.dashboard.pages import session, sessions, station, wall

__all__ = ["session", "sessions", "station", "wall"]
