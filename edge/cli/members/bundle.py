"""`gymstation members export-gallery` and `import-gallery`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from edge.cli.members.station import ConfigOption, gallery_of
from edge.errors import BundleError, UsageError
from edge.member.gallery.bundle import LARGEST_BYTES, open_bundle, seal_bundle
from edge.member.gallery.opening import site_key


def export_gallery(
    output: Annotated[Path, typer.Argument(help="The bundle to write.")],
    config: ConfigOption = None,
) -> None:
    """Write the gallery as a bundle for the other stations, sealed and signed by the site's key."""
    with gallery_of(config) as (gallery, files):
        key = site_key(files.config.members, files.data_dir)
        content = seal_bundle(gallery.state(), files.config.site, key)
        count = len(gallery.members())
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(output)) from None
    print(f"{output}: {count} member(s), for stations of the site {files.config.site}")


def import_gallery(
    source: Annotated[Path, typer.Argument(help="What another station wrote.")],
    config: ConfigOption = None,
) -> None:
    """Take in another station's gallery. Doing it twice, or in another order, changes nothing."""
    with gallery_of(config) as (gallery, files):
        key = site_key(files.config.members, files.data_dir)
        before = {member.id for member in gallery.members()}
        try:
            state = open_bundle(_read(source), files.config.site, key)
        except BundleError as error:
            raise BundleError(error.what, where=str(source), remedy=error.remedy) from None
        change = gallery.take_in(state, files.config.members.keep_expired_days)
        if change.drop:
            gallery.store.erase_traces()
        after = {member.id for member in gallery.members()}
    changed = {slot.member_id for slot in change.put} & before & after
    print(
        f"{len(after - before)} new, {len(changed)} changed, {len(before - after)} forgotten; "
        f"the gallery has {len(after)} member(s)"
    )


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > LARGEST_BYTES:
            raise BundleError("is too large for a bundle")
        return source.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(source)) from None
