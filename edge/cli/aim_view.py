"""An aim report in words, for a terminal."""

from collections.abc import Iterable

from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from edge.aim.mount import Mount, Value
from edge.aim.report import AimReport
from edge.athlete.words import PLACEMENT_WORDS

WIDTH = 76
FEW_PLACES = 3
STAND = "stand upright, eyes to ankles in the picture"


def aim_panel(report: AimReport, title: str) -> Panel:
    """The report as a block that is redrawn."""
    table = Table.grid(padding=(0, 2))
    for name, text in _facts(report):
        table.add_row(name, Text(text))
    return Panel(table, title=title, width=WIDTH)


def lines(report: AimReport) -> list[str]:
    """The report as lines that stay."""
    return [f"{name}: {text}" if name else text for name, text in _facts(report) if text]


def _facts(report: AimReport) -> Iterable[tuple[str, str]]:
    yield "people", str(report.people)
    if report.pose is None:
        yield "", "nobody stands still before the camera"
        return
    yield "in the zone", "yes" if report.in_zone else "no"
    yield from _mount(report.mount)
    yield "body turned", "unknown" if report.yaw_deg is None else _turned(report.yaw_deg)
    if report.light is not None:
        light = report.light
        words = "too dark" if light.dark else "from behind" if light.behind else "good"
        yield "light", f"{words} (picture {light.mean:.2f}, body {light.body:.2f})"
    yield (
        "to correct",
        "; ".join(PLACEMENT_WORDS[one]["en"] for one in report.problems) or "nothing",
    )
    yield "can be judged", _named(report.judged)
    yield "cannot be judged", _named(report.unjudged)


def _mount(mount: Mount | None) -> Iterable[tuple[str, str]]:
    if mount is None:
        yield "camera", STAND
        return
    yield "camera height", _with_error(mount.height_m, "m")
    yield "camera tilt", f"{_with_error(mount.tilt_deg, 'degrees', digits=0)} down"
    yield "distance", _with_error(mount.distance_m, "m")
    if mount.places < FEW_PLACES:
        yield "", "walk towards the camera in steps: the reading becomes surer"


def _with_error(value: Value, unit: str, digits: int = 1) -> str:
    return f"{value.value:.{digits}f} ± {value.error:.{digits}f} {unit}"


def _turned(yaw: float) -> str:
    sides = ((30.0, "faces the camera"), (60.0, "half turned"), (120.0, "from the side"),
             (150.0, "half from behind"), (180.0, "from behind"))  # fmt: skip
    return f"{yaw:.0f} degrees ({next(word for limit, word in sides if abs(yaw) <= limit)})"


def _named(conditions: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{exercise} {condition}" for exercise, condition in conditions) or "nothing"
