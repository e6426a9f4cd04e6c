"""However bundles travel, all stations end with the same members, and nobody forgotten returns."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.errors import BundleError
from edge.member.gallery import exchange
from edge.member.gallery.exchange import Exchange
from edge.member.gallery.gallery import Gallery
from tests.fakes.gallery import enrolment, gallery
from tests.sharing.rack import SITE_KEY

IDS = ("m-1", "m-2", "m-3")
deeds = st.tuples(
    st.sampled_from(["enrol", "forget", "hand over", "keep back"]),
    st.integers(0, 2),
    st.integers(0, 2),
)


@contextmanager
def stations() -> Iterator[list[tuple[Gallery, Exchange]]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = []
        for name in "abc":
            (folder / name).mkdir()
            opened = stack.enter_context(gallery(folder / name))
            found.append((opened, Exchange(opened, "gym", SITE_KEY, 30)))
        yield found


@settings(deadline=None, max_examples=15)
@given(st.lists(deeds, max_size=12))
def test_all_stations_end_alike(history: list[tuple[str, int, int]]) -> None:
    forgotten: set[str] = set()
    with stations() as found:
        kept_back: list[bytes] = []
        for deed, one, other in history:
            members, station = found[one]
            if deed == "enrol" and not members.bars(IDS[other]):
                members.enrol(enrolment(IDS[other], seed=other))
                station.changed()
            if deed == "forget" and IDS[other] in {each.id for each in members.members()}:
                members.forget(members.find(IDS[other]))
                station.changed()
                forgotten.add(IDS[other])
            if deed == "hand over":
                found[other][1].take(station.bundle())
            if deed == "keep back":
                kept_back.append(station.bundle())
        for _ in range(2):
            for bundle in (*kept_back, *(station.bundle() for _, station in found)):
                for _, station in found:
                    station.take(bundle)
        known = [{each.id for each in members.members()} for members, _ in found]
    assert known[0] == known[1] == known[2]
    assert not known[0] & forgotten


def test_it_says_when_there_is_something_to_hand_out() -> None:
    with stations() as ((members, one), (_, other), _):
        assert not one.is_due  # there is nobody to tell of
        members.enrol(enrolment("m-1"))
        one.changed()
        assert one.is_due
        assert not one.is_urgent
        first = one.bundle()
        assert one.take_own(first) == frozenset()
        assert not one.is_due
        other.take(first)
        other.take_own(other.bundle())
        members.forget(members.find("m-1"))
        one.changed()
        assert one.is_urgent
        assert other.take(one.bundle()) == {"m-1"}
        assert other.is_urgent
        other.take_own(other.bundle())
        assert not other.is_due
        other.lost()
        assert other.is_due
        assert not other.is_urgent  # nothing of anybody lies out there


def test_a_gallery_that_is_too_large_does_not_travel(monkeypatch: pytest.MonkeyPatch) -> None:
    with stations() as ((members, one), (_, other), _):
        members.enrol(enrolment("m-1"))
        bundle = one.bundle()
        monkeypatch.setattr(exchange, "LARGEST_BYTES", 500)
        with pytest.raises(BundleError, match="may travel"):
            one.bundle()
        with pytest.raises(BundleError, match="too large"):
            other.take(bundle)
