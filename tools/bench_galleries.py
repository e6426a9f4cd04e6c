"""Measure what the exchange of galleries costs: python -m tools.bench_galleries [MEMBERS …]."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from edge.member.gallery.changes import Enrolment, Shots
from edge.member.gallery.consent import Consent, ConsentKind, lasting
from edge.member.gallery.exchange import Exchange
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import Entry, GalleryState, Slot
from edge.member.template import EmbedderId, unit

EMBEDDER = EmbedderId("bench", "1", 128)
SHOTS = 5
KEEP_DAYS = 30


def enrolment(number: int, rng: np.random.Generator) -> Enrolment:
    """A member with a face of five shots, who consents to everything."""
    day = datetime.now(UTC).date()
    consents = [Consent(kind, "1", "0" * 16, "en", day, lasting(day, 365)) for kind in ConsentKind]
    shots = unit(rng.normal(size=(SHOTS, EMBEDDER.dimension)).astype(np.float32))
    return Enrolment(f"m-{number:016d}", f"Member {number}", consents, Shots(EMBEDDER, shots))


def state_of(members: int) -> GalleryState:
    """A gallery of so many."""
    rng = np.random.default_rng(0)
    entries: dict[Slot, Entry] = {}
    with tempfile.TemporaryDirectory() as folder:
        with Gallery.open(Path(folder), SecretKey(bytes(32))) as one:
            for number in range(min(members, 20)):
                one.enrol(enrolment(number, rng))
            sample = one.state().entries
        for number in range(members):
            like = f"m-{number % 20:016d}"
            for slot, entry in sample.items():
                if slot.member_id == like:
                    entries[Slot(f"m-{number:016d}", slot.kind, slot.key)] = entry
    return GalleryState(entries)


def took(deed: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    begun_s = time.process_time()
    deed()
    return (time.process_time() - begun_s) * 1000


def measure(members: int) -> None:
    """Print one line."""
    key, state = SecretKey(bytes(range(32))), state_of(members)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a").mkdir()
        (Path(folder) / "b").mkdir()
        with (
            Gallery.open(Path(folder) / "a", key) as here,
            Gallery.open(Path(folder) / "b", key) as there,
        ):
            here.take_in(state, KEEP_DAYS)
            one = Exchange(here, "gym", key, KEEP_DAYS)
            other = Exchange(there, "gym", key, KEEP_DAYS)
            look_ms = took(lambda: one.is_due)
            bundle = one.bundle()
            seal_ms = took(one.bundle)
            first_ms = took(lambda: other.take(bundle))
            again_ms = took(lambda: other.take(bundle))
    print(
        f"{members:6} members  {len(bundle) / 1e3:9.0f} kB  {len(bundle) / members:6.0f} B each  "
        f"look {look_ms:6.0f} ms  seal {seal_ms:6.0f} ms  "
        f"merge new {first_ms:6.0f} ms, known {again_ms:6.0f} ms"
    )


if __name__ == "__main__":
    for count in map(int, sys.argv[1:] or ("100", "1000", "5000")):
        measure(count)
