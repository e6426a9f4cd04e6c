"""The guide through an enrolment in front of the camera: five shots in about ten seconds. Pure."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from edge.errors import EnrolmentError
from edge.member.face.finder import FaceLook
from edge.member.face.quality import QualityProblem
from edge.member.port import ByteArray

# Time to follow a prompt, and then to choose the best picture of.
FOLLOW_S = 0.9
CHOOSE_S = 0.6
# Somebody who cannot turn the head is taken as he or she is after so long.
PATIENCE_S = 4.0
TIME_LIMIT_S = 60.0
# See `quality.turn`: a head turned a little, far from where a face is of no use.
LITTLE_TURN = 0.08


class Prompt(StrEnum):
    """What the person is asked for. Left and right are the person's own."""

    STRAIGHT = "straight"
    LEFT = "left"
    RIGHT = "right"
    CHIN_UP = "chin_up"
    SMILE = "smile"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to show now.

    prompt: None when all is done. taken: shots so far. problem: to be put right first; None while
    nothing is wrong.
    """

    prompt: Prompt | None
    taken: int
    problem: QualityProblem | None


class EnrolmentGuide:
    """Takes the best shot for each prompt."""

    def __init__(self) -> None:
        self._prompts = list(Prompt)
        self._chips: list[ByteArray] = []
        self._best: tuple[float, ByteArray] | None = None
        self._began_s: float | None = None
        self._asked_s = 0.0
        self._good_s: float | None = None
        self._problems: Counter[QualityProblem] = Counter()

    @property
    def chips(self) -> list[ByteArray]:
        """The shots taken, each (150, 150, 3)."""
        return self._chips

    def see(self, look: FaceLook, captured_s: float) -> Guidance:
        """Judge a picture; raises EnrolmentError after a minute without five good shots."""
        if self._began_s is None:
            self._began_s = self._asked_s = captured_s
        self._problems.update(look.quality.problems[:1])
        if captured_s - self._began_s > TIME_LIMIT_S:
            raise self._given_up()
        if self._prompts and captured_s - self._asked_s >= FOLLOW_S:
            self._consider(look, captured_s)
        problem = look.quality.problems[0] if look.quality.problems else None
        prompt = self._prompts[0] if self._prompts else None
        return Guidance(prompt, len(self._chips), problem)

    def _consider(self, look: FaceLook, captured_s: float) -> None:
        if look.chip is not None and look.quality.usable and self._follows(look, captured_s):
            self._good_s = captured_s if self._good_s is None else self._good_s
            if self._best is None or look.quality.rank > self._best[0]:
                self._best = (look.quality.rank, look.chip)
        if self._best and self._good_s is not None and captured_s - self._good_s >= CHOOSE_S:
            self._chips.append(self._best[1])
            del self._prompts[0]
            self._best, self._good_s, self._asked_s = None, None, captured_s

    def _follows(self, look: FaceLook, captured_s: float) -> bool:
        """Whether the head is where the prompt asked for, as far as that can be told."""
        if captured_s - self._asked_s > PATIENCE_S:
            return True
        turned = look.quality.turn
        if self._prompts[0] is Prompt.LEFT:
            return turned >= LITTLE_TURN
        if self._prompts[0] is Prompt.RIGHT:
            return turned <= -LITTLE_TURN
        return True

    def _given_up(self) -> EnrolmentError:
        usual = self._problems.most_common(1)
        why = f"; mostly: {usual[0][0].value.replace('_', ' ')}" if usual else ""
        return EnrolmentError(
            f"{len(self._chips)} of {len(Prompt)} shots in {TIME_LIMIT_S:.0f} seconds{why}",
            remedy="stand about a metre away, in even light, alone, and look at the camera",
        )
