"""Which models a start takes, and that a running station keeps them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from edge.errors import ModelPackError, RuntimeMissingError
from edge.modelpack import keys
from edge.modelpack.active import active_models, models_of
from edge.modelpack.install import install
from edge.modelpack.keys import new_key, private_key, trusted_keys
from edge.modelpack.rules import Rules
from edge.modelpack.store import PackStore
from edge.resources import bundled_models_dir, models_dir
from tests.modelpack.conftest import MakePack


def test_without_a_pack_the_bundled_models_are_used(tmp_path: Path) -> None:
    assert models_dir() == bundled_models_dir()
    with models_of(tmp_path, pytest.fail) as active:
        assert active.pack is None
        assert active.label.startswith("bundled ")
        assert models_dir() == bundled_models_dir()
    assert not (tmp_path / "models").exists()


def test_the_active_pack_of_the_default_data_folder_is_used(
    pack: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    store = PackStore(tmp_path)
    install(pack, store, rules)
    assert models_dir() == store.packs / "gym-models-1.0"


def test_a_running_station_keeps_the_models_it_began_with(
    pack: Path, make: MakePack, store: PackStore, rules: Rules
) -> None:
    install(pack, store, rules)
    data = store.folder.parent
    with models_of(data, pytest.fail) as active:
        for version in ("1.1", "1.2", "1.3"):
            install(make(version), store, rules)
            assert models_dir() == active.folder
            assert (active.folder / "manifest.yaml").is_file()
        seen = subprocess.run(
            [sys.executable, "-c", "from edge.resources import models_dir; print(models_dir())"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert Path(seen.stdout.strip()) == active.folder  # also a process that it starts
    with models_of(data, pytest.fail) as active:
        assert active.label == "gym-models 1.3"


@pytest.mark.parametrize("broken", ["model", "manifest", "missing", "link"])
def test_a_broken_pack_gives_way_to_the_bundled_models_and_it_is_said(
    pack: Path, store: PackStore, rules: Rules, broken: str
) -> None:
    install(pack, store, rules)
    folder = store.packs / "gym-models-1.0"
    if broken == "model":
        path = folder / "pose_landmarks_int8.tflite"
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif broken == "manifest":
        (folder / "pack.json").write_bytes(b"{}")
    elif broken == "missing":
        (folder / "golden.png").unlink()
    else:
        folder.rename(folder.with_name("elsewhere"))
    said: list[str] = []
    with models_of(store.folder.parent, said.append) as active:
        assert active.folder == bundled_models_dir() == models_dir()
        assert active.label.startswith("bundled ")
    (line,) = said
    assert "gym-models-1.0" in line
    assert "models that came with its software" in line


def test_a_card_that_cannot_be_written_does_not_stop_a_start(
    pack: Path, store: PackStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(pack, store, rules)

    def read_only(*_: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(PackStore, "use", read_only)
    with models_of(store.folder.parent, pytest.fail) as active:
        assert active.label == "gym-models 1.0"


def test_a_link_out_of_the_store_leads_nowhere(store: PackStore, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    store.packs.mkdir(parents=True)
    (store.folder / "current").symlink_to(outside)
    assert store.current == store.packs / "outside"
    assert active_models(store).trouble


def test_without_cryptography_it_is_said_what_to_install(
    pack: Path, store: PackStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(keys, "import_module", missing)
    with pytest.raises(RuntimeMissingError, match="cryptography is not installed"):
        install(pack, store, rules)
    assert store.current is None


def test_a_private_key_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "maker"
    public = new_key(path)
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(ModelPackError, match="exists"):
        new_key(path)
    (known,) = trusted_keys([tmp_path])
    assert known == keys.key_id(private_key(path).public_key())
    for wrong in (public, tmp_path / "none"):
        with pytest.raises(ModelPackError, match="no Ed25519 key"):
            private_key(wrong)
    public.write_text("-----BEGIN PUBLIC KEY-----\nnonsense\n", encoding="utf-8")
    with pytest.raises(ModelPackError, match=public.name):
        trusted_keys([tmp_path])
