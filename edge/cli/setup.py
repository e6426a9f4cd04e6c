"""`gymstation setup`: the first set-up, guided on a terminal or answered by options."""

import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from edge.camera.detect import pi_camera, webcams
from edge.cli.source import camera_overrides
from edge.config import find_config
from edge.config.load import SYSTEM_CONFIG
from edge.config.station import StationConfig
from edge.errors import UsageError
from edge.setup import checks, words
from edge.setup.answers import Answers, settled
from edge.setup.checks import Check, Result
from edge.setup.dialogue import Dialogue, Said
from edge.setup.save import Target
from edge.upgrade.manager import Systemctl
from edge.upgrade.places import REBOOT_UNIT, Part, Places


def setup(
    *,
    language: Annotated[str | None, typer.Option(help="en or ko.")] = None,
    site: Annotated[str | None, typer.Option(help="Id of the gym.")] = None,
    station: Annotated[str | None, typer.Option(help="Id of this station.")] = None,
    camera: Annotated[
        str | None, typer.Option(help="picamera2, usb, a /dev/video device, an address, a file.")
    ] = None,
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", "-e", help="An exercise; may be repeated.")
    ] = None,
    led: Annotated[str | None, typer.Option(help="gpio, terminal or none.")] = None,
    buzzer: Annotated[str | None, typer.Option(help="gpio or none.")] = None,
    voice: Annotated[str | None, typer.Option(help="espeak-ng or none.")] = None,
    broker: Annotated[
        str | None, typer.Option(metavar="HOST[:PORT]", help="Of the hub; an empty text: none.")
    ] = None,
    tls: Annotated[bool | None, typer.Option("--tls/--no-tls", help="Encrypted.")] = None,
    ca: Annotated[Path | None, typer.Option(help="Who signed the broker's certificate.")] = None,
    username: Annotated[str | None, typer.Option(help="At the broker.")] = None,
    password_from: Annotated[
        Path | None, typer.Option(help="File whose first line is the broker's password.")
    ] = None,
    reboot: Annotated[
        bool | None,
        typer.Option("--reboot/--no-reboot", help="Restart the board when all else failed."),
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The file to write.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: options, and else what is there.")
    ] = False,
    no_checks: Annotated[bool, typer.Option("--no-checks", help="Only write the file.")] = False,
    no_start: Annotated[
        bool, typer.Option("--no-start", help="Do not start a service that does not run.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Ask what this station is, try camera, light and broker, and write one commented file.

    Exit status 1 when a check failed; the file is written all the same. Safe to repeat: what is
    there is the default, and a file that changes is copied first.
    """
    host, port = _host_and_port(broker)
    given = Answers(
        language=language,
        site=site,
        station=station,
        camera=_camera(camera) if camera else None,
        exercises=tuple(exercise) if exercise else None,
        led=led,
        buzzer=buzzer,
        voice=voice,
        host=host,
        port=port,
        tls=tls,
        ca=str(ca.resolve()) if ca else None,
        username=username,
        reboot=reboot,
    )
    target = _target(config)
    terminal = None if yes else _terminal(quiet=as_json)
    dialogue = Dialogue(terminal or Typed(quiet=True), target.text(), _camera, _cameras())
    password = _first_line(password_from)
    said = dialogue.run(given, password=password) if terminal else Said(given, password)
    settings, backup = _save(target, said)
    seen = None if terminal is None else dialogue.seen
    runs = target.places is not None and Systemctl().state(Part.STATION.unit).runs
    found = [] if no_checks else _checked(settings, target, seen, quiet=as_json)
    # What was stopped for the checks is started in any case.
    starts = target.places is not None and (runs or not no_start)
    started = _start(target.places) if starts and target.places else None
    _tell(target, settings, backup, found, started, as_json=as_json)
    if started is False or any(check.result is Result.FAILED for check in found):
        raise typer.Exit(1)


class Typed:
    """The person at the terminal. quiet: standard output belongs to JSON."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def ask(self, question: str, default: str, *, hidden: bool = False) -> str:
        """See `Terminal.ask`."""
        answer: str = typer.prompt(
            question, default=default, show_default=bool(default), hide_input=hidden, err=True
        )
        return answer

    def confirm(self, question: str, *, default: bool) -> bool:
        """See `Terminal.confirm`."""
        return typer.confirm(question, default=default, err=True)

    def say(self, line: str) -> None:
        """See `Terminal.say`."""
        print(line, file=sys.stderr, flush=True)


def _terminal(*, quiet: bool) -> Typed:
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody can answer here",
            where="gymstation setup",
            remedy="add --yes, and the answers as options",
        )
    return Typed(quiet=quiet)


def _target(config: Path | None) -> Target:
    places = Places()
    serves = (places.home / "current").is_symlink() and os.geteuid() == 0
    path = find_config(config)
    if path is None and not serves:
        raise UsageError(
            "there is no file to write to",
            where="gymstation setup",
            remedy="name one: --config station.yaml; for the service run it with sudo",
        )
    path = path or SYSTEM_CONFIG
    return Target(path, places if serves and path == SYSTEM_CONFIG else None)


def _save(target: Target, said: Said) -> tuple[StationConfig, Path | None]:
    answers = said.answers
    if said.password is not None:
        target.save_password(said.password)
        if target.places is None:
            answers = replace(answers, password_file=str(target.password_file.resolve()))
    text, settings = settled(target.text(), answers, str(target.path))
    backup = target.save(text)
    if target.save_reboot(wanted=settings.recovery.reboot):
        Systemctl().take_up(())
        Systemctl().switch(REBOOT_UNIT, on=settings.recovery.reboot)
    return settings, backup


def _checked(settings: StationConfig, target: Target, seen: Any, *, quiet: bool) -> list[Check]:
    # A service that runs holds camera and light: it makes room for the checks.
    if target.places is not None:
        Systemctl().stop(Part.STATION.unit)
    password = target.password_file if target.places and target.password_file.exists() else None
    language = settings.language
    found: list[Check] = []
    for name in words.CHECKS:
        if not quiet:
            print(f"{words.CHECKING.in_(language)}: {words.CHECKS[name].in_(language)}", flush=True)
        match name:
            case "camera":
                found.append(checks.camera(settings))
            case "feedback":
                found.append(checks.feedback(settings, lambda _: None, seen))
            case _:
                found.append(checks.broker(settings, password))
    return found


def _start(places: Places) -> bool:
    manager = Systemctl()
    manager.enable(Part.STATION.enabled_units)
    return places.config(Part.STATION).exists() and manager.restart(Part.STATION.unit)


def _tell(
    target: Target,
    settings: StationConfig,
    backup: Path | None,
    found: list[Check],
    started: bool | None,
    *,
    as_json: bool,
) -> None:
    if as_json:
        outcome = {
            "config": str(target.path),
            "backup": str(backup) if backup else None,
            "site": settings.site,
            "station": settings.station,
            "checks": [asdict(check) for check in found],
            "started": started,
        }
        print(json.dumps(outcome, ensure_ascii=False))
        return
    language = settings.language
    for check in found:
        name, result = words.CHECKS[check.name], words.RESULTS[check.result]
        remedy = f" — {check.remedy}" if check.remedy else ""
        print(f"{name.in_(language)}: {result.in_(language)}  {check.detail}{remedy}")
    was = f" ({words.AS_IT_WAS.in_(language)}: {backup})" if backup else ""
    print(f"{words.WRITTEN.in_(language)}: {target.path}{was}")
    if started is not None:
        print((words.STARTED if started else words.NOT_STARTED).in_(language))


def _camera(named: str) -> dict[str, object]:
    keys = camera_overrides(named, once=False)
    if "camera.path" in keys:
        keys["camera.path"] = str(Path(str(keys["camera.path"])).resolve())
        keys["camera.loop"] = True
    elif named in {"picamera2", "usb", "auto"}:
        keys["camera.device"] = 0  # the first, whatever was named before
    return keys


def _cameras() -> tuple[str, ...]:
    return (*(("picamera2",) if pi_camera() is not None else ()), *webcams())


def _host_and_port(broker: str | None) -> tuple[str | None, int | None]:
    if broker is None:
        return None, None
    host, colon, port = broker.rpartition(":")
    if not colon:
        return broker, None
    if not port.isdecimal():
        raise UsageError(f"--broker {broker!r}", remedy="write HOST or HOST:PORT")
    return host, int(port)


def _first_line(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path)) from None
    if not lines or not lines[0]:
        raise UsageError("its first line is empty", where=str(path))
    return lines[0]
