"""What ECharts is told. Pure. Colours are names of the style sheet, so that themes hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.dashboard import theme

Options = dict[str, Any]
Values = Sequence[float | None]

_TEXT: Options = {"color": theme.INK, "fontFamily": "inherit", "fontSize": 13}
_FAINT: Options = {"lineStyle": {"color": theme.LINE}}
_WIDEST_PX = 32
_SYMBOLS = ("circle", "rect", "triangle", "diamond")
_DASHES = ("solid", "dashed", "dotted", "solid")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values with its name."""

    name: str
    values: Values
    colour: str = theme.SERIES[0]


def bars(places: Sequence[str], series: Sequence[Series], *, stacked: bool = False) -> Options:
    """Upright bars, side by side or on one another."""
    return _frame(series) | {
        "xAxis": _categories(places),
        "yAxis": _values(),
        "series": [
            {
                "type": "bar",
                "barMaxWidth": _WIDEST_PX,
                "name": each.name,
                "data": list(each.values),
                "itemStyle": {"color": each.colour},
                "stack": "all" if stacked else None,
            }
            for each in series
        ],
    }


def lying_bars(names: Sequence[str], series: Sequence[Series]) -> Options:
    """Lying bars, the first at the top."""
    return _frame(series) | {
        "xAxis": _values(),
        "yAxis": _categories(names) | {"inverse": True},
        "series": [
            {
                "type": "bar",
                "barMaxWidth": _WIDEST_PX,
                "name": each.name,
                "data": list(each.values),
                "itemStyle": {"color": each.colour},
                "label": _TEXT | {"show": len(series) == 1, "position": "right"},
            }
            for each in series
        ],
    }


def lines(
    places: Sequence[str], series: Sequence[Series], *, unit: str = "", top: float | None = None
) -> Options:
    """Curves that pass over what is not known; they differ in sign and stroke too."""
    return _frame(series) | {
        "xAxis": _categories(places),
        "yAxis": _values(unit, top),
        "series": [
            {
                "type": "line",
                "name": each.name,
                "data": list(each.values),
                "connectNulls": True,
                "symbol": _SYMBOLS[place % len(_SYMBOLS)],
                "symbolSize": 9,
                "lineStyle": {
                    "color": each.colour,
                    "width": 2.5,
                    "type": _DASHES[place % len(_DASHES)],
                },
                "itemStyle": {"color": each.colour},
            }
            for place, each in enumerate(series)
        ],
    }


def _frame(series: Sequence[Series]) -> Options:
    return {
        "animation": False,
        "textStyle": _TEXT,
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "legend": {
            "data": [each.name for each in series],
            "textStyle": _TEXT,
            "top": 0,
            "left": 0,
        },
        "grid": {
            "left": 8,
            "right": 40,
            "top": 40,
            "bottom": 8,
            "containLabel": True,
        },
    }


def _categories(names: Sequence[str]) -> Options:
    return {
        "type": "category",
        "data": list(names),
        "axisLabel": {"color": theme.MUTED, "hideOverlap": True},
        "axisLine": _FAINT,
        "axisTick": {"show": False},
    }


def _values(unit: str = "", top: float | None = None) -> Options:
    return {
        "type": "value",
        "max": top,
        "axisLabel": {"color": theme.MUTED, "formatter": f"{{value}}{unit}"},
        "splitLine": _FAINT,
        "minInterval": 0 if unit else 1,
    }
