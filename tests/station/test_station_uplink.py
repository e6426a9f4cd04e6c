"""`gymstation run` against a real broker: what the hub hears of a set of squats."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.exercise.figure import film
from tests.fakes.broker import Mosquitto
from tests.fakes.hub import FakeHub
from tests.fakes.videos import write_empty_room


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    path = tmp_path / "squats.npz"
    film("squat", repetitions=3).recording().save(path)
    return path


@pytest.fixture
def empty_room(tmp_path: Path) -> Path:
    return write_empty_room(tmp_path / "empty.mp4")


def config(folder: Path, port: int) -> Path:
    path = folder / "station.yaml"
    path.write_text(
        f"data_dir: {folder / 'data'}\nfeedback: {{led: none}}\n"
        f"uplink: {{host: 127.0.0.1, port: {port}, retry_longest_s: 0.5}}\n",
        encoding="utf-8",
    )
    return path


def station(*arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "edge", "run", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )


def test_the_hub_hears_the_set_live_and_then_its_summary(tmp_path: Path, squats: Path) -> None:
    with Mosquitto(tmp_path) as broker, FakeHub(broker.port) as hub:
        with station("-c", config(tmp_path, broker.port), "--camera", squats, "--once") as run:
            assert run.wait(60) == 0, run.stdout and run.stdout.read()
        hub.wait(lambda: bool(hub.of("session")))
        (session,) = hub.of("session")
        (done,) = session["summary"]["sets"]

        assert (done["exercise"], done["rep_count"]) == ("squat", 3)
        assert [rep["count"] for rep in hub.of("rep")] == [1, 2, 3]
        working = [state for state in hub.of("state") if state["phase"] == "working"]
        assert {state["exercise"] for state in working} == {"squat"}
        assert 2 in {state["count"] for state in working}
        assert [each["status"] for each in hub.of("availability")] == ["online", "stopped"]
        assert {check["check"] for check in hub.of("health")[-1]["checks"]} >= {"camera", "broker"}


def test_a_set_cut_off_by_kill_9_arrives_as_interrupted(tmp_path: Path, squats: Path) -> None:
    with Mosquitto(tmp_path) as broker, FakeHub(broker.port) as hub:
        arguments = ("-c", config(tmp_path, broker.port), "--camera", squats)
        with station(*arguments, "--once") as run:
            hub.wait(lambda: len(hub.of("rep")) >= 1, 60)
            time.sleep(1.5)  # the journal writes once a second
            run.send_signal(signal.SIGKILL)
        with station(*arguments) as again:
            hub.wait(lambda: bool(hub.of("session")), 60)
            again.send_signal(signal.SIGTERM)
            again.wait(20)
        summary = hub.of("session")[0]["summary"]

        assert summary["interrupted"]
        assert summary["sets"][0]["rep_count"] >= 1


def test_a_command_ends_the_session_and_another_tells_how_it_is(
    tmp_path: Path, squats: Path
) -> None:
    with Mosquitto(tmp_path) as broker, FakeHub(broker.port) as hub:
        with station("-c", config(tmp_path, broker.port), "--camera", squats) as run:
            hub.wait(lambda: len(hub.of("rep")) >= 1, 60)
            hub.ask("gymstation/gym/station-1/cmd/end-session")
            hub.wait(lambda: bool(hub.of("session")), 30)
            hub.ask("gymstation/gym/station-1/cmd/doctor")
            hub.wait(lambda: len(answers(hub)) == 2, 30)
            run.send_signal(signal.SIGTERM)
            run.wait(20)

        assert hub.of("session")[0]["summary"]["ended_by"] == "command"
        ended, doctor = answers(hub)
        assert ended["result"] == {"ended": True}
        assert doctor["result"]["camera"] == "healthy"


def test_a_reload_takes_up_the_new_file_and_refuses_a_bad_one(
    tmp_path: Path, empty_room: Path
) -> None:
    with Mosquitto(tmp_path) as broker, FakeHub(broker.port) as hub:
        path = config(tmp_path, broker.port)
        empty = f"camera: {{source: file, path: {empty_room}, loop: true}}\n"
        path.write_text(path.read_text() + empty, encoding="utf-8")
        with station("-c", path) as run:
            hub.wait(lambda: len(boots(hub)) == 1, 60)
            path.write_text(path.read_text() + "language: ko\n", encoding="utf-8")
            hub.ask("gymstation/gym/station-1/cmd/reload")
            hub.wait(lambda: len(boots(hub)) == 2, 60)
            path.write_text(path.read_text() + "langage: en\n", encoding="utf-8")
            hub.ask("gymstation/gym/station-1/cmd/reload")
            hub.wait(
                lambda: any(each["code"] == "config_reload_failed" for each in hub.of("alert"))
            )
            run.send_signal(signal.SIGTERM)
            printed, _ = run.communicate(timeout=20)

        good, bad = answers(hub)
        assert good["result"]["when"] == "now"
        assert not bad["ok"]
        assert "langage" in bad["error"]
        assert len(boots(hub)) == 2
        (check,) = [each for each in hub.of("health")[-1]["checks"] if each["check"] == "config"]
        assert (check["status"], check["state"]) == ("warning", "reload_failed")
        assert "langage" in printed
        assert "the configuration was not changed" in printed


def boots(hub: FakeHub) -> set[str]:
    """The starts of the program that said that they are there."""
    return {each["boot_id"] for each in hub.of("availability") if each["status"] == "online"}


def answers(hub: FakeHub) -> list[dict[str, dict[str, object]]]:
    return [body for topic, body, _ in hub.heard if topic == "gymstation/answers"]
