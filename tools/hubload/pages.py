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


PAGES: dict[str, PageOf] = {
    "wall": PageOf("/", '[data-testid="tile-{site}/{station}"]'),
    "station": PageOf("/stations/{site}/{station}", "main h1"),
    "sessions": PageOf("/sessions", '[data-testid^="session-"]'),
    "session": PageOf("/sessions/{session_id}", "main h1"),
    "members": PageOf("/members", "main h1"),
    "member": PageOf("/members/{member_id}", "main h1"),
    "gym": PageOf("/gym", "main h1"),
    "accounts": PageOf("/admin", "main h1"),
    "tokens": PageOf("/admin/tokens", "main h1"),
    "quarantine": PageOf("/admin/quarantine", "main h1"),
    "unreadable message": PageOf("/admin/quarantine/{number}", "main h1"),
    "audit log": PageOf("/admin/audit", "main h1"),
}
"""By name, in the order of the navigation."""
