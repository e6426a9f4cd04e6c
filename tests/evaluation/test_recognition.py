"""`gymstation evaluate recognition` on the mannequin, and its parts on a tracker that is none."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from typer.testing import CliRunner

from edge.cli.evaluate import app
from edge.config.pack import Kind
from edge.errors import UsageError
from edge.evaluation.document import write_plot
from edge.evaluation.naming import Begin, Naming, begin_of, name_clip
from edge.evaluation.plots import confusion, shares_below
from edge.evaluation.poses import TimedPoses
from edge.exercise.values import Phase, Rep, SetProgress
from tests.exercise.figure import film

HEAD = "file,exercise,view,reps,reps_low,reps_high,certainty\n"
SVG = "{http://www.w3.org/2000/svg}"


class Scripted:
    """A tracker that says what it was told to, a second each."""

    def __init__(self, names: list[str], reps: tuple[Rep, ...] = (), hold_from_s: float = 99.0):
        self._names = names
        self._hold_from_s = hold_from_s
        self.repetitions = reps

    def update(self, at_s: float, pose: object) -> SetProgress:
        hold_s = max(0.0, at_s - self._hold_from_s)
        return SetProgress(self._names[int(at_s)], at_s, 0, Phase.UNKNOWN, hold_s=hold_s)

    def finish(self) -> SetProgress:
        return SetProgress(self._names[-1], 0.0, 0, Phase.UNKNOWN)


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own text


def seconds(count: int) -> TimedPoses:
    return TimedPoses(np.arange(count, dtype=np.float64), (None,) * count)


def named(exercise: str, names: list[str], begin: Begin | None = None) -> Naming:
    return name_clip("a", exercise, seconds(len(names)), lambda: Scripted(names), begin)


def test_a_name_that_comes_and_stays_is_no_change() -> None:
    naming = named("squat", ["other", "other", "squat", "other", "squat"], Begin(0.5, 3.5))
    assert (naming.right, naming.in_time, naming.changes) == (True, True, 0)
    assert (naming.named_s, naming.delay_s) == (2.0, 1.5)


def test_a_name_that_gives_way_is_a_change() -> None:
    naming = named("squat", ["lunge", "lunge", "squat", "lunge", "squat"], Begin(0.0, 1.0))
    assert (naming.right, naming.in_time, naming.changes) == (True, False, 3)


def test_a_set_that_keeps_no_name_or_a_wrong_one_is_wrong() -> None:
    missed = named("squat", ["other", "other"], Begin(0.0, 3.0))
    assert (missed.right, missed.in_time, missed.delay_s) == (False, False, None)


def test_what_has_no_name_must_never_have_had_one() -> None:
    assert named("other", ["other", "other"]).right
    called = named("other", ["other", "squat", "other"])
    assert (called.right, called.named, called.in_time) == (False, "squat", None)


def rep(start_s: float, end_s: float) -> Rep:
    return Rep("squat", 1, start_s, start_s + 0.5, end_s, end_s, 90.0)


@pytest.mark.parametrize(
    ("reps", "due_s"),
    [((rep(1, 2), rep(2, 3)), 4.0), ((rep(1, 4), rep(4, 8)), 8.0), ((rep(1, 2),), 9.0)],
)
def test_the_name_is_due_after_three_seconds_or_two_repetitions(
    reps: tuple[Rep, ...], due_s: float
) -> None:
    begin = begin_of(Kind.REPETITIONS, seconds(10), lambda: Scripted(["squat"] * 10, reps))
    assert begin == Begin(1.0, due_s)


def test_a_hold_begins_when_it_is_held() -> None:
    tracker = Scripted(["plank"] * 9, hold_from_s=2.0)
    assert begin_of(Kind.HOLD, seconds(9), lambda: tracker) == Begin(3.0, 6.0)
    assert begin_of(Kind.REPETITIONS, seconds(9), lambda: tracker) is None


def test_clips_are_named_and_the_report_has_its_plot(tmp_path: Path) -> None:
    film("squat", 30.0).recording().save(tmp_path / "a.mp4.npz")
    film("squat", repetitions=0, after=("stand",)).recording().save(tmp_path / "b.mp4.npz")
    rows = "a.mp4,squat,front,3,3,3,high\nb.mp4,negative,front,0,0,0,high\nc.mp4,dip,x,1,1,1,low\n"
    (tmp_path / "clips.csv").write_text(HEAD + rows + "gone.mp4,squat,x,1,1,1,high\n", "utf-8")
    report = tmp_path / "docs" / "accuracy.md"
    arguments = ["recognition", str(tmp_path), "--poses", str(tmp_path), "--report", str(report)]
    result = CliRunner().invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    every = values["rates"]["every frame"]
    assert every["confusion"]["squat"]["squat"] == 1
    assert every["quiet"]["value"] == 1.0
    assert values["unreadable"][0][0] == "gone.mp4"
    assert "called by its name" in report.read_text(encoding="utf-8")
    drawn((report.parent / "images" / "accuracy_recognition.svg").read_text(encoding="utf-8"))


def test_a_plot_shows_every_count() -> None:
    plot = drawn(confusion("x < y", {"a_b": {"a_b": 7, "c": 2}, "c": {"a_b": 0, "c": 3}}))
    texts = [text.text for text in plot.iter(f"{SVG}text")]
    assert texts.count("a b") == 2  # a row and a column
    assert {"x < y", "7", "2", "3"} <= set(texts)
    assert "0" not in texts


def test_a_curve_goes_from_nothing_to_all() -> None:
    plot = drawn(shares_below("late", "s", {"us": [0.3, 0.1, 0.2], "nobody": []}))
    *_, curve = plot.iter(f"{SVG}polyline")
    points = [tuple(map(float, point.split(","))) for point in curve.get("points", "").split()]
    assert points == sorted(points, key=lambda point: (point[0], -point[1]))
    assert len(points) == 4


def test_a_plot_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "images").write_text("no folder", "utf-8")
    with pytest.raises(UsageError, match="cannot write the plot"):
        write_plot(tmp_path / "accuracy.md", "a.svg", "")
