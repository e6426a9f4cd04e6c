"""Parts for cross-validation: an origin is in one part only, so nobody is on both sides."""

from collections import Counter
from collections.abc import Sequence

from tools.train.dataset import LabelledClip


def folds(clips: Sequence[LabelledClip], parts: int) -> list[frozenset[str]]:
    """Origins of each part; the largest origins are dealt first, to the smallest part."""
    if parts == 0:
        return []
    sizes = Counter(item.clip.origin for item in clips if not item.clip.extra)
    dealt: list[list[str]] = [[] for _ in range(min(parts, len(sizes)))]
    for origin, _ in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        smallest = min(dealt, key=lambda part: sum(sizes[name] for name in part))
        smallest.append(origin)
    return [frozenset(part) for part in dealt]
