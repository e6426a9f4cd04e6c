"""`gymstation members key`: make the keys, and say which are in force."""

from typing import Annotated

import typer

from edge.cli.members.station import ConfigOption, StationFiles, station_files
from edge.errors import GalleryKeyError
from edge.member.gallery.bundle import verifying_key
from edge.member.gallery.opening import gallery_key_place, site_key_place
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.seal_key import KeyPlace, on_the_same_disk, read_key, write_key

app = typer.Typer(
    help="Make the keys that seal members, and say which are in force.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def make(
    site: Annotated[
        bool, typer.Option("--site", help="The key that all stations of the gym share.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Make a key where there is none. Keep a copy in a safe: without it the gallery is lost."""
    files = station_files(config)
    place = _place(files, site=site)
    key = SecretKey.generate()
    write_key(place.path, key, data_dir=files.data_dir)
    print(f"{place.path}: key {key.id}, for its owner alone; keep a copy in a safe")
    _warn(place, files)


@app.command()
def show(config: ConfigOption = None) -> None:
    """Which keys are in force, by their ids. The keys themselves are never shown."""
    files = station_files(config)
    for name, site in (("gallery", False), ("site", True)):
        place = _place(files, site=site)
        try:
            key = read_key(place, data_dir=files.data_dir)
        except GalleryKeyError as error:
            print(f"{name:8} {error}")
            continue
        print(f"{name:8} key {key.id}, {place.path}")
        if site:
            print(f"{'':8} bundles are signed so that {verifying_key(key)} verifies them")
        _warn(place, files)


def _place(files: StationFiles, *, site: bool) -> KeyPlace:
    members = files.config.members
    return site_key_place(members) if site else gallery_key_place(members)


def _warn(place: KeyPlace, files: StationFiles) -> None:
    if not place.credential and on_the_same_disk(place.path, files.data_dir):
        print(
            "note: the key lies on the disk that it seals; who takes the disk takes both. "
            "A USB stick or a systemd credential keeps them apart"
        )
