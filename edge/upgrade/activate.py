"""Put a release in the place of the one that runs, and go back when it is not well."""

from collections.abc import Sequence
from dataclasses import dataclass

from edge.errors import UpgradeError
from edge.upgrade.attempt import Attempt, Installation
from edge.upgrade.places import Part
from edge.upgrade.releases import Release
from edge.upgrade.settings import Change, backup_of, change_for


@dataclass(frozen=True, slots=True)
class Outcome:
    """release: what runs now. before: what ran. started: the parts that were started anew.

    config: what became of the station's file: kept, written or migrated.
    """

    release: str
    before: str | None
    started: tuple[Part, ...]
    config: str
    removed: tuple[str, ...]


def activate(
    here: Installation, release: Release, parts: Sequence[Part], *, start: bool
) -> Outcome:
    """Let the release run. start: whether running parts are started anew and watched.

    Raises UpgradeError: nothing was changed, or everything was put back.
    """
    old = here.releases.current
    version = here.programs.version(release)
    change = change_for(release, old, here.places, here.programs)
    before = {part: here.watch.before(part, old or release) for part in parts}
    attempt = Attempt(here, release, old, tuple(parts), change)
    here.say(f"switching to {release.name} ({version})")
    try:
        written = attempt.take()
        started = attempt.start(before) if start else ()
    except UpgradeError:
        attempt.undo(before)
        raise
    removed = here.releases.clean_up()
    config = "migrated" if change else "written" if written else "kept"
    return Outcome(release.name, old.name if old else None, started, config, removed)


def roll_back(here: Installation, parts: Sequence[Part], *, start: bool) -> Outcome:
    """Let the previous release run again; raises UpgradeError.

    The gym's file stays as it is where that release can use it, else its backup takes its place.
    """
    old, release = here.releases.current, here.releases.previous
    if release is None or old is None:
        raise UpgradeError(
            "there is no previous release", where=str(here.places.releases), remedy="install one"
        )
    path = here.places.config(Part.STATION)
    backup = backup_of(path, release)
    change: Change | None = None
    if path.exists() and not here.programs.accepts(release, path):
        if not backup.exists():
            raise UpgradeError(
                f"{release.name} cannot use this file, and there is no backup of it",
                where=str(path),
                remedy=f"write what {release.name} understands, and try again",
            )
        change = Change(path, backup.read_text(encoding="utf-8"), backup_of(path, old))
    before = {part: here.watch.before(part, old) for part in parts}
    attempt = Attempt(here, release, old, tuple(parts), change)
    here.say(f"going back to {release.name}")
    try:
        attempt.take()
        started = attempt.start(before) if start else ()
    except UpgradeError:
        attempt.undo(before)
        raise
    return Outcome(release.name, old.name, started, "restored" if change else "kept", ())
