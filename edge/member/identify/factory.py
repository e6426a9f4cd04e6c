"""The identifier that the configuration asks for."""

from pathlib import Path

from edge.camera.frame import Frame
from edge.config.member import Identification, MembersConfig
from edge.member.card.card import CardReader
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.face.finder import FaceFinder
from edge.member.gallery.hub_cards import HubCards, WithHubCards
from edge.member.gallery.opening import open_gallery
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.identifier import Identifier
from edge.member.identify.limits import FaceLimits
from edge.member.identify.matching import Matcher
from edge.member.identify.not_me import NotMe
from edge.member.identify.work import FaceParts, Parts
from edge.member.identity import Identity
from edge.pose.pose import Pose


class NoIdentifier:
    """Identification is off: everybody is anonymous."""

    health = IdentifierHealth.OFF

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:  # noqa: ARG002
        """See `Identifier.see`."""
        return None

    def forget(self, athlete: int) -> None:
        """See `Identifier.forget`."""

    def close(self) -> None:
        """See `Identifier.close`."""


def make_identifier(
    identification: Identification,
    members: MembersConfig,
    data_dir: Path,
    hub_cards: HubCards | None = None,
) -> Identifier | NoIdentifier:
    """The identifier; opens nothing yet. What it lacks later shows in its `health`.

    hub_cards: cards of the gym's hub, which sign in as well.
    """
    if identification is Identification.OFF:
        return NoIdentifier()

    def open_faces() -> Parts:
        faces = face_parts(members, data_dir)
        gallery = open_gallery(members, data_dir)
        return Parts(gallery, faces, None, close=gallery.close)

    def open_cards() -> Parts:
        gallery = open_gallery(members, data_dir)
        known = gallery if hub_cards is None else WithHubCards(gallery, hub_cards)
        return Parts(known, None, CardReader(), close=gallery.close)

    # Each has a gallery of its own, because each works in a thread of its own.
    wanted = [(identification.by_face, open_faces), (identification.by_card, open_cards)]
    first, *others = [opening for by, opening in wanted if by]
    return Identifier(first, NotMe(data_dir).take, open_cards=others[0] if others else None)


def face_parts(members: MembersConfig, data_dir: Path) -> FaceParts:
    """Finder, worker and rule; raises ModelError. The worker starts with the first face."""
    limits = FaceLimits.load()
    return FaceParts(
        FaceFinder.load(),
        WorkerEmbedder.dlib(data_dir),
        lambda templates: Matcher(templates, limits, members.rule),
    )
