"""A maker of packs with a key of its own, and a station that trusts it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edge.modelpack.keys import new_key
from edge.modelpack.make import make_pack, sign_pack
from edge.modelpack.manifest import BUNDLED, PackManifest
from edge.modelpack.rules import Rules
from edge.modelpack.store import PackStore
from edge.pose.selftest import SelfTest
from edge.resources import bundled_models_dir

pytest.importorskip("cryptography", reason="the extra `members` is not installed")

GOOD = SelfTest(
    found_torso=0.0, worst_torso=0.0, truth_torso=0.05, presence_change=0.0, median_s=0.01
)
MakePack = Callable[..., Path]


def wanted(version: str, **changes: object) -> PackManifest:
    manifest = PackManifest("gym-models", version, (BUNDLED,), "0.0.1", {})
    return replace(manifest, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "maker"
    new_key(path)
    return path


@pytest.fixture(scope="session")
def pack(key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1, signed. To be read only."""
    folder = tmp_path_factory.mktemp("packs") / "one"
    make_pack(bundled_models_dir(), folder, wanted("1.0"))
    sign_pack(folder, key)
    return folder


@pytest.fixture
def make(key: Path, pack: Path, tmp_path: Path) -> MakePack:
    """Another pack, signed: `change` may alter its folder before the manifest is written."""

    def make_one(
        version: str, change: Callable[[Path], object] = lambda _: None, **changes: object
    ) -> Path:
        folder = tmp_path / f"pack-{version}"
        shutil.copytree(pack, folder)
        change(folder)
        # As make_pack writes it, but without running the models once more.
        from edge.modelpack.files import stated_file  # noqa: PLC0415

        files = {
            path.name: stated_file(path)
            for path in sorted(folder.iterdir())
            if not path.name.startswith("pack.")
        }
        manifest = wanted(version, files=files, **changes)
        (folder / "pack.json").write_bytes(manifest.to_bytes())
        sign_pack(folder, key)
        return folder

    return make_one


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return PackStore(tmp_path / "data")


@pytest.fixture
def rules(key: Path) -> Rules:
    """Of a station that trusts the maker; what its models see is made up."""
    return Rules(keys=(key.parent,), test=lambda _: GOOD, software="0.1.0")
