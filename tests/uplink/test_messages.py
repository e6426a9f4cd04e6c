"""What may be said: each class has its schema, its golden file, and no place for a name or face."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.exercise.values import ConditionResult, Rep, Verdict
from edge.uplink.clock import Instant
from edge.uplink.link import REMEDIES, LinkState
from edge.uplink.message import HealthCheck, Message, Status
from edge.uplink.reference import SPOKEN, schemas
from edge.uplink.scribe import Scribe
from edge.uplink.session_message import SessionDone, corrected_payload
from edge.uplink.topics import Topics
from tests.uplink.conftest import TOPICS, summary
from tests.uplink.test_outbox import FixedClock, at
from tools.mqtt_reference import FOLDER, documents

GOLDEN = Path(__file__).parent / "golden"
NOW = Instant(5.0, 1_795_000_000.25, synced=True, era="era")
REP = Rep(
    exercise="squat",
    index=4,
    start_s=1.0,
    turn_s=2.0,
    end_s=3.5,
    announced_s=3.6,
    range_of_motion=81.25,
    conditions=(
        ConditionResult("depth", Verdict.FAULT, worst=101.0, limit=95.0, unit="deg", at_s=2.0),
        ConditionResult("knees", Verdict.NOT_JUDGED, reason="view"),
    ),
)


def said() -> dict[str, str]:
    """One message of each class."""
    scribe = Scribe(TOPICS, "boot", "0.1.0", FixedClock(NOW))
    letters = [
        scribe.availability("online"),
        scribe.state({"phase": "working", "exercise": "squat", "count": 4, "member": "m1"}),
        scribe.rep(REP, 4, None),
        scribe.health([HealthCheck(check="broker", status=Status.WARNING, state="silent")]),
        scribe.alert("camera_lost", "critical", {"en": "No picture", "ko": "화면이 없습니다"}),
    ]
    found = {letter.topic.rsplit("/", 1)[1]: letter.payload for letter in letters}
    found["session"] = SessionDone.of(summary(3), NOW).to_json()
    return found


@pytest.mark.parametrize("name", ["availability", "state", "rep", "session", "health", "alert"])
def test_messages_are_as_they_always_were(name: str) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))

    assert json.loads(said()[name]) == golden


@pytest.mark.parametrize("kind", SPOKEN)
def test_a_reader_ignores_fields_that_it_does_not_know(kind: type[Message]) -> None:
    if kind.name not in said():
        pytest.skip(f"{kind.name} is tried with the broker")
    body = json.loads(said()[kind.name])

    assert kind.model_validate(body | {"later": 1}).to_json() == kind.model_validate(body).to_json()


def fields(schema: dict[str, Any]) -> set[str]:
    found = set(schema.get("properties", {}))
    for part in schema.get("$defs", {}).values():
        found |= set(part.get("properties", {}))
    return found


@pytest.mark.parametrize("name", sorted(schemas()))
def test_no_message_has_a_place_for_a_name_a_picture_or_a_face(name: str) -> None:
    unfit = re.compile(r"name|image|picture|photo|face|template|vector|embedding|landmark|token")

    assert not [field for field in fields(schemas()[name]) if unfit.search(field)]


@pytest.mark.parametrize("member", ["Kim Min-ji", "김민지", "a" * 65, "m/1", ""])
def test_a_member_is_an_opaque_token(member: str) -> None:
    scribe = Scribe(TOPICS, "boot", "0.1.0", FixedClock(NOW))

    with pytest.raises(ValueError, match="member"):
        scribe.state({"phase": "working", "member": member})


@pytest.mark.parametrize("name", sorted(documents()))
def test_the_reference_is_up_to_date(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")

    assert written == documents()[name], "run: python -m tools.mqtt_reference"


def test_times_are_put_right_once_the_clock_is_set() -> None:
    made = at(100.0, synced=False)
    message = SessionDone.of(summary(0), made)
    known = made.as_known_at(Instant(160.0, made.wall_s + 60.0 + 3600.0, synced=True, era="era"))
    assert known is not None

    body = json.loads(corrected_payload(message.to_json(), made, known))

    before = json.loads(message.to_json())["summary"]
    assert before["start_time"].startswith("2026-11-20T18:00:00")
    assert body["summary"]["start_time"].startswith("2026-11-20T19:00:00")
    assert body["summary"]["clock_synced"]
    assert body["clock_synced"]
    assert body["summary"]["id"] == before["id"]


@pytest.mark.parametrize(
    "later",
    [
        at(200.0, synced=False),
        at(200.0, era="next boot"),
    ],
)
def test_a_clock_that_knows_no_better_changes_nothing(later: Instant) -> None:
    assert at(100.0, synced=False).as_known_at(later) is None


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(-1e8, 1e8), st.floats(0, 4e9))
def test_a_moment_keeps_its_distance_to_now(
    then_s: float, passed_s: float, wrong_s: float, wall_s: float
) -> None:
    made = Instant(then_s, wall_s + wrong_s, synced=False, era="era")
    known = made.as_known_at(Instant(then_s + passed_s, wall_s, synced=True, era="era"))

    assert known is not None
    assert known.wall_s == pytest.approx(wall_s - passed_s, abs=1e-3)


@pytest.mark.parametrize(
    ("topic", "command"),
    [
        ("gymstation/gym/station-1/cmd/status", "status"),
        ("gymstation/gym/station-1/cmd/", None),
        ("gymstation/gym/station-1/cmd/a/b", None),
        ("gymstation/gym/station-2/cmd/status", None),
    ],
)
def test_only_commands_to_this_station_are_its_own(topic: str, command: str | None) -> None:
    assert TOPICS.command(topic) == command


def test_every_trouble_has_a_remedy() -> None:
    well = {LinkState.ONLINE, LinkState.CONNECTING, LinkState.STOPPED}
    assert set(REMEDIES) == set(LinkState) - well


def test_topics_lie_under_one_root() -> None:
    topics = Topics("p", "s", "t")

    assert topics.of("session") == "p/s/t/session"
    assert topics.commands == "p/s/t/cmd/+"
