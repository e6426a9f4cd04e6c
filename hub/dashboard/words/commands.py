"""Words of the commands to a station."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from edge.feedback.table import load_table
from edge.health.words.all import CHECKS
from hub.dashboard.words.checks import status
from hub.dashboard.words.text import Language, Text

TITLE = Text("Commands", "명령")
ABOUT = Text(
    "The station answers within a few seconds. What you send is in the audit log.",
    "몇 초 안에 응답합니다. 보낸 명령은 감사 로그에 남습니다.",
)
ASKING = Text("Waiting for the answer…", "응답을 기다리는 중…")
DONE = Text("{command}: done", "{command}: 완료")
NOT_DONE = Text("{command}: not done", "{command}: 실패")
ENDED = Text(
    "Your session has ended. Load the page again and sign in.",
    "로그인이 만료되었습니다. 화면을 새로 고쳐 다시 로그인하세요.",
)
NOT_ALLOWED = Text("Your account may not send commands.", "이 계정으로는 명령을 보낼 수 없습니다.")
STORE_AWAY = Text(
    "The database cannot be reached, so nothing was sent.",
    "데이터베이스에 연결할 수 없어 보내지 않았습니다.",
)
AWAY = Text(
    "The station is away. See that it runs and has its network.",
    "스테이션이 연결되어 있지 않습니다. 전원과 네트워크를 확인하세요.",
)
SILENT = Text(
    "The station did not answer in time. See whether it is there, and ask again.",
    "스테이션이 제시간에 응답하지 않았습니다. 상태를 확인하고 다시 시도하세요.",
)
FAILED = Text(
    "The hub could not send it; it has noted why.", "보내지 못했습니다. 이유를 기록해 두었습니다."
)
SIGNAL = Text("Signal", "신호")
SEND = Text("Send", "보내기")


@dataclass(frozen=True, slots=True)
class CommandWords:
    """asks: what is asked before it is sent; None where it disturbs nobody."""

    label: Text
    asks: Text | None = None


COMMANDS: Mapping[str, CommandWords] = {
    "status": CommandWords(Text("Ask how it is", "상태 물어보기")),
    "doctor": CommandWords(Text("Check all parts", "전체 점검")),
    "signal-test": CommandWords(
        Text("Try a signal", "신호 시험"),
        Text(
            "The station's light and sound will play. It refuses while somebody trains.",
            "스테이션의 빛과 소리가 나옵니다. 운동 중이면 거절합니다.",
        ),
    ),
    "identify-off": CommandWords(
        Text("Stop recognising faces", "얼굴 인식 끄기"),
        Text(
            "Whoever trains now becomes anonymous, and nobody is recognised until the station "
            "starts again. Cards go on working.",
            "지금 운동하는 사람은 익명이 되고, 스테이션을 다시 시작할 때까지 아무도 인식하지 "
            "않습니다. 카드는 계속 쓸 수 있습니다.",
        ),
    ),
    "end-session": CommandWords(
        Text("End the session", "세션 끝내기"),
        Text(
            "The running session ends now and is sent. What the person does next is a new session.",
            "진행 중인 세션을 지금 끝내고 전송합니다. 이후 동작은 새 세션이 됩니다.",
        ),
    ),
    "reload": CommandWords(
        Text("Read the configuration again", "설정 다시 읽기"),
        Text(
            "The station reads its files again: now if it is free, else after the session. "
            "It does not count for a moment.",
            "설정 파일을 다시 읽습니다. 비어 있으면 바로, 아니면 세션이 끝난 뒤에 합니다. "
            "잠시 세지 않습니다.",
        ),
    ),
}


_KEYS: Mapping[str, Text] = {
    "phase": Text("Now", "현재"),
    "boot_id": Text("Run", "실행"),
    "software": Text("Program", "프로그램"),
    "config": Text("Configuration", "설정"),
    "when": Text("When", "시점"),
    "identification": Text("Recognising faces", "얼굴 인식"),
    "signal": Text("Signal", "신호"),
    "ended": Text("Ended", "끝냄"),
}
_VALUES: Mapping[tuple[str, object], Text] = {
    ("phase", "empty"): Text("Free", "비어 있음"),
    ("phase", "approaching"): Text("Somebody comes", "다가오는 중"),
    ("phase", "working"): Text("Training", "운동 중"),
    ("phase", "resting"): Text("Resting", "쉬는 중"),
    ("phase", "left"): Text("Just left", "방금 떠남"),
    ("when", "now"): Text("now", "지금"),
    ("when", "after the session"): Text("after the session", "세션이 끝난 뒤"),
    ("identification", "off"): Text("off", "꺼짐"),
    ("ended", True): Text("yes", "예"),
    ("ended", False): Text("there was no session", "진행 중인 세션이 없었습니다"),
}


def answer(key: str, value: object, language: Language) -> tuple[str, str]:
    """One line of what a station answered; what this hub does not know stays as it came."""
    if key in CHECKS:  # it was asked to check itself
        return CHECKS[key].looks_at.in_(language), status(str(value), language)
    name, meaning = _KEYS.get(key), _VALUES.get((key, value))
    told = signals(language).get(str(value), str(value)) if key == "signal" else str(value)
    return (
        name.in_(language) if name else key.replace("_", " "),
        meaning.in_(language) if meaning else told if value is not None else "-",
    )


@cache
def _signals() -> Mapping[str, Text]:
    signals = load_table().signals
    return {each.value: Text(told.name.en, told.name.ko) for each, told in signals.items()}


def signals(language: Language) -> dict[str, str]:
    """Every signal that may be tried, with its name."""
    return {id_: text.in_(language) for id_, text in _signals().items()}
