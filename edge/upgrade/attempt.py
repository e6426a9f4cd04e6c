"""One attempt to let a release run: what is done can be undone until the new one is well."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edge.errors import UpgradeError
from edge.upgrade import files
from edge.upgrade.manager import Manager
from edge.upgrade.places import Part, Places
from edge.upgrade.program import Programs
from edge.upgrade.releases import Release, Releases
from edge.upgrade.settings import Change, new_file
from edge.upgrade.store import StoreCopy
from edge.upgrade.watch import Before, Watch


@dataclass(frozen=True, slots=True, eq=False)
class Installation:
    """One machine. say: told each step."""

    places: Places
    manager: Manager
    programs: Programs
    watch: Watch
    say: Callable[[str], None]

    @property
    def releases(self) -> Releases:
        """What is installed."""
        return Releases(self.places)


class Attempt:
    """old: what runs. previous: what ran before that. change: of the station's file."""

    def __init__(
        self,
        here: Installation,
        release: Release,
        old: Release | None,
        parts: tuple[Part, ...],
        change: Change | None,
    ) -> None:
        self._here = here
        self._release = release
        self._old = old
        self._parts = parts
        self._change = change
        self._undo: list[Callable[[], None]] = []
        self._store: StoreCopy | None = None

    def take(self) -> bool:
        """Put files, settings and links in place; whether a file of settings was missing."""
        here, old = self._here, self._old
        if old is not None:
            self._undo.append(lambda: self._lay(old, self._release))
        self._lay(self._release, old)
        # Written after the accounts are there: the folders belong to their groups.
        missing = [new_file(part, self._release, here.places) for part in self._parts]
        if self._change is not None:
            self._change.make()
            self._undo.append(self._change.undo)
            here.say(f"{self._change.path} is as it was in {self._change.backup}")
        if old is not None:
            previous = here.releases.previous
            self._undo.append(lambda: here.releases.restore(old, previous))
        here.releases.switch(self._release)
        for part in self._parts:
            here.manager.enable(part.enabled_units)
        return any(missing)

    def start(self, before: Mapping[Part, Before]) -> tuple[Part, ...]:
        """Start anew what ran before, and the hub at first; raises UpgradeError if one is ill."""
        started: list[Part] = []
        for part in self._parts:
            first = self._old is None and part is Part.HUB
            if not before[part].runs and not first:
                continue
            self._here.say(f"starting {part.unit}")
            if part is Part.HUB and self._old is not None:
                self._here.manager.stop(part.unit)
                self._store = StoreCopy.make(self._here.places, self._old.name)
            trouble = self._here.watch.trouble(part, self._release, before[part])
            if trouble is not None:
                remedy = self._what_now(part)
                raise UpgradeError(
                    f"{self._release.name} {trouble}", where=part.unit, remedy=remedy
                )
            started.append(part)
        if self._store is not None:
            self._store.drop()
        return tuple(started)

    def undo(self, before: Mapping[Part, Before]) -> None:
        """Everything as it was, last things first; what cannot be put back is said."""
        here = self._here
        if self._old is None:
            return
        here.say(f"going back to {self._old.name}")
        for step in reversed(self._undo):
            try:
                step()
            except UpgradeError as error:
                here.say(str(error))
        for part in self._parts:
            if before[part].runs and not self._restarted(part):
                here.say(f"{part.unit} does not start under {self._old.name} either")

    def _restarted(self, part: Part) -> bool:
        manager = self._here.manager
        well = self._old is not None and (
            self._here.watch.trouble(part, self._old, Before(runs=True)) is None
        )
        if well or part is not Part.HUB or self._store is None:
            return well
        manager.stop(part.unit)
        self._store.restore()
        return manager.restart(part.unit)

    def _lay(self, release: Release, instead_of: Release | None) -> None:
        changed = files.lay(release, self._parts, self._here.places)
        if instead_of is not None:
            changed += files.remove_stale(instead_of, release, self._parts, self._here.places)
        self._here.manager.take_up(changed)

    def _what_now(self, part: Part) -> str:
        log = f"journalctl -u {part.unit} tells why"
        return f"{self._old.name} runs again; {log}" if self._old else log
