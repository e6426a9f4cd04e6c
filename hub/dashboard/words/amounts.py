"""Figures as people read them."""

from datetime import date

from hub.dashboard.words.text import Language, Text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = (
    Text("Mon", "월"),
    Text("Tue", "화"),
    Text("Wed", "수"),
    Text("Thu", "목"),
    Text("Fri", "금"),
    Text("Sat", "토"),
    Text("Sun", "일"),
)
NONE = "-"


def number(value: float) -> str:
    """A whole number with its thousands apart."""
    return f"{round(value):,}"


def share(part: float, whole: float) -> str:
    """In per cent; a dash of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else NONE


def hours(seconds: float, language: Language) -> str:
    """In hours, with a tenth below a hundred."""
    value = seconds / 3600
    said = f"{value:,.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004
    return f"{said}시간" if language == "ko" else f"{said} h"


def seconds(value: float | None, language: Language) -> str:
    """To a tenth of a second; a dash of nothing."""
    if value is None:
        return NONE
    return f"{value:.1f}초" if language == "ko" else f"{value:.1f} s"


def short_date(day: date, language: Language) -> str:
    """Day and month."""
    if language == "ko":
        return f"{day.month}월 {day.day}일"
    return f"{day.day} {_MONTHS[day.month - 1]}"


_UNITS = {"torso": Text("torso lengths", "몸통 길이")}


def range_of_motion(value: float | None, unit: str, language: Language) -> str:
    """In the exercise's unit; a dash of nothing."""
    if value is None:
        return NONE
    if unit == "deg":
        return f"{value:.0f}°"
    name = _UNITS[unit].in_(language) if unit in _UNITS else unit
    return f"{value:.2f} {name}".rstrip()
