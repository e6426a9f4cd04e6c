"""The recogniser's model card and its entry in the manifest."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from edge.classifier import MODEL
from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.features import CLIP, FEATURES
from edge.exercise.recognise.window import FRAMES, RATE_HZ
from tools.derive.records import write_manifest
from tools.train.dataset import CLASSES, LabelledClip
from tools.train.network import CHANNELS, STRIDES, WIDTHS, Settings
from tools.train.score import Named, share_quiet, share_right

FLOAT_TWIN = MODEL.replace("_int8", "_float")
INT8 = "int8 throughout (weights per output channel, activations per tensor)"


@dataclass(frozen=True, slots=True)
class Results:
    """Clips named by the int8 and by the float models, none of them trained on the clip's origin.

    credited: repetitions that were counted under some exercise's name in clips that show none.
    All are empty where nothing was cross-validated.
    """

    quantised: Sequence[Named] = ()
    floating: Sequence[Named] = ()
    credited: Mapping[str, int] = field(default_factory=dict)

    def joined(self, other: "Results") -> "Results":
        """These and the others."""
        return Results(
            [*self.quantised, *other.quantised],
            [*self.floating, *other.floating],
            {**self.credited, **other.credited},
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """How the model was made. size: bytes. windows: of the mannequin, each exercise."""

    size: int
    clips: Sequence[LabelledClip]
    settings: Settings
    tuning: Settings
    windows: int


def write(folder: Path, model: bytes, twin: bytes, results: Results, facts: Facts) -> None:
    """Write both models, their card beside them, and their entries of the manifest."""
    (folder / f"{MODEL}.tflite").write_bytes(model)
    (folder / f"{FLOAT_TWIN}.tflite").write_bytes(twin)
    (folder / f"{MODEL.removesuffix('_int8')}.md").write_text(
        _card(results, facts), encoding="utf-8"
    )
    write_manifest(
        folder,
        {
            MODEL: _entry(MODEL, model, "int8", INT8) | _measured_entry(results),
            FLOAT_TWIN: _entry(FLOAT_TWIN, twin, "float32", "none: float32"),
        },
    )


def _entry(name: str, model: bytes, dtype: str, quantisation: str) -> dict[str, Any]:
    """One file's entry of the manifest."""
    return {
        "file": f"{name}.tflite",
        "sha256": hashlib.sha256(model).hexdigest(),
        "origin": "trained by tools/train/recogniser.py",
        "licence": "Apache-2.0",
        "input": {
            "window": {
                "shape": [1, FRAMES, 1, len(FEATURES)],
                "dtype": dtype,
                "range": [-CLIP, CLIP],
            }
        },
        "outputs": {"probabilities": {"shape": [1, len(CLASSES)], "dtype": dtype}},
        "quantisation": quantisation,
    }


def _measured_entry(results: Results) -> dict[str, Any]:
    if not results.quantised:
        return {}
    return {"measured": {f"{what}, origins left out": value for what, value in _figures(results)}}


def _figures(results: Results) -> list[tuple[str, str]]:
    """What was measured, and the value in words: int8 first, the float twin behind it."""
    named, twin = results.quantised, results.floating
    right = [n for n in named if n.certain and n.wanted != OTHER]
    others = [n for n in named if n.wanted == OTHER]
    times = [n.after_s for n in right if n.right and n.after_s is not None] or [np.nan]
    quiet = sum(not count for count in results.credited.values())
    return [
        ("clips named right", f"{_of(right)} ({share_right(twin):.3f} float)"),
        ("clips of no exercise of ours that stay `other`",
         f"{_of(others)} ({share_quiet(twin):.3f} float)"),
        ("clips of no exercise of ours without a repetition credited to one of ours",
         f"{quiet} of {len(others)}"),
        ("first named after, median and 90th percentile of the clips named right",
         f"{np.median(times):.1f} s, {np.percentile(times, 90):.1f} s after the first pose"),
        ("changes from one exercise to another within a clip of one exercise",
         f"{sum(n.changes for n in right)} in {len(right)} clips"),
    ]  # fmt: skip


def _of(named: Sequence[Named]) -> str:
    right = sum(n.right for n in named)
    return f"{right} of {len(named)} = {right / max(len(named), 1):.3f}"


def _card(results: Results, facts: Facts) -> str:
    origins = sorted({item.clip.origin for item in facts.clips if item.tracks})
    layers = "; ".join(
        f"{channels} channels of {width} frames, stride {stride}"
        for channels, width, stride in zip(CHANNELS, WIDTHS, STRIDES, strict=True)
    )
    return f"""# Exercise recogniser

`{MODEL}.tflite`, {facts.size:,} bytes, int8 throughout, and its float twin. Apache-2.0. Made by
`python -m tools.train.recogniser` (seed {facts.settings.seed}; {facts.settings.steps} steps on
the mannequin, then {facts.tuning.steps} on both).

**What it does.** Names what a person is doing from {FRAMES / RATE_HZ:g} s of BlazePose landmarks.
Classes: {", ".join(CLASSES)}.
`other` is everything else: walking, setting up, resting, exercises not in the list. The decision
over time (`edge/exercise/recognise/decision.py`) is part of what is measured here.

**Input.** {len(FEATURES)} features of {FRAMES} frames at {RATE_HZ:g} Hz, described in
`edge/exercise/recognise/features.py`; no picture.

**Network.** Convolutions over time, their mean, one dense layer, softmax. Convolutions:
{layers}.

**Trained on.** Mannequin motion without pictures, {facts.windows} windows of each exercise in all
its variants, bodies, tempi, views and named faults, with a pose model's errors added; and landmarks
of {sum(1 for item in facts.clips if item.tracks)} recordings of real people from {len(origins)}
public repositories, which are not part of this project:

{chr(10).join(f"- {origin}" for origin in origins)}

## Measured

{_measured(results)}

## Limits

- Few people stand behind the real recordings; deadlift was learnt from the mannequin alone.
- Exercises that move alike are told apart by little: a lat pulldown from a shoulder press, a goblet
  squat to a chair from sitting down, a row from a deadlift. Such movements may get the wrong name.
- A camera that is tilted sideways by more than some ten degrees was not trained for.
- It judges nobody and knows nobody: landmarks carry no identity, and no group of people was
  compared with another.
"""


def _measured(results: Results) -> str:
    if not results.quantised:
        return "Nothing: trained without cross-validation."
    lines = [
        "Whole clips, each named by a model that was trained without its origin, with the odds of",
        "the counters. A clip's name is the one that stood longest. Only clips with a certain",
        "label count as ours. The smallest classes have one to three clips.",
        "",
        "| figure | int8 |",
        "|---|---|",
        *(f"| {what} | {value} |" for what, value in _figures(results)),
        "",
        "| class | clips | right, int8 | right, float | first named after (median) |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(name, results) for name in CLASSES]
    wrong = [named for named in results.quantised if not named.right]
    lines += ["", "Named wrong:", ""]
    lines += [f"- `{n.clip}` ({n.category}): {n.said}, for {n.seconds:.1f} s" for n in wrong]
    return "\n".join(lines)


def _row(name: str, results: Results) -> str:
    own = [named for named in results.quantised if named.wanted == name and named.certain]
    twin = [named for named in results.floating if named.wanted == name and named.certain]
    times = sorted(n.after_s for n in own if n.right and n.after_s is not None)
    after = f"{times[len(times) // 2]:.1f} s" if times and name != OTHER else "-"
    right = sum(named.right for named in own)
    return f"| {name} | {len(own)} | {right} | {sum(n.right for n in twin)} | {after} |"
