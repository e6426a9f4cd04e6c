"""`gymstation members`: enrol, list, forget, cards, bundles; one module a verb."""

from collections.abc import Callable

import typer

from edge.cli.members.backup import backup, restore
from edge.cli.members.bundle import export_gallery, import_gallery
from edge.cli.members.card import card
from edge.cli.members.consent import consent
from edge.cli.members.enrol import enrol
from edge.cli.members.evaluate import evaluate
from edge.cli.members.export import export
from edge.cli.members.forget import forget
from edge.cli.members.key import app as key_app
from edge.cli.members.listing import list_, show
from edge.cli.members.not_me import not_me
from edge.cli.members.prune import prune
from edge.cli.members.rename import rename
from edge.cli.members.selftest import selftest
from edge.cli.members.setup import setup

VERBS: dict[str, Callable[..., None]] = {
    "setup": setup,
    "enrol": enrol,
    "list": list_,
    "show": show,
    "rename": rename,
    "card": card,
    "consent": consent,
    "forget": forget,
    "export": export,
    "prune": prune,
    "backup": backup,
    "restore": restore,
    "export-gallery": export_gallery,
    "import-gallery": import_gallery,
    "not-me": not_me,
    "selftest": selftest,
    "evaluate": evaluate,
}

app = typer.Typer(
    help="Members: enrol, print cards, forget, carry the gallery to other stations.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for _name, _verb in VERBS.items():
    app.command(_name)(_verb)
app.add_typer(key_app, name="key")
