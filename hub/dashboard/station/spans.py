"""How well a station was, and for how long. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.queries.stations import HealthChange

_WELL = {"healthy", "skipped"}
_NOT_WELL = {"warning", "critical"}


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which nothing changed. until_ms: None for now. troubles: check, state, status."""

    from_ms: int
    until_ms: int | None
    status: str
    troubles: tuple[tuple[str, str, str], ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing had to be looked at."""
        return self.status in _WELL


def spans_of(changes: Sequence[HealthChange]) -> list[Span]:
    """The newest first, as the changes are; what differs in details only is one span."""
    spans: list[Span] = []
    for change in reversed(changes):
        troubles = tuple(
            (str(each.get("check")), str(each.get("state")), str(each.get("status")))
            for each in change.checks
            if each.get("status") in _NOT_WELL
        )
        if spans and (spans[-1].status, spans[-1].troubles) == (change.status, troubles):
            continue
        if spans:
            last = spans[-1]
            spans[-1] = Span(last.from_ms, change.at_ms, last.status, last.troubles)
        spans.append(Span(change.at_ms, None, change.status, troubles))
    return spans[::-1]


def same_since_ms(spans: Sequence[Span]) -> int:
    """Since when it has been well, or not well, without a break; spans has at least one."""
    since_ms = spans[0].from_ms
    for span in spans:
        if span.is_well != spans[0].is_well:
            break
        since_ms = span.from_ms
    return since_ms
