"""Installs a pack: signature, files, self-test, speed, and only then the switch."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edge.errors import (
    ModelError,
    ModelPackError,
    PackRefusedError,
    PackSignatureError,
    StationError,
)
from edge.modelpack.files import check_files, take_over, write
from edge.modelpack.manifest import LARGEST_MANIFEST_BYTES, MANIFEST, SIGNATURE, PackManifest
from edge.modelpack.rules import Rules, check_fit
from edge.modelpack.signature import verify
from edge.modelpack.source import Source, open_source, read
from edge.modelpack.store import PackStore
from edge.modelpack.trial import Trial, try_out

# What must stay free on the card beside the pack.
SPARE_BYTES = 32 * 2**20
LARGEST_SIGNATURE_BYTES = 4096
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that is active now: what it is, who signed it, how it did."""

    manifest: PackManifest
    key: str
    trial: Trial


def install(
    path: Path, store: PackStore, rules: Rules, tell: Callable[[str], None] = lambda _: None
) -> Installed:
    """Make the pack at `path` the active one, or change nothing.

    path: its folder or zip file. tell: told each step. A station that runs goes on with the models
    it began with, and takes the pack at its next start or reload. Raises ModelPackError and its
    kinds, ModelError where its models cannot be run.
    """
    with _locked(store), open_source(path, MANIFEST) as source:
        tell("signature")
        content, signed = _signed_text(source)
        key = verify(content, signed, rules.keys, source.where)
        manifest = PackManifest.from_bytes(content, f"{source.where}: {MANIFEST}")
        check_fit(manifest, store, rules, source.where)
        _check_space(manifest, store)
        with store.staging() as staged:
            tell("files")
            write(staged / MANIFEST, content)
            write(staged / SIGNATURE, signed)
            take_over(source, manifest, staged)
            tell("self-test and speed")
            trial = try_out(staged, _active(store, rules), rules.test)
            pack = _admitted(store, staged, manifest)
        tell("switch")
        store.switch(pack)
        store.prune()
    return Installed(manifest, key, trial)


def roll_back(store: PackStore) -> Path | None:
    """Make the previous pack active again, or the bundled models; returns its folder or None.

    A previous pack that is broken is passed over. Raises ModelPackError where the bundled models
    are the active ones already.
    """
    with _locked(store):
        before = store.switch_back()
        if before is not None:
            try:
                check_files(before, store.manifest(before))
            except ModelError:
                before = store.switch_back()
        store.prune()
    return before


def verify_pack(pack: Path, rules: Rules) -> tuple[PackManifest, str]:
    """Check signature and files of an installed pack; returns its manifest and the key's id.

    Raises as `install`.
    """
    with open_source(pack, MANIFEST) as source:
        content, signed = _signed_text(source)
        key = verify(content, signed, rules.keys, source.where)
    manifest = PackManifest.from_bytes(content, str(pack / MANIFEST))
    check_files(pack, manifest)
    return manifest, key


def _signed_text(source: Source) -> tuple[bytes, bytes]:
    content = read(source, MANIFEST, LARGEST_MANIFEST_BYTES)
    try:
        return content, read(source, SIGNATURE, LARGEST_SIGNATURE_BYTES)
    except ModelPackError as error:
        raise PackSignatureError(
            "the pack is not signed", where=source.where, remedy="ask its maker for a signed one"
        ) from error


def _active(store: PackStore, rules: Rules) -> Path:
    current = store.current
    return rules.bundled if current is None or not current.is_dir() else current


def _check_space(manifest: PackManifest, store: PackStore) -> None:
    free = shutil.disk_usage(store.folder).free
    if free < manifest.size_bytes + SPARE_BYTES:
        raise PackRefusedError(
            f"there is not enough space: {manifest.size_bytes / 1e6:.0f} MB are needed, "
            f"{free / 1e6:.0f} MB are free",
            where=str(store.folder),
            remedy="free some space",
        )


def _admitted(store: PackStore, staged: Path, manifest: PackManifest) -> Path:
    """The pack under its own name; the very same pack that is there already stays as it is."""
    there = store.packs / manifest.folder_name
    try:
        installed = store.manifest(there)
        check_files(there, installed)
    except ModelError:  # not there, or broken: then it is what is replaced
        return store.admit(staged, manifest.folder_name)
    if installed == manifest:
        return there
    raise PackRefusedError(
        f"another pack is installed as {manifest.label}",
        where=str(there),
        remedy="its maker must count the version up",
    )


@contextmanager
def _locked(store: PackStore) -> Iterator[None]:
    """One installation at a time.

    Raises ModelPackError while there is another, and where the store cannot be written.
    """
    try:
        store.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        with (store.folder / LOCK).open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except StationError:
        raise  # some of them are errors of the system, too
    except BlockingIOError as error:
        raise ModelPackError(
            "another model pack is being installed", where=str(store.folder), remedy="wait for it"
        ) from error
    except OSError as error:
        raise ModelPackError(
            f"the packs cannot be changed: {error.strerror}",
            where=str(store.folder),
            remedy="run it as the station's user or with sudo, and free some space",
        ) from error
