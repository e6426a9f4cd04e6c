"""The tables of all checks, and the states that any check may come into."""

from collections.abc import Mapping

from edge.health.words.board import BOARD
from edge.health.words.entry import Check, Entry, Text, skipped, unknown
from edge.health.words.picture import PICTURE
from edge.health.words.program import PROGRAM
from edge.health.words.room import ROOM
from edge.health.words.storage import STORAGE
from edge.health.words.way import WAY

CHECKS: Mapping[str, Check] = {**PICTURE, **PROGRAM, **ROOM, **WAY, **STORAGE, **BOARD}
"""Every check by its name, in the order in which people read of them."""

STARTING, TIMED_OUT, FAILED, SKIPPED = "starting", "timed_out", "probe_failed", "skipped"
EVERYWHERE: Mapping[str, Entry] = {
    STARTING: unknown("It has not been looked at yet.", "아직 확인하지 않았습니다."),
    TIMED_OUT: unknown(
        "The check did not answer in time.",
        "점검이 제시간에 응답하지 않았습니다.",
        Text(
            "If it stays so, restart the station; if it comes back, send the support bundle.",
            "계속되면 스테이션을 다시 시작하고, 다시 나타나면 지원 파일을 보내 주세요.",
        ),
    ),
    FAILED: unknown(
        "The check itself failed.",
        "점검 자체가 실패했습니다.",
        Text(
            "Send the support bundle (gymstation support).",
            "지원 파일을 보내 주세요 (gymstation support).",
        ),
    ),
    SKIPPED: skipped(
        "Not checked here; the detail says why.",
        "여기서는 점검하지 않습니다. 이유는 세부 내용에 있습니다.",
    ),
}
"""States of every check."""


def entry_of(check: str, state: str) -> Entry:
    """What is known of a state; raises KeyError for a word that no table has."""
    states = CHECKS[check].states
    return states[state] if state in states else EVERYWHERE[state]


def states_of(check: str) -> Mapping[str, Entry]:
    """A check's own states."""
    return CHECKS[check].states
