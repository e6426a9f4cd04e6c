"""Other ways to count, on the same poses: what a good counter has to be better than."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from edge.config.pack import ExercisePack, MovementPart
from edge.exercise.history import column
from edge.exercise.measures import MeasureBank
from edge.pose.pose import Pose

Array = NDArray[np.float64]

LOW, HIGH = 0.3, 0.7  # of the way from the resting angle to the far one
PROMINENCE = 0.5  # of the signal's spread, 5th to 95th percentile
APART_S = 0.4  # shortest time between two peaks


def two_thresholds(pack: ExercisePack, poses: Iterable[tuple[float, Pose | None]]) -> int:
    """One joint angle and two fixed thresholds, as the popular counters do: no more state."""
    part = _angle(pack)
    bank = MeasureBank([part])
    count, out = 0, False
    for _, pose in poses:
        if pose is None:
            continue
        readings = bank.read(pose)
        value = column([readings], bank.column(part), None)[0][0]
        position = (value - part.start) / (part.far - part.start)
        if out and position < LOW:
            count, out = count + 1, False
        elif position > HIGH:
            out = True
    return count


def principal_component(poses: Iterable[tuple[float, Pose | None]]) -> int:
    """Peaks of the first principal component of all joints, looking at the whole clip at once."""
    times, bodies = [], []
    for at_s, pose in poses:
        if pose is not None and (body := _body(pose)) is not None:
            times.append(at_s)
            bodies.append(body)
    if len(times) < 3:  # noqa: PLR2004  (no peak without a neighbour on both sides)
        return 0
    matrix = np.array(bodies) - np.mean(bodies, axis=0)
    direction = np.linalg.svd(matrix, full_matrices=False)[2][0]
    signal = matrix @ direction
    low, high = np.percentile(signal, (5.0, 95.0))
    least = PROMINENCE * float(high - low)
    # The sign of a component is arbitrary: a repetition is a peak on either side.
    return max(_peaks(times, signal, least), _peaks(times, -signal, least))


def _angle(pack: ExercisePack) -> MovementPart:
    return next((part for part in pack.movement if part.angle), pack.movement[0])


def _body(pose: Pose) -> Array | None:
    points = (pose.landmarks if pose.world is None else pose.world).astype(np.float64)[11:]
    hips = points[[12, 13]].mean(axis=0)
    torso = float(np.linalg.norm(points[[0, 1]].mean(axis=0) - hips))
    if torso <= 0.0:
        return None
    body: Array = ((points - hips) / torso).ravel()
    return body


def _peaks(times: Sequence[float], signal: Array, least: float) -> int:
    """Rises by `least` followed by falls of `least`, at least APART_S from the last."""
    count, low, high, last_s = 0, float(signal[0]), -np.inf, -np.inf
    for at_s, value in zip(times, signal.tolist(), strict=True):
        if high == -np.inf:
            low = min(low, value)
            if value - low >= least:
                high = value
            continue
        high = max(high, value)
        if high - value >= least:
            if at_s - last_s >= APART_S:
                count, last_s = count + 1, at_s
            low, high = value, -np.inf
    return count
