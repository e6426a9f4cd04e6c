"""The ways to name a face that are compared: ours, the rule before it, and what others use."""

from math import isqrt

import numpy as np
from numpy.typing import NDArray

from edge.config.member import MatchRule
from edge.evaluation.faces import Enrolled, Method, Named
from edge.member.identify.limits import FaceLimits
from edge.member.identify.matching import allowed, score
from edge.member.template import unit

FloatArray = NDArray[np.float32]

# face_recognition names the nearest photo within 0.6. Its descriptors have a mean length of 1.43;
# of unit length, that is 0.42.
LIBRARY_LIMIT = 0.6 / 1.43
COHORT_LIMIT, COHORT_MARGIN, COHORT_WEIGHT, COHORT_SIZE = 0.30, 0.09, 0.5, 5


def ours(limits: FaceLimits, rule: MatchRule) -> Method:
    """The station's rule."""

    def name(probes: FloatArray, gallery: Enrolled) -> Named:
        members = templates(gallery)
        found = score(probes, members, allowed(members, limits, rule))
        return np.where(found.score >= 0, found.nearest, -1)

    return name


def nearest(probes: FloatArray, gallery: Enrolled) -> Named:
    """The member of the nearest photo within the library's limit: face_recognition's default."""
    photos, owners = _photos(gallery)
    distances = _distances(probes, photos)
    return np.where(distances.min(axis=1) <= LIBRARY_LIMIT, owners[distances.argmin(axis=1)], -1)


def neighbours(probes: FloatArray, gallery: Enrolled) -> Named:
    """The most frequent owner of the k nearest photos, k the square root of their number.

    Nobody where even the nearest is beyond the library's limit: face_recognition's k-NN example.
    """
    photos, owners = _photos(gallery)
    distances = _distances(probes, photos)
    order = distances.argsort(axis=1)[:, : max(1, isqrt(len(photos)))]
    named = [int(np.bincount(row).argmax()) for row in owners[order]]
    return np.where(distances.min(axis=1) <= LIBRARY_LIMIT, np.array(named, np.intp), -1)


def cohort(probes: FloatArray, gallery: Enrolled) -> Named:
    """Nearest mean template, with a margin to the next members."""
    ordered = np.sort(distances := _distances(probes, templates(gallery)), axis=1)
    near = ordered[:, 0]
    crowd = ordered[:, 1 : 1 + COHORT_SIZE].mean(axis=1) if ordered.shape[1] > 1 else near
    accepted = (near <= COHORT_LIMIT) & (near - COHORT_WEIGHT * crowd <= COHORT_MARGIN)
    return np.where(accepted, distances.argmin(axis=1), -1)


def templates(gallery: Enrolled) -> FloatArray:
    """The members' mean templates (M, D)."""
    return unit(np.array([unit(photos.mean(axis=0)) for photos in gallery.photos]))


def _photos(gallery: Enrolled) -> tuple[FloatArray, NDArray[np.intp]]:
    owners = np.repeat(np.arange(len(gallery.photos)), [len(photos) for photos in gallery.photos])
    return np.concatenate(gallery.photos), owners


def _distances(first: FloatArray, second: FloatArray) -> FloatArray:
    distances: FloatArray = np.sqrt(np.maximum(2 - 2 * first @ second.T, 0))
    return distances
