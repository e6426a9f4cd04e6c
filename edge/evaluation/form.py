"""The evaluation of the judge: labelled frames, and clips that somebody judged as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType

from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.form_clips import EXERCISE, LEARNED, ClipResult, evaluate_clips
from edge.evaluation.form_frames import FrameResult, evaluate_frames
from edge.evaluation.left_out import left_out
from edge.evaluation.tables import Rows, markdown, rich_table

HEADING = "Form"


@dataclass(frozen=True, slots=True)
class FormResult:
    """frames, clips: None where the folder holds none. left_out: what training measured."""

    frames: list[FrameResult] | None
    clips: ClipResult | None
    left_out: Mapping[str, str]


def evaluate_form(folder: Path) -> FormResult:
    """`folder/frames` and `folder/push_up`; raises UsageError where there is neither."""
    frames, clips = folder / "frames", folder / EXERCISE
    if not frames.is_dir() and not clips.is_dir():
        raise UsageError(
            "there is nothing to judge by",
            where=str(folder),
            remedy=f"name a folder that holds frames/ or {EXERCISE}/",
        )
    return FormResult(
        frames=evaluate_frames(frames) if frames.is_dir() else None,
        clips=evaluate_clips(clips) if clips.is_dir() else None,
        left_out=_left_out(),
    )


def to_json(result: FormResult) -> dict[str, Any]:
    """Plain values; shares in 0..1."""
    return asdict(result)


def to_terminal(result: FormResult) -> RenderableType:
    """The same tables as in Markdown, drawn by Rich."""
    return Group(*(rich_table(title, rows) for title, rows in _tables(result)))


def to_markdown(result: FormResult, command: str) -> str:
    """A section of a report: one heading, the command that made it, the tables."""
    return markdown(HEADING, command, _tables(result))


def _tables(result: FormResult) -> Iterator[tuple[str, Rows]]:
    if result.frames is not None:
        title = "Labelled frames: how well the fault is found, 95 % intervals over blocks"
        yield title, _frame_rows(result.frames)
    if result.clips is not None:
        yield "Clips judged as a whole, wrong against correct", _clip_rows(result)
        head = ["condition", "precision", "recall", "at fault in correct clips", "not judged"]
        body = [
            [c.condition, *map(str, (c.precision, c.recall, c.in_correct)), f"{c.not_judged:.2f}"]
            for c in result.clips.conditions
        ]
        title = "Conditions in these clips; recall is the share of wrong clips that have this fault"
        yield title, [head, *body]


def _frame_rows(frames: list[FrameResult]) -> Rows:
    head = [
        "condition",
        "rows",
        "F1, limit of other blocks",
        "F1, shipped limit",
        "precision",
        "recall",
    ]
    body = [
        [
            each.condition,
            str(each.rows),
            *map(str, (each.fitted, each.shipped, each.precision, each.recall)),
            f"{1.0 - each.judged:.2f}",
        ]
        for each in frames
    ]
    return [[*head, "not judged"], *body]


def _clip_rows(result: FormResult) -> Rows:
    clips = result.clips
    if clips is None:
        return []
    return [
        ["figure", "value"],
        ["clips", str(clips.clips)],
        ["clips that cannot be judged", str(clips.unjudged)],
        ["balanced accuracy, shipped model, which the public clips trained", str(clips.balanced)],
        ["balanced accuracy of any fault that is measured, tempo aside", str(clips.geometry)],
        *(
            [f"clips left out of training: {what}", value]
            for what, value in result.left_out.items()
        ),
    ]


def _left_out() -> Mapping[str, str]:
    """Of the learned condition."""
    (pack,) = load_packs([EXERCISE])
    learned = next((each.learned for each in pack.conditions if each.id == LEARNED), None)
    return left_out(learned.model) if learned else {}
