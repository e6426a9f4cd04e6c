"""Learns how much room there is around a face, from photos of many people."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edge.errors import UsageError
from edge.evaluation.faces_photos import Person
from edge.member.identify.limits import FaceLimits
from edge.member.template import EmbedderId

FloatArray = NDArray[np.float32]
Matrix = NDArray[np.float64]

# The distance to a few others varies less from person to person than that to the nearest.
NEIGHBOURS = 5
# Of the mean variance of a descriptor's number: as strong as the data, so that one direction, such
# as that between two groups, is learned, and single people are not.
RIDGE = 1.0
# The room depends on how many others there are: every group is seen in samples of so many people,
# one photo of each, however many there are to learn from. Then every group counts the same, and
# limits learned from few people and from many are alike.
SAMPLE_SIZE = 40
SAMPLES = 100


def fit_limits(people: Sequence[Person], embedder: EmbedderId) -> FaceLimits:
    """Ridge regression from a descriptor to its mean distance to the nearest others of its group.

    Raises UsageError where a group is too small to learn from.
    """
    rng = np.random.default_rng(0)
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[person.group].append(person)
    smallest = min((len(group) for group in groups.values()), default=0)
    if smallest < SAMPLE_SIZE:
        raise UsageError(
            f"the smallest group has {smallest} people",
            remedy=f"give at least {SAMPLE_SIZE} of each group",
        )
    samples = [_sample(group, rng) for group in groups.values() for _ in range(SAMPLES)]
    rooms = np.concatenate([_rooms(faces) for faces in samples])
    faces = np.concatenate(samples)
    weights, offset = _ridge(faces.astype(np.float64), rooms.astype(np.float64))
    return FaceLimits(embedder, weights.astype(np.float32), offset)


def _sample(group: Sequence[Person], rng: np.random.Generator) -> FloatArray:
    """One photo each of some people of a group."""
    chosen = [group[index] for index in rng.permutation(len(group))[:SAMPLE_SIZE]]
    return np.array(
        [person.descriptors[rng.integers(len(person.descriptors))] for person in chosen]
    )


def _rooms(faces: FloatArray) -> FloatArray:
    """For each face, the mean distance to the nearest others."""
    distances = np.sqrt(np.maximum(2 - 2 * faces @ faces.T, 0))
    np.fill_diagonal(distances, np.inf)
    room: FloatArray = np.sort(distances, axis=1)[:, :NEIGHBOURS].mean(axis=1)
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
