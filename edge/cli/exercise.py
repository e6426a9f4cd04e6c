"""`gymstation exercise`: list the exercise packs, check one, begin a new one."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.cli.pack_words import (
    advice,
    condition_words,
    judged_from,
    movement_words,
    views_words,
)
from edge.cli.packs import named_pack
from edge.config.pack import ExercisePack, load_packs
from edge.config.pack_template import new_pack
from edge.errors import UsageError
from edge.resources import packs_dir

app = typer.Typer(
    help="List, check and begin exercise packs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command("list")
def list_() -> None:
    """The bundled exercises and what is judged in each."""
    table = Table("exercise", "English", "Korean", "kind", box=None)
    table.add_column("judged", overflow="fold")
    for pack in load_packs(None):
        judged = ", ".join(condition.id for condition in pack.conditions) or "-"
        table.add_row(pack.id, pack.name.en, pack.name.ko, pack.kind, judged)
    Console().print(table)


@app.command()
def check(
    pack: Annotated[str, typer.Argument(help="A pack's YAML file, or the id of a bundled pack.")],
) -> None:
    """Say everything that is wrong with a pack, or what it counts and judges from which view."""
    for line in report(named_pack(pack)):
        print(line)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Its id: lower-case letters, digits and _.")],
    folder: Annotated[
        Path, typer.Option("--folder", help="Where NAME.yaml is written.", file_okay=False)
    ] = Path(),
) -> None:
    """Write a commented pack that is valid and counts, to be changed step by step."""
    path = folder / f"{name}.yaml"
    if path.exists():
        raise UsageError("is already there", where=str(path), remedy="choose another name")
    text = new_pack(name)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(path)) from None
    print(f"{path}: change it, then `gymstation exercise check {path}`")
    print(f"  try it on a recording: gymstation analyse --exercise {path} FILE")
    print(f"  use it: put it into {packs_dir()} and name it under `exercises:`")


def report(pack: ExercisePack) -> list[str]:
    """The lines that `check` prints."""
    lines = [f"{pack.id}: {pack.name.en} / {pack.name.ko}: the pack is valid"]
    lines += [f"  {line}" for line in movement_words(pack)]
    if pack.conditions:
        lines.append("judges")
    for condition in pack.conditions:
        lines.append(f"  {condition.id}: {condition_words(condition)}")
        lines.append(f"    from: {views_words(condition)}")
        lines.append(f"    says: {condition.cue.en} / {condition.cue.ko}")
    if pack.conditions:
        lines.append("from each view")
    for view, ids in judged_from(pack).items() if pack.conditions else ():
        name = view.replace("_", " ")
        lines.append(f"  {name}: {', '.join(ids) or 'nothing'}")
    return lines + [f"note: {line}" for line in advice(pack)]
