"""`Identifier`: who the athlete is, found out beside the station's work and never delaying it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from edge.camera.frame import Frame
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.lane import Lane
from edge.member.identify.work import Parts, Sight
from edge.member.identity import Identity, Method
from edge.pose.pose import Pose

READY = IdentifierHealth.READY
# Looks a second: more would only see the same face again.
BEAT_S = 0.15


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

    open_cards: the same for cards alone, in a thread of their own: a card is read while the face
    worker is slow or hangs. note: whether somebody left a note, by the time of the frame, that the
    athlete is not who was named.
    """

    def __init__(
        self,
        open_parts: Callable[[], Parts],
        note: Callable[[float], bool] = lambda _: False,
        *,
        open_cards: Callable[[], Parts] | None = None,
    ) -> None:
        self._note = note
        self._known: _Known | None = None
        self._last: _Known | None = None
        self._visits = 0
        self._next_s = float("-inf")
        self._lanes = tuple(Lane(opening) for opening in (open_parts, open_cards) if opening)

    @property
    def health(self) -> IdentifierHealth:
        """How identification is: the first thing that is not well."""
        states = (lane.health for lane in self._lanes)
        return next((one for one in states if one is not IdentifierHealth.READY), READY)

    @property
    def busy(self) -> bool:
        """Whether something that was shown waits, or is being looked at."""
        return any(lane.busy for lane in self._lanes)

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
            for lane in self._lanes:
                lane.show(Sight(self._known.visit, frame, pose, self._known.face))
        found = [self._news(self._known, news) for lane in self._lanes if (news := lane.take())]
        return next((identity for identity in reversed(found) if identity is not None), None)

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
        """End the threads and the worker. May be called twice."""
        for lane in self._lanes:
            lane.close()

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

    def _news(self, known: _Known, found: tuple[int, Identity]) -> Identity | None:
        if found[0] != known.visit:
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


def _nobody(captured_s: float) -> Identity:
    return Identity(None, None, 0.0, 0, captured_s)
