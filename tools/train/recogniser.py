"""Train the exercise recogniser: `python -m tools.train.recogniser ../shared/data`.

Makes everything it needs: mannequin motion, pose recordings of the clips (kept in --recordings),
the network, its int8 and float files, the model card and the manifest's entry. With the same seed,
on the same machine and packages, the files are the same.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from edge.classifier import MODEL
from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.window import FRAMES
from edge.resources import bundled_models_dir
from tools.train import card
from tools.train.dataset import (
    CLASSES,
    OTHER_LABEL,
    LabelledClip,
    RealWindows,
    label_clips,
    mannequin_source,
    mannequin_windows,
    real_windows,
    sources,
)
from tools.train.folds import folds
from tools.train.network import Settings, TemporalNet, exported, shifted, train
from tools.train.quantise import activation_scales, output_name
from tools.train.recordings import Clip, read_clips, read_recordings
from tools.train.score import ModelClassifier, credited, name_clip, share_quiet, share_right
from tools.train.tflite import write
from tools.train.watch import Watched, watch
from tools.train.windows import Windows

PUSH_UPS = ("form/push_up", "push_up", "riyer8/cs231n-pushfit")  # folder, exercise, origin
CALIBRATION = 4096  # windows that the ranges of activations are measured on
TUNING_STEPS, TUNING_RATE = 600, 1e-3  # with real recordings, after the mannequin
# `other` is drawn more often than it is met, because it is the most varied; this undoes it.
OTHER_ODDS = 0.6
# Of an exercise that no recording shows: how unlike it real people look was not learnt.
UNSEEN_ODDS = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """All that is trained on, the network that knows the mannequin only, and how to go on."""

    clips: Sequence[LabelledClip]
    made: Windows
    real: RealWindows
    begun: TemporalNet
    tuning: Settings


def main(  # noqa: PLR0917 (typer reads the command line from the signature)
    data: Annotated[Path, typer.Argument(help="Folder with clips/ and form/.")],
    recordings: Annotated[
        Path, typer.Option(help="Where pose recordings of the clips are kept.")
    ] = Path("build/recordings"),
    output: Annotated[Path | None, typer.Option(help="Folder for the model files.")] = None,
    windows: Annotated[int, typer.Option(help="Mannequin windows of each exercise.")] = 2500,
    steps: Annotated[int, typer.Option(help="Training steps on the mannequin.")] = 8000,
    parts: Annotated[int, typer.Option(help="Parts of the cross-validation; 0 = none.")] = 5,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 0,
) -> None:
    """Train the recogniser and judge it on origins that it was not trained on."""
    settings = Settings(steps=steps, seed=seed)
    clips = label_clips([*read_clips(data / "clips", recordings), *_push_ups(data)])
    _say(f"{len(clips)} recordings")
    made, real = mannequin_windows(windows, seed), real_windows(clips, seed)
    _say(f"{len(made.labels)} windows of the mannequin, {len(real.windows.labels)} real ones")
    begun = train([mannequin_source(made, 1.0)], len(CLASSES), settings)
    tuning = replace(settings, steps=TUNING_STEPS, rate=TUNING_RATE)
    material = _Material(clips, made, real, begun, tuning)
    results = _cross_validated(material, parts) if parts else card.Results()
    quantised, floating = _files(_tuned(material, frozenset()), material)
    facts = card.Facts(len(quantised), clips, settings, tuning, windows)
    folder = bundled_models_dir() if output is None else output
    card.write(folder, quantised, floating, results, facts)
    _say(f"{folder / MODEL}.tflite: {len(quantised)} bytes")


def _push_ups(data: Path) -> list[Clip]:
    folder, category, origin = PUSH_UPS
    return list(read_recordings(data / folder, category, origin))


def _cross_validated(material: _Material, parts: int) -> card.Results:
    """Every clip as models name it that were trained without its origin."""
    _say("watching the clips")
    watched = {
        item.clip.name: watch(item.clip.recording) for item in material.clips if not item.clip.extra
    }
    results = card.Results()
    for left_out in folds(material.clips, parts):
        part = _judge(material, left_out, watched)
        results = results.joined(part)
        _say(f"{len(left_out)} origins left out: {share_right(part.quantised):.3f} named right")
    _report(results)
    return results


def _judge(
    material: _Material, left_out: frozenset[str], watched: Mapping[str, Watched]
) -> card.Results:
    """Clips of the origins left out, as the int8 and the float model name them."""
    files = _files(_tuned(material, left_out), material)
    tried = [item for item in material.clips if item.clip.origin in left_out]
    tried = [item for item in tried if not item.clip.extra]
    int8, float32 = (ModelClassifier(model) for model in files)
    return card.Results(
        quantised=[name_clip(item, watched[item.clip.name], int8) for item in tried],
        floating=[name_clip(item, watched[item.clip.name], float32) for item in tried],
        credited={
            item.clip.name: credited(item.clip.recording, int8)
            for item in tried
            if CLASSES[item.label] == OTHER
        },
    )


def _tuned(material: _Material, left_out: frozenset[str]) -> TemporalNet:
    """The network after real recordings, but for those of some origins."""
    drawn = sources(material.made, material.real, left_out)
    net = train(drawn, len(CLASSES), material.tuning, material.begun)
    real_labels = drawn[-1].labels
    for unseen in set(range(len(CLASSES))) - set(real_labels.tolist()):
        net = shifted(net, unseen, UNSEEN_ODDS)
    return shifted(net, OTHER_LABEL, OTHER_ODDS)


def _files(net: TemporalNet, material: _Material) -> tuple[bytes, bytes]:
    """The int8 and the float file."""
    rng = np.random.default_rng(0)
    picked = [
        windows.features[rng.choice(len(windows.labels), CALIBRATION // 2)]
        for windows in (material.made, material.real.windows)
    ]
    network = exported(net, FRAMES, output_name(CLASSES))
    scales = activation_scales(net, np.concatenate(picked).astype(np.float32))
    return write(network, scales), write(network)


def _report(results: card.Results) -> None:
    named = results.quantised
    for each in named:
        if not each.right:
            print(f"  {each.clip}: {each.wanted}, named {each.said} ({each.seconds:.1f} s)")
    _say(f"named right {share_right(named):.3f}, stays other {share_quiet(named):.3f}")


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    typer.run(main)
