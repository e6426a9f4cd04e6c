"""Players: none of them blocks, and one that fails is reported once while the others go on."""

import threading
import time

import pytest

from edge.config.feedback import FeedbackConfig
from edge.errors import FeedbackError, PlayerFailedError
from edge.feedback.animator import LATE_S
from edge.feedback.cue import Cue
from edge.feedback.factory import light_player, make_players, sound_player
from edge.feedback.player import Players
from edge.feedback.score import DARK, SILENT
from edge.feedback.signal import Signal
from edge.feedback.table import load_table
from edge.feedback.voice import VoicePlayer
from tests.fakes.camera import FakeClock
from tests.fakes.players import BrokenPlayer, FakeInstrument, FakePlayer, FakeSpeaker
from tests.feedback.test_gpio import fail, until

TABLE = load_table()
GOOD = Cue(Signal.REP_GOOD, 0.0, 1, "1")


def cue(count: int) -> Cue:
    return Cue(Signal.REP_GOOD, 0.0, count, str(count))


@pytest.fixture
def blocked() -> FakeInstrument:
    return FakeInstrument(hangs=True)


def test_a_broken_player_is_reported_once_and_the_others_go_on():
    reports: list[FeedbackError] = []
    sound = FakePlayer()
    players = Players([BrokenPlayer(), sound], reports.append)
    players.play(GOOD)
    players.show(0.5)
    players.play(GOOD)
    players.close()
    assert sound.signals == [Signal.REP_GOOD] * 2
    assert sound.is_closed
    assert [str(report) for report in reports] == [
        "BrokenPlayer: has failed: no such device — the others go on"
    ]


def test_an_instrument_that_dies_is_reported_once_and_released():
    reports: list[FeedbackError] = []
    dying = FakeInstrument(failing=OSError("pulled out"))
    player = light_player(dying, TABLE, reports.append)
    assert dying.is_closed.wait(5)
    player.play(GOOD)
    player.show(1.0)
    player.close()
    assert len(reports) == 1
    assert isinstance(reports[0], PlayerFailedError)
    assert "fake instrument: has failed: pulled out" in str(reports[0])


def spent_s(call) -> float:
    began_s = time.perf_counter()
    call()
    return time.perf_counter() - began_s


def test_a_device_that_hangs_costs_the_caller_nothing(blocked: FakeInstrument):
    speaker = FakeSpeaker()
    players = Players(
        [
            light_player(blocked, TABLE, fail),
            sound_player(FakeInstrument(hangs=True), TABLE, fail),
            VoicePlayer(speaker, fail),
        ],
        fail,
    )
    assert blocked.entered.wait(5)
    players.play(cue(0))
    speaker.speech(0)
    spent = [
        spent_s(lambda n=n: (players.play(cue(n)), players.show(n % 100 / 100)))
        for n in range(1, 1001)
    ]
    assert sorted(spent)[990] < 0.001
    blocked.release()
    players.close()


def test_closing_does_not_wait_for_a_device_that_hangs(blocked: FakeInstrument):
    player = light_player(blocked, TABLE, fail)
    assert blocked.entered.wait(5)
    assert spent_s(player.close) < 2.0
    blocked.release()
    assert blocked.is_closed.wait(5)


def test_what_a_hanging_light_missed_is_not_made_up_for(blocked: FakeInstrument):
    clock = FakeClock()
    player = light_player(blocked, TABLE, fail, clock=clock)
    assert blocked.entered.wait(5)
    player.play(GOOD)
    clock.now_s = LATE_S + 0.1
    player.show(1.0)
    blocked.release()
    until(lambda: len(blocked.states) == 2)
    player.close()
    assert next(state for _, state in blocked.states) == DARK
    assert {state.level for _, state in blocked.states} == {0.0, TABLE.movement.brightest}


def test_the_light_follows_the_movement_between_signals():
    light = FakeInstrument()
    player = light_player(light, TABLE, fail)
    for position in (0.0, 0.5, 1.0, None):
        count = len(light.states)
        player.show(position)
        until(lambda count=count: len(light.states) > count)
    player.close()
    levels = [round(state.level, 2) for _, state in light.states]
    assert levels == [0.0, 0.25, 0.5, 0.75, 0.0]


def test_a_signal_stands_over_the_movement():
    light = FakeInstrument()
    player = light_player(light, TABLE, fail)
    player.show(0.0)
    player.play(GOOD)
    until(lambda: any(state.green == 1.0 and state.red == 0.0 for _, state in light.states))
    player.show(1.0)
    until(lambda: light.states[-1][1].level == TABLE.movement.brightest)
    player.close()
    greens = [state for _, state in light.states if state.green == 1.0]
    assert len(greens) == 1


def test_a_buzzer_keeps_silent_at_a_silent_cue():
    buzzer = FakeInstrument()
    player = sound_player(buzzer, TABLE, fail)
    until(lambda: bool(buzzer.states))
    player.play(Cue(Signal.REP_GOOD, 0.0, silent=True))
    player.close()
    assert {state for _, state in buzzer.states} == {SILENT}


def test_the_newest_count_breaks_off_the_one_before():
    speaker = FakeSpeaker()
    voice = VoicePlayer(speaker, fail)
    voice.play(cue(1))
    first = speaker.speech(0)
    voice.play(cue(2))
    second = speaker.speech(1)
    assert first.is_stopped
    second.finish()
    until(lambda: voice._speech is None)
    voice.play(cue(3))
    speaker.speech(2)
    voice.close()
    assert [speech.text for speech in speaker.speeches] == ["1", "2", "3"]
    assert not second.is_stopped
    assert speaker.speeches[2].is_stopped


def test_of_counts_that_come_while_a_process_starts_the_newest_is_said():
    speaker = FakeSpeaker()
    begun, go_on = threading.Event(), threading.Event()
    begin = speaker.begin

    def slow(text: str):
        begun.set()
        assert go_on.wait(5)
        return begin(text)

    speaker.begin = slow
    voice = VoicePlayer(speaker, fail)
    voice.play(cue(1))
    assert begun.wait(5)
    voice.play(cue(2))
    voice.play(cue(3))
    go_on.set()
    assert speaker.speech(1).text == "3"
    assert speaker.speeches[0].is_stopped
    voice.close()


def test_a_count_that_would_come_late_is_dropped():
    clock = FakeClock()
    speaker = FakeSpeaker()
    begin = speaker.begin

    def late(text: str):
        clock.now_s += LATE_S + 0.1
        return begin(text)

    speaker.begin = late
    voice = VoicePlayer(speaker, fail, clock=clock)
    voice.play(cue(1))
    first = speaker.speech(0)
    voice._texts.put(("2", 0.0))
    first.finish()
    until(lambda: voice._texts.is_empty)
    voice.close()
    assert [speech.text for speech in speaker.speeches] == ["1"]


def test_what_has_no_words_or_is_silent_breaks_nothing_off():
    speaker = FakeSpeaker()
    voice = VoicePlayer(speaker, fail)
    voice.play(cue(1))
    first = speaker.speech(0)
    voice.play(Cue(Signal.OFFLINE, 0.0))
    voice.play(Cue(Signal.CAMERA_BLOCKED, 0.0, text="My camera is blocked", silent=True))
    assert not first.is_stopped
    voice.close()


def test_a_voice_in_trouble_is_reported_once_until_it_speaks_again():
    reports: list[FeedbackError] = []
    speaker = FakeSpeaker()
    voice = VoicePlayer(speaker, reports.append)
    for number, failing in enumerate([OSError("gone"), OSError("gone"), None, OSError("gone")]):
        speaker.failing = failing
        voice.play(cue(number))
        speaker.speech(number).finish()
        until(lambda: voice._speech is None and voice._texts.is_empty)
    voice.close()
    assert [str(report) for report in reports] == [
        "fake speaker: has failed: gone — the others go on"
    ] * 2


def test_by_default_lines_are_written():
    lines: list[str] = []
    players = make_players(FeedbackConfig(), "ko", say=lines.append, report=fail)
    players.play(Cue(Signal.REP_FAULT, 0.0, 2, "둘, 더 깊이 앉으세요"))
    players.show(0.3)
    players.close()
    assert lines == ["● ●  고칠 점이 있는 1회: 둘, 더 깊이 앉으세요"]
