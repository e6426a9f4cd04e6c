"""How long the API takes to answer: every question that has no body."""

import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from json import loads
from typing import Any
from urllib.parse import urlencode, urlsplit

from edge.errors import HubError

_NOT_A_LIST = {"/api/sessions.csv"}  # it sends as long as there is something to send


@dataclass(frozen=True, slots=True)
class Question:
    """path: with its query; what: as it is told."""

    what: str
    path: str


class Asker:
    """One connection that stays open, as a program's would."""

    def __init__(self, url: str, token: str) -> None:
        place = urlsplit(url)
        self._connection = HTTPConnection(place.hostname or "", place.port or 80, timeout=60)
        self._headers = {"Authorization": f"Bearer {token}"}

    def json(self, path: str) -> Any:
        """What is answered; raises HubError for anything but a success."""
        return loads(self._ask(path))

    def took_s(self, path: str) -> float:
        """Seconds until the whole answer is here."""
        begun_s = time.perf_counter()
        self._ask(path)
        return time.perf_counter() - begun_s

    def close(self) -> None:
        """End it."""
        self._connection.close()

    def _ask(self, path: str) -> bytes:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != 200:  # noqa: PLR2004
            raise HubError(f"{answer.status}: {content[:200]!r}", where=path)
        return content


def questions(asker: Asker, parts: dict[str, str]) -> list[Question]:
    """Every GET that the API describes, as far as `parts` fills its path, and harder ones.

    parts: values for the names in paths.
    """
    description = asker.json("/api/openapi.json")
    paths = [
        path
        for path, methods in description["paths"].items()
        if "get" in methods and path not in _NOT_A_LIST
    ]
    found = [
        Question(path, re.sub(r"\{(\w+)\}", lambda name: parts[name[1]], path))
        for path in paths
        if set(re.findall(r"\{(\w+)\}", path)) <= parts.keys()
    ]
    return [*found, *_harder(asker, parts)]


def _harder(asker: Asker, parts: dict[str, str]) -> list[Question]:
    """Filters, the largest page, and pages from the middle of a long list."""
    base = "/api/sessions"
    station = f"{parts['site']}/{parts['station']}"
    old = asker.json(f"{base}?limit=1&to_ms={parts['middle_ms']}")["next"]
    filters = {
        "of a station": {"station": station},
        "of a member": {"member": parts["member_id"]},
        "of an exercise": {"exercise": "squat"},
        "of an exercise nobody does": {"exercise": "none"},
        "of a station and an exercise": {"station": station, "exercise": "squat"},
        "of a day": {"from_ms": parts["middle_ms"], "to_ms": parts["after_ms"]},
        "500 at once": {"limit": "500"},
        "from the middle": {"cursor": old},
        "of an exercise, from the middle": {"cursor": old, "exercise": "squat"},
    }
    return [
        Question(f"{base} {what}", f"{base}?{urlencode(query)}") for what, query in filters.items()
    ]
