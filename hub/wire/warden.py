"""Looks at galleries on their way between stations: at who signed them, never into them."""

import logging
from collections.abc import Mapping

from edge.errors import RuntimeMissingError, StoreError
from edge.member.gallery.signature import is_genuine, public_key
from edge.uplink.topics import GALLERY
from hub.ingest.parse import UnreadableError, address_of
from hub.ingest.received import Received, Rejected
from hub.ingest.writer import Writer
from hub.store.database import Database
from hub.wire.line import Line

FORGED = "a gallery that its site's key did not sign: damaged or forged"

log = logging.getLogger(__name__)


def filters(prefix: str, keys: Mapping[str, str]) -> list[tuple[str, int]]:
    """What a line must hear for the warden; nothing where no key is configured."""
    return [(f"{prefix}/{site}/+/{GALLERY}", 0) for site in sorted(keys)]


class Warden:
    """keys: of the sites that are looked at, as the stations print them.

    A forged gallery, which the stations refuse anyway, is noted in the quarantine: where and when
    it came, not what it holds.
    """

    def __init__(
        self, database: Database, line: Line, prefix: str, keys: Mapping[str, str]
    ) -> None:
        self._writer = Writer(database)
        self._prefix = prefix
        self._keys = {site: public_key(key) for site, key in keys.items()}
        if self._keys:
            line.listen(self._hear)

    def _hear(self, received: Received) -> None:
        try:
            address = address_of(received.topic, self._prefix)
        except UnreadableError:
            return
        key = self._keys.get(address.origin.site)
        if key is None or address.name != GALLERY or not received.payload:
            return
        try:
            if not is_genuine(received.payload, key):
                log.warning("%s: %s", received.topic, FORGED)
                empty = Received(received.topic, b"", received.at_ms)
                self._writer.write([Rejected(empty, FORGED)])
        except (RuntimeMissingError, StoreError) as error:
            log.warning("a gallery was not looked at: %s", error)
