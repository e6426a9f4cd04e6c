import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from edge.uplink.topics import COMMANDS as KNOWN_COMMANDS
from hub.dashboard import pages
from hub.dashboard import words as room
from hub.dashboard.words.checks import check_words
from hub.dashboard.words.commands import COMMANDS, CommandWords, answer, signals
from hub.dashboard.words.exercises import condition, exercise, exercises
from hub.dashboard.words.moments import length, moment
from hub.dashboard.words.text import Text, language_of
from hub.times import parse_ms


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, CommandWords):
        yield from texts_in(value.label)
        yield from texts_in(value.asks)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_in(each)


def every_text() -> list[Text]:
    found: dict[Text, None] = {}
    for package in (room, pages):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                found |= dict.fromkeys(texts_in(value))
    return list(found)


def test_everything_is_said_in_both_languages() -> None:
    said = every_text()
    assert len(said) > 100
    for text in said:
        has_words = re.search("[A-Za-z]", re.sub("{.*?}", "", text.en))
        assert not has_words or re.search("[가-힣]", text.ko), text
        assert not re.search("[가-힣]", text.en), text


def test_both_languages_tell_the_same_figures() -> None:
    for text in every_text():
        fields = [
            {part[1] for part in Formatter().parse(each)} - {None} for each in (text.en, text.ko)
        ]
        assert fields[0] == fields[1], text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("fr,en;q=0.5", "en"), ("", "en"), ("fr, ko", "ko")],
)
def test_the_language_of_a_browser(accepted: str, language: str) -> None:
    assert language_of(accepted, "en") == language


def test_exercises_are_called_what_their_packs_call_them() -> None:
    assert exercise("squat", "en") == "Squat"
    assert exercise("squat", "ko") == "스쿼트"
    assert exercise("other", "ko") == "기타 동작"
    assert exercise("gym_special", "ko") == "gym special"
    assert condition("squat", "depth", "ko") == "깊이"
    assert "plank" in exercises()


def test_checks_are_told_in_the_words_of_the_station() -> None:
    camera = check_words("camera", "silent", "ko")
    assert "카메라" in camera.says
    assert camera.remedy
    newer = check_words("camera", "a_newer_state", "en")
    assert "a newer state" in newer.says
    assert check_words("newer_check", "odd", "en").part == "newer check"


def test_every_command_has_its_words_and_signals_have_names() -> None:
    assert set(COMMANDS) == set(KNOWN_COMMANDS)
    assert signals("ko")["ready"] == "준비 완료"


def test_moments_are_told_by_the_gyms_own_clock() -> None:
    at_ms = parse_ms("2026-11-20T18:03:59Z")
    assert moment(at_ms, "en", "UTC") == "20 Nov 2026 18:03"
    assert moment(at_ms, "ko", "Asia/Seoul") == "2026년 11월 21일 03:03"


def test_lengths() -> None:
    assert length(42, "en") == "42 s"
    assert length(3_661, "en") == "1 h 1 min"
    assert length(90_000, "ko") == "1일 1시간"
    assert length(0, "ko") == "0초"


def test_answers_of_a_station_are_told_in_words() -> None:
    assert answer("phase", "empty", "ko") == ("현재", "비어 있음")
    assert answer("camera", "critical", "en")[1] == "Trouble"
    assert answer("signal", "ready", "ko") == ("신호", "준비 완료")
    assert answer("ended", False, "en")[1] == "there was no session"
    assert answer("newer_key", 7, "ko") == ("newer key", "7")
    assert answer("newer_key", None, "ko")[1] == "-"
