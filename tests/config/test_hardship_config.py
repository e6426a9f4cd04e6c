"""Heat and a camera that stays away: what may be set, and what may not."""

import pytest

from edge.config.load import load_config
from edge.errors import ConfigError


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("thermal.steps_c", [75, 75, 83], "must rise from one step to the next"),
        ("thermal.pose_rates_hz", [8, 10, 15], "must not rise"),
        ("thermal.pose_rates_hz", [15], "one for each of steps_c"),
        ("thermal.judge_below_c", 90, "must be at most the last of steps_c"),
        ("thermal.steps_c", [20, 79, 83], "40"),
        ("recovery.restart_after_s", 5, "30"),
        ("recovery.reboot_command", [], "reboot_command"),
    ],
)
def test_what_cannot_work_is_refused(key: str, value: object, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        load_config(None, {key: value})


def test_the_program_comes_before_the_computer() -> None:
    reboot = {"recovery.reboot": True, "recovery.reboot_after_s": 200.0}
    with pytest.raises(ConfigError, match="must be longer than restart_after_s"):
        load_config(None, reboot)
    assert load_config(None, reboot | {"recovery.restart_after_s": None}).recovery.reboot
