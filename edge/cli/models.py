"""`gymstation models`: which models the station uses; packs of newer ones."""

import json
from pathlib import Path
from typing import Annotated

import typer

from edge.cli.members.options import DataDirOption, chosen_data_dir
from edge.cli.members.station import ConfigOption, JsonOption
from edge.cli.models_make import key, pack, sign
from edge.errors import ModelError, ModelPackError
from edge.modelpack.active import active_models
from edge.modelpack.install import Installed, verify_pack
from edge.modelpack.install import install as install_pack
from edge.modelpack.install import roll_back as roll_back_pack
from edge.modelpack.rules import Rules
from edge.modelpack.store import PackStore
from edge.modelpack.trial import check_models, golden
from edge.resources import bundled_models_dir

app = typer.Typer(no_args_is_help=True, help="The models: list, install, verify, roll back packs.")
app.command()(key)
app.command()(pack)
app.command()(sign)

NEXT_START = "a station that runs takes it at its next start or reload"


@app.command("list")
def list_packs(
    *, config: ConfigOption = None, data_dir: DataDirOption = None, as_json: JsonOption = False
) -> None:
    """The models of the software and the packs installed, with the active one marked."""
    store = PackStore(chosen_data_dir(config, data_dir))
    active = active_models(store)
    rows = [
        ("bundled", "the models of the software", active.pack is None),
        *((*_told(store, folder), active.pack == folder) for folder in store.installed()),
    ]
    if as_json:
        keys = ("name", "label", "active")
        packs = [dict(zip(keys, row, strict=True)) for row in rows]
        print(json.dumps({"active": active.label, "trouble": active.trouble, "packs": packs}))
        return
    for name, label, is_active in rows:
        before = " (previous)" if store.previous and store.previous.name == name else ""
        print(f"{'*' if is_active else ' '} {name}: {label}{before}")
    if active.trouble:
        print(f"! {active.trouble}")


@app.command()
def install(
    source: Annotated[Path, typer.Argument(help="The pack: its folder or zip file.")],
    *,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
    allow_older: Annotated[
        bool, typer.Option("--allow-older", help="Also a version older than the active one.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a pack's signature, files, self-test and speed on this board, then switch to it."""
    store = PackStore(chosen_data_dir(config, data_dir))
    done = install_pack(
        source,
        store,
        Rules(allow_older=allow_older),
        tell=(lambda _: None) if as_json else (lambda step: print(f"{step} …")),
    )
    if as_json:
        print(json.dumps(_result(done)))
        return
    print(f"{done.manifest.label}, signed with {done.key}: {done.trial.result.describe()}")
    print(f"It is the active pack now; {NEXT_START}.")


@app.command()
def verify(
    name: Annotated[
        str | None, typer.Argument(help="An installed pack, as `list` names it; else the active.")
    ] = None,
    *,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check signature, hashes and the golden frame of the active models, or of another pack."""
    store = PackStore(chosen_data_dir(config, data_dir))
    folder, label, signed_by = _checked(store, name)
    check_models(folder, bundled_models_dir())
    result = golden(folder)
    if as_json:
        figures = {
            "found_torso": result.found_torso,
            "worst_torso": result.worst_torso,
            "truth_torso": result.truth_torso,
            "median_ms": round(1000 * result.median_s, 2),
        }
        print(json.dumps({"models": label, "key": signed_by, "passed": result.passed, **figures}))
    else:
        print(f"{label}: {result.describe()}")
    if not result.passed:
        raise ModelError(
            "the models fail their self-test on this board",
            where=str(folder),
            remedy="run `gymstation models rollback`, or install the station again",
        )


@app.command()
def rollback(*, config: ConfigOption = None, data_dir: DataDirOption = None) -> None:
    """Take the active pack back: the one before it is active again, else the bundled models."""
    store = PackStore(chosen_data_dir(config, data_dir))
    before = roll_back_pack(store)
    label = active_models(store).label if before is None else store.manifest(before).label
    print(f"{label} is active again; {NEXT_START}.")


def _checked(store: PackStore, name: str | None) -> tuple[Path, str, str | None]:
    """The folder, label and signer of what is to be verified; its signature is checked."""
    folder = store.current if name is None else store.packs / name
    if folder is None or name == "bundled":
        return bundled_models_dir(), "bundled", None
    if folder not in store.installed():
        names = ", ".join(["bundled", *(each.name for each in store.installed())])
        raise ModelPackError(
            f"there is no model pack {folder.name!r}",
            where=str(store.packs),
            remedy=f"there are: {names}; the active one may be taken back by `rollback`",
        )
    manifest, signed_by = verify_pack(folder, Rules())
    return folder, manifest.label, signed_by


def _told(store: PackStore, folder: Path) -> tuple[str, str]:
    try:
        manifest = store.manifest(folder)
    except ModelPackError:
        return folder.name, "broken"
    return folder.name, f"{manifest.label}, {manifest.size_bytes / 1e6:.1f} MB"


def _result(done: Installed) -> dict[str, object]:
    return {
        "installed": done.manifest.label,
        "key": done.key,
        "worst_torso": done.trial.result.worst_torso,
        "median_ms": round(1000 * done.trial.result.median_s, 2),
        "active_median_ms": round(1000 * done.trial.active_s, 2),
    }
