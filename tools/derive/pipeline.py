"""From the wheel to the files in `models/`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge.mannequin.exercises import EXERCISES
from edge.pose.detector import PersonDetector
from edge.pose.landmarker import Landmarker
from edge.pose.runtime import TfliteModel
from tools.derive.measure import Figures, measure_detector, measure_landmarks
from tools.derive.quantize import quantize
from tools.derive.records import (
    COMMAND,
    FLOAT,
    entry,
    quantisation_text,
    write_card,
    write_manifest,
)
from tools.derive.samples import (
    Pixels,
    Sample,
    Sampler,
    as_input,
    clip_samples,
    render_samples,
    split_clips,
)
from tools.derive.spec import DETECTOR, LANDMARKS, ModelSpec
from tools.derive.twin import derive_float, store_float16
from tools.derive.wheel import extract

SPECS = (DETECTOR, LANDMARKS)
# The mannequin's seeds: calibration and measuring never see the same scene.
_CALIBRATION_SEED, _MEASURING_SEED = 1, 2
# Ranges settle and rounding stops to improve after some hundred pictures.
_MOST_IMAGES = 320

Tell = Callable[[str], None]
Track = Callable[[str, int], Callable[[], None]]
"""Called with a title and a number of steps; gives what to call after each step."""


@dataclass(frozen=True)
class Pictures:
    """Samples to calibrate with, and samples held out, by what they show."""

    calibration: Sequence[Sample]
    held_out: dict[str, Sequence[Sample]]
    summary: str


def derive_twins(wheel: Path, work: Path, target: Path) -> dict[str, bytes]:
    """Write the float twins; return their float32 form by model name."""
    twins: dict[str, bytes] = {}
    for spec in SPECS:
        source = extract(wheel, spec, work)
        twins[spec.name] = derive_float(source, spec.outputs)
        (target / f"{spec.name}_float.tflite").write_bytes(store_float16(twins[spec.name]))
    return twins


def gather(target: Path, clips: Path | None, track: Track) -> Pictures:
    """Cut samples out of the clips, where there are any, and of renders."""
    detector, landmarker = (
        TfliteModel(target / f"{spec.name}_float.tflite", threads=1) for spec in SPECS
    )
    sampler = Sampler(
        PersonDetector(detector), Landmarker(landmarker), (DETECTOR.size, LANDMARKS.size)
    )
    renders = [
        render_samples(seed, sampler, track(f"renders, seed {seed}", len(EXERCISES)))
        for seed in (_CALIBRATION_SEED, _MEASURING_SEED)
    ]
    if clips is None:
        return Pictures(renders[0], {"renders": renders[1]}, "mannequin renders only")
    chosen, held = split_clips(clips)
    real = [
        clip_samples(paths, sampler, track(title, len(paths)))
        for title, paths in (("clips to calibrate with", chosen), ("clips held out", held))
    ]
    summary = (
        f"frames of {len(chosen)} clips of people exercising, and mannequin renders; measured on "
        f"{len(held)} clips of other origins and other renders"
    )
    return Pictures([*real[0], *renders[0]], {"clips": real[1], "renders": renders[1]}, summary)


def make_int8(
    spec: ModelSpec, twin: bytes, pictures: Pictures, target: Path, tell: Tell
) -> dict[str, Figures]:
    """Write the int8 file; return its error on each kind of held-out pictures."""
    chosen = _pixels(pictures.calibration, spec)
    step = max(1, -(-len(chosen) // _MOST_IMAGES))
    images = [as_input(pixels, spec) for pixels in chosen[::step]]
    path = target / f"{spec.name}_int8.tflite"
    int8 = quantize(twin, spec, images, lambda what: tell(f"{spec.name}: {what}"))
    path.write_bytes(store_float16(int8))
    tell(f"{spec.name}: measuring the error")
    measure = measure_detector if spec is DETECTOR else measure_landmarks
    reference = target / f"{spec.name}_float.tflite"
    return {
        kind: measure(path, reference, _pixels(samples, spec))
        for kind, samples in pictures.held_out.items()
    }


def write_records(
    spec: ModelSpec, pictures: Pictures, measured: dict[str, Figures], target: Path
) -> None:
    """Put both files of a model into the manifest and write the model's card."""
    entries: dict[str, dict[str, Any]] = {
        f"{spec.name}_float": entry(
            target / f"{spec.name}_float.tflite", spec, {"quantisation": FLOAT}
        ),
        f"{spec.name}_int8": entry(
            target / f"{spec.name}_int8.tflite",
            spec,
            {
                "quantisation": quantisation_text(spec),
                "calibrated_on": pictures.summary,
                "error_against_float": {"command": COMMAND, **measured},
            },
        ),
    }
    write_manifest(target, entries)
    write_card(target, spec, pictures.summary, measured)


def _pixels(samples: Sequence[Sample], spec: ModelSpec) -> list[Pixels]:
    if spec is DETECTOR:
        return [sample.letterbox for sample in samples]
    return [sample.crop for sample in samples if sample.crop is not None]
