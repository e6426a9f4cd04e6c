"""Hears commands, and sees to their answers."""

from collections import deque
from collections.abc import Callable

from edge.uplink.command import ReceivedCommand, Result, may_answer_on, parse
from edge.uplink.connection import Incoming
from edge.uplink.mailbox import Mailbox
from edge.uplink.message import Reply
from edge.uplink.scribe import Scribe
from edge.uplink.topics import Topics

MOST = 20  # commands that wait for the station; more than that is no person asking


class Ear:
    """Told messages by the uplink's thread; the station takes the commands when it has time."""

    def __init__(self, topics: Topics, scribe: Scribe, mailbox: Mailbox) -> None:
        self._topics = topics
        self._scribe = scribe
        self._mailbox = mailbox
        self._waiting: deque[ReceivedCommand] = deque()

    def hear(self, incoming: Incoming) -> None:
        """Take a message; what is no command is answered with the reason."""
        topic = may_answer_on(self._topics, incoming.response_topic)
        named = self._topics.command(incoming.topic) or "?"

        def reply(*, ok: bool, error: str | None = None, result: Result | None = None) -> None:
            if topic is None:
                return
            message = self._scribe.write(
                Reply, command=named[:40], ok=ok, error=error, result=dict(result or {})
            )
            self._mailbox.post(self._scribe.letter(message, topic, incoming.correlation))

        try:
            name, parameters = parse(self._topics, incoming)
        except ValueError as error:
            reply(ok=False, error=str(error))
            return
        if len(self._waiting) >= MOST:
            reply(ok=False, error="too many commands wait; ask again later")
            return
        self._waiting.append(
            ReceivedCommand(
                name,
                parameters,
                answer=_answer(reply),
                refuse=lambda why: reply(ok=False, error=why),
            )
        )

    def take(self) -> ReceivedCommand | None:
        """The next command that waits, or None."""
        return self._waiting.popleft() if self._waiting else None


def _answer(reply: Callable[..., None]) -> Callable[[Result], None]:
    return lambda result: reply(ok=True, result=result)
