"""`gymstation evaluate`: measure the station on recordings with known truth."""

import typer

from edge.cli.evaluate.announcements import announcements
from edge.cli.evaluate.clips import clips
from edge.cli.evaluate.form import form
from edge.cli.evaluate.poses import poses
from edge.cli.evaluate.recognition import recognition
from edge.cli.evaluate.rendered import rendered
from edge.cli.evaluate.scenes import scenes

app = typer.Typer(help="Measure the station on recordings with known truth.", no_args_is_help=True)
for command in (clips, poses, recognition, announcements, form, rendered, scenes):
    app.command()(command)
