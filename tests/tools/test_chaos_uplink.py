"""A quarter of a minute of everything going wrong: nothing lost, doubled or reordered."""

from pathlib import Path

import pytest
from rich.console import Console

from tools.chaos.broker import mosquitto_path
from tools.chaos_uplink import Plan, small_disk, trial


@pytest.mark.skipif(mosquitto_path() is None, reason="mosquitto is not installed")
def test_nothing_is_lost_while_everything_breaks(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        plan = Plan(minutes=0.25, seed=7, per_second=8.0)
        outcome = trial(tmp_path, disk, plan, Console(stderr=True, quiet=True))

    assert outcome.is_flawless, outcome
    assert outcome.sessions > 10
    assert outcome.faults > 5
