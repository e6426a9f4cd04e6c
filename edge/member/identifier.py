"""`Identifier`: who the athlete is, found out beside the station's work and never delaying it."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Condition, Thread, get_native_id

from edge.camera.frame import Frame
from edge.errors import StationError
from edge.member.identifier_health import IdentifierHealth
from edge.member.identifier_work import Parts, Sight, Work
from edge.member.identity import Identity, Method
from edge.pose.pose import Pose

log = logging.getLogger(__name__)

# Looks a second: more would only see the same face again.
BEAT_S = 0.15
NICENESS = 10
CLOSE_TIMEOUT_S = 5.0


@dataclass(slots=True)
class _Known:
    """What is known of the athlete who is followed now.

    visit: counts athletes, and returns of the same one. refused: members whom this athlete is not
    ("not me"). face: whether the face may be looked at; face_refused: never again for this number.
    """

    athlete: int
    visit: int
    identity: Identity | None = None
    face: bool = True
    face_refused: bool = False
    refused: set[str] = field(default_factory=set)


class Identifier:
    """Names the athlete who is followed, by face or card.

    open_parts: makes what identification works with (gallery, worker, models); called once, in the
    identifier's own thread, when the first athlete comes. Everything but `see`, `forget`, `health`
    and `close` happens there. An identity belongs to one number of an athlete: with another number
    it is gone, and nothing of the face stays.

    note: whether somebody left a note, by the time of the frame, that the athlete is not who was
    named.
    """

    def __init__(
        self, open_parts: Callable[[], Parts], note: Callable[[float], bool] = lambda _: False
    ) -> None:
        self._open_parts = open_parts
        self._note = note
        self._known: _Known | None = None
        self._last: _Known | None = None
        self._visits = 0
        self._next_s = float("-inf")
        # Shared with the thread, under the condition's lock.
        self._changed = Condition()
        self._sight: Sight | None = None
        self._found: tuple[int, Identity] | None = None
        self._looking = False
        self._closing = False
        self._health = IdentifierHealth.READY
        self._thread: Thread | None = None

    @property
    def health(self) -> IdentifierHealth:
        """How identification is."""
        with self._changed:
            return self._health

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:
        """Show a frame; returns the identity when it was newly decided for this athlete.

        An identity of nobody says that the athlete is not who was named (by a note, or by the card
        that signs out). pose, athlete: of the person followed, and his or her number; None while
        nobody is. Returns at once, whatever the worker does.
        """
        refused = _nobody(frame.captured_s) if self._note(frame.captured_s) else None
        if athlete is None:
            self._known = None
            return refused
        if self._known is None or self._known.athlete != athlete:
            self._known = self._last = self._come(athlete)
        if refused is not None:
            self.forget(athlete)
            return refused
        if frame.captured_s >= self._next_s:
            self._next_s = frame.captured_s + BEAT_S
            self._show(Sight(self._known.visit, frame, pose, self._known.face))
        return self._news(self._known)

    def forget(self, athlete: int) -> None:
        """The athlete says "not me": he or she is anonymous, and the face is not looked at again.

        A card of somebody else still signs in.
        """
        known = self._known
        if known is None or known.athlete != athlete:
            return
        known.face, known.face_refused = False, True
        if known.identity is not None and known.identity.member_id is not None:
            known.refused.add(known.identity.member_id)
        known.identity = None

    def close(self) -> None:
        """End the thread and the worker. May be called twice."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(CLOSE_TIMEOUT_S)

    def _come(self, athlete: int) -> _Known:
        """An athlete is followed from now on; one who was only lost for a moment stays refused."""
        self._visits += 1
        self._next_s = float("-inf")
        last = self._last
        if last is None or last.athlete != athlete:
            return _Known(athlete, self._visits)
        return _Known(
            athlete,
            self._visits,
            face=not last.face_refused,
            face_refused=last.face_refused,
            refused=last.refused,
        )

    def _show(self, sight: Sight) -> None:
        """Hand a sight over; one that was not looked at yet is replaced."""
        with self._changed:
            self._sight = sight
            self._changed.notify()
        if self._thread is None:
            self._thread = Thread(target=self._work, name="identifier", daemon=True)
            self._thread.start()

    def _news(self, known: _Known) -> Identity | None:
        with self._changed:
            found, self._found = self._found, None
        if found is None or found[0] != known.visit:
            return None
        identity = found[1]
        if not identity.is_member:
            return self._signed_out(known, identity)
        by_face = identity.method is Method.FACE
        if identity.member_id in known.refused or (by_face and not known.face):
            return None
        if known.identity is not None and known.identity.member_id == identity.member_id:
            return None
        known.identity, known.face = identity, False
        return identity

    def _signed_out(self, known: _Known, nobody: Identity) -> Identity | None:
        """Forget whoever is known; the same card, held up for seconds, does it once."""
        if known.identity is None and known.face_refused:
            return None
        self.forget(known.athlete)
        return nobody

    def _work(self) -> None:
        with suppress(OSError):  # not every system lets a thread be less urgent
            os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
        work = Work(self._open_parts)
        while (sight := self._next_sight()) is not None:
            try:
                identity = work.look(sight)
            except StationError as error:
                self._fail(error, work.health)
            except Exception as error:
                # Whatever a picture does to this thread, the station goes on counting.
                log.exception("identification failed")
                self._fail(error, work.health)
            else:
                self._report(sight.visit, identity, work.health)
        work.close()

    def _next_sight(self) -> Sight | None:
        """The newest sight, waited for; None when it is time to end."""
        with self._changed:
            self._looking = False
            self._changed.wait_for(lambda: self._closing or self._sight is not None)
            sight, self._sight, self._looking = self._sight, None, True
            return None if self._closing else sight

    def _report(self, visit: int, identity: Identity | None, health: IdentifierHealth) -> None:
        with self._changed:
            self._health = health
            if identity is not None:
                self._found = (visit, identity)

    def _fail(self, error: Exception, health: IdentifierHealth) -> None:
        with self._changed:
            changed, self._health = self._health is not health, health
        if changed:
            log.warning("identification is %s: %s", health, error)


def _nobody(captured_s: float) -> Identity:
    return Identity(None, None, 0.0, 0, captured_s)
