"""One visit: good looks become votes, votes a name, and then it ends."""

import pytest

from edge.camera.frame import RecordedLandmarks
from edge.errors import EmbedderError
from edge.member.face.finder import FaceLook
from edge.member.face.quality import QualityProblem
from edge.member.identify.visit import SHOT_S, Visit
from edge.member.identify.votes import MAX_FRAMES
from edge.member.identity import Identity, Method
from tests.fakes.embedding import (
    REFUSE,
    FakeEmbedder,
    FakeMembers,
    PixelFinder,
    frame_of,
    look,
    matcher,
    standing,
)


def visit(embedder: FakeEmbedder, finder: PixelFinder | None = None) -> Visit:
    templates = FakeMembers([1, 2]).templates(embedder.id)
    return Visit(finder or PixelFinder(), embedder, matcher(templates))  # type: ignore[arg-type]


def watch(one: Visit, numbers: list[int], step_s: float = SHOT_S) -> list[Identity]:
    found = [
        one.look(frame_of(number, index * step_s), standing())
        for index, number in enumerate(numbers)
    ]
    return [identity for identity in found if identity is not None]


def test_a_member_is_named_by_two_frames_that_agree() -> None:
    embedder = FakeEmbedder()
    one = visit(embedder)
    (identity,) = watch(one, [1] * 20, step_s=SHOT_S / 2)
    assert (identity.member_id, identity.method, identity.votes) == ("m1", Method.FACE, 2)
    assert identity.score == pytest.approx(1.0, abs=1e-3)
    assert one.settled
    assert embedder.asked == [1, 1]


def test_a_stranger_costs_three_frames() -> None:
    embedder = FakeEmbedder()
    one = visit(embedder)
    assert watch(one, [5] * 40) == []
    assert one.settled
    assert embedder.asked == [5, 5, 5]


def test_one_frame_is_not_enough() -> None:
    one = visit(FakeEmbedder())
    assert watch(one, [1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]) == []
    assert one.settled


def test_three_of_five_name_as_well() -> None:
    shots = [1, 5, 5, 1, 1]
    (identity,) = watch(visit(FakeEmbedder()), [number for number in shots for _ in (0, 1)])
    assert (identity.member_id, identity.votes) == ("m1", 3)


def test_the_best_look_of_a_moment_is_described() -> None:
    def see(number: int) -> FaceLook:
        return look(number, sharpness=0.02 if number == 2 else 0.01)

    embedder = FakeEmbedder()
    watch(visit(embedder, PixelFinder(see)), [1, 1, 2, 1, 1], step_s=SHOT_S / 4)
    assert embedder.asked == [2]


def test_bad_looks_are_not_described() -> None:
    embedder = FakeEmbedder()
    finder = PixelFinder(lambda number: look(number, QualityProblem.BLURRED))
    assert watch(visit(embedder, finder), [1] * 20) == []
    assert embedder.asked == []


def test_a_poisoned_face_is_not_tried_again() -> None:
    embedder = FakeEmbedder()
    one = visit(embedder)
    for index in range(40):
        try:
            one.look(frame_of(REFUSE, index * SHOT_S), standing())
        except EmbedderError:
            continue
    assert len(embedder.asked) <= MAX_FRAMES
    assert one.settled


def test_landmarks_without_a_picture_have_no_face() -> None:
    import numpy as np  # noqa: PLC0415

    from edge.camera.frame import Frame  # noqa: PLC0415

    finder = PixelFinder()
    row = RecordedLandmarks(np.zeros((33, 4), np.float32), None, (0, 0))
    assert visit(FakeEmbedder(), finder).look(Frame(row, 0.0, 0), standing()) is None
    assert finder.looks == 0
