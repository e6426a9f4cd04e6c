"""Cards held to the camera, looked for at a slow beat."""

from typing import Protocol

from edge.camera.frame import Frame, RecordedLandmarks
from edge.member.card.token import SIGN_OUT
from edge.member.identity import Identity, Method
from edge.member.port import Gallery

# Finding a code costs as much as several poses; nobody holds a card up for less than a second.
BEAT_S = 0.5


class CardReader(Protocol):
    """Finds the code of a card in a picture."""

    def read(self, frame: Frame) -> str | None:
        """The card's token, or None without a card."""
        ...


class Cards:
    """Reads cards and asks the gallery whose they are."""

    def __init__(self, reader: CardReader, gallery: Gallery) -> None:
        self._reader = reader
        self._gallery = gallery
        self._next_s = float("-inf")

    def look(self, frame: Frame) -> Identity | None:
        """The member whose valid card is in the picture, if it is time to look.

        Nobody's identity for the card that signs out.
        """
        if frame.captured_s < self._next_s or isinstance(frame.content, RecordedLandmarks):
            return None
        self._next_s = frame.captured_s + BEAT_S
        token = self._reader.read(frame)
        if token == SIGN_OUT:
            return Identity(None, Method.CARD, 1.0, 1, frame.captured_s)
        member_id = self._gallery.member_of_card(token) if token is not None else None
        if member_id is None:
            return None
        return Identity(member_id, Method.CARD, 1.0, 1, frame.captured_s)
