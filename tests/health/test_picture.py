"""What a picture tells: light, sharpness, cover, standstill, and a camera that was moved."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from edge.camera.frame import BgrImage, Image, RecordedLandmarks, RgbImage, Yuv420Image
from edge.health.picture.luma import SIZE, look_at
from edge.health.picture.measures import measure, sharpness_of
from edge.health.picture.mount import FILE, forget
from edge.health.picture.signature import CELLS, Signature, edges_of
from edge.health.picture.watch import PictureWatch, View
from edge.uplink.message import Status

Picture = NDArray[np.uint8]


def room(seed: int = 0, *, noise: int = 0) -> Picture:
    """A wall with things on it, (480, 640, 3)."""
    rng = np.random.default_rng(seed)
    picture = np.full((480, 640, 3), 140, np.uint8)
    for _ in range(40):
        x, y = rng.integers(-40, 640), rng.integers(-40, 480)
        w, h = rng.integers(20, 160, 2)
        grey = int(rng.integers(20, 235))
        cv2.rectangle(picture, (int(x), int(y)), (int(x + w), int(y + h)), (grey,) * 3, -1)
    if noise:
        picture = grainy(picture, noise)
    return picture


GRAIN = np.random.default_rng(0).normal(0, 3, (480, 640, 3)).astype(np.int16)


def grainy(picture: Picture, seed: int) -> Picture:
    """With a sensor's noise, another one for each seed."""
    noise = np.roll(GRAIN, 7 * seed + 1, axis=1)
    return np.asarray(cv2.add(picture, noise, dtype=cv2.CV_8U), np.uint8)


def moved(picture: Picture, right: int, down: int) -> Picture:
    matrix = np.array([[1.0, 0.0, right], [0.0, 1.0, down]])
    return np.asarray(
        cv2.warpAffine(picture, matrix, (640, 480), borderMode=cv2.BORDER_REFLECT), np.uint8
    )


def blurred(picture: Picture, sigma: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def with_person(picture: Picture, at: int) -> Picture:
    """Somebody who takes a third of the picture."""
    shown = picture.copy()
    cv2.ellipse(shown, (at, 300), (110, 240), 0, 0, 360, (60, 50, 40), -1)
    cv2.circle(shown, (at, 60), 50, (190, 170, 150), -1)
    return shown


class Watching:
    """A watch, and a clock that goes on with each picture."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now_s = 0.0
        self.frames = 0
        self.watch = PictureWatch(folder, clock=lambda: self.now_s)

    def show(
        self, picture: Picture | Image | RecordedLandmarks, *, people: int = 0, live: bool = True
    ) -> None:
        content = RgbImage(picture) if isinstance(picture, np.ndarray) else picture
        self.now_s += 5.0
        self.frames += 1
        self.watch.offer(View(content, self.now_s, people, live))
        self.watch.brightness()

    def show_many(self, picture: Picture, count: int = 15, *, people: int = 0) -> None:
        for _ in range(count):
            self.show(grainy(picture, self.frames), people=people)

    def states(self) -> dict[str, str]:
        watch = self.watch
        probes = (watch.brightness, watch.sharpness, watch.blocked, watch.frozen, watch.mount)
        return {finding.check: finding.state for finding in (probe() for probe in probes)}


@pytest.fixture
def watching(tmp_path: Path) -> Watching:
    return Watching(tmp_path)


WELL = {"brightness": "ok", "sharpness": "ok", "blocked": "ok", "frozen": "ok"}


def but(**states: str) -> dict[str, str]:
    return {**WELL, "mount": "learning", **states}


def test_before_the_first_picture_nothing_is_known(watching: Watching) -> None:
    assert set(watching.states().values()) == {"starting"}


def test_a_room_in_good_light(watching: Watching) -> None:
    watching.show_many(room(), 10)
    assert watching.states() == but()


def test_a_dark_room_is_a_trouble_only_for_whoever_trains(watching: Watching) -> None:
    night = (room() * 0.08).astype(np.uint8)
    watching.show_many(night)
    assert watching.states()["brightness"] == "lights_off"

    watching.show_many(night, people=1)
    assert watching.states()["brightness"] == "dark"
    assert watching.watch.sharpness().status is Status.SKIPPED


def test_a_picture_burnt_out(watching: Watching) -> None:
    watching.show_many(np.clip(room().astype(int) + 150, 0, 255).astype(np.uint8))
    assert watching.states()["brightness"] == "overexposed"


def test_a_blurred_picture(watching: Watching) -> None:
    watching.show_many(blurred(room(), 6.0))
    assert watching.states() == {**WELL, "sharpness": "blurred", "mount": "ok"}


def test_a_moment_of_blur_is_no_trouble(watching: Watching) -> None:
    watching.show_many(room())
    watching.show_many(blurred(room(), 6.0), 2)
    assert watching.states()["sharpness"] == "ok"


def test_a_towel_on_the_lens(watching: Watching) -> None:
    watching.show_many(np.full((480, 640, 3), 120, np.uint8))
    assert watching.states()["blocked"] == "blocked"
    assert watching.watch.sharpness().status is Status.SKIPPED


def test_a_black_picture_may_be_the_light_or_the_lens(watching: Watching) -> None:
    watching.show_many(np.full((480, 640, 3), 4, np.uint8))
    assert watching.watch.blocked().status is Status.UNKNOWN
    assert watching.states()["blocked"] == "dark"
    assert watching.states()["brightness"] == "lights_off"


def test_a_frozen_picture(watching: Watching) -> None:
    still = room(noise=1)
    for _ in range(4):
        watching.show(still)
    assert watching.states()["frozen"] == "ok"

    watching.show(still)
    assert watching.states()["frozen"] == "frozen"

    watching.show(grainy(still, 2))
    assert watching.states()["frozen"] == "ok"


def test_a_recording_may_stand_still_and_has_no_mount(watching: Watching) -> None:
    for _ in range(6):
        watching.show(room(), live=False)
    assert watching.states() == {**WELL, "frozen": "of_recording", "mount": "of_recording"}


def test_a_pose_recording_has_no_picture(watching: Watching) -> None:
    nobody = RecordedLandmarks(np.full((33, 4), np.nan, np.float32), None, (640, 480))
    watching.show(nobody, live=False)
    assert set(watching.states().values()) == {"no_picture"}


def test_it_looks_once_in_two_seconds_however_often_it_is_asked(tmp_path: Path) -> None:
    now = [0.0]
    watch = PictureWatch(tmp_path, clock=lambda: now[0])
    dark, light = np.zeros((480, 640, 3), np.uint8), room()
    watch.offer(View(RgbImage(light), 0.0, 0, True))
    first = watch.brightness().detail

    now[0] = 1.9
    watch.offer(View(RgbImage(dark), 1.9, 0, True))
    assert watch.brightness().detail == first

    now[0] = 2.0
    assert watch.brightness().detail == "0%"


def learnt(watching: Watching) -> Watching:
    watching.show_many(room(), 14)
    return watching


def test_a_view_is_learnt_and_holds_through_people_and_light(watching: Watching) -> None:
    learnt(watching)
    assert watching.states() == {**WELL, "mount": "ok"}

    for at in range(24):
        watching.show(grainy(with_person(room(), 100 + 20 * at), at), people=1)
    assert watching.states()["mount"] == "ok"

    watching.show_many((room() * 0.5).astype(np.uint8), 24)
    assert watching.states()["mount"] == "ok"


@pytest.mark.parametrize(("right", "down"), [(40, 0), (0, -40), (-90, 60), (200, 0)])
def test_a_camera_that_was_moved(watching: Watching, right: int, down: int) -> None:
    learnt(watching)
    watching.show_many(moved(room(), right, down), 24)

    finding = watching.watch.mount()
    assert finding.state == "moved"
    across, height = (
        int(part.split()[-1].rstrip("%")) for part in finding.detail.split(" of the ")[:2]
    )
    assert across == pytest.approx(abs(right) / 6.4, abs=2.1)
    assert height == pytest.approx(abs(down) / 4.8, abs=2.1)


def test_somebody_who_bumps_into_it_for_a_moment_changes_nothing(watching: Watching) -> None:
    learnt(watching)
    watching.show_many(room(), 20)
    watching.show_many(moved(room(), 60, 0), 3)
    assert watching.states()["mount"] == "ok"


def test_another_view_altogether(watching: Watching) -> None:
    learnt(watching)
    watching.show_many(room(seed=9), 24)
    assert watching.states()["mount"] == "changed"


def test_a_view_is_learnt_while_nobody_is_in_it(watching: Watching) -> None:
    watching.show_many(room(), 30, people=1)
    assert watching.states()["mount"] == "learning"


def test_the_view_outlives_a_restart_and_can_be_forgotten(watching: Watching) -> None:
    learnt(watching)
    again = Watching(watching.folder)
    again.show_many(moved(room(), 60, 0), 24)
    assert again.states()["mount"] == "moved"

    assert forget(watching.folder)
    assert not forget(watching.folder)
    again.show_many(moved(room(), 60, 0), 24)
    assert again.states()["mount"] == "ok"


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "gymstation.mount/1", "rows": ["."]}'])
def test_a_damaged_file_is_learnt_anew(watching: Watching, text: str) -> None:
    (watching.folder / FILE).write_text(text)
    learnt(watching)
    assert watching.states()["mount"] == "ok"


def test_what_is_kept_is_coarse_and_no_picture(watching: Watching) -> None:
    learnt(watching)
    document = json.loads((watching.folder / FILE).read_text())

    assert len(document["rows"]) == CELLS[1]
    assert {len(row) for row in document["rows"]} == {CELLS[0]}
    assert set("".join(document["rows"])) <= set(".01234567")
    assert (watching.folder / FILE).stat().st_mode & 0o077 == 0


def test_a_wall_is_not_held_against_anybody(watching: Watching) -> None:
    wall = np.full((480, 640, 3), 120, np.uint8)
    wall[240:, 500:] = 180
    watching.show_many(wall, 30)
    assert watching.watch.mount().status is Status.SKIPPED


def test_a_signature_reads_what_it_wrote() -> None:
    field = edges_of(look_at(RgbImage(room())).grey)
    first = Signature.parse(Signature(field).text)
    second = Signature.parse(first.text)

    assert first.text == second.text
    assert first.edges > 100
    assert first.shift(look_at(RgbImage(room())).grey).cells == (0, 0)


def test_sharpness_falls_with_blur_and_noise_is_not_mistaken_for_it() -> None:
    pictures = [blurred(room(), sigma) for sigma in (0.3, 2, 4, 8)]
    clean = [sharpness_of(look_at(RgbImage(picture)).grey) for picture in pictures]
    noisy = [sharpness_of(look_at(RgbImage(grainy(picture, 1))).grey) for picture in pictures]

    assert clean == sorted(clean, reverse=True)
    assert clean[0] > 0.5
    assert clean[-1] < 0.15
    assert noisy == pytest.approx(clean, abs=0.05)
    assert sharpness_of(np.full((240, 320), 9, np.uint8)) == 0.0


def test_every_layout_looks_the_same() -> None:
    rgb = room()
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    planes = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420), np.uint8)
    looks = [look_at(image) for image in (RgbImage(rgb), BgrImage(bgr))]
    yuv = look_at(Yuv420Image(planes, 640, 480))

    assert looks[0].grey.shape == (SIZE[1], SIZE[0])
    assert np.array_equal(looks[0].grey, looks[1].grey)
    assert looks[0].fingerprint == looks[1].fingerprint
    assert measure(yuv.grey).mean == pytest.approx(measure(looks[0].grey).mean, abs=0.07)
