"""`Visit`: one athlete's stay in front of the camera, from the first look to a name or to none."""

from edge.camera.frame import Frame, RecordedLandmarks
from edge.errors import EmbedderError
from edge.member.face.finder import FaceFinder, FaceLook
from edge.member.face.region import head_region
from edge.member.identify.matching import Match, Matcher
from edge.member.identify.votes import MAX_FRAMES, Outcome, Votes
from edge.member.identity import Identity, Method
from edge.member.port import Embedder
from edge.pose.pose import Pose

# The best look of so many seconds is described: frames of one moment would vote alike.
SHOT_S = 0.7


class Visit:
    """Looks for the face of one athlete until it is decided, on at most five frames.

    finder, embedder, matcher: what finds, describes and compares the face. Nothing is kept but the
    best chip of the moment and the votes.
    """

    def __init__(self, finder: FaceFinder, embedder: Embedder, matcher: Matcher) -> None:
        self._finder = finder
        self._embedder = embedder
        self._matcher = matcher
        self._votes = Votes()
        self._described = 0
        self._best: FaceLook | None = None
        self._shot_ends_s = 0.0

    @property
    def settled(self) -> bool:
        """Whether more frames can change nothing."""
        return self._described >= MAX_FRAMES or self._votes.outcome is not Outcome.OPEN

    def look(self, frame: Frame, pose: Pose) -> Identity | None:
        """Look at one more frame; the identity when this one decided it.

        Raises MemberError where the face cannot be described; that frame is not tried again.
        """
        if self.settled or isinstance(frame.content, RecordedLandmarks):
            return None
        head = head_region(pose)
        if head is None:
            return None
        self._keep(self._finder.look_at(frame.content, head), frame.captured_s)
        if self._best is None or frame.captured_s < self._shot_ends_s:
            return None
        self._vote(self._best)
        if self._votes.outcome is not Outcome.NAMED:
            return None
        member_id, votes = self._votes.leader
        return Identity(member_id, Method.FACE, self._votes.score, votes, frame.captured_s)

    def _keep(self, look: FaceLook, captured_s: float) -> None:
        if not look.quality.usable:
            return
        if self._best is None:
            self._best, self._shot_ends_s = look, captured_s + SHOT_S
        elif look.quality.rank > self._best.quality.rank:
            self._best = look

    def _vote(self, look: FaceLook) -> None:
        self._best = None
        if look.chip is None:
            return
        self._described += 1
        try:
            (descriptor,) = self._embedder.embed(look.chip[None])
        except EmbedderError:
            self._votes.add(Match(None, 0.0))
            raise
        self._votes.add(self._matcher.match(descriptor))
