"""Moments and lengths of time as people read them."""

from datetime import datetime

from hub.dashboard.words.text import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(at_ms: int) -> datetime:
    """The moment by this machine's time zone."""
    return datetime.fromtimestamp(at_ms / 1000).astimezone()


def moment(at_ms: int, language: Language) -> str:
    """Date and time to the minute, by this machine's time zone."""
    at = local(at_ms)
    return f"{day(at_ms, language)} {at:%H:%M}"


def day(at_ms: int, language: Language) -> str:
    """The date, by this machine's time zone."""
    at = local(at_ms)
    if language == "ko":
        return f"{at.year}년 {at.month}월 {at.day}일"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


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
