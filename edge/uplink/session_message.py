"""The one message that must not be lost: the summary of a session."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal, Self

from pydantic import Field

from edge.session.summary import SessionSummary
from edge.uplink.clock import Instant, iso_time
from edge.uplink.message import Message


class SessionDone(Message):
    """A session is over. `summary.id` is the same however often it is sent.

    boot_id and sequence are the summary's own: they are those of the run that counted.
    """

    name = "session"

    schema_: Literal["gymstation.session/1"] = Field(default="gymstation.session/1", alias="schema")
    summary: SessionSummary

    @classmethod
    def of(cls, summary: SessionSummary, made: Instant) -> Self:
        """The message about a summary that was made at this moment."""
        return cls(
            boot_id=summary.boot_id,
            sequence=summary.sequence,
            time=made.iso,
            clock_synced=summary.clock_synced,
            summary=summary,
        )

    def corrected(self, made: Instant, known: Instant) -> Self:
        """With the times put right. made, known: the same moment by the old clock and the right."""
        shift = timedelta(seconds=known.wall_s - made.wall_s)
        summary = replace(
            self.summary,
            start_time=self.summary.start_time + shift,
            end_time=self.summary.end_time + shift,
            clock_synced=True,
        )
        return self.model_copy(
            update={"summary": summary, "time": iso_time(known.wall_s), "clock_synced": True}
        )


def corrected_payload(payload: str, made: Instant, known: Instant) -> str:
    """A SessionDone in JSON with its times put right."""
    return SessionDone.model_validate_json(payload).corrected(made, known).to_json()
