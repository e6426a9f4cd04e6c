from collections.abc import Mapping

import pytest
from anyio.from_thread import BlockingPortal
from nicegui import Client, ui

from edge.errors import RefusedError, StoreError
from edge.uplink.message import Message, State
from hub.actions.actor import Actor, ForbiddenError, Role
from hub.api.who import COOKIE
from hub.dashboard.live import OnChanges
from hub.dashboard.station.commands import CommandPanel
from hub.dashboard.station.health import chart_options, sentence
from hub.dashboard.station.now import Now
from hub.dashboard.station.spans import Span, same_since_ms, spans_of
from hub.dashboard.visit import Visit
from hub.dashboard.words import commands as words
from hub.ingest.writer import Writer
from hub.live.board import LiveStation
from hub.queries.stations import HealthChange
from hub.services import Services
from hub.times import now_ms
from hub.wire.commands import Reply
from tests.hub.dashboard.conftest import SignIn, texts
from tests.hub.dashboard.test_wall import ORIGIN, check, health, there
from tests.hub.messages import ABOUT, heard, session, summary

MINUTE_MS = 60_000
CAMERA = {"check": "camera", "state": "silent", "status": "critical"}
WARM = {"check": "temperature", "state": "warm", "status": "warning"}


def change(at_ms: int, status: str, *checks: dict[str, str]) -> HealthChange:
    return HealthChange(at_ms, "gym/rack-1", at_ms, status, list(checks))


def test_changes_become_spans_and_details_make_no_new_one() -> None:
    spans = spans_of(
        [
            change(40, "critical", CAMERA),
            change(30, "warning", WARM | {"detail": "81 C"}),
            change(20, "warning", WARM | {"detail": "80 C"}),
            change(10, "healthy"),
        ]
    )
    assert [(each.from_ms, each.until_ms, each.status) for each in spans] == [
        (40, None, "critical"),
        (20, 40, "warning"),
        (10, 20, "healthy"),
    ]
    assert spans[0].troubles == (("camera", "silent", "critical"),)


def test_since_when_it_is_not_well_counts_from_the_first_trouble() -> None:
    spans = spans_of(
        [change(40, "critical", CAMERA), change(20, "warning", WARM), change(10, "healthy")]
    )
    assert same_since_ms(spans) == 20
    assert same_since_ms(spans_of([change(50, "healthy"), change(40, "critical", CAMERA)])) == 50


def visit_of(services: Services, language: str = "en", secret: str = "") -> Visit:
    return Visit(services, Actor("root", Role.ADMIN), language, None, secret=secret)


def test_the_sentence_says_since_when_and_why(services: Services) -> None:
    since_ms = now_ms() - 90 * MINUTE_MS
    spans = spans_of([change(since_ms, "critical", CAMERA), change(0, "healthy")])
    english = sentence(visit_of(services), spans)
    assert english.startswith("Not well since ")
    assert "1 h 30 min" in english
    assert "The camera sends no picture" in english
    assert "1시간 30분" in sentence(visit_of(services, "ko"), spans)
    assert sentence(visit_of(services), spans[1:]).startswith("Well since ")


def test_the_chart_begins_with_its_range_and_ends_now(services: Services) -> None:
    spans = [Span(50_000, None, "critical", ()), Span(10, 50_000, "healthy", ())]
    points = chart_options(visit_of(services), spans, 1_000)["series"][0]["data"]
    assert points[0] == [1_000, "Well"]
    assert points[1] == [50_000, "Trouble"]
    assert points[-1][1] == "Trouble"


@pytest.fixture
def told(services: Services) -> Services:
    """A station that has said something of everything."""
    silent = health(check("camera", "critical", "silent", "no frame for 9 s"))
    Writer(services.database).write(
        [
            heard(there()),
            heard(silent),
            session(summary(1, site="gym", station="rack-1")),
        ]
    )
    for message in (there(), silent):
        services.board.hear(heard(message).origin, message, now_ms())
    return services


def test_a_station_is_shown_with_what_to_do(told: Services, browser: SignIn) -> None:
    page = texts(browser(Role.VIEWER).get("/stations/gym/rack-1").text)
    for part in (
        "The camera sends no picture",
        "What to do",
        "no frame for 9 s",
        "Not well since",
        "There were no alerts",
        "Good form",
        "As the last session told them",
    ):
        assert part in page, part


def test_a_station_is_shown_in_korean(told: Services, browser: SignIn) -> None:
    page = texts(browser(Role.STAFF, "ko").get("/stations/gym/rack-1?days=1").text)
    for part in ("조치 방법", "상태 기록", "카메라에서 영상이 들어오지 않습니다", "신호 시험"):
        assert part in page, part


def test_viewers_see_no_commands(told: Services, browser: SignIn) -> None:
    assert '"end-session"' not in browser(Role.VIEWER).get("/stations/gym/rack-1").text
    assert '"end-session"' in browser(Role.STAFF).get("/stations/gym/rack-1").text


def test_a_station_that_is_not_known_is_not_there(browser: SignIn) -> None:
    assert browser().get("/stations/gym/nowhere").status_code == 404


class Answering:
    """Commands that are answered as a test wishes."""

    def __init__(self, answer: Reply | Exception) -> None:
        self.answer = answer
        self.sent: list[tuple[str, str, Mapping[str, str]]] = []

    def send(
        self, actor: Actor, station_id: str, name: str, parameters: Mapping[str, str]
    ) -> Reply:
        self.sent.append((station_id, name, parameters))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def texts_of(element: ui.element) -> list[str]:
    return [each.text for each in element.descendants() if hasattr(each, "text")]


def asked(loop: BlockingPortal, services: Services, secret: str, answer: Reply | Exception):
    """The texts that stand in the panel after one command, and what was sent."""
    commands = Answering(answer)
    changed = {name: getattr(services, name) for name in services.__slots__}
    doubled = Services(**changed | {"commands": commands})

    async def ask() -> list[str]:
        with Client(ui.page("")) as client:
            visit = Visit(doubled, Actor("root", Role.ADMIN), "en", client, secret=secret)
            panel = CommandPanel(visit, "gym/rack-1")
            await panel._send("status", words.COMMANDS["status"], {})
            found = texts_of(panel._answer)
        client.delete()
        return found

    return loop.call(ask), commands.sent


def test_an_answer_is_shown(told: Services, browser: SignIn, loop: BlockingPortal) -> None:
    secret = browser().cookies[COOKIE]
    shown, sent = asked(loop, told, secret, Reply(ok=True, result={"phase": "empty"}))
    assert "Ask how it is: done" in shown
    assert {"Now", "Free"} <= set(shown)
    assert sent == [("gym/rack-1", "status", {})]


@pytest.mark.parametrize(
    ("answer", "told_as"),
    [
        (Reply(ok=False, result={}, error="somebody trains"), "somebody trains"),
        (Reply(ok=False, result={}, error="?", answered=False), "did not answer in time"),
        (RefusedError("there is no signal"), "there is no signal"),
        (ForbiddenError("no"), "may not send commands"),
        (StoreError("gone", where="/secret"), "database cannot be reached"),
        (RuntimeError("/secret"), "it has noted why"),
    ],
)
def test_what_hinders_a_command_is_told(
    told: Services, browser: SignIn, loop: BlockingPortal, answer: Reply | Exception, told_as: str
) -> None:
    shown, _ = asked(loop, told, browser().cookies[COOKIE], answer)
    assert "Ask how it is: not done" in shown
    assert any(told_as in each for each in shown)
    assert not any("/secret" in each for each in shown)


def test_whose_session_has_ended_sends_nothing(told: Services, loop: BlockingPortal) -> None:
    shown, sent = asked(loop, told, "ended", Reply(ok=True, result={}))
    assert any("session has ended" in each for each in shown)
    assert not sent


def squats(count: int) -> State:
    return State(**ABOUT | {"sequence": count}, phase="working", exercise="squat", count=count)


def test_what_it_does_now_follows_the_station(told: Services, loop: BlockingPortal) -> None:
    def live(*said: Message) -> list[LiveStation]:
        for each in said:
            told.board.hear(ORIGIN, each, now_ms())
        return [told.board.station(ORIGIN.id)]

    async def follow() -> tuple[list[str], list[str], int]:
        told_worse: list[None] = []
        with Client(ui.page("")) as client:
            visit = Visit(told, Actor("root", Role.ADMIN), "en", client)
            now = Now(visit, told.stations.one(ORIGIN.id))
            news: list[OnChanges] = []
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Visit, "live", lambda _, callback: news.append(callback))
                now.follow(lambda: told_worse.append(None))
            news[0](live(health(check("camera", "healthy", "ok"))))
            news[0](live(State(**ABOUT, phase="working", exercise="squat", count=3)))
            before = texts_of(now.box)
            news[0](
                live(State(**ABOUT | {"sequence": 2}, phase="working", exercise="squat", count=4))
            )
            after = texts_of(now.box)
        client.delete()
        return before, after, len(told_worse)

    before, after, times = loop.call(follow)
    assert {"Squat", "3", "Online"} <= set(before)
    assert {"Squat", "4", "Online"} <= set(after)
    assert "3" not in after
    assert times == 1
