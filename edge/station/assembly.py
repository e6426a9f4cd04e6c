"""Builds a station from its configuration, and takes it apart again."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from edge import __version__
from edge.athlete.follower import AthleteFollower
from edge.config.form import with_settings
from edge.config.pack import load_packs
from edge.config.station import StationConfig
from edge.errors import FeedbackError
from edge.feedback.factory import make_feedback
from edge.feedback.feedback import Feedback
from edge.feedback.signal import Signal
from edge.health.board import Board
from edge.health.governor import Governor
from edge.member.identify.factory import make_identifier
from edge.modelpack.active import models_of
from edge.session.about import StationAbout
from edge.session.events import SessionPhase
from edge.session.machine import SessionMachine
from edge.sharing.sharing import Sharing
from edge.station.about import about_station, status_of
from edge.station.coaching import Coaching, Events
from edge.station.commanding import Commander
from edge.station.cooling import Cooling
from edge.station.health.checks import Parts
from edge.station.health.vitals import Vitals
from edge.station.health.watch import watched_health
from edge.station.identifying import SwitchableIdentifier
from edge.station.loop import Rooms
from edge.station.members import let_go, make_sharing
from edge.station.recovery.reload import Reloading
from edge.station.reporting import NoHub, Reporter
from edge.station.storage.data_folder import DataFolder, data_folder
from edge.station.storage.journal import SYNC_EVERY_S, FileJournal, recover
from edge.uplink.clock import SystemClock
from edge.uplink.link import LinkState
from edge.uplink.topics import Topics
from edge.uplink.uplink import Uplink
from edge.vision import tracker_factory
from edge.words import Words

JOURNAL = "journal"
THERMAL = "thermal"
UPLINK_STOP_S, UPLINK_BREAK_OFF_S = 3.0, 1.0  # the whole station ends in five

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """What counts and keeps: the part of a station that nothing else may hold up.

    recovered: sessions of an earlier run that a loss of power had left open. uplink: None where no
    broker is configured.
    """

    about: StationAbout
    words: Words
    machine: SessionMachine
    coaching: Coaching
    journal: FileJournal
    reporter: Reporter
    uplink: Uplink | None
    recovered: int


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """A station ready to run."""

    core: Core
    folder: DataFolder
    rooms: Rooms
    vitals: Vitals
    cooling: Cooling
    commander: Callable[[], Events]
    sharing: Sharing | None = None

    @property
    def words(self) -> Words:
        """Of its packs."""
        return self.core.words

    @property
    def machine(self) -> SessionMachine:
        """Of its sessions."""
        return self.core.machine

    @property
    def uplink(self) -> Uplink | None:
        """None where no broker is configured."""
        return self.core.uplink

    @property
    def may_end(self) -> bool:
        """Whether the program may end now without anybody losing anything."""
        is_empty = self.machine.phase is SessionPhase.EMPTY
        return is_empty and not self.core.journal.waiting and not self.folder.trouble

    def between(self) -> Events:
        """What is done between two frames."""
        self.cooling.apply()
        self.vitals.heat(self.cooling.step)
        self.core.reporter.degraded = THERMAL if self.cooling.step.is_degraded else None
        let_go_of: Events = ()
        if self.sharing is not None:
            let_go_of = let_go(self.sharing, self.machine, self.core.coaching, self.vitals)
        self.vitals.say()
        return let_go_of + self.commander()


@contextmanager
def assembled(
    settings: StationConfig, reloading: Reloading, say: Say, *, sync_every_s: float = SYNC_EVERY_S
) -> Iterator[Assembled]:
    """The station that the configuration describes, until the block ends.

    reloading: of the configuration, for whoever commands it. say: writes a line for whoever
    watches. sync_every_s: of the journal. Raises StationError for what cannot work at all; what can
    be done without (broker, light, voice, faces, disk) is left out and shows in the health.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(data_folder(settings.data_dir))
        models = stack.enter_context(models_of(folder.wanted, say))
        follower, core = _core(settings, folder, models.label, stack, sync_every_s)
        sharing = make_sharing(settings, core.uplink, folder, core.machine, stack)
        identifier = _identifier(settings, folder, sharing, stack)
        parts = Parts(core.uplink, lambda: identifier.health, core.journal)
        vitals = stack.enter_context(watched_health(settings, folder.wanted, parts))
        if folder.trouble:
            say(folder.trouble)
        feedback = _feedback(settings, core, vitals, say)
        stack.callback(feedback.close)
        rooms = Rooms(
            watcher=follower,
            coaching=core.coaching,
            identifier=identifier,
            feedback=feedback,
            reporter=core.reporter,
            clock=SystemClock(),
            states=lambda: (Signal.OFFLINE,) if vitals.is_offline else (),
        )
        commander = _commander(core, vitals, reloading, identifier, feedback)
        cooling = Cooling(Board(), Governor(settings.thermal), rooms.pace, core.coaching)
        stack.callback(cooling.close)
        cooling.start()
        if core.uplink is not None:
            core.uplink.start()
        yield Assembled(core, folder, rooms, vitals, cooling, commander, sharing)


def _identifier(
    settings: StationConfig, folder: DataFolder, sharing: Sharing | None, stack: ExitStack
) -> SwitchableIdentifier:
    """Reads the gallery where it is, even on a disk that cannot be written."""
    hub_cards = sharing.cards if sharing else None
    identifier = SwitchableIdentifier(
        make_identifier(settings.identification, settings.members, folder.wanted, hub_cards)
    )
    stack.callback(identifier.close)
    return identifier


def _core(
    settings: StationConfig,
    folder: DataFolder,
    models: str,
    stack: ExitStack,
    sync_every_s: float,
) -> tuple[AthleteFollower, Core]:
    packs = with_settings(load_packs(settings.exercises), settings.form)
    new_tracker = tracker_factory(packs)
    follower = AthleteFollower.of(settings.pose, settings.zone, packs)
    stack.callback(follower.close)
    about = about_station(settings, packs, models)
    uplink = make_uplink(settings, folder, about.boot_id, stack)
    journals = folder.path / JOURNAL
    found = recover(journals).summaries if journals.is_dir() else ()
    journal = FileJournal(journals, about, sync_every_s=sync_every_s)
    stack.callback(journal.close)
    machine = SessionMachine(settings.session, about, os.urandom)
    reporter = Reporter(uplink or NoHub(), journal, machine)
    for summary in found:
        reporter.deliver(summary)
    coaching = Coaching(machine, new_tracker, journal)
    words = Words(packs, settings.language)
    return follower, Core(about, words, machine, coaching, journal, reporter, uplink, len(found))


def make_uplink(
    settings: StationConfig, folder: DataFolder, boot_id: str, stack: ExitStack
) -> Uplink | None:
    """The uplink, not started yet; None where no broker is configured."""
    if settings.uplink.host is None:
        return None
    topics = Topics(settings.uplink.prefix, settings.site, settings.station)
    uplink = Uplink(settings.uplink, topics, folder.path, boot_id=boot_id, version=__version__)
    stack.callback(_stop, uplink)
    return uplink


def _stop(uplink: Uplink) -> None:
    """Without a connection there is nobody to say goodbye to."""
    connected = uplink.link.state in {LinkState.ONLINE, LinkState.NOBODY_LISTENS}
    uplink.stop(UPLINK_STOP_S if connected else UPLINK_BREAK_OFF_S)


def _feedback(settings: StationConfig, core: Core, vitals: Vitals, say: Say) -> Feedback:
    def report(error: FeedbackError) -> None:
        say(str(error))
        vitals.feedback_trouble(error)

    return make_feedback(settings, core.words.cue, say=say, report=report)


def _commander(
    core: Core,
    vitals: Vitals,
    reloading: Reloading,
    identifier: SwitchableIdentifier,
    feedback: Feedback,
) -> Commander:
    machine = core.machine
    return Commander(
        core.uplink.take_command if core.uplink else lambda: None,
        core.coaching,
        lambda: machine.phase,
        status=lambda: status_of(machine, core.about),
        doctor=lambda: {check.check: check.status.value for check in vitals.checks()},
        reload=reloading.ask,
        identification=identifier,
        signal_test=feedback.demonstrate,
    )
