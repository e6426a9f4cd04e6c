"""What every verb about members begins with: configuration, data folder, gallery."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from edge.config import find_config, load_config
from edge.config.station import StationConfig
from edge.errors import UsageError
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.opening import open_gallery
from edge.resources import data_dir

ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
]
MemberArgument = Annotated[
    str, typer.Argument(metavar="MEMBER", help="Id, the beginning of an id, or the name stored.")
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking again.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class StationFiles:
    """The configuration of a station and where it keeps its data."""

    config: StationConfig
    data_dir: Path


def station_files(config: Path | None) -> StationFiles:
    """Raises ConfigError and DataFolderError."""
    settings = load_config(find_config(config))
    return StationFiles(settings, data_dir(settings.data_dir))


@contextmanager
def gallery_of(config: Path | None) -> Iterator[tuple[Gallery, StationFiles]]:
    """The station's gallery, open; raises GalleryError."""
    files = station_files(config)
    with open_gallery(files.config.members, files.data_dir) as gallery:
        yield gallery, files


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something that cannot be undone; raises UsageError where nobody can answer."""
    if yes:
        return
    try:
        agreed = typer.confirm(question)
    except typer.Abort:
        raise UsageError("nobody answered", remedy="add --yes to do it without asking") from None
    if not agreed:
        print("nothing was changed")
        raise typer.Exit(1)
