"""Long tables as one piece of HTML: an element of its own for each cell would take a page's second.

    rows_table("Sessions", heads, [Line([link("3 May", "/sessions/1"), "Squat"], mark="session-1")])

A cell is a text, which is escaped, or `Html` that one of the functions here has made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from nicegui import ui


class Html(str):
    """Text that is HTML already; made only here."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row; mark: for tests."""

    cells: Sequence[str]
    mark: str = ""


def link(text: str, href: str) -> Html:
    """A link within the hub."""
    return Html(f'<a href="{escape(href)}">{escape(text)}</a>')


def tag(text: str) -> Html:
    """A word in a frame."""
    return Html(f'<span class="tag">{escape(text)}</span>')


def faint(text: str) -> Html:
    """A text of less weight."""
    return Html(f'<span class="muted">{escape(text)}</span>')


def joined(*parts: str) -> Html:
    """One after another."""
    return Html("".join(_cell_text(each) for each in parts))


def rows_table(
    caption: str,
    heads: Sequence[str],
    lines: Sequence[Line],
    *,
    numbers: int = 0,
    classes: Sequence[str] = (),
) -> None:
    """numbers: how many of the last columns are figures. classes: of the cells, by column."""
    width = len(heads)
    own = [*classes, *[""] * (width - len(classes))]
    kinds = [
        f"{each} number".strip() if place >= width - numbers else each
        for place, each in enumerate(own)
    ]
    head = "".join(
        f'<th scope="col"{_class(kind)}>{escape(text)}</th>'
        for kind, text in zip(kinds, heads, strict=True)
    )
    body = "".join(_row(each, kinds) for each in lines)
    label = escape(caption)
    ui.html(
        f'<div class="table-box" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="table rows" aria-label="{label}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>",
        sanitize=False,
    )


def _row(line: Line, kinds: Sequence[str]) -> str:
    cells = "".join(
        f"<td{_class(kind)}>{_cell_text(each)}</td>"
        for kind, each in zip(kinds, line.cells, strict=True)
    )
    mark = f' data-testid="{escape(line.mark)}"' if line.mark else ""
    return f"<tr{mark}>{cells}</tr>"


def _class(kind: str) -> str:
    return f' class="{escape(kind)}"' if kind else ""


def _cell_text(cell: str) -> str:
    return cell if isinstance(cell, Html) else escape(cell)
