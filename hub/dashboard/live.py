"""Tells open pages which stations changed: one watcher for all pages of a worker."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock, Thread

from nicegui import Client

from hub.live.board import Board, LiveStation

OnChanges = Callable[[Sequence[LiveStation]], None]

SPACING_S = 0.25
"""Between two deliveries, so that a page draws at most four times a second."""
_LONGEST_WAIT_S = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Subscriber:
    client: Client
    loop: asyncio.AbstractEventLoop
    callback: OnChanges


class Watcher:
    """Waits for the board in a thread of its own, while any page is open."""

    def __init__(self) -> None:
        self._boards: dict[Board, tuple[_Subscriber, ...]] = {}
        self._lock = Lock()

    def subscribe(self, board: Board, client: Client, callback: OnChanges) -> None:
        """Call back in the page's event loop with what changed from now on, until it closes."""
        subscriber = _Subscriber(client, asyncio.get_running_loop(), callback)
        client.on_delete(lambda: self._leave(board, subscriber))
        with self._lock:
            waiting = self._boards.get(board)
            self._boards[board] = (*(waiting or ()), subscriber)
            if waiting is None:
                after = max((each.change for each in board.stations()), default=0)
                run = partial(self._watch, board, after)
                Thread(target=run, name="dashboard", daemon=True).start()

    def _leave(self, board: Board, subscriber: _Subscriber) -> None:
        with self._lock:
            if board in self._boards:
                staying = (each for each in self._boards[board] if each is not subscriber)
                self._boards[board] = tuple(staying)

    def _watch(self, board: Board, after: int) -> None:
        while self._is_watched(board):
            if changed := board.changes(after, _LONGEST_WAIT_S):
                after = max(each.change for each in changed)
                # Who came while nothing happened hears of it too.
                with self._lock:
                    waiting = self._boards[board]
                _deliver(waiting, changed)
            time.sleep(SPACING_S)

    def _is_watched(self, board: Board) -> bool:
        """Without anybody the thread ends, and the next to come starts another."""
        with self._lock:
            if not self._boards[board]:
                del self._boards[board]
                return False
            return True


def _deliver(waiting: Sequence[_Subscriber], changed: Sequence[LiveStation]) -> None:
    for each in waiting:
        try:
            each.loop.call_soon_threadsafe(_call, each, changed)
        except RuntimeError:  # its loop has ended, the worker stops
            log.debug("a page is gone")


def _call(subscriber: _Subscriber, changed: Sequence[LiveStation]) -> None:
    if subscriber.client.is_deleted:
        return
    try:
        with subscriber.client:
            subscriber.callback(changed)
    except Exception:  # one page must not keep the others from their news
        log.exception("a page could not show what changed")


LIVE = Watcher()
"""Of this process; it holds no thread until a page subscribes."""
