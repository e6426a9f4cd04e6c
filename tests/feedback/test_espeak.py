"""espeak-ng as a process: what it is told, and what its failures are called."""

import shutil
import threading
import time
from pathlib import Path

import pytest

from edge.config.feedback import FeedbackConfig
from edge.config.speech import SpeechConfig
from edge.errors import FeedbackError, PlayerFailedError, PlayerUnavailableError
from edge.feedback.cue import Cue
from edge.feedback.espeak import PROGRAM, Espeak
from edge.feedback.factory import make_players
from edge.feedback.signal import Signal
from edge.feedback.voice import VoicePlayer
from tests.feedback.test_gpio import fail, until


@pytest.fixture
def program(tmp_path: Path):
    """Makes a program that stands in for espeak-ng: a shell script that ends with these lines."""

    def make(*lines: str) -> str:
        path = tmp_path / "speaker"
        script = ["#!/bin/sh", f'printf "%s\\n" "$@" > {tmp_path}/said', *lines]
        path.write_text("\n".join(script) + "\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return make


def test_it_is_told_voice_speed_loudness_and_words(program, tmp_path: Path):
    config = SpeechConfig(volume=0.5, words_per_minute=200, device="hw:1")
    Espeak(config, "ko", program()).begin("-하나, 둘").wait()
    said = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert said == [
        "-v",
        "ko",
        "-s",
        "200",
        "-a",
        "50",
        "-z",
        "-b",
        "1",
        "-d",
        "hw:1",
        "--",
        "-하나, 둘",
    ]


def test_what_is_not_installed_is_named():
    with pytest.raises(PlayerUnavailableError) as caught:
        Espeak(SpeechConfig(), "en", "espeak-of-nobody")
    assert str(caught.value) == (
        "espeak-of-nobody: is not installed — apt install espeak-ng, or set feedback.voice to none"
    )


def test_without_espeak_the_station_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    reports: list[FeedbackError] = []
    config = FeedbackConfig(voice="espeak-ng")
    make_players(config, "en", say=print, report=reports.append).close()
    assert [report.where for report in reports] == ["espeak-ng"]


def test_a_failure_is_named_by_its_last_line(program):
    speech = Espeak(SpeechConfig(), "en", program("echo one >&2; echo two >&2; exit 3")).begin("1")
    with pytest.raises(PlayerFailedError, match="cannot be heard: two"):
        speech.wait()


def test_a_missing_sound_device_is_found_though_the_exit_status_is_good(program):
    noise = 'echo "ALSA lib pcm.c: Unknown PCM" >&2; echo "error: No such file" >&2'
    with pytest.raises(PlayerFailedError, match="cannot be heard: error: No such file"):
        Espeak(SpeechConfig(), "en", program(noise)).begin("1").wait()


def test_warnings_are_no_failure(program):
    Espeak(SpeechConfig(), "en", program("echo ALSA lib: underrun >&2")).begin("1").wait()


def test_speech_is_broken_off_at_once(program):
    speech = Espeak(SpeechConfig(), "en", program("exec sleep 30")).begin("1")
    began_s = time.monotonic()
    threading.Timer(0.1, speech.stop).start()
    speech.wait()
    assert time.monotonic() - began_s < 5


@pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize(("language", "text"), [("en", "12, Sit deeper"), ("ko", "열둘")])
def test_the_real_one_speaks_or_says_why_not(language, text: str):
    complaint = ""
    try:
        Espeak(SpeechConfig(volume=0.0), language).begin(text).wait()
    except PlayerFailedError as error:
        complaint = str(error)
    assert not complaint or complaint.startswith("espeak-ng: cannot be heard: error:")


def test_a_count_breaks_off_the_process_of_the_one_before(program, tmp_path: Path):
    voice = VoicePlayer(Espeak(SpeechConfig(), "en", program("exec sleep 30")), fail)

    def said() -> str:
        path = tmp_path / "said"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    voice.play(Cue(Signal.REP_GOOD, 0.0, 1, "one"))
    until(lambda: said().endswith("one\n"))
    began_s = time.monotonic()
    voice.play(Cue(Signal.REP_GOOD, 0.0, 2, "two"))
    until(lambda: said().endswith("two\n"))
    voice.close()
    assert time.monotonic() - began_s < 5
    assert not any(thread.name == PROGRAM for thread in threading.enumerate())
