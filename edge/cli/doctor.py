"""`gymstation doctor`: how well the station is, and what to do about what is not well."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from edge.config import find_config, load_config
from edge.config.station import StationConfig
from edge.errors import ConfigError
from edge.health.finding import Finding
from edge.health.picture.mount import forget
from edge.health.registry import Result
from edge.health.words.all import CHECKS
from edge.health.words.entry import Language
from edge.station.health.examine import Examination, data_folder_of, examine
from edge.uplink.message import Status

SCHEMA = "gymstation.doctor/1"
# Never by colour alone.
MARKS = {
    Status.HEALTHY: ("✓", "green"),
    Status.WARNING: ("!", "yellow"),
    Status.CRITICAL: ("✗", "red bold"),
    Status.UNKNOWN: ("?", "cyan"),
    Status.SKIPPED: ("-", "dim"),
}
WORDS = {
    Status.HEALTHY: {"en": "well", "ko": "정상"},
    Status.WARNING: {"en": "warning", "ko": "주의"},
    Status.CRITICAL: {"en": "critical", "ko": "위험"},
    Status.UNKNOWN: {"en": "unknown", "ko": "알 수 없음"},
    Status.SKIPPED: {"en": "skipped", "ko": "건너뜀"},
}
TO_DO = {"en": "What to do", "ko": "해야 할 일"}
ASKED = {
    "en": "Asked the running station (process {pid}, {age:.0f} s ago).",
    "ko": "실행 중인 스테이션에 물었습니다 (프로세스 {pid}, {age:.0f}초 전).",
}
PROBED = {
    "en": "Looked without a running station.",
    "ko": "실행 중인 스테이션 없이 직접 점검했습니다.",
}


class Tongue(StrEnum):
    """Languages that people read."""

    EN = "en"
    KO = "ko"


def doctor(
    *,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    probe: Annotated[
        bool,
        typer.Option("--probe", help="Look by itself, even where a station runs."),
    ] = False,
    new_mount: Annotated[
        bool,
        typer.Option("--new-mount", help="The camera hangs as it should: learn its view anew."),
    ] = False,
    language: Annotated[Tongue | None, typer.Option(help="Without, the station's.")] = None,
) -> None:
    """Check everything; exit status 0 well, 1 warning, 2 critical."""
    settings, path, broken = read_settings(config)
    if new_mount:
        known = forget(data_folder_of(settings))
        print("the view is learnt anew" if known else "no view was known: it is learnt anyway")
        return
    examination = examine(settings, path, broken, probe=probe)
    if as_json:
        print(json.dumps(as_document(examination), indent=2, ensure_ascii=False))
    else:
        show(examination, language.value if language else settings.language, Console())
    raise typer.Exit(examination.exit_status)


def as_document(examination: Examination) -> dict[str, object]:
    """What `--json` prints."""
    return {
        "schema": SCHEMA,
        "status": examination.status.value,
        "source": "probed" if examination.pid is None else "running",
        "pid": examination.pid,
        "checks": [_check(result) for result in examination.results],
    }


def show(examination: Examination, language: Language, console: Console) -> None:
    """Print a table by groups, and what to do."""
    source = PROBED if examination.pid is None else ASKED
    console.print(source[language].format(pid=examination.pid, age=examination.age_s))
    table = Table(box=None, show_header=False, pad_edge=False)
    group = ""
    for result in examination.results:
        finding = result.finding
        of = CHECKS[finding.check].group.in_(language)
        if of != group:
            table.add_row(Text(of, style="bold"))
            group = of
        table.add_row(_mark(finding, language), finding.check, _says(finding, language))
    console.print(table)
    _print_remedies(examination, language, console)


def _print_remedies(examination: Examination, language: Language, console: Console) -> None:
    found = [result.finding for result in examination.results if result.finding.remedy]
    if not found:
        return
    console.print(Text(f"\n{TO_DO[language]}", style="bold"))
    for finding in found:
        line = f"{finding.check}: {finding.remedy.in_(language)}"
        console.print(Text("  • ").append(line), soft_wrap=False)


def _mark(finding: Finding, language: Language) -> Text:
    mark, style = MARKS[finding.status]
    return Text(f"  {mark} {WORDS[finding.status][language]}", style=style)


def _says(finding: Finding, language: Language) -> Text:
    says = Text(finding.says.in_(language))
    return says.append(f"  ({finding.detail})", style="dim") if finding.detail else says


def _check(result: Result) -> dict[str, object]:
    finding = result.finding
    return {
        "check": finding.check,
        "group": CHECKS[finding.check].group.en,
        "status": finding.status.value,
        "state": finding.state,
        "detail": finding.detail,
        "says": {"en": finding.says.en, "ko": finding.says.ko},
        "remedy": {"en": finding.remedy.en, "ko": finding.remedy.ko},
        "age_s": None if result.age_s is None else round(result.age_s, 1),
    }


def read_settings(config: Path | None) -> tuple[StationConfig, Path | None, str]:
    """The settings and their file; the defaults, and what is wrong, where they cannot be used."""
    path = find_config(config)
    try:
        return load_config(path), path, ""
    except ConfigError as error:
        return StationConfig(), path, str(error)
