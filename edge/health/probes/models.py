"""The model files, and whether they still see what they should."""

from collections.abc import Callable
from pathlib import Path

from edge.errors import ModelAlteredError, ModelError, ModelMissingError
from edge.health.finding import Finding
from edge.pose.manifest import load_manifest, verified_model
from edge.pose.selftest import SelfTest, self_test

TWIN = "_float"  # for measuring; a station may do without


class ModelFiles:
    """Check `models`: every file has the hash of the manifest.

    folder: None = the models in use. trouble: why the active model pack is not used, if it is not.
    """

    def __init__(
        self, folder: Path | None = None, trouble: Callable[[], str | None] = lambda: None
    ) -> None:
        self._folder = folder
        self._trouble = trouble

    def __call__(self) -> Finding:
        """Read all files."""
        try:
            entries = load_manifest(self._folder)
            wanted = [
                name
                for name, entry in entries.items()
                if entry.path.exists() or not name.endswith(TWIN)
            ]
            for name in wanted:
                verified_model(name, self._folder)
        except ModelError as error:
            return Finding.of("models", _state_of(error), str(error))
        if trouble := self._trouble():
            return Finding.of("models", "pack_broken", trouble)
        return Finding.of("models", "ok", f"{len(wanted)} files")


class GoldenFrame:
    """Check `selftest`: the golden frame through the models. test: runs it."""

    def __init__(self, test: Callable[[], SelfTest] = self_test) -> None:
        self._test = test

    def __call__(self) -> Finding:
        """Load the models anew and look."""
        try:
            result = self._test()
        except ModelError as error:
            return Finding.of("selftest", "failed", str(error))
        return Finding.of("selftest", "ok" if result.passed else "differs", result.describe())


def _state_of(error: ModelError) -> str:
    if isinstance(error, ModelMissingError):
        return "missing"
    return "altered" if isinstance(error, ModelAlteredError) else "unreadable"
