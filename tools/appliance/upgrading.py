"""Steps of the trial: releases that do not work, that do, and back."""

import re
from contextlib import suppress
from http import HTTPStatus
from urllib.request import urlopen

from tools.appliance.installing import KIT
from tools.appliance.stage import UNIT, Stage, require
from tools.chaos.broker import free_port

REMARK = "# our own remark: keep me"


def broken_upgrade(stage: Stage) -> str:
    """A release that fails when it runs is taken back."""
    before, text = _current(stage), stage.config.read_bytes()
    done = stage.machine.run(f"gymstation upgrade {KIT}/{stage.wheels.broken.name}", check=False)
    require(done.status == 1, f"exit status {done.status}", done.text)
    require(f"going back to {before}" in done.complaint, "it was not even switched to", done.text)
    require(_current(stage) == before, f"{_current(stage)} is current", done.text)
    require(stage.config.read_bytes() == text, "the configuration was changed")
    require(stage.state == "active", f"it is {stage.state}", done.text)
    stage.await_training()
    return f"back on {before}, counting"


def newer_upgrade(stage: Stage) -> str:
    """A release with another layout of the configuration: migrated, with a copy."""
    before = _current(stage)
    text = f"{REMARK}\n{stage.config.read_text(encoding='utf-8')}"
    stage.config.write_text(text, encoding="utf-8")
    stage.machine.run(f"gymstation upgrade {KIT}/{stage.wheels.newer.name}")
    require(_current(stage) == "99.2.0", f"{_current(stage)} is current")
    migrated = stage.config.read_text(encoding="utf-8")
    require(migrated.startswith(REMARK), "a remark was lost")
    require(re.search(r"^schema_version: 2$", migrated, re.MULTILINE) is not None, "not migrated")
    require("left_after_s: 2.0" in migrated, "the value was not migrated")
    backup = stage.config.with_name(f"station.yaml.{before}")
    require(backup.read_text(encoding="utf-8") == text, "the copy differs")
    stage.await_training()
    kept = stage.machine.run("ls /opt/gymstation/releases").out.split()
    require(kept == sorted(["99.2.0", before]), f"releases kept: {kept}")
    return f"99.2.0, configuration migrated, copy kept; releases: {', '.join(kept)}"


def rolled_back(stage: Stage) -> str:
    """By hand: the older release gets the file that it can read."""
    stage.machine.run("gymstation upgrade --rollback")
    current = _current(stage)
    require(current != "99.2.0", f"{current} is current")
    text = stage.config.read_text(encoding="utf-8")
    require("schema_version: 1" in text, "the older file was not restored")
    require(text.startswith(REMARK), "a remark was lost")
    require(stage.state == "active", f"it is {stage.state}", stage.log())
    stage.await_training()
    return f"{current} runs with its own configuration"


def doctor(stage: Stage) -> str:
    """The station's own examination of itself."""
    statuses: list[int] = []

    def is_well() -> bool:
        statuses.append(stage.machine.run("gymstation doctor", check=False).status)
        return statuses[-1] in {0, 1}

    # What a station tells of itself is up to ten seconds old: then the camera was away.
    stage.until(is_well, 30.0, "the doctor finds nothing critical")
    return f"exit status {statuses[-1]}"


def hub_beside(stage: Stage) -> str:
    """The same wheel with the hub: another release, and a hub that answers."""
    machine, before = stage.machine, _current(stage)
    machine.run(f"bash {KIT}/tools/install.sh --wheel {KIT}/{stage.wheels.current.name} --hub")
    port = free_port()
    config = machine.path("/etc/gymhub/hub.yaml")
    text = config.read_text(encoding="utf-8").replace("port: 8080", f"port: {port}")
    text = text.replace(
        "host: 127.0.0.1\n  # port: 1883", f"host: 127.0.0.1\n  port: {stage.broker.port}"
    )
    config.write_text(text, encoding="utf-8")
    machine.run("systemctl restart gymhub")

    def answers() -> bool:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as reply:
            return bool(reply.status == HTTPStatus.OK)
        return False

    seconds = stage.until(answers, 60.0, "the hub answers")
    check = machine.run("gymhub check", check=False)
    require(check.status == 0, "the hub finds something wrong", check.text)
    require(_current(stage) != before, "the release was changed in place")
    stage.await_training()
    return f"{before} → {_current(stage)}, the hub answers after {seconds:.1f} s"


def stopped(stage: Stage) -> str:
    """In good order and soon."""
    stage.machine.run(f"systemctl stop {UNIT}")
    require(stage.machine.show(UNIT, "Result") == "success", "it did not end in good order")
    return "result success"


def _current(stage: Stage) -> str:
    return stage.machine.run("basename $(readlink /opt/gymstation/current)").out.strip()
