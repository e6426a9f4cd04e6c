"""A release takes the place of another, or everything is as it was."""

from pathlib import Path

import pytest

from edge.errors import UpgradeError
from edge.upgrade.activate import activate, roll_back
from edge.upgrade.places import Part
from tests.fakes.installation import LIST, FakeMachine

STATION = (Part.STATION,)
BOTH = (Part.STATION, Part.HUB)


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path)


@pytest.fixture
def running(machine: FakeMachine) -> FakeMachine:
    activate(machine.here, machine.release("1.0"), STATION, start=True)
    machine.manager.restart(Part.STATION.unit)
    machine.manager.told.clear()
    return machine


def names(machine: FakeMachine) -> tuple[str | None, str | None]:
    releases = machine.here.releases
    current, previous = releases.current, releases.previous
    return (current.name if current else None, previous.name if previous else None)


def test_the_first_is_put_in_place_and_waits_for_its_set_up(machine: FakeMachine) -> None:
    outcome = activate(machine.here, machine.release("1.0"), STATION, start=True)

    assert (outcome.release, outcome.before, outcome.config) == ("1.0", None, "written")
    assert outcome.started == ()
    assert names(machine) == ("1.0", None)
    assert machine.unit == "# 1.0\n"
    assert machine.manager.enabled == {"gymstation.service", "gymstation-prune.timer"}
    text = machine.config.read_text(encoding="utf-8")
    assert "data_dir: /var/lib/gymstation" in text
    assert "key_file: /etc/credstore/gymstation.gallery.key" in text
    assert machine.config.stat().st_mode & 0o777 == 0o640
    assert not machine.places.at("/usr/local/lib/systemd/system/gymhub.service").exists()


def test_the_hub_needs_no_set_up(machine: FakeMachine) -> None:
    outcome = activate(machine.here, machine.release("1.0"), BOTH, start=True)
    assert outcome.started == (Part.HUB,)


def test_a_newer_one_that_is_well_stays(running: FakeMachine) -> None:
    running.release("0.9")
    outcome = activate(running.here, running.release("2.0"), STATION, start=True)

    assert (outcome.before, outcome.started, outcome.config) == ("1.0", STATION, "kept")
    assert names(running) == ("2.0", "1.0")
    assert running.unit == "# 2.0\n"
    assert outcome.removed == ("0.9",)
    assert running.manager.told[-1] == "restart gymstation.service 2.0"


@pytest.mark.parametrize("how", ["does not start", "dies", "safe mode", "critical"])
def test_one_that_is_not_well_is_taken_back(running: FakeMachine, how: str) -> None:
    manager, programs = running.manager, running.programs
    programs.layouts["2.0"] = 2
    match how:
        case "does not start":
            manager.ill.add("2.0")
        case "dies":
            manager.dies.add("2.0")
        case "safe mode":
            manager.words["2.0"] = "safe mode: station.yaml:3"
        case _:
            programs.critical.add("2.0")
    before = running.config.read_bytes()

    with pytest.raises(UpgradeError, match=r"1\.0 runs again"):
        activate(running.here, running.release("2.0"), STATION, start=True)

    assert names(running) == ("1.0", None)
    assert running.config.read_bytes() == before
    assert running.unit == "# 1.0\n"
    assert manager.state(Part.STATION.unit).runs
    assert manager.told[-1] == "restart gymstation.service 1.0"


def test_what_was_critical_before_is_no_fault_of_the_new_one(running: FakeMachine) -> None:
    running.programs.critical |= {"1.0", "2.0"}
    activate(running.here, running.release("2.0"), STATION, start=True)
    assert names(running) == ("2.0", "1.0")


def test_a_station_that_does_not_run_is_not_started(running: FakeMachine) -> None:
    running.manager.stop(Part.STATION.unit)
    outcome = activate(running.here, running.release("2.0"), STATION, start=True)
    assert outcome.started == ()


@pytest.mark.parametrize("fault", ["does not start", "configuration"])
def test_nothing_changes_where_it_cannot_begin(running: FakeMachine, fault: str) -> None:
    if fault == "configuration":
        running.config.write_text("unreadable", encoding="utf-8")
    else:
        running.programs.broken.add("2.0")
    with pytest.raises(UpgradeError):
        activate(running.here, running.release("2.0"), STATION, start=True)
    assert names(running) == ("1.0", None)
    assert running.manager.told == []


def test_the_configuration_is_migrated_with_a_copy_and_comes_back(running: FakeMachine) -> None:
    running.programs.layouts["2.0"] = 2
    old = running.config.read_text(encoding="utf-8")
    outcome = activate(running.here, running.release("2.0"), STATION, start=True)

    assert outcome.config == "migrated"
    assert "schema_version: 2" in running.config.read_text(encoding="utf-8")
    assert running.config.with_name("station.yaml.1.0").read_text(encoding="utf-8") == old

    back = roll_back(running.here, STATION, start=True)
    assert (back.release, back.config) == ("1.0", "restored")
    assert running.config.read_text(encoding="utf-8") == old
    assert names(running) == ("1.0", "2.0")


def test_back_by_hand_keeps_what_the_gym_changed_since(running: FakeMachine) -> None:
    activate(running.here, running.release("2.0"), STATION, start=True)
    running.config.write_text("schema_version: 1\nsite: other\n", encoding="utf-8")
    assert roll_back(running.here, STATION, start=True).config == "kept"
    assert "other" in running.config.read_text(encoding="utf-8")


def test_without_an_older_release_there_is_no_way_back(running: FakeMachine) -> None:
    with pytest.raises(UpgradeError, match="no previous release"):
        roll_back(running.here, STATION, start=True)


def test_what_a_newer_release_no_longer_installs_is_removed(running: FakeMachine) -> None:
    extra = "/etc/udev/rules.d/extra.rules"
    more = running.release("2.0", f"{LIST}station systemd/extra 644 {extra}\n")
    activate(running.here, more, STATION, start=True)
    assert running.places.at(extra).exists()
    activate(running.here, running.release("3.0"), STATION, start=True)
    assert not running.places.at(extra).exists()
    assert names(running) == ("3.0", "2.0")


def test_a_hub_that_does_not_come_up_gets_its_sessions_back(running: FakeMachine) -> None:
    activate(running.here, running.release("1.5"), BOTH, start=True)
    running.manager.restart(Part.HUB.unit)
    store = running.places.state(Part.HUB) / "hub.db"
    store.parent.mkdir(parents=True)
    store.write_text("old tables", encoding="utf-8")
    manager = running.manager
    restart = manager.restart

    def upgrade_tables(unit: str) -> bool:
        if unit == Part.HUB.unit and running.here.releases.current != running.release("1.5"):
            store.write_text("new tables", encoding="utf-8")
            return False
        return restart(unit) and (unit != Part.HUB.unit or "old" in store.read_text())

    manager.restart = upgrade_tables  # type: ignore[method-assign]
    with pytest.raises(UpgradeError, match=r"1\.5 runs again"):
        activate(running.here, running.release("2.0"), BOTH, start=True)
    assert store.read_text(encoding="utf-8") == "old tables"


def test_a_folder_elsewhere_is_no_release(running: FakeMachine, tmp_path: Path) -> None:
    with pytest.raises(UpgradeError, match="is no release"):
        running.here.releases.named(tmp_path)


def test_a_list_that_is_damaged_is_named_with_its_line(running: FakeMachine) -> None:
    with pytest.raises(UpgradeError, match=r"files:1"):
        activate(running.here, running.release("2.0", "station broken\n"), STATION, start=True)
    assert names(running) == ("1.0", None)
