"""Who signed a bundle: asked with the public half of the site's key, which opens nothing."""

from base64 import b64decode

from edge.errors import RuntimeMissingError

SIGNATURE_BYTES = 64  # Ed25519: RFC 8032, section 5.1.6
KEY_BYTES = 32


def public_key(text: str) -> bytes:
    """The key that `gymstation members key show` prints; raises ValueError for anything else."""
    key = b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError(f"has {len(key)} bytes, and a key has {KEY_BYTES}")
    return key


def is_genuine(bundle: bytes, key: bytes) -> bool:
    """Whether a bundle was signed by the site with this public key, and came whole.

    Raises RuntimeMissingError where the package cryptography is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PublicKey,
        )
    except ImportError as error:
        raise RuntimeMissingError(
            "the package cryptography is not installed", remedy="pip install 'gymstation[members]'"
        ) from error
    signed, signature = bundle[:-SIGNATURE_BYTES], bundle[-SIGNATURE_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except InvalidSignature:
        return False
    return True
