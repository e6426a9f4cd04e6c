"""Since when a station has not been well: a sentence, a chart and a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui import ui

from hub.dashboard import theme
from hub.dashboard.dom import box, said, table
from hub.dashboard.station.spans import Span, same_since_ms, spans_of
from hub.dashboard.visit import Visit
from hub.dashboard.words import checks
from hub.dashboard.words import station as words
from hub.dashboard.words.moments import length
from hub.times import DAY_MS, now_ms

RANGES: Mapping[str, tuple[int, Any]] = {
    "1": (1, words.ONE_DAY),
    "7": (7, words.ONE_WEEK),
    "30": (30, words.ONE_MONTH),
}
MOST_CHANGES = 500
_SHOWN = 20
_STEPPED = {
    "type": "line",
    "step": "end",
    "symbol": "none",
    "silent": True,
    "lineStyle": {"color": theme.ACCENT, "width": 3},
}
_STEPS = ("critical", "warning", "unknown", "healthy")


async def health_over_time(visit: Visit, station_id: str, days: str) -> None:
    """days: a key of RANGES; anything else is a week."""
    chosen = days if days in RANGES else "7"
    page = await visit.ask(visit.services.stations.health, station_id, None, MOST_CHANGES)
    spans = spans_of(page.items)
    with box("section", "card"):
        with box("div", "row-of spread"):
            said("h2", visit.say(words.HEALTH))
            _ranges(visit, chosen)
        if not spans:
            said("p", visit.say(words.NO_HEALTH), "muted")
            return
        said("p", sentence(visit, spans), "lead", data_testid="health-since")
        from_ms = now_ms() - RANGES[chosen][0] * DAY_MS
        within = [each for each in spans if (each.until_ms or now_ms()) > from_ms]
        _chart(visit, within, from_ms, chosen)
        _changes(visit, within)


def sentence(visit: Visit, spans: Sequence[Span]) -> str:
    """Since when it has been as it is."""
    since_ms = same_since_ms(spans)
    told = {
        "moment": visit.moment(since_ms),
        "length": length((now_ms() - since_ms) / 1000, visit.language),
    }
    if spans[0].is_well:
        return visit.say(words.WELL_SINCE, **told)
    if not spans[0].troubles:
        return visit.say(words.UNKNOWN_SINCE, **told)
    return visit.say(words.NOT_WELL_SINCE, **told, why=troubles(visit, spans[0]))


def troubles(visit: Visit, span: Span) -> str:
    """What was not well."""
    found = (checks.check_words(check, state, visit.language) for check, state, _ in span.troubles)
    return " ".join(f"{each.part}: {each.says}" for each in found)


def _ranges(visit: Visit, chosen: str) -> None:
    with box("nav", "row-of", aria_label=visit.say(words.RANGE)):
        for days, (_, label) in RANGES.items():
            link = said("a", visit.say(label), "button", href=f"?days={days}")
            if days == chosen:
                link.props["aria-current"] = "true"


def _chart(visit: Visit, spans: Sequence[Span], from_ms: int, days: str) -> None:
    # Drawn again in words by the table: a screen reader is told so, and skips the drawing.
    with box("div", "chart", role="img", aria_label=visit.say(words.CHART, days=days)):
        ui.echart(chart_options(visit, spans, from_ms), renderer="svg").classes("timeline")


def chart_options(visit: Visit, spans: Sequence[Span], from_ms: int) -> dict[str, Any]:
    """A line of steps between "trouble" and "well"."""
    from_ms = max(from_ms, spans[-1].from_ms if spans else 0)  # nothing is known before
    label = {step: checks.status(step, visit.language) for step in _STEPS}
    points = [
        [max(each.from_ms, from_ms), label[each.status if each.status in label else "unknown"]]
        for each in reversed(spans)
    ]
    if points:
        points.append([now_ms(), points[-1][1]])
    text = {"color": theme.MUTED, "fontFamily": "inherit", "fontSize": 14}
    axis = {"axisLine": {"lineStyle": {"color": theme.LINE}}, "axisTick": {"show": False}}
    return {
        "animation": False,
        "aria": {"enabled": False},
        "grid": {"left": 96, "right": 16, "top": 12, "bottom": 32},
        "xAxis": {
            "type": "time",
            "min": from_ms,
            "max": now_ms(),
            "axisLabel": {**text, "hideOverlap": True},
            **axis,
        },
        "yAxis": {
            "type": "category",
            "data": [label[step] for step in _STEPS],
            "axisLabel": text,
            "splitLine": {"show": True, "lineStyle": {"color": theme.LINE}},
            **axis,
        },
        "series": [_STEPPED | {"data": points}],
    }


def _changes(visit: Visit, spans: Sequence[Span]) -> None:
    if not spans:
        said("p", visit.say(words.NO_HEALTH_THEN), "muted")
        return
    heads = [visit.say(each) for each in (words.FROM, words.LASTED, words.STATUS, words.WHY)]
    rows = [
        [
            visit.moment(each.from_ms),
            _lasted(visit, each),
            checks.status(each.status, visit.language),
            troubles(visit, each) or "-",
        ]
        for each in spans[:_SHOWN]
    ]
    table(visit.say(words.CHANGES), heads, rows)


def _lasted(visit: Visit, span: Span) -> str:
    until_ms = span.until_ms or now_ms()
    lasted = length((until_ms - span.from_ms) / 1000, visit.language)
    return lasted if span.until_ms else visit.say(words.STILL, length=lasted)
