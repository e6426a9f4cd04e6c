"""The computer is asked by a program; that it refuses or hangs is no reason to crash."""

import sys

from edge.station.recovery.reboot import CommandComputer


def test_a_program_that_says_yes_is_believed() -> None:
    assert CommandComputer([sys.executable, "-c", ""]).restart()


def test_a_program_that_refuses_hangs_or_is_missing_is_not() -> None:
    assert not CommandComputer([sys.executable, "-c", "raise SystemExit('not allowed')"]).restart()
    assert not CommandComputer(["/no/such/program"]).restart()
    hanging = CommandComputer([sys.executable, "-c", "import time; time.sleep(60)"], timeout_s=0.2)
    assert not hanging.restart()
