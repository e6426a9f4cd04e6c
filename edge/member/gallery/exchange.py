"""One station's part in the exchange of galleries: what it takes in, and what it hands out.

Nothing here knows how bundles travel. What lies out there as this station's own tells whether there
is something new to hand out.
"""

from edge.errors import BundleError, GalleryBusyError
from edge.member.gallery.bundle import open_bundle, seal_bundle, state_digest
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import GalleryState

LARGEST_BYTES = 16 << 20
"""Of a bundle that travels by itself: about 6,000 members."""


class Exchange:
    """Used by one thread, which owns the gallery. Raises GalleryError everywhere.

    key: of the site. keep_days: see `retention.taken_in`.
    """

    def __init__(self, gallery: Gallery, site: str, key: SecretKey, keep_days: int) -> None:
        self._gallery = gallery
        self._site = site
        self._key = key
        self._keep_days = keep_days
        self._version = -1
        self._state = GalleryState()
        self._digest = ""
        self._out: str | None = None
        self._graves_out: frozenset[bytes] = frozenset()
        self._has_traces = False

    def take(self, bundle: bytes) -> frozenset[str]:
        """Merge another station's bundle; returns the members who are forgotten by it.

        Raises BundleError for one that is too large, damaged, forged or of elsewhere.
        """
        return self._merge(self._opened(bundle))

    def take_own(self, bundle: bytes) -> frozenset[str]:
        """What lies out there as this station's own; the same as `take` after a disk was replaced.

        One that cannot be read is to be replaced.
        """
        try:
            state = self._opened(bundle)
        except BundleError:
            self.lost()
            raise
        self._out, self._graves_out = state_digest(state), state.tombstones
        return self._merge(state)

    def lost(self) -> None:
        """Nothing of this station lies out there."""
        self._out, self._graves_out = None, frozenset()

    @property
    def is_due(self) -> bool:
        """Whether what lies out there is not what is known here."""
        self._look()
        is_empty = not self._state.entries and not self._state.tombstones
        return self._digest != self._out and not (is_empty and self._out is None)

    @property
    def is_urgent(self) -> bool:
        """Whether somebody was forgotten, of whom something may lie out there."""
        self._look()
        return bool(self._state.tombstones - self._graves_out) and self._out is not None

    def bundle(self) -> bytes:
        """What to hand out now; raises BundleError for a gallery that is too large for it."""
        self._look()
        sealed = seal_bundle(self._state, self._site, self._key)
        if len(sealed) > LARGEST_BYTES:
            raise BundleError(
                f"the gallery has {len(sealed):,} bytes, of {LARGEST_BYTES:,} that may travel",
                remedy="prune it, or carry bundles by hand (gymstation members export-gallery)",
            )
        return sealed

    def changed(self) -> None:
        """Somebody else has written through the same gallery."""
        self._version = -1

    def tidy(self) -> None:
        """Rewrite the file where something was deleted and another process was reading then."""
        if self._has_traces:
            try:
                self._gallery.store.erase_traces()
            except GalleryBusyError:
                return
            self._has_traces = False

    def _opened(self, bundle: bytes) -> GalleryState:
        if len(bundle) > LARGEST_BYTES:
            raise BundleError(f"the bundle has {len(bundle):,} bytes, which is too large")
        return open_bundle(bundle, self._site, self._key)

    def _merge(self, state: GalleryState) -> frozenset[str]:
        self._look()
        if state_digest(state) == self._digest:
            return frozenset()
        change = self._gallery.take_in(state, self._keep_days)
        if change:
            self._version = -1
        if change.drop:
            self._has_traces = True
            self.tidy()
        return frozenset(slot.member_id for slot in change.drop)

    def _look(self) -> None:
        """Read the gallery anew where this or another process has written."""
        version = self._gallery.store.version()
        if version != self._version:
            self._state = self._gallery.state()
            self._digest = state_digest(self._state)
            self._version = version
