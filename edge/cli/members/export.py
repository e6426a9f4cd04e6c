"""`gymstation members export`: everything that is stored of a member, for the member."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from edge.cli.members.station import ConfigOption, MemberArgument, gallery_of
from edge.config.consent import ConsentTexts, load_consent_texts
from edge.errors import UsageError
from edge.member.gallery.consent import Consent
from edge.member.gallery.consent_question import agreed_text
from edge.member.gallery.view import Member


def export(
    member: MemberArgument,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file instead of the terminal.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Answer an access request: all that this station stores of a member, as JSON."""
    with gallery_of(config) as (gallery, files):
        content = document(gallery.find(member), load_consent_texts())
    content["station"] = f"{files.config.site}/{files.config.station}"
    text = json.dumps(content, ensure_ascii=False, indent=2)
    if output is None:
        print(text)
        return
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text + "\n")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(output)) from None
    print(f"{output}: hand it to the member and to nobody else")


def document(member: Member, texts: ConsentTexts) -> dict[str, Any]:
    """All that is stored of a member."""
    return {
        "member": member.id,
        "name": member.name,
        "enrolled": str(member.enrolled) if member.enrolled else None,
        "consents": [_consent(consent, texts) for consent in member.consents],
        "cards": [
            {
                "number": card.number,
                "issued": str(card.issued),
                "revoked": str(card.revoked) if card.revoked else None,
                "fingerprint": card.fingerprint,
            }
            for card in member.cards
        ],
        "faces": [
            {
                "model": face.embedder.name,
                "version": face.embedder.version,
                "descriptors": face.shots.tolist(),
            }
            for face in member.faces
        ],
    }


def _consent(consent: Consent, texts: ConsentTexts) -> dict[str, Any]:
    return {
        "kind": consent.kind.value,
        "given": str(consent.given),
        "expires": str(consent.expires),
        "withdrawn": str(consent.withdrawn) if consent.withdrawn else None,
        "text_version": consent.text_version,
        "language": consent.language,
        "text": agreed_text(consent, texts),
    }
