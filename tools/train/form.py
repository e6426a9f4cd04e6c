"""Train the judge of push-ups: `python -m tools.train.form ../shared/data/form/push_up`.

Cross-validates teacher and network by clip and by blocks of clips that may show the same person,
then trains on all and writes the int8 file, its float twin, the model card and the manifest's
entries. With the same seed, on the same machine and packages, the files are the same.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from edge.config.pack import load_packs
from edge.exercise.judge.learned import feature_count
from edge.resources import bundled_models_dir
from tools.train import form_card
from tools.train.form_data import Floats, JudgedClip, judged_clips
from tools.train.form_network import learn, model_bytes
from tools.train.form_score import Outcome, outcome
from tools.train.form_teacher import taught

EXERCISE, CONDITION = "push_up", "technique"
PARTS = 10

Predict = Callable[[Floats], NDArray[np.floating]]


def main(
    folder: Annotated[Path, typer.Argument(help="Folder with labels.csv and pose recordings.")],
    output: Annotated[Path | None, typer.Option(help="Folder for the model files.")] = None,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 0,
) -> None:
    """Train the network, judge it on clips that it was not trained on, write the files."""
    (pack,) = load_packs([EXERCISE])
    learned = next(c.learned for c in pack.conditions if c.id == CONDITION and c.learned)
    clips = judged_clips(folder, learned)
    print(f"{len(clips)} clips, {sum(len(clip.windows) for clip in clips)} windows")
    results: dict[str, Outcome] = {}
    for way, groups in (("clip", [c.name for c in clips]), ("block", [c.block for c in clips])):
        for judge, train in (("teacher", _teacher), ("network", _network)):
            results[f"{judge}, by {way}"] = _validated(clips, groups, train, seed)
            print(f"{judge}, by {way}: {results[f'{judge}, by {way}']}")
    told, wrong, clip = _joined(clips)
    net = learn(taught(told.astype(np.float64), wrong, clip), told, seed)
    files = {kind: model_bytes(net, told, quantised=kind == "int8") for kind in ("int8", "float")}
    form_card.write(
        output or bundled_models_dir(),
        learned.model,
        files,
        feature_count(learned),
        results,
        len(clips),
    )


def _teacher(clips: Sequence[JudgedClip], seed: int) -> Predict:  # noqa: ARG001
    told, wrong, clip = _joined(clips)
    teacher = taught(told.astype(np.float64), wrong, clip)
    return lambda windows: teacher(windows.astype(np.float64))


def _network(clips: Sequence[JudgedClip], seed: int) -> Predict:
    told, wrong, clip = _joined(clips)
    return learn(taught(told.astype(np.float64), wrong, clip), told, seed).probabilities


def _validated(
    clips: Sequence[JudgedClip],
    groups: Sequence[str],
    train: Callable[[Sequence[JudgedClip], int], Predict],
    seed: int,
) -> Outcome:
    """Every clip judged by a model that was trained without its group."""
    parts = _parts(clips, groups, seed)
    probabilities = np.zeros(len(clips))
    for part in range(PARTS):
        predict = train([c for c, p in zip(clips, parts, strict=True) if p != part], seed)
        for number in np.flatnonzero(parts == part).tolist():
            probabilities[number] = predict(clips[number].windows).mean()
    return outcome([clip.wrong for clip in clips], probabilities)


def _parts(clips: Sequence[JudgedClip], groups: Sequence[str], seed: int) -> NDArray[np.intp]:
    """(N,) part of each clip; groups stay whole, both labels are spread evenly."""
    rng = np.random.default_rng(seed)
    part: dict[str, int] = {}
    for label in (False, True):
        names = sorted({g for g, c in zip(groups, clips, strict=True) if c.wrong is label})
        order = rng.permutation(len(names))
        part |= {names[at]: int(number) % PARTS for number, at in enumerate(order)}
    return np.array([part[group] for group in groups])


def _joined(
    clips: Sequence[JudgedClip],
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.intp]]:
    told = np.concatenate([clip.windows for clip in clips])
    counts = [len(clip.windows) for clip in clips]
    return told, np.repeat([c.wrong for c in clips], counts), np.repeat(range(len(clips)), counts)


if __name__ == "__main__":
    typer.run(main)
