"""What a pose model would report of a motion: projection, occlusion, framing and errors.

Sizes of the errors: measured on BlazePose's output on real clips. Between neighbouring frames its
world landmarks jitter by 3 mm in the picture plane and 5 mm in depth where a landmark is seen,
twice that where it is not, with one in twenty beyond 15 to 45 mm. What is larger, and what a
classifier must live with, is slow: depth that is flattened, a body leaning towards the camera,
far limbs copied from near ones, and limbs outside the picture that are made up.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.pose.skeleton import Landmark, mirrored

Array = NDArray[np.float64]

_MIRROR = np.array([mirrored(landmark) for landmark in Landmark])
_CORE = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_KNEES = (Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE)
_ANKLES = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)  # heel and toes are 2 and 4 further

# Shares of the clips, and of a clip's frames, in which something happens.
FROM_IMAGE = 0.25  # recordings without world landmarks
FRAMING = (0.58, 0.22, 0.08, 0.06, 0.06)  # whole, legs cut, head cut, either side cut
FAITHFUL = 0.4  # unseen legs move as the body suggests; else they are made up
COPIED, COPIED_SHARES = (0.0, 0.5, 1.0), (0.3, 0.3, 0.4)  # how much far limbs follow near ones
JUMPS_A_FRAME = 0.01
SIDES_EXCHANGED = 0.3  # of the jumps
PANNED = 0.25
CUT_TO_CLOSE_UP = 0.06
OUT_OF_SIGHT = 0.5  # of `loose`: from here on a landmark is not seen at all


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One person on a fixed grid of time.

    points: (N, 33, 3) x right, y down, z away from the camera. image: (N, 33, 2) pixels.
    visibility: (N, 33). measured: (N,), 0 where a frame repeats its neighbour. activity: (N,),
    1 while the labelled exercise is being done.
    """

    points: NDArray[np.float32]
    image: NDArray[np.float32]
    visibility: NDArray[np.float32]
    measured: NDArray[np.float32]
    activity: NDArray[np.float32]


def observe(room: Array, activity: Array, rng: np.random.Generator) -> Track:
    """See a motion (N, 33, 3) in room metres (y up) from a random place, with a model's errors."""
    true = _camera_axes(room, rng)
    visibility, loose = _occluded(true, rng)
    visibility, loose = _framed(true, visibility, loose, rng)
    hips = true[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(1, keepdims=True)
    seen = _estimated(true - hips, loose, rng)
    image = _projected(np.concatenate([(seen + hips)[..., :2], true[..., 2:]], axis=-1), rng)
    from_image = rng.random() < FROM_IMAGE
    points = _image_points(image, seen) if from_image else seen
    return Track(
        points=points.astype(np.float32),
        image=image.astype(np.float32),
        visibility=visibility.astype(np.float32),
        measured=np.ones(len(points), np.float32),
        activity=activity.astype(np.float32),
    )


def _camera_axes(room: Array, rng: np.random.Generator) -> Array:
    """Turned by a random yaw, the camera's pitch and a little roll; the hips' path is kept."""
    yaw, pitch = rng.uniform(0.0, 2.0 * np.pi), np.radians(np.clip(rng.normal(6, 10), -15, 45))
    roll = np.radians(rng.normal(0.0, 3.0))
    middle = room.mean(axis=(0, 1))
    points = (room - middle) * [1.0, -1.0, -1.0]
    turned: Array = points @ rotation(yaw, 1).T @ rotation(pitch, 0).T @ rotation(roll, 2).T
    return turned


def rotation(angle: float, axis: int) -> Array:
    """(3, 3): a turn by `angle` radians about an axis, 0 x, 1 y, 2 z."""
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.eye(3)
    first, second = [(1, 2), (0, 2), (0, 1)][axis]
    matrix[first, first], matrix[first, second] = c, -s
    matrix[second, first], matrix[second, second] = s, c
    return matrix


def _occluded(true: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Visibility (N, 33), and how loosely each landmark is held (N, 33), 0 seen to 1 invented."""
    count = len(true)
    core = true[:, _CORE, 2].mean(1, keepdims=True)
    behind = np.clip((true[:, :, 2] - core - 0.04) / 0.15, 0.0, 1.0)
    hidden = behind * rng.uniform(0.2, 1.0)
    visibility = np.clip(1.0 - hidden * rng.uniform(0.2, 1.0, (1, 33)), 0.05, 1.0)
    visibility -= 0.05 * np.abs(wander(count, 33, 0.5, rng))
    return np.clip(visibility, 0.01, 0.999), hidden


def _framed(
    true: Array, visibility: Array, loose: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """The picture's edges: sometimes legs, head or a side are outside."""
    kind = rng.choice(5, p=FRAMING)
    if kind == 0:
        return visibility, loose
    low, high = np.percentile(true, 2, axis=(0, 1)), np.percentile(true, 98, axis=(0, 1))
    share = rng.uniform(0.4, 0.95)
    along = low + share * (high - low)
    outside = {
        1: true[..., 1] > along[1],
        2: true[..., 1] < high[1] - 0.8 * share * (high[1] - low[1]),
        3: true[..., 0] > along[0],
        4: true[..., 0] < high[0] - share * (high[0] - low[0]),
    }[int(kind)].astype(np.float64)
    outside[:, _CORE] *= 0.3
    gone = visibility * rng.uniform(0.01, 0.4, (1, 33))
    return np.where(outside > OUT_OF_SIGHT, gone, visibility), np.maximum(loose, outside)


def _estimated(true: Array, loose: Array, rng: np.random.Generator) -> Array:
    """World landmarks as a model gives them, with its slow and fast errors; all hip-centred."""
    count, points = len(true), true
    twin = points[:, _MIRROR]
    copied = np.concatenate([twin[..., :2], points[..., 2:]], axis=-1)
    follow = np.minimum(1.5 * loose, 1.0)[..., None] * rng.choice(COPIED, p=COPIED_SHARES)
    points = points + follow * (copied - points)
    usual = points.mean(0, keepdims=True)
    points = points + (loose * rng.uniform(0.0, 0.7))[..., None] * (usual - points)
    points = _invented(points, loose, rng)
    size = (0.010 + 0.04 * loose)[..., None] * np.array([1.0, 1.0, 2.2])
    points = points + size * wander(count, 33 * 3, 1.5, rng).reshape(count, 33, 3)
    points = points + 1.5 * size * rng.standard_normal((1, 33, 3))  # what stays for the whole clip
    points = points + (0.004 + 0.01 * loose)[..., None] * rng.standard_t(2.5, points.shape)
    points[..., 2] *= rng.uniform(0.55, 1.15)
    points[..., 2] += rng.normal(0.0, 0.15) * points[..., 1]
    return _jumps(points, rng)


def _invented(points: Array, loose: Array, rng: np.random.Generator) -> Array:
    """Legs that are wholly out of sight: now standing, now sitting, at the model's whim."""
    if rng.random() < FAITHFUL:
        return points
    length = 0.42 * (0.5 + wander(len(points), 1, 2.0, rng) ** 2)[:, None]
    way = wander(len(points), 3, 2.0, rng) * [0.4, 1.0, 0.7] + [0.0, 0.8, -0.3]
    made_up = points.copy()
    for side, (knee, ankle) in enumerate(zip(_KNEES, _ANKLES, strict=True)):
        shift = np.array([0.1 - 0.2 * side, 0.0, 0.0])
        made_up[:, knee] = shift + (length * way[:, None])[:, 0]
        lower = shift + (length * (way * [1.0, 1.9, 0.4])[:, None])[:, 0]
        made_up[:, [ankle, ankle + 2, ankle + 4]] = lower[:, None]
    return np.where((loose > OUT_OF_SIGHT)[..., None], made_up, points)


def _jumps(points: Array, rng: np.random.Generator) -> Array:
    """Short bursts in which the region is lost, or the sides are exchanged."""
    for _ in range(rng.poisson(JUMPS_A_FRAME * len(points))):
        first = rng.integers(len(points))
        burst = slice(first, first + rng.integers(1, 4))
        if rng.random() < SIDES_EXCHANGED:
            points[burst] = points[burst][:, _MIRROR]
        else:
            points[burst] += 0.12 * rng.standard_normal(points[burst].shape)
    return points


def wander(count: int, width: int, seconds: float, rng: np.random.Generator) -> Array:
    """(count, width): slow random walks of unit spread that forget within `seconds`, at 8 Hz."""
    knots = max(2, int(count / (8.0 * seconds)) + 2)
    values = rng.standard_normal((knots, width))
    at = np.linspace(0.0, knots - 1.001, count)
    low = at.astype(np.intp)
    part = (at - low)[:, None]
    wander: Array = values[low] * (1.0 - part) + values[low + 1] * part
    return wander


def _projected(true: Array, rng: np.random.Generator) -> Array:
    """(N, 33, 2) pixels of a pinhole camera, which may move or cut to a close-up."""
    count = len(true)
    focal, away = 600.0, rng.uniform(1.9, 5.0)
    depth = np.maximum(true[..., 2:] + away, 0.4)
    image = focal * true[..., :2] / depth
    if rng.random() < PANNED:
        image = image + rng.uniform(2.0, 25.0) * wander(count, 2, 1.0, rng)[:, None]
    if rng.random() < CUT_TO_CLOSE_UP:
        cut = rng.integers(count)
        image[cut:] = image[cut:] * rng.uniform(0.6, 1.8) + 60.0 * rng.standard_normal(2)
    return image


def _image_points(image: Array, seen: Array) -> Array:
    """Image landmarks with the model's depth at the image's scale."""
    flat = seen[..., :2]
    spread = [np.sqrt(part.var(axis=1).sum(-1)) for part in (image, flat)]
    scale = (spread[0] / np.maximum(spread[1], 1e-6))[:, None, None]
    return np.concatenate([image, seen[..., 2:] * scale], axis=-1)
