"""The password and the certificates of the connection, read when it is made."""

import os
import ssl
from pathlib import Path

from edge.config.tls import TlsConfig
from edge.config.uplink import UplinkConfig
from edge.uplink.link import LinkFailure, LinkState

CREDENTIAL = "mqtt-password"
_OTHERS = 0o077


def password(config: UplinkConfig) -> str | None:
    """The first line of the password file, or of systemd's credential; None without either.

    Raises LinkFailure for a file that is missing, empty or open to others.
    """
    path = config.password_file
    if path is None:
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        path = Path(folder) / CREDENTIAL if folder else None
        if path is None or not path.exists():
            return None
    try:
        if config.password_file and path.stat().st_mode & _OTHERS:
            raise LinkFailure(LinkState.BAD_FILE, f"{path}: others may read it; chmod 600 {path}")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LinkFailure(LinkState.BAD_FILE, f"{path}: {error}") from error
    if not lines or not lines[0]:
        raise LinkFailure(LinkState.BAD_FILE, f"{path}: its first line is empty")
    return lines[0]


def tls_context(config: TlsConfig) -> ssl.SSLContext:
    """What the broker must prove; raises LinkFailure for a file that is no certificate or key."""
    for path in (config.ca, config.certificate, config.key):
        if path is not None and not path.is_file():
            raise LinkFailure(LinkState.BAD_FILE, f"{path}: there is no such file")
    named = config.ca
    try:
        context = ssl.create_default_context(cafile=config.ca)
        if config.ca is not None:
            # From Python 3.13 on certificates must have every extension of RFC 5280; those of a
            # gym's own authority seldom do.
            context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        named = config.certificate
        if config.certificate and config.key:
            context.load_cert_chain(config.certificate, config.key)
    except (ssl.SSLError, OSError) as error:
        raise LinkFailure(LinkState.BAD_FILE, f"{named}: {error}") from error
    return context
