"""Ears, inbox and keeper: everything that listens to the stations."""

from edge.backoff import BackOff
from hub.config.broker import BrokerConfig
from hub.ingest.connection import Confirm, Listening
from hub.ingest.ear import Ear, Hearing
from hub.ingest.inbox import Inbox
from hub.ingest.keeper import Keeper, Keeping
from hub.ingest.parse import KEPT, LIVE, UnreadableError, address_of, check, read
from hub.ingest.received import Received, Rejected
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.store.database import Database

BACK_OFF = BackOff(first_s=0.5, longest_s=30.0)


class Ingest:
    """Two connections: a lasting one for what is kept, a passing one for what is shown.

    Workers may share the first; of the second every one hears all.
    """

    def __init__(
        self, config: BrokerConfig, database: Database, board: Board, back_off: BackOff = BACK_OFF
    ) -> None:
        self._prefix = config.prefix
        self._board = board
        self._inbox = Inbox()
        self._keeper = Keeper(self._inbox, Writer(database), config.prefix, back_off)
        share = f"$share/{config.group}/" if config.group else ""
        whole = [f"{config.prefix}/+/+/{name}" for name in KEPT]
        kept = [(f"{share}{each}", 1) for each in whole]
        # A worker that joins a group must not go on hearing all that it heard alone.
        dropped = whole if config.group else []
        lasting = Listening(config.client_id, kept, lasting=True, dropped=dropped)
        shown = [(f"{config.prefix}/+/+/{name}", 0) for name in LIVE]
        self._ears = (
            Ear(config, lasting, self._keep, back_off),
            Ear(
                config,
                Listening(f"{config.client_id}-live", shown, lasting=False),
                self._show,
                back_off,
            ),
        )

    def start(self) -> None:
        """Begin to listen and to keep."""
        self._keeper.start()
        for ear in self._ears:
            ear.start()

    def stop(self) -> None:
        """End; what is not kept yet, the broker gives again."""
        for ear in self._ears:
            ear.stop()
        self._keeper.stop()

    @property
    def hearing(self) -> tuple[Hearing, Hearing]:
        """How the two connections stand: the lasting one, the passing one."""
        return self._ears[0].hearing, self._ears[1].hearing

    @property
    def keeping(self) -> Keeping:
        """How well what was heard is kept."""
        return self._keeper.keeping

    def _keep(self, received: Received, confirm: Confirm) -> None:
        self._inbox.put(received, confirm)

    def _show(self, received: Received, _confirm: Confirm) -> None:
        try:
            address = address_of(received.topic, self._prefix)
            message = read(LIVE[address.name], received.payload)
            check(message, address.origin, received.payload)
        except UnreadableError as error:
            if received.topic.rpartition("/")[2] not in KEPT:  # else the other ear heard it too
                self._inbox.put(Rejected(received, str(error)))
            return
        self._board.hear(address.origin, message, received.at_ms)
        # Those who share hear nothing of what was retained before they came.
        if received.retained and address.name in KEPT:
            self._inbox.put(received)
