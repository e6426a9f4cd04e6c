"""Scenes: pictures, projection, truth, and what cannot be played."""

import json
import time
from dataclasses import replace

import numpy as np
import pytest

from edge.errors import SceneError
from edge.mannequin import (
    Body,
    Passer,
    Performance,
    Scene,
    Sensor,
    Tempo,
    View,
    render,
    truth_of,
    write_video,
)
from edge.mannequin.casting import cast
from edge.pose.skeleton import Landmark

L = Landmark

SQUAT = Performance("squat", 1)
SMALL = {"size": (160, 120), "fps": 5.0}


def first_frames(scene: Scene, count: int):
    return [frame for _, frame in zip(range(count), render(scene), strict=False)]


def test_frames_have_picture_landmarks_and_times():
    frames = list(render(Scene(SQUAT, **SMALL)))
    assert len(frames) == Scene(SQUAT, **SMALL).frame_count
    assert [round(f.captured_s * 5, 6) for f in frames] == list(range(len(frames)))
    for frame in frames:
        assert frame.image.shape == (120, 160, 3)
        assert frame.image.dtype == np.uint8
        assert frame.landmarks.shape == frame.world.shape == (33, 3)
        hips = frame.world[[L.LEFT_HIP, L.RIGHT_HIP]].mean(axis=0)
        assert np.abs(hips).max() < 1e-6


def test_the_same_scene_is_the_same_clip_to_the_byte():
    scene = cast(SQUAT, View(), seed=5, **SMALL)
    first, again = (first_frames(scene, 4) for _ in range(2))
    assert all(np.array_equal(a.image, b.image) for a, b in zip(first, again, strict=True))
    other = first_frames(cast(SQUAT, View(), seed=6, **SMALL), 1)[0]
    assert not np.array_equal(first[0].image, other.image)


def test_the_movement_lies_within_the_picture():
    for exercise in ("squat", "push_up", "pull_up", "jumping_jack"):
        for yaw in (0.0, 90.0):
            scene = Scene(Performance(exercise, 1), view=View(yaw_deg=yaw), **SMALL)
            motion = scene.motion()
            pixels = scene.projection(motion).pixels(motion.landmarks)
            assert pixels[..., :2].min() > 0
            assert (pixels[..., :2].max(axis=(0, 1)) < scene.size).all()


def side_seen(yaw: float) -> str:
    frame = first_frames(Scene(SQUAT, view=View(yaw_deg=yaw), **SMALL), 1)[0]
    nearer = frame.world[L.LEFT_SHOULDER, 2] < frame.world[L.RIGHT_SHOULDER, 2]
    return "left" if nearer else "right"


def test_yaw_turns_the_body_as_the_configuration_says():
    assert side_seen(90.0) == "left"
    assert side_seen(-90.0) == "right"
    facing = first_frames(Scene(SQUAT, view=View(yaw_deg=0.0), **SMALL), 1)[0]
    assert facing.landmarks[L.NOSE, 2] < facing.landmarks[L.LEFT_EAR, 2]  # nose towards the camera
    assert facing.world[L.LEFT_SHOULDER, 0] > facing.world[L.RIGHT_SHOULDER, 0]
    assert facing.world[L.NOSE, 1] < -0.5  # y points down


def test_the_figure_is_drawn_where_its_landmarks_are():
    scene = Scene(SQUAT, sensor=Sensor(noise=0.0), size=(320, 240), fps=5.0)
    frame = first_frames(scene, 1)[0]
    red = scene.looks.shirt
    x, y = np.round((frame.landmarks[L.LEFT_HIP] + frame.landmarks[L.LEFT_SHOULDER]) / 2)[:2]
    pixel = frame.image[int(y), int(x)].astype(float)
    assert np.argmax(pixel) == np.argmax(red)  # the shirt's own colour is the strongest


def test_somebody_who_passes_by_is_seen():
    alone = Scene(Performance("squat", 2), size=(160, 120), fps=2.0)
    together = alone.with_passer(Passer())
    differences = [
        int((a.image != b.image).any(axis=2).sum())
        for a, b in zip(render(alone), render(together), strict=True)
    ]
    assert max(differences) > 200
    assert differences[0] < 50  # has not come in yet


def test_at_least_ten_frames_a_second():
    scene = Scene(Performance("squat", 1))
    frames = render(scene)
    next(frames)  # the room is drawn once
    began = time.process_time()
    for _ in range(20):
        next(frames)
    assert 20 / (time.process_time() - began) > 10


def test_truth_as_json():
    scene = Scene(Performance("squat", 3, faults={2: ("shallow", "knees_in")}), seed=1, **SMALL)
    values = json.loads(truth_of(scene).to_json())
    assert values["count"] == 3
    assert values["repetitions"][1]["faults"] == ["shallow", "knees_in"]
    assert values["yaw_deg"] == scene.view.yaw_deg
    starts = [r["start_s"] for r in values["repetitions"]]
    assert starts == sorted(starts)


def test_a_held_exercise_has_seconds_and_no_repetitions():
    once = truth_of(Scene(Performance("plank", 1, variation=0.0), **SMALL))
    assert once.count == 0
    assert once.hold_s == pytest.approx(8.0 + 2.0)  # and a second each before and after
    walks_in = Performance("plank", 2, before=("walk_in", "set_up"), after=(), variation=0.0)
    assert truth_of(Scene(walks_in, **SMALL)).hold_s == pytest.approx(16.0)


def test_a_video_has_every_frame(tmp_path):
    cv2 = pytest.importorskip("cv2")
    scene = Scene(Performance("squat", 1), **SMALL)
    seen: list[int] = []
    count = write_video(scene, tmp_path / "a.mp4", seen.append)
    assert seen == list(range(count))
    capture = cv2.VideoCapture(str(tmp_path / "a.mp4"))
    assert int(capture.get(cv2.CAP_PROP_FRAME_COUNT)) == count == scene.frame_count
    assert capture.get(cv2.CAP_PROP_FPS) == pytest.approx(5.0)
    capture.release()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Performance("squatt"), "did you mean squat"),
        (lambda: Performance("squat", -1), "-1 repetitions"),
        (lambda: Performance("squat", 2, faults={3: ("shallow",)}), "repetition 3 of 2"),
        (lambda: Performance("squat", 2, faults={1: ("shalow",)}), "did you mean shallow"),
        (lambda: Performance("plank", 1, faults={1: ("too_fast",)}), "unknown fault of plank"),
        (lambda: Performance("squat", before=("fly_in",)), "unknown phase"),
        (lambda: Performance("squat", reach=0.0), "reach 0"),
        (lambda: Tempo(-1.0), "tempo"),
        (lambda: Tempo(float("nan")), "tempo"),
        (lambda: Body(3.0), "a body of 3 m"),
        (lambda: Body(arms=2.0), "arms 2"),
        (lambda: View(fov_deg=179.0), "fov_deg 179"),
        (lambda: Scene(SQUAT, size=(10, 10)), "10x10"),
        (lambda: Scene(SQUAT, fps=0.0), "0 frames per second"),
        (lambda: write_video(Scene(SQUAT), __import__("pathlib").Path("a.txt")), "'.txt'"),
    ],
)
def test_what_cannot_be_played_is_said(make, message):
    with pytest.raises(SceneError, match=message):
        make()


def test_a_scene_is_frozen():
    scene = Scene(SQUAT)
    with pytest.raises(AttributeError):
        scene.fps = 12.0
    assert replace(scene, fps=12.0).fps == 12.0
