"""Conditions in packs, and a station's own limits."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from edge.config import load_config
from edge.config.condition import ConditionSpec, Moment
from edge.config.form import with_settings
from edge.config.pack import load_pack, load_packs
from edge.errors import ConfigError
from edge.resources import packs_dir

DEPTH = {
    "id": "depth",
    "name": {"en": "Depth", "ko": "깊이"},
    "cue": {"en": "Deeper", "ko": "더 깊이"},
    "basis": "chosen for this test",
    "angle": ["hip", "knee", "ankle"],
    "at_most": 100,
}


def condition(**changes: object) -> ConditionSpec:
    return ConditionSpec.model_validate_json(json.dumps({**DEPTH, **changes}))


def without(key: str, **changes: object) -> ConditionSpec:
    kept = {name: value for name, value in DEPTH.items() if name != key}
    return ConditionSpec.model_validate_json(json.dumps({**kept, **changes}))


def test_a_condition_knows_its_limit() -> None:
    assert (condition().limit, condition().upper, condition().unit) == (100.0, True, "deg")
    low = without("at_most", at_least=30)
    assert (low.limit, low.upper) == (30.0, False)
    assert low.with_limit(40.0).at_least == 40.0


def test_a_view_is_the_same_from_left_and_right() -> None:
    side = condition(yaw_deg=[[60, 120]])
    assert side.judged_from(90.0)
    assert side.judged_from(-90.0)
    assert not side.judged_from(180.0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"at_least": 20}, "exactly one of at_least and at_most"),
        ({"at_most": 200}, "200 is impossible for angle"),
        ({"yaw_deg": [[90, 60]]}, "the first angle of a range"),
        ({"yaw_deg": []}, "at least 1 item"),
        ({"tilt": ["hip", "shoulder"]}, "exactly one of"),
        ({"take": "difference", "angle": ["mid_hip", "mid_knee", "mid_ankle"]}, "one side"),
        ({"take": "range", "must": "reach"}, "looked at throughout"),
        ({"angle": ["hip", "nee", "ankle"]}, "did you mean knee?"),
        ({"cue": {"en": "x" * 81, "ko": "더"}}, "at most 80"),
        ({"bias": 3}, "Extra inputs"),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as error:
        condition(**changes)
    assert message in str(error.value)


def test_a_duration_is_of_a_phase() -> None:
    assert without("angle", duration="outward", at_most=3).duration is Moment.OUTWARD
    with pytest.raises(ValidationError, match="is a moment"):
        without("angle", duration="turn", at_most=3)


def test_a_pack_names_a_condition_once(tmp_path: Path) -> None:
    text = (packs_dir() / "squat.yaml").read_text(encoding="utf-8")
    path = tmp_path / "squat.yaml"
    path.write_text(text.replace("id: tempo", "id: depth"), encoding="utf-8")
    with pytest.raises(ConfigError, match="depth stands twice"):
        load_pack(path)


def test_a_station_has_its_own_limits(tmp_path: Path) -> None:
    path = tmp_path / "station.yaml"
    path.write_text("form: {squat: {depth: {limit: 95}, tempo: {judged: false}}}", "utf-8")
    packs = load_packs(["squat", "push_up"])
    squat, push_up = with_settings(packs, load_config(path).form)
    assert next((each.id, each.limit) for each in squat.conditions) == ("depth", 95.0)
    assert "tempo" not in [each.id for each in squat.conditions]
    assert push_up == packs[1]


def test_a_misspelt_condition_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "station.yaml"
    path.write_text("form: {squat: {dept: {limit: 95}}}", "utf-8")
    settings = load_config(path).form
    with pytest.raises(ConfigError, match="did you mean depth"):
        with_settings(load_packs(["squat"]), settings)
    path.write_text("form: {sqat: {depth: {limit: 95}}}", "utf-8")
    with pytest.raises(ConfigError, match='did you mean "squat"'):
        load_config(path)
