"""A name that comes soon, stays through doubts, and changes with the member."""

import pytest

from edge.exercise.recognise.decision import OTHER, RELEASE_S, Decision, Recognition

CLASSES = ("squat", "lunge", "push_up", "other")
STEP_S = 0.25


class Play:
    """Feeds a decision one probability vector after another, a quarter of a second apart."""

    def __init__(self, *candidates: str) -> None:
        self.decision = Decision(CLASSES, candidates or CLASSES[:-1])
        self.now_s = 0.0
        self.heard: list[Recognition] = []

    def say(self, seconds: float, **probabilities: float) -> Recognition:
        rest = 1.0 - sum(probabilities.values())
        vector = [probabilities.get(name, rest if name == OTHER else 0.0) for name in CLASSES]
        for _ in range(round(seconds / STEP_S)):
            self.now_s += STEP_S
            self.heard.append(self.decision.update(self.now_s, self.now_s - 1.0, vector))
        return self.heard[-1]

    @property
    def names(self) -> list[str]:
        """The names in the order heard, each once until it changes."""
        heard = [recognition.exercise for recognition in self.heard]
        return [name for at, name in enumerate(heard) if at == 0 or heard[at - 1] != name]


def test_clear_evidence_is_named_within_a_second() -> None:
    play = Play()
    play.say(1.0, squat=0.95)
    assert play.names == [OTHER, "squat"]


def test_nothing_is_guessed() -> None:
    play = Play()
    assert play.say(10.0, squat=0.45, lunge=0.4).exercise == OTHER


def test_what_stays_ahead_is_named_after_a_while() -> None:
    play = Play()
    assert play.say(1.0, squat=0.55, lunge=0.2).exercise == OTHER
    assert play.say(4.0, squat=0.55, lunge=0.2).exercise == "squat"


def test_one_wrong_window_does_not_show() -> None:
    play = Play()
    play.say(3.0, squat=0.9)
    play.say(STEP_S, lunge=0.99)
    play.say(3.0, squat=0.9)
    assert play.names == [OTHER, "squat"]


def test_a_pause_keeps_the_name_and_the_end_takes_it() -> None:
    play = Play()
    play.say(3.0, squat=0.9)
    assert play.say(RELEASE_S - 0.5).exercise == "squat"
    assert play.say(2.0).exercise == OTHER


def test_another_exercise_takes_over() -> None:
    play = Play()
    play.say(5.0, squat=0.9)
    assert play.say(2.0, lunge=0.9).exercise == "lunge"
    assert play.names == [OTHER, "squat", "lunge"]


def test_since_says_when_the_movement_began() -> None:
    play = Play()
    play.say(5.0)
    named = play.say(2.0, lunge=0.9)
    assert named.since_s is not None
    assert 3.5 <= named.since_s <= 5.5
    assert play.say(6.0).since_s is None


def test_only_candidates_are_named() -> None:
    play = Play("lunge")
    assert play.say(3.0, squat=0.95).exercise == OTHER
    assert play.say(3.0, lunge=0.95).exercise == "lunge"


def test_the_candidates_probabilities_are_told() -> None:
    play = Play("squat", "lunge")
    play.say(8.0, squat=0.3, push_up=0.5)
    assert play.decision.probabilities == pytest.approx({"squat": 0.3, "lunge": 0.0}, abs=0.01)


def test_probability_of_other_is_what_is_left() -> None:
    assert Play().say(8.0, squat=0.3).probability == pytest.approx(0.7, abs=0.01)


def test_odds_beside_the_window_weigh_in_the_name() -> None:
    decision = Decision(CLASSES, CLASSES[:-1])
    for step in range(12):
        decision.update(step * STEP_S, 0.0, [0.45, 0.0, 0.0, 0.55], {"squat": 2.5})
    assert decision.recognition(3.0).exercise == "squat"
    assert decision.probabilities["squat"] == pytest.approx(0.67, abs=0.03)


def test_odds_against_an_exercise_keep_it_from_being_named() -> None:
    decision = Decision(CLASSES, CLASSES[:-1])
    for step in range(12):
        decision.update(step * STEP_S, 0.0, [0.6, 0.0, 0.0, 0.4], {"squat": 0.3})
    assert decision.recognition(3.0).exercise == OTHER
