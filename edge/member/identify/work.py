"""What identification does in its own thread: the face and the card of one athlete at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from edge.camera.frame import Frame
from edge.member.embedding.worker_embedder import WorkerHealth
from edge.member.face.finder import FaceFinder
from edge.member.identify.cards import CardReader, Cards
from edge.member.identify.health import IdentifierHealth, health_of
from edge.member.identify.matching import Matcher
from edge.member.identify.visit import Visit
from edge.member.identity import Identity
from edge.member.port import Embedder, Gallery
from edge.member.template import Template
from edge.pose.pose import Pose

REST_S = 5.0


class FaceEmbedder(Embedder, Protocol):
    """An embedder that says how it is."""

    @property
    def health(self) -> WorkerHealth:
        """How its worker is."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class FaceParts:
    """What faces are found, described and compared with."""

    finder: FaceFinder
    embedder: FaceEmbedder
    matcher: Callable[[Sequence[Template]], Matcher]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What identification works with; made in the thread that uses it.

    gallery: the members. faces: None where faces are not looked at. cards: None where cards are
    not. close: lets go of the gallery.
    """

    gallery: Gallery
    faces: FaceParts | None
    cards: CardReader | None
    close: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One frame of one athlete. visit: counts athletes. face: whether the face may be looked at."""

    visit: int
    frame: Frame
    pose: Pose | None
    face: bool


class Work:
    """Looks at sights of one athlete after the other.

    open_parts: makes what is worked with, when the first sight comes. What fails is tried again
    after a rest, so that a broken disk or worker is not asked many times a second.
    """

    def __init__(self, open_parts: Callable[[], Parts]) -> None:
        self._open_parts = open_parts
        self._parts: Parts | None = None
        self._cards: Cards | None = None
        self._number: int | None = None
        self._visit: Visit | None = None
        self._opening, self._faces = _Rest(), _Rest()

    @property
    def health(self) -> IdentifierHealth:
        """How identification is, by what went wrong last and is not well again."""
        faces = self._parts.faces if self._parts is not None else None
        worker = faces.embedder.health if faces is not None else WorkerHealth.IDLE
        return health_of(self._opening.error or self._faces.error, worker)

    def look(self, sight: Sight) -> Identity | None:
        """The identity when this sight decided it; raises StationError where something fails."""
        now_s = sight.frame.captured_s
        if sight.visit != self._number:
            # Whatever was found out about somebody else ends here.
            self._number, self._visit = sight.visit, None
        if self._opening.lasts(now_s):
            return None
        with self._opening.after_failure(now_s):
            parts = self._opened()
        card = self._cards.look(sight.frame) if self._cards is not None else None
        if card is not None or sight.pose is None or not sight.face:
            return card
        if parts.faces is None or self._faces.lasts(now_s):
            return None
        with self._faces.after_failure(now_s):
            return self._look_at_face(parts.faces, parts.gallery, sight.frame, sight.pose)

    def close(self) -> None:
        """End the worker and let go of the gallery."""
        if self._parts is None:
            return
        if self._parts.faces is not None:
            self._parts.faces.embedder.close()
        self._parts.close()

    def _opened(self) -> Parts:
        if self._parts is None:
            self._parts = self._open_parts()
            if self._parts.cards is not None:
                self._cards = Cards(self._parts.cards, self._parts.gallery)
        return self._parts

    def _look_at_face(
        self, faces: FaceParts, gallery: Gallery, frame: Frame, pose: Pose
    ) -> Identity | None:
        if self._visit is None:
            templates = gallery.templates(faces.embedder.id)
            self._visit = Visit(faces.finder, faces.embedder, faces.matcher(templates))
        return self._visit.look(frame, pose)


class _Rest:
    """A pause after a failure. error: the last one, until it went well again."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self._until_s = float("-inf")

    def lasts(self, now_s: float) -> bool:
        return now_s < self._until_s

    @contextmanager
    def after_failure(self, now_s: float) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.error, self._until_s = error, now_s + REST_S
            raise
        self.error = None
