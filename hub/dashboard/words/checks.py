"""What the checks of a station say, in the words that the station itself uses."""

from dataclasses import dataclass

from edge.health.words.all import CHECKS, entry_of
from hub.dashboard.words.text import Language, Text

STATUSES = {
    "healthy": Text("Well", "정상"),
    "warning": Text("Check", "확인 필요"),
    "critical": Text("Trouble", "문제"),
    "unknown": Text("Not known", "알 수 없음"),
    "skipped": Text("Not checked", "점검 안 함"),
}
KINDS = {"healthy": "good", "warning": "warn", "critical": "bad"}


@dataclass(frozen=True, slots=True)
class CheckWords:
    """part: of the station. says: what was found. remedy: what to do, or empty."""

    part: str
    says: str
    remedy: str


def check_words(check: str, state: str, language: Language) -> CheckWords:
    """Of what a station reported; of a check that this hub does not know, the word itself."""
    known = CHECKS.get(check)
    if known is None:
        return CheckWords(_plain(check), _plain(state), "")
    part = known.group.in_(language)
    try:
        entry = entry_of(check, state)
    except KeyError:  # a newer station knows more states
        return CheckWords(part, f"{_plain(check)}: {_plain(state)}", "")
    return CheckWords(part, entry.says.in_(language), entry.remedy.in_(language))


def status(word: str, language: Language) -> str:
    """A status of health as staff read it."""
    known = STATUSES.get(word)
    return known.in_(language) if known else word


def _plain(word: str) -> str:
    return word.replace("_", " ")
