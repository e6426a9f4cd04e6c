"""The models that a start of the station takes: the active pack, else the bundled ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from edge import __version__
from edge.errors import ModelError
from edge.modelpack.files import check_files
from edge.modelpack.manifest import BUNDLED
from edge.modelpack.store import PackStore
from edge.resources import bundled_models_dir, models_in_use

BACK = "the station uses the models that came with its software"


@dataclass(frozen=True, slots=True)
class ActiveModels:
    """folder: of the models. label: name and version, as in summaries. trouble: why not the pack.

    pack: the installed pack that is used; None = the bundled models.
    """

    folder: Path
    label: str
    pack: Path | None = None
    trouble: str | None = None


def active_models(store: PackStore) -> ActiveModels:
    """The active pack, if every file of it is what was installed; else the bundled models.

    Only hashes are compared here: who signed the pack was asked when it was installed.
    """
    bundled = ActiveModels(bundled_models_dir(), f"{BUNDLED} {__version__}")
    pack = store.current
    if pack is None:
        return bundled
    try:
        manifest = store.manifest(pack)
        check_files(pack, manifest)
    except ModelError as error:
        return ActiveModels(bundled.folder, bundled.label, trouble=f"{error}; {BACK}")
    return ActiveModels(pack, manifest.label, pack)


@contextmanager
def models_of(data_dir: Path, say: Callable[[str], None]) -> Iterator[ActiveModels]:
    """Use the active models until the block ends, whatever is installed meanwhile.

    say: told when the active pack is broken.
    """
    store = PackStore(data_dir)
    active = active_models(store)
    if active.trouble:
        say(active.trouble)
    # On a card that cannot be written a pack may be removed under a running station: its models
    # are in memory by then.
    with suppress(OSError):
        store.use(active.pack)
    with models_in_use(active.folder):
        yield active
