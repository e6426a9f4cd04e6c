"""What doctor prints, and its exit status."""

import json
from pathlib import Path

import pytest

from edge.health.finding import Finding
from edge.health.picture.mount import FILE
from edge.health.registry import Result
from edge.station.health.examine import Examination
from tests.cli.conftest import Run


def examination(*states: tuple[str, str], pid: int | None = 12) -> Examination:
    return Examination(
        tuple(Result(Finding.of(check, state, "a figure"), 2.0) for check, state in states), pid
    )


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "station.yaml"
    path.write_text(f"data_dir: {tmp_path / 'data'}\n")
    return path


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch):
    """What the examination finds instead of looking at this machine."""

    def find(*states: tuple[str, str], pid: int | None = 12) -> None:
        found = examination(*states, pid=pid)
        monkeypatch.setattr("edge.cli.doctor.examine", lambda *_, **__: found)

    return find


@pytest.mark.parametrize(
    ("state", "status"), [("ok", 0), ("low", 1), ("full", 2), ("timed_out", 1)]
)
def test_the_exit_status_says_how_it_is(
    gymstation: Run, config: Path, finds, state: str, status: int
):
    finds(("disk", state))
    assert gymstation("doctor", "-c", config).status == status


def test_people_read_groups_marks_and_what_to_do(gymstation: Run, config: Path, finds):
    finds(("camera", "silent"), ("clock", "ok"), ("disk", "low"))
    out = gymstation("doctor", "-c", config).out

    assert "process 12" in out
    assert "✗ critical" in out
    assert "✓ well" in out
    assert "! warning" in out
    assert "a figure" in out
    assert "What to do" in out
    assert "camera: Check the camera's cable" in out


def test_it_speaks_korean(gymstation: Run, config: Path, finds):
    finds(("camera", "silent"))
    config.write_text("language: ko\n")
    out = gymstation("doctor", "-c", config).out

    assert "카메라에서 영상이 들어오지 않습니다" in out
    assert "해야 할 일" in out
    assert "What to do" not in out


def test_programs_read_json(gymstation: Run, config: Path, finds):
    finds(("camera", "silent"), pid=None)
    done = gymstation("doctor", "-c", config, "--json")
    document = json.loads(done.out)

    assert done.status == 2
    assert (document["status"], document["source"]) == ("critical", "probed")
    (check,) = document["checks"]
    assert (check["check"], check["state"], check["age_s"]) == ("camera", "silent", 2.0)
    assert check["remedy"]["ko"]


def test_a_bad_configuration_is_a_finding_and_no_end(
    gymstation: Run, config: Path, monkeypatch: pytest.MonkeyPatch
):
    config.write_text("camra: {}\n")
    seen: list[str] = []

    def find(_settings: object, _path: object, broken: str, **_: object) -> Examination:
        seen.append(broken)
        return examination(("config", "invalid"))

    monkeypatch.setattr("edge.cli.doctor.examine", find)
    assert gymstation("doctor", "-c", config).status == 2
    assert "camra" in seen[0]


def test_the_view_is_learnt_anew(gymstation: Run, config: Path, tmp_path: Path):
    assert "no view was known" in gymstation("doctor", "-c", config, "--new-mount").out

    (tmp_path / "data" / FILE).write_text("{}")
    assert "learnt anew" in gymstation("doctor", "-c", config, "--new-mount").out
    assert not (tmp_path / "data" / FILE).exists()
