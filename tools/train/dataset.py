"""The recogniser's training windows: mannequin motion and real recordings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.window import RATE_HZ
from tools.train.augment import augmented
from tools.train.idle import idle
from tools.train.motion import Variant, body, perform
from tools.train.network import Source
from tools.train.observe import Track, observe
from tools.train.programmes import Programmes
from tools.train.recordings import Clip
from tools.train.tracks import tracks
from tools.train.variants import VARIANTS
from tools.train.windows import Windows, labelled

CLASSES: tuple[str, ...] = tuple(VARIANTS)
OTHER_LABEL = CLASSES.index(OTHER)
HELD_LABEL = CLASSES.index("plank")

WINDOWS_A_SET = 5
SET_S = (6.0, 14.0)
OTHER_TIMES = 4  # as many windows of `other` as of an exercise, times this: it is many things
IDLE = 0.35  # share of `other` that is no exercise at all
UNKNOWN = 0.25  # share that is an exercise which nobody has described
PROGRAMMES = 400  # how many different ones of these
OTHER_WEIGHT = 5.0  # and it is drawn so much more often
MADE_SHARE = 0.5  # of each batch, once there are real ones in it
SEEN_AGAIN = 16  # how often a real track is augmented
EXTRA_SHARE = 0.0625  # of that, for recordings that are only trained on: there are many of one kind


@dataclass(frozen=True, slots=True, eq=False)
class RealWindows:
    """Windows of real recordings, and whose they are: (W,) origin and clip."""

    windows: Windows
    origins: NDArray[np.str_]
    clips: NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class LabelledClip:
    """A clip, its class, and its tracks."""

    clip: Clip
    label: int
    tracks: tuple[Track, ...]


def label_clips(clips: Iterable[Clip]) -> list[LabelledClip]:
    """Clips with their classes; what has no class of its own is `other`, all the time."""
    found = []
    for clip in clips:
        known = clip.category in CLASSES and clip.category != OTHER
        label = CLASSES.index(clip.category) if known else OTHER_LABEL
        made = tracks(clip.recording, clip.category if known else None) if clip.recording else []
        found.append(LabelledClip(clip, label, tuple(made)))
    return found


def mannequin_windows(per_class: int, seed: int) -> Windows:
    """`per_class` windows of every exercise, more of `other`."""
    rng = np.random.default_rng(seed)
    parts: list[Windows] = []
    unknown = _unknown(rng)
    for label, name in enumerate(CLASSES):
        wanted = per_class * (OTHER_TIMES if name == OTHER else 1)
        while wanted > 0:
            strange = name == OTHER and rng.random() < UNKNOWN
            part = _mannequin_set(unknown if strange else VARIANTS[name], label, rng)
            parts.append(part)
            wanted -= len(part.labels)
    return _joined(parts)


def _unknown(rng: np.random.Generator) -> list[Variant]:
    """Exercises that are none of ours, nor any that was described."""
    ours = [
        variant
        for name, variants in VARIANTS.items()
        for variant in variants
        if name != OTHER and variant.tilt_deg == variant.roll_deg
    ]
    programmes = Programmes(ours)
    return [programmes.draw(rng) for _ in range(PROGRAMMES)]


def _mannequin_set(variants: Sequence[Variant], label: int, rng: np.random.Generator) -> Windows:
    seconds = float(rng.uniform(*SET_S))
    if label == OTHER_LABEL and variants is VARIANTS[OTHER] and rng.random() < IDLE:
        room = idle(body(rng), seconds, RATE_HZ, rng)
        activity = np.ones(len(room))
    else:
        weights = np.array([variant.weight for variant in variants])
        variant = variants[rng.choice(len(variants), p=weights / weights.sum())]
        room, activity = perform(variant, seconds, RATE_HZ, rng)
    track = observe(room, activity, rng)
    return _labelled(track, label, rng)


def real_windows(clips: Sequence[LabelledClip], seed: int) -> RealWindows:
    """Windows of every clip, each track seen again several times."""
    rng = np.random.default_rng(seed)
    parts: list[Windows] = []
    origins: list[str] = []
    names: list[str] = []
    for item in clips:
        for track in item.tracks:
            times = round(SEEN_AGAIN * EXTRA_SHARE) if item.clip.extra else SEEN_AGAIN
            for _ in range(times):
                part = _labelled(augmented(track, rng), item.label, rng)
                parts.append(part)
                origins += [item.clip.origin] * len(part.labels)
                names += [item.clip.name] * len(part.labels)
    return RealWindows(_joined(parts), np.array(origins), np.array(names))


def _labelled(track: Track, label: int, rng: np.random.Generator) -> Windows:
    return labelled(track, label, WINDOWS_A_SET, rng, other=OTHER_LABEL, held=HELD_LABEL)


def sources(made: Windows, real: RealWindows, left_out: frozenset[str]) -> list[Source]:
    """What to train on when nothing of the origins `left_out` may be seen."""
    kept = ~np.isin(real.origins, sorted(left_out))
    labels = real.windows.labels[kept]
    weights = _source_weights(labels, real.origins[kept], real.clips[kept])
    return [
        mannequin_source(made, MADE_SHARE),
        Source(real.windows.features[kept], labels, weights, 1.0 - MADE_SHARE),
    ]


def mannequin_source(made: Windows, share: float) -> Source:
    """Mannequin windows, for `share` of each batch."""
    return Source(made.features, made.labels, _class_weights(made.labels), share)


def _class_weights(labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Every class as often as another, `other` more often."""
    counts = np.maximum(np.bincount(labels, minlength=len(CLASSES)), 1)
    return _other_more(1.0 / counts[labels], labels)


def _source_weights(
    labels: NDArray[np.int64], origins: NDArray[np.str_], clips: NDArray[np.str_]
) -> NDArray[np.float64]:
    """Every class as often as another; in it every origin, and in an origin every clip."""
    weights = np.zeros(len(labels))
    for label in np.unique(labels):
        of_class = labels == label
        for origin in np.unique(origins[of_class]):
            here = of_class & (origins == origin)
            names, which, counts = np.unique(clips[here], return_inverse=True, return_counts=True)
            weights[here] = 1.0 / (len(names) * counts[which])
        weights[of_class] /= weights[of_class].sum()
    return _other_more(weights, labels)


def _other_more(weights: NDArray[np.float64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    weights = np.where(labels == OTHER_LABEL, OTHER_WEIGHT * weights, weights)
    normalised: NDArray[np.float64] = weights / weights.sum()
    return normalised


def _joined(parts: Sequence[Windows]) -> Windows:
    features = np.concatenate([part.features.astype(np.float16) for part in parts])
    return Windows(features, np.concatenate([part.labels for part in parts]))
