"""`gymstation bench latency`: how times become figures, and the whole chain on a recording."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.bench.latency import Step, milliseconds, movement_latencies_s, signal_latencies_s
from edge.cli.main import build
from edge.feedback.cue import Cue
from edge.feedback.signal import Signal
from tests.exercise.figure import film

GOOD = Cue(Signal.REP_GOOD, 0.0)


def step(captured_s: float, told_s: float, cue: Cue | None = None) -> Step:
    return Step(captured_s, captured_s + 0.001, told_s, told_s + 0.001, cue)


STEPS = [
    step(1.0, 1.02),
    step(2.0, 2.03, GOOD),
    step(3.0, 3.02),
    step(4.0, 4.02),
    step(5.0, 5.01, GOOD),
]


def test_a_signal_counts_from_the_capture_of_its_frame():
    assert signal_latencies_s(STEPS, [1.5, 2.05, 2.3, 5.06]) == pytest.approx([0.05, 0.06])


def test_a_signal_that_a_device_does_not_give_counts_nothing():
    assert signal_latencies_s(STEPS, [1.5, 3.5]) == []


def test_the_movement_counts_only_between_signals():
    changes_s = [1.03, 2.04, 3.03, 4.06, 5.5]
    found = movement_latencies_s(STEPS, changes_s, lambda _: 1.5)
    assert found == pytest.approx([0.03, 0.06])


def test_figures_are_in_milliseconds():
    figures = milliseconds([0.001 * n for n in range(1, 101)])
    assert (figures["count"], figures["median"], figures["max"]) == (100, 50.5, 100.0)
    assert 95 <= figures["p95"] <= 96
    assert milliseconds([]) == {"count": 0}


def test_the_whole_chain_signals_a_repetition_on_pins(tmp_path: Path):
    video = tmp_path / "squats.npz"
    film("squat", 70.0, fps=30.0, repetitions=1, before=("stand",)).recording().save(video)
    arguments = ["bench", "latency", str(video), "--seconds", "3.6", "--players", "gpio", "--json"]
    done = CliRunner().invoke(build(("bench",)), arguments)
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)["runs"]["gpio"]
    assert figures["signals"] >= 1
    assert figures["light_ms"]["count"] == figures["signals"]
    assert figures["sound_ms"]["count"] >= 1
    assert figures["movement_ms"]["count"] > 20
    assert 0.0 < figures["light_ms"]["median"] < 1000
    assert figures["frames"] + figures["dropped"] > 60
