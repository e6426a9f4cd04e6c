"""A bundle: a gallery on its way to another station, through hands that must not read it.

Layout: one line of JSON (format, version, site, key), then 12 bytes of nonce, the cipher text, and
64 bytes of Ed25519 signature (RFC 8032) over all before it. Sealing and signing keys are derived
from the site's key, so every station of the site can make and read bundles. Whoever carries them
can be given `verifying_key` and refuse forged ones without being able to read any.
"""

import json
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from edge.errors import BundleError, GalleryCorruptError
from edge.member.gallery.seal import Sealer, SecretKey
from edge.member.gallery.signature import SIGNATURE_BYTES, is_genuine
from edge.member.gallery.state import Entry, GalleryState, Slot
from edge.member.gallery.view import members_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = "gymstation-gallery"
VERSION = 1
LARGEST_BYTES = 256 << 20
_PURPOSE = "bundle"
_LONGEST_HEADER = 1024


def seal_bundle(state: GalleryState, site: str, key: SecretKey) -> bytes:
    """The gallery of a station of `site`, sealed and signed with the site's key."""
    header = {"format": FORMAT, "version": VERSION, "site": site, "key": key.id}
    line = json.dumps(header, sort_keys=True).encode() + b"\n"
    sealed = Sealer(key, _PURPOSE).seal(zlib.compress(_packed(state)), line)
    return line + sealed + _signing_key(key).sign(line + sealed)


def open_bundle(bundle: bytes, site: str, key: SecretKey) -> GalleryState:
    """What a bundle holds; raises BundleError for one that is damaged, forged or of elsewhere."""
    line, _, _ = bundle[:_LONGEST_HEADER].partition(b"\n")
    _check_header(_header(line), site, key)
    _check_signature(bundle, key)
    sealed = bundle[len(line) + 1 : -SIGNATURE_BYTES]
    try:
        plain = Sealer(key, _PURPOSE).open(sealed, line + b"\n")
        state = _unpacked(zlib.decompress(plain))
        members_of(state)
    except (GalleryCorruptError, zlib.error, ValueError, TypeError, KeyError) as error:
        raise BundleError("the bundle's content cannot be read") from error
    return state


def state_digest(state: GalleryState) -> str:
    """What tells one state of a gallery from another; a bundle of the same differs each time."""
    return sha256(_packed(state)).hexdigest()


def verifying_key(key: SecretKey) -> str:
    """What tells genuine bundles of the site from forged ones, and cannot open any (base64)."""
    public = _signing_key(key).public_key().public_bytes_raw()
    return b64encode(public).decode("ascii")


def _check_header(header: dict[str, Any], site: str, key: SecretKey) -> None:
    if header["version"] != VERSION:
        raise BundleError(
            f"the bundle is of version {header['version']}, this gymstation reads {VERSION}",
            remedy="update gymstation",
        )
    if header["site"] != site:
        raise BundleError(
            f'the bundle is of the site "{header["site"]}", this station belongs to "{site}"',
            remedy="set `site` in the configuration, if this is the same gym",
        )
    if header["key"] != key.id:
        raise BundleError(
            f"the bundle was sealed with the site key {header['key']}, and this one is {key.id}",
            remedy="give all stations of the site the same key",
        )


def _check_signature(bundle: bytes, key: SecretKey) -> None:
    if not is_genuine(bundle, _signing_key(key).public_key().public_bytes_raw()):
        raise BundleError("the bundle is damaged or forged", remedy="have it made and sent again")


def _header(line: bytes) -> dict[str, Any]:
    try:
        header: Any = json.loads(line)
    except ValueError:
        header = None
    names = {"format", "version", "site", "key"}
    if not isinstance(header, dict) or not names <= set(header) or header["format"] != FORMAT:
        raise BundleError("is no gallery bundle", remedy="`export-gallery` makes one")
    return header


def _packed(state: GalleryState) -> bytes:
    entries = [[*slot, *entry] for slot, entry in sorted(state.entries.items())]
    graves = [b64encode(grave).decode("ascii") for grave in sorted(state.tombstones)]
    return json.dumps({"entries": entries, "tombstones": graves}, ensure_ascii=False).encode()


def _unpacked(content: bytes) -> GalleryState:
    fields = json.loads(content)
    entries = {
        Slot(str(member_id), str(kind), str(key)): Entry(int(stamp), str(value))
        for member_id, kind, key, stamp, value in fields["entries"]
    }
    return GalleryState(entries, frozenset(b64decode(grave) for grave in fields["tombstones"]))


def _signing_key(key: SecretKey) -> "Ed25519PrivateKey":
    seed = key.derived("bundle signature")  # says so where cryptography is not installed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - an extra
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(seed)
