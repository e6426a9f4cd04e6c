"""Cards that the gym's hub issued: whose they are, kept sealed for times without the hub."""

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from edge.errors import GalleryCorruptError
from edge.files import write_atomically
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.seal import Sealer, SecretKey
from edge.member.template import EmbedderId, Template

FILE_NAME = "hub-cards.sealed"
_PURPOSE = "hub cards"
_BOUND = b"gymstation hub cards 1"


class HubCards:
    """The cards, by the parts in which the hub tells them. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parts: dict[str, Mapping[str, str]] = {}

    def member_of_card(self, token: str) -> str | None:
        """Whose card this is; None for one that the hub did not issue, or withdrew."""
        digest = sha256(token.encode(errors="replace")).hexdigest()
        with self._lock:
            return self._parts.get(digest[0], {}).get(digest)

    def put(self, part: str, cards: Mapping[str, str]) -> None:
        """Take a part as it is now. cards: member id by the SHA-256 of what the card says."""
        with self._lock:
            self._parts[part] = dict(cards)

    def save(self, folder: Path, key: SecretKey) -> None:
        """Keep them, sealed; raises OSError, and GalleryError where nothing can be sealed."""
        with self._lock:
            plain = json.dumps(self._parts).encode()
        write_atomically(folder / FILE_NAME, Sealer(key, _PURPOSE).seal(plain, _BOUND))

    def load(self, folder: Path, key: SecretKey) -> None:
        """Take up what was kept; a file that cannot be read is nobody's, the hub tells it again."""
        with suppress(OSError, GalleryCorruptError, ValueError):
            plain = Sealer(key, _PURPOSE).open((folder / FILE_NAME).read_bytes(), _BOUND)
            parts = json.loads(plain)
            with self._lock:
                self._parts = {**parts, **self._parts}


class WithHubCards:
    """A gallery in which the hub's cards sign in too: what identification asks."""

    def __init__(self, gallery: Gallery, cards: HubCards) -> None:
        self._gallery = gallery
        self._cards = cards

    def templates(self, embedder: EmbedderId) -> tuple[Template, ...]:
        """See `Gallery.templates`."""
        return self._gallery.templates(embedder)

    def member_of_card(self, token: str) -> str | None:
        """See `Gallery.member_of_card`; who was forgotten or took it back here stays unknown."""
        known = self._gallery.member_of_card(token)
        if known is not None:
            return known
        member_id = self._cards.member_of_card(token)
        return None if member_id is None or self._gallery.bars(member_id) else member_id
