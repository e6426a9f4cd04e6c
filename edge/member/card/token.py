"""What a card says: a random word that means nothing elsewhere and can be revoked."""

import re
import secrets
from base64 import b32encode
from hashlib import sha256

# With the prefix 20 characters: the most that the smallest QR code (version 1, 21 modules) holds at
# error correction M in its alphanumeric mode (ISO/IEC 18004, table 7). Large modules are what a
# camera needs; 80 random bits are more than anybody tries out in front of one.
PREFIX = "GYM1"
RANDOM_BYTES = 10

SIGN_OUT = "GYM1.SIGN.OUT"
"""On a card that hangs at the station: whoever shows it is not who the station took him for."""

_FORM = re.compile(rf"{PREFIX}[A-Z2-7]{{16}}")


def new_token() -> str:
    """A token that nobody has."""
    return PREFIX + b32encode(secrets.token_bytes(RANDOM_BYTES)).decode("ascii")


def is_token(text: str) -> bool:
    """Whether a code is one of ours: a member's, or the one that signs out."""
    return text == SIGN_OUT or _FORM.fullmatch(text) is not None


def fingerprint(token: str) -> str:
    """What is kept of a token: SHA-256 in hexadecimal, sealed; it does not lead back."""
    return sha256(b"gymstation card 1\0" + token.encode()).hexdigest()
