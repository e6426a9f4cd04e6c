"""Train the exercise recogniser: `python -m tools.train.recogniser ../shared/data`.

Makes everything it needs: mannequin motion, pose recordings of the clips (kept in --recordings),
the network, its int8 and float files, the model card and the manifest's entry. With the same seed,
on the same machine and packages, the files are the same.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from edge.classifier import MODEL
from edge.exercise.recognise.window import FRAMES
from edge.resources import models_dir
from tools.train import card
from tools.train.dataset import (
    CLASSES,
    LabelledClip,
    RealWindows,
    label_clips,
    mannequin_windows,
    real_windows,
    sources,
)
from tools.train.folds import folds
from tools.train.network import Settings, TemporalNet, exported, train
from tools.train.quantise import activation_scales, output_name
from tools.train.recordings import Clip, read_clips, read_recordings
from tools.train.score import ModelClassifier, Named, name_clips, share_quiet, share_right
from tools.train.tflite import write
from tools.train.windows import Windows

PUSH_UPS = ("form/push_up", "push_up", "riyer8/cs231n-pushfit")  # folder, exercise, origin
CALIBRATION = 4096  # windows that the ranges of activations are measured on


def main(  # noqa: PLR0917 (typer reads the command line from the signature)
    data: Annotated[Path, typer.Argument(help="Folder with clips/ and form/.")],
    recordings: Annotated[
        Path, typer.Option(help="Where pose recordings of the clips are kept.")
    ] = Path("build/recordings"),
    output: Annotated[Path | None, typer.Option(help="Folder for the model files.")] = None,
    windows: Annotated[int, typer.Option(help="Mannequin windows of each exercise.")] = 2500,
    steps: Annotated[int, typer.Option(help="Training steps.")] = 3000,
    parts: Annotated[int, typer.Option(help="Parts of the cross-validation; 0 = none.")] = 5,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 0,
) -> None:
    """Train the recogniser and judge it on origins that it was not trained on."""
    settings = Settings(steps=steps, seed=seed)
    clips = label_clips([*read_clips(data / "clips", recordings), *_push_ups(data)])
    _say(f"{len(clips)} recordings")
    made, real = mannequin_windows(windows, seed), real_windows(clips, seed)
    _say(f"{len(made.labels)} windows of the mannequin, {len(real.windows.labels)} real ones")
    judged = [_judge(clips, made, real, left_out, settings) for left_out in folds(clips, parts)]
    results = card.Results(
        quantised=[named for both in judged for named in both[0]],
        floating=[named for both in judged for named in both[1]],
    )
    if judged:
        _report(results.quantised)
    net = train(sources(made, real, frozenset()), len(CLASSES), settings)
    quantised, floating = _files(net, made, real)
    facts = card.Facts(len(quantised), clips, settings, windows)
    folder = models_dir() if output is None else output
    card.write(folder, quantised, floating, results, facts)
    _say(f"{folder / MODEL}.tflite: {len(quantised)} bytes")


def _push_ups(data: Path) -> list[Clip]:
    folder, category, origin = PUSH_UPS
    return list(read_recordings(data / folder, category, origin))


def _judge(
    clips: Sequence[LabelledClip],
    made: Windows,
    real: RealWindows,
    left_out: frozenset[str],
    settings: Settings,
) -> tuple[list[Named], list[Named]]:
    """Clips of the origins left out, as the int8 and the float model name them."""
    net = train(sources(made, real, left_out), len(CLASSES), settings)
    tried = [item for item in clips if item.clip.origin in left_out and not item.clip.extra]
    both = [name_clips(tried, ModelClassifier(model)) for model in _files(net, made, real)]
    _say(f"{len(left_out)} origins left out: {share_right(both[0]):.3f} named right")
    return both[0], both[1]


def _files(net: TemporalNet, made: Windows, real: RealWindows) -> tuple[bytes, bytes]:
    """The int8 and the float file."""
    rng = np.random.default_rng(0)
    picked = [
        windows.features[rng.choice(len(windows.labels), CALIBRATION // 2)]
        for windows in (made, real.windows)
    ]
    network = exported(net, FRAMES, output_name(CLASSES))
    scales = activation_scales(net, np.concatenate(picked).astype(np.float32))
    return write(network, scales), write(network)


def _report(results: Sequence[Named]) -> None:
    for named in results:
        if not named.right:
            print(f"  {named.clip}: {named.wanted}, named {named.said} ({named.seconds:.1f} s)")
    _say(f"named right {share_right(results):.3f}, quiet {share_quiet(results):.3f}")


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    typer.run(main)
