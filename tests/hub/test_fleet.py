import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from edge.uplink.message import Availability, Health, State
from edge.uplink.topics import Topics
from hub.fleet.pace import Pace
from hub.fleet.station import FleetStation
from hub.fleet.training import Place, make_session, uuid7
from hub.ingest.received import Read
from tests.fakes.broker import Mosquitto
from tests.fakes.hub import FakeHub
from tests.hub.messages import NOW_MS, heard, session

END = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize("seed", range(20))
def test_what_the_fleet_trains_adds_up(seed: int) -> None:
    made = make_session(Place("gym", "rack-1", "boot"), 1, END, Random(seed))  # noqa: S311
    assert isinstance(session(made), Read)
    assert made.end_time == END
    assert made.duration_s == pytest.approx((made.end_time - made.start_time).total_seconds())
    for each in made.sets:
        assert each.rep_count == len(each.reps)
        faults = sum(rep.verdict.value == "fault" for rep in each.reps)
        assert each.good_reps + faults == each.judged_reps
        assert sum(count.fault for count in each.conditions) == faults


def test_the_same_seed_trains_the_same() -> None:
    place = Place("gym", "rack-1", "boot")
    first, again = (make_session(place, 1, END, Random(7)) for _ in range(2))  # noqa: S311
    assert first == again


def test_ids_sort_by_time() -> None:
    random = Random(1)  # noqa: S311
    ids = [uuid7(datetime(2026, 1, day, tzinfo=UTC), random) for day in range(1, 28)]
    assert ids == sorted(ids)
    assert {UUID(each).version for each in ids} == {7}
    assert {UUID(each).variant for each in ids} == {"specified in RFC 4122"}


def test_a_station_s_messages_can_be_read_and_are_counted() -> None:
    station = FleetStation(Topics("gymstation", "gym", "rack-1"), Random(1))  # noqa: S311
    said = [*station.start(NOW_MS), station.state(NOW_MS), station.stop(NOW_MS)]
    assert [type(each) for each in said] == [Availability, Health, State, Availability]
    assert [each.sequence for each in said] == [1, 2, 3, 4]
    done = [station.session(NOW_MS) for _ in range(3)]
    assert [each.summary.sequence for each in done] == [1, 2, 3]
    assert all(isinstance(heard(each), Read) for each in done)


def test_the_pace_is_kept_whenever_it_is_asked() -> None:
    pace = Pace(10)
    assert [pace.due(s) for s in (0.05, 0.1, 0.1, 1.0, 0.9)] == [0, 1, 0, 9, 0]


def test_the_command_says_what_it_was_told_to(tmp_path: Path) -> None:
    config = tmp_path / "hub.yaml"
    with Mosquitto(tmp_path) as broker:
        config.write_text(f"broker: {{port: {broker.port}}}\n")
        with FakeHub(broker.port) as hub:
            asked = ["--stations", "30", "--rate", "20", "--states", "50", "--seconds", "1"]
            done = subprocess.run(
                [
                    sys.executable,
                    "-c",
                    "from hub.cli import main; main()",
                    "fleet",
                    "-c",
                    str(config),
                    *asked,
                ],
                capture_output=True,
                text=True,
                check=True,
            )
            sent = int(done.stdout.split()[0])
            assert sent >= 15
            hub.wait(lambda: len(hub.summary_ids()) == sent)
            hub.wait(
                lambda: len([m for m in hub.of("availability") if m["status"] == "stopped"]) == 30
            )


def test_without_a_broker_it_says_so(tmp_path: Path) -> None:
    config = tmp_path / "hub.yaml"
    config.write_text("broker: {port: 1}\n")
    done = subprocess.run(
        [sys.executable, "-c", "from hub.cli import main; main()", "fleet", "-c", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
