"""The uplink against a real mosquitto: nothing lost, whatever happens to the broker."""

import time

import pytest

from edge.uplink.command import ReceivedCommand
from edge.uplink.courier import Courier
from edge.uplink.link import LinkState
from edge.uplink.uplink import Uplink
from tests.fakes.broker import Mosquitto
from tests.fakes.hub import FakeHub
from tests.uplink.conftest import MakeUplink, summary


def ids(first: int, last: int) -> list[str]:
    return [summary(number).id for number in range(first, last)]


def until_state(uplink: Uplink, state: LinkState, longest_s: float = 10.0) -> None:
    limit_s = time.monotonic() + longest_s
    while uplink.link.state is not state:
        assert time.monotonic() < limit_s, uplink.link
        time.sleep(0.02)


def test_summaries_arrive_in_order(broker: Mosquitto, make_uplink: MakeUplink) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        for number in range(300):
            assert uplink.summary(summary(number))

        hub.wait(lambda: len(hub.summary_ids()) == 300)
        assert hub.summary_ids() == ids(0, 300)
        assert len(hub.of("session")) == 300


def test_what_was_made_while_the_broker_was_away_comes_later(
    broker: Mosquitto, make_uplink: MakeUplink
) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        uplink.summary(summary(0))
        hub.wait(lambda: len(hub.summary_ids()) == 1)
        broker.kill()
        for number in range(1, 20):
            assert uplink.summary(summary(number))
        until_state(uplink, LinkState.UNREACHABLE)
        broker.start()

        hub.wait(lambda: len(hub.summary_ids()) == 20)
        assert hub.summary_ids() == ids(0, 20)


def test_a_broker_that_lost_everything_gets_state_and_recent_summaries_again(
    broker: Mosquitto, make_uplink: MakeUplink
) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        uplink.state(phase="working", exercise="squat", count=3)
        for number in range(5):
            uplink.summary(summary(number))
        hub.wait(lambda: len(hub.summary_ids()) == 5 and bool(hub.of("state")))

    broker.kill()
    broker.start()  # without persistence: it knows nothing any more
    with FakeHub(broker.port) as late:
        late.wait(lambda: len(late.summary_ids()) == 5, 20)
        late.wait(lambda: bool(late.of("state")))
        assert late.summary_ids() == ids(0, 5)
        assert late.of("state")[-1]["count"] == 3
        assert late.of("availability")[-1]["status"] == "online"


def test_what_nobody_hears_waits_for_a_hub(broker: Mosquitto, make_uplink: MakeUplink) -> None:
    uplink = make_uplink(broker.port)
    uplink.summary(summary(0))
    until_state(uplink, LinkState.NOBODY_LISTENS)
    uplink.summary(summary(1))

    with FakeHub(broker.port) as hub:
        hub.wait(lambda: len(hub.summary_ids()) == 2, 25)
        assert hub.summary_ids() == ids(0, 2)
    assert uplink.link.state is LinkState.ONLINE


def test_a_broker_that_hangs_is_named(broker: Mosquitto, make_uplink: MakeUplink) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        until_state(uplink, LinkState.ONLINE)
        broker.freeze()
        uplink.summary(summary(0))
        until_state(uplink, LinkState.SILENT)
        assert uplink.silent_s < 4.0
        broker.thaw()

        hub.wait(lambda: len(hub.summary_ids()) == 1, 20)


def test_an_error_of_ours_is_named_and_what_waits_goes_later(
    broker: Mosquitto, make_uplink: MakeUplink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("an error of ours")

    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        until_state(uplink, LinkState.ONLINE)
        with monkeypatch.context() as broken:
            broken.setattr(Courier, "send", fail)
            uplink.summary(summary(0))
            until_state(uplink, LinkState.FAILED)
            assert uplink.lives

        hub.wait(lambda: hub.summary_ids() == ids(0, 1), 20)


def test_a_station_that_stops_says_so(broker: Mosquitto, make_uplink: MakeUplink) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        hub.wait(lambda: [each["status"] for each in hub.of("availability")] == ["online"])
        uplink.stop()

        hub.wait(lambda: [each["status"] for each in hub.of("availability")][1:] == ["stopped"])


def test_two_stations_of_one_name_are_told_so_and_the_broker_says_the_will(
    broker: Mosquitto, make_uplink: MakeUplink
) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        make_uplink(broker.port)

        until_state(uplink, LinkState.TAKEN_OVER, 20)
        hub.wait(lambda: "offline" in [each["status"] for each in hub.of("availability")])


def test_a_command_is_heard_and_answered(broker: Mosquitto, make_uplink: MakeUplink) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        until_state(uplink, LinkState.ONLINE)
        hub.ask("gymstation/gym/station-1/cmd/status", correlation=b"42")
        hub.wait(lambda: (received := uplink.take_command()) is not None and _answer(received))
        hub.wait(lambda: any(topic == "gymstation/answers" for topic, _, _ in hub.heard))

        answer = next(body for topic, body, _ in hub.heard if topic == "gymstation/answers")
        assert answer["ok"]
        assert answer["command"] == "status"
        assert answer["result"] == {"count": 3}


def _answer(received: ReceivedCommand) -> bool:
    received.answer({"count": 3})
    return True


@pytest.mark.parametrize(
    ("command", "payload", "said"),
    [
        ("dance", "", "there is no command 'dance'"),
        ("status", "{", "payload: Invalid JSON"),
        ("signal-test", '{"signal": 3}', "signal: Input should be a valid string"),
        ("status", "x" * 5000, "is longer than 4096 bytes"),
    ],
)
def test_a_command_that_is_none_is_answered_with_the_reason(
    broker: Mosquitto, make_uplink: MakeUplink, command: str, payload: str, said: str
) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        until_state(uplink, LinkState.ONLINE)
        hub.ask(f"gymstation/gym/station-1/cmd/{command}", payload)
        hub.wait(lambda: any(topic == "gymstation/answers" for topic, _, _ in hub.heard))

        answer = next(body for topic, body, _ in hub.heard if topic == "gymstation/answers")
        assert not answer["ok"]
        assert said in answer["error"]
        assert uplink.take_command() is None


def test_home_assistant_is_told_and_told_again_at_its_birth(
    broker: Mosquitto, make_uplink: MakeUplink
) -> None:
    def documents() -> list[object]:
        return [body for topic, body, _ in hub.heard if topic.endswith("/config")]

    with FakeHub(broker.port, "homeassistant/#") as hub:
        make_uplink(broker.port, home_assistant=True)
        hub.wait(lambda: len(documents()) == 1)
        hub.say("homeassistant/status", "online")
        hub.wait(lambda: len(documents()) == 2)


def test_an_old_broker_is_spoken_to_in_its_own_version(
    broker: Mosquitto, make_uplink: MakeUplink
) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port, version="3.1.1")
        for number in range(50):
            uplink.summary(summary(number))

        hub.wait(lambda: len(hub.summary_ids()) == 50)
        assert hub.summary_ids() == ids(0, 50)


def test_the_state_is_said_at_most_twice_a_second_and_the_newest_wins(
    broker: Mosquitto, make_uplink: MakeUplink
) -> None:
    with FakeHub(broker.port) as hub:
        uplink = make_uplink(broker.port)
        until_state(uplink, LinkState.ONLINE)
        began_s = time.monotonic()
        for count in range(60):
            uplink.state(phase="working", count=count)
            time.sleep(0.02)
        hub.wait(lambda: bool(hub.of("state")) and hub.of("state")[-1]["count"] == 59)

        assert len(hub.of("state")) <= 2 + 2 * (time.monotonic() - began_s)
