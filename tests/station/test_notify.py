"""What the service manager hears."""

import os
from pathlib import Path

import pytest

from edge.station.service.notify import LONGEST_STATUS, Notifier
from tests.fakes.notify import Manager


@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_everything_is_heard_on_a_path_and_on_an_abstract_socket(tmp_path: Path, kind: str) -> None:
    name = tmp_path / "notify" if kind == "path" else f"@gymstation-test-{os.getpid()}"
    with Manager(name, watchdog_s=8.0) as manager:
        notifier = Notifier(manager.environ)
        notifier.ready()
        notifier.alive()
        notifier.reloading()
        notifier.allow(start_s=2.5)
        notifier.stopping()
        manager.wait("STOPPING=1")

    said = [text for _, text in manager.said]
    assert said[:2] == ["READY=1", "WATCHDOG=1"]
    assert said[2].startswith("RELOADING=1\nMONOTONIC_USEC=")
    assert said[3:] == ["EXTEND_TIMEOUT_USEC=2500000", "STOPPING=1"]
    assert notifier.is_heard
    assert notifier.watchdog_s == 8.0


def test_a_status_is_one_short_line_and_said_when_it_changes(tmp_path: Path) -> None:
    with Manager(tmp_path / "notify") as manager:
        notifier = Notifier(manager.environ)
        notifier.status("two\n  lines")
        notifier.status("two lines")
        notifier.status("x" * 1000)
        manager.wait("xxx")

    assert [text for _, text in manager.said] == [
        "STATUS=two lines",
        "STATUS=" + "x" * LONGEST_STATUS,
    ]


def test_the_watchdog_is_widened_where_an_honest_wait_is_longer(tmp_path: Path) -> None:
    with Manager(tmp_path / "notify", watchdog_s=30.0) as manager:
        notifier = Notifier(manager.environ)
        notifier.expect(20.0)
        notifier.expect(90.0)
        manager.wait("WATCHDOG_USEC")

    assert [text for _, text in manager.said] == ["WATCHDOG_USEC=90000000"]
    assert notifier.watchdog_s == 90.0


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"NOTIFY_SOCKET": ""},
        {"NOTIFY_SOCKET": "relative"},
        {"NOTIFY_SOCKET": "/nowhere/to/be/found"},
        {"WATCHDOG_USEC": "soon"},
        {"WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"},
    ],
)
def test_without_anybody_who_listens_nothing_happens(environ: dict[str, str]) -> None:
    notifier = Notifier(environ)
    notifier.ready()
    notifier.status("well")
    notifier.alive()
    notifier.expect(90.0)

    assert notifier.watchdog_s is None
