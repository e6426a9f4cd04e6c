"""Who signed a pack: Ed25519 (RFC 8032), by the `cryptography` package, an extra."""

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from edge.errors import PackSignatureError
from edge.modelpack.keys import ID_DIGITS, SITE_KEYS, key_id, trusted_keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# Part of what is signed, so that no signature made for another purpose can pass for one of a pack.
CONTEXT = b"gymstation.modelpack/1 signature\n"
AGAIN = "fetch the pack again"


def sign(manifest: bytes, key: "Ed25519PrivateKey") -> bytes:
    """`pack.sig` for these bytes of a `pack.json`."""
    signature = base64.b64encode(key.sign(CONTEXT + manifest)).decode()
    document = {"key": key_id(key.public_key()), "signature": signature}
    return (json.dumps(document, sort_keys=True) + "\n").encode()


def verify(manifest: bytes, signed: bytes, folders: Iterable[Path], where: str) -> str:
    """The id of the trusted key that signed these bytes; raises PackSignatureError.

    signed: `pack.sig`. folders: of trusted keys. where: the pack, for the message. Raises
    RuntimeMissingError where `cryptography` is not installed.
    """
    keys = trusted_keys(folders)
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra

    try:
        document = json.loads(signed)
        name = str(document["key"])
        signature = base64.b64decode(document["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackSignatureError(
            "its signature cannot be read", where=where, remedy=AGAIN
        ) from error
    if name not in keys:
        raise PackSignatureError(
            f"it is signed with a key that this station does not trust ({name[:ID_DIGITS]})",
            where=where,
            remedy=f"if you trust its maker, put the maker's public key into {SITE_KEYS}",
        )
    try:
        keys[name].verify(signature, CONTEXT + manifest)
    except InvalidSignature:
        raise PackSignatureError(
            "it was altered after it was signed", where=where, remedy=AGAIN
        ) from None
    return name
