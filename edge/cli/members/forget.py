"""`gymstation members forget`: erase a member, and prove it."""

from pathlib import Path

from edge.cli.members.station import ConfigOption, MemberArgument, YesOption, confirm, gallery_of
from edge.errors import GalleryError
from edge.member.gallery_proof import Proof, search, traces_of


def forget(member: MemberArgument, yes: YesOption = False, config: ConfigOption = None) -> None:
    """Erase a member: face, consents, cards and name. The files are then searched for traces."""
    with gallery_of(config) as (gallery, files):
        found = gallery.find(member)
        confirm(f"Erase {found.name or found.id} for ever?", yes=yes)
        rows = gallery.forget(found)
        proof = search(files.data_dir, traces_of(found, rows))
    report(proof, files.data_dir)
    print(f"{found.id} is forgotten; other stations forget with the next bundle")


def report(proof: Proof, folder: Path) -> None:
    """Say what was searched; raises GalleryError when something is still there."""
    for what in proof.sought:
        places = sorted({path.name for path, kind in proof.found if kind == what})
        print(f"  {what}: {'FOUND in ' + ', '.join(places) if places else 'gone'}")
    print(f"  searched {proof.files} files, {proof.bytes:,} bytes, in {folder}")
    if proof.found:
        raise GalleryError(
            "the member is erased from the gallery, but traces are left in other files",
            where=", ".join(sorted({str(path) for path, _ in proof.found})),
            remedy="sessions that wait to be sent leave when they are sent; remove other files",
        )
