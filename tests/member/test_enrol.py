"""Enrolment: five shots that agree, guided by words, or a reason why not."""

from datetime import date

import numpy as np
import pytest

from edge.camera.frame import RgbImage
from edge.errors import EnrolmentError
from edge.member.enrol.enrol import (
    LOOK_ALIKE,
    chips_of_photos,
    describe,
    farthest_pair,
    look_alikes,
)
from edge.member.enrol.guide import TIME_LIMIT_S, EnrolmentGuide, Prompt
from edge.member.enrol.words import DONE, PROBLEMS, PROMPTS, guidance_words
from edge.member.face.finder import FaceLook
from edge.member.face.quality import NO_FACE, QualityProblem, QualityReport
from edge.member.gallery.changes import Shots
from edge.member.gallery.record import face_value, read_face
from edge.member.gallery.view import Member
from tests.fakes.faces import FakeEmbedder, FakeSeeker, face_picture
from tests.fakes.gallery import EMBEDDER, descriptors

BLURRED = QualityReport((QualityProblem.BLURRED,))


def look(turn: float = 0.0, sharpness: float = 1.0, number: int = 1) -> FaceLook:
    quality = QualityReport((), 100.0, 120.0, sharpness, turn)
    return FaceLook(None, np.full((150, 150, 3), number, np.uint8), quality)


def member(member_id: str, seed: int) -> Member:
    face = read_face(member_id, face_value(EMBEDDER, descriptors(seed)))
    return Member(member_id, "", date(2026, 1, 1), (face,), (), ())


def test_somebody_who_follows_is_enrolled_in_about_ten_seconds():
    guide, now_s, turns = EnrolmentGuide(), 0.0, {Prompt.LEFT: 0.2, Prompt.RIGHT: -0.2}
    guidance = guide.see(look(), now_s)
    while guidance.prompt is not None:
        now_s += 0.1
        guidance = guide.see(look(turns.get(guidance.prompt, 0.0)), now_s)
    assert len(guide.chips) == guidance.taken == 5
    assert 6 < now_s < 11


@pytest.mark.parametrize("fps", [4, 30])
def test_the_rate_of_the_camera_does_not_matter(fps: int):
    guide, taken_s = EnrolmentGuide(), []
    for number in range(40 * fps):
        before = len(guide.chips)
        guide.see(look(), number / fps)
        if len(guide.chips) > before:
            taken_s.append(number / fps)
    # Nobody turned the head: after a while the shot is taken as it is.
    assert taken_s == pytest.approx([1.6, 6.5, 11.3, 13.0, 14.6], abs=0.9)


def test_the_best_picture_of_a_moment_is_kept():
    guide = EnrolmentGuide()
    guide.see(look(), 0.0)
    for number, sharpness in enumerate((0.1, 0.9, 0.3)):
        guide.see(look(sharpness=sharpness, number=number), 1.0 + number * 0.3)
    assert [chip[0, 0, 0] for chip in guide.chips] == [1]


def test_what_is_wrong_is_said_first_and_nothing_is_taken():
    guide = EnrolmentGuide()
    guide.see(look(), 0.0)
    for report in (NO_FACE, BLURRED):
        guidance = guide.see(FaceLook(None, None, report), 5.0)
        assert guidance.problem == report.problems[0]
        assert guidance_words(guidance, "en") == PROBLEMS[report.problems[0]]["en"]
    assert guide.chips == []


def test_an_enrolment_that_does_not_get_on_is_given_up():
    guide = EnrolmentGuide()
    guide.see(FaceLook(None, None, BLURRED), 0.0)
    with pytest.raises(EnrolmentError, match="0 of 5 shots in 60 seconds; mostly: blurred"):
        guide.see(FaceLook(None, None, BLURRED), TIME_LIMIT_S + 0.1)


@pytest.mark.parametrize("words", [PROMPTS, PROBLEMS, {"done": DONE}])
def test_everything_is_said_in_both_languages(words: dict[str, dict[str, str]]):
    assert set(PROMPTS) == set(Prompt)
    assert set(PROBLEMS) == set(QualityProblem)
    for word in words.values():
        assert word["en"].isascii()
        assert any("가" <= letter <= "힣" for letter in word["ko"])


def test_good_photos_make_a_template():
    photos = [(f"{number}.jpg", face_picture(person=1, photo=number)) for number in range(6)]
    shots = describe(chips_of_photos(photos, FakeSeeker()), FakeEmbedder())
    assert shots.embedder == EMBEDDER
    assert shots.descriptors.shape == (6, 16)


def test_photos_of_no_use_are_named():
    photos = [(f"{number}.jpg", face_picture(1, number)) for number in range(3)]
    photos += [("wall.jpg", RgbImage(np.zeros((20, 20, 3), np.uint8)))]
    with pytest.raises(
        EnrolmentError, match=r"5 good photos .* these are 3; .* wall.jpg \(no face\)"
    ):
        chips_of_photos(photos, FakeSeeker())


@pytest.mark.parametrize("intruders", [1, 2])
def test_a_set_that_disagrees_with_itself_is_refused(intruders: int):
    people = [1] * (5 - intruders) + [2] * intruders
    photos = [(f"{n}.jpg", face_picture(person, n)) for n, person in enumerate(people)]
    with pytest.raises(EnrolmentError, match=r"do not show one person: [1-4] and [45] of 5 differ"):
        describe(chips_of_photos(photos, FakeSeeker()), FakeEmbedder())


def test_the_farthest_pair_is_found():
    three = np.eye(16, dtype=np.float32)[:3]
    three[1] = three[0]
    assert farthest_pair(three) == (0, 2, pytest.approx(2**0.5))


def test_look_alikes_are_named_nearest_first_and_nobody_looks_like_himself():
    base = descriptors(1)
    near = Shots(EMBEDDER, descriptors(1, spread=0.03))
    others = [member("m-twin", 1), member("m-other", 2), member("m-me", 1)]
    (alike,) = look_alikes(near, others, "m-me")
    assert alike.member.id == "m-twin"
    assert 0 < alike.distance < LOOK_ALIKE
    assert look_alikes(Shots(EMBEDDER, base), others[1:2], "m-me") == ()
