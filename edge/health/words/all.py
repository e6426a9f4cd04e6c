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

STARTING, TIMED_OUT, FAILED = "starting", "timed_out", "probe_failed"
NOT_RUNNING, NO_CONFIG, IN_USE, NOT_YOURS = "not_running", "no_config", "in_use", "not_yours"
NO_PICTURE, NOT_CLEAR, OF_RECORDING = "no_picture", "not_clear", "of_recording"
FEW_EDGES, NOT_TOLD = "few_edges", "not_told"
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
    NOT_RUNNING: skipped(
        "A running station tells it.", "실행 중인 스테이션이 알려 주는 항목입니다."
    ),
    NO_CONFIG: skipped(
        "Not tried: the configuration cannot be used.", "설정을 사용할 수 없어 점검하지 않았습니다."
    ),
    IN_USE: skipped(
        "Not tried: a station runs here that told nothing yet; ask again in half a minute.",
        "실행 중인 스테이션이 아직 알려 주지 않았습니다. 30초 뒤에 다시 실행하세요.",
    ),
    NOT_YOURS: skipped(
        "Not tried: the data folder is another user's; run this with sudo.",
        "데이터 폴더가 다른 사용자의 것입니다. sudo로 실행하세요.",
    ),
    NO_PICTURE: skipped("There is no picture to look at.", "볼 영상이 없습니다."),
    NOT_CLEAR: skipped("The picture is dark or covered.", "영상이 어둡거나 가려져 있습니다."),
    OF_RECORDING: skipped(
        "A recording is not looked at for this.", "녹화본은 이 항목을 점검하지 않습니다."
    ),
    FEW_EDGES: skipped(
        "The view has hardly any edges to hold on to.", "시야에 기준이 될 윤곽이 거의 없습니다."
    ),
    NOT_TOLD: skipped("This computer does not tell it.", "이 컴퓨터는 알려 주지 않는 항목입니다."),
}
"""States of every check."""


def entry_of(check: str, state: str) -> Entry:
    """What is known of a state; raises KeyError for a word that no table has."""
    states = CHECKS[check].states
    return states[state] if state in states else EVERYWHERE[state]


def states_of(check: str) -> Mapping[str, Entry]:
    """A check's own states."""
    return CHECKS[check].states
