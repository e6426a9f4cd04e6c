"""`Sharing`: a thread that takes in what is said of members, and hands out what changed here.

What changed is noticed in the gallery's file, so a command in another process counts as well.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread, get_native_id

from edge.backoff import BackOff, chance
from edge.config.station import StationConfig
from edge.errors import GalleryKeyError, RuntimeMissingError, StationError
from edge.member.gallery.exchange import Exchange
from edge.member.gallery.gallery import FILE_NAME, Gallery
from edge.member.gallery.hub_cards import HubCards
from edge.member.gallery.opening import gallery_key, open_gallery, site_key
from edge.sharing.lists import ListKeeper
from edge.sharing.post import GalleryPost
from edge.uplink.erasure import erase_member
from edge.uplink.hub_lists import part_filters
from edge.uplink.message import HealthCheck, Status
from edge.uplink.topics import Topics
from edge.uplink.uplink import OUTBOX_FILE, Uplink

BEAT_S = 0.5
NICENESS = 10
PATIENCE_S = 60.0
"""For which the work of a set goes before; members who wait to be forgotten have waited enough."""
CHECK = "members"
_BACK_OFF = BackOff(first_s=2.0, longest_s=60.0)

log = logging.getLogger(__name__)


class SharingState(StrEnum):
    """How it goes, in a word for programs."""

    OK = "ok"
    KEY_MISSING = "key_missing"
    GALLERY_UNAVAILABLE = "gallery_unavailable"
    LIST_UNREADABLE = "list_unreadable"
    REFUSED_BUNDLE = "refused_bundle"
    TOO_LARGE = "too_large"
    NOT_PUBLISHED = "not_published"


class Sharing:
    """Of one station. cards: what identification asks.

    folder: of the outbox. gallery_folder: of the gallery. busy: whether somebody trains now, and
    the picture needs the processor.
    """

    def __init__(
        self,
        settings: StationConfig,
        uplink: Uplink,
        *,
        folder: Path,
        gallery_folder: Path,
        busy: Callable[[], bool],
    ) -> None:
        self.cards = HubCards()
        self._settings = settings
        self._uplink = uplink
        self._outbox = folder / OUTBOX_FILE
        self._folder = gallery_folder
        self._busy = busy
        topics = Topics(settings.uplink.prefix, settings.site, settings.station)
        self._lists = ListKeeper(topics.prefix, self._outbox, self.cards)
        self._post = GalleryPost(topics, uplink.post) if settings.uplink.gallery else None
        self._gallery: Gallery | None = None
        self._exchange: Exchange | None = None
        self._gone: frozenset[str] = frozenset()
        self._trouble: Exception | None = None
        self._waits_since_s: float | None = None
        self._stop = Event()
        self._thread = Thread(target=self._run, name="sharing", daemon=True)
        for part in part_filters(topics.prefix):
            uplink.hear_also(part, self._lists.hear)
        if self._post is not None:
            uplink.hear_also(topics.galleries, self._post.hear, self._post.connected)

    def start(self) -> None:
        """Begin; before the uplink does."""
        self._load_cards()
        self._thread.start()

    def stop(self) -> None:
        """End, and let go of the gallery."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def is_forgotten(self, member_id: str) -> bool:
        """Whether nothing of this member may be kept any more. From any thread, at once."""
        return member_id in self._gone or self._lists.is_forgotten(member_id)

    def check(self) -> HealthCheck:
        """How it goes."""
        status, state, detail = self._finding()
        return HealthCheck(check=CHECK, status=status, state=state, detail=detail[:500])

    def _finding(self) -> tuple[Status, SharingState, str]:
        if self._trouble is not None:
            missing = isinstance(self._trouble, GalleryKeyError | RuntimeMissingError)
            state = SharingState.KEY_MISSING if missing else SharingState.GALLERY_UNAVAILABLE
            return Status.WARNING, state, str(self._trouble)
        if self._lists.unreadable:
            return (
                Status.WARNING,
                SharingState.LIST_UNREADABLE,
                "; ".join(self._lists.unreadable.values()),
            )
        post = self._post
        if post is not None and post.refused:
            return (
                Status.WARNING,
                SharingState.REFUSED_BUNDLE,
                "; ".join(sorted(post.refused.values())),
            )
        if post is not None and post.too_large:
            return Status.WARNING, SharingState.TOO_LARGE, post.too_large
        if post is not None and post.is_stuck:
            return (
                Status.WARNING,
                SharingState.NOT_PUBLISHED,
                "the broker does not take the gallery",
            )
        return Status.HEALTHY, SharingState.OK, ""

    def _run(self) -> None:
        with suppress(OSError):  # not every system lets a thread be less urgent
            os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
        failures, pause_s = 0, BEAT_S
        while not self._stop.wait(pause_s):
            if self._lets_work_go_first():
                continue
            try:
                self._work()
            except StationError as error:
                self._note(error)
            except Exception as error:
                # Whatever it is, the station goes on, and what waits is tried again.
                log.exception("members cannot be shared")
                self._note(error)
            else:
                failures, pause_s, self._trouble = 0, BEAT_S, None
                continue
            failures += 1
            pause_s = _BACK_OFF.delay_s(failures, chance())
        if self._gallery is not None:
            self._gallery.close()

    def _work(self) -> None:
        if self._lists.has_mail and self._lists.take(self._known_gallery):
            self._save_cards()
            self._touched()
            self._uplink.lists(self._lists.revisions, "; ".join(self._lists.unreadable.values()))
        if self._post is not None:
            self._exchange_galleries(self._post)

    def _exchange_galleries(self, post: GalleryPost) -> None:
        exchange = self._opened_exchange()
        if post.has_mail:
            for member_id in post.take(exchange):
                self._gone |= {member_id}
                erase_member(self._outbox, member_id)
            # Another station may not have heard yet whom the hub forgot.
            if self._lists.enforce(self._known_gallery):
                self._touched()
        exchange.tidy()
        post.publish(exchange)

    def _lets_work_go_first(self) -> bool:
        now_s = time.monotonic()
        if not self._busy():
            self._waits_since_s = None
            return False
        if self._waits_since_s is None or now_s - self._waits_since_s > PATIENCE_S:
            is_late = self._waits_since_s is not None
            self._waits_since_s = now_s
            return not is_late
        return True

    def _known_gallery(self) -> Gallery | None:
        """The gallery, if this station has one. Raises GalleryError, RuntimeMissingError."""
        if self._gallery is None and (self._folder / FILE_NAME).is_file():
            self._gallery = open_gallery(self._settings.members, self._folder)
        return self._gallery

    def _opened_exchange(self) -> Exchange:
        if self._exchange is None:
            members = self._settings.members
            key = site_key(members, self._folder)
            if self._gallery is None:
                self._gallery = open_gallery(members, self._folder)
            self._exchange = Exchange(
                self._gallery, self._settings.site, key, members.keep_expired_days
            )
        return self._exchange

    def _touched(self) -> None:
        if self._exchange is not None:
            self._exchange.changed()

    def _note(self, error: Exception) -> None:
        if str(error) != str(self._trouble):
            log.warning("members: %s", error)
        self._trouble = error
        if self._lists.has_mail:
            self._uplink.lists(self._lists.revisions, str(error))

    def _load_cards(self) -> None:
        if self._settings.identification.by_card:
            with suppress(StationError):  # identification says what is wrong with the key
                self.cards.load(self._folder, gallery_key(self._settings.members, self._folder))

    def _save_cards(self) -> None:
        if not self._lists.has_new_cards or not self._settings.identification.by_card:
            return
        try:
            self.cards.save(self._folder, gallery_key(self._settings.members, self._folder))
            self._lists.has_new_cards = False
        except (StationError, OSError) as error:
            log.warning("the hub's cards are kept in memory only: %s", error)
