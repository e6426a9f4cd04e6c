"""Labelled recordings as tracks: a fixed grid of time, and when the exercise is being done."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from edge.camera.recording import PoseRecording
from edge.config.pack import load_packs
from edge.exercise.recognise.window import FAR_S, LONGEST_GAP_S, RATE_HZ
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import Rep
from edge.pose.pose import Pose
from tools.train.observe import Track

Floats = NDArray[np.float32]
Times = NDArray[np.float64]

PAUSE_S = 1.5  # a pause between repetitions that still belongs to the exercise
EDGE_S = 0.15
LEAST_S = 1.5  # shorter stretches say nothing


def tracks(recording: PoseRecording, exercise: str | None) -> list[Track]:
    """The stretches in which somebody is seen, each with world and with image landmarks.

    exercise: an exercise pack whose counter says when it is being done; None = all the time.
    """
    seen = list(poses(recording))
    spans = None if exercise is None else _spans(seen, exercise)
    found: list[Track] = []
    for stretch in _stretches(seen):
        times = np.array([at_s for at_s, _ in stretch])
        grid = np.arange(times[0], times[-1], 1.0 / RATE_HZ)
        if len(grid) < LEAST_S * RATE_HZ:
            continue
        activity = np.ones(len(grid), np.float32) if spans is None else _active(grid, spans)
        found += _both([pose for _, pose in stretch], times, grid, activity)
    return found


def poses(recording: PoseRecording) -> Iterator[tuple[float, Pose]]:
    """Time and pose of every row in which somebody is seen."""
    width, height = (max(size, 1) for size in recording.image_size)
    scale = np.array([width, height, width], np.float32)
    for row, at_s in enumerate(recording.time_s.tolist()):
        landmarks = recording.landmarks[row]
        if np.isnan(landmarks).any():
            continue
        yield (
            at_s,
            Pose.from_blazepose(
                landmarks[:, :3] * scale,
                None if recording.world is None else recording.world[row],
                np.clip(landmarks[:, 3], 0.0, 1.0),
                presence=1.0,
                captured_s=at_s,
                image_size=(width, height),
            ),
        )


def _spans(poses: Sequence[tuple[float, Pose]], exercise: str) -> list[tuple[float, float]]:
    """When repetitions, or good position of a hold, were seen by the exercise's own counter."""
    tracker = ExerciseTracker(load_packs([exercise]))
    spans: list[tuple[float, float]] = []
    reps: list[Rep] = []
    held_s = 0.0
    for at_s, pose in poses:
        progress = tracker.update(at_s, pose)
        reps += progress.finished
        if progress.hold_s > held_s:
            spans.append((at_s, at_s))
            held_s = progress.hold_s
    spans += [(rep.start_s, rep.end_s) for rep in (*reps, *tracker.finish().finished)]
    return sorted(spans)


def _active(grid: Times, spans: Sequence[tuple[float, float]]) -> Floats:
    """(N,) 1 inside the spans and in the pauses between them."""
    active = np.zeros(len(grid), np.float32)
    last_s = -np.inf
    for begin_s, end_s in spans:
        first_s = last_s if begin_s - last_s <= PAUSE_S else begin_s
        active[(grid >= first_s - EDGE_S) & (grid <= end_s + EDGE_S)] = 1.0
        last_s = max(last_s, end_s)
    return active


def _stretches(seen: Sequence[tuple[float, Pose]]) -> list[list[tuple[float, Pose]]]:
    """Cut where nobody was seen for so long that the recogniser starts anew."""
    stretches: list[list[tuple[float, Pose]]] = [[]]
    for item in seen:
        if stretches[-1] and item[0] - stretches[-1][-1][0] > LONGEST_GAP_S:
            stretches.append([])
        stretches[-1].append(item)
    return [stretch for stretch in stretches if len(stretch) > 1]


def _both(poses: Sequence[Pose], times: Times, grid: Times, activity: Floats) -> list[Track]:
    landmarks = _resampled(np.stack([pose.landmarks for pose in poses]), times, grid)
    visibility = _resampled(np.stack([pose.visibility for pose in poses]), times, grid)
    after = np.clip(np.searchsorted(times, grid), 1, len(times) - 1)
    away = np.minimum(np.abs(times[after] - grid), np.abs(grid - times[after - 1]))
    measured = (away <= FAR_S).astype(np.float32)
    sets = [landmarks]
    worlds = [pose.world for pose in poses if pose.world is not None]
    if len(worlds) == len(poses):
        sets.append(_resampled(np.stack(worlds), times, grid))
    return [Track(points, landmarks[..., :2], visibility, measured, activity) for points in sets]


def _resampled(values: Floats, times: Times, grid: Times) -> Floats:
    """Linear interpolation along the first axis."""
    low = np.clip(np.searchsorted(times, grid, side="right") - 1, 0, len(times) - 2)
    part = ((grid - times[low]) / (times[low + 1] - times[low])).astype(np.float32)
    share = part.reshape(-1, *([1] * (values.ndim - 1)))
    mixed: Floats = values[low] * (1.0 - share) + values[low + 1] * share
    return mixed
