"""Moments and lengths of time as people read them."""

from functools import lru_cache

from hub.dashboard.words.text import Language
from hub.local_time import LocalTime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE_MS = 60_000


def moment(at_ms: int, language: Language, zone: str) -> str:
    """Date and time to the minute; zone: of the gym, as the settings name it."""
    return _minute(at_ms // _MINUTE_MS, language, zone)


@lru_cache(maxsize=4096)  # a wall says the same thousand moments four times a second
def _minute(since_1970: int, language: Language, zone: str) -> str:
    at = LocalTime(zone).moment(since_1970 * _MINUTE_MS)
    if language == "ko":
        return f"{at.year}년 {at.month}월 {at.day}일 {at:%H:%M}"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year} {at:%H:%M}"


def length(seconds: float, language: Language) -> str:
    """How long, in its two largest units."""
    minutes, rest_s = divmod(int(seconds), 60)
    hours, rest_m = divmod(minutes, 60)
    days, rest_h = divmod(hours, 24)
    units = ("일", "시간", "분", "초") if language == "ko" else (" d", " h", " min", " s")
    parts = [
        f"{number}{unit}"
        for number, unit in zip((days, rest_h, rest_m, rest_s), units, strict=True)
        if number
    ]
    return " ".join(parts[:2]) or f"0{units[3]}"
