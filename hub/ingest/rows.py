"""A summary as rows of the store. Pure."""

from dataclasses import fields
from typing import Any

from edge.session.summary import RangeOfMotion, SessionSummary, SetSummary, Tempo
from hub.times import to_ms

Row = dict[str, Any]


def session_row(summary: SessionSummary, station_id: str, received_ms: int) -> Row:
    """The row of `sessions`."""
    return {
        "id": summary.id,
        "station_id": station_id,
        "boot_id": summary.boot_id,
        "sequence": summary.sequence,
        "member_id": summary.member_id,
        "effective_member_id": summary.member_id,
        "method": summary.method.value if summary.method else None,
        "start_ms": to_ms(summary.start_time),
        "end_ms": to_ms(summary.end_time),
        "clock_synced": summary.clock_synced,
        "duration_s": summary.duration_s,
        "ended_by": summary.ended_by.value,
        "interrupted": summary.interrupted,
        "software": summary.versions.software,
        "config": summary.versions.config,
        "models": dict(summary.versions.models),
        "received_ms": received_ms,
        "amended": False,
    }


def set_row(summary: SessionSummary, each: SetSummary) -> Row:
    """The row of `sets`."""
    return {
        "session_id": summary.id,
        "session_start_ms": to_ms(summary.start_time),
        "number": each.index,
        "exercise": each.exercise,
        "effective_exercise": each.exercise,
        "rep_count": each.rep_count,
        "effective_rep_count": each.rep_count,
        "start_s": each.start_s,
        "end_s": each.end_s,
        "ended_by": each.ended_by.value,
        "partial_reps": each.partial_reps,
        "good_reps": each.good_reps,
        "judged_reps": each.judged_reps,
        "hold_s": each.hold_s,
        "tension_s": each.tension_s,
        "tempo": _parts(each.tempo) if each.tempo else None,
        "range_of_motion": _parts(each.range_of_motion) if each.range_of_motion else None,
        "reps": [
            {
                "start_s": rep.start_s,
                "turn_s": rep.turn_s,
                "end_s": rep.end_s,
                "range_of_motion": rep.range_of_motion,
                "verdict": rep.verdict.value,
                "faults": list(rep.faults),
            }
            for rep in each.reps
        ],
    }


def condition_rows(session_id: str, each: SetSummary) -> list[Row]:
    """The rows of `set_conditions`."""
    return [
        {
            "session_id": session_id,
            "number": each.index,
            "condition": count.condition,
            "ok": count.ok,
            "fault": count.fault,
            "not_judged": count.not_judged,
        }
        for count in each.conditions
    ]


def _parts(value: Tempo | RangeOfMotion) -> Row:
    return {each.name: getattr(value, each.name) for each in fields(value)}
