"""`gymstation bench idle`: what an empty gym costs, and how soon the station is awake."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from edge.athlete.follower import AthleteFollower
from edge.bench.idle import measure
from edge.config import load_config


def idle(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Processor share with nobody there and with an athlete, and seconds until it is awake."""
    config = load_config(None)
    pose = config.pose.model_copy(update={"threads": 1})
    figures = measure(AthleteFollower.of(pose, config.zone))
    if as_json:
        print(json.dumps(asdict(figures)))
        return
    print(
        f"nobody there: {figures.idle_frames_per_s:.1f} frames a second, "
        f"{100 * figures.idle_cpu_share:.1f} % of one core\n"
        f"somebody there: {figures.active_frames_per_s:.1f} frames a second, "
        f"{100 * figures.active_cpu_share:.1f} % of one core\n"
        f"at full rate {figures.awake_s:.2f} s after somebody appears at the latest; "
        f"first pose {figures.pose_s or float('nan'):.1f} s after (walking in, settling)"
    )
