"""A camera that stays away: reopen, restart, reboot, and never for ever."""

from itertools import pairwise
from pathlib import Path

import pytest

from edge.config.recovery import RecoveryConfig
from edge.station.recovery.ladder import MOST_DOUBLINGS, STEADY_S, Ladder, Past, Rung
from edge.station.recovery.ladder_file import FILE, LadderFile

REBOOTS = RecoveryConfig(restart_after_s=60.0, reboot=True, reboot_after_s=600.0, most_reboots=2)


class Station:
    """Starts the ladder again and again, as a service manager starts the program."""

    def __init__(self, config: RecoveryConfig, *, writes: bool = True) -> None:
        self.config, self.writes = config, writes
        self.past = Past()
        self.now_s = 1000.0
        self.ladder = self.start()

    def start(self) -> Ladder:
        return Ladder(self.config, self.past, self.keep, self.now_s)

    def keep(self, past: Past) -> bool:
        if self.writes:
            self.past = past
        return self.writes

    def wait(self, seconds: float, *, may_end: bool = True) -> list[tuple[Rung, float]]:
        """So long without a camera; what was done, and after how many seconds."""
        began_s, done = self.now_s, []
        while self.now_s < began_s + seconds:
            self.now_s += 5.0
            rung = self.ladder.silent(self.now_s, may_end=may_end)
            if rung is not Rung.REOPENING:
                done.append((rung, self.now_s - began_s))
                self.ladder = self.start()
        return done

    def watch(self, seconds: float) -> None:
        until_s = self.now_s + seconds
        while self.now_s < until_s:
            self.now_s += 10.0
            self.ladder.saw_frame(self.now_s)


def test_a_camera_that_comes_back_in_time_ends_nothing() -> None:
    station = Station(REBOOTS)
    for _ in range(20):
        assert station.wait(50.0) == []
        station.watch(10.0)


def test_the_program_starts_anew_more_and_more_seldom() -> None:
    station = Station(RecoveryConfig(restart_after_s=60.0))
    done = station.wait(5000.0)

    assert {rung for rung, _ in done} == {Rung.RESTART}
    times_s = [0.0, *(at_s for _, at_s in done)]
    gaps_s = [after - before for before, after in pairwise(times_s)]
    assert gaps_s[:5] == [60.0 * 2**index for index in range(5)]
    assert set(gaps_s[MOST_DOUBLINGS:]) == {60.0 * 2**MOST_DOUBLINGS}


def test_the_computer_is_restarted_only_if_that_is_set() -> None:
    rungs = [rung for rung, _ in Station(REBOOTS).wait(700.0)]

    assert rungs.count(Rung.REBOOT) == 1
    assert rungs.index(Rung.REBOOT) > 0
    assert Rung.REBOOT not in [rung for rung, _ in Station(RecoveryConfig()).wait(50_000.0)]


def test_a_camera_that_is_truly_gone_does_not_restart_the_computer_for_ever() -> None:
    station = Station(REBOOTS)
    rungs = [rung for rung, _ in station.wait(7 * 86_400.0)]

    assert rungs.count(Rung.REBOOT) == REBOOTS.most_reboots
    assert rungs[-1] is Rung.RESTART


def test_a_camera_that_works_for_a_moment_is_not_back() -> None:
    station = Station(REBOOTS)
    rungs: list[Rung] = []
    for _ in range(100):
        rungs += [rung for rung, _ in station.wait(2000.0)]
        station.watch(STEADY_S / 2)

    assert rungs.count(Rung.REBOOT) == REBOOTS.most_reboots


def test_an_hour_of_pictures_forgets_what_was_done() -> None:
    station = Station(REBOOTS)
    station.wait(5000.0)
    assert station.past.reboots == 2
    station.watch(STEADY_S + 20.0)

    assert station.past == Past()
    assert Rung.REBOOT in [rung for rung, _ in station.wait(2000.0)]


def test_nothing_ends_while_somebody_would_lose_something() -> None:
    assert Station(REBOOTS).wait(50_000.0, may_end=False) == []


def test_what_cannot_be_written_down_restarts_no_computer() -> None:
    rungs = [rung for rung, _ in Station(REBOOTS, writes=False).wait(50_000.0)]

    assert set(rungs) == {Rung.RESTART}


def test_the_past_outlives_the_program(tmp_path: Path) -> None:
    past = Past(silent_s=12.5, restarts=3, reboots=1)

    assert LadderFile(tmp_path).read() == Past()
    assert LadderFile(tmp_path).keep(past)
    assert LadderFile(tmp_path).read() == past
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"silent_s": "NaN"}', "null", "\0" * 40])
def test_a_damaged_past_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)

    assert LadderFile(tmp_path).read() == Past()


def test_without_a_folder_that_stays_nothing_is_kept() -> None:
    assert not LadderFile(None).keep(Past(restarts=1))
    assert LadderFile(None).read() == Past()
