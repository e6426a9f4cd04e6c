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
# How much larger or smaller than at their place the athlete can be from frame to frame; a body that
# covers them is nearer to the camera by more than the first.
SAME_SIZE, OTHER_SIZE = 1.3, 1.7
CHANGED_SIZE = 1.2  # speaks for somebody else where the colours do, too
# From one frame to the next nobody grows by more, or moves by more than this and so much a second.
JUMP_GROWTH, JUMP_SHIFT, JUMP_SHIFT_PER_S = 1.2, 0.08, 1.0
COVERED_S = 0.4  # landmarks of two bodies that cross are neither's
HIDDEN_S = 0.2  # unseen for longer, a body must prove again who it is
FOUND_SHIFT, FOUND_SHIFT_PER_S, FURTHEST = 0.3, 0.1, 0.6  # where, in sides, they may reappear
GROWTH_PER_S = 0.15  # and how much their size may have changed
PLACE_S, DRIFT_S = 1.5, 6.0  # time constants of the place; the second where the size is not theirs


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
        likeness, growth = self._look.likeness(clothes), body.growth(self.place)
        if self.hidden(now_s):
            lost_s = now_s - self.seen_s
            return (
                likeness >= SAME_CLOTHES
                and body.apart(self._base) < min(FOUND_SHIFT + FOUND_SHIFT_PER_S * lost_s, FURTHEST)
                and growth < min(SAME_SIZE + GROWTH_PER_S * max(lost_s - 1.0, 0.0), OTHER_SIZE)
            )
        shift = JUMP_SHIFT + JUMP_SHIFT_PER_S * max(now_s - self.seen_s, 0.0)
        if body.apart(self.body) > shift and body.apart(self._base) > OWN_SHIFT:
            return False  # it is elsewhere
        if self._is_covered(body, likeness, now_s):
            self._covered_s = self._company_s = now_s
            return False
        return True

    def _is_covered(self, body: Body, likeness: float, now_s: float) -> bool:
        """Whether a body that is seen where the athlete was is somebody before them."""
        company, growth = self.in_company(now_s), body.growth(self.place)
        if body.growth(self.body) > JUMP_GROWTH or growth > (SAME_SIZE if company else OTHER_SIZE):
            return True
        if likeness >= DOUBTFUL or self._doubt_s is None or now_s - self._doubt_s < DOUBT_S:
            return False
        return company or growth > CHANGED_SIZE or body.apart(self.place) > AWAY

    def _left_behind(self, body: Body) -> bool:
        """Whether somebody else stands where the athlete stood, and the body has gone off."""
        return body.apart(self.place) > AWAY and any(
            one.apart(self.place) < AWAY
            and one.growth(self.place) < SAME_SIZE
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
            same = body.growth(self.place) < CHANGED_SIZE
            share = min(step_s / (PLACE_S if same else DRIFT_S), 1.0)
            self.place = _between(self.place, body, share)
        if not company and (likeness >= SAME_CLOTHES or used_to):
            self._look.learn(clothes)
        self.body, self.seen_s = body, now_s
        if in_zone:
            self.in_zone_s = now_s


def _between(one: Body, two: Body, share: float) -> Body:
    """The first moved by a share of the way to the second; it takes the second's turn."""
    a, b = one.region, two.region
    region = Region(
        a.center_x_px + share * (b.center_x_px - a.center_x_px),
        a.center_y_px + share * (b.center_y_px - a.center_y_px),
        a.side_px + share * (b.side_px - a.side_px),
        b.rotation_rad,
    )
    return Body(region, two.ground)
