"""Names for the colours of static/theme.css, the one place where they stand.

Charts are drawn as SVG (`ui.echart(options, renderer="svg")`), in which these names work as they do
in a style: a chart follows the light and the dark theme without being drawn again.
"""

from pathlib import Path

THEMES = ("auto", "light", "dark")
COOKIE = "gymhub-theme"
STATIC = Path(__file__).parent / "static"

INK = "var(--ink)"
MUTED = "var(--muted)"
LINE = "var(--line)"
SURFACE = "var(--surface)"
ACCENT = "var(--accent)"
GOOD = "var(--good)"
WARN = "var(--warn)"
BAD = "var(--bad)"
AWAY = "var(--away)"
SERIES = tuple(f"var(--series-{number})" for number in range(1, 7))
"""For curves and bars that mean no judgement; each has 3:1 against the page in both themes."""


def theme_of(word: str | None) -> str:
    """A theme as a cookie says it; auto where it says none."""
    return word if word in THEMES else "auto"


def dark_of(theme: str) -> bool | None:
    """The same as NiceGUI says it; None: as the device wishes."""
    return {"light": False, "dark": True}.get(theme)
