"""A folder of pose recordings with counts: the generic counter beside other ways to count."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType

from edge.camera.recording import PoseRecording
from edge.config.pack import ExercisePack, Kind
from edge.errors import RecordingError, UsageError
from edge.evaluation.counting import COMPONENT, OURS, THRESHOLDS
from edge.evaluation.figures import Figures, figures
from edge.evaluation.peers import principal_component, two_thresholds
from edge.evaluation.poses import TimedPoses, poses_of
from edge.evaluation.report import figure_rows
from edge.evaluation.tables import Rows, markdown, rich_table
from edge.exercise.generic import GenericCounter

LIST = "counts.csv"
COLUMNS = ("file", "exercise", "reps")
HEADING = "Counting, whatever repeats"
WORST = 10


@dataclass(frozen=True, slots=True)
class Listed:
    """One recording, what it holds and how many repetitions a person counted."""

    file: str
    exercise: str
    reps: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One recording counted. counts: by method; a method that needs a pack may be missing."""

    listed: Listed
    counts: dict[str, int]

    def error(self, method: str = OURS) -> int:
        """Repetitions too many (above 0) or too few (below 0)."""
        return self.counts[method] - self.listed.reps


@dataclass(frozen=True, slots=True)
class PosesResult:
    """Figures by method and, ours, by exercise; the worst recordings; unreadable: file, reason."""

    methods: dict[str, Figures]
    exercises: dict[str, Figures]
    worst: tuple[Counted, ...]
    unreadable: tuple[tuple[str, str], ...]


def load_counts(folder: Path) -> tuple[Listed, ...]:
    """The recordings of a folder; raises UsageError that names the line."""
    path = folder / LIST
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            missing = set(COLUMNS) - set(rows.fieldnames or ())
            if missing:
                names = ", ".join(sorted(missing))
                raise UsageError(f"columns are missing: {names}", where=str(path))
            return tuple(
                Listed(row["file"], row["exercise"], _reps(row["reps"], f"{path}:{rows.line_num}"))
                for row in rows
            )
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot read the list of recordings: {error}",
            where=str(path),
            remedy=f"give the folder that holds {LIST}",
        ) from error


def evaluate_poses(
    folder: Path,
    listed: Sequence[Listed],
    packs: Sequence[ExercisePack],
    fps: float | None,
    step: Callable[[str], None],
) -> PosesResult:
    """Count every recording; no method but the two thresholds is told the exercise.

    packs: for the two thresholds, which need one. fps: None = every frame. step: told each file
    before it is counted.
    """
    by_id = {pack.id: pack for pack in packs if pack.kind is Kind.REPETITIONS}
    counted: list[Counted] = []
    unreadable: list[tuple[str, str]] = []
    for each in listed:
        step(each.file)
        try:
            poses = poses_of(PoseRecording.load(folder / each.file))
        except RecordingError as error:
            unreadable.append((each.file, str(error)))
            continue
        poses = poses if fps is None else poses.at_most(fps)
        counted.append(Counted(each, _counts(poses, by_id.get(each.exercise))))
    return _result(counted, unreadable)


def to_json(result: PosesResult) -> dict[str, Any]:
    """Plain values; shares in 0..1."""
    return asdict(result)


def to_terminal(result: PosesResult) -> RenderableType:
    """The same tables as in Markdown, drawn by Rich."""
    return Group(*(rich_table(title, rows) for title, rows in _tables(result)))


def to_markdown(result: PosesResult, heading: str, command: str) -> str:
    """A section of a report: one heading, the command that made it, the tables."""
    return markdown(heading, command, _tables(result))


def _reps(text: str | None, where: str) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        raise UsageError("reps must be a whole number", where=where)
    return int(text)


def _counts(poses: TimedPoses, pack: ExercisePack | None) -> dict[str, int]:
    counter = GenericCounter()
    for at_s, pose in poses:
        counter.update(at_s, pose)
    counter.finish()
    counts = {OURS: len(counter.reps), COMPONENT: principal_component(poses)}
    return counts if pack is None else {**counts, THRESHOLDS: two_thresholds(pack, poses)}


def _result(counted: Sequence[Counted], unreadable: Sequence[tuple[str, str]]) -> PosesResult:
    exercises = sorted({each.listed.exercise for each in counted})
    by_size = sorted(counted, key=lambda each: -abs(each.error()))
    return PosesResult(
        methods={
            method: _figures([each for each in counted if method in each.counts], method)
            for method in (OURS, THRESHOLDS, COMPONENT)
        },
        exercises={
            name: _figures([each for each in counted if each.listed.exercise == name], OURS)
            for name in exercises
        },
        worst=tuple(each for each in by_size[:WORST] if each.error()),
        unreadable=tuple(unreadable),
    )


def _figures(counted: Sequence[Counted], method: str) -> Figures:
    return figures([each.error(method) for each in counted], [each.listed.reps for each in counted])


def _tables(result: PosesResult) -> Iterator[tuple[str, Rows]]:
    yield (
        "Methods, same poses (the two thresholds are told the exercise, where there is a pack)",
        figure_rows("method", result.methods),
    )
    yield "Ours, by exercise, which it is not told", figure_rows("exercise", result.exercises)
    if result.worst:
        head = ["recording", "by eye", "ours"]
        body = [[e.listed.file, str(e.listed.reps), str(e.counts[OURS])] for e in result.worst]
        yield "Recordings that came out worst", [head, *body]
    if result.unreadable:
        yield "Unreadable", [["file", "reason"], *map(list, result.unreadable)]
