"""The values of the tables: a check, a state that it can find, texts in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from edge.uplink.message import Status

Language = Literal["en", "ko"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same in English and Korean; both are empty where there is nothing to say."""

    en: str = ""
    ko: str = ""

    def __bool__(self) -> bool:
        return bool(self.en)

    def in_(self, language: Language) -> str:
        """In one of the two."""
        return self.ko if language == "ko" else self.en


NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Entry:
    """One state of a check.

    says: what it means. remedy: what to do about it. calls: whether staff are called when the
    check comes into it; every critical state calls.
    """

    status: Status
    says: Text
    remedy: Text = NOTHING
    calls: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A check. group: the part of the station it belongs to. states: what it can find."""

    group: Text
    looks_at: Text
    states: Mapping[str, Entry]


def healthy(en: str, ko: str) -> Entry:
    """Nothing is wrong."""
    return Entry(Status.HEALTHY, Text(en, ko))


def skipped(en: str, ko: str) -> Entry:
    """There is nothing to check here."""
    return Entry(Status.SKIPPED, Text(en, ko))


def unknown(en: str, ko: str, remedy: Text = NOTHING) -> Entry:
    """It cannot be told."""
    return Entry(Status.UNKNOWN, Text(en, ko), remedy)


def warning(says: Text, remedy: Text, *, calls: bool = False) -> Entry:
    """Somebody should see to it some day soon."""
    return Entry(Status.WARNING, says, remedy, calls)


def critical(says: Text, remedy: Text) -> Entry:
    """The station does not do what it is there for, or is about to lose something."""
    return Entry(Status.CRITICAL, says, remedy, calls=True)
