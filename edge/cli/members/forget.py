"""`gymstation members forget`: erase a member, and prove it."""

from pathlib import Path

from edge.cli.members.station import ConfigOption, MemberArgument, YesOption, confirm, gallery_of
from edge.errors import GalleryError
from edge.member.gallery.proof import Proof, search, traces_of
from edge.uplink.erasure import erase_member
from edge.uplink.uplink import OUTBOX_FILE


def forget(member: MemberArgument, yes: YesOption = False, config: ConfigOption = None) -> None:
    """Erase a member: face, consents, cards, name, and the name on sessions that wait to be sent.

    Every file of the station is then searched for traces.
    """
    with gallery_of(config) as (gallery, files):
        found = gallery.find(member)
        confirm(f"Erase {found.name or found.id} for ever?", yes=yes)
        rows = gallery.forget(found)
        sessions = erase_member(files.data_dir / OUTBOX_FILE, found.id)
        proof = search(files.data_dir, traces_of(found, rows))
    if sessions:
        print(f"{sessions} session(s) that wait to be sent are nobody's now")
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
            remedy="a running session ends first: try again then; remove other files by hand",
        )
