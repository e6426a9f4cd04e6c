"""Asking a member for consent, on the terminal."""

from collections.abc import Collection
from datetime import date
from typing import Annotated

import typer

from edge.config.consent import load_consent_texts
from edge.config.station import StationConfig
from edge.errors import EnrolmentError
from edge.member.gallery.consent import Consent, ConsentKind, Language
from edge.member.gallery.consent_question import question

LanguageOption = Annotated[
    Language | None, typer.Option(help="In which the member is asked; default: the station's.")
]

# Without a record there is nothing to be known for; the card comes before the face.
_ORDER = (ConsentKind.HISTORY, ConsentKind.CARD, ConsentKind.FACE)
_AGREE = {"en": "Do you agree?", "ko": "동의하십니까?"}


def agreed_consents(
    config: StationConfig,
    today: date,
    given: Collection[ConsentKind],
    language: Language | None = None,
) -> list[Consent]:
    """What the member agrees to, in the given language or that of the station.

    given: what the member agreed to beforehand, having read the texts; nothing else is asked then.
    Raises EnrolmentError when there is nothing to agree to, or nobody to answer.
    """
    texts, days = load_consent_texts(), config.members.consent_days
    language = language or config.language
    asked = [question(kind, texts, language, days) for kind in _ORDER]
    if given:
        return [each.agreed(today) for each in asked if each.kind in given]
    agreed: list[Consent] = []
    for each in asked:
        print(f"\n{each.text}\n")
        if _yes(_AGREE[language]):
            agreed.append(each.agreed(today))
        elif each.kind is ConsentKind.HISTORY:
            break
    if not {each.kind for each in agreed} & {ConsentKind.CARD, ConsentKind.FACE}:
        raise EnrolmentError(
            "the member agreed to nothing to be known by, and nothing was stored",
            remedy="everybody can train here anonymously",
        )
    return agreed


def check_record(kinds: Collection[ConsentKind]) -> None:
    """Raise EnrolmentError where face or card is agreed to and a record is not."""
    if kinds and ConsentKind.HISTORY not in kinds:
        raise EnrolmentError(
            "without consent to a training record nobody is named by face or card",
            remedy="add `history`, or let the member train anonymously",
        )


def _yes(prompt: str) -> bool:
    try:
        return typer.confirm(prompt)
    except typer.Abort:
        raise EnrolmentError(
            "nobody answered, and nothing was stored",
            remedy="let the member answer here, or name what he or she agreed to by options",
        ) from None
