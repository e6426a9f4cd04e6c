import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.uplink.message import Availability, Health
from hub.ingest.limits import LONGEST_PAYLOAD
from hub.ingest.parse import KEPT, parse
from hub.ingest.received import Read, Received, Rejected
from tests.hub.messages import ABOUT, NOW_MS, as_json, done, heard, received, summary


def read_json(body: object, station: str = "gym/rack-1") -> Read | Rejected:
    return parse(received("session", json.dumps(body), station), "gymstation")


def test_a_summary_is_read_as_it_was_said() -> None:
    result = heard(done(summary()))
    assert isinstance(result, Read)
    assert result.message == done(summary())
    assert result.origin.id == "gym/rack-1"


def test_unknown_fields_are_passed_over() -> None:
    body = as_json(summary())
    body["colour"] = "red"
    body["summary"]["mood"] = {"a": [1]}
    body["summary"]["sets"][0]["reps"][0]["power_w"] = 210
    assert isinstance(read_json(body), Read)


def test_a_newer_schema_is_read_where_it_only_adds() -> None:
    body = as_json(summary())
    body["schema"] = body["summary"]["schema"] = "gymstation.session/7"
    body["summary"]["pulse"] = 120
    result = read_json(body)
    assert isinstance(result, Read)
    del body["summary"]["start_time"]
    refused = read_json(body)
    assert isinstance(refused, Rejected)
    assert "newer schema" in refused.reason


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("summary", "station"), "other", "another station"),
        (("summary", "start_s"), float("nan"), "finite"),
        (("summary", "sequence"), 2**40, "beyond"),
        (("summary", "id"), "", "no id"),
        (("summary", "boot_id"), "a\x00b", "NUL"),
        (("summary", "start_time"), "2026-11-20T18:00:00", "zone"),
        (("summary", "versions", "software"), "x" * 100, "more than 80"),
        (("time",), "2026-13-40T18:00:00Z", "no moment"),
        (("schema",), "gymstation.state/1", "schema"),
    ],
)
def test_what_cannot_be_kept_is_told(path: tuple[str, ...], value: object, reason: str) -> None:
    body = as_json(summary())
    place = body
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    result = read_json(body)
    assert isinstance(result, Rejected)
    assert reason in result.reason


@pytest.mark.parametrize(
    "topic",
    ["other/gym/rack-1/session", "gymstation/gym/session", "gymstation/gym/Rack 1/session"],
)
def test_a_strange_topic_is_told(topic: str) -> None:
    result = parse(Received(topic, b"{}", NOW_MS), "gymstation")
    assert isinstance(result, Rejected)


def test_a_message_too_long_is_not_even_read() -> None:
    result = parse(received("session", b"[" * (LONGEST_PAYLOAD + 1)), "gymstation")
    assert isinstance(result, Rejected)
    assert "longer" in result.reason


def test_a_moment_that_no_calendar_has_is_told() -> None:
    said = Availability(**ABOUT, status="online", since="2026-02-31T00:00:00Z", version="1")
    assert isinstance(heard(said), Rejected)


@given(st.sampled_from(sorted(KEPT)), st.binary(max_size=200))
def test_no_bytes_break_the_reader(name: str, payload: bytes) -> None:
    assert isinstance(parse(received(name, payload), "gymstation"), Rejected)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.data())
def test_no_value_in_any_place_breaks_the_reader(data: st.DataObject) -> None:
    body = as_json(summary())
    place: object = body
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[key] = data.draw(_VALUES)
            break
        place = inner
    assert isinstance(read_json(body), Read | Rejected)


def test_health_of_many_checks_is_read() -> None:
    checks = tuple({"check": f"c{n}", "status": "healthy", "state": "ok"} for n in range(40))
    said = Health.model_validate(ABOUT | {"status": "healthy", "checks": checks})
    assert isinstance(heard(said), Read)


@pytest.mark.parametrize(
    "text",
    ["x" * 81, 'a"' * 50, "\u0000", "é" * 81, "\\" * 81],
    ids=["long", "quoted", "nul", "é", "\\"],
)
def test_no_text_that_is_too_much_slips_through(text: str) -> None:
    body = as_json(summary())
    body["summary"]["versions"]["config"] = text
    assert isinstance(read_json(body), Rejected)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "12345678901", "1E10", "NaN", "-Infinity"])
def test_no_number_that_is_too_much_slips_through(number: str) -> None:
    body = as_json(summary())
    body["summary"]["sets"][0]["good_reps"] = "HERE"
    raw = json.dumps(body).replace('"HERE"', number)
    assert isinstance(parse(received("session", raw), "gymstation"), Rejected)


def test_a_message_of_too_many_sets_is_refused() -> None:
    body = as_json(summary())
    one = body["summary"]["sets"][0] | {"reps": [], "conditions": []}
    body["summary"]["sets"] = [one | {"index": n} for n in range(1, 1002)]
    assert isinstance(read_json(body), Rejected)
