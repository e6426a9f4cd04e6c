"""The values in the slots of a gallery, to and from JSON."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.errors import GalleryCorruptError
from edge.member.gallery.consent import Consent, ConsentKind
from edge.member.template import EmbedderId, Template, mean_template

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A member's face: the descriptors (N, D), N >= 1, unit length, of the photos, and their mean.

    The single descriptors are kept so that a gallery can test itself and templates can be made
    anew by another rule, without new photos.
    """

    shots: FloatArray
    template: Template

    @property
    def embedder(self) -> EmbedderId:
        """The model that made them."""
        return self.template.embedder


@dataclass(frozen=True, slots=True)
class Card:
    """A card. fingerprint: of its token, see `card_token`. revoked: the day, or None."""

    fingerprint: str
    issued: date
    revoked: date | None = None

    @property
    def number(self) -> str:
        """What is printed on it for people; it does not sign in."""
        return self.fingerprint[:6].upper()


def embedder_key(embedder: EmbedderId) -> str:
    """The key of the slot for descriptors of this model."""
    return f"{embedder.name}/{embedder.version}/{embedder.dimension}"


def face_value(embedder: EmbedderId, shots: FloatArray) -> str:
    """shots: (N, D) float32 of unit length."""
    packed = np.ascontiguousarray(shots, dtype="<f4")
    return _dump(
        name=embedder.name,
        version=embedder.version,
        dimension=embedder.dimension,
        shots=b64encode(packed.tobytes()).decode("ascii"),
    )


def read_face(member_id: str, value: str) -> Face:
    """Raises GalleryCorruptError, as all the readers here."""
    try:
        fields = _load(value)
        embedder = EmbedderId(fields["name"], fields["version"], int(fields["dimension"]))
        packed = np.frombuffer(b64decode(fields["shots"]), dtype="<f4")
        shots = packed.astype(np.float32).reshape(-1, embedder.dimension)
        shots.flags.writeable = False
        return Face(shots, mean_template(member_id, embedder, shots))
    except (ValueError, TypeError, KeyError) as error:
        raise _no_value("face") from error


def consent_value(consent: Consent) -> str:
    """Everything but the kind, which is the slot's key."""
    return _dump(
        text=consent.text_version,
        digest=consent.text_digest,
        language=consent.language,
        given=consent.given.isoformat(),
        expires=consent.expires.isoformat(),
        withdrawn=_text(consent.withdrawn),
    )


def read_consent(kind: str, value: str) -> Consent:
    """kind: the slot's key."""
    try:
        fields = _load(value)
        return Consent(
            kind=ConsentKind(kind),
            text_version=fields["text"],
            text_digest=fields["digest"],
            language=fields["language"],
            given=date.fromisoformat(fields["given"]),
            expires=date.fromisoformat(fields["expires"]),
            withdrawn=_day(fields["withdrawn"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise _no_value("consent") from error


def card_value(card: Card) -> str:
    """Everything but the fingerprint, which is the slot's key."""
    return _dump(issued=card.issued.isoformat(), revoked=_text(card.revoked))


def read_card(fingerprint: str, value: str) -> Card:
    """fingerprint: the slot's key."""
    try:
        fields = _load(value)
        issued, revoked = date.fromisoformat(fields["issued"]), _day(fields["revoked"])
    except (ValueError, TypeError, KeyError) as error:
        raise _no_value("card") from error
    return Card(fingerprint, issued, revoked)


def text_value(text: str) -> str:
    """A name or a day."""
    return _dump(text=text)


def read_text(value: str) -> str:
    """What `text_value` wrote."""
    try:
        return str(_load(value)["text"])
    except (ValueError, TypeError, KeyError) as error:
        raise _no_value("text") from error


def _dump(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _load(value: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(value)
    return fields


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _no_value(kind: str) -> GalleryCorruptError:
    return GalleryCorruptError(f"the gallery holds a {kind} that cannot be read")
