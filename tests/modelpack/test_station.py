"""The station takes the active model pack at its start, and says in every summary which."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edge import __version__
from edge.config.feedback import FeedbackConfig
from edge.config.station import StationConfig
from edge.modelpack.install import install, roll_back
from edge.modelpack.rules import Rules
from edge.modelpack.store import PackStore
from edge.resources import bundled_models_dir, models_dir
from edge.station.assembly import Assembled, assembled
from edge.station.recovery.reload import Reloading


@contextmanager
def started(folder: Path, lines: list[str]) -> Iterator[Assembled]:
    settings = StationConfig(
        data_dir=folder, feedback=FeedbackConfig.model_validate({"led": "none"})
    )
    with assembled(settings, Reloading(lambda: settings), lines.append) as station:
        yield station


def label(station: Assembled) -> str:
    return station.core.about.versions.models["pack"]


def test_every_summary_names_the_pack(store: PackStore, pack: Path, rules: Rules) -> None:
    folder, lines = store.folder.parent, list[str]()
    folder.mkdir(mode=0o700)
    with started(folder, lines) as station:
        assert label(station) == f"bundled {__version__}"
        install(pack, store, rules)
        assert models_dir() == bundled_models_dir()  # this run keeps what it began with
    with started(folder, lines) as station:
        assert label(station) == "gym-models 1.0"
        assert models_dir() == store.packs / "gym-models-1.0"
        assert len(station.core.about.versions.models["pose_landmarks_int8"]) == 12
        roll_back(store)
        assert models_dir().is_dir()  # not pruned under a running station
    with started(folder, lines) as station:
        assert label(station).startswith("bundled ")
    assert not any("pack" in line for line in lines)


def test_a_broken_pack_is_said_and_the_station_counts_on(
    store: PackStore, pack: Path, rules: Rules
) -> None:
    folder, lines = store.folder.parent, list[str]()
    folder.mkdir(mode=0o700)
    install(pack, store, rules)
    (store.packs / "gym-models-1.0" / "pose_landmarks_int8.tflite").unlink()
    with started(folder, lines) as station:
        assert label(station).startswith("bundled ")
        assert models_dir() == bundled_models_dir()
    assert any("gym-models-1.0" in line for line in lines)
