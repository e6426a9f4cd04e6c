"""A gallery that never stops the station: with trouble, everybody is anonymous."""

import logging
from collections.abc import Callable
from typing import TypeVar

from edge.errors import MemberError, RuntimeMissingError
from edge.member.gallery import Gallery
from edge.member.template import EmbedderId, Template

log = logging.getLogger(__name__)

T = TypeVar("T")


class GuardedGallery:
    """Answers like the gallery, and like an empty one as long as that cannot be used.

    The trouble is logged once, however often it is met, and again when it has changed.

    open_gallery: opens the gallery; tried again at each question until it succeeds.
    """

    def __init__(self, open_gallery: Callable[[], Gallery]) -> None:
        self._open = open_gallery
        self._gallery: Gallery | None = None
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """What keeps members from being known; None while nothing does."""
        return self._trouble

    def templates(self, embedder: EmbedderId) -> tuple[Template, ...]:
        """See the port `Gallery`."""
        return self._ask(lambda gallery: gallery.templates(embedder), ())

    def member_of_card(self, token: str) -> str | None:
        """See the port `Gallery`."""
        return self._ask(lambda gallery: gallery.member_of_card(token), None)

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        if self._gallery is not None:
            self._gallery.close()
            self._gallery = None

    def _ask(self, question: Callable[[Gallery], T], nobody: T) -> T:
        try:
            if self._gallery is None:
                self._gallery = self._open()
            answer = question(self._gallery)
        except (MemberError, RuntimeMissingError) as error:
            self.close()
            self._note(str(error))
            return nobody
        self._note(None)
        return answer

    def _note(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            if trouble is not None:
                log.error("members are not known, the station goes on anonymous: %s", trouble)
            else:
                log.warning("members are known again")
        self._trouble = trouble
