"""What is written beside the models: entries of the manifest, and a card for each model."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from edge.pose.manifest import MANIFEST_NAME
from edge.pose.runtime import TfliteModel
from tools.derive.spec import ModelSpec
from tools.derive.wheel import ORIGIN, VERSION

COMMAND = "python -m tools.derive_models"
LICENCE = "Apache-2.0"
FLOAT = "none: float32 (weights stored as float16, as in the source)"

_HEADER = (
    "# The models and the hash each must have. Entries of the pose models are written by\n"
    f"# `{COMMAND}`.\n"
)
_CHANGED = (
    "constants folded, unused branches pruned, tensors named, a signature added: outputs are "
    "bit-identical to the source's"
)
_CARD = """# {title}

Written by `{command}`; figures are in `manifest.yaml`, too.

| | |
|---|---|
| files | {files} |
| what it does | {purpose} |
| origin | `{source}` of mediapipe {version} ({origin}), by the MediaPipe authors; BlazePose |
| licence | {licence} |
| input | `image` {input_shape} float32 RGB, {low:g} to {high:g} |
| outputs | {outputs} |
| changed by us | {changed}. The int8 file: {quantisation} |
| calibrated on | {calibrated} |
| not for | medical use; several people in one crop; identifying anybody |

## Error of the int8 file against its float twin

{errors}

The calibration pictures only set ranges and rounding; no weight was trained. None of them can be
recovered from the model and none is distributed. People whose clothes, bodies or surroundings are
unlike those pictures can see larger errors; so can people partly outside the picture.
"""


def quantisation_text(spec: ModelSpec) -> str:
    """One line on what is int8 and what is not."""
    extra = f" and {', '.join(sorted(spec.int8_outputs))}" if spec.int8_outputs else ""
    return (
        f"operators {spec.first_int8} to {spec.last_int8}{extra} of the float twin int8 (weights "
        "per output channel, activations per tensor), the others float32; float32 outside"
    )


def entry(path: Path, spec: ModelSpec, extra: Mapping[str, Any]) -> dict[str, Any]:
    """A model's entry of the manifest."""
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "origin": f"{ORIGIN} {spec.source}",
        "origin_sha256": spec.source_sha256,
        "licence": LICENCE,
        "input": {
            "image": {
                "shape": list(TfliteModel(path, threads=1).input_shape),
                "dtype": "float32",
                "range": [spec.low, spec.high],
            }
        },
        "outputs": {
            name: {"shape": list(shape), "dtype": "float32"}
            for name, (_, shape) in spec.outputs.items()
        },
        **extra,
    }


def write_manifest(folder: Path, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Put entries into the manifest; those of other models stay as they are."""
    path = folder / MANIFEST_NAME
    known = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    models = {**((known or {}).get("models") or {}), **entries}
    ordered = {"models": {name: models[name] for name in sorted(models)}}
    text = yaml.safe_dump(ordered, sort_keys=False, width=100, allow_unicode=True)
    path.write_text(_HEADER + text, encoding="utf-8")


def write_card(folder: Path, spec: ModelSpec, calibrated: str, measured: Mapping[str, Any]) -> None:
    """Write `<model>.md`."""
    rows = [
        f"| {what} | {figure.replace('_', ' ')} | {value} |"
        for what, figures in measured.items()
        for figure, value in figures.items()
    ]
    text = _CARD.format(
        title=spec.title,
        command=COMMAND,
        files=f"`{spec.name}_int8.tflite`, `{spec.name}_float.tflite`",
        purpose=spec.purpose,
        source=spec.source,
        version=VERSION,
        origin=ORIGIN,
        licence=LICENCE,
        input_shape=f"(1, {spec.size}, {spec.size}, 3)",
        low=spec.low,
        high=spec.high,
        outputs=", ".join(f"`{name}` {shape}" for name, (_, shape) in spec.outputs.items()),
        changed=_CHANGED,
        quantisation=quantisation_text(spec),
        calibrated=calibrated,
        errors="\n".join(["| measured on | figure | value |", "|---|---|---|", *rows]),
    )
    (folder / f"{spec.name}.md").write_text(text, encoding="utf-8")
