"""Write `docs/health.md` and `docs/health.ko.md`: every check, what it finds, what to do.

.venv/bin/python -m tools.health_reference
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from edge.health.words.all import CHECKS, EVERYWHERE
from edge.health.words.entry import Check, Entry, Language, Text
from edge.uplink.message import Status

DOCS = Path(__file__).resolve().parent.parent / "docs"
PATHS: dict[Language, Path] = {"en": DOCS / "health.md", "ko": DOCS / "health.ko.md"}

_HEAD = Text(
    """# How well the station is

`gymstation doctor` prints this for one station and says what to do; `--json` is for programs. It
asks the running station, and looks by itself where none runs. Exit status: 0 well, 1 a warning or
something that cannot be told, 2 critical. The hub shows the same (MQTT `health`), staff are called
(MQTT `alert`) where the table says so, and Prometheus reads `gymstation_check` where `metrics.port`
is set. `gymstation support` writes a file for whoever helps from afar, without people and secrets.

This file is made by `python -m tools.health_reference`; a test holds it and the program together.
""",
    """# 스테이션 상태

`gymstation doctor`는 한 스테이션의 상태와 해야 할 일을 출력합니다. `--json`은 프로그램용입니다.
실행 중인 스테이션이 있으면 묻고, 없으면 직접 점검합니다. 종료 코드: 0 정상, 1 주의 또는 알 수
없음, 2 위험. 허브도 같은 내용을 보여 주고(MQTT `health`), 표에 표시된 상태는 직원에게 알립니다
(MQTT `alert`). `metrics.port`를 정하면 Prometheus가 `gymstation_check`를 읽습니다.
`gymstation support`는 사람과 비밀을 뺀 지원 파일을 만듭니다.

이 파일은 `python -m tools.health_reference`가 만들며, 시험이 프로그램과 같은지 확인합니다.
""",
)
_COLUMNS = Text("| state | | what it means | what to do |", "| 상태 | | 뜻 | 해야 할 일 |")
_OF_ALL = Text("Any check", "모든 점검")
_CALLS = Text("staff are called", "직원에게 알림")
_STATUS = {
    Status.HEALTHY: Text("well", "정상"),
    Status.WARNING: Text("warning", "주의"),
    Status.CRITICAL: Text("critical", "위험"),
    Status.UNKNOWN: Text("unknown", "알 수 없음"),
    Status.SKIPPED: Text("skipped", "건너뜀"),
}


def reference(language: Language) -> str:
    """The whole document."""
    lines = [_HEAD.in_(language)]
    group = ""
    for name, check in CHECKS.items():
        of = check.group.in_(language)
        if of != group:
            lines.append(f"## {of}\n")
            group = of
        lines.extend(_section(name, check, language))
    lines.append(f"## {_OF_ALL.in_(language)}\n")
    lines.extend(_table(EVERYWHERE.items(), language))
    return "\n".join(lines)


def _section(name: str, check: Check, language: Language) -> Iterator[str]:
    yield f"### `{name}`\n"
    yield f"{check.looks_at.in_(language)}.\n"
    yield from _table(check.states.items(), language)


def _table(states: Iterable[tuple[str, Entry]], language: Language) -> Iterator[str]:
    yield _COLUMNS.in_(language)
    yield "|---|---|---|---|"
    for state, entry in states:
        yield _row(state, entry, language)
    yield ""


def _row(state: str, entry: Entry, language: Language) -> str:
    status = _STATUS[entry.status].in_(language)
    if entry.calls:
        status += f", {_CALLS.in_(language)}"
    return f"| `{state}` | {status} | {entry.says.in_(language)} | {entry.remedy.in_(language)} |"


if __name__ == "__main__":
    for language, path in PATHS.items():
        path.write_text(reference(language), encoding="utf-8")
        print(f"wrote {path}")
