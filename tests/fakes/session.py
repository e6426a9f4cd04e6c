"""A station without camera: whoever stands there does what a test says, on a virtual clock."""

from itertools import count

from edge.config.session import SessionConfig
from edge.exercise.values import ConditionResult, PartialRep, Phase, Rep, SetProgress, Verdict
from edge.member.identity import Identity, Method
from edge.session.about import StationAbout
from edge.session.events import SessionEnded, SessionEvent
from edge.session.machine import SessionMachine
from edge.session.moment import Moment, Presence
from edge.session.summary import SessionEnd, SessionSummary, Versions

ABOUT = StationAbout(
    "gym", "station-1", "boot-1", Versions("0.1.0", "cafe", {"pose": "1"}), {"squat": "deg"}
)
WALL_S = 1_700_000_000.0
OK = ConditionResult("depth", Verdict.OK)
FAULT = ConditionResult("depth", Verdict.FAULT)
NOT_JUDGED = ConditionResult("depth", Verdict.NOT_JUDGED, reason="view")


def counted_entropy():
    """Different bytes each time, the same in every test."""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


class Floor:
    """Plays moments at a session machine, and keeps what it told.

    athlete: who stands in the zone; None = nobody. wall_s: what the wall clock shows at time 0.
    """

    def __init__(self, *, about: StationAbout = ABOUT, entropy=None, **settings: object) -> None:
        self.machine = SessionMachine(
            SessionConfig(**settings), about, entropy or counted_entropy()
        )
        self.now_s = 100.0
        self.wall_s = WALL_S
        self.synced = True
        self.athlete: int | None = None
        self.events: list[SessionEvent] = []
        self.held_s = 0.0

    @property
    def summaries(self) -> list[SessionSummary]:
        return [event.summary for event in self.events if isinstance(event, SessionEnded)]

    def told(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]

    def enter(self, athlete: int) -> "Floor":
        self.athlete = athlete
        return self.wait(0.1)

    def leave(self) -> "Floor":
        self.athlete = None
        return self.wait(0.1)

    def wait(self, seconds: float, step_s: float = 1.0) -> "Floor":
        end_s = self.now_s + seconds
        while self.now_s < end_s - 1e-9:
            self.now_s = min(end_s, self.now_s + step_s)
            self.see(None)
        return self

    def rep(
        self, exercise: str = "squat", *, lasts_s: float = 2.0, conditions=(OK,), range_deg=90.0
    ) -> Rep:
        """One repetition that begins now, counted when it ends."""
        start_s = self.now_s
        self.wait(lasts_s)
        rep = Rep(
            exercise,
            1,
            start_s,
            start_s + 0.4 * lasts_s,
            self.now_s,
            self.now_s,
            range_deg,
            conditions,
        )
        self.finish(exercise, rep)
        return rep

    def reps(self, count: int, exercise: str = "squat", **how: object) -> list[Rep]:
        return [self.rep(exercise, **how) for _ in range(count)]

    def finish(self, exercise: str, *reps: Rep) -> None:
        self.see(SetProgress(exercise, self.now_s, len(reps), Phase.START, finished=reps))

    def attempt(self, exercise: str = "squat", lasts_s: float = 1.0) -> None:
        start_s = self.now_s
        self.now_s += lasts_s
        partial = PartialRep(
            exercise, start_s, start_s + lasts_s / 2, self.now_s, self.now_s, 30.0, 60.0
        )
        self.see(SetProgress(exercise, self.now_s, 0, Phase.START, partial=(partial,)))

    def hold(self, seconds: float, exercise: str = "plank", step_s: float = 0.1) -> None:
        for _ in range(round(seconds / step_s)):
            self.now_s += step_s
            self.held_s += step_s
            self.see(
                SetProgress(exercise, self.now_s, 0, Phase.HOLD, hold_s=self.held_s, holding=(OK,))
            )

    def see(self, progress: SetProgress | None) -> None:
        presence = Presence.EMPTY if self.athlete is None else Presence.IN_ZONE
        wall_s = self.wall_s + self.now_s
        moment = Moment(self.now_s, wall_s, presence, self.athlete, progress, self.synced)
        self.events.extend(self.machine.update(moment))

    def known(self, member_id: str, method: Method = Method.FACE) -> "Floor":
        self.events.extend(self.machine.identify(Identity(member_id, method, 1.0, 3, self.now_s)))
        return self

    def not_me(self) -> None:
        self.events.extend(self.machine.not_me())

    def sign_out(self) -> None:
        self.events.extend(self.machine.sign_out())

    def end(self, reason: SessionEnd = SessionEnd.COMMAND) -> None:
        self.events.extend(self.machine.end(reason))
