"""Messages that no station would send: each wrong by the way it is made."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from edge.uplink.message import Alert, Availability, Health, HealthCheck, Message, RepDone, State
from hub.ingest.limits import LONGEST_PAYLOAD
from hub.ingest.parse import KEPT
from hub.ingest.received import Received
from tests.hub.messages import ABOUT, NOW_MS, PLACE, done, summary

PREFIX = "gymstation"
WRONG_LEVELS = ("", "Gym", "a b", "é", "체육관", "-a", "a-", "x" * 41, "$share", "a\\b", "'--")
WRONG_VALUES: tuple[Any, ...] = ([[1]], {"a": [1]}, "x" * 5000, "\u0000", -(2**70), [{}] * 50)
"""No field of any message may hold one of these."""
WRONG_SCHEMAS: tuple[Any, ...] = (
    None, 1, "", "gymstation.session", "gymstation.session/0", "gymstation.session/01",
    "gymstation.session/-1", "gymstation.none/1", "session/1", ["gymstation.session/1"], {},
)  # fmt: skip
GOOD: tuple[Message, ...] = (
    done(summary()),
    Availability(**ABOUT, status="online", since="2026-11-20T17:00:00Z", version="1"),
    Health(
        **ABOUT, status="healthy", checks=(HealthCheck(check="c", status="healthy", state="ok"),)
    ),
    Alert(**ABOUT, code="camera_lost", severity="critical", text={"en": "lost", "ko": "없음"}),
)
SHOWN: tuple[Message, ...] = (
    State(**ABOUT, phase="working", exercise="squat", count=3),
    RepDone(**ABOUT, exercise="squat", count=1, duration_s=2.0, range_of_motion=90.0),
)


class Nonsense:
    """The same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311
        self._makers: tuple[Callable[[], Received], ...] = (
            self.cut,
            self.noise,
            self.wrong_value,
            self.wrong_schema,
            self.newer_and_wrong,
            self.wrong_level,
            self.of_another,
        )

    def message(self) -> Received:
        """One of any kind."""
        return self._random.choice(self._makers)()

    def cut(self) -> Received:
        good = self._good()
        raw = good.to_json().encode()
        return self._said(good.name, raw[: self._random.randrange(len(raw))])

    def noise(self) -> Received:
        name = self._random.choice(sorted(KEPT))
        return self._said(name, self._random.randbytes(self._random.randrange(300)))

    def wrong_value(self) -> Received:
        good = self._good()
        body = json.loads(good.to_json())
        place: Any = body
        while True:
            key = self._random.choice(list(_keys(place)))
            if not isinstance(place[key], dict | list) or not place[key]:
                break
            if self._random.random() < 0.2:
                break
            place = place[key]
        place[key] = self._random.choice(WRONG_VALUES)
        return self._said(good.name, json.dumps(body).encode())

    def wrong_schema(self) -> Received:
        good = self._good()
        body = json.loads(good.to_json()) | {"schema": self._random.choice(WRONG_SCHEMAS)}
        return self._said(good.name, json.dumps(body).encode())

    def newer_and_wrong(self) -> Received:
        good = self._good()
        body = json.loads(good.to_json())
        body["schema"] = f"gymstation.{good.name}/{self._random.randint(2, 999_999)}"
        del body[self._random.choice(("boot_id", "time", "clock_synced"))]
        return self._said(good.name, json.dumps(body).encode())

    def wrong_level(self) -> Received:
        good = self._good()
        levels = [PLACE.site, PLACE.station]
        levels[self._random.randrange(2)] = self._random.choice(WRONG_LEVELS)
        topic = f"{PREFIX}/{'/'.join(levels)}/{good.name}"
        return Received(topic, good.to_json().encode(), NOW_MS)

    def of_another(self) -> Received:
        """A summary that one station sends in another's name."""
        topic = f"{PREFIX}/gym/rack-{self._random.randint(2, 99)}/session"
        return Received(topic, GOOD[0].to_json().encode(), NOW_MS)

    def wrong_depth(self) -> Received:
        """On a topic that nobody listens to."""
        levels = self._random.choices((*WRONG_LEVELS, "session"), k=self._random.randint(1, 9))
        return Received("/".join(("other", *levels)), b"{}", NOW_MS)

    def too_long(self) -> Received:
        return self._said("session", b"[" * (LONGEST_PAYLOAD + 1))

    def wrong_state(self) -> Received:
        """On a topic that is only shown."""
        good = self._random.choice(SHOWN)
        body = json.loads(good.to_json())
        body[self._random.choice(sorted(body))] = self._random.choice(WRONG_VALUES)
        return self._said(good.name, json.dumps(body).encode())

    def flipped(self) -> Received:
        """Perhaps as good as before: the only kind that may be."""
        raw = bytearray(GOOD[0].to_json().encode())
        for _ in range(self._random.randint(1, 5)):
            raw[self._random.randrange(len(raw))] = self._random.randrange(256)
        return self._said("session", bytes(raw))

    def _good(self) -> Message:
        return self._random.choice(GOOD)

    def _said(self, name: str, raw: bytes) -> Received:
        return Received(f"{PREFIX}/{PLACE.site}/{PLACE.station}/{name}", raw, NOW_MS)


def _keys(place: Any) -> range | list[str]:
    return range(len(place)) if isinstance(place, list) else sorted(place)
