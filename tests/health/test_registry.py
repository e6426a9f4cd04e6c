"""Checks that answer, fail, hang and come back, and who waits for them."""

import threading
import time
from collections.abc import Callable

import pytest

from edge.errors import CameraError
from edge.health.finding import Finding
from edge.health.registry import Registry
from edge.uplink.message import Status


def until(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    limit_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < limit_s, "it did not come to pass"
        time.sleep(0.01)


def states(registry: Registry) -> dict[str, str]:
    return {finding.check: finding.state for finding in registry.findings()}


def well() -> Finding:
    return Finding.of("clock", "ok")


def test_a_check_that_was_not_asked_yet_is_unknown() -> None:
    registry = Registry()
    registry.add("clock", well)

    (finding,) = registry.findings()
    assert (finding.status, finding.state) == (Status.UNKNOWN, "starting")


def test_all_are_asked_once_and_keep_their_order() -> None:
    registry = Registry()
    registry.add("disk", lambda: Finding.of("disk", "low", "12 MB"))
    registry.add("clock", well)

    found = registry.ask_all()

    assert [(one.check, one.state) for one in found] == [("disk", "low"), ("clock", "ok")]
    assert found[0].status is Status.WARNING
    assert found[0].remedy.en
    assert found[0].remedy.ko


def test_a_hung_check_times_out_and_delays_no_other() -> None:
    registry, hangs = Registry(), threading.Event()
    asked: list[str] = []

    def hang() -> Finding:
        asked.append("hang")
        hangs.wait()
        return Finding.of("disk", "ok")

    def answer() -> Finding:
        asked.append("clock")
        return well()

    registry.add("disk", hang, timeout_s=0.3, every_s=0.0)
    registry.add("clock", answer, every_s=0.0)
    registry.start()
    try:
        until(lambda: states(registry) == {"disk": "timed_out", "clock": "ok"})
        until(lambda: asked.count("clock") > 3)
        assert asked.count("hang") == 1, "it is not asked again while it hangs"

        hangs.set()
        until(lambda: states(registry)["disk"] == "ok")
        until(lambda: asked.count("hang") > 1)
    finally:
        hangs.set()
        registry.stop()


def test_several_that_hang_take_no_more_than_a_worker_each() -> None:
    registry, hangs = Registry(), threading.Event()

    def hang() -> Finding:
        hangs.wait()
        return well()

    for name in ("disk", "memory", "power"):
        registry.add(name, hang, timeout_s=0.2, every_s=0.0)
    registry.add("clock", well, every_s=0.0)
    registry.start()
    try:
        until(lambda: set(states(registry).values()) == {"timed_out", "ok"})
        until(lambda: list(states(registry).values()).count("timed_out") == 3)
        assert workers() == 4

        hangs.set()
        until(lambda: set(states(registry).values()) == {"ok"})
        until(lambda: workers() == 1)
    finally:
        hangs.set()
        registry.stop()
    assert workers() == 0


def workers() -> int:
    return sum(thread.name == "health worker" for thread in threading.enumerate())


def test_asking_once_waits_no_longer_than_the_longest_time_out() -> None:
    registry, hangs = Registry(), threading.Event()

    def hang() -> Finding:
        hangs.wait()
        return well()

    for name in ("disk", "clock", "memory"):
        registry.add(name, hang, timeout_s=0.3)
    began_s = time.monotonic()
    try:
        found = registry.ask_all()
    finally:
        hangs.set()

    assert {finding.state for finding in found} == {"timed_out"}
    assert time.monotonic() - began_s < 0.8


def test_a_check_that_fails_says_so_and_is_asked_again() -> None:
    registry, calls = Registry(), []

    def fail() -> Finding:
        calls.append(1)
        raise CameraError("is on fire", where="/dev/video0")

    registry.add("camera", fail, every_s=0.0)
    registry.start()
    try:
        until(lambda: len(calls) > 1)
    finally:
        registry.stop()

    (finding,) = registry.findings()
    assert (finding.status, finding.state) == (Status.UNKNOWN, "probe_failed")
    assert finding.detail == "/dev/video0: is on fire"


def test_an_error_of_ours_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    registry = Registry()
    registry.add("clock", lambda: Finding.of("clock", "no_such_state"))
    registry.ask_all()
    registry.ask_all()

    assert states(registry) == {"clock": "probe_failed"}
    assert len(caplog.records) == 1


def test_a_check_without_words_cannot_be_added() -> None:
    with pytest.raises(KeyError):
        Registry().add("no_such_check", well)


def test_a_name_is_taken_once() -> None:
    registry = Registry()
    registry.add("clock", well)
    with pytest.raises(ValueError, match="already"):
        registry.add("clock", well)


def test_a_finding_knows_its_age() -> None:
    now = [100.0]
    registry = Registry(lambda: now[0])
    registry.add("clock", well)
    assert registry.results()[0].age_s is None

    registry.ask_all()
    now[0] += 7.0
    assert registry.results()[0].age_s == pytest.approx(7.0)
