"""Steps of the trial: install, set up, remove."""

import json
from pathlib import Path

from tools.appliance.stage import UNIT, Stage, require

KIT = "/root/kit"
UNINSTALL = f"{KIT}/tools/uninstall.sh"
# What Debian's own tools keep about packages, boots and units.
NOT_OURS = (
    "/etc/ld.so.cache",
    "/etc/machine-id",
    "/etc/ssl",
    "/root",
    "/run",
    "/tmp",  # noqa: S108 - of the machine that is looked at
    "/var/backups",
    "/var/cache",
    "/var/lib/apt",
    "/var/lib/dpkg",
    "/var/lib/private",
    "/var/lib/systemd",
    "/var/log",
    "/var/tmp",  # noqa: S108 - of the machine that is looked at
)
ACCOUNTS = ("passwd", "group", "shadow", "gshadow", "subuid", "subgid", ".pwd.lock")
# What the packages' own scripts write.
BY_PACKAGES = (
    "/etc/alternatives",
    "/etc/hosts",
    "/etc/inputrc",
    "/etc/networks",
    "/etc/python3",
    "/usr/lib/python3",
    "/usr/local/lib/python3",
    "/usr/share/python3",
    "/var/lib/python",
)
PROBE = """
import ctypes, json, mmap, os
libc = ctypes.CDLL(None, use_errno=True)
found = {"clock": libc.adjtimex(ctypes.create_string_buffer(208)) >= 0}
try:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    found["writable_code"] = True
except OSError:
    found["writable_code"] = False
found["device_of_group"] = open("/etc/gymstation-probe", "rb").read() == b""
try:
    open("/var/lib/gymstation-probe", "w")
    found["writes_elsewhere"] = True
except OSError:
    found["writes_elsewhere"] = False
found["nice"] = os.nice(19)
import dlib, numpy
from edge.camera.file import VideoFileCamera
from edge.config.pose import PoseConfig
from edge.pose.factory import make_estimator
from edge.resources import demo_clip
estimator, camera = make_estimator(PoseConfig()), VideoFileCamera(demo_clip())
camera.open()
seen = [estimator.estimate(camera.read(5.0)) for _ in range(240)]
found["person_seen"] = seen[-1] is not None
found["models"] = dlib.__version__
print(json.dumps(found))
"""


def carry(stage: Stage) -> str:
    """The wheels and scripts, as on a USB stick."""
    machine = stage.machine
    for wheel in (stage.wheels.current, stage.wheels.broken, stage.wheels.newer):
        machine.put(wheel, f"{KIT}/{wheel.name}")
    tools = Path(__file__).resolve().parent.parent
    for name in ("tools/install.sh", "tools/uninstall.sh", "systemd/files"):
        machine.put(tools.parent / name, f"{KIT}/{name}")
    stage.kept["files"] = json.dumps(sorted(_files(stage)))
    return f"{len(json.loads(stage.kept['files']))} files before"


def dry_run(stage: Stage) -> str:
    """It says what it would do, and does nothing."""
    before = _files(stage)
    done = stage.machine.run(f"sh -c '{_install(stage)} --dry-run'")
    require(_files(stage) == before, "a dry run wrote something")
    lines = [line for line in done.out.splitlines() if line.startswith("would ")]
    require(any("python3-venv" in line for line in lines), "packages are not named", done.out)
    return f"{len(lines)} lines, nothing written"


def install(stage: Stage) -> str:
    """From the wheel, into a bare Debian."""
    stage.machine.run(_install(stage))
    size = stage.machine.run("du -sm /opt/gymstation | cut -f1").out.strip()
    version = stage.machine.run("gymstation --version").out.strip()
    require(stage.machine.show(UNIT, "UnitFileState") == "enabled", "the unit is not enabled")
    return f"{version}, {size} MB"


def install_again(stage: Stage) -> str:
    """A second time changes nothing."""
    before = stage.machine.run("readlink /opt/gymstation/current").out
    text = stage.config.read_bytes()
    stage.machine.run(_install(stage))
    after = stage.machine.run("readlink /opt/gymstation/current; ls /opt/gymstation/releases").out
    require(after.startswith(before), "another release was made", after)
    current, *releases = after.split()
    require([current] == [f"releases/{name}" for name in releases], "another was made", after)
    require(stage.config.read_bytes() == text, "the configuration was changed")
    return "same release, same configuration"


def set_up(stage: Stage) -> str:
    """By options, with camera and broker tried; not started yet."""
    options = (
        f"--site appliance --station one --language en --camera {stage.camera.url} "
        f"--broker 127.0.0.1:{stage.broker.port} --led none --exercise squat"
    )
    stage.camera.start()
    done = stage.machine.run(f"gymstation setup --yes --json --no-start {options}")
    stage.camera.stop()
    outcome = json.loads(done.out)
    results = {check["name"]: check["result"] for check in outcome["checks"]}
    expected = {"camera": "ok", "feedback": "skipped", "broker": "ok"}
    require(results == expected, "checks", str(outcome))
    require(Path(f"{stage.machine.root}{outcome['backup']}").exists(), "no backup was kept")
    text = stage.config.read_text(encoding="utf-8")
    # Shorter than in a gym, so that each scene of the camera is a session of its own.
    text = text.replace("left_after_s: 30.0", "left_after_s: 4.0")
    text = text.replace("leave_s: 8.0", "leave_s: 2.0").replace("timeout_s: 5.0", "timeout_s: 3.0")
    text = text.replace("retry_longest_s: 30.0", "retry_longest_s: 2.0")
    stage.config.write_text(text, encoding="utf-8")
    stage.machine.run("gymstation config check")
    return "camera ok, broker ok, file with comments written"


def confined(stage: Stage) -> str:
    """Models, face engine and clock work under every directive of the unit; more does not."""
    machine = stage.machine
    machine.run("install -m 060 -o root -g video /dev/null /etc/gymstation-probe")
    machine.path("/etc/probe.py").write_text(PROBE, encoding="utf-8")
    unit = "/usr/local/lib/systemd/system/gymstation.service"
    machine.run(
        f"sed -e 's|^ExecStart=.*|ExecStart=/opt/gymstation/current/bin/python /etc/probe.py|' "
        f"-e 's/^Type=.*/Type=oneshot/' -e '/^Watchdog/d' -e '/^Restart/d' {unit} "
        f"-e 's/gymstation$/gymprobe/' -e 's/^\\(User\\|Group\\)=.*/\\1=gymstation/' "
        f"> /run/systemd/system/probe.service; systemctl daemon-reload"
    )
    machine.run("systemctl start probe.service", check=False)
    said = machine.run("journalctl -u probe.service --no-pager -o cat").out
    machine.run(
        "rm -rf /etc/probe.py /etc/gymstation-probe /run/systemd/system/probe.service "
        "/var/lib/gymprobe; systemctl daemon-reload; systemctl reset-failed"
    )
    line = next((line for line in said.splitlines() if line.startswith("{")), "")
    require(bool(line), "the probe did not work", said)
    found = json.loads(line)
    models = found.pop("models")
    expected = {"clock": True, "device_of_group": True, "nice": 19, "person_seen": True}
    expected |= {"writable_code": False, "writes_elsewhere": False}
    require(found == expected, "not as confined as it should be", str(found))
    return f"pose models and dlib {models} run, writable code refused"


def uninstall(stage: Stage) -> str:
    """What is left is what it names."""
    done = stage.machine.run(f"bash {UNINSTALL}")
    named = [line for line in done.out.splitlines() if line.startswith("/")]
    require("user gymstation" in done.out, "the user is not named", done.out)
    left = _left(stage)
    inside = [path for path in left if not any(path.startswith(name) for name in named)]
    unnamed = [path for path in inside if not any(name.startswith(f"{path}/") for name in named)]
    require(not unnamed, "files are left that nobody named", "\n".join(unnamed))
    return f"left: {', '.join(named)}"


def purge(stage: Stage) -> str:
    """Nothing is left."""
    stage.machine.run(f"bash {UNINSTALL} --purge")
    left = _left(stage)
    require(not left, "files are left", "\n".join(left))
    users = stage.machine.run("getent passwd gymstation gymhub", check=False)
    require(not users.out, "users are left", users.out)
    return "nothing is left"


def _install(stage: Stage) -> str:
    return f"bash {KIT}/tools/install.sh --wheel {KIT}/{stage.wheels.current.name}"


def _files(stage: Stage) -> set[str]:
    prune = " -o ".join(f"-path {path}" for path in NOT_OURS)
    text = stage.machine.run(rf"find / -xdev \( {prune} \) -prune -o -print").out
    return {line for line in text.splitlines() if not line.endswith((".pyc", "__pycache__"))}


def _left(stage: Stage) -> list[str]:
    """What was not there before, and belongs to no package of Debian."""
    before = set(json.loads(stage.kept["files"]))
    packaged = stage.machine.run("cat /var/lib/dpkg/info/*.list").out.splitlines()
    known = before | set(packaged) | {_merged(path) for path in packaged}
    return sorted(path for path in _files(stage) if path not in known and not _of_debian(path))


def _merged(path: str) -> str:
    """/lib is /usr/lib."""
    return f"/usr{path}" if path.startswith(("/lib", "/bin", "/sbin")) else path


def _of_debian(path: str) -> bool:
    """Accounts, and what the packages' own scripts wrote."""
    accounts = tuple(f"/etc/{name}" for name in ACCOUNTS)
    return path.startswith(accounts + BY_PACKAGES)
