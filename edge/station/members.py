"""The station's side of what is told of members: who is forgotten is let go of at once."""

from contextlib import ExitStack

from edge.config.station import StationConfig
from edge.session.events import SessionPhase
from edge.session.machine import SessionMachine
from edge.sharing.sharing import Sharing
from edge.station.coaching import Coaching, Events
from edge.station.health.vitals import Vitals
from edge.station.storage.data_folder import DataFolder
from edge.uplink.uplink import Uplink


def make_sharing(
    settings: StationConfig,
    uplink: Uplink | None,
    folder: DataFolder,
    machine: SessionMachine,
    stack: ExitStack,
) -> Sharing | None:
    """Begun, before the uplink is; None where no broker is configured."""
    if uplink is None:
        return None
    sharing = Sharing(
        settings,
        uplink,
        folder=folder.path,
        gallery_folder=folder.wanted,
        busy=lambda: machine.phase is SessionPhase.WORKING,
    )
    sharing.start()
    stack.callback(sharing.stop)
    return sharing


def let_go(sharing: Sharing, machine: SessionMachine, coaching: Coaching, vitals: Vitals) -> Events:
    """Done between two frames: the running session of somebody forgotten is nobody's."""
    vitals.note(sharing.check())
    identity = machine.identity
    member_id = identity.member_id if identity else None
    if member_id is not None and sharing.is_forgotten(member_id):
        return coaching.not_me()
    return ()
