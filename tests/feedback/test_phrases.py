"""What is said, and how numbers are said in Korean."""

import pytest

from edge.config.speech import KoreanNumbers, SpeechConfig
from edge.feedback.numbers import native_korean, sino_korean
from edge.feedback.phrases import Phrasebook
from edge.feedback.signal import Signal
from edge.feedback.table import load_table

TABLE = load_table()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "하나"),
        (10, "열"),
        (12, "열둘"),
        (20, "스물"),
        (21, "스물하나"),
        (35, "서른다섯"),
        (99, "아흔아홉"),
        (100, "백"),
        (0, "영"),
    ],
)
def test_repetitions_are_counted_natively(number: int, words: str):
    assert native_korean(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "영"),
        (1, "일"),
        (10, "십"),
        (11, "십일"),
        (20, "이십"),
        (45, "사십오"),
        (100, "백"),
        (101, "백일"),
        (1010, "천십"),
        (2345, "이천삼백사십오"),
        (12345, "12345"),
    ],
)
def test_seconds_are_counted_in_sino_korean(number: int, words: str):
    assert sino_korean(number) == words


def test_every_number_has_its_own_words():
    assert len({native_korean(number) for number in range(1, 100)}) == 99
    assert len({sino_korean(number) for number in range(10000)}) == 10000


@pytest.mark.parametrize(
    ("language", "signal", "count", "advice", "text"),
    [
        ("en", Signal.REP_GOOD, 3, "", "3"),
        ("en", Signal.REP_FAULT, 3, "Sit deeper", "3, Sit deeper"),
        ("ko", Signal.REP_FAULT, 12, "더 깊이 앉으세요", "열둘, 더 깊이 앉으세요"),
        ("ko", Signal.HOLD_MARK, 20, "", "이십초"),
        ("en", Signal.CORRECTED, None, "", "corrected"),
        ("ko", Signal.CORRECTED, None, "", "자세가 좋아졌어요"),
        ("en", Signal.OFFLINE, None, "", ""),
        ("en", Signal.REP_FAULT, None, "Sit deeper", "Sit deeper"),
    ],
)
def test_phrases(language, signal: Signal, count: int | None, advice: str, text: str):
    assert Phrasebook(TABLE, language).text(signal, count, advice) == text


def test_repetitions_may_be_counted_in_sino_korean_too():
    speech = SpeechConfig(korean_numbers=KoreanNumbers.SINO)
    assert Phrasebook(TABLE, "ko", speech).text(Signal.REP_GOOD, 3) == "삼"


def test_longer_and_slower_speech_takes_longer():
    phrases = Phrasebook(TABLE, "en")
    slow = Phrasebook(TABLE, "en", SpeechConfig(words_per_minute=100))
    assert phrases.seconds("") == 0.0
    assert (
        0.0
        < phrases.seconds("3")
        < phrases.seconds("3, Sit deeper")
        < slow.seconds("3, Sit deeper")
    )
