"""The identifier: bound to one athlete, never in the way, and never louder than a named state."""

import time
from collections.abc import Callable, Iterator
from threading import Event

import pytest

from edge.errors import GalleryError, ModelMissingError
from edge.member.card.token import SIGN_OUT
from edge.member.embedding.worker_embedder import WorkerHealth
from edge.member.identify.factory import NoIdentifier
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.identifier import BEAT_S, Identifier
from edge.member.identify.visit import SHOT_S
from edge.member.identify.work import REST_S, FaceParts, Parts
from edge.member.identity import Identity, Method
from edge.member.port import ByteArray, FloatArray
from tests.fakes.embedding import (
    FakeEmbedder,
    FakeMembers,
    PixelFinder,
    PixelReader,
    frame_of,
    matcher,
    standing,
)


class Stage:
    """An identifier with fake parts, and time that only the test moves."""

    def __init__(self) -> None:
        self.gallery = FakeMembers([1, 2], {"card-2": "m2", "card-1": "m1"})
        self.embedder = FakeEmbedder()
        self.finder = PixelFinder()
        self.opened = 0
        self.notes: list[float] = []
        self.identifier = Identifier(self.open, lambda _: bool(self.notes and self.notes.pop()))
        self.now_s = 0.0

    def open(self) -> Parts:
        self.opened += 1
        faces = FaceParts(self.finder, self.embedder, matcher)  # type: ignore[arg-type]
        return Parts(self.gallery, faces, PixelReader({1: "card-1", 2: "card-2", 3: SIGN_OUT}))

    def see(self, face: int, athlete: int | None, card: int = 0) -> Identity | None:
        """Show one frame, let the thread look at it, and collect what it found."""
        self.now_s += SHOT_S
        pose = standing() if athlete is not None else None
        found = self.identifier.see(frame_of(face, self.now_s, card), pose, athlete)
        wait_until(lambda: not self.identifier.busy)
        # Between two beats nothing is handed over: this only collects.
        late = self.identifier.see(frame_of(face, self.now_s + BEAT_S / 2, card), pose, athlete)
        return found or late

    def watch(self, face: int, athlete: int | None, frames: int = 14, card: int = 0) -> list[str]:
        found = [self.see(face, athlete, card) for _ in range(frames)]
        return [str(one.member_id) for one in found if one is not None]


def wait_until(condition: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < ends_s
        time.sleep(0.001)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.identifier.close()


def test_a_member_is_named_once(stage: Stage) -> None:
    assert stage.watch(1, athlete=7, frames=20) == ["m1"]
    assert len(stage.embedder.asked) == 2
    assert stage.identifier.health is IdentifierHealth.READY


def test_a_stranger_stays_anonymous(stage: Stage) -> None:
    assert stage.watch(5, athlete=7, frames=20) == []
    assert len(stage.embedder.asked) == 3


def test_nothing_is_opened_before_somebody_comes(stage: Stage) -> None:
    stage.watch(0, athlete=None, frames=3)
    assert stage.opened == 0


def test_the_next_person_is_looked_at_anew(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    assert stage.watch(5, athlete=8) == []
    assert stage.watch(2, athlete=9) == ["m2"]


def test_votes_are_never_handed_on(stage: Stage) -> None:
    stage.watch(1, athlete=7, frames=2)
    assert stage.watch(5, athlete=8) == []
    stage.watch(1, athlete=9, frames=2)
    assert len([number for number in stage.embedder.asked if number == 1]) <= 2


def test_a_late_answer_is_for_nobody_else() -> None:
    stage, going_on = Stage(), Event()

    class Slow(FakeEmbedder):
        def embed(self, chips: ByteArray) -> FloatArray:
            assert going_on.wait(20)
            return super().embed(chips)

    stage.embedder = Slow()
    frames = iter(range(1000))
    began_s = time.monotonic()
    for _ in range(30):
        stage.identifier.see(frame_of(1, next(frames) * SHOT_S), standing(), 7)
    assert time.monotonic() - began_s < 5, "see waited for the worker"
    stage.identifier.see(frame_of(5, next(frames) * SHOT_S), standing(), 8)
    going_on.set()
    stage.now_s = 1000.0
    assert stage.watch(5, athlete=8) == []
    stage.identifier.close()


def test_who_was_lost_is_looked_at_again(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    stage.watch(0, athlete=None, frames=2)
    assert stage.watch(1, athlete=7) == ["m1"]


def test_not_me_is_for_the_whole_visit(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    stage.identifier.forget(7)
    assert stage.watch(1, athlete=7, frames=20) == []
    stage.watch(0, athlete=None, frames=2)
    assert stage.watch(1, athlete=7, frames=20) == [], "a moment out of sight is the same visit"
    assert stage.watch(1, athlete=8) == ["m1"]


def test_not_me_before_the_name(stage: Stage) -> None:
    stage.see(1, athlete=7)
    stage.identifier.forget(7)
    assert stage.watch(1, athlete=7, frames=20) == []


def test_not_me_of_somebody_else_changes_nothing(stage: Stage) -> None:
    stage.identifier.forget(3)
    assert stage.watch(1, athlete=7) == ["m1"]
    stage.identifier.forget(3)


def test_a_card_signs_in(stage: Stage) -> None:
    found = [stage.see(0, athlete=7, card=2) for _ in range(4)]
    (identity,) = [one for one in found if one is not None]
    assert (identity.member_id, identity.method, identity.score) == ("m2", Method.CARD, 1.0)


def test_a_card_corrects_a_face(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    assert stage.watch(1, athlete=7, frames=4, card=2) == ["m2"]


def test_a_card_counts_after_not_me_unless_it_is_the_same_member(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    stage.identifier.forget(7)
    assert stage.watch(1, athlete=7, frames=4, card=1) == []
    assert stage.watch(1, athlete=7, frames=4, card=2) == ["m2"]


def test_the_card_that_signs_out_does_it_once(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    assert stage.watch(1, athlete=7, card=3) == ["None"]
    assert stage.watch(1, athlete=7) == []
    assert stage.watch(1, athlete=7, frames=4, card=2) == ["m2"]


def test_a_note_signs_out_whoever_is_there(stage: Stage) -> None:
    assert stage.watch(1, athlete=7) == ["m1"]
    stage.notes.append(1.0)
    assert stage.watch(1, athlete=7) == ["None"]
    stage.notes.append(1.0)
    assert stage.watch(0, athlete=None, frames=2) == ["None"]


def test_a_card_is_read_while_the_face_worker_hangs() -> None:
    stage, going_on = Stage(), Event()

    class Hanging(FakeEmbedder):
        def embed(self, chips: ByteArray) -> FloatArray:
            assert going_on.wait(20)
            return super().embed(chips)

    faces = FaceParts(stage.finder, Hanging(), matcher)  # type: ignore[arg-type]
    identifier = Identifier(
        lambda: Parts(stage.gallery, faces, None),
        open_cards=lambda: Parts(stage.gallery, None, PixelReader({2: "card-2"})),
    )
    found: list[Identity] = []

    def signed_in() -> bool:
        stage.now_s += SHOT_S
        seen = identifier.see(frame_of(1, stage.now_s, card=2), standing(), 7)
        found.extend([seen] if seen is not None else [])
        return bool(found)

    wait_until(signed_in)
    assert [(one.member_id, one.method) for one in found] == [("m2", Method.CARD)]
    going_on.set()
    identifier.close()


def test_an_unknown_card_is_nobody(stage: Stage) -> None:
    stage.gallery.cards.clear()
    assert stage.watch(0, athlete=7, card=2) == []


def test_a_gallery_in_trouble_is_asked_seldom_and_again(stage: Stage) -> None:
    stage.gallery.trouble = GalleryError("the disk is broken")
    assert stage.watch(1, athlete=7, frames=10) == []
    assert stage.identifier.health is IdentifierHealth.GALLERY_UNAVAILABLE
    assert stage.gallery.questions <= 2 + 10 * SHOT_S / REST_S
    stage.gallery.trouble = None
    stage.now_s += REST_S
    assert stage.watch(1, athlete=7) == ["m1"]
    assert stage.identifier.health is IdentifierHealth.READY


def test_parts_that_cannot_be_made() -> None:
    def refuse() -> Parts:
        raise ModelMissingError("no model")

    identifier = Identifier(refuse)
    identifier.see(frame_of(1, 0.0), standing(), 7)
    wait_until(lambda: identifier.health is IdentifierHealth.MODEL_MISSING)
    identifier.close()


def test_a_programming_error_does_not_end_identification(stage: Stage) -> None:
    broken = stage.finder.see

    def see(number: int) -> None:
        raise ZeroDivisionError

    stage.finder.see = see  # type: ignore[assignment]
    stage.watch(1, athlete=7, frames=2)
    assert stage.identifier.health is IdentifierHealth.FAILED
    stage.finder.see = broken
    stage.now_s += REST_S
    assert stage.watch(1, athlete=7) == ["m1"]


@pytest.mark.parametrize(
    ("worker", "health"),
    [
        (WorkerHealth.GAVE_UP, IdentifierHealth.WORKER_GAVE_UP),
        (WorkerHealth.FAILED, IdentifierHealth.WORKER_FAILED),
        (WorkerHealth.WEIGHTS_MISSING, IdentifierHealth.WEIGHTS_MISSING),
        (WorkerHealth.RUNTIME_MISSING, IdentifierHealth.RUNTIME_MISSING),
    ],
)
def test_the_workers_state_is_named(
    stage: Stage, worker: WorkerHealth, health: IdentifierHealth
) -> None:
    stage.embedder.health = worker
    stage.see(0, athlete=7)
    assert stage.identifier.health is health


def test_closing_ends_the_worker(stage: Stage) -> None:
    stage.watch(1, athlete=7, frames=3)
    stage.identifier.close()
    stage.identifier.close()
    assert stage.embedder.closed


def test_identification_that_is_off() -> None:
    nobody = NoIdentifier()
    assert nobody.see(frame_of(1, 0.0), standing(), 7) is None
    nobody.forget(7)
    nobody.close()
    assert nobody.health is IdentifierHealth.OFF
