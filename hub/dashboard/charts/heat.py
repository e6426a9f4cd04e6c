"""A table whose cells are the fuller the more they say: drawing and table in one."""

from collections.abc import Sequence
from html import escape

from nicegui import ui

_MOST_PERCENT = 45
"""Of the colour in a cell: text keeps its contrast of 4.5:1 on it in both themes."""


def heat_table(
    caption: str, corner: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]]
) -> None:
    """rows: a name with a value of each column, from 0 up, shown to a tenth."""
    most = max((value for _, values in rows for value in values), default=0.0)
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(_cell(value, most) for value in values)
        + "</tr>"
        for name, values in rows
    )
    ui.html(
        f'<div class="table-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="heat"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>",
        sanitize=False,
    )


def _cell(value: float, most: float) -> str:
    percent = _MOST_PERCENT * value / most if most else 0.0
    colour = f"color-mix(in srgb, var(--series-1) {percent:.0f}%, var(--surface))"
    text = f"{value:.1f}" if value >= 0.05 else "0" if value else ""  # noqa: PLR2004 - rounds to 0.1
    return f'<td style="background: {colour}">{text}</td>'
