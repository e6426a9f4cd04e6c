"""`gymstation support`: a file with what somebody far away needs to help."""

import time
from pathlib import Path
from typing import Annotated

import typer

from edge.cli.doctor import as_document, read_settings
from edge.station.health.examine import examine
from edge.station.health.support import bundle, write_bundle


def support(
    *,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write, a .tar.gz.")
    ] = None,
) -> None:
    """Write versions, configuration, findings and log into one file, without people and secrets."""
    settings, path, broken = read_settings(config)
    now_s = time.time()
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now_s))
    where = output or Path(f"gymstation-support-{settings.site}-{settings.station}-{stamp}.tar.gz")
    doctor = as_document(examine(settings, path, broken))
    write_bundle(bundle(settings, doctor, broken=broken), where, now_s)
    print(f"{where}: look through it, then send it to whoever helps")
