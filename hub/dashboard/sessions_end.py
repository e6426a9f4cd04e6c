"""Closes the pages of whoever was signed out, at the latest a few seconds after."""

import asyncio
import logging

from nicegui import ui

from edge.errors import StoreError
from hub.dashboard.visit import Visit

EVERY_S = 10.0

log = logging.getLogger(__name__)


def follow(visit: Visit) -> None:
    """Send the page to sign in, when its session has ended or its account has another role."""
    ui.timer(EVERY_S, lambda: _look(visit), immediate=False)


async def _look(visit: Visit) -> None:
    try:
        holds = await asyncio.to_thread(visit.holds)
    except StoreError as error:  # nobody can be asked; what is open shows no more than it did
        log.debug("%s", error)
        return
    if not holds and not visit.client.is_deleted:
        visit.client.open("/sign-in?ended=true")
        await asyncio.sleep(1.0)  # for the message to leave
        if not visit.client.is_deleted:
            visit.client.delete()
