"""`gymstation evaluate`: measure the station on recordings with known truth."""

import typer

from edge.cli.evaluate_announcements import announcements
from edge.cli.evaluate_clips import clips
from edge.cli.evaluate_form import form
from edge.cli.evaluate_poses import poses
from edge.cli.evaluate_recognition import recognition
from edge.cli.evaluate_rendered import rendered
from edge.cli.evaluate_scenes import scenes

app = typer.Typer(help="Measure the station on recordings with known truth.", no_args_is_help=True)
for command in (clips, poses, recognition, announcements, form, rendered, scenes):
    app.command()(command)
