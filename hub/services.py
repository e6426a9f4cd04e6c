"""Everything that the API and the dashboard call, put together once."""

from dataclasses import dataclass
from typing import Self

from hub.access.accounts import Accounts
from hub.access.keys import Keys
from hub.access.limiter import Limiter
from hub.actions.amend import Amendments
from hub.actions.members import Members
from hub.actions.quarantine import Quarantine
from hub.config.hub import HubConfig
from hub.ingest.service import Ingest
from hub.live.board import Board
from hub.queries.records import Records
from hub.queries.sessions import Sessions
from hub.queries.stations import Stations
from hub.queries.statistics.ask import Statistics
from hub.store.database import Database
from hub.wire import warden
from hub.wire.commands import Commands
from hub.wire.line import Line
from hub.wire.lists import Lists, filters

SIGN_IN_BURST = 10
SIGN_INS_PER_MINUTE = 6


@dataclass(frozen=True, slots=True)
class Services:
    """One worker's. ingest: None where nothing is heard. line: to the stations, once started."""

    config: HubConfig
    database: Database
    board: Board
    ingest: Ingest | None
    line: Line
    commands: Commands
    lists: Lists
    stations: Stations
    sessions: Sessions
    records: Records
    statistics: Statistics
    members: Members
    amendments: Amendments
    accounts: Accounts
    keys: Keys
    quarantine: Quarantine
    sign_ins: Limiter

    @classmethod
    def of(cls, config: HubConfig, database: Database, board: Board, ingest: Ingest | None) -> Self:
        """All of them, on one database and one board."""
        prefix = config.broker.prefix
        keys = config.broker.gallery_keys
        heard = [(f"{prefix}/+/+/reply", 0), *filters(prefix), *warden.filters(prefix, keys)]
        line = Line(config.broker, heard)
        warden.Warden(database, line, prefix, keys)
        lists = Lists(database, board, line, prefix)
        return cls(
            config=config,
            database=database,
            board=board,
            ingest=ingest,
            line=line,
            commands=Commands(database, board, line, prefix),
            lists=lists,
            stations=Stations(database),
            sessions=Sessions(database),
            records=Records(database),
            statistics=Statistics(database),
            members=Members(database, board, lists.wake),
            amendments=Amendments(database),
            accounts=Accounts(database),
            keys=Keys(database),
            quarantine=Quarantine(database, prefix),
            sign_ins=Limiter(SIGN_IN_BURST, SIGN_INS_PER_MINUTE),
        )
