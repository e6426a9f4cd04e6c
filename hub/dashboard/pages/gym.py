"""How the gym is used."""

from typing import Literal
from urllib.parse import urlencode

from hub.actions.actor import Role
from hub.dashboard.charts import gym as charts
from hub.dashboard.charts.card import lengths, totals
from hub.dashboard.dom import box, said
from hub.dashboard.fields import choice_field
from hub.dashboard.shell import page
from hub.dashboard.states import empty
from hub.dashboard.visit import Visit
from hub.dashboard.words import gym as words
from hub.dashboard.words.amounts import hours, number, share
from hub.queries.statistics.gym import GymFigures
from hub.queries.statistics.period import Length

Days = Literal["7", "30", "90"]


@page("/gym", Role.VIEWER, title=words.TITLE, place=15)
async def gym(visit: Visit, *, days: Days = "30", site: str = "") -> None:
    """days: of the figures; site: one of them, or all."""
    ask = visit.services.statistics
    sites = await visit.ask(ask.sites)
    chosen = site if site in sites else None
    figures = await visit.ask(ask.gym, Length(int(days)), chosen)
    said("h1", visit.say(words.TITLE))
    with box("div", "row-of spread"):
        query = urlencode({"site": chosen} if chosen else {})
        lengths(visit, figures.period.days, f"/gym?days={{days}}&{query}".rstrip("&"))
        if len(sites) > 1:
            _sites(visit, sites, chosen, days)
    if not figures.totals.sessions:
        empty(visit, words.EMPTY, words.EMPTY_WHY)
        return
    _totals(visit, figures)
    with box("div", "charts"):
        charts.each_day(visit, figures)
        charts.when(visit, figures)
        charts.stations(visit, figures)
        if figures.exercises:
            charts.exercises(visit, figures)
        charts.faults(visit, figures)


def _sites(visit: Visit, sites: tuple[str, ...], chosen: str | None, days: str) -> None:
    with box("form", "row-of", method="get", action="/gym"):
        box("input", type="hidden", name="days", value=days)
        options = {"": visit.say(words.ALL_SITES), **{each: each for each in sites}}
        choice_field("site", visit.say(words.SITE), options, chosen or "")
        said("button", visit.say(words.SHOW), "button", type="submit")


def _totals(visit: Visit, figures: GymFigures) -> None:
    now, before = figures.totals, figures.before
    language = visit.language
    shown = (
        (words.SESSIONS, number(now.sessions), number(before.sessions)),
        (words.BUSY, hours(now.busy_s, language), hours(before.busy_s, language)),
        (words.REPS, number(now.reps), number(before.reps)),
        (words.STATIONS_USED, number(now.stations), number(before.stations)),
        (
            words.KNOWN_SHARE,
            share(now.anonymous, now.sessions),
            share(before.anonymous, before.sessions),
        ),
    )
    totals(visit, figures.period.days, shown)
