"""A sentence in every language of the dashboard."""

from dataclasses import dataclass
from typing import Literal, TypeGuard

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")
NAMES: dict[Language, str] = {"en": "English", "ko": "한국어"}


@dataclass(frozen=True, slots=True)
class Text:
    """The same said in English and Korean; may hold {fields} for `str.format`."""

    en: str
    ko: str

    def in_(self, language: Language, **fields: object) -> str:
        """What it says in a language, with the fields filled in."""
        said = self.ko if language == "ko" else self.en
        return said.format(**fields) if fields else said


def is_language(word: str | None) -> TypeGuard[Language]:
    """Whether the dashboard speaks it."""
    return word in LANGUAGES


def language_of(accepted: str, otherwise: Language) -> Language:
    """The first of an Accept-Language header that the dashboard speaks."""
    for wish in accepted.lower().split(","):
        word = wish.strip()[:2]
        if is_language(word):
            return word
    return otherwise
