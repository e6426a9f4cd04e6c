"""The set-up: what is asked, what is written, what is tried."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from edge.cli.source import camera_overrides
from edge.config.load import check_text
from edge.config.station import StationConfig
from edge.errors import UsageError
from edge.resources import demo_clip
from edge.setup import checks, words
from edge.setup.answers import Answers, settled
from edge.setup.checks import Result
from edge.setup.dialogue import Dialogue
from edge.setup.save import Target
from edge.upgrade.places import Part, Places

EXAMPLE = (Path(__file__).resolve().parent.parent.parent / "config/station.yaml").read_text(
    encoding="utf-8"
)


@dataclass
class FakeTerminal:
    """Answers by what a question begins with; an empty answer takes the default."""

    answers: dict[str, list[str]]
    yes: bool = False
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask(self, question: str, default: str, *, hidden: bool = False) -> str:
        assert type(default) is str
        self.asked.append(question)
        waiting = self.answers.get(question, [])
        return (waiting.pop(0) if waiting else "") or default

    def confirm(self, question: str, *, default: bool) -> bool:
        self.asked.append(question)
        return self.yes

    def say(self, line: str) -> None:
        self.told.append(line)


def camera(named: str) -> dict[str, object]:
    return camera_overrides(named, once=False)


def test_every_text_has_both_languages() -> None:
    texts = [value for name, value in vars(words).items() if name.isupper()]
    for text in texts:
        for each in text.values() if isinstance(text, dict) else (text,):
            assert each.en
            assert each.ko


def test_the_dialogue_asks_and_keeps_what_fits() -> None:
    terminal = FakeTerminal(
        {
            words.SITE.en: ["Main Hall", "main-hall"],
            words.EXERCISES.en: ["squat, sqat", "squat, lunge"],
            words.HOST.en: ["broker.local"],
            words.USERNAME.en: ["main-hall.rack"],
            words.PASSWORD.en: ["secret"],
        },
        yes=True,
    )
    said = Dialogue(terminal, EXAMPLE, camera, ("/dev/video7",)).run(
        Answers(station="rack"), password=None
    )

    text, settings = settled(EXAMPLE, said.answers, "x")
    assert (settings.site, settings.station) == ("main-hall", "rack")
    assert settings.exercises == ("squat", "lunge")
    assert (settings.camera.source, settings.camera.device) == ("usb", "/dev/video7")
    assert (settings.uplink.host, settings.uplink.username) == ("broker.local", "main-hall.rack")
    assert settings.uplink.tls.enabled
    assert said.password == "secret"  # noqa: S105 - of this test alone
    assert settings.recovery.reboot
    assert "secret" not in text
    assert len(terminal.told) == 2
    assert words.STATION.en not in terminal.asked


def test_after_the_language_the_questions_are_in_it() -> None:
    terminal = FakeTerminal({words.LANGUAGE.en: ["ko"]})
    Dialogue(terminal, EXAMPLE, camera, ()).run(Answers(), password=None)
    assert words.SITE.ko in terminal.asked
    assert words.SITE.en not in terminal.asked
    assert words.PASSWORD.ko not in terminal.asked  # there is no broker


def test_a_cameras_address_is_neither_shown_nor_asked_again() -> None:
    text = EXAMPLE.replace("source: auto", "source: stream").replace(
        "url: null", 'url: "rtsp://user:hidden@host/1"'
    )
    terminal = FakeTerminal({})
    said = Dialogue(terminal, text, camera, ("/dev/video0",)).run(
        Answers(language="en"), password=None
    )
    assert said.answers.camera is None


def test_what_is_there_is_copied_before_it_changes(tmp_path: Path) -> None:
    target = Target(tmp_path / "station.yaml", None)
    assert target.save(EXAMPLE) is None
    assert target.save(EXAMPLE) is None
    backup = target.save(EXAMPLE.replace("site: gym", "site: hall"))
    assert backup is not None
    assert backup.read_text(encoding="utf-8") == EXAMPLE
    assert (target.path.stat().st_mode & 0o777) == 0o640
    target.save_password("secret")
    assert (target.password_file.stat().st_mode & 0o777) == 0o600


def test_an_installed_station_has_its_places_in_the_file(tmp_path: Path) -> None:
    places = Places(tmp_path)
    target = Target(places.config(Part.STATION), places)
    settings = check_text(target.text(), "x")
    assert settings.data_dir == Path("/var/lib/gymstation")
    assert settings.members.key_file == Path("/etc/credstore/gymstation.gallery.key")
    assert target.save_reboot(wanted=True)
    assert not target.save_reboot(wanted=True)
    assert "StartLimitAction=reboot" in places.drop_in(Part.STATION, "reboot.conf").read_text()
    assert target.save_reboot(wanted=False)


@pytest.fixture
def clip() -> StationConfig:
    text, settings = settled(EXAMPLE, Answers(camera=camera(str(demo_clip()))), "x")
    assert text
    return settings


def test_a_camera_that_delivers_is_well(clip: StationConfig) -> None:
    found = checks.camera(clip, watch_s=0.5)
    assert found.result is Result.OK
    assert "frames a second" in found.detail


def test_a_camera_that_is_away_is_named_with_what_to_do() -> None:
    _, settings = settled(EXAMPLE, Answers(camera=camera("/dev/video63")), "x")
    found = checks.camera(settings, watch_s=0.1, first_frame_s=0.5)
    assert found.result is Result.FAILED
    assert found.remedy


def test_a_broker_that_is_away_is_named_with_what_to_do(clip: StationConfig) -> None:
    assert checks.broker(clip, None).result is Result.SKIPPED
    _, settings = settled(EXAMPLE, Answers(host="127.0.0.1", port=1), "x")
    found = checks.broker(settings, None)
    assert (found.result, found.detail.partition(":")[0]) == (Result.FAILED, "TCP")


def test_light_and_sound_are_skipped_where_there_are_none(clip: StationConfig) -> None:
    assert checks.feedback(clip, lambda _: None, None).result is Result.SKIPPED


def test_the_command_without_a_person_wants_options(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "edge", "setup", "-c", str(tmp_path / "station.yaml")]
    asked = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert asked.returncode == UsageError.exit_status
    assert "--yes" in asked.stderr
    options = ["--yes", "--no-checks", "--json", "--site", "hall", "--station", "rack"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["site"] == "hall"
    written = yaml.safe_load((tmp_path / "station.yaml").read_text(encoding="utf-8"))
    assert (written["site"], written["station"]) == ("hall", "rack")
