"""Sealing: AES-256-GCM under keys that are derived from one secret of 32 bytes.

The primitives are those of the `cryptography` package: AES-GCM (NIST SP 800-38D, a random nonce of
96 bits for each sealing), HKDF-SHA256 (RFC 5869) to part the keys by purpose, HMAC-SHA256.
"""

import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from edge.errors import GalleryCorruptError, GalleryKeyError, RuntimeMissingError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
_PREFIX = "gymstation-key-1:"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A secret of 32 bytes. `repr` shows only its id, which tells keys apart and nothing else."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise GalleryKeyError(f"a key has {KEY_BYTES} bytes, this one has {len(self.secret)}")

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The key of a key file; raises GalleryKeyError without quoting the text."""
        word = text.strip()
        try:
            secret = urlsafe_b64decode(word.removeprefix(_PREFIX).encode("ascii"))
        except ValueError:
            secret = b""
        if not word.startswith(_PREFIX) or len(secret) != KEY_BYTES:
            raise GalleryKeyError("holds no key", remedy=f"a key file is one line `{_PREFIX}…`")
        return cls(secret)

    def to_text(self) -> str:
        """The one line of a key file."""
        return f"{_PREFIX}{urlsafe_b64encode(self.secret).decode('ascii')}\n"

    def derived(self, purpose: str) -> bytes:
        """Another secret of 32 bytes, for one purpose; it does not lead back to this one."""
        try:
            from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - an extra
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415
        except ImportError as error:
            raise _not_installed() from error
        info = f"gymstation {purpose} 1".encode()
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self.secret)

    @property
    def id(self) -> str:
        """Eight hexadecimal digits that name the key in messages and files."""
        return self.derived("key id")[:4].hex()


class Sealer:
    """Seals bytes under a key for one purpose, bound to what they belong to."""

    def __init__(self, key: SecretKey, purpose: str) -> None:
        self._cipher = _aes_gcm(key.derived(f"{purpose} seal"))
        self._index = key.derived(f"{purpose} index")

    def seal(self, plain: bytes, bound: bytes) -> bytes:
        """`plain`, encrypted and authenticated together with `bound`: nonce, then cipher text."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound)

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """What was sealed with the same `bound`; raises GalleryCorruptError for anything else."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - the cipher is there

        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as error:
            raise GalleryCorruptError("a sealed value was altered or moved") from error

    def blind(self, text: str) -> bytes:
        """A name of 32 bytes for `text`, always the same, that says nothing without the key."""
        return hmac.digest(self._index, text.encode(), sha256)


def _aes_gcm(key: bytes) -> "AESGCM":
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed() from error
    return AESGCM(key)


def _not_installed() -> RuntimeMissingError:
    return RuntimeMissingError(
        "the package cryptography is not installed, and members are kept sealed",
        remedy="pip install 'gymstation[members]', or set identification: off",
    )
