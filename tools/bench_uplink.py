"""How fast the outbox drains into a local mosquitto, and whether the pose stage notices.

    python -m tools.bench_uplink --json

The same frames of the demo clip go through the pose model before, while and after 10,000 summaries
are drained; the hub's end is mosquitto alone with a persistent session that nobody reads, so that
the work measured is the station's.
"""

import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from edge.camera.factory import open_file
from edge.camera.frame import Frame
from edge.config.outbox import OutboxConfig
from edge.config.pose import PoseConfig
from edge.config.uplink import UplinkConfig
from edge.pose.factory import make_estimator
from edge.pose.port import PoseEstimator
from edge.resources import demo_clip
from edge.session.summary import SessionSummary
from edge.uplink.clock import SystemClock
from edge.uplink.outbox import Outbox
from edge.uplink.session_message import SessionDone
from edge.uplink.topics import Topics
from edge.uplink.uplink import OUTBOX_FILE, Uplink
from tools.chaos.broker import Mosquitto
from tools.chaos.listener import Listener

BLOCK = 60  # frames whose median is one measurement
TOPICS = Topics("gymstation", "gym", "station-1")


@dataclass(frozen=True, slots=True)
class Figures:
    """frame times in milliseconds, medians; ratio: while draining against before and after."""

    summaries: int
    bytes_each: int
    drained_per_second: float
    frame_idle_ms: float
    frame_draining_ms: float
    ratio: float


def main(
    example: Annotated[Path, typer.Argument(help="A summary as JSON, multiplied.")] = Path(
        "tests/uplink/golden/session.json"
    ),
    summaries: Annotated[int, typer.Option(min=100)] = 10_000,
    per_second: Annotated[
        int, typer.Option(help="`outbox.per_second`; the default is the station's.")
    ] = OutboxConfig().per_second,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure both."""
    message = SessionDone.model_validate_json(example.read_bytes())
    with tempfile.TemporaryDirectory() as name, Mosquitto(Path(name), QUEUE) as broker:
        figures = measure(Path(name), broker.port, message.summary, summaries, per_second)
    print(json.dumps(asdict(figures), indent=None if as_json else 2))


QUEUE = "max_queued_messages 0"


def measure(
    folder: Path, port: int, summary: SessionSummary, summaries: int, per_second: int
) -> Figures:
    """Everything, in one run."""
    payload = _fill(folder, summary, summaries)
    Listener(port).close()  # leaves a persistent session behind: somebody listens
    estimator = make_estimator(PoseConfig(threads=1))
    camera = open_file(demo_clip())
    camera.open()
    frames = [frame for _ in range(BLOCK) if (frame := camera.read(5.0)) is not None]
    camera.close()
    idle = [_block(estimator, frames) for _ in range(3)]
    config = UplinkConfig(
        host="127.0.0.1", port=port, outbox=OutboxConfig(most=summaries * 2, per_second=per_second)
    )
    uplink = Uplink(config, TOPICS, folder, boot_id="bench", version="bench")
    began_s = time.monotonic()
    uplink.start()
    draining: list[float] = []
    while uplink.keeping.waiting:
        draining.append(_block(estimator, frames))
    took_s = time.monotonic() - began_s
    uplink.stop()
    idle += [_block(estimator, frames) for _ in range(3)]
    return Figures(
        summaries,
        payload,
        round(summaries / took_s, 1),
        round(median(idle), 3),
        round(median(draining), 3),
        round(median(draining) / median(idle), 3),
    )


def _fill(folder: Path, summary: SessionSummary, summaries: int) -> int:
    clock = SystemClock()
    outbox = Outbox(folder / OUTBOX_FILE, OutboxConfig(most=summaries * 2))
    payload = SessionDone.of(summary, clock.now()).to_json()
    for number in range(summaries):
        outbox.put(f"{summary.id[:-12]}{number:012d}", payload, clock.now())
    outbox.close()
    return len(payload)


def _block(estimator: PoseEstimator, frames: list[Frame]) -> float:
    """Median milliseconds a frame."""
    times_ms = []
    estimator.reset()
    for frame in frames:
        began_s = time.perf_counter()
        estimator.estimate(frame)
        times_ms.append((time.perf_counter() - began_s) * 1000.0)
    return median(times_ms)


if __name__ == "__main__":
    typer.run(main)
