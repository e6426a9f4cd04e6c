"""The rhythm in a stretch of samples: its period, its principal motion, the cycles of that."""

from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from edge.exercise.cycle import Cycle, CycleDetector
from edge.exercise.generic_shape import RATE_HZ

Array = NDArray[np.float64]

SHORTEST_S = 0.6
SPANS_S = (8.0, 24.0)  # looked at together; the long one where the short one has no period
DRIFT = 0.5  # part of a span: slower is drift, while a period is sought
LONGEST = 0.7  # part of a span that may be the period
CONTEXT = 2.0  # periods before the span that the filters see
STANDS_OUT = 0.25  # correlation that a period has over the least before it
NEARLY_BEST = 0.8  # of the best correlation: the shortest such period, not a multiple of it
CORRELATED = 0.2  # least correlation one period apart
NOISE, TREND = 0.1, 0.4  # of the period: faster is noise, slower is drift (widths of Gaussians)
SWING = 0.35  # of the usual swing, 5th to 95th percentile, that a turn needs
LEAST_SWING = 0.15  # sides of the body's box, all parts together: less is steps, breath, jitter
SAME = 0.5  # cosine between the directions of two looks at the same motion
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """period_s: from one repetition to the next. swing: usual, in sides of the body's box.

    direction: (D,), from the resting end of the motion to its far end. cycles: seconds after the
    first sample; one that only the end completed is announced at infinity.
    """

    period_s: float
    swing: float
    direction: Array
    cycles: tuple[Cycle, ...]


def rhythm_of(samples: Array, before: Rhythm | None = None) -> Rhythm | None:
    """The rhythm at the end of samples (N, D) at RATE_HZ; None where nothing repeats.

    before: the one found last, whose far end stays the far end while the motion is the same.
    """
    for span_s in SPANS_S:
        period_s = _period(samples, span_s)
        if period_s is not None:
            return _cycles(samples, span_s, period_s, before)
    return None


def _period(samples: Array, span_s: float) -> float | None:
    span = int(span_s * RATE_HZ)
    steady = samples[-2 * span :]
    steady = (steady - _smooth(steady, DRIFT * span))[-span:]
    similar = _autocorrelation(steady - steady.mean(axis=0), int(LONGEST * len(steady)))
    first = round(SHORTEST_S * RATE_HZ)
    if len(similar) < first + 2:
        return None
    middle = similar[first:-1]
    stands_out = middle - np.minimum.accumulate(similar)[first:-1] > STANDS_OUT
    peak = (middle >= similar[first - 1 : -2]) & (middle > similar[first + 1 :]) & stands_out
    peaks = np.flatnonzero(peak) + first
    if not peaks.size or similar[peaks].max() < CORRELATED:
        return None
    good = similar[peaks] >= NEARLY_BEST * similar[peaks].max()
    chosen = int(peaks[np.argmax(good)])
    return chosen / RATE_HZ if similar[chosen] >= CORRELATED else None


def _cycles(samples: Array, span_s: float, period_s: float, before: Rhythm | None) -> Rhythm | None:
    span, period = int(span_s * RATE_HZ), period_s * RATE_HZ
    near = _smooth(samples[-(span + int(CONTEXT * period)) :], max(0.5, NOISE * period))
    seen = (near - _smooth(near, TREND * period))[-span:]
    centred = seen - seen.mean(axis=0)
    direction = np.linalg.eigh(centred.T @ centred)[1][:, -1]
    signal = seen @ direction
    low, high = np.percentile(signal, (5.0, 95.0))
    swing = float(high - low)
    if swing < LEAST_SWING:
        return None
    same = 0.0 if before is None else float(direction @ before.direction)
    at_rest = same if abs(same) > SAME else 0.5 * (low + high) - float(np.median(signal))
    if at_rest < 0.0:  # at rest is where most of the time is spent
        signal, direction = -signal, -direction
    first_s = (len(samples) - len(seen)) / RATE_HZ
    return Rhythm(period_s, swing, direction, _zigzag(signal / swing, first_s))


def _zigzag(signal: Array, first_s: float) -> tuple[Cycle, ...]:
    detector = CycleDetector(SWING)
    found, at_s = [], first_s
    for number, value in enumerate(signal.tolist()):
        at_s = first_s + number / RATE_HZ
        cycle = detector.update(at_s, value)
        if cycle is not None:
            found.append(cycle)
    last = detector.finish(at_s)
    if last is not None:
        found.append(replace(last, announced_s=inf))
    return tuple(found)


def _smooth(samples: Array, width: float) -> Array:
    """Gaussian mean over samples (N, D), of what there is near the ends. width: in samples."""
    reach = int(3.0 * width) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    count = len(samples)
    size = _power_of_two(count + 2 * reach)
    spectrum = np.fft.rfft(kernel, size)[:, None]
    padded = np.column_stack([samples, np.ones(count)])
    sums = np.fft.irfft(np.fft.rfft(padded, size, axis=0) * spectrum, size, axis=0)
    sums = sums[reach : reach + count]
    smooth: Array = sums[:, :-1] / sums[:, -1:]
    return smooth


def _autocorrelation(samples: Array, lags: int) -> Array:
    """Normalised correlation of samples (N, D) with themselves, lags 0..lags-1."""
    count = len(samples)
    size = _power_of_two(2 * count)
    spectrum = np.fft.rfft(samples, size, axis=0)
    products = np.fft.irfft((spectrum * spectrum.conj()).real.sum(axis=1), size)[:lags]
    energy = np.concatenate([[0.0], np.cumsum((samples * samples).sum(axis=1))])
    lag = np.arange(lags)
    early, late = energy[count - lag], energy[-1] - energy[lag]
    similar: Array = products / np.sqrt(early * late + TINY)
    return similar


def _power_of_two(least: int) -> int:
    return 1 << (least - 1).bit_length()
