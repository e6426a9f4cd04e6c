"""The pinned mediapipe wheel: fetched with pip, checked, and opened for its model files."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

from edge.errors import ModelAlteredError, ModelMissingError
from tools.derive.spec import ModelSpec

VERSION = "0.10.18"
ORIGIN = f"https://pypi.org/project/mediapipe/{VERSION}/"
FILE = f"mediapipe-{VERSION}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
SHA256 = "12db0f7b1cc18e2e3f604f6e95020b82c214c470d7d94ff32eeb8f8729a45ec3"

# The models are the same in every wheel of this version; one is named so that its hash is known.
_PIP = (
    *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
    *("--no-deps", "--only-binary=:all:", "--python-version", "3.11"),
    *("--platform", "manylinux2014_x86_64", f"mediapipe=={VERSION}"),
)


def fetch_wheel(folder: Path) -> Path:
    """Download the wheel into `folder` and check it; raises ModelMissingError where pip cannot."""
    done = subprocess.run(
        [*_PIP, "--dest", str(folder)], capture_output=True, text=True, check=False
    )
    wheel = folder / FILE
    if done.returncode or not wheel.is_file():
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ModelMissingError(
            f"pip could not download mediapipe {VERSION}: {reason}",
            where=ORIGIN,
            remedy="check the network and the package index, or give the wheel with --wheel",
        )
    return check_wheel(wheel)


def check_wheel(wheel: Path) -> Path:
    """The same path, after the file's hash was compared with the pinned one."""
    try:
        with wheel.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelMissingError(
            f"the wheel cannot be read: {error.strerror}", where=str(wheel), remedy=f"give {FILE}"
        ) from error
    _compare(found, SHA256, str(wheel))
    return wheel


def extract(wheel: Path, spec: ModelSpec, folder: Path) -> Path:
    """Unpack the model's file into `folder` and check its hash."""
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read(spec.source)
    _compare(hashlib.sha256(content).hexdigest(), spec.source_sha256, f"{wheel}: {spec.source}")
    path = folder / Path(spec.source).name
    path.write_bytes(content)
    return path


def _compare(found: str, expected: str, where: str) -> None:
    if found != expected:
        raise ModelAlteredError(
            f"this is not the pinned file (sha256 {found[:12]}…, expected {expected[:12]}…)",
            where=where,
            remedy=f"remove it and let the tool download mediapipe {VERSION} again",
        )
