"""Small movements that nobody can suppress: swaying and breathing."""

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.posture import Posture

# Amplitude (degrees; metres for the hips) and slowest to fastest part in hertz. Quiet standing
# sways by a few millimetres below 1 Hz (Winter 1995, Gait and Posture 3).
_SWAY: dict[str, tuple[float, float, float]] = {
    "lean": (0.5, 0.15, 0.5),
    "side": (0.5, 0.15, 0.5),
    "twist": (0.6, 0.1, 0.4),
    "nod": (1.5, 0.1, 0.5),
    "look": (2.0, 0.05, 0.3),
    "arm_raise_l": (0.7, 0.2, 0.6),
    "arm_raise_r": (0.7, 0.2, 0.6),
    "elbow_flex_l": (0.8, 0.2, 0.6),
    "elbow_flex_r": (0.8, 0.2, 0.6),
}
_HEAD = frozenset({"nod", "look"})
_BREATH_HZ, _BREATH_DEG = 0.27, 0.6


def swaying(channels: Posture, time_s: Array, rng: np.random.Generator) -> Posture:
    """The same posture with sway and breath on top; what is planted stays planted."""
    moved = dict(channels)
    # Hands that hold the floor or a bar leave the trunk no room to sway.
    free = 1.0 - np.maximum(channels["hand_fixed_l"], channels["hand_fixed_r"])
    for name, (amount, slow, fast) in _SWAY.items():
        waves = np.zeros_like(time_s)
        for frequency in np.linspace(slow, fast, 3):
            phase = rng.uniform(0.0, 2.0 * np.pi)
            waves += np.sin(2.0 * np.pi * frequency * rng.uniform(0.8, 1.2) * time_s + phase)
        moved[name] = channels[name] + amount / 1.7 * waves * (1.0 if name in _HEAD else free)
    breath = np.sin(2.0 * np.pi * _BREATH_HZ * time_s + rng.uniform(0.0, 2.0 * np.pi))
    moved["round"] = channels["round"] - _BREATH_DEG * breath * free
    return moved
