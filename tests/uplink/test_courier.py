"""The courier's order of work, with a wire that does as it is told."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from edge.config.outbox import OutboxConfig
from edge.uplink.clock import Instant
from edge.uplink.connection import Confirmation
from edge.uplink.courier import NOBODY_WAIT_S, Courier
from edge.uplink.link import LinkFailure, LinkState
from edge.uplink.mailbox import Letter, Mailbox
from edge.uplink.outbox import Outbox
from tests.uplink.test_outbox import FixedClock, at


@dataclass
class FakeWire:
    window: int = 10
    sent: list[str] = field(default_factory=list)

    def publish(self, topic: str, payload: str, *, qos: int) -> int:
        assert (topic, qos) == ("session", 1)
        self.sent.append(payload)
        return len(self.sent)


class Trip:
    """A courier with its outbox, wire and clock."""

    def __init__(self, folder: Path, **limits: float) -> None:
        self.config = OutboxConfig(**limits)
        self.outbox = Outbox(folder / "o.sqlite", self.config)
        self.clock = FixedClock(at(0.0))
        self.wire = FakeWire()
        self.courier = self.reconnected()

    def reconnected(self) -> Courier:
        return Courier(
            self.outbox,
            self.config,
            self.clock,
            "session",
            correct=lambda payload, _, known: f"{payload}@{known.wall_s:g}",
            timeout_s=5.0,
        )

    def put(self, *ids: str, synced: bool = True) -> None:
        for each in ids:
            self.outbox.put(each, each, replace(self.clock.time, synced=synced))

    def later(self, seconds: float, *, synced: bool = True) -> None:
        time = self.clock.time
        self.clock.time = Instant(
            time.monotonic_s + seconds, time.wall_s + seconds, synced, time.era
        )

    def send(self, seconds: float = 0.1) -> list[str]:
        """What goes out within so much time."""
        before = len(self.wire.sent)
        self.later(seconds, synced=self.clock.time.synced)
        self.courier.send(self.wire)
        return self.wire.sent[before:]

    def confirm(self, *mids: int, delivered: bool = True, refused: str = "") -> None:
        self.courier.settle(Confirmation(mid, delivered, refused) for mid in mids)


@pytest.fixture
def trip(tmp_path: Path) -> Trip:
    return Trip(tmp_path)


def test_the_first_goes_alone_and_the_others_once_it_was_heard(trip: Trip) -> None:
    trip.put("a", "b", "c")

    assert trip.send() == ["a"]
    assert trip.send() == []
    trip.confirm(1)
    assert trip.send() == ["b", "c"]


def test_no_more_are_under_way_than_the_broker_allows(trip: Trip) -> None:
    trip.wire.window = 2
    trip.put("a", "b", "c", "d")
    trip.send()
    trip.confirm(1)

    assert trip.send() == ["b", "c"]
    trip.confirm(2)
    assert trip.send() == ["d"]


def test_what_nobody_heard_is_tried_again_and_not_overtaken(trip: Trip) -> None:
    trip.put("a", "b")
    trip.send()
    trip.confirm(1, delivered=False)

    assert trip.courier.nobody_listens
    assert trip.send() == []
    assert trip.send(NOBODY_WAIT_S) == ["a"]
    trip.confirm(2)
    assert not trip.courier.nobody_listens
    assert trip.send() == ["b"]


def test_after_a_new_connection_everything_unconfirmed_goes_again_in_order(trip: Trip) -> None:
    trip.put("a", "b", "c")
    trip.send()
    trip.confirm(1)
    trip.send()
    trip.courier = trip.reconnected()

    assert trip.send() == ["b"]
    trip.confirm(4)
    assert trip.send() == ["c"]


def test_a_broker_that_does_not_confirm_is_silent(trip: Trip) -> None:
    trip.put("a")
    trip.send()

    with pytest.raises(LinkFailure) as caught:
        trip.send(6.0)
    assert caught.value.state is LinkState.SILENT


def test_a_summary_that_is_refused_is_kept_and_named(trip: Trip) -> None:
    trip.put("a")
    trip.send()

    with pytest.raises(LinkFailure, match="not allowed") as caught:
        trip.confirm(1, delivered=False, refused="not allowed")
    assert caught.value.state is LinkState.NOT_AUTHORISED
    assert trip.outbox.waiting().count == 1


def test_the_replay_is_throttled(tmp_path: Path) -> None:
    trip = Trip(tmp_path, per_second=50)
    trip.wire.window = 1000
    trip.put(*(f"id{number}" for number in range(200)))
    trip.send()
    trip.confirm(1)
    for _ in range(20):
        trip.send(0.1)

    assert 90 <= len(trip.wire.sent) <= 106


def test_times_are_put_right_when_the_clock_was_set_meanwhile(trip: Trip) -> None:
    trip.later(0.0, synced=False)
    trip.put("a", synced=False)
    trip.later(100.0, synced=True)
    sent = trip.send(0.0)

    assert sent == [f"a@{trip.clock.time.wall_s - 100.0:g}"]
    trip.confirm(1)
    assert trip.outbox.reopen_undated(trip.clock.time) == 0


def test_what_was_sent_before_the_clock_was_set_can_be_sent_again(trip: Trip) -> None:
    trip.later(0.0, synced=False)
    trip.put("a", synced=False)
    assert trip.send() == ["a"]
    trip.confirm(1)
    trip.later(10.0, synced=True)

    assert trip.outbox.reopen_undated(trip.clock.time) == 1
    trip.courier.begin_again()
    assert trip.send()[0].startswith("a@")


def test_while_the_disk_is_full_confirmations_wait(trip: Trip) -> None:
    trip.put("a")
    trip.send()
    database = trip.outbox._database
    database.execute("PRAGMA query_only = 1")
    trip.confirm(1)
    assert trip.outbox.waiting().count == 1

    database.execute("PRAGMA query_only = 0")
    trip.confirm()
    assert trip.outbox.waiting().count == 0


def test_the_newest_of_what_is_retained_wins_and_the_rest_is_bounded() -> None:
    mailbox = Mailbox(most=3)
    for number in range(5):
        mailbox.post(Letter("state", str(number), retain=True))
        mailbox.post(Letter("rep", str(number), qos=0))

    assert [letter.payload for letter in mailbox.take()] == ["4", "2", "3", "4"]
    assert mailbox.take() == []


def test_a_new_connection_hears_what_is_retained_and_no_old_moments() -> None:
    mailbox = Mailbox()
    mailbox.post(Letter("state", "now", retain=True))
    mailbox.take()
    mailbox.post(Letter("rep", "old", qos=0))
    mailbox.post(Letter("alert", "kept", qos=1))
    mailbox.renew()
    mailbox.forget_moments()

    assert [letter.payload for letter in mailbox.take()] == ["now", "kept"]
