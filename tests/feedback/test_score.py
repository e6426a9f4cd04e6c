"""A set of squats with one fault, from poses to pins, read like a score.

Everything between is the station's own: tracker, session, coach, scores, gpiozero. The clock is
virtual: a pin changes exactly when the score says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest

from edge.bench.pins import ScorePins
from edge.config.buzzer import BuzzerConfig
from edge.config.condition import ConditionSpec, Plane
from edge.config.light import LightConfig
from edge.config.naming import Cue as Words
from edge.config.naming import Name
from edge.config.pack import load_packs
from edge.config.session import SessionConfig
from edge.exercise.tracker import ExerciseTracker
from edge.feedback.coach import Coach, CoachSettings
from edge.feedback.cue import Cue
from edge.feedback.gpio import PiezoBuzzer, make_light
from edge.feedback.performer import Performer
from edge.feedback.phrases import Phrasebook
from edge.feedback.score import SILENT, light_score, movement_light, sound_score
from edge.feedback.signal import Signal
from edge.feedback.situation import Situation
from edge.feedback.table import load_table
from edge.session.about import StationAbout
from edge.session.machine import SessionMachine
from edge.session.moment import Moment, Presence
from edge.session.summary import Versions
from tests.exercise.figure import film
from tests.fakes.camera import FakeClock
from tests.feedback.events import advice

RED, GREEN, BLUE, BUZZER = 17, 27, 22, 18
LOW_HZ, MIDDLE_HZ, HIGH_HZ = 1000.0, 1500.0, 2000.0
TABLE = load_table()
CHEST_UP = ConditionSpec(
    id="back_straight",
    name=Name(en="Chest up", ko="상체 각도"),
    cue=Words(en="Lift your chest", ko="가슴을 드세요"),
    tilt=("mid_hip", "mid_shoulder"),
    plane=Plane.SIDE,
    at_most=50.0,
    yaw_deg=((45.0, 135.0),),
    basis="a limit of this test",
)


@dataclass
class Concert:
    """What was told when, and what the pins did."""

    told: list[tuple[float, Cue]]
    pins: ScorePins

    def lit(self, pin: int, after_s: float, for_s: float) -> list[tuple[float, float]]:
        """The pin's changes in this time; seconds counted from `after_s`."""
        return [
            (round(stroke.at_s - after_s, 2), round(stroke.level, 2))
            for stroke in self.pins.score
            if stroke.pin == pin and after_s <= stroke.at_s <= after_s + for_s
        ]

    def tune(self, after_s: float) -> list[tuple[float, float | None]]:
        """When the buzzer began and ended, with its frequency; None = silent."""
        return [
            (round(stroke.at_s - after_s, 2), stroke.frequency_hz if stroke.level else None)
            for stroke in self.pins.score
            if stroke.pin == BUZZER and after_s <= stroke.at_s <= after_s + 1.5
        ]


class Stage:
    """Light and buzzer, played step by step up to each new instant."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.pins = ScorePins(self.clock)
        light = make_light(LightConfig(), self.pins)
        buzzer = PiezoBuzzer(BuzzerConfig(), self.pins)
        self.light = Performer(light, {signal: light_score(TABLE, signal) for signal in Signal})
        self.buzzer = Performer(buzzer, {signal: sound_score(TABLE, signal) for signal in Signal})
        self.rest = movement_light(TABLE, None)

    def until(self, now_s: float) -> None:
        """Play what changes by itself before this instant."""
        while True:
            nexts = (
                self.light.step(self.clock.now_s, self.rest),
                self.buzzer.step(self.clock.now_s, SILENT),
            )
            due_s = min((at_s for at_s in nexts if at_s is not None), default=now_s)
            if due_s >= now_s:
                self.clock.now_s = now_s
                return
            self.clock.now_s = due_s

    def tell(self, cue: Cue | None, position: float | None) -> None:
        """At this instant: the cue, and the light of the position."""
        signal = cue.signal if cue else None
        self.rest = movement_light(TABLE, position)
        self.light.step(self.clock.now_s, self.rest, signal)
        self.buzzer.step(self.clock.now_s, SILENT, signal)


def entropy(count: int) -> bytes:
    return bytes(count)


@pytest.fixture(scope="module")
def concert() -> Iterator[Concert]:
    """Three squats seen from the side; in the second the trunk leans far forward."""
    (squat,) = load_packs(["squat"])
    tracker = ExerciseTracker([squat.model_copy(update={"conditions": (CHEST_UP,)})])
    about = StationAbout("gym", "station-1", "boot", Versions("1", "1"))
    machine = SessionMachine(SessionConfig(), about, entropy)
    coach = Coach(TABLE, Phrasebook(TABLE, "en"), advice, CoachSettings())
    stage = Stage()
    told = []
    squats = film(
        "squat", 70.0, fps=30.0, faults={2: ("forward_lean",)}, before=("stand",), after=("stand",)
    )
    for at_s, pose in squats.poses():
        stage.until(at_s)
        progress = tracker.update(at_s, pose)
        events = machine.update(Moment(at_s, 0.0, Presence.IN_ZONE, 1, progress))
        situation = Situation(at_s, progress, events, seen=pose is not None)
        cue = coach.update(situation)
        stage.tell(cue, situation.position)
        if cue is not None:
            told.append((at_s, cue))
    stage.until(told[-1][0] + 3.0)
    yield Concert(told, stage.pins)
    stage.pins.reset()


def test_what_is_told(concert: Concert):
    assert [(cue.signal, cue.text) for _, cue in concert.told] == [
        (Signal.READY, "Ready"),
        (Signal.REP_GOOD, "1"),
        (Signal.REP_FAULT, "2, Lift your chest"),
        (Signal.CORRECTED, "3, corrected"),
    ]


def test_a_good_repetition_is_one_long_green_flash_and_a_high_tone(concert: Concert):
    at_s, _ = concert.told[1]
    assert concert.lit(GREEN, at_s, 0.5) == [(0.0, 1.0), (0.45, 0.0)]
    assert {level for _, level in concert.lit(RED, at_s, 0.5)} == {0.0}
    assert concert.tune(at_s) == [(0.0, HIGH_HZ), (0.1, None)]


def test_a_fault_is_two_short_amber_flashes_and_two_low_tones(concert: Concert):
    at_s, _ = concert.told[2]
    rhythm = [(0.0, 1.0), (0.12, 0.0), (0.26, 1.0), (0.38, 0.0)]
    assert concert.lit(RED, at_s, 0.45) == rhythm
    assert concert.lit(GREEN, at_s, 0.45) == [(t, 0.17 if on else 0.0) for t, on in rhythm]
    assert concert.tune(at_s) == [(0.0, LOW_HZ), (0.12, None), (0.17, LOW_HZ), (0.29, None)]


def test_corrected_is_short_and_long_and_rises(concert: Concert):
    at_s, _ = concert.told[3]
    rhythm = [(0.0, 1.0), (0.12, 0.0), (0.26, 1.0), (0.71, 0.0)]
    assert concert.lit(GREEN, at_s, 0.75) == rhythm
    assert concert.tune(at_s) == [(0.0, LOW_HZ), (0.12, None), (0.17, HIGH_HZ), (0.27, None)]


def test_between_signals_the_light_follows_the_movement(concert: Concert):
    (good_s, _), (fault_s, _) = concert.told[1:3]
    second = concert.lit(BLUE, good_s + 0.7, fault_s - good_s - 0.8)
    levels = [level for _, level in second]
    deepest = levels.index(max(levels))
    assert max(levels) == pytest.approx(TABLE.movement.brightest**2.2, abs=0.05)
    assert levels[0] < 0.15 > levels[-1]
    brighter = [b >= a for a, b in pairwise(levels[: deepest + 1])]
    assert sum(brighter) > 0.8 * deepest


def test_after_the_last_signal_the_light_still_says_that_it_sees(concert: Concert):
    last_s = concert.told[-1][0]
    assert concert.lit(BLUE, last_s + 0.8, 3.0)[-1][1] > 0.0
