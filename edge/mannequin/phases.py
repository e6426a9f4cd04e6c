"""What happens around a set: walking in, standing, setting up, leaving."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.body import Body
from edge.mannequin.posture import Posture, between, frame_of, join, posture
from edge.mannequin.supports.standing import standing
from edge.mannequin.walking import WALK_SPEED_MPS, Line, walk

Frame = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of time and its postures: `make` takes seconds since its beginning."""

    duration_s: float
    make: Callable[[Array], Posture]


@dataclass(frozen=True, slots=True)
class Phases:
    """Parts one after the other; the last posture stands after the end."""

    parts: tuple[Part, ...]

    @property
    def duration_s(self) -> float:
        """Seconds of all parts."""
        return sum(part.duration_s for part in self.parts)

    def at(self, time_s: Array) -> Posture:
        """Postures at seconds since the first part began."""
        if not self.parts or not len(time_s):
            return posture(0, {})
        ends = np.cumsum([part.duration_s for part in self.parts])
        which = np.minimum(np.searchsorted(ends, time_s, side="right"), len(self.parts) - 1)
        starts = ends - [part.duration_s for part in self.parts]
        return join(
            [
                part.make(time_s[which == i] - starts[i])
                for i, part in enumerate(self.parts)
                if np.any(which == i)
            ]
        )


STAND_S, SET_UP_S = 1.0, 1.4
WALK_IN_M = 2.6


def lead_in(names: Sequence[str], start: Frame, body: Body, entry_deg: float) -> Phases:
    """What comes before a set that begins in the posture `start`."""
    upright = _upright(body)
    parts: list[Part] = []
    current: Frame = upright if {"walk_in", "set_up"} & set(names) else start
    for name in names:
        if name == "walk_in":
            parts += _arrival(upright, body, entry_deg)
        elif name == "set_up":
            parts += [_way(current, _crouch(body), SET_UP_S), _stay(_crouch(body), 0.3)]
            parts.append(_way(_crouch(body), start, SET_UP_S))
            current = start
        else:
            parts.append(_stay(current, STAND_S))
    if current is not start:
        parts.append(_way(current, start, 0.8))
    return Phases(tuple(parts))


def lead_out(names: Sequence[str], end: Frame, body: Body, entry_deg: float) -> Phases:
    """What comes after a set that ends in the posture `end`."""
    upright = _upright(body)
    parts: list[Part] = []
    for name in names:
        if name == "leave":
            parts += [_way(end, _crouch(body), SET_UP_S), _way(_crouch(body), upright, 1.2)]
            parts += _departure(upright, body, entry_deg)
        else:
            parts.append(_stay(end, STAND_S))
    return Phases(tuple(parts))


def still_s(names: Sequence[str]) -> float:
    """Seconds that a person stays in position, counted from the set outward."""
    stays = 0
    for name in names:
        if name != "stand":
            break
        stays += 1
    return stays * STAND_S


def _stay(frame: Frame, seconds: float) -> Part:
    return Part(seconds, lambda time_s: posture(len(time_s), frame))


def _way(first: Frame, last: Frame, seconds: float) -> Part:
    return Part(seconds, lambda time_s: between(first, last, time_s / seconds))


def _arrival(upright: Frame, body: Body, entry_deg: float) -> list[Part]:
    line, seconds = Line(entry_deg), WALK_IN_M / WALK_SPEED_MPS
    arrived = frame_of(walk(np.zeros(1), body, line), 0)
    coming = Part(seconds, lambda time_s: walk(time_s * WALK_SPEED_MPS - WALK_IN_M, body, line))
    return [coming, _way(arrived, upright, 1.1)]


def _departure(upright: Frame, body: Body, entry_deg: float) -> list[Part]:
    line, seconds = Line(entry_deg), WALK_IN_M / WALK_SPEED_MPS
    off = frame_of(walk(np.zeros(1), body, line), 0)
    going = Part(seconds, lambda time_s: walk(time_s * WALK_SPEED_MPS, body, line))
    return [_way(upright, off, 1.1), going]


def _upright(body: Body) -> Frame:
    return frame_of(standing({"knee": np.array([173.0])}, body), 0)


def _crouch(body: Body) -> Frame:
    """Low, hands near the floor: on the way to a weight or to the floor."""
    low = {"knee": 92.0, "shin": 22.0, "lean": 62.0, "arm_raise_l": 62.0, "arm_raise_r": 62.0,
           "arm_plane_l": 85.0, "arm_plane_r": 85.0, "stance": 0.09}  # fmt: skip
    return frame_of(standing({n: np.array([v]) for n, v in low.items()}, body), 0)
