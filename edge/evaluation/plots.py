"""Plots of a report as SVG: text that a browser draws, so that no plotting library is needed."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

CELL, MARGIN, TITLE, TURNED = 34, 128, 30, 72  # the last turned name runs to the right
INK, GRID, RIGHT, WRONG = "#24292f", "#d0d7de", (26, 127, 55), (207, 34, 46)
FONT = "font-family='system-ui,sans-serif' font-size='12'"
WIDTH, HEIGHT, LEFT, BOTTOM = 560, 260, 56, 44
COLOURS = ("#0969da", "#bc4c00", "#1a7f37", "#8250df")


def confusion(title: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """Rows: what was; columns: what it was called. Shades are shares of the row."""
    names = list(counts)
    side = CELL * len(names)
    parts = [_text(MARGIN, 18, title, weight="bold")]
    for row, (held, named) in enumerate(counts.items()):
        top = TITLE + CELL * row
        parts.append(_text(MARGIN - 8, top + 21, _plain(held), anchor="end"))
        total = max(sum(named.values()), 1)
        for column, name in enumerate(names):
            colour = RIGHT if name == held else WRONG
            parts += _cell(MARGIN + CELL * column, top, named[name], named[name] / total, colour)
    for column, name in enumerate(names):
        x, y = MARGIN + CELL * column + 14, TITLE + side + 12
        parts.append(_text(x, y, _plain(name), turned=True))
    return _svg(MARGIN + side + TURNED, TITLE + side + MARGIN - 10, parts)


def shares_below(title: str, unit: str, series: Mapping[str, Sequence[float]]) -> str:
    """How large a share of the values lies below each; one line a series."""
    series = {name: sorted(values) for name, values in series.items() if values}
    low = min((values[0] for values in series.values()), default=0.0)
    high = max((values[-1] for values in series.values()), default=1.0)
    span = max(high - low, 1e-9)

    def x(value: float) -> float:
        return LEFT + (value - low) / span * (WIDTH - LEFT - 16)

    def y(share: float) -> float:
        return TITLE + (1.0 - share) * (HEIGHT - TITLE - BOTTOM)

    parts = [_text(LEFT, 18, title, weight="bold")]
    for share in (0.0, 0.5, 0.95, 1.0):
        parts.append(_line([(LEFT, y(share)), (WIDTH - 16, y(share))], GRID, 1))
        parts.append(_text(LEFT - 6, y(share) + 4, f"{share:.0%}", anchor="end"))
    for step in range(5):
        value = low + span * step / 4
        parts.append(_text(x(value), HEIGHT - BOTTOM + 18, f"{value:.2f} {unit}", anchor="middle"))
    for number, (name, values) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        points = [(x(v), y((at + 1) / len(values))) for at, v in enumerate(values)]
        parts.append(_line([(points[0][0], y(0.0)), *points], colour, 2))
        parts.append(_text(LEFT + 150 * number, HEIGHT - 6, name, colour=colour))
    return _svg(WIDTH, HEIGHT, parts)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _cell(
    x: float, y: float, count: int, share: float, colour: tuple[int, int, int]
) -> Iterator[str]:
    """A shaded square with its count; an empty one has no number."""
    red, green, blue = (round(255 + (each - 255) * share * 0.8) for each in colour)
    yield (
        f"<rect x='{x}' y='{y}' width='{CELL}' height='{CELL}' stroke='{GRID}' "
        f"fill='rgb({red},{green},{blue})'/>"
    )
    if count:
        ink = "#ffffff" if share > 0.5 else INK  # noqa: PLR2004
        yield _text(x + CELL / 2, y + 21, str(count), anchor="middle", colour=ink)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
    colour: str = INK,
    turned: bool = False,
) -> str:
    turn = f" transform='rotate(50 {x:g} {y:g})'" if turned else ""
    return (
        f"<text x='{x:g}' y='{y:g}' {FONT} text-anchor='{anchor}' font-weight='{weight}' "
        f"fill='{colour}'{turn}>{escape(text)}</text>"
    )


def _line(points: Sequence[tuple[float, float]], colour: str, width: int) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width}'/>"


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    body = "\n".join(parts)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}' height='{height:g}' "
        f"viewBox='0 0 {width:g} {height:g}'>\n"
        f"<rect width='100%' height='100%' fill='#ffffff'/>\n{body}\n</svg>\n"
    )
