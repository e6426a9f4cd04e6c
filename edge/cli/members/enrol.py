"""`gymstation members enrol`: consent, five shots, a template."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.camera.factory import open_camera
from edge.cli.members.asking import LanguageOption, agreed_consents, check_record
from edge.cli.members.names import checked_id, checked_name
from edge.cli.members.photos import photo_paths, photos
from edge.cli.members.shooting import shoot
from edge.cli.members.station import (
    ConfigOption,
    StationFiles,
    YesOption,
    confirm,
    gallery_of,
)
from edge.cli.source import camera_overrides
from edge.config import find_config, load_config
from edge.errors import UsageError
from edge.member.embedding.weights import verified_weights
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.enrol.enrol import FaceSeeker, chips_of_photos, describe, look_alikes
from edge.member.face.finder import FaceFinder
from edge.member.gallery.changes import Enrolment, Shots
from edge.member.gallery.consent import ConsentKind
from edge.member.gallery.gallery import Gallery
from edge.member.port import Embedder


def enrol(
    photo: Annotated[
        list[Path] | None,
        typer.Argument(help="Photos, or a folder of them, instead of the camera."),
    ] = None,
    *,
    name: Annotated[
        str, typer.Option(help="What the staff call the member here; stored sealed.")
    ] = "",
    member_id: Annotated[
        str | None,
        typer.Option("--id", help="An id of your own, or of a member whose face is taken anew."),
    ] = None,
    consent: Annotated[
        list[ConsentKind] | None,
        typer.Option(help="The member has read the text and agrees; may be repeated. Not asked."),
    ] = None,
    language: LanguageOption = None,
    camera: Annotated[
        str | None, typer.Option(help="Instead of the configured camera, as for `run`.")
    ] = None,
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Enrol a member: ask for consent, and take five shots where it covers the face."""
    member_id, name = checked_id(member_id), checked_name(name)
    check_record(consent or ())
    with gallery_of(config) as (gallery, files):
        consents = agreed_consents(files.config, gallery.today, consent or (), language)
        shots = None
        if any(agreed.kind is ConsentKind.FACE for agreed in consents):
            verified_weights(files.data_dir)
            shots = _shots(files, config, photo or (), camera)
            _warn_of_look_alikes(gallery, shots, member_id, yes=yes)
        elif photo:
            raise UsageError("photos are of no use without consent to the face")
        gallery.enrol(Enrolment(member_id, name, consents, shots))
    kinds = ", ".join(agreed.kind for agreed in consents)
    print(f"{member_id}: enrolled{f' as {name}' if name else ''}, consents to {kinds}")
    if ConsentKind.CARD in {agreed.kind for agreed in consents}:
        print(f"a card: gymstation members card {member_id} -o card.pdf")


def open_seeker() -> FaceSeeker:
    """What finds faces; raises ModelError."""
    return FaceFinder.load()


def open_embedder(data_dir: Path) -> Embedder:
    """What describes faces."""
    return WorkerEmbedder.dlib(data_dir)


def _shots(
    files: StationFiles, config: Path | None, photo: Sequence[Path], camera: str | None
) -> Shots:
    seeker, embedder = open_seeker(), open_embedder(files.data_dir)
    try:
        if photo:
            chips = chips_of_photos(photos(photo_paths(photo)), seeker)
        else:
            settings = load_config(find_config(config), camera_overrides(camera, once=False))
            console = Console()
            source = open_camera(settings.camera, paced=True, say=console.print)
            if camera is None and not source.live:
                raise UsageError(
                    "no camera found to enrol at",
                    where=source.name,
                    remedy="connect one, or give photos, or name a video with --camera",
                )
            chips = shoot(source, seeker, settings.language, console)
        return describe(chips, embedder)
    finally:
        embedder.close()


def _warn_of_look_alikes(gallery: Gallery, shots: Shots, member_id: str, *, yes: bool) -> None:
    alikes = look_alikes(shots, gallery.members(), member_id)
    for alike in alikes:
        print(
            f"warning: looks like {alike.member.name or alike.member.id} "
            f"(distance {alike.distance:.2f}): the same person, or two who may be mixed up"
        )
    if alikes:
        confirm("Enrol all the same? A card is safer for people who look alike", yes=yes)
