"""The hub knows the station by its messages, and importing it has no effect."""

import ast
from pathlib import Path

HUB = Path(__file__).resolve().parent.parent.parent / "hub"
ALLOWED = {
    "edge",
    "edge.backoff",
    "edge.errors",
    "edge.exercise.values",
    "edge.member.identity",
    "edge.session.summary",
    "edge.uplink.clock",
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


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_the_hub_imports_of_the_station_what_it_may() -> None:
    for path in HUB.rglob("*.py"):
        ours = {name for name in imported(path) if name.partition(".")[0] == "edge"}
        assert ours <= ALLOWED, f"{path.relative_to(HUB)} imports {sorted(ours - ALLOWED)}"


def test_only_the_lower_rooms_speak_sql() -> None:
    for room in ("api", "live", "config", "fleet"):
        for path in (HUB / room).rglob("*.py"):
            names = {name.partition(".")[0] for name in imported(path)}
            assert "sqlalchemy" not in names, path.name


def test_the_station_does_not_know_the_hub() -> None:
    for path in (HUB.parent / "edge").rglob("*.py"):
        names = {name.partition(".")[0] for name in imported(path)}
        assert "hub" not in names, path.name
