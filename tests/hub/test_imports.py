"""The hub knows the station by its messages, and importing it has no effect."""

from pathlib import Path

from tests.imports import imported, packages

HUB = Path(__file__).resolve().parent.parent.parent / "hub"
ALLOWED = {
    "edge",
    "edge.backoff",
    "edge.errors",
    "edge.config.consent",  # what members are asked
    "edge.config.pack",  # what exercises are called
    "edge.exercise.values",
    "edge.feedback.table",  # the signals that may be tried
    "edge.health.words.all",  # what checks find, and what to do about it
    # Cards of the hub are the stations' cards: what they say, and how they look when printed.
    "edge.member.card.file",
    "edge.member.card.image",
    "edge.member.card.token",
    # Who signed a gallery can be asked without being able to open it.
    "edge.member.gallery.signature",
    "edge.member.identity",
    "edge.session.summary",
    "edge.uplink.clock",
    "edge.uplink.hub_lists",
    "edge.uplink.link",
    "edge.uplink.message",
    "edge.uplink.secrets",
    "edge.uplink.session_message",
    "edge.uplink.topics",
    "edge.config.broker",
    "edge.config.model",
    "edge.config.tls",
    "edge.config.uplink",
    "edge.config.validation",
}


def test_the_hub_imports_of_the_station_what_it_may() -> None:
    for path in HUB.rglob("*.py"):
        ours = {name for name in imported(path) if name.partition(".")[0] == "edge"}
        assert ours <= ALLOWED, f"{path.relative_to(HUB)} imports {sorted(ours - ALLOWED)}"


def test_only_the_lower_rooms_speak_sql() -> None:
    for room in ("api", "live", "config", "dashboard", "fleet"):
        for path in (HUB / room).rglob("*.py"):
            assert "sqlalchemy" not in packages(path), path.name


def test_the_station_does_not_know_the_hub() -> None:
    for path in (HUB.parent / "edge").rglob("*.py"):
        names = packages(path)
        assert "hub" not in names, path.name
