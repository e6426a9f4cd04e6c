"""The decision rule: whose face a descriptor is, or nobody's that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

from edge.config.member import MatchRule
from edge.errors import TemplateError
from edge.member.identify.limits import FaceLimits
from edge.member.template import Template

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.intp]

# How much of the room around a member may be taken, and where the limit then begins. Chosen on
# people whom the room was not learned from: docs/adr/0091-room-around-a-face.md.
ROOM_SHARE = 0.6
BASE = {MatchRule.STRICT: 0.01, MatchRule.NORMAL: 0.028, MatchRule.LENIENT: 0.046}
# More members are more chances to look like one: each doubling beyond this size takes a little
# back. It keeps strangers named below one in a hundred up to 200 members, not as few as at 25.
GALLERY_SIZE = 25
PER_DOUBLING = 0.001
# Room learned from other faces may be wrong for this one: nobody's limit falls below.
LEAST = 0.15


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

    templates: may be empty; raises TemplateError for those of another model than the limits are
    for. limits: the room around each. rule: how sure to be.
    """

    def __init__(self, templates: Sequence[Template], limits: FaceLimits, rule: MatchRule) -> None:
        for template in templates:
            if template.embedder != limits.embedder:
                raise TemplateError(f"a template of {template.embedder} is no {limits.embedder}")
        self._members = tuple(template.member_id for template in templates)
        vectors = [template.vector for template in templates]
        self._vectors = np.array(vectors, np.float32).reshape(-1, limits.embedder.dimension)
        self._allowed = allowed(self._vectors, limits, rule)

    def match(self, descriptor: FloatArray) -> Match:
        """Whose face a descriptor (D,) is."""
        if not self._members:
            return Match(None, -1.0)
        found = score(descriptor[None], self._vectors, self._allowed)
        value = float(found.score[0])
        return Match(self._members[int(found.nearest[0])] if value >= 0 else None, value)


def allowed(templates: FloatArray, limits: FaceLimits, rule: MatchRule) -> FloatArray:
    """The distance (M,) within which a face is each member's, by the templates (M, D)."""
    doublings = log2(max(len(templates), GALLERY_SIZE) / GALLERY_SIZE)
    base = BASE[rule] - PER_DOUBLING * doublings
    distance: FloatArray = np.maximum(ROOM_SHARE * limits.room(templates) + base, LEAST)
    return distance


def score(descriptors: FloatArray, templates: FloatArray, allowed: FloatArray) -> Scores:
    """Score descriptors (N, D) against templates (M, D), M >= 1; accepted where 0 or more."""
    distances = np.sqrt(np.maximum(2 - 2 * descriptors @ templates.T, 0))
    nearest = distances.argmin(axis=1)
    near = distances[np.arange(len(distances)), nearest]
    return Scores(nearest, (1 - near / allowed[nearest]).astype(np.float32))
