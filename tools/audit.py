"""Look the locked packages up among known vulnerabilities: `tools/audit.sh` runs this.

Exit status 1 where a package of a lock has one. Where the source of advisories is away, or does not
know the packages, that is said and nothing is claimed: pip-audit itself then speaks of "no known
vulnerabilities".
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What these hold, the other locks hold too.
LOCKS = ("dev", "pi-bookworm-hub", "tools")
# A release with a vulnerability that every source knows (CVE-2020-14343): does this one answer?
KNOWN_BAD = "pyyaml==5.3"
TIMEOUT_S = 300.0


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of one lock. findings: `package version: advisory (fixed in …)`.

    looked_up, not_known: how many packages the source answered for, and did not. trouble: why
    nothing could be asked.
    """

    lock: str
    findings: tuple[str, ...] = ()
    looked_up: int = 0
    not_known: int = 0
    trouble: str = ""

    def line(self) -> str:
        """What to say of it."""
        if self.trouble or not self.looked_up:
            why = self.trouble or "the source of advisories knows none of these packages"
            return f"audit: {self.lock}.txt skipped: {why}"
        left = f", {self.not_known} not known to the source" if self.not_known else ""
        return (
            f"audit: {self.lock}.txt: {self.looked_up} packages, {len(self.findings)} found{left}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit every lock; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="tools/audit.sh", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument("--tools", type=Path, required=True, help="folder with pip-audit")
    options = parser.parse_args(arguments)
    program = options.tools / "pip-audit"
    source = ask(program, "source")
    if not source.findings:
        print(f"audit: skipped: {source.trouble or 'the source of advisories does not know them'}")
        return 0
    audits = [ask(program, lock) for lock in LOCKS]
    for audit in audits:
        print("\n".join([audit.line(), *(f"  {finding}" for finding in audit.findings)]))
    return 1 if any(audit.findings for audit in audits) else 0


def ask(program: Path, lock: str) -> Audit:
    """Let pip-audit look one lock up; nothing is installed or resolved for that.

    lock: its name, or `source` to ask for a package that must be found.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted = ROOT / "requirements" / f"{lock}.txt"
        strict = ["--require-hashes"]
        if lock == "source":
            wanted, strict = Path(folder) / "source.txt", ["--no-deps"]
            wanted.write_text(KNOWN_BAD + "\n", encoding="utf-8")
        command = [str(program), "--requirement", str(wanted), *strict, "--disable-pip"]
        command += ["--format", "json", "--progress-spinner", "off"]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=TIMEOUT_S
            )
        except subprocess.TimeoutExpired:
            return Audit(lock, trouble="the source of advisories does not answer")
    return judged(lock, done.stdout, done.stderr)


def judged(lock: str, output: str, errors: str) -> Audit:
    """What pip-audit's JSON says; without JSON, its last line says why."""
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, LookupError, TypeError):
        last = (errors.strip().splitlines() or ["pip-audit said nothing"])[-1]
        return Audit(lock, trouble=last.strip()[:200])
    known = [package for package in packages if "vulns" in package]
    return Audit(
        lock,
        findings=tuple(_findings(known)),
        looked_up=len(known),
        not_known=len(packages) - len(known),
    )


def _findings(packages: Iterable[dict[str, object]]) -> Iterable[str]:
    for package in packages:
        vulnerabilities = package["vulns"]
        assert isinstance(vulnerabilities, list)  # noqa: S101 - pip-audit's format
        for found in vulnerabilities:
            fixed = ", ".join(found.get("fix_versions") or ()) or "no version yet"
            yield f"{package['name']} {package['version']}: {found['id']} (fixed in {fixed})"


if __name__ == "__main__":
    sys.exit(main())
