"""Finding, aligning and judging a face: on drawn values, and on a rendered head."""

import numpy as np
import pytest

from edge.camera.frame import RgbImage
from edge.mannequin import Performance, Scene, View, render
from edge.member.face.chip import POINTS, TARGET, cut_chip, similarity
from edge.member.face.detector import INPUT_SIZE, FaceDetector, decode
from edge.member.face.face import Face, Keypoint
from edge.member.face.finder import FaceFinder
from edge.member.face.quality import QualityProblem, assess, sharpness, turn
from edge.member.face.region import head_region, search_regions
from edge.pose.region import Region
from tests.fakes.embedding import standing

# Eyes, nose, mouth, ears of an upright face 100 px wide around (100, 100).
KEYPOINTS = np.array([(80, 80), (120, 80), (100, 100), (100, 120), (55, 90), (145, 90)], np.float32)


def face(scale: float = 1.0, shift: tuple[float, float] = (0, 0), nose: float = 0.0) -> Face:
    points = KEYPOINTS * scale + np.array(shift, np.float32)
    points[Keypoint.NOSE, 0] += nose * 40 * scale
    x, y = 100 * scale + shift[0], 100 * scale + shift[1]
    return Face(x, y, 100 * scale, points.astype(np.float32), 0.9)


def textured(brightness: int = 120) -> np.ndarray:
    noise = np.random.default_rng(0).integers(-30, 30, (150, 150, 1))
    return np.clip(brightness + np.repeat(noise, 3, axis=2), 0, 255).astype(np.uint8)


def problems(one: Face, chip: np.ndarray, *others: Face) -> tuple[QualityProblem, ...]:
    return assess(one, chip, others, (640, 480)).problems


def test_a_good_face_has_no_problems() -> None:
    report = assess(face(), textured(), (), (640, 480))
    assert report.usable
    assert report.size_px == 100
    assert report.turn == pytest.approx(0)


@pytest.mark.parametrize(
    ("one", "chip", "problem"),
    [
        (face(0.4, (50, 50)), textured(), QualityProblem.TOO_FAR),
        (face(), textured(15), QualityProblem.TOO_DARK),
        (face(), np.full((150, 150, 3), 120, np.uint8), QualityProblem.BLURRED),
        (face(), np.full((150, 150, 3), 250, np.uint8), QualityProblem.TOO_BRIGHT),
        (face(shift=(-90, 0)), textured(), QualityProblem.CUT_OFF),
        (face(nose=0.5), textured(), QualityProblem.TURN_RIGHT),
        (face(nose=-0.5), textured(), QualityProblem.TURN_LEFT),
    ],
)
def test_what_is_wrong_is_named(one: Face, chip: np.ndarray, problem: QualityProblem) -> None:
    assert problem in problems(one, chip)


def test_a_second_face_of_size_is_a_problem_and_a_small_one_is_not() -> None:
    assert QualityProblem.SEVERAL_FACES in problems(face(), textured(), face(0.8, (300, 0)))
    assert problems(face(), textured(), face(0.3, (300, 0))) == ()


def test_turn_does_not_change_with_tilt_or_size() -> None:
    angle = np.radians(30)
    rotation = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    one = face(nose=0.3)
    tilted = Face(0, 0, 100, (one.keypoints @ rotation * 2).astype(np.float32), 0.9)
    assert turn(tilted) == pytest.approx(turn(one), abs=1e-5)


def test_sharpness_falls_with_motion_in_any_direction_and_not_with_light() -> None:
    sharp = np.random.default_rng(0).normal(120, 20, (80, 80)).astype(np.float32)
    for axis in (0, 1):
        smeared = np.mean([np.roll(sharp, shift, axis) for shift in range(9)], axis=0)
        assert sharpness(smeared) < sharpness(sharp) / 5
    assert sharpness(sharp * 0.3 + 10) == pytest.approx(sharpness(sharp), rel=1e-3)


def test_a_chip_puts_the_points_in_their_place() -> None:
    picture = np.zeros((300, 300, 3), np.uint8)
    one = face(1.3, (10, 20))
    for x, y in one.keypoints[list(POINTS)]:
        picture[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3] = 255
    chip = cut_chip(RgbImage(picture), one)
    assert chip.shape == (150, 150, 3)
    matrix = similarity(one.keypoints[list(POINTS)].astype(float), TARGET)
    for x, y in one.keypoints[list(POINTS)] @ matrix[:, :2].T + matrix[:, 2]:
        assert chip[round(y), round(x)].mean() > 200


def test_a_large_face_is_averaged_not_sampled() -> None:
    # A fine chequer: every single sample is black or white, every average is grey.
    chequer = (np.indices((1200, 1200)).sum(axis=0) % 2 * 255).astype(np.uint8)
    chip = cut_chip(RgbImage(np.repeat(chequer[..., None], 3, axis=2)), face(5, (0, 0)))
    assert chip[40:110, 40:110].std() < 40


def test_the_similarity_is_recovered() -> None:
    angle, scale, shift = 0.4, 1.7, np.array([12.0, -5.0])
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    points = np.random.default_rng(1).normal(size=(4, 2)) * 30
    matrix = similarity(points, points @ turned.T + shift)
    np.testing.assert_allclose(matrix, np.column_stack([turned, shift]), atol=1e-9)


def test_nothing_likely_is_no_face_and_values_that_are_no_numbers_neither() -> None:
    raw, logits = np.zeros((896, 16), np.float32), np.full(896, -9, np.float32)
    assert decode(raw, logits, Region.whole(128, 128)) == []
    logits[5], raw[5, 0] = 9, np.nan
    assert decode(raw, logits, Region.whole(128, 128)) == []


def test_a_box_without_size_is_no_face() -> None:
    raw, logits = np.zeros((896, 16), np.float32), np.full(896, -9, np.float32)
    logits[0] = 9
    assert decode(raw, logits, Region.whole(128, 128)) == []


def test_points_that_are_all_one_still_give_a_chip() -> None:
    one = Face(50, 50, 80, np.full((6, 2), 50, np.float32), 0.9)
    assert cut_chip(RgbImage(np.zeros((100, 100, 3), np.uint8)), one).shape == (150, 150, 3)


def test_a_face_is_read_in_pixels_of_the_picture() -> None:
    raw, logits = np.zeros((896, 16), np.float32), np.full(896, -9, np.float32)
    # The first anchor's centre is at (4, 4) of the input.
    raw[0, :4], logits[0] = (60, 60, 32, 30), 3
    (found,) = decode(raw, logits, Region(320, 240, 2 * INPUT_SIZE, 0.0))
    assert (found.center_x_px, found.center_y_px) == pytest.approx((320, 240))
    assert found.size_px == pytest.approx(64)
    np.testing.assert_allclose(found.keypoints[0], [200, 120], atol=1e-4)


def test_the_head_is_where_the_pose_says_and_upright() -> None:
    pose = standing()
    region = head_region(pose)
    assert region is not None
    head = pose.landmarks[:11, :2]
    assert (region.center_x_px, region.center_y_px) == pytest.approx(tuple(head.mean(axis=0)))
    assert region.side_px > np.ptp(head, axis=0).max() * 2


def test_a_picture_is_covered_level_by_level() -> None:
    for level in search_regions(640, 480):
        covered = np.zeros((480, 640), bool)
        for one in level:
            half = one.side_px / 2
            rows = slice(max(0, int(one.center_y_px - half)), int(one.center_y_px + half) + 1)
            columns = slice(max(0, int(one.center_x_px - half)), int(one.center_x_px + half) + 1)
            covered[rows, columns] = True
        assert covered.all()


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(FaceDetector.load())


def test_a_picture_without_anybody(finder: FaceFinder) -> None:
    look = finder.search(RgbImage(np.full((480, 640, 3), 90, np.uint8)))
    assert look.face is None
    assert look.quality.problems == (QualityProblem.NO_FACE,)


def test_a_rendered_head_is_found_where_it_is(finder: FaceFinder) -> None:
    scene = Scene(Performance("squat", repetitions=1), view=View(yaw_deg=0.0), fps=1.0, seed=3)
    frame = next(iter(render(scene)))
    image = RgbImage(frame.image)
    nose = frame.landmarks[0, :2]
    side = image.height / 5
    look = finder.look_at(image, Region(float(nose[0]), float(nose[1]), side, 0.0))
    assert look.face is not None
    assert look.face.distance_px(float(nose[0]), float(nose[1])) < side / 4
    assert look.chip is not None
