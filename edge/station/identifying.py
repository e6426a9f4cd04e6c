"""Identification that can be switched off from outside."""

from edge.camera.frame import Frame
from edge.member.identify.factory import NoIdentifier
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.identifier import Identifier
from edge.member.identity import Identity
from edge.pose.pose import Pose


class SwitchableIdentifier:
    """An identifier that can be switched off while the station runs."""

    def __init__(self, identifier: Identifier | NoIdentifier) -> None:
        self._identifier = identifier

    @property
    def health(self) -> IdentifierHealth:
        """How identification is."""
        return self._identifier.health

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:
        """See `Identifier.see`."""
        return self._identifier.see(frame, pose, athlete)

    def switch_off(self) -> None:
        """Everybody is anonymous until the station starts again."""
        self.close()
        self._identifier = NoIdentifier()

    def close(self) -> None:
        """See `Identifier.close`."""
        self._identifier.close()
