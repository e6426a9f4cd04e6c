"""Learns how much room there is around a face, from photos of many people."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edge.errors import UsageError
from edge.evaluation.faces_photos import Person
from edge.member.matching_limits import FaceLimits
from edge.member.template import EmbedderId

FloatArray = NDArray[np.float32]
Matrix = NDArray[np.float64]

# The distance to a few others varies less from person to person than that to the nearest.
NEIGHBOURS = 5
# Of the mean variance of a descriptor's number: as strong as the data, so that one direction, such
# as that between two groups, is learned, and single people are not.
RIDGE = 1.0
# A larger group is seen in samples of the smallest one's size: the room depends on how many there
# are, and every group counts the same.
SAMPLES = 6
LEAST_PEOPLE = 20


def fit_limits(people: Sequence[Person], embedder: EmbedderId) -> FaceLimits:
    """Ridge regression from a descriptor to its mean distance to the nearest others of its group.

    Raises UsageError where a group is too small to learn from.
    """
    rng = np.random.default_rng(0)
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[person.group].append(person)
    size = min((len(group) for group in groups.values()), default=0)
    if size < LEAST_PEOPLE:
        raise UsageError(
            f"the smallest group has {size} people",
            remedy=f"give at least {LEAST_PEOPLE} of each group",
        )
    samples = [
        [group[index] for index in rng.permutation(len(group))[:size]]
        for group in groups.values()
        for _ in range(SAMPLES)
    ]
    faces = np.concatenate([person.descriptors for sample in samples for person in sample])
    rooms = np.concatenate([_rooms(sample) for sample in samples])
    weights, offset = _ridge(faces.astype(np.float64), rooms.astype(np.float64))
    return FaceLimits(embedder, weights.astype(np.float32), offset)


def _rooms(sample: Sequence[Person]) -> FloatArray:
    """For each photo, the mean distance to the nearest photos of the nearest other people."""
    faces = np.concatenate([person.descriptors for person in sample])
    owners = np.repeat(np.arange(len(sample)), [len(person.descriptors) for person in sample])
    distances = np.sqrt(np.maximum(2 - 2 * faces @ faces.T, 0))
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    nearest = np.minimum.reduceat(distances, starts, axis=1)
    nearest[np.arange(len(faces)), owners] = np.inf
    room: FloatArray = np.sort(nearest, axis=1)[:, :NEIGHBOURS].mean(axis=1)
    return room


def _ridge(faces: Matrix, rooms: Matrix) -> tuple[Matrix, float]:
    mean, level = faces.mean(axis=0), rooms.mean()
    centred = faces - mean
    covariance = centred.T @ centred / len(faces)
    shrink = RIDGE * np.trace(covariance) / len(covariance)
    weights: Matrix = np.linalg.solve(
        covariance + shrink * np.eye(len(covariance)), centred.T @ (rooms - level) / len(faces)
    )
    return weights, float(level - mean @ weights)
