"""Installing packs: what is taken, what is refused, and that a refusal changes nothing."""

import fcntl
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edge.errors import (
    ModelAlteredError,
    ModelMissingError,
    ModelPackError,
    PackRefusedError,
    PackSignatureError,
)
from edge.modelpack.active import active_models
from edge.modelpack.files import take_over
from edge.modelpack.install import LOCK, install, roll_back, verify_pack
from edge.modelpack.keys import new_key
from edge.modelpack.make import make_pack, sign_pack
from edge.modelpack.manifest import PackManifest
from edge.modelpack.rules import Rules
from edge.modelpack.source import Source
from edge.modelpack.store import PackStore
from edge.pose.selftest import SelfTest
from edge.resources import bundled_models_dir
from tests.modelpack.conftest import GOOD, MakePack, wanted

MODEL = "pose_landmarks_int8.tflite"


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def zipped(pack: Path, target: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(pack.iterdir()):
            archive.write(path, inside + path.name)
    return target


def test_a_signed_pack_becomes_the_active_one(pack: Path, store: PackStore, rules: Rules) -> None:
    steps: list[str] = []
    done = install(pack, store, rules, steps.append)
    assert steps == ["signature", "files", "self-test and speed", "switch"]
    assert done.manifest.label == "gym-models 1.0"
    assert store.current == store.packs / "gym-models-1.0"
    active = active_models(store)
    assert (active.label, active.trouble) == ("gym-models 1.0", None)
    assert verify_pack(active.folder, rules)[1] == done.key
    assert not list(store.packs.glob(".*"))


@pytest.mark.parametrize("inside", ["", "pack/"])
def test_a_zip_file_will_do(
    pack: Path, store: PackStore, rules: Rules, tmp_path: Path, inside: str
) -> None:
    install(zipped(pack, tmp_path / "pack.zip", inside), store, rules)
    assert active_models(store).label == "gym-models 1.0"


def test_the_models_that_came_with_the_software_make_a_pack_that_passes_its_self_test(
    pack: Path, store: PackStore, rules: Rules
) -> None:
    done = install(pack, store, Rules(keys=rules.keys))
    assert done.trial.result.passed
    assert done.trial.active_s > 0


def refused(path: Path, store: PackStore, rules: Rules, error: type[Exception], match: str) -> None:
    before = store.current
    with pytest.raises(error, match=match):
        install(path, store, rules)
    assert store.current == before
    assert not list(store.packs.glob(".*"))


def test_an_altered_file_is_refused(make: MakePack, store: PackStore, rules: Rules) -> None:
    folder = make("1.1")
    flipped(folder / MODEL)
    refused(folder, store, rules, ModelAlteredError, MODEL)


def test_an_altered_manifest_is_refused(make: MakePack, store: PackStore, rules: Rules) -> None:
    folder = make("1.1")
    text = (folder / "pack.json").read_text("utf-8").replace('"1.1"', '"1.2"')
    (folder / "pack.json").write_text(text, encoding="utf-8")
    refused(folder, store, rules, PackSignatureError, "altered after it was signed")


def test_an_unsigned_pack_is_refused(make: MakePack, store: PackStore, rules: Rules) -> None:
    folder = make("1.1")
    (folder / "pack.sig").unlink()
    refused(folder, store, rules, PackSignatureError, "not signed")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"key": 1, "signature": "%"}', "[" * 4000])
def test_a_signature_that_is_none_is_refused(
    make: MakePack, store: PackStore, rules: Rules, text: str
) -> None:
    folder = make("1.1")
    (folder / "pack.sig").write_text(text, encoding="utf-8")
    refused(folder, store, rules, PackSignatureError, "signature cannot be read")


def test_a_strangers_signature_is_refused(
    make: MakePack, store: PackStore, rules: Rules, tmp_path: Path
) -> None:
    folder = make("1.1")
    new_key(tmp_path / "stranger")
    sign_pack(folder, tmp_path / "stranger")
    refused(folder, store, rules, PackSignatureError, "does not trust")
    trusting = replace(rules, keys=(*rules.keys, tmp_path, tmp_path / "not there"))
    assert install(folder, store, trusting).manifest.version == "1.1"


def test_a_link_in_a_pack_is_refused(
    make: MakePack, store: PackStore, rules: Rules, tmp_path: Path
) -> None:
    folder = make("1.1")
    elsewhere = tmp_path / "elsewhere"
    (folder / MODEL).rename(elsewhere)
    (folder / MODEL).symlink_to(elsewhere)
    refused(folder, store, rules, ModelPackError, MODEL)


def test_a_pipe_in_a_pack_does_not_hang(make: MakePack, store: PackStore, rules: Rules) -> None:
    folder = make("1.1")
    (folder / MODEL).unlink()
    os.mkfifo(folder / MODEL)
    refused(folder, store, rules, ModelPackError, "plain file")


def test_a_file_that_unpacks_to_more_than_it_should_is_not_unpacked(
    make: MakePack,
    store: PackStore,
    rules: Rules,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = make("1.1")
    bomb = zipped(folder, tmp_path / "bomb.zip")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            content = bytes(20_000_000) if path.name == "NOTICE" else path.read_bytes()
            archive.writestr(path.name, content)
    largest = 0

    def copied(source: Source, manifest: PackManifest, folder: Path) -> None:
        nonlocal largest
        try:
            take_over(source, manifest, folder)
        finally:
            largest = max(path.stat().st_size for path in folder.iterdir())

    monkeypatch.setattr("edge.modelpack.install.take_over", copied)
    refused(bomb, store, rules, ModelAlteredError, "NOTICE")
    assert largest < 10_000_000


def test_files_that_the_manifest_does_not_name_stay_out(
    make: MakePack, store: PackStore, rules: Rules
) -> None:
    folder = make("1.1")
    (folder / "more.txt").write_text("unsigned", encoding="utf-8")
    install(folder, store, rules)
    assert not (store.packs / "gym-models-1.1" / "more.txt").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../escape",
        "/etc/passwd",
        "a/b",
        ".hidden",
        "",
        "a\\b",
        "..",
        "pack.json",
        "x" * 101,
        "a\nb",
    ],
)
def test_names_that_lead_out_of_the_pack_are_refused(
    make: MakePack, store: PackStore, rules: Rules, key: Path, name: str
) -> None:
    folder = make("1.1")
    document = json.loads((folder / "pack.json").read_bytes())
    document["files"][name] = document["files"]["NOTICE"]
    signed_as_it_is(folder, document, key)
    refused(folder, store, rules, ModelPackError, "is not allowed there|not free")


def signed_as_it_is(folder: Path, document: object, key: Path) -> None:
    """Also a maker's own mistakes are found: the signature is right."""
    from edge.modelpack.keys import private_key  # noqa: PLC0415
    from edge.modelpack.signature import sign  # noqa: PLC0415

    content = (json.dumps(document, sort_keys=True, separators=(",", ":")) + "\n").encode()
    (folder / "pack.json").write_bytes(content)
    (folder / "pack.sig").write_bytes(sign(content, private_key(key)))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document | {"schema": "gymstation.modelpack/2"},
        lambda document: document | {"name": "bundled"},
        lambda document: document | {"name": "../up"},
        lambda document: document | {"version": "1.0-beta"},
        lambda document: document | {"least_software": "next"},
        lambda document: document | {"files": {}},
        lambda document: document | {"files": []},
        lambda document: document | {"more": 1},
        lambda document: document | {"files": {"a": {"sha256": "0" * 64, "size_bytes": 10**12}}},
        lambda document: document | {"files": {"a": {"sha256": "0" * 63, "size_bytes": 1}}},
        lambda document: document | {"files": {"a": {"sha256": "0" * 64, "size_bytes": -1}}},
        lambda document: (
            document
            | {"files": {f"f{n}": {"sha256": "0" * 64, "size_bytes": 1} for n in range(65)}}
        ),
        lambda document: [document],
        lambda _: None,
    ],
)
def test_a_manifest_that_could_do_harm_is_refused(
    make: MakePack,
    store: PackStore,
    rules: Rules,
    key: Path,
    change: Callable[[dict[str, object]], object],
) -> None:
    folder = make("1.1")
    signed_as_it_is(folder, change(json.loads((folder / "pack.json").read_bytes())), key)
    refused(folder, store, rules, ModelPackError, "no model pack that can be read")


def test_a_manifest_too_large_to_read_is_refused(
    make: MakePack, store: PackStore, rules: Rules
) -> None:
    folder = make("1.1")
    (folder / "pack.json").write_bytes(b" " * 70_000)
    refused(folder, store, rules, ModelPackError, "too large")


def test_a_pack_for_newer_software_is_refused(
    make: MakePack, store: PackStore, rules: Rules
) -> None:
    folder = make("1.1", least_software="0.2")
    refused(folder, store, rules, PackRefusedError, r"needs version 0\.2")
    assert install(folder, store, replace(rules, software="0.2.0")).manifest.version == "1.1"


def test_a_pack_for_another_pack_is_refused(make: MakePack, store: PackStore, rules: Rules) -> None:
    folder = make("1.1", replaces=("other-models",))
    refused(folder, store, rules, PackRefusedError, "replaces other-models")


def test_an_older_pack_is_refused_unless_it_is_meant(
    make: MakePack, pack: Path, store: PackStore, rules: Rules
) -> None:
    install(make("1.10"), store, rules)
    refused(pack, store, rules, PackRefusedError, "older")
    refused(make("1.9"), store, rules, PackRefusedError, "older")
    install(pack, store, replace(rules, allow_older=True))
    assert active_models(store).label == "gym-models 1.0"


def test_another_pack_of_the_same_version_is_refused(
    make: MakePack, pack: Path, store: PackStore, rules: Rules
) -> None:
    install(pack, store, rules)
    other = make("1.0", lambda folder: (folder / "NOTICE").write_text("other", encoding="utf-8"))
    refused(other, store, rules, PackRefusedError, "another pack is installed")
    install(pack, store, rules)  # the very same may be given again


def test_models_that_see_something_else_are_refused(
    pack: Path, store: PackStore, rules: Rules
) -> None:
    wrong = replace(GOOD, worst_torso=0.05)
    refused(
        pack, store, replace(rules, test=lambda _: wrong), PackRefusedError, "fail their self-test"
    )


@pytest.mark.parametrize(
    ("new_s", "active_s", "taken"),
    [
        (0.06, 0.01, True),  # slower, and still fast enough for the frame rate
        (0.10, 0.01, False),
        (0.30, 0.25, True),  # a slow board, and no slower than before
        (0.30, 0.15, False),
    ],
)
def test_models_too_slow_for_this_board_are_refused(
    pack: Path, store: PackStore, rules: Rules, new_s: float, active_s: float, *, taken: bool
) -> None:
    def test(folder: Path) -> SelfTest:
        is_active = folder == bundled_models_dir()
        return replace(GOOD, median_s=active_s if is_active else new_s)

    measured = replace(rules, test=test)
    if taken:
        install(pack, store, measured)
    else:
        refused(pack, store, measured, PackRefusedError, "too slow for this board")


def test_a_pack_without_a_model_that_is_needed_is_refused(
    make: MakePack, store: PackStore, rules: Rules
) -> None:
    def without_detector(folder: Path) -> None:
        (folder / "face_detector.tflite").unlink()
        text = (folder / "manifest.yaml").read_text("utf-8")
        text = text.replace("  face_detector:\n", "  another_detector:\n")
        (folder / "manifest.yaml").write_text(text, encoding="utf-8")

    folder = make("1.1", without_detector)
    refused(folder, store, rules, PackRefusedError, "has no face_detector")


def test_a_list_of_models_that_leads_out_of_the_pack_is_refused(
    make: MakePack, store: PackStore, rules: Rules
) -> None:
    def elsewhere(folder: Path) -> None:
        path = folder / "manifest.yaml"
        text = path.read_text("utf-8").replace(f"file: {MODEL}", f"file: ../../{MODEL}")
        path.write_text(text, encoding="utf-8")

    refused(make("1.1", elsewhere), store, rules, PackRefusedError, "outside the pack")


def test_a_full_card_is_said_before_anything_is_written(
    pack: Path, store: PackStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "edge.modelpack.install.shutil.disk_usage", lambda _: type("Usage", (), {"free": 10_000})
    )
    refused(pack, store, rules, PackRefusedError, "not enough space")


def test_two_installations_at_once_are_refused(pack: Path, store: PackStore, rules: Rules) -> None:
    store.folder.mkdir(parents=True)
    with (store.folder / LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused(pack, store, rules, ModelPackError, "another model pack is being installed")


def test_a_card_that_cannot_be_written_is_named(
    pack: Path, store: PackStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(pack, store, rules)

    def read_only(*_: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(PackStore, "_link", read_only)
    with pytest.raises(ModelPackError, match="cannot be changed: Read-only"):
        roll_back(store)
    refused(pack, PackStore(Path("/proc/nowhere")), rules, ModelPackError, "cannot be changed")


def test_an_error_of_a_model_in_a_zip_file_keeps_its_words(
    make: MakePack, store: PackStore, rules: Rules, tmp_path: Path
) -> None:
    folder = make("1.1", lambda folder: (folder / "form_push_up_int8.tflite").unlink())
    refused(
        zipped(folder, tmp_path / "pack.zip"), store, rules, ModelMissingError, "form_push_up_int8"
    )


@pytest.mark.parametrize("name", ["nothing", "file"])
def test_what_is_no_pack_is_named(
    store: PackStore, rules: Rules, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("no zip", encoding="utf-8")
    with pytest.raises(ModelPackError, match=name):
        install(tmp_path / name, store, rules)


def test_a_pack_is_not_made_over_something_else(pack: Path) -> None:
    with pytest.raises(ModelPackError, match="cannot be written"):
        make_pack(bundled_models_dir(), pack, wanted("2"))


def test_rolling_back_goes_one_pack_back_and_then_to_the_bundled_models(
    make: MakePack, pack: Path, store: PackStore, rules: Rules
) -> None:
    install(pack, store, rules)
    install(make("1.1"), store, rules)
    install(make("1.2"), store, rules)
    assert [each.name for each in store.installed()] == ["gym-models-1.1", "gym-models-1.2"]
    assert roll_back(store) == store.packs / "gym-models-1.1"
    assert active_models(store).label == "gym-models 1.1"
    assert roll_back(store) is None
    assert active_models(store).label.startswith("bundled ")
    with pytest.raises(ModelPackError, match="nothing to take back"):
        roll_back(store)


def test_a_previous_pack_that_is_broken_is_passed_over(
    make: MakePack, pack: Path, store: PackStore, rules: Rules
) -> None:
    install(pack, store, rules)
    install(make("1.1"), store, rules)
    flipped(store.packs / "gym-models-1.0" / MODEL)
    assert roll_back(store) is None
    assert active_models(store).trouble is None
