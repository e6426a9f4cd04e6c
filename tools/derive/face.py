"""The face detector: from the wheel to `models/face_detector.tflite`, with its card."""

from pathlib import Path

from tools.derive.records import COMMAND, FLOAT, LICENCE, entry, write_manifest
from tools.derive.spec import FACE
from tools.derive.twin import derive_float, store_float16
from tools.derive.wheel import ORIGIN, VERSION, extract

_CARD = f"""# {FACE.title}

Written by `{COMMAND} --only face`.

| | |
|---|---|
| file | `{FACE.name}.tflite` |
| what it does | {FACE.purpose} |
| origin | `{FACE.source}` of mediapipe {VERSION} ({ORIGIN}), by the MediaPipe authors; BlazeFace, short range |
| licence | {LICENCE} |
| input | `image` (1, {FACE.size}, {FACE.size}, 3) float32 RGB, {FACE.low:g} to {FACE.high:g} |
| outputs | `boxes` (1, 896, 16): box and six points (eyes, nose, mouth, ears), pixels relative to the anchor; `scores` (1, 896, 1) logits |
| changed by us | constants folded, tensors named, a signature added: outputs are bit-identical to the source's; float32, weights stored as float16 |
| not for | medical use; small faces in a whole picture (give it the head's region); telling people apart |

The model was made for faces that fill a good part of its input: the station gives it the region of
the head, not the picture. It sees only where a face is; what the station measured with the chips
cut by it, for two groups of people apart, is in `docs/identification.md`.
"""  # noqa: E501 - rows of a table


def derive_face(wheel: Path, work: Path, target: Path) -> None:
    """Write the model, its entry of the manifest and its card."""
    path = target / f"{FACE.name}.tflite"
    path.write_bytes(store_float16(derive_float(extract(wheel, FACE, work), FACE.outputs)))
    write_manifest(target, {FACE.name: entry(path, FACE, {"quantisation": FLOAT})})
    (target / f"{FACE.name}.md").write_text(_CARD, encoding="utf-8")
