"""The locks hold what setup.py asks for, with hashes, for every system that a station runs on."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.declared import declared

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PARTS = {
    "base": ("base",),
    "pi": ("base", "pi"),
    "members": ("base", "members"),
    "metrics": ("base", "metrics"),
    "hub": ("base", "hub"),
    "dev": ("base", "pi", "members", "metrics", "hub", "dev"),
}
ON_BOOKWORM = {
    "pi-bookworm": ("base", "pi", "members", "metrics"),
    "pi-bookworm-hub": ("base", "pi", "members", "metrics", "hub"),
}
SYSTEMS = [
    {
        "python_version": python,
        "python_full_version": f"{python}.2",
        "platform_machine": machine,
        "sys_platform": "linux",
        "platform_system": "Linux",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for python in ("3.11", "3.13")
    for machine in ("x86_64", "aarch64")
]


RASPBERRY_PI_OS_12 = SYSTEMS[1]
CASES = [(lock, parts, system) for lock, parts in PARTS.items() for system in SYSTEMS]
CASES += [(lock, parts, RASPBERRY_PI_OS_12) for lock, parts in ON_BOOKWORM.items()]


def name_of(value: object) -> str | None:
    return "-".join(list(value.values())[:3]) if isinstance(value, dict) else None


def pins(lock: str) -> list[tuple[Requirement, list[str]]]:
    """Every line of a lock with its hashes."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", text) if not block.startswith("#")]
    return [
        (
            Requirement(block.partition("\\\n")[0].strip()),
            re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block),
        )
        for block in blocks
    ]


def on(lock: str, system: dict[str, str]) -> dict[str, Requirement]:
    """The pins that hold on a system, by name."""
    held = [pin for pin, _ in pins(lock) if pin.marker is None or pin.marker.evaluate(system)]
    names = [canonicalize_name(pin.name) for pin in held]
    assert len(set(names)) == len(names), "two versions of one package"
    return dict(zip(names, held, strict=True))


@pytest.mark.parametrize(("lock", "parts", "system"), CASES, ids=name_of)
def test_a_lock_pins_what_setup_asks_for(
    lock: str, parts: tuple[str, ...], system: dict[str, str]
) -> None:
    pinned = on(lock, system)
    asked = declared()
    for line in sorted({line for part in parts for line in asked[part]}):
        wanted = Requirement(line)
        pin = pinned.get(canonicalize_name(wanted.name))
        assert pin is not None, f"{lock}.txt has no {wanted.name}: run tools/lock.sh"
        (specifier,) = pin.specifier
        assert specifier.operator == "=="
        assert wanted.specifier.contains(specifier.version, prereleases=True), (
            f"{lock}.txt has {pin}, setup.py asks for {line}: run tools/lock.sh"
        )


@pytest.mark.parametrize("lock", [*PARTS, *ON_BOOKWORM, "tools"])
def test_every_pin_has_hashes_and_names_no_address(lock: str) -> None:
    for pin, hashes in pins(lock):
        assert hashes, pin
        assert pin.url is None


@pytest.mark.parametrize("lock", [name for name in PARTS if name != "dev"])
def test_the_parts_agree_so_that_they_can_be_installed_together(lock: str) -> None:
    for system in SYSTEMS:
        whole = on("dev", system)
        for name, pin in on(lock, system).items():
            assert pin.specifier == whole[name].specifier, name


@pytest.mark.parametrize("lock", ON_BOOKWORM)
def test_raspberry_pi_os_12_keeps_the_numpy_that_its_picamera2_was_built_for(lock: str) -> None:
    assert "numpy==1." in str(on(lock, RASPBERRY_PI_OS_12)["numpy"])
