"""Session summaries as JSON, and their schema."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from edge.errors import SummaryError
from edge.session.document import as_json_schema, from_json, to_json
from edge.session.summary import SessionSummary
from tests.fakes.session import FAULT, NOT_JUDGED, Floor

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "session-summary.schema.json"


@pytest.fixture
def summary() -> SessionSummary:
    floor = Floor().enter(1).known("m1")
    floor.rep(lasts_s=1.2345)
    floor.rep(conditions=(FAULT, NOT_JUDGED))
    floor.hold(3)
    floor.end()
    return floor.summaries[0]


def test_there_and_back(summary):
    assert from_json(to_json(summary)) == summary


def test_the_text_is_one_line_of_plain_values(summary):
    text = to_json(summary)
    assert "\n" not in text
    document = json.loads(text)
    assert document["schema"] == "gymstation.session/1"
    assert document["start_time"].startswith("2023-11-14T")
    assert document["start_time"].endswith("Z")
    assert document["sets"][0]["reps"][1]["faults"] == ["depth"]


def test_fields_of_a_later_version_are_left_aside(summary):
    document = json.loads(to_json(summary))
    document["weather"] = "fine"
    document["sets"][0]["weight_kg"] = 40
    assert from_json(json.dumps(document)) == summary


def test_fields_that_an_older_version_had_not_have_their_defaults(summary):
    document = json.loads(to_json(summary))
    for each in document["sets"]:
        del each["conditions"], each["range_of_motion"]
    read = from_json(json.dumps(document))
    assert read.sets == tuple(
        replace(each, conditions=(), range_of_motion=None) for each in summary.sets
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "gymstation.session/9"}', "\xff"])
def test_what_is_no_summary_is_refused(text):
    with pytest.raises(SummaryError, match="no session summary"):
        from_json(text)


def test_a_wrong_value_is_named_by_its_place(summary):
    document = json.loads(to_json(summary))
    document["sets"][0]["rep_count"] = "2"
    with pytest.raises(SummaryError, match=r"sets\.0\.rep_count"):
        from_json(json.dumps(document))


def test_the_schema_in_the_documentation_is_in_force():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == as_json_schema(), (
        "make it again: python -m tools.session_schema"
    )


def test_the_schema_tells_units_and_requires_what_must_be_there():
    schema = json.loads(as_json_schema())
    assert schema["properties"]["schema"]["const"] == "gymstation.session/1"
    assert {"id", "boot_id", "sequence", "sets", "schema"} <= set(schema["required"])
    assert "monotonic clock" in schema["description"]
