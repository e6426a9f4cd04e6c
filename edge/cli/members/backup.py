"""`gymstation members backup` and `restore`."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from edge.cli.members.station import (
    ConfigOption,
    StationFiles,
    YesOption,
    confirm,
    gallery_of,
    station_files,
)
from edge.errors import GalleryCorruptError, UsageError
from edge.member.gallery.gallery import FILE_NAME
from edge.member.gallery.opening import gallery_key, open_gallery
from edge.member.gallery.store import GalleryStore


def backup(
    output: Annotated[Path, typer.Argument(help="A file that does not exist yet.")],
    config: ConfigOption = None,
) -> None:
    """Write a copy of the gallery. It is sealed: keep the key in another place."""
    if output.exists():
        raise UsageError("is there already", where=str(output), remedy="choose another name")
    if not output.parent.is_dir():
        raise UsageError("no such folder", where=str(output.parent))
    with gallery_of(config) as (gallery, _):
        gallery.store.copy_to(output)
        count = len(gallery.members())
    print(f"{output}: {count} member(s), sealed; without the key file it is worthless")


def restore(
    source: Annotated[Path, typer.Argument(help="What `backup` wrote.")],
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Bring back what a backup holds. Who was forgotten since stays forgotten."""
    files = station_files(config)
    key = gallery_key(files.config.members, files.data_dir)
    state = GalleryStore.read_copy(source, key)
    _set_damaged_aside(files, yes=yes)
    with open_gallery(files.config.members, files.data_dir) as gallery:
        gallery.take_in(state, files.config.members.keep_expired_days)
        count = len(gallery.members())
    print(f"{source}: restored; the gallery has {count} member(s)")


def _set_damaged_aside(files: StationFiles, *, yes: bool) -> None:
    """Move a gallery that cannot be read out of the way; never delete it."""
    try:
        with open_gallery(files.config.members, files.data_dir) as gallery:
            gallery.members()
    except GalleryCorruptError as error:
        print(f"gymstation: {error.what}: {error.where}")
    else:
        return
    confirm("Set it aside and begin a new one from the backup?", yes=yes)
    for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
        with suppress(FileNotFoundError):
            path = files.data_dir / name
            path.replace(free_name(path))


def free_name(path: Path) -> Path:
    """A name beside `path` that nobody has: path.damaged, path.damaged-2, …"""
    number = 1
    while (free := path.with_name(f"{path.name}.damaged{f'-{number}' * (number > 1)}")).exists():
        number += 1
    return free
