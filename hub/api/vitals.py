"""How the hub itself is: for load balancers and Prometheus."""

from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from hub.api.who import TheServices, Viewer

router = APIRouter(tags=["vitals"])


@dataclass(frozen=True, slots=True)
class Vitals:
    """ready: whether the broker is heard and the store works."""

    ready: bool
    broker: bool
    store: bool


@router.get("/healthz")
def healthz(hub: TheServices, response: Response) -> Vitals:
    """Whether this worker does its work; status 503 if not."""
    broker = hub.ingest is None or all(each.is_up for each in hub.ingest.hearing)
    store = hub.database.works() and (hub.ingest is None or not hub.ingest.keeping.problem)
    response.status_code = 200 if broker and store else 503
    return Vitals(broker and store, broker, store)


# Only what is right is text; a refusal is JSON as everywhere, which a class for both could not say.
@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(_: Viewer, hub: TheServices) -> PlainTextResponse:
    """In Prometheus' text format; give its scraper a viewer's token."""
    stations = hub.board.stations()
    figures: dict[str, float] = {
        "gymhub_stations": len(stations),
        "gymhub_stations_online": sum(each.is_online for each in stations),
    }
    if hub.ingest is not None:
        keeping = hub.ingest.keeping
        figures |= {
            "gymhub_messages_kept_total": keeping.kept,
            "gymhub_sessions_new_total": keeping.new,
            "gymhub_messages_rejected_total": keeping.rejected,
            "gymhub_messages_dropped_total": keeping.dropped,
            "gymhub_messages_waiting": keeping.waiting,
            "gymhub_broker_up": float(all(each.is_up for each in hub.ingest.hearing)),
        }
        if keeping.lag_p95_s is not None:
            figures["gymhub_ingest_lag_p95_seconds"] = keeping.lag_p95_s
    return PlainTextResponse(
        "".join(
            f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}\n{name} {value:g}\n"
            for name, value in figures.items()
        )
    )
