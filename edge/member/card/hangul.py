"""Hangul as strokes, so that a card needs no font: letters in a unit box, put into syllables.

Unicode composes a modern syllable as 0xAC00 + (initial * 21 + vowel) * 28 + final (The Unicode
Standard, section 3.12). Each letter is a few polylines; where it stands follows from the shape of
the vowel, upright, flat or both.
"""

from math import cos, pi, sin

Point = tuple[float, float]
Stroke = tuple[Point, ...]
Box = tuple[float, float, float, float]

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE = 0xAC00
_SYLLABLES = len(_INITIALS) * len(_VOWELS) * len(_FINALS)


def _circle(x: float, y: float, radius: float) -> Stroke:
    steps = 24
    turns = [2 * pi * step / steps for step in range(steps + 1)]
    return tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)


# Consonants; y grows downwards.
_CONSONANTS: dict[str, tuple[Stroke, ...]] = {
    "ㄱ": (((0.05, 0.1), (0.95, 0.1), (0.8, 0.95)),),
    "ㄴ": (((0.1, 0.05), (0.1, 0.9), (0.95, 0.9)),),
    "ㄷ": (((0.95, 0.1), (0.1, 0.1), (0.1, 0.9), (0.95, 0.9)),),
    "ㄹ": (((0.05, 0.08), (0.9, 0.08), (0.9, 0.5), (0.1, 0.5), (0.1, 0.92), (0.95, 0.92)),),
    "ㅁ": (((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.1, 0.1)),),
    "ㅂ": (((0.1, 0.05), (0.1, 0.92), (0.9, 0.92), (0.9, 0.05)), ((0.1, 0.48), (0.9, 0.48))),
    "ㅅ": (((0.5, 0.05), (0.45, 0.4), (0.05, 0.95)), ((0.47, 0.42), (0.95, 0.95))),
    "ㅇ": (_circle(0.5, 0.5, 0.42),),
    "ㅈ": (
        ((0.08, 0.1), (0.92, 0.1)),
        ((0.5, 0.1), (0.45, 0.45), (0.05, 0.95)),
        ((0.47, 0.47), (0.95, 0.95)),
    ),
    "ㅊ": (
        ((0.38, 0.0), (0.62, 0.0)),
        ((0.08, 0.24), (0.92, 0.24)),
        ((0.5, 0.24), (0.45, 0.52), (0.05, 0.97)),
        ((0.47, 0.54), (0.95, 0.97)),
    ),
    "ㅋ": (((0.05, 0.1), (0.95, 0.1), (0.8, 0.95)), ((0.1, 0.5), (0.87, 0.5))),
    "ㅌ": (((0.95, 0.08), (0.1, 0.08), (0.1, 0.92), (0.95, 0.92)), ((0.1, 0.5), (0.9, 0.5))),
    "ㅍ": (
        ((0.05, 0.1), (0.95, 0.1)),
        ((0.32, 0.1), (0.32, 0.9)),
        ((0.68, 0.1), (0.68, 0.9)),
        ((0.05, 0.9), (0.95, 0.9)),
    ),
    "ㅎ": (((0.38, 0.0), (0.62, 0.0)), ((0.05, 0.22), (0.95, 0.22)), _circle(0.5, 0.67, 0.3)),
}

# Vowels that stand to the right (x in a box of their own), and those that lie below.
_UPRIGHT: dict[str, tuple[Stroke, ...]] = {
    "ㅏ": (((0.4, 0.0), (0.4, 1.0)), ((0.4, 0.48), (0.95, 0.48))),
    "ㅐ": (((0.2, 0.04), (0.2, 0.96)), ((0.75, 0.0), (0.75, 1.0)), ((0.2, 0.48), (0.75, 0.48))),
    "ㅑ": (((0.4, 0.0), (0.4, 1.0)), ((0.4, 0.34), (0.95, 0.34)), ((0.4, 0.62), (0.95, 0.62))),
    "ㅓ": (((0.7, 0.0), (0.7, 1.0)), ((0.1, 0.48), (0.7, 0.48))),
    "ㅔ": (((0.45, 0.04), (0.45, 0.96)), ((0.85, 0.0), (0.85, 1.0)), ((0.0, 0.48), (0.45, 0.48))),
    "ㅕ": (((0.7, 0.0), (0.7, 1.0)), ((0.1, 0.34), (0.7, 0.34)), ((0.1, 0.62), (0.7, 0.62))),
    "ㅣ": (((0.55, 0.0), (0.55, 1.0)),),
}
_FLAT: dict[str, tuple[Stroke, ...]] = {
    "ㅗ": (((0.0, 0.85), (1.0, 0.85)), ((0.5, 0.2), (0.5, 0.85))),
    "ㅛ": (((0.0, 0.85), (1.0, 0.85)), ((0.32, 0.2), (0.32, 0.85)), ((0.68, 0.2), (0.68, 0.85))),
    "ㅜ": (((0.0, 0.25), (1.0, 0.25)), ((0.5, 0.25), (0.5, 0.95))),
    "ㅠ": (((0.0, 0.25), (1.0, 0.25)), ((0.32, 0.25), (0.32, 0.95)), ((0.68, 0.25), (0.68, 0.95))),
    "ㅡ": (((0.0, 0.5), (1.0, 0.5)),),
}
# Vowels of two: one lies, one stands.
_BOTH = {
    "ㅘ": ("ㅗ", "ㅏ"),
    "ㅙ": ("ㅗ", "ㅐ"),
    "ㅚ": ("ㅗ", "ㅣ"),
    "ㅝ": ("ㅜ", "ㅓ"),
    "ㅞ": ("ㅜ", "ㅔ"),
    "ㅟ": ("ㅜ", "ㅣ"),
    "ㅢ": ("ㅡ", "ㅣ"),
}


def syllable(character: str) -> tuple[Stroke, ...]:
    """The strokes of a syllable in a box of 1 x 1; raises ValueError for what it cannot write."""
    initial, vowel, final = _letters(character)
    bottom = 0.62 if final else 1.0
    strokes = _placed(_CONSONANTS[final], (0.18, 0.7, 0.88, 1.0)) if final else ()
    if vowel in _UPRIGHT:
        strokes += _placed(_CONSONANTS[initial], (0.06, 0.08, 0.54, bottom * 0.88))
        return strokes + _placed(_UPRIGHT[vowel], (0.6, 0.0, 1.0, bottom))
    if vowel in _FLAT:
        strokes += _placed(_CONSONANTS[initial], (0.2, 0.02, 0.8, bottom * 0.55))
        return strokes + _placed(_FLAT[vowel], (0.02, bottom * 0.58, 0.98, bottom))
    lying, standing = _BOTH[vowel]
    strokes += _placed(_CONSONANTS[initial], (0.1, 0.04, 0.58, bottom * 0.52))
    strokes += _placed(_FLAT[lying], (0.0, bottom * 0.55, 0.66, bottom * 0.95))
    return strokes + _placed(_UPRIGHT[standing], (0.66, 0.0, 1.0, bottom))


def is_syllable(character: str) -> bool:
    """Whether the character is a Hangul syllable."""
    return 0 <= ord(character) - _FIRST_SYLLABLE < _SYLLABLES


def _letters(character: str) -> tuple[str, str, str]:
    if not is_syllable(character):
        raise ValueError(f"{character!r} is no Hangul syllable")
    rest, final = divmod(ord(character) - _FIRST_SYLLABLE, len(_FINALS))
    initial, vowel = divmod(rest, len(_VOWELS))
    letters = _INITIALS[initial], _VOWELS[vowel], _FINALS[final].strip()
    known = set(_CONSONANTS) | set(_UPRIGHT) | set(_FLAT) | set(_BOTH) | {""}
    if not set(letters) <= known:
        raise ValueError(f"{character!r} holds a letter that is not drawn")
    return letters


def _placed(strokes: tuple[Stroke, ...], box: Box) -> tuple[Stroke, ...]:
    left, top, right, bottom = box
    return tuple(
        tuple((left + x * (right - left), top + y * (bottom - top)) for x, y in stroke)
        for stroke in strokes
    )
