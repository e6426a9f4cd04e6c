"""What a trial of recognising faces found: one JSON object, and tables for people."""

from collections.abc import Sequence
from typing import Any

from edge.evaluation.faces import Share
from edge.evaluation.faces_photos import Person
from edge.evaluation.faces_trial import Result
from edge.evaluation.tables import Rows
from edge.member.template import EmbedderId

FIGURES = ("fpir", "fnir", "mistaken", "fpir_votes", "fnir_votes")
HEAD = ["gallery", "members", "method", "probed", "FPIR %", "FNIR %", "mistaken %"]
HEAD_VOTES = ["2 of 3: FPIR %", "2 of 3: FNIR %"]
CAPTION = (
    "FPIR: strangers named. FNIR: members not named, or named as another (mistaken). Single frames,"
    " and visits of three frames of which two must agree."
)


def to_json(
    people: Sequence[Person],
    results: Sequence[Result],
    *,
    embedder: EmbedderId,
    photos: int,
    cross_validated: bool,
    seed: int,
) -> dict[str, Any]:
    """Everything measured; shares in percent, null where nothing was tried."""
    faces = sum(len(person.descriptors) for person in people)
    return {
        "embedder": {"name": embedder.name, "version": embedder.version},
        "photos": photos,
        "faces": faces,
        "faces_of_good_quality": int(sum(person.good.sum() for person in people)),
        "people": len(people),
        "limits": "learned from other people" if cross_validated else "those of the station",
        "seed": seed,
        "results": [_result(result) for result in results],
    }


def to_rows(results: Sequence[Result]) -> Rows:
    """A table, the head first: a row for each gallery, method and group probed."""
    rows = [
        [
            f"{result.gallery}, N = {result.asked}",
            str(result.members),
            result.method,
            group,
            *(_cell(getattr(tally, figure)) for figure in FIGURES),
        ]
        for result in results
        for group, tally in sorted(result.tallies.items())
    ]
    return [HEAD + HEAD_VOTES, *rows]


def _result(result: Result) -> dict[str, Any]:
    return {
        "method": result.method,
        "gallery": result.gallery,
        "members_asked": result.asked,
        "members": result.members,
        "splits": result.splits,
        "all": {figure: _total(result, figure) for figure in FIGURES},
        "groups": {
            group: {figure: _share(getattr(tally, figure)) for figure in FIGURES}
            for group, tally in sorted(result.tallies.items())
        },
        "gap_percent_points": {figure: _gap(result, figure) for figure in ("fpir", "fnir")},
    }


def _total(result: Result, figure: str) -> dict[str, Any]:
    shares: list[Share] = [getattr(tally, figure) for tally in result.tallies.values()]
    return _share(Share(sum(one.count for one in shares), sum(one.of for one in shares)))


def _share(share: Share) -> dict[str, Any]:
    percent = None if share.percent is None else round(share.percent, 3)
    return {"percent": percent, "count": share.count, "of": share.of}


def _gap(result: Result, figure: str) -> float | None:
    """The figure of the worst group less that of the best."""
    percents = [getattr(tally, figure).percent for tally in result.tallies.values()]
    known = [percent for percent in percents if percent is not None]
    return round(max(known) - min(known), 3) if len(known) > 1 else None


def _cell(share: Share) -> str:
    return "-" if share.percent is None else f"{share.percent:.2f}"
