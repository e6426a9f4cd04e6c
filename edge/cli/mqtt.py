"""`gymstation mqtt`: whether summaries would reach the hub, and what the broker must allow."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.config import find_config, load_config
from edge.config.station import StationConfig
from edge.errors import UplinkError, UsageError
from edge.uplink.acl import rights
from edge.uplink.probe import Stage, walk
from edge.uplink.topics import Topics

app = typer.Typer(help="The way to the hub.", no_args_is_help=True)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
]


@app.command("test")
def try_way(config: ConfigOption = None) -> None:
    """Walk the way to the broker, step by step, and name the step that fails."""
    settings = load_config(find_config(config))
    if settings.uplink.host is None:
        raise UsageError(
            "no broker is configured", where="uplink.host", remedy="set it in the station's file"
        )
    console = Console()
    table = Table("step", "result", "took", box=None)
    failed: Stage | None = None
    for stage in walk(settings.uplink, topics_of(settings)):
        mark = "[green]ok[/]" if stage.ok else "[red]failed[/]"
        table.add_row(stage.name, f"{mark}  {stage.detail}", f"{stage.took_s * 1000:.0f} ms")
        failed = failed or (None if stage.ok else stage)
    console.print(table)
    if failed:
        raise UplinkError(
            f"{failed.name}: {failed.detail}",
            where=f"{settings.uplink.host}:{settings.uplink.effective_port}",
            remedy=failed.remedy,
        )


@app.command("acl")
def print_acl(config: ConfigOption = None) -> None:
    """Print what the broker must allow this station, in mosquitto's words."""
    settings = load_config(find_config(config))
    topics = topics_of(settings)
    print(rights(topics, settings.uplink.username or f"{settings.site}.{settings.station}"))


def topics_of(settings: StationConfig) -> Topics:
    """The topics of the configured station."""
    return Topics(settings.uplink.prefix, settings.site, settings.station)
