"""`gymstation bench`: what the station costs and how well it sees."""

import typer

from edge.cli.bench.exercise import exercise
from edge.cli.bench.idle import idle
from edge.cli.bench.latency import latency
from edge.cli.bench.members import members
from edge.cli.bench.pose import pose

app = typer.Typer(no_args_is_help=True, help="Measure what the station costs and how well it sees.")
for verb in (pose, exercise, idle, latency, members):
    app.command()(verb)
