"""The dashboard's pages, as a browser asks for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageOf:
    """path: with `{site}` and the like to fill; content: what is visible once it is shown."""

    path: str
    content: str

    def filled(self, parts: dict[str, str]) -> "PageOf":
        """With the names in braces replaced."""
        return PageOf(self.path.format(**parts), self.content.format(**parts))


_CHARTS = "main:has(.nicegui-echart svg):not(:has(.nicegui-echart:empty))"
"""Every chart of the page is drawn."""

PAGES: dict[str, PageOf] = {
    "wall": PageOf("/", '[data-testid="tile-{site}/{station}"]'),
    "station": PageOf("/stations/{site}/{station}", _CHARTS),
    "sessions": PageOf("/sessions", '[data-testid^="session-"]'),
    "session": PageOf("/sessions/{session_id}", "main h1"),
    "members": PageOf("/members", "main h1"),
    "member": PageOf("/members/{member_id}", _CHARTS),
    "gym": PageOf("/gym", _CHARTS),
    "accounts": PageOf("/admin", "main h1"),
    "tokens": PageOf("/admin/tokens", "main h1"),
    "quarantine": PageOf("/admin/quarantine", "main h1"),
    "unreadable message": PageOf("/admin/quarantine/{number}", "main h1"),
    "audit log": PageOf("/admin/audit", "main h1"),
}
"""By name, in the order of the navigation."""
