"""The power fails after each single change on the card, while a pack is installed or taken back."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edge.modelpack.active import active_models
from edge.modelpack.files import stated_file
from edge.modelpack.install import install, roll_back
from edge.modelpack.make import sign_pack
from edge.modelpack.rules import Rules
from edge.modelpack.store import PackStore
from edge.modelpack.trial import Trial
from tests.modelpack.conftest import GOOD, wanted

CHANGES = ("rename", "replace", "symlink", "unlink", "mkdir", "rmdir", "chmod")
MOST_CUTS = 60


class PowerCutError(BaseException):
    """Nothing that the program does from now on reaches the card."""


class Card:
    """Counts the changes of folders; after `last` of them there are no more."""

    def __init__(self, last: int) -> None:
        self._left = last

    def guarded(self, change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any, **more: Any) -> Any:
            if self._left <= 0:
                raise PowerCutError
            self._left -= 1
            return change(*arguments, **more)

        return changed


def cut_after(last: int, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> bool:
    """Do the work on a card that stops; returns whether it came to its end."""
    card = Card(last)
    with monkeypatch.context() as patch:
        for name in CHANGES:
            patch.setattr(os, name, card.guarded(getattr(os, name)))
        try:
            work()
        except PowerCutError:
            return False
    return True


@pytest.fixture(autouse=True)
def models_that_need_no_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """The card is what is tried here: packs are one small file."""
    monkeypatch.setattr("edge.modelpack.install.try_out", lambda *_: Trial(GOOD, 0.01))


def small(key: Path, folder: Path, version: str) -> Path:
    folder.mkdir()
    (folder / "NOTICE").write_text(version, encoding="utf-8")
    files = {"NOTICE": stated_file(folder / "NOTICE")}
    (folder / "pack.json").write_bytes(wanted(version, files=files).to_bytes())
    sign_pack(folder, key)
    return folder


@pytest.fixture
def packs(key: Path, tmp_path: Path) -> tuple[Path, Path]:
    return small(key, tmp_path / "one", "1.0"), small(key, tmp_path / "two", "1.1")


def test_whenever_the_power_fails_the_old_pack_or_the_new_one_is_whole(
    packs: tuple[Path, Path], rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, new = packs
    seen = set()
    for last in range(MOST_CUTS):
        store = PackStore(tmp_path / "cut")
        install(pack, store, rules)
        done = cut_after(last, monkeypatch, lambda: install(new, store, rules))  # noqa: B023
        active = active_models(store)
        assert active.trouble is None
        seen.add(active.label)
        install(new, store, rules)  # a second try finds no hindrance
        assert active_models(store).label == "gym-models 1.1"
        assert not list(store.packs.glob(".*"))
        assert roll_back(store) in {None, store.packs / "gym-models-1.0"}
        assert active_models(store).trouble is None
        shutil.rmtree(store.folder)
        if done:
            break
    assert done
    assert seen == {"gym-models 1.0", "gym-models 1.1"}


def test_whenever_the_power_fails_while_a_pack_is_taken_back(
    packs: tuple[Path, Path], rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, new = packs
    for last in range(MOST_CUTS):
        store = PackStore(tmp_path / "cut")
        install(pack, store, rules)
        install(new, store, rules)
        done = cut_after(last, monkeypatch, lambda: roll_back(store))  # noqa: B023
        active = active_models(store)
        assert active.trouble is None
        assert active.label in {"gym-models 1.0", "gym-models 1.1"}
        if active.pack is not None:
            roll_back(store)
            assert active_models(store).trouble is None
        shutil.rmtree(store.folder)
        if done:
            break
    assert done
