"""The bundled demo clip: the station counts what the clip's truth says, and sees its one fault."""

import json
from pathlib import Path

import pytest

from edge.errors import ModelError
from edge.pose.manifest import verified_model
from edge.resources import demo_clip, demo_dir
from tests.cli.conftest import Run, gymstation  # noqa: F401 - a fixture


@pytest.fixture(scope="module", autouse=True)
def models() -> None:
    try:
        verified_model("pose_landmarks_int8")
    except ModelError as error:
        pytest.skip(f"no pose models here: {error}")


def test_the_demo_is_counted_and_judged_as_its_truth_says(
    gymstation: Run,  # noqa: F811
) -> None:
    truth = json.loads((demo_dir() / "demo.truth.json").read_text(encoding="utf-8"))
    done = gymstation("analyse", demo_clip(), "-e", truth["exercise"], "--json")
    line = json.loads(done.out)
    assert line["count"] == truth["count"]
    for rep, true in zip(line["reps"], truth["repetitions"], strict=True):
        assert rep["turn_s"] == pytest.approx(true["turn_s"], abs=0.25)
        faults = [c["condition"] for c in rep["conditions"] if c["verdict"] == "fault"]
        assert faults == (["back_straight"] if "forward_lean" in true["faults"] else [])


def test_the_demo_is_small_enough_to_ship() -> None:
    assert Path(demo_clip()).stat().st_size <= 1_000_000
