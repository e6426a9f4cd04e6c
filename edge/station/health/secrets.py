"""What is secret or a person's at this station, so that it can be taken out of what leaves it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edge.config.station import StationConfig
from edge.errors import StationError
from edge.member.gallery.gallery import FILE_NAME
from edge.member.gallery.opening import gallery_key_place, open_gallery, site_key_place

LARGEST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Secrets:
    """words: secrets, names, ids. complete: whether all that are here could be read."""

    words: tuple[str, ...]
    complete: bool


def secrets_of(settings: StationConfig, folder: Path) -> Secrets:
    """Everything that must not leave. folder: of data."""
    people, complete = _people(settings, folder)
    return Secrets((*_words(settings), *people), complete)


def _words(settings: StationConfig) -> Iterator[str]:
    uplink = settings.uplink
    if uplink.username:
        yield uplink.username
    if settings.camera.url is not None:
        yield settings.camera.url.reveal()
        yield from _credentials(settings.camera.url.reveal())
    for path in _files(settings):
        yield from _lines(path)


def _credentials(url: str) -> Iterator[str]:
    account, at, _ = url.partition("://")[2].rpartition("@")
    if at:
        yield from account.split(":", 1)


def _files(settings: StationConfig) -> Iterator[Path]:
    """Files whose every line is secret."""
    uplink, members = settings.uplink, settings.members
    wanted = [uplink.password_file, uplink.tls.key]
    yield from (path for path in wanted if path is not None)
    yield gallery_key_place(members).path
    yield site_key_place(members).path
    if folder := os.environ.get("CREDENTIALS_DIRECTORY"):
        yield from sorted(Path(folder).glob("*"))


def _lines(path: Path) -> list[str]:
    """Of what cannot be read nothing can have been written elsewhere by this user."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES).decode("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _people(settings: StationConfig, folder: Path) -> tuple[tuple[str, ...], bool]:
    try:
        if not (folder / FILE_NAME).exists():
            return (), True
        gallery = open_gallery(settings.members, folder)
    except (StationError, OSError):
        return (), False
    try:
        members = gallery.members()
    except StationError:
        return (), False
    finally:
        gallery.close()
    # A name is said in parts as well.
    names = [part for member in members for part in (member.name, *member.name.split())]
    return (*names, *(member.id for member in members)), True
