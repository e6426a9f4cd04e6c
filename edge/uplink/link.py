"""How the connection to the broker stands, each trouble by its name."""

import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum

_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED, openssl x509_verify_cert_error_string(3)
_NOT_YET_VALID = 9  # X509_V_ERR_CERT_NOT_YET_VALID


class LinkState(StrEnum):
    """Every way in which the connection can stand."""

    OFF = "off"  # no broker is configured
    CONNECTING = "connecting"
    ONLINE = "online"
    NOBODY_LISTENS = "nobody_listens"  # the broker is there, but no hub
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    SILENT = "silent"  # connected, but it does not answer
    UNTRUSTED = "untrusted"  # wrong CA, or the certificate of another host
    EXPIRED = "expired"  # the certificate, or the station's clock is wrong
    NO_TLS = "no_tls"  # what answers speaks no TLS
    BAD_FILE = "bad_file"  # a certificate, key or password that cannot be read
    NOT_AUTHORISED = "not_authorised"
    REFUSED = "refused"
    TAKEN_OVER = "taken_over"  # another client has the station's id
    LOST = "lost"
    FAILED = "failed"  # an error of ours
    STOPPED = "stopped"


WELL = frozenset({LinkState.ONLINE, LinkState.CONNECTING, LinkState.OFF, LinkState.STOPPED})
"""States that are no trouble."""
REMEDIES: dict[LinkState, str] = {
    LinkState.OFF: "set uplink.host to send summaries to a hub",
    LinkState.NOBODY_LISTENS: "start the hub; summaries wait until it listens",
    LinkState.UNKNOWN_HOST: "check uplink.host and the network's DNS",
    LinkState.UNREACHABLE: "check that the broker runs, and uplink.host and uplink.port",
    LinkState.SILENT: "check the broker: it hangs, or the port is another service's",
    LinkState.UNTRUSTED: "check uplink.tls.ca and that uplink.host is the name in the certificate",
    LinkState.EXPIRED: "renew the broker's certificate, or set this station's clock",
    LinkState.NO_TLS: "check uplink.port and uplink.tls.enabled",
    LinkState.BAD_FILE: "correct the file that is named",
    LinkState.NOT_AUTHORISED: "check uplink.username, the password and the broker's rights",
    LinkState.REFUSED: "see the broker's log; uplink.version 3.1.1 is for old brokers",
    LinkState.TAKEN_OVER: "give each station its own id: another one uses this site and station",
    LinkState.LOST: "nothing; the station tries again",
    LinkState.FAILED: "report this, with the log",
}


@dataclass(frozen=True, slots=True)
class LinkReport:
    """state since `since_s` (monotonic); detail: what happened, for people."""

    state: LinkState
    since_s: float
    detail: str = ""

    @property
    def remedy(self) -> str:
        """What to do about it; empty where nothing is wrong."""
        return REMEDIES.get(self.state, "")


class LinkFailure(Exception):  # noqa: N818 - it never leaves the room: a report does
    """The connection is over, or never was."""

    def __init__(self, state: LinkState, detail: str) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail


def failure_of(error: Exception) -> LinkFailure:
    """The name of what the system says about a connection."""
    state = _state_of(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return LinkFailure(state, error.verify_message)
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return LinkFailure(state, detail or type(error).__name__)


def _state_of(error: Exception) -> LinkState:
    if isinstance(error, ssl.SSLCertVerificationError):
        dated = error.verify_code in {_EXPIRED, _NOT_YET_VALID}
        return LinkState.EXPIRED if dated else LinkState.UNTRUSTED
    if isinstance(error, ssl.SSLError):
        return LinkState.NO_TLS
    if isinstance(error, socket.gaierror):
        return LinkState.UNKNOWN_HOST
    if isinstance(error, TimeoutError):
        return LinkState.UNREACHABLE
    return LinkState.UNREACHABLE if isinstance(error, OSError) else LinkState.FAILED
