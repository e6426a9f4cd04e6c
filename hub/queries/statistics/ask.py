"""The service that API and dashboard ask for figures."""

from sqlalchemy import Connection, select

from edge.errors import RefusedError, StoreError, UnknownRecordError
from hub.local_time import LocalTime
from hub.queries.statistics import training
from hub.queries.statistics.gym import GymFigures, gym_figures
from hub.queries.statistics.member import MemberFigures, member_figures
from hub.queries.statistics.period import Length, Period
from hub.store import schema
from hub.store.database import Database
from hub.store.tallies.tables import tally_zone
from hub.times import now_ms


class NoConsentError(RefusedError):
    """The member has not agreed, or no longer, that training is looked at."""


class Statistics:
    """Asks for figures; days are those of the gym's own time zone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def gym(
        self, length: Length = Length.MONTH, site: str | None = None, at_ms: int | None = None
    ) -> GymFigures:
        """Of all sites or of one, until this moment (now, unless given)."""
        with self._database.read() as connection:
            period = Period.until(_moment(at_ms), length, _local(connection))
            return gym_figures(connection, period, site)

    def sites(self) -> tuple[str, ...]:
        """Every site that was ever heard."""
        column = schema.stations.c.site
        with self._database.read() as connection:
            return tuple(connection.scalars(select(column).distinct().order_by(column)))

    def member(
        self, member_id: str, length: Length = Length.MONTH, at_ms: int | None = None
    ) -> MemberFigures:
        """Until this moment (now, unless given).

        Raises UnknownRecordError, and NoConsentError unless the member's consent is on record.
        """
        with self._database.read() as connection:
            _require_consent(connection, member_id)
            local = _local(connection)
            period = Period.until(_moment(at_ms), length, local)
            return member_figures(
                member_id,
                period,
                training.visits(connection, member_id, local),
                training.sets(connection, member_id, local),
                training.judgements(connection, member_id, local.start_ms(period.first_day), local),
            )


def _moment(at_ms: int | None) -> int:
    return now_ms() if at_ms is None else at_ms


def _local(connection: Connection) -> LocalTime:
    name = connection.scalar(select(tally_zone.c.name))
    if name is None:
        raise StoreError(
            "the sessions were not counted by day yet",
            where="tally_zone",
            remedy="run `gymhub db upgrade`, or start `gymhub serve`",
        )
    return LocalTime(name)


def _require_consent(connection: Connection, member_id: str) -> None:
    table = schema.members
    query = select(table.c.consent_ms).where(table.c.id == member_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownRecordError("there is no such member", where=member_id)
    if row.consent_ms is None:
        raise NoConsentError(
            "the member has not agreed to have training looked at",
            where=member_id,
            remedy="note the consent first, once it is given",
        )
