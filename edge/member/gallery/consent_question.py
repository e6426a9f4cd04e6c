"""The question that a member answers, and the consent that follows from a yes."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from edge.config.consent import ConsentTexts, ConsentVersion
from edge.member.gallery.consent import Consent, ConsentKind, Language, lasting


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the language in which it is asked. days: how long the consent lasts."""

    kind: ConsentKind
    version: str
    language: Language
    text: str
    days: int

    def agreed(self, today: date) -> Consent:
        """The consent of a member who said yes today."""
        return Consent(
            kind=self.kind,
            text_version=self.version,
            text_digest=sha256(self.text.encode()).hexdigest()[:16],
            language=self.language,
            given=today,
            expires=lasting(today, self.days),
        )


def question(kind: ConsentKind, texts: ConsentTexts, language: Language, days: int) -> Question:
    """What to ask now."""
    current = texts.current
    return Question(kind, current.version, language, _words(current, kind, language, days), days)


def agreed_text(consent: Consent, texts: ConsentTexts) -> str | None:
    """The words that a member agreed to; None where that version is not known here."""
    version = texts.find(consent.text_version)
    days = (consent.expires - consent.given).days
    return _words(version, consent.kind, consent.language, days) if version else None


def _words(version: ConsentVersion, kind: ConsentKind, language: Language, days: int) -> str:
    words = {
        ConsentKind.FACE: version.face,
        ConsentKind.CARD: version.card,
        ConsentKind.HISTORY: version.history,
    }[kind]
    return str(getattr(words, language)).replace("{days}", str(days))
