"""`Tenure`: one athlete, from settling in the zone to leaving it; who is not them."""

from collections.abc import Sequence
from math import inf

from edge.athlete.body import Body
from edge.athlete.look import Histograms, Look
from edge.pose.region import Region

# Colours in common: below the first it may be somebody else, from the second it is the athlete.
DOUBTFUL, SAME_CLOTHES = 0.6, 0.7
DOUBT_S = 0.12  # one odd frame is no doubt
TRUST_S = 2.0  # colours that stay odd for so long at the same place, with nobody near, are theirs
# A detection is the athlete's own within these: distance in sides of the region, ratio of sides.
OWN_SHIFT, OWN_GROWTH = 0.2, 1.4
AWAY = 0.15  # in sides: the athlete has left their place, or somebody took their region along
NEAR = 1.2  # a body this near, in sides, may cover the athlete or be taken for them soon
COMPANY_S = 2.0  # for so long after, somebody near is reckoned with
# A body before the athlete is nearer to the camera, so larger than the athlete is when upright, by
# the first at least; whoever folds up is smaller, by less than the last.
CHANGED_SIZE, SAME_SIZE, OTHER_SIZE, FOLDED = 1.2, 1.3, 1.7, 2.2
# From one frame to the next nobody both grows and moves by more than this; nor moves by more than
# that and so much a second.
JUMP_GROWTH, JUMP_ASIDE = 1.2, 0.06
JUMP_SHIFT, JUMP_SHIFT_PER_S = 0.08, 1.0
PROBATION_S, VIEW_EVERY_S = 2.5, 0.25  # before a view is learned, and between two
COVERED_S = 0.4  # landmarks of two bodies that cross are neither's
HIDDEN_S = 0.2  # unseen for longer, a body must prove again who it is
FOUND_SHIFT, FOUND_SHIFT_PER_S, FURTHEST = 0.3, 0.1, 0.6  # where, in sides, they may reappear
GROWTH_PER_S = 0.15  # and how much their size may have changed
PLACE_S, SHRINK_S = 1.5, 15.0  # time constants of the place; of its size where the body is smaller


class Tenure:
    """What is known of one athlete. Pure.

    number: theirs alone. body, seen_s: at the beginning.
    """

    def __init__(self, number: int, body: Body, seen_s: float) -> None:
        self.number = number
        self.body = body
        self.place = body
        self.seen_s = self.in_zone_s = seen_s
        self._look = Look()
        self._doubt_s: float | None = None
        self._company_s = self._covered_s = -inf
        self._others: tuple[Body, ...] = ()
        self._views: list[tuple[float, Histograms]] = []

    @property
    def home(self) -> Region:
        """Where to look for them while they are hidden."""
        return self._base.region

    @property
    def walked_out(self) -> bool:
        """Whether they were last seen outside the zone."""
        return self.seen_s > self.in_zone_s

    @property
    def _base(self) -> Body:
        """Where they stand; where they were seen last if they walk away."""
        return self.body if self.walked_out else self.place

    @property
    def uneasy(self) -> bool:
        """Whether the colours do not fit at the moment, or the place does not."""
        return self._doubt_s is not None or self.body.apart(self.place) > AWAY

    def hidden(self, now_s: float) -> bool:
        """Whether they have not been seen for some time."""
        return now_s - self.seen_s > HIDDEN_S

    def in_company(self, now_s: float) -> bool:
        """Whether somebody else was near a moment ago."""
        return now_s - self._company_s < COMPANY_S

    def look_around(self, bodies: Sequence[Body], now_s: float) -> None:
        """Take what a run of the detector found."""
        own = min(bodies, key=lambda one: one.apart(self.body), default=None)
        if own is not None and not (
            own.apart(self.body) < OWN_SHIFT and own.growth(self.body) < OWN_GROWTH
        ):
            own = None
        self._others = tuple(one for one in bodies if one is not own)
        if any(one.apart(self.body) < NEAR for one in self._others):
            self._company_s = now_s

    def is_this(self, body: Body, clothes: Histograms, now_s: float) -> bool:
        """Whether a body that is seen now is the athlete."""
        if self._left_behind(body) or now_s - self._covered_s < COVERED_S:
            return False
        likeness = self._look.likeness(clothes)
        if self.hidden(now_s):
            return likeness >= SAME_CLOTHES and self._could_be(body, now_s - self.seen_s)
        shift = JUMP_SHIFT + JUMP_SHIFT_PER_S * max(now_s - self.seen_s, 0.0)
        if body.apart(self.body) > shift and body.apart(self._base) > OWN_SHIFT:
            return False  # it is elsewhere
        if self._is_covered(body, likeness, now_s):
            self._covered_s = now_s
            return False
        return True

    def _could_be(self, body: Body, lost_s: float) -> bool:
        """Whether the athlete may reappear at that place, in that size."""
        furthest = min(FOUND_SHIFT + FOUND_SHIFT_PER_S * lost_s, FURTHEST)
        largest = min(SAME_SIZE + GROWTH_PER_S * max(lost_s - 1.0, 0.0), OTHER_SIZE)
        size = body.larger(self.place)
        return body.apart(self._base) < furthest and 1.0 / FOLDED < size < largest

    def _is_covered(self, body: Body, likeness: float, now_s: float) -> bool:
        """Whether a body that is seen where the athlete was is somebody before them."""
        company, size = self.in_company(now_s), body.larger(self.place)
        if size > (SAME_SIZE if company else OTHER_SIZE):
            return True
        if size > CHANGED_SIZE and self._jumped(body):
            return True
        if likeness >= DOUBTFUL or self._doubt_s is None or now_s - self._doubt_s < DOUBT_S:
            return False
        return company or size > CHANGED_SIZE or body.apart(self.place) > AWAY

    def _jumped(self, body: Body) -> bool:
        return body.larger(self.body) > JUMP_GROWTH and body.apart(self.body) > JUMP_ASIDE

    def _left_behind(self, body: Body) -> bool:
        """Whether somebody else stands where the athlete stood, and the body has gone off."""
        return body.apart(self.place) > AWAY and any(
            one.apart(self.place) < AWAY
            and 1.0 / OTHER_SIZE < one.larger(self.place) < SAME_SIZE
            and one.apart(body) > OWN_SHIFT
            for one in self._others
        )

    def saw(self, body: Body, clothes: Histograms, *, in_zone: bool, now_s: float) -> None:
        """Learn from a frame in which the athlete was seen."""
        step_s = max(now_s - self.seen_s, 0.0)
        likeness = self._look.likeness(clothes)
        company = self.in_company(now_s)
        if likeness >= DOUBTFUL:
            self._doubt_s = None
        elif self._doubt_s is None:
            self._doubt_s = now_s
        used_to = self._doubt_s is not None and now_s - self._doubt_s > TRUST_S and not company
        if self._doubt_s is None or used_to:
            self.place = _settling(self.place, body, step_s)
        if company or not (likeness >= SAME_CLOTHES or used_to):
            self._views.clear()
        else:
            self._learn(clothes, now_s)
        self.body, self.seen_s = body, now_s
        if in_zone:
            self.in_zone_s = now_s

    def _learn(self, clothes: Histograms, now_s: float) -> None:
        """Remember a view after some time in which nobody was found to be near.

        Learned at once, mixtures would lead from the athlete's colours to those of who walks by.
        """
        if not self._views or now_s - self._views[-1][0] >= VIEW_EVERY_S:
            self._views.append((now_s, clothes))
        while self._views and (now_s - self._views[0][0] >= PROBATION_S or self._look.empty):
            self._look.learn(self._views.pop(0)[1])


def _settling(place: Body, body: Body, step_s: float) -> Body:
    """The place, a little nearer to the body; it takes the body's turn, and its size if larger."""
    a, b = place.region, body.region
    share = min(step_s / PLACE_S, 1.0)
    slow_s = PLACE_S if b.side_px > a.side_px else SHRINK_S
    region = Region(
        a.center_x_px + share * (b.center_x_px - a.center_x_px),
        a.center_y_px + share * (b.center_y_px - a.center_y_px),
        a.side_px + min(step_s / slow_s, 1.0) * (b.side_px - a.side_px),
        b.rotation_rad,
    )
    return Body(region, body.ground)
