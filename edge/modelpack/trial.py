"""Whether the models of a folder work on this board: what they see, and how fast."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edge.errors import ModelError, PackRefusedError
from edge.pose.manifest import load_manifest, verified_model
from edge.pose.runtime import TfliteModel
from edge.pose.selftest import SelfTest, self_test

FRAMES = 15
# Counting holds down to 8 frames a second, and the pose may take half of a frame's time: the rest
# is the camera's, the judge's and everybody else's.
ENOUGH_S = 0.5 / 8
# Two measurements of the same models differ by less than this on a board that is at work.
SLOWER_BY = 1.5
TWIN = "_float"  # for measuring; never in a pack

Test = Callable[[Path], SelfTest]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a pack: its self-test, and the time of a frame of the active models."""

    result: SelfTest
    active_s: float


def try_out(folder: Path, active: Path, test: Test) -> Trial:
    """Let new models run beside the active ones.

    test: looks at the golden frame of a folder. Raises PackRefusedError where they see something
    else than they must, or are too slow for this board; ModelError where they cannot be run.
    """
    check_models(folder, active)
    result = test(folder)
    if not result.passed:
        raise PackRefusedError(
            f"the models fail their self-test on this board: {result.describe()}",
            where=str(folder),
            remedy="ask its maker; the active models stay",
        )
    trial = Trial(result, _active_s(active, test))
    if result.median_s > ENOUGH_S and result.median_s > SLOWER_BY * trial.active_s:
        raise PackRefusedError(
            f"the models are too slow for this board: {1000 * result.median_s:.0f} ms a frame, the "
            f"active ones take {1000 * trial.active_s:.0f} ms",
            where=str(folder),
            remedy="ask its maker for a smaller one; the active models stay",
        )
    return trial


def check_models(folder: Path, bundled: Path) -> None:
    """Whether the folder's own list is right and names all that the station needs.

    bundled: a folder of models that is known to be whole. Raises ModelError.
    """
    entries, needed = load_manifest(folder), load_manifest(bundled)
    missing = sorted(name for name in needed if name not in entries and not name.endswith(TWIN))
    if missing:
        raise PackRefusedError(
            f"the pack has no {', '.join(missing)}, which this software needs",
            where=str(folder),
            remedy="ask its maker for one that fits this version",
        )
    for name, entry in entries.items():
        if name.endswith(TWIN) and not entry.path.is_file():
            continue
        if entry.path.parent != folder:
            raise PackRefusedError(f"model {name!r} lies outside the pack", where=str(folder))
        path = verified_model(name, folder)
        if path.suffix == ".tflite":
            TfliteModel(path, threads=1).invoke()


def golden(folder: Path) -> SelfTest:
    """The self-test, with enough frames for the time of one."""
    return self_test(folder, frames=FRAMES)


def _active_s(active: Path, test: Test) -> float:
    """The time of a frame; active models that cannot be run are no standard to hold others to."""
    try:
        return test(active).median_s
    except ModelError:
        return float("inf")
