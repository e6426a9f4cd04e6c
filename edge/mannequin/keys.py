"""Key positions over time: from an exercise's two ends to the parameters of every frame."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import Array, min_jerk
from edge.mannequin.exercise import Key
from edge.mannequin.posture import CHANNELS, SIDED, SIDES

# Parameters that change their sign when left and right are exchanged.
_SIGNED = frozenset({"shift", "roll", "heading", "side", "twist", "look", "tilt", "lead"})


def both_sides(key: Key) -> dict[str, float]:
    """The same position with every sided channel given for each side by name."""
    sided = {f"{n}_{s}": v for n, v in key.items() if n in SIDED for s, _ in SIDES}
    return {**sided, **{n: v for n, v in key.items() if n not in SIDED}}


def exchanged(key: Key) -> dict[str, float]:
    """The mirror image of a position (with sides named)."""
    return {_other_side(n): -v if n in _SIGNED else v for n, v in key.items()}


def _other_side(name: str) -> str:
    if name.endswith("_l"):
        return f"{name[:-2]}_r"
    return f"{name[:-2]}_l" if name.endswith("_r") else name


@dataclass(frozen=True, slots=True)
class Step:
    """A way to `key` in `duration_s`, with a bump `arc` added half way."""

    key: Key
    duration_s: float
    arc: Key


def parameters(start: Key, steps: Sequence[Step], time_s: Array) -> dict[str, Array]:
    """Parameters (N,) at `time_s` (N,), seconds since `start`; at rest before and after."""
    names = _names([start, *(s.key for s in steps), *(s.arc for s in steps)])
    at_rest = [CHANNELS.get(name, 0.0) for name in names]
    ends = np.array([_row(key, names, at_rest) for key in (start, *(s.key for s in steps))])
    arcs = np.array([_row(s.arc, names, [0.0] * len(names)) for s in steps])
    times = np.concatenate([[0.0], np.cumsum([s.duration_s for s in steps])])
    at = np.clip(np.searchsorted(times, time_s, side="right") - 1, 0, len(steps) - 1)
    progress = (time_s - times[at]) / np.maximum(times[at + 1] - times[at], 1e-9)
    eased = min_jerk(progress)[:, None]
    values = ends[at] + (ends[at + 1] - ends[at]) * eased + arcs[at] * 4.0 * eased * (1.0 - eased)
    return {name: values[:, i] for i, name in enumerate(names)}


def _names(keys: Iterable[Mapping[str, float]]) -> list[str]:
    return sorted({name for key in keys for name in key})


def _row(key: Key, names: Sequence[str], default: Sequence[float]) -> list[float]:
    return [float(key.get(n, value)) for n, value in zip(names, default, strict=True)]


def part_way(start: Key, turn: Key, share: float) -> dict[str, float]:
    """The position `share` of the way from one end to the other (1 = the turn, 1.1 = beyond)."""
    return {name: start[name] + (turn[name] - start[name]) * share for name in start}
