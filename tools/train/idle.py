"""What people do in a gym when they do not exercise: come, go, set up, shift about."""

import numpy as np
from numpy.typing import NDArray

from edge.mannequin.body import Body
from edge.mannequin.keys import Step, parameters
from edge.mannequin.landmarks import landmarks_of
from edge.mannequin.phases import Phases, lead_in, lead_out
from edge.mannequin.posture import SIDES, Posture, frame_of
from edge.mannequin.rig import solve
from edge.mannequin.supports.standing import standing
from edge.mannequin.sway import swaying

Array = NDArray[np.float64]

COMING_AND_GOING = 0.4  # share of the sets; the others stay and fidget
HANDS_BUSY = 0.5  # of those who come and go
BOTH_ARMS = 0.35  # of the postures: both arms do the same
ROAMING = 0.4  # of those who fidget: they do not stay in one place
FASTEST_MPS = 1.2
_HANDS = ("arm_", "elbow_flex", "look", "nod")

# Where a standing person's joints may be at any moment: smallest, usual and largest value.
_ANYWHERE: dict[str, tuple[float, float, float]] = {
    "knee": (95.0, 172.0, 176.0),
    "shin": (0.0, 4.0, 25.0),
    "lean": (-8.0, 3.0, 70.0),
    "stance": (0.04, 0.09, 0.2),
    "step_l": (-0.25, 0.0, 0.35),
    "step_r": (-0.25, 0.0, 0.35),
    "shift": (-0.04, 0.0, 0.04),
    "heading": (-70.0, 0.0, 70.0),
    "twist": (-35.0, 0.0, 35.0),
    "side": (-20.0, 0.0, 20.0),
    "round": (-8.0, 5.0, 35.0),
    "nod": (-20.0, 5.0, 35.0),
    "look": (-50.0, 0.0, 50.0),
}
_ARM: dict[str, tuple[float, float, float]] = {
    "arm_raise": (-25.0, 12.0, 165.0),
    "arm_plane": (-20.0, 45.0, 110.0),
    "arm_roll": (-50.0, 0.0, 50.0),
    "elbow_flex": (3.0, 25.0, 140.0),
}


def idle(body: Body, seconds: float, rate_hz: float, rng: np.random.Generator) -> Array:
    """Landmarks (N, 33, 3) in room metres of somebody who does nothing in particular."""
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    channels = _fidget(body, time_s, rng)
    if rng.random() < COMING_AND_GOING:
        busy = channels
        channels = _passage(body, seconds, rng).at(time_s)
        if rng.random() < HANDS_BUSY:
            channels |= {name: busy[name] for name in busy if name.startswith(_HANDS)}
    elif rng.random() < ROAMING:
        _roam(channels, time_s, rng)
    return landmarks_of(solve(swaying(channels, time_s, rng), body), body)


def _passage(body: Body, seconds: float, rng: np.random.Generator) -> Phases:
    """Walks in, sets up, stands, leaves; seen from some moment on, at some pace."""
    start = frame_of(standing(_one(_somewhere(rng)), body), 0)
    heading = float(rng.uniform(-180.0, 180.0))
    before = lead_in(("walk_in", "stand", "set_up"), start, body, heading)
    after = lead_out(("stand", "leave"), start, body, heading)
    whole = Phases((*before.parts, *after.parts))
    skip = int(rng.integers(0, len(whole.parts) - 1))
    parts = whole.parts[skip:] if seconds < whole.duration_s else whole.parts
    return Phases(parts)


def _fidget(body: Body, time_s: Array, rng: np.random.Generator) -> Posture:
    """From one posture to the next, no two the same; often only some joints move."""
    key, steps, total = _somewhere(rng), [], 0.0
    start = dict(key)
    calm = rng.uniform(0.1, 0.9)
    while total < time_s[-1] + 1.0:
        aim = _somewhere(rng)
        key = {name: key[name] if rng.random() < calm else value for name, value in aim.items()}
        for seconds in (rng.uniform(0.3, 1.8), rng.choice([0.0, rng.uniform(0.2, 2.5)])):
            steps.append(Step(key, float(seconds) + 1e-3, {}))
            total += float(seconds)
    return standing(parameters(start, steps, time_s), body)


def _roam(channels: Posture, time_s: Array, rng: np.random.Generator) -> None:
    """Carry the whole figure about; how its feet do it is not shown, few would be seen to slide."""
    knots = np.arange(0.0, time_s[-1] + 2.0, 1.0)
    for axis in ("x", "z"):
        speed = FASTEST_MPS * rng.uniform(-1.0, 1.0, len(knots))
        way = np.interp(time_s, knots, np.cumsum(speed))
        for name in (f"pelvis_{axis}", f"foot_{axis}_l", f"foot_{axis}_r"):
            channels[name] = channels[name] + way


def _somewhere(rng: np.random.Generator) -> dict[str, float]:
    """A posture: mostly near the usual, now and then far from it."""
    ranges = _ANYWHERE | {f"{n}_{s}": r for n, r in _ARM.items() for s, _ in SIDES}
    key = {name: _drawn(*bounds, rng) for name, bounds in ranges.items()}
    if rng.random() < BOTH_ARMS:
        key |= {f"{name}_r": key[f"{name}_l"] for name in _ARM}
    return key


def _drawn(low: float, usual: float, high: float, rng: np.random.Generator) -> float:
    toward = high if rng.random() < (high - usual) / (high - low) else low
    return usual + (toward - usual) * float(rng.beta(0.7, 1.6))


def _one(key: dict[str, float]) -> dict[str, Array]:
    return {name: np.array([value]) for name, value in key.items()}
