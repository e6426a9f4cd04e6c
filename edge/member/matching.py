"""The decision rule: whose face a descriptor is, or nobody's that is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.config.member import MatchRule
from edge.errors import TemplateError
from edge.member.template import EmbedderId, Template

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.intp]

# Members beside the nearest that tell how crowded its neighbourhood is.
COHORT_SIZE = 5
COHORT_WEIGHT = 0.5
# In a gallery with fewer neighbours than that, the ones missing count as being at this distance.
MISSING_DISTANCE = 0.40


@dataclass(frozen=True, slots=True)
class Limits:
    """What a descriptor must keep to be a member's; distances of unit vectors, 0..2.

    distance: to the member's template, at most. margin: distance less half the mean distance to the
    next members, at most. The first keeps out who is like nobody; the second asks more where
    members lie close together, as they do for groups of people whom the model tells apart badly.
    """

    distance: float
    margin: float


LIMITS = {
    MatchRule.STRICT: Limits(distance=0.28, margin=0.07),
    MatchRule.NORMAL: Limits(distance=0.30, margin=0.09),
    MatchRule.LENIENT: Limits(distance=0.32, margin=0.11),
}


@dataclass(frozen=True, slots=True)
class Match:
    """What one descriptor says.

    member_id: whose face it is, None = nobody's that is known. score: 0 at the limit, 1 at a
    perfect match; negative for nobody's.
    """

    member_id: str | None
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Descriptors against a gallery. nearest: (N,) index of the nearest member. score: (N,)."""

    nearest: IntArray
    score: FloatArray


class Matcher:
    """Compares descriptors with the templates of a gallery.

    templates: all of `embedder`, raises TemplateError otherwise; may be empty.
    """

    def __init__(self, templates: Sequence[Template], embedder: EmbedderId, limits: Limits) -> None:
        for template in templates:
            if template.embedder != embedder:
                raise TemplateError(f"a template of {template.embedder} is no {embedder}")
        self._members = tuple(template.member_id for template in templates)
        self._limits = limits
        vectors = [template.vector for template in templates]
        self._vectors = np.array(vectors, np.float32).reshape(-1, embedder.dimension)

    def match(self, descriptor: FloatArray) -> Match:
        """Whose face a descriptor (D,) is."""
        if not self._members:
            return Match(None, -1.0)
        found = score(descriptor[None], self._vectors, self._limits)
        value = float(found.score[0])
        return Match(self._members[int(found.nearest[0])] if value >= 0 else None, value)


def score(descriptors: FloatArray, gallery: FloatArray, limits: Limits) -> Scores:
    """Score descriptors (N, D) against templates (M, D), M >= 1; accepted where 0 or more."""
    distances = np.sqrt(np.maximum(2 - 2 * descriptors @ gallery.T, 0))
    ordered = np.sort(distances, axis=1)[:, : 1 + COHORT_SIZE]
    near, cohort = ordered[:, 0], ordered[:, 1:]
    missing = COHORT_SIZE - cohort.shape[1]
    crowd = COHORT_WEIGHT * (cohort.sum(axis=1) + missing * MISSING_DISTANCE) / COHORT_SIZE
    allowed = np.minimum(limits.distance, limits.margin + crowd)
    return Scores(distances.argmin(axis=1), (1 - near / allowed).astype(np.float32))
