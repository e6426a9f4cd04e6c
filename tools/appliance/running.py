"""Steps of the trial: what can happen to a station that runs."""

import signal
from pathlib import Path

from edge.errors import ConfigError
from tools.appliance.freeze import held
from tools.appliance.machine import kill
from tools.appliance.stage import UNIT, WATCHDOG_S, Stage, StepError, require

WAITS_S = 12.0
READY_S = 60.0
RESTART_S = WATCHDOG_S + 30.0  # the watchdog's time, its end, RestartSec and the models' loading
UNITS = "/usr/local/lib/systemd/system"
KILLS = 20
BROKER_AWAY = range(7, 14)  # kills during which nothing can be sent
TRAINS_S = (0.5, 4.0)


def waits_for_frames(stage: Stage) -> str:
    """Without a picture it is not ready."""
    stage.machine.run(f"systemctl start --no-block {UNIT}")
    try:
        stage.await_state("active", WAITS_S)
    except StepError:
        state = stage.state
    else:
        raise StepError("it was ready without a picture")
    require(state == "activating", f"it is {state}", stage.log())
    return f"still activating after {WAITS_S:.0f} s without a camera"


def ready_with_frames(stage: Stage) -> str:
    """With the first picture it is."""
    stage.camera.start()
    seconds = stage.await_state("active", READY_S)
    require(stage.starts == 0, "it was started anew meanwhile")
    return f"ready {seconds:.1f} s after the camera came"


def counts(stage: Stage) -> str:
    """A whole scene is one session with the repetitions that it has."""
    wanted = stage.camera.repetitions()
    before = set(stage.hub.sessions)
    stage.until(
        lambda: wanted in [stage.hub.sessions[one] for one in set(stage.hub.sessions) - before],
        4 * stage.camera.scene_s,
        f"a session with {wanted} repetitions",
    )
    return f"{wanted} of {wanted} repetitions in one session"


def members(stage: Stage) -> str:
    """The key is root's, the gallery the station's; the nightly erasing works in its unit."""
    machine = stage.machine
    without = machine.run("gymstation members list", check=False)
    require("members key make" in without.complaint, "no word of the key", without.text)
    machine.run("gymstation members key make && gymstation members list")
    key = machine.path("/etc/credstore/gymstation.gallery.key").stat()
    require((key.st_uid, key.st_mode & 0o777) == (0, 0o600), "others may read the key")
    owners = machine.run("stat -c %U /var/lib/gymstation/*").out.split()
    require(set(owners) == {"gymstation"}, f"owners: {owners}")
    # In a container nobody keeps the clock right, which the unit waits for.
    machine.run(
        f"sed /^ExecCondition/d {UNITS}/gymstation-prune.service "
        "> /run/systemd/system/gymstation-prune.service && systemctl daemon-reload"
    )
    done = machine.run("systemctl start gymstation-prune.service", check=False)
    said = machine.run("journalctl -u gymstation-prune --no-pager -o cat").out
    machine.run("rm /run/systemd/system/gymstation-prune.service && systemctl daemon-reload")
    require(done.status == 0 and "the file was rewritten" in said, "not erased", said)
    return "key root's, gallery the station's, erased nothing that was not due"


def process_stopped(stage: Stage) -> str:
    """SIGSTOP to the process: the watchdog ends it, and it is started anew."""
    number, starts = stage.machine.pid(UNIT), stage.starts
    kill(number, signal.SIGSTOP)
    seconds = _restarted(stage, number, starts)
    return f"started anew after {seconds:.1f} s (watchdog {WATCHDOG_S:.0f} s)"


def thread_stopped(stage: Stage) -> str:
    """The vision thread alone stands still, while the uplink goes on."""
    number, starts = stage.machine.pid(UNIT), stage.starts
    threads = len(list(Path(f"/proc/{number}/task").iterdir()))
    with held(number):  # the first thread of a process has its number; it is the vision thread
        state = Path(f"/proc/{number}/task/{number}/stat").read_text().rpartition(")")[2].split()[0]
        require(state == "t", f"the thread is not held but {state}")
        seconds = _restarted(stage, number, starts)
    return f"1 of {threads} threads held, started anew after {seconds:.1f} s"


def killed(stage: Stage) -> str:
    """kill -9 again and again: what was counted arrives, once each."""
    hub = stage.hub
    for number in range(KILLS):
        if number == BROKER_AWAY.start:
            stage.broker.stop()
        if number == BROKER_AWAY.stop:
            stage.broker.start()
        if number not in BROKER_AWAY:
            # In the midst of a set: something was counted, and is in the journal alone.
            hub.wait(stage.camera.scene_s, repetitions=hub.repetitions + 1)
        hub.wait(stage.rng.uniform(*TRAINS_S), repetitions=10**9)
        starts = stage.starts
        kill(stage.machine.pid(UNIT), signal.SIGKILL)
        _await_new(stage, starts, READY_S)
    stage.await_training()
    # The summaries of what was running when it was killed come with the next start.
    told = dict(hub.live)
    wait_s = 2 * stage.camera.scene_s
    stage.until(lambda: not _missing(stage, told), wait_s, "every summary is here")
    require(hub.altered == 0, f"{hub.altered} summaries came again with other counts")
    sessions, copies = len(hub.sessions), hub.copies
    return (
        f"{sum(told.values())} repetitions told live by {len(told)} runs are all in "
        f"{sessions} summaries ({copies} came again, the same)"
    )


def camera_away(stage: Stage) -> str:
    """It says so, goes on, and counts when the camera is back."""
    starts = stage.starts
    stage.camera.stop()
    try:
        away = "status: no picture"
        said_s = stage.until(lambda: stage.words.startswith("no picture"), 20.0, away)
        stage.hub.wait(WATCHDOG_S + 5.0, repetitions=10**9)
        require(stage.state == "active", f"it is {stage.state}", stage.log())
    finally:
        stage.camera.start()
    back_s = stage.until(lambda: stage.words == "watching", 30.0, "status: watching")
    stage.await_training()
    require(stage.starts == starts, "it was started anew", stage.log())
    return f"said after {said_s:.1f} s, watching {back_s:.1f} s after its return, no restart"


def config_broken(stage: Stage) -> str:
    """Safe mode: up, saying why, counting nothing; well again with the file put right."""
    text = stage.config.read_text(encoding="utf-8")
    stage.config.write_text(text.replace("site: appliance", "siite: appliance"), encoding="utf-8")
    try:
        stage.machine.run(f"systemctl restart {UNIT}")
        words = stage.words
        require(stage.state == "active", f"it is {stage.state}", stage.log())
        require("safe mode" in words.lower(), f"status: {words}", stage.log())
        check = stage.machine.run("gymstation config check", check=False)
        require(check.status == ConfigError.exit_status, "config check finds nothing", check.text)
    finally:
        stage.config.write_text(text, encoding="utf-8")
    stage.machine.run(f"systemctl restart {UNIT}")
    stage.await_training()
    return f"“{words}”, then well again"


def reloaded(stage: Stage) -> str:
    """SIGHUP: a bad file is refused, and it goes on counting."""
    text = stage.config.read_text(encoding="utf-8")
    number = stage.machine.pid(UNIT)
    stage.config.write_text(text.replace("fps: 30.0", "fps: fast"), encoding="utf-8")
    try:
        stage.machine.run(f"systemctl reload {UNIT}")
        stage.await_training()
        require(stage.machine.pid(UNIT) == number, "it was started anew")
    finally:
        stage.config.write_text(text, encoding="utf-8")
    stage.machine.run(f"systemctl reload {UNIT}")
    stage.await_training(2 * stage.camera.scene_s)
    require(stage.machine.pid(UNIT) == number, "it was started anew")
    return "bad file refused, good one taken up, same process"


def _missing(stage: Stage, told: dict[str, int]) -> dict[str, int]:
    """Repetitions told live that are in no summary yet, by run; the run of now is not over."""
    held_now = stage.hub.repetitions_by_boot()
    running = max(told, key=list(told).index) if told else ""
    return {
        boot: count - held_now[boot]
        for boot, count in told.items()
        if boot != running and held_now[boot] < count
    }


def _restarted(stage: Stage, number: int, starts: int) -> float:
    seconds = _await_new(stage, starts, RESTART_S)
    require(stage.machine.pid(UNIT) != number, "it is the same process")
    stage.await_training()
    return seconds


def _await_new(stage: Stage, starts: int, longest_s: float) -> float:
    """Seconds until it was started anew and is ready; raises StepError."""
    return stage.until(
        lambda: stage.starts > starts and stage.state == "active", longest_s, "started anew"
    )
