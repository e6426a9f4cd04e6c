"""Asking a member for consent, on the terminal."""

from collections.abc import Collection
from datetime import date

import typer

from edge.config.consent import load_consent_texts
from edge.config.station import StationConfig
from edge.errors import EnrolmentError
from edge.member.consent import Consent, ConsentKind
from edge.member.consent_question import question

_AGREE = {"en": "Do you agree?", "ko": "동의하십니까?"}


def agreed_consents(
    config: StationConfig, today: date, given: Collection[ConsentKind]
) -> list[Consent]:
    """What the member agrees to, in the language of the station.

    given: what the member agreed to beforehand, having read the texts; nothing else is asked then.
    Raises EnrolmentError when there is nothing to agree to, or nobody to answer.
    """
    texts, days = load_consent_texts(), config.members.consent_days
    asked = [question(kind, texts, config.language, days) for kind in ConsentKind]
    if given:
        return [each.agreed(today) for each in asked if each.kind in given]
    agreed: list[Consent] = []
    for each in asked:
        print(f"\n{each.text}\n")
        if _yes(_AGREE[config.language]):
            agreed.append(each.agreed(today))
    if not agreed:
        raise EnrolmentError("the member agreed to nothing, and nothing was stored")
    return agreed


def _yes(prompt: str) -> bool:
    try:
        return typer.confirm(prompt)
    except typer.Abort:
        raise EnrolmentError(
            "nobody answered, and nothing was stored",
            remedy="let the member answer here, or name what he or she agreed to by options",
        ) from None
