"""The recogniser's model card and its entry in the manifest."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge.classifier import MODEL
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

    Both are empty where nothing was cross-validated.
    """

    quantised: Sequence[Named]
    floating: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Facts:
    """How the model was made. size: bytes. windows: of the mannequin, each exercise."""

    size: int
    clips: Sequence[LabelledClip]
    settings: Settings
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
    figures = {
        "named_right": round(share_right(results.quantised), 3),
        "named_right_float_twin": round(share_right(results.floating), 3),
        "negative_and_nobody_quiet": round(share_quiet(results.quantised), 3),
    }
    return {"measured": {"clips of origins left out": figures}}


def _card(results: Results, facts: Facts) -> str:
    origins = sorted({item.clip.origin for item in facts.clips if item.tracks})
    layers = "; ".join(
        f"{channels} channels of {width} frames, stride {stride}"
        for channels, width, stride in zip(CHANNELS, WIDTHS, STRIDES, strict=True)
    )
    return f"""# Exercise recogniser

`{MODEL}.tflite`, {facts.size:,} bytes, int8 throughout, and its float twin. Apache-2.0. Made by
`python -m tools.train.recogniser` (seed {facts.settings.seed}, {facts.settings.steps} steps).

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
        "Whole clips, each named by a model that was trained without its origin. A clip's name is",
        "the one that stood longest. Only clips with a certain label of one of our exercises.",
        "",
        _both("named right", share_right(results.quantised), share_right(results.floating)),
        _both(
            "clips with nobody, or nobody exercising, that stay `other`",
            share_quiet(results.quantised),
            share_quiet(results.floating),
        ),
        "",
        "| class | clips | right, int8 | right, float | first named after (median) |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(name, results) for name in CLASSES]
    wrong = [named for named in results.quantised if not named.right]
    lines += ["", "Named wrong:", ""]
    lines += [f"- `{n.clip}` ({n.category}): {n.said}, for {n.seconds:.1f} s" for n in wrong]
    return "\n".join(lines)


def _both(what: str, quantised: float, floating: float) -> str:
    return f"- {what}: **{quantised:.3f}** (int8), {floating:.3f} (float twin)"


def _row(name: str, results: Results) -> str:
    own = [named for named in results.quantised if named.wanted == name and named.certain]
    twin = [named for named in results.floating if named.wanted == name and named.certain]
    times = sorted(n.after_s for n in own if n.right and n.after_s is not None)
    after = f"{times[len(times) // 2]:.1f} s" if times else "-"
    right = sum(named.right for named in own)
    return f"| {name} | {len(own)} | {right} | {sum(n.right for n in twin)} | {after} |"
