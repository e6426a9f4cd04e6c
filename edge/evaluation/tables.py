"""Tables for people: on a terminal, and as lines of Markdown."""

from collections.abc import Iterable, Iterator

from rich.table import Table

Rows = list[list[str]]


def rich_table(title: str, rows: Rows) -> Table:
    """rows: the head first."""
    table = Table(title=title, title_justify="left")
    for column in rows[0]:
        table.add_column(column)
    for row in rows[1:]:
        table.add_row(*row)
    return table


def markdown(heading: str, command: str, tables: Iterable[tuple[str, Rows]]) -> str:
    """A section of a report: one heading, the command that made it, the tables by title."""
    return "\n".join([f"## {heading}", "", f"`{command}`", "", *_lines(tables)])


def _lines(tables: Iterable[tuple[str, Rows]]) -> Iterator[str]:
    for title, (head, *body) in tables:
        yield from (f"**{title}**", "", _line(head), _line(["---"] * len(head)))
        yield from map(_line, body)
        yield ""


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
