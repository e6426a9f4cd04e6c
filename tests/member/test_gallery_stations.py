"""Three stations, each with its own clock, enrol, change and forget in any order.

Whatever happened: once they have heard of one another, all hold the same, and nobody who was
forgotten or withdrew is known anywhere.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from edge.errors import MemberError
from edge.member.gallery.changes import Changes
from edge.member.gallery.consent import ConsentKind
from edge.member.gallery.retention import due, taken_in
from edge.member.gallery.state import Change, GalleryState, apply
from edge.member.gallery.view import Member, members_of
from tests.fakes.gallery import START, consents, enrolment

IDS = ("m-1", "m-2", "m-3")
KEEP_DAYS = 5


@dataclass
class Station:
    """A gallery in memory, and a clock that may be wrong."""

    day: date
    state: GalleryState = field(default_factory=GalleryState)

    def change(self, make: Callable[[Changes], Change]) -> None:
        self.state = apply(self.state, make(Changes(self.state, self.day, self.day.toordinal())))

    def hear(self, other: "Station") -> None:
        self.state = taken_in(self.state, other.state, self.day, KEEP_DAYS)

    def prune(self) -> None:
        self.state = apply(self.state, due(self.state, self.day, KEEP_DAYS).change)

    def member(self, member_id: str) -> Member | None:
        return members_of(self.state).get(member_id)


stations = st.integers(0, 2)
ids = st.sampled_from(IDS)
kinds = st.sets(st.sampled_from(list(ConsentKind)), min_size=1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("enrol"), stations, ids, st.integers(3, 60)),
        st.tuples(st.just("rename"), stations, ids, st.sampled_from(["Kim", "Lee", ""])),
        st.tuples(st.just("renew"), stations, ids, st.integers(3, 60)),
        st.tuples(st.just("withdraw"), stations, ids, kinds),
        st.tuples(st.just("card"), stations, ids, st.sampled_from(["f1", "f2"])),
        st.tuples(st.just("revoke"), stations, ids, st.none()),
        st.tuples(st.just("forget"), stations, ids, st.none()),
        st.tuples(st.just("wait"), stations, ids, st.integers(1, 40)),
        st.tuples(st.just("hear"), stations, ids, stations),
        st.tuples(st.just("prune"), stations, ids, st.none()),
    ),
    max_size=25,
)


def play(all_: list[Station], forgotten: set[str], step: tuple[str, int, str, object]) -> None:
    verb, number, member_id, value = step
    station = all_[number]
    member = station.member(member_id)
    if verb == "wait":
        station.day += timedelta(days=int(str(value)))
    elif verb == "hear":
        station.hear(all_[int(str(value))])
    elif verb == "prune":
        station.prune()
    elif verb == "enrol":
        given_on = START.replace(year=station.day.year)
        station.change(lambda c: c.enrol(enrolment(member_id, "x", 1, days=9, given=given_on)))
    elif member is not None:
        if verb == "forget":
            forgotten.add(member_id)
        station.change(lambda changes: changed(verb, changes, member, value))


def changed(verb: str, changes: Changes, member: Member, value: object) -> Change:
    if verb == "rename":
        return changes.rename(member, str(value))
    if verb == "renew":
        return changes.consent(member, consents(*ConsentKind, days=int(str(value))))
    if verb == "withdraw":
        return changes.withdraw(member, value)
    if verb == "card":
        return changes.issue(member, f"{member.id}-{value}")
    if verb == "forget":
        return changes.forget(member)
    return changes.revoke(member, member.cards[0]) if member.cards else Change()


@settings(deadline=None, max_examples=120)
@given(steps, st.integers(-400, 400))
def test_stations_that_hear_of_one_another_agree(
    script: list[tuple[str, int, str, object]], skew_days: int
):
    today = START.date()
    all_ = [Station(today), Station(today + timedelta(days=skew_days)), Station(today)]
    forgotten: set[str] = set()
    for step in script:
        with suppress(MemberError):  # a card without consent, an id that was forgotten
            play(all_, forgotten, step)
    last = max(station.day for station in all_)
    for one in all_:
        one.day = last
    for _ in range(2):
        for one in all_:
            for other in all_:
                one.hear(other)
            one.prune()
    assert all_[0].state == all_[1].state == all_[2].state
    for member in members_of(all_[0].state).values():
        assert member.id not in forgotten
        assert not (member.faces and not member.known_by(ConsentKind.FACE, last - timedelta(6)))
        if any(consent.withdrawn for consent in member.consents):
            gone = {consent.kind for consent in member.consents if consent.withdrawn}
            assert ConsentKind.FACE not in gone or not member.faces
            assert ConsentKind.CARD not in gone or not member.cards
