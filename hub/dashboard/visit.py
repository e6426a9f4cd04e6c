"""Who looks at a page, and what the page may ask of the hub."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from nicegui import Client

from hub.access.keys import KeyKind
from hub.actions.actor import Actor, Role
from hub.api.who import SignedOutError
from hub.dashboard.live import LIVE, OnChanges
from hub.dashboard.words.moments import moment
from hub.dashboard.words.text import Language, Text
from hub.services import Services

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page in one browser. secret: of the browser's session, never to be sent."""

    services: Services
    actor: Actor
    language: Language
    client: Client
    theme: str = "auto"
    secret: str = field(default="", repr=False)

    def say(self, text: Text, **fields: object) -> str:
        """A text in the visitor's language."""
        return text.in_(self.language, **fields)

    def moment(self, at_ms: int) -> str:
        """A moment as staff read it, by the gym's time zone."""
        return moment(at_ms, self.language, self.zone)

    @property
    def zone(self) -> str:
        """The gym's time zone."""
        return self.services.config.time_zone

    def may(self, role: Role) -> bool:
        """Whether the visitor has this role or a higher one."""
        return self.actor.role.rank >= role.rank

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a service in a thread, so that nobody else waits; its errors are raised."""
        return await asyncio.to_thread(call, *args, **kwargs)

    async def act(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `ask`, for what changes something: raises SignedOutError if the session has ended."""
        if not await asyncio.to_thread(self.holds):
            raise SignedOutError("the session has ended", remedy="sign in again")
        return await asyncio.to_thread(call, *args, **kwargs)

    def live(self, callback: OnChanges) -> None:
        """Have the stations that changed told, at most four times a second, while it is open."""
        LIVE.subscribe(self.services.board, self.client, callback)

    def holds(self) -> bool:
        """Whether the session lasts and the role is what it was; asks the store."""
        holder = self.services.keys.holder(KeyKind.SESSION, self.secret)
        return holder is not None and holder.role is self.actor.role
