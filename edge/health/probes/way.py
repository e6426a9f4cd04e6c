"""What the uplink's own words mean for its checks. Pure."""

from edge.config.outbox import OutboxConfig
from edge.health.finding import Finding
from edge.uplink.clock import Instant
from edge.uplink.keeper import Keeping
from edge.uplink.link import LinkReport

STALLED_S = 400.0  # address, connection and handshake, each at the longest time-out
OLD_S = 86_400.0
FILLING = 0.8  # of the summaries that may wait


def broker_finding(link: LinkReport) -> Finding:
    """Check `broker`."""
    return Finding.of("broker", link.state.value, link.detail)


def uplink_finding(silent_s: float) -> Finding:
    """Check `uplink`. silent_s: since its thread gave a sign of life."""
    if silent_s > STALLED_S:
        return Finding.of("uplink", "stalled", f"no sign of life for {silent_s:.0f} s")
    return Finding.of("uplink", "ok")


def outbox_finding(keeping: Keeping, limits: OutboxConfig, now: Instant) -> Finding:
    """Check `outbox`; the worst that holds."""
    age_s = age_of(keeping, now)
    detail = f"{keeping.waiting} waiting"
    if age_s is not None:
        detail += f", the oldest for {age_s / 3600:.1f} h"
    if not keeping.on_disk:
        return Finding.of("outbox", "in_memory", keeping.problem)
    if keeping.moved_aside is not None:
        aside = f"a damaged outbox was moved to {keeping.moved_aside}"
        return Finding.of("outbox", "was_damaged", aside)
    if keeping.dropped:
        return Finding.of("outbox", "dropped", f"{keeping.dropped} summaries lost")
    if keeping.waiting >= FILLING * limits.most:
        return Finding.of("outbox", "filling", f"{detail}; {limits.most} may wait")
    return Finding.of("outbox", "old" if age_s and age_s > OLD_S else "ok", detail)


def age_of(keeping: Keeping, now: Instant) -> float | None:
    """Seconds that the oldest summary has waited; None where none waits or no clock knows."""
    oldest = keeping.oldest
    if oldest is None:
        return None
    if oldest.era == now.era:
        return now.monotonic_s - oldest.monotonic_s
    return now.wall_s - oldest.wall_s if oldest.synced and now.synced else None


def journal_finding(trouble: str | None, lost: int) -> Finding:
    """Check `journal`. trouble: why nothing can be written now. lost: lines that are gone."""
    if trouble is not None:
        return Finding.of("journal", "in_memory", trouble)
    if lost:
        return Finding.of("journal", "lost", f"{lost} lines lost")
    return Finding.of("journal", "ok")
