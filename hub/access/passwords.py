"""Passwords: argon2id, with the library's own parameters (RFC 9106, low memory)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from edge.errors import RefusedError

SHORTEST = 10
LONGEST = 200

_hasher = PasswordHasher()
# For names that are not there: to refuse them takes as long as to refuse a wrong password.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$"
    "q0UuKUHLBb0bNnNZSI+ImLRvrJ9kSN7l5cBzCQ1HxYU"
)


def hashed(password: str) -> str:
    """What is kept of it; raises RefusedError for one that is too short or long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RefusedError(f"a password has {SHORTEST} to {LONGEST} characters")
    return _hasher.hash(password.encode(errors="replace"))


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the one; kept: None where there is no such account."""
    try:
        found = _hasher.verify(kept or _NOBODYS, password.encode(errors="replace"))
    except (VerificationError, InvalidHashError):
        return False
    return found and kept is not None
