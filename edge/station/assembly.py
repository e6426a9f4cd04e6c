"""Builds a station from its configuration, and takes it apart again."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from uuid import uuid4

from edge import __version__
from edge.athlete.follower import AthleteFollower
from edge.camera.frame import Frame
from edge.config.form import with_settings
from edge.config.pack import ExercisePack, load_packs
from edge.config.show import as_yaml
from edge.config.station import StationConfig
from edge.errors import FeedbackError
from edge.feedback.factory import make_feedback
from edge.feedback.signal import Signal
from edge.member.identify.factory import NoIdentifier, make_identifier
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.identifier import Identifier
from edge.member.identity import Identity
from edge.pose.manifest import load_manifest
from edge.pose.pose import Pose
from edge.resources import data_dir
from edge.session.about import StationAbout
from edge.session.machine import SessionMachine
from edge.session.summary import Versions
from edge.station.coaching import Coaching, Events
from edge.station.commanding import Commander
from edge.station.folder_lock import FolderLock
from edge.station.journal import FileJournal, recover
from edge.station.loop import Rooms
from edge.station.reporting import NoHub, Reporter
from edge.station.vitals import Vitals
from edge.uplink.clock import SystemClock
from edge.uplink.command import Result
from edge.uplink.topics import Topics
from edge.uplink.uplink import Uplink
from edge.vision import tracker_factory
from edge.words import Words

JOURNAL = "journal"
SHORT = 12  # letters of a hash that tell versions apart


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """A station ready to run.

    words: of its packs. wants_reload: set when the hub asked for the configuration to be read
    again. recovered: sessions of an earlier run that a loss of power had left open.
    """

    words: Words
    rooms: Rooms
    vitals: Vitals
    commander: Callable[[], Events]
    machine: SessionMachine
    wants_reload: Event
    recovered: int

    def between(self) -> Events:
        """What is done between two frames."""
        self.vitals.say()
        return self.commander()


class SwitchableIdentifier:
    """An identifier that can be switched off while the station runs."""

    def __init__(self, identifier: Identifier | NoIdentifier) -> None:
        self._identifier = identifier

    @property
    def health(self) -> IdentifierHealth:
        """How identification is."""
        return self._identifier.health

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:
        """See `Identifier.see`."""
        return self._identifier.see(frame, pose, athlete)

    def switch_off(self) -> None:
        """Everybody is anonymous until the station starts again."""
        self.close()
        self._identifier = NoIdentifier()

    def close(self) -> None:
        """See `Identifier.close`."""
        self._identifier.close()


@contextmanager
def assembled(settings: StationConfig, say: Callable[[str], None]) -> Iterator[Assembled]:
    """The station that the configuration describes, until the block ends.

    say: writes a line for whoever watches. Raises StationError for what cannot work at all; what
    can be done without (broker, light, voice, faces) is left out and shows in the station's health.
    """
    with ExitStack() as stack:
        folder = data_dir(settings.data_dir)
        stack.enter_context(FolderLock(folder))
        yield _assemble(settings, folder, say, stack)


def _assemble(
    settings: StationConfig, folder: Path, say: Callable[[str], None], stack: ExitStack
) -> Assembled:
    packs = with_settings(load_packs(settings.exercises), settings.form)
    words = Words(packs, settings.language)
    new_tracker = tracker_factory(packs)
    follower = AthleteFollower.of(settings.pose, settings.zone, packs)
    stack.callback(follower.close)
    about = _about(settings, packs)
    clock = SystemClock()
    uplink = _uplink(settings, folder, about.boot_id, stack)
    found = recover(folder / JOURNAL) if (folder / JOURNAL).is_dir() else None
    journal = FileJournal(folder / JOURNAL, about)
    stack.callback(journal.close)
    machine = SessionMachine(settings.session, about, os.urandom)
    reporter = Reporter(uplink or NoHub(), journal, machine)
    recovered = found.summaries if found else ()
    for summary in recovered:
        reporter.deliver(summary)
    identifier = SwitchableIdentifier(
        make_identifier(settings.identification, settings.members, folder)
    )
    stack.callback(identifier.close)
    vitals = Vitals(uplink, lambda: identifier.health, journal)

    def report(error: FeedbackError) -> None:
        say(str(error))
        vitals.feedback_trouble(error)

    feedback = make_feedback(settings, words.cue, say=say, report=report)
    stack.callback(feedback.close)
    coaching = Coaching(machine, new_tracker, journal)
    wants_reload = Event()
    if uplink is not None:
        uplink.start()
    return Assembled(
        words=words,
        rooms=Rooms(
            watcher=follower,
            coaching=coaching,
            identifier=identifier,
            feedback=feedback,
            reporter=reporter,
            clock=clock,
            states=lambda: (Signal.OFFLINE,) if vitals.is_offline else (),
        ),
        vitals=vitals,
        commander=Commander(
            uplink.take_command if uplink else lambda: None,
            coaching,
            lambda: machine.phase,
            status=lambda: _status(machine, about),
            doctor=lambda: {check.check: check.status.value for check in vitals.checks()},
            reload=wants_reload.set,
            identification=identifier,
            signal_test=feedback.demonstrate,
        ),
        machine=machine,
        wants_reload=wants_reload,
        recovered=len(recovered),
    )


def _uplink(settings: StationConfig, folder: Path, boot_id: str, stack: ExitStack) -> Uplink | None:
    if settings.uplink.host is None:
        return None
    topics = Topics(settings.uplink.prefix, settings.site, settings.station)
    uplink = Uplink(settings.uplink, topics, folder, boot_id=boot_id, version=__version__)
    stack.callback(uplink.stop)
    return uplink


def _about(settings: StationConfig, packs: tuple[ExercisePack, ...]) -> StationAbout:
    models = {name: entry.sha256[:SHORT] for name, entry in load_manifest().items()}
    config = hashlib.sha256(as_yaml(settings).encode()).hexdigest()[:SHORT]
    return StationAbout(
        site=settings.site,
        station=settings.station,
        boot_id=uuid4().hex,
        versions=Versions(software=__version__, config=config, models=models),
        units={pack.id: pack.movement[0].unit for pack in packs if pack.movement},
    )


def _status(machine: SessionMachine, about: StationAbout) -> Result:
    return {
        "phase": machine.phase.value,
        "boot_id": about.boot_id,
        "software": about.versions.software,
        "config": about.versions.config,
    }
