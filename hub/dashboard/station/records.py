"""What a station told before: alerts, sessions, versions."""

from hub.dashboard.dom import box, said, table
from hub.dashboard.icons import chip
from hub.dashboard.visit import Visit
from hub.dashboard.words import station as words
from hub.dashboard.words.moments import length
from hub.queries.sessions import SessionFilter

MOST_ALERTS = 10
MOST_SESSIONS = 10


async def alerts(visit: Visit, station_id: str) -> None:
    """The newest alerts."""
    found = await visit.ask(visit.services.stations.alerts, station_id, None, MOST_ALERTS)
    with box("section", "card", data_testid="alerts"):
        said("h2", visit.say(words.ALERTS))
        if not found.items:
            said("p", visit.say(words.NO_ALERTS), "muted")
            return
        with box("ul", "plain-list"):
            for each in found.items:
                level = "bad" if each.severity == "critical" else "warn"
                severity = words.SEVERITIES.get(each.severity)
                with box("li", "row-of"):
                    chip(level, visit.say(severity) if severity else each.severity)
                    said("span", visit.moment(each.at_ms), "muted")
                    said("span", each.text.get(visit.language) or each.text.get("en", each.code))


async def sessions(visit: Visit, station_id: str) -> None:
    """The newest sessions, each with the way to it."""
    wanted = SessionFilter(station_id=station_id)
    found = await visit.ask(visit.services.sessions.page, wanted, None, MOST_SESSIONS)
    with box("section", "card"):
        said("h2", visit.say(words.SESSIONS))
        if not found.items:
            said("p", visit.say(words.NO_SESSIONS), "muted")
            return
        heads = (words.WHEN, words.LENGTH, words.SETS, words.REPS, words.GOOD)
        rows = [
            [
                visit.moment(each.start_ms),
                length(each.duration_s, visit.language),
                str(each.set_count),
                str(each.rep_count),
                f"{each.good_reps / each.judged_reps:.0%}" if each.judged_reps else "-",
            ]
            for each in found.items
        ]
        links = [f"/sessions/{each.id}" for each in found.items]
        table(
            visit.say(words.SESSIONS),
            [visit.say(each) for each in heads],
            rows,
            numbers=3,
            links=links,
            titled=True,
        )
        all_ = f"/sessions?station={station_id}"
        said("a", visit.say(words.ALL_SESSIONS), href=all_)


async def versions(visit: Visit, station_id: str, version: str | None) -> None:
    """Of program, configuration and models, as the last session told them."""
    told = await visit.ask(visit.services.stations.versions, station_id)
    with box("section", "card"):
        said("h2", visit.say(words.VERSIONS))
        with box("dl", "facts"):
            _fact(visit.say(words.SOFTWARE), version or (told.software if told else "-"))
            if told is not None:
                _fact(visit.say(words.CONFIG), told.config)
                for name, value in sorted(told.models.items()):
                    _fact(visit.say(words.MODEL, name=name), str(value))
        if told is not None:
            said("p", visit.say(words.VERSIONS_OF), "muted")


def _fact(name: str, value: str) -> None:
    said("dt", name)
    said("dd", value)
