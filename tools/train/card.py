"""The recogniser's model card and its entry in the manifest."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from edge.classifier import MODEL
from edge.exercise.recognise.features import FEATURES
from edge.exercise.recognise.window import FRAMES, RATE_HZ
from edge.pose.manifest import MANIFEST_NAME
from tools.train.dataset import CLASSES, LabelledClip
from tools.train.network import CHANNELS, STRIDES, WIDTHS, Settings
from tools.train.score import Named, share_quiet, share_right


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


def write(folder: Path, model: bytes, results: Results, facts: Facts) -> None:
    """Write the card beside the model, and the model's own entry of the manifest."""
    (folder / f"{MODEL}.md").write_text(_card(results, facts), encoding="utf-8")
    _enter(folder / MANIFEST_NAME, model, results)


def _enter(path: Path, model: bytes, results: Results) -> None:
    """Replace this model's entry; the others stay as they are."""
    document: dict[str, Any] = {}
    if path.is_file():
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    entry: dict[str, Any] = {
        "file": f"{MODEL}.tflite",
        "sha256": hashlib.sha256(model).hexdigest(),
        "origin": "trained by tools/train/recogniser.py",
        "licence": "Apache-2.0",
        "input": {"name": "window", "shape": [1, FRAMES, 1, len(FEATURES)], "type": "int8"},
        "outputs": {"probabilities": {"shape": [1, len(CLASSES)], "type": "int8"}},
        "quantisation": "int8 throughout, weights a scale a channel",
    }
    if results.quantised:
        entry["measured"] = {
            "clips_named_right": round(share_right(results.quantised), 3),
            "float_twin": round(share_right(results.floating), 3),
            "negative_and_nobody_quiet": round(share_quiet(results.quantised), 3),
        }
    document.setdefault("models", {})[MODEL] = entry
    path.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")


def _card(results: Results, facts: Facts) -> str:
    origins = sorted({item.clip.origin for item in facts.clips if item.tracks})
    layers = ", ".join(
        f"{channels} channels of {width} frames, stride {stride}"
        for channels, width, stride in zip(CHANNELS, WIDTHS, STRIDES, strict=True)
    )
    return f"""# Exercise recogniser

`{MODEL}.tflite`, {facts.size:,} bytes, int8 throughout, Apache-2.0. Made by
`python -m tools.train.recogniser` (seed {facts.settings.seed}, {facts.settings.steps} steps).

**What it does.** Names what a person is doing from {FRAMES / RATE_HZ:g} s of BlazePose landmarks:
{", ".join(CLASSES)}. `other` is everything else: walking, setting up, resting, exercises not in the
list. The decision over time (`edge/exercise/recognise/decision.py`) is part of what is measured
here.

**Input.** {len(FEATURES)} features of {FRAMES} frames at {RATE_HZ:g} Hz, described in
`edge/exercise/recognise/features.py`; no picture. **Network.** Convolutions over time ({layers}),
their mean, one dense layer, softmax.

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
