"""Keeps tracker, session machine and journal in step, frame by frame."""

from collections.abc import Callable
from dataclasses import replace

from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import SetProgress
from edge.member.identity import Identity
from edge.pose.pose import Pose
from edge.session.events import SessionEvent, TrackerReset
from edge.session.journal import Journal
from edge.session.machine import SessionMachine
from edge.session.moment import Moment
from edge.session.summary import SessionEnd

Events = tuple[SessionEvent, ...]


class Coaching:
    """One athlete after the other: sightings and commands in, progress and events out.

    new_tracker: makes a tracker that knows nobody; each athlete has one from the first pose on.
    journal: is given every event before it is returned. One thread calls all of it.
    """

    def __init__(
        self,
        machine: SessionMachine,
        new_tracker: Callable[[], ExerciseTracker],
        journal: Journal,
    ) -> None:
        self._machine = machine
        self._new_tracker = new_tracker
        self._tracker = new_tracker()
        self._journal = journal
        self._judging = True

    def judge(self, *, form: bool) -> None:
        """Whether the form of repetitions is judged from now on; a hot computer only counts."""
        self._judging = self._tracker.judging = form

    def see(self, moment: Moment, pose: Pose | None) -> tuple[SetProgress, Events]:
        """Take one frame. moment: without progress. pose: the athlete's, None where not seen.

        The counts of the progress are those of the running set, 0 between sets; the tracker's own
        go through all sets of an athlete.
        """
        # First who is there: the pose of a new athlete must not reach the old one's tracker.
        met = self._take(self._machine.update(moment))
        shown = None if moment.athlete is None else pose
        progress = self._tracker.update(moment.captured_s, shown)
        worked = self._take(self._machine.update(replace(moment, progress=progress)))
        return self._of_set(progress), met + worked

    def finish(self, last: Moment) -> tuple[SetProgress, Events]:
        """The stream ends, or the station stops: count what is complete, close the session."""
        progress = self._tracker.finish()
        worked = self._take(self._machine.update(replace(last, progress=progress)))
        return progress, worked + self.end(SessionEnd.SHUTDOWN)

    def identify(self, identity: Identity, athlete: int | None = None) -> Events:
        """See `SessionMachine.identify`; nobody's identity is `not_me`."""
        if not identity.is_member:
            return self.not_me()
        return self._take(self._machine.identify(identity, athlete))

    def not_me(self) -> Events:
        """See `SessionMachine.not_me`."""
        return self._take(self._machine.not_me())

    def sign_out(self) -> Events:
        """See `SessionMachine.sign_out`."""
        return self._take(self._machine.sign_out())

    def end(self, reason: SessionEnd = SessionEnd.COMMAND) -> Events:
        """See `SessionMachine.end`."""
        return self._take(self._machine.end(reason))

    def _of_set(self, progress: SetProgress) -> SetProgress:
        state = self._machine.set_state
        if state is None:
            return replace(progress, count=0, partial_count=0, hold_s=0.0)
        return replace(
            progress,
            exercise=state.exercise,
            count=state.count,
            partial_count=state.partial_reps,
            hold_s=state.hold_s,
        )

    def _take(self, events: Events) -> Events:
        if any(isinstance(event, TrackerReset) for event in events):
            self._tracker = self._new_tracker()
            self._tracker.judging = self._judging
        self._journal.note(events)
        return events
