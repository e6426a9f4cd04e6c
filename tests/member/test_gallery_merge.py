"""Merging galleries: whatever is merged in whatever order, all stations end up with the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from edge.member.gallery.state import (
    Entry,
    GalleryState,
    Slot,
    apply,
    difference,
    merge,
    next_stamp,
    tombstone,
)

# A busy machine is no failure.
relaxed = settings(deadline=None, max_examples=60)

members = st.sampled_from(["m-1", "m-2", "m-3"])
slots = st.builds(
    Slot, members, st.sampled_from(["name", "face", "card"]), st.sampled_from(["", "a"])
)
entries = st.builds(Entry, st.integers(0, 3), st.sampled_from(['"x"', '"y"', '"z"']))


@st.composite
def states(draw: st.DrawFn) -> GalleryState:
    """As a store holds them: nothing of a forgotten member is left."""
    graves = frozenset(map(tombstone, draw(st.sets(members, max_size=2))))
    found = draw(st.dictionaries(slots, entries, max_size=8))
    alive = {slot: e for slot, e in found.items() if tombstone(slot.member_id) not in graves}
    return GalleryState(alive, graves)


@relaxed
@given(states(), states())
def test_the_order_does_not_matter(one: GalleryState, other: GalleryState):
    assert merge(one, other) == merge(other, one)


@relaxed
@given(states(), states(), states())
def test_the_grouping_does_not_matter(a: GalleryState, b: GalleryState, c: GalleryState):
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@relaxed
@given(states(), states())
def test_merging_again_changes_nothing(one: GalleryState, other: GalleryState):
    both = merge(one, other)
    assert merge(one, one) == one
    assert merge(both, other) == both
    assert not difference(both, merge(both, one))


@relaxed
@given(states(), states(), members)
def test_who_was_forgotten_never_comes_back(one: GalleryState, other: GalleryState, member: str):
    forgotten = apply(
        one,
        difference(
            one,
            GalleryState(
                {slot: e for slot, e in one.entries.items() if slot.member_id != member},
                one.tombstones | {tombstone(member)},
            ),
        ),
    )
    both = merge(other, forgotten)
    assert both.forgot(member)
    assert all(slot.member_id != member for slot in both.entries)


@relaxed
@given(states(), states())
def test_a_difference_applied_gives_the_other_state(one: GalleryState, other: GalleryState):
    both = merge(one, other)
    assert apply(one, difference(one, both)) == both


@relaxed
@given(states(), slots, st.integers(0, 5))
def test_a_change_wins_over_what_it_changed_whatever_the_clock(
    state: GalleryState, slot: Slot, now_us: int
):
    changed = Entry(next_stamp(state, now_us), '"a"')
    later = GalleryState({**state.entries, slot: changed}, state.tombstones)
    if tombstone(slot.member_id) not in state.tombstones:
        assert merge(state, later).entries[slot] == changed
