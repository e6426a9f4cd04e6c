from threading import Thread

from edge.uplink.message import Availability, RepDone, State
from hub.ingest.received import Origin
from hub.live.board import Board
from tests.hub.messages import ABOUT

RACK = Origin("gym", "rack-1")


def present(status: str, boot_id: str = "boot-1") -> Availability:
    about = ABOUT | {"boot_id": boot_id}
    return Availability(**about, status=status, since="2026-11-20T17:00:00Z", version="1")


def state(count: int, sequence: int = 2, boot_id: str = "boot-1", member: str | None = None):
    about = ABOUT | {"boot_id": boot_id, "sequence": sequence}
    return State(**about, phase="working", exercise="squat", count=count, member=member)


def board(*messages) -> Board:
    made = Board()
    for at_ms, message in enumerate(messages):
        made.hear(RACK, message, at_ms)
    return made


def shown(*messages):
    return board(*messages).station("gym/rack-1")


def test_a_station_shows_what_it_said_last() -> None:
    station = shown(present("online"), state(1), state(2, sequence=3))
    assert station.state.count == 2
    assert station.is_online
    assert station.heard_ms == 2


def test_what_comes_out_of_order_changes_nothing() -> None:
    assert shown(present("online"), state(5, sequence=9), state(4, sequence=8)).state.count == 5


def test_what_an_earlier_run_did_is_not_shown() -> None:
    assert shown(present("online", "boot-2"), state(5)).state is None


def test_nobody_trains_at_a_station_that_is_away() -> None:
    assert shown(present("online"), state(5), present("offline")).state is None


def test_a_late_will_leaves_the_station_online() -> None:
    station = shown(present("online"), present("online", "boot-2"), present("offline", "boot-1"))
    assert station.is_online


def test_a_member_who_is_erased_is_no_longer_shown() -> None:
    rep = RepDone(**ABOUT, exercise="squat", count=1, duration_s=2, range_of_motion=90, member="m")
    made = board(present("online"), state(1, member="m"), rep)
    made.forget_member("m")
    station = made.station("gym/rack-1")
    assert station.state.member is None
    assert station.rep.member is None


def test_whoever_waits_is_told_at_once() -> None:
    made = board(present("online"))
    found: list = []
    waiter = Thread(target=lambda: found.extend(made.changes(after=1, longest_s=10)))
    waiter.start()
    made.hear(RACK, state(1), 5)
    waiter.join(5)
    assert [each.origin for each in found] == [RACK]
    assert made.changes(after=2, longest_s=0) == []
