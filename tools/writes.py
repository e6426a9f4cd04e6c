"""Measure what a station writes to its memory card in an hour.

    python -m tools.writes --minutes 30 --speed 30

The whole station at pose level, its outbox and journal in --folder, against a real mosquitto; once
with one athlete after the other, as the busiest day has, and once in an empty gym. Bytes are those
that the kernel counts towards the disk (/proc/PID/io), syncs are counted by strace where it is
installed. --speed: seconds of the station's time in a second; the journal syncs as much more often.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.errors import UsageError
from tools.chaos.broker import Mosquitto, mosquitto_path
from tools.stationlife.child import Orders

SYNCS = "fsync,fdatasync"


@dataclass(frozen=True, slots=True)
class Hour:
    """What one hour of the station's time costs a memory card. syncs: None without strace."""

    name: str
    kilobytes: float
    syncs: float | None
    sessions: float
    repetitions: float

    @property
    def gigabytes_a_year(self) -> float:
        """With sixteen such hours a day."""
        return self.kilobytes * 16 * 365 / 1e6


def main(
    minutes: Annotated[float, typer.Option(help="Of the station's time.")] = 30.0,
    speed: Annotated[float, typer.Option(help="Minutes of it in a minute.")] = 30.0,
    folder: Annotated[
        Path | None, typer.Option(help="On the disk that is meant; never on a tmpfs.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON too.")] = False,
) -> None:
    """Play, and divide."""
    hours = [
        measured(name, minutes / 60, speed, folder, empty=empty)
        for name, empty in (("busy", False), ("empty", True))
    ]
    table = Table("", *(hour.name for hour in hours), title="an hour of a station")
    table.add_row("kilobytes", *(f"{hour.kilobytes:,.0f}" for hour in hours))
    table.add_row("syncs", *("?" if hour.syncs is None else f"{hour.syncs:.0f}" for hour in hours))
    table.add_row("sessions", *(f"{hour.sessions:.0f}" for hour in hours))
    table.add_row("repetitions", *(f"{hour.repetitions:.0f}" for hour in hours))
    table.add_row("GB a year", *(f"{hour.gigabytes_a_year:.2f}" for hour in hours))
    Console().print(table)
    if as_json:
        print(json.dumps([asdict(hour) for hour in hours]))


def measured(name: str, hours: float, speed: float, folder: Path | None, *, empty: bool) -> Hour:
    """One kind of hour; raises UsageError where the station cannot run."""
    with tempfile.TemporaryDirectory(prefix="writes-", dir=folder) as place:
        root = Path(place)
        if mosquitto_path() is None:
            return _run(name, hours, speed, root, None, empty=empty)
        with Mosquitto(root) as broker:
            return _run(name, hours, speed, root, broker.port, empty=empty)


def _run(
    name: str, hours: float, speed: float, root: Path, port: int | None, *, empty: bool
) -> Hour:
    orders = Orders(
        hours, str(root / "data"), port, speed=speed, sync_every_s=1 / speed, empty=empty
    )
    trace = root / "syncs"
    strace = shutil.which("strace")
    prefix = _strace(strace, trace) if strace else []
    command = [*prefix, sys.executable, "-m", "tools.stationlife.child", json.dumps(asdict(orders))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise UsageError("the station did not live", where=done.stderr[-1000:])
    told = json.loads(lines[-1])
    return Hour(
        name,
        kilobytes=round(told["write_bytes"] / 1000 / hours, 1),
        syncs=round(_count(trace) / hours, 1) if strace else None,
        sessions=round(told["sessions"] / hours, 1),
        repetitions=round(told["counted"] / hours, 1),
    )


def _strace(program: str, trace: Path) -> Sequence[str]:
    return [program, "-f", "--seccomp-bpf", "-qq", "-e", f"trace={SYNCS}", "-o", str(trace)]


def _count(trace: Path) -> int:
    """A call that another thread's line interrupted has a second line, without a bracket."""
    text = trace.read_text(encoding="utf-8", errors="replace")
    return sum("sync(" in line for line in text.splitlines())


if __name__ == "__main__":
    typer.run(main)
