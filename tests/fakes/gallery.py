"""A gallery on a real file, with invented faces and a calendar that a test turns."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edge.member.gallery.changes import Enrolment, Shots
from edge.member.gallery.consent import Consent, ConsentKind, lasting
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.seal import SecretKey
from edge.member.template import EmbedderId, unit

EMBEDDER = EmbedderId("fake", "1", 16)
KEY = SecretKey(bytes(range(32)))
START = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Calendar:
    """A wall clock that stands still."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    @classmethod
    def today(cls) -> "Calendar":
        return cls(datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def turn(self, days: int) -> None:
        self.now += timedelta(days=days)


def descriptors(seed: int, count: int = 5, spread: float = 0.05) -> NDArray[np.float32]:
    """Faces of one invented person, (count, 16), unit length."""
    rng = np.random.default_rng(seed)
    person = rng.normal(size=EMBEDDER.dimension)
    person /= np.linalg.norm(person)
    return unit((person + spread * rng.normal(size=(count, EMBEDDER.dimension))).astype(np.float32))


def consents(*kinds: ConsentKind, days: int = 365, given: datetime = START) -> list[Consent]:
    day = given.date()
    return [Consent(kind, "1", "0" * 16, "en", day, lasting(day, days)) for kind in kinds]


def enrolment(
    member_id: str,
    name: str = "",
    seed: int = 0,
    *kinds: ConsentKind,
    days: int = 365,
    given: datetime = START,
) -> Enrolment:
    """A member with a face; agrees to everything unless told otherwise."""
    return Enrolment(
        member_id,
        name,
        consents(*(kinds or ConsentKind), days=days, given=given),
        Shots(EMBEDDER, descriptors(seed)),
    )


def gallery(folder: Path, now: Calendar | None = None, key: SecretKey = KEY) -> Gallery:
    return Gallery.open(folder, key, now or Calendar())
