"""Takes out of a text what must not leave the gym: secrets, people, and what leads to either."""

import re
from collections.abc import Iterable

MASK = "***"
SHORTEST = 3
"""Letters of a name or secret; shorter ones would tear words apart, and are refused elsewhere."""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Account and password of an address, up to the last @ before a blank.
    (re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)[^\s\"']*@", re.IGNORECASE), rf"\1{MASK}@"),
    # key=value, key: value and "key": "value" for whatever sounds secret.
    (
        re.compile(
            r"(?i)(\b[\w-]{0,30}(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|api_?key)"
            r"[\w-]{0,30}[\"']?\s*[=:]\s*)(?!null\b|None\b)([\"']?)[^\s\"',;&]+\2"
        ),
        rf"\1\2{MASK}\2",
    ),
    (re.compile(r"(?i)(\bauthorization:\s*).*"), rf"\1{MASK}"),
    (
        re.compile(r"(?i)(\b(?:username|user)[\"']?\s*[=:]\s*)(?!null\b)([\"']?)[\w.@-]+\2"),
        rf"\1\2{MASK}\2",
    ),
    # A member's id, and what a member's card says (edge.member).
    (re.compile(r"\bm-[a-z2-7]{16}\b"), MASK),
    (re.compile(r"\bGYM1[A-Z2-7]{16}\b"), MASK),
    (
        re.compile(r"(?i)(\bmember(?:_id)?[\"']?\s*[=:]\s*)(?!null\b)([\"']?)[\w-]+\2"),
        rf"\1\2{MASK}\2",
    ),
    (re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b"), MASK),
    # Keys and certificates, by their armour and by their length.
    (re.compile(r"-----BEGIN [^-]+-----.*?-----END [^-]+-----", re.DOTALL), MASK),
    (re.compile(r"\b[A-Za-z0-9_-]{40,}={0,2}"), MASK),
)


class Scrubber:
    """secrets: words that are known to be secret or a person's, taken out wherever they stand."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {secret.strip() for secret in secrets}
        # The longest first: a name that holds another is taken out whole.
        words = sorted((word for word in known if len(word) >= SHORTEST), key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        if self._known is not None:
            text = self._known.sub(MASK, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text
