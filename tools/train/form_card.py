"""The form model's files, card and entries of the manifest."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edge.exercise.judge.learned import WIDEST
from tools.derive.records import write_manifest
from tools.train.form_score import Outcome


def write(  # noqa: PLR0917
    folder: Path,
    name: str,
    files: Mapping[str, bytes],
    features: int,
    results: Mapping[str, Outcome],
    clips: int,
) -> None:
    """files: bytes by `int8` and `float`. name: of the int8 file, without its ending."""
    stem = name.removesuffix("_int8")
    entries = {}
    for kind, content in files.items():
        (folder / f"{stem}_{kind}.tflite").write_bytes(content)
        entries[f"{stem}_{kind}"] = _entry(f"{stem}_{kind}", kind, content, features, results)
    (folder / f"{stem}.md").write_text(_card(name, files, features, results, clips), "utf-8")
    write_manifest(folder, entries)


def _entry(
    name: str, kind: str, content: bytes, features: int, results: Mapping[str, Outcome]
) -> dict[str, Any]:
    dtype = "int8" if kind == "int8" else "float32"
    return {
        "file": f"{name}.tflite",
        "sha256": hashlib.sha256(content).hexdigest(),
        "origin": "trained by tools/train/form.py",
        "licence": "Apache-2.0",
        "input": {
            "features": {
                "shape": [1, 1, 1, features],
                "dtype": dtype,
                "range": [-WIDEST, WIDEST],
            }
        },
        "outputs": {"right,wrong": {"shape": [1, 2], "dtype": dtype}},
        "quantisation": "int8 throughout" if kind == "int8" else "none: float32",
        "measured": {what: str(each) for what, each in results.items()},
    }


def _card(
    name: str,
    files: Mapping[str, bytes],
    features: int,
    results: Mapping[str, Outcome],
    clips: int,
) -> str:
    rows = "\n".join(
        f"| {what} | {r.balanced:.3f} ({r.low:.2f}-{r.high:.2f}) | {r.area:.3f} |"
        for what, r in results.items()
    )
    return f"""# Technique of the push-up

`{name}.tflite`, {len(files["int8"]):,} bytes, int8 throughout, and its float twin, Apache-2.0. Made
by `python -m tools.train.form`.

**What it does.** The probability that a coach calls a push-up wrong as a whole: shallow, sagging or
piked, hips that lag behind. It stands beside the conditions that geometry judges, never in place of
them: those say what is wrong.

**Input.** {features} features of one repetition, described in `edge/exercise/judge/learned.py`; the
measures are listed in `config/exercises/push_up.yaml`. No picture. **Network.** One hidden layer,
taught to agree with a kernel regression on the labels, on the training windows and on mixtures of
them.

**Trained on.** Landmarks of {clips} clips of push-ups from a public repository
(riyer8/cs231n-pushfit), each labelled correct or wrong by one person. They are not part of this
project.

## Measured on clips left out

| | balanced accuracy (95 % interval) | area |
|---|---|---|
{rows}

By clip: tenfold, clips at random. By block: clips whose files stand next to each other, likely to
show the same person, are left out together.

## Limits

- The labels are one person's judgement of whole clips; a single repetition of a wrong clip may have
  been right.
- The figures by block are what other people may expect. Where the model and the geometry disagree,
  believe the geometry.
- Nobody is known by landmarks; no group of people was compared with another.
"""
