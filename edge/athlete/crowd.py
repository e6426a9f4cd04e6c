"""Everybody in the picture, from one run of the detector to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edge.athlete.body import Body
from edge.athlete.zone import Zone

# From one look to the next a body moves by less than this, in sides, and grows by less than that.
SAME_SHIFT, SAME_GROWTH = 0.5, 1.5
# Standing means staying within this, in sides; a walk crosses it in about a third of a second.
STILL_SHIFT, STILL_GROWTH = 0.12, 1.2
FORGET_S = 0.6  # missed by the detector for longer, somebody is gone, unless it did not look


@dataclass(frozen=True, slots=True)
class Somebody:
    """body: as seen last, at seen_s. still: where they have stood since still_s.

    in_zone_s: since when they have been in the zone; None outside.
    """

    body: Body
    seen_s: float
    still: Body
    still_s: float
    in_zone_s: float | None

    def settled_for(self) -> float:
        """Seconds for which they have stood still in the zone; 0 elsewhere."""
        if self.in_zone_s is None:
            return 0.0
        return self.seen_s - max(self.still_s, self.in_zone_s)


class Crowd:
    """Whom the detector sees, told apart by place and size. Pure."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._people: tuple[Somebody, ...] = ()
        self._looked_s = 0.0

    @property
    def people(self) -> tuple[Somebody, ...]:
        """Everybody seen lately, the nearest (largest) first."""
        return self._people

    @property
    def looked_s(self) -> float:
        """When the detector last looked."""
        return self._looked_s

    def clear(self) -> None:
        """Forget everybody."""
        self._people = ()

    def see(self, bodies: Sequence[Body], now_s: float) -> None:
        """Take what one run of the detector found."""
        known = list(self._people)
        # After a pause everybody may have been replaced: the last look counts as just now.
        pause_s = max(now_s - self._looked_s - FORGET_S, 0.0)
        self._looked_s = now_s
        people = [self._somebody(body, known, now_s) for body in bodies]
        people += [one for one in known if 0 <= now_s - one.seen_s - pause_s < FORGET_S]
        people.sort(key=lambda one: -one.body.region.side_px)
        self._people = tuple(people)

    def settled(self, seconds: float) -> list[Somebody]:
        """Who has stood in the zone for so long and still does, the nearest first."""
        return [
            one
            for one in self._people
            if one.seen_s == self._looked_s
            and one.in_zone_s is not None
            and one.settled_for() >= seconds
        ]

    def _somebody(self, body: Body, known: list[Somebody], now_s: float) -> Somebody:
        """The body as one of those known, who is taken out of the list, or somebody new."""
        in_zone = self._zone.contains(body.ground)
        nearest = min(known, key=lambda one: one.body.apart(body), default=None)
        if (
            nearest is None
            or nearest.body.apart(body) > SAME_SHIFT
            or nearest.body.growth(body) > SAME_GROWTH
        ):
            return Somebody(body, now_s, body, now_s, now_s if in_zone else None)
        known.remove(nearest)
        since = nearest.in_zone_s if nearest.in_zone_s is not None else now_s
        one = replace(nearest, body=body, seen_s=now_s, in_zone_s=since if in_zone else None)
        if body.moved(one.still) > STILL_SHIFT or body.growth(one.still) > STILL_GROWTH:
            one = replace(one, still=body, still_s=now_s)
        return one
