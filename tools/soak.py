"""Let a station live for long, and see whether anything grows, leaks or falls silent.

    python -m tools.soak --hours 6 --minutes 30

First `hours` of a gym's day at pose level, as fast as it goes: the whole station but camera and
pose models, against a real mosquitto where there is one. Then `minutes` of the real program with
the real models, in real time, on looping clips; every few minutes it is told to take up a new
configuration, which names the next clip. Prints a table, and JSON with --json; the exit status is
1 where a limit was broken. Either part is left out with 0.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from os import getloadavg
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.resources import demo_clip
from tools.chaos.broker import Mosquitto, mosquitto_path
from tools.stationlife.child import Orders
from tools.stationlife.observer import WATCHDOG_S, Figures, Watched

MOST_RSS_GROWTH_PERCENT = 2.0
SPARE = 2.0  # threads and files: checks of health come and go
CONFIG = """\
data_dir: {data}
camera: {{source: file, path: "{clip}", loop: true}}
feedback: {{led: none}}
session: {{left_after_s: 3.0, rest_ends_set_s: 5.0}}
uplink: {{host: {host}, port: {port}}}
language: {language}
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the soak and what broke its limits. load: the machine's, in the last minute."""

    name: str
    figures: Figures
    broken: tuple[str, ...]
    load: float


class Reloads:
    """Writes the next clip into the configuration every so often, and ends the station in time."""

    def __init__(self, configs: Sequence[str], path: Path, every_s: float, ends_s: float) -> None:
        self._configs = configs
        self._path = path
        self._every_s = every_s
        self._ends_s = ends_s
        self._at = 0
        self._stopped = False
        path.write_text(configs[0], encoding="utf-8")

    def __call__(self, process: "subprocess.Popen[bytes]", now_s: float) -> None:
        """See `Disturbance`."""
        if now_s >= self._ends_s:
            if not self._stopped:
                self._stopped = True
                process.send_signal(signal.SIGTERM)
        elif now_s >= (self._at + 1) * self._every_s:
            self._at += 1
            text = self._configs[self._at % len(self._configs)]
            self._path.write_text(text, encoding="utf-8")
            process.send_signal(signal.SIGHUP)


def main(
    hours: Annotated[float, typer.Option(help="Of a day at pose level.")] = 6.0,
    minutes: Annotated[float, typer.Option(help="With the real models.")] = 30.0,
    clips: Annotated[
        Path | None, typer.Option(help="Folder of clips to loop; default: the demo clip.")
    ] = None,
    reload_every_min: Annotated[float, typer.Option(help="Minutes between reloads.")] = 3.0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON too.")] = False,
) -> None:
    """Play, watch, judge."""
    parts = list(_parts(hours, minutes, clips, reload_every_min * 60))
    console = Console()
    for part in parts:
        console.print(_table(part))
        for broken in part.broken:
            console.print(f"[red]{part.name}: {broken}")
    if as_json:
        print(json.dumps([asdict(part) for part in parts]))
    raise typer.Exit(any(part.broken for part in parts))


def _parts(hours: float, minutes: float, clips: Path | None, every_s: float) -> Iterator[Part]:
    if hours > 0:
        with _place() as (folder, port):
            yield _judged(f"{hours:g} h at pose level", _poses(hours, folder, port))
    if minutes > 0:
        with _place() as (folder, port):
            found = sorted(clips.rglob("*.mp4")) if clips else [demo_clip()]
            figures = _models(minutes, found, every_s, folder, port)
            yield _judged(f"{minutes:g} min with the models", figures)


@contextmanager
def _place() -> Iterator[tuple[Path, int | None]]:
    """A folder, and the port of a broker where one is installed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        broker = stack.enter_context(Mosquitto(folder)) if mosquitto_path() else None
        yield folder, broker.port if broker else None


def _poses(hours: float, folder: Path, port: int | None) -> Figures:
    orders = Orders(hours, str(folder / "data"), port)
    command = [sys.executable, "-m", "tools.stationlife.child", json.dumps(asdict(orders))]
    return Watched(command, folder).run()


def _models(
    minutes: float, clips: Sequence[Path], every_s: float, folder: Path, port: int | None
) -> Figures:
    config = folder / "station.yaml"
    texts = [
        CONFIG.format(
            data=folder / "data",
            clip=clip,
            host="127.0.0.1" if port else "null",
            port=port or "null",
            language=language,
        )
        for clip in clips
        for language in ("en", "ko")
    ]
    act = Reloads(texts, config, every_s, minutes * 60)
    command = [sys.executable, "-m", "edge", "run", "-c", str(config)]
    return Watched(command, folder, every_s=2.0).run(act)


def _judged(name: str, figures: Figures) -> Part:
    limits = (
        (figures.exit_status != 0, f"exit status {figures.exit_status}"),
        (
            figures.rss_growth_percent >= MOST_RSS_GROWTH_PERCENT,
            f"memory grew by {figures.rss_growth_percent:.2f} %",
        ),
        (figures.threads_end > figures.threads_warm + SPARE, "threads leak"),
        (figures.files_end > figures.files_warm + SPARE, "open files leak"),
        (figures.watchdog_longest_gap_s > WATCHDOG_S, "the watchdog was missed"),
        (not figures.signs_of_life, "no sign of life"),
        (
            figures.told.get("counted") != figures.told.get("in_summaries"),
            "repetitions that were told are not in the summaries",
        ),
    )
    broken = tuple(words for is_broken, words in limits if is_broken)
    return Part(name, figures, broken, round(getloadavg()[0], 2))


def _table(part: Part) -> Table:
    figures = part.figures
    table = Table("", "warm", "end", title=part.name)
    table.add_row("memory, MB", f"{figures.rss_warm_mb:.1f}", f"{figures.rss_end_mb:.1f}")
    table.add_row("threads", f"{figures.threads_warm:g}", f"{figures.threads_end:g}")
    table.add_row("open files", f"{figures.files_warm:g}", f"{figures.files_end:g}")
    table.add_row("memory grew by", "", f"{figures.rss_growth_percent:.2f} %")
    table.add_row("watchdog, longest gap", "", f"{figures.watchdog_longest_gap_s:.1f} s")
    table.add_row("signs of life", "", str(figures.signs_of_life))
    for name, value in figures.told.items():
        table.add_row(name.replace("_", " "), "", f"{value:,}")
    table.add_row("seconds; load", f"{figures.seconds:.0f}", f"{part.load:.2f}")
    return table


if __name__ == "__main__":
    typer.run(main)
