"""What is made of pip-audit's answers: found, clean, and not asked at all are three things."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.audit import judged, main

CLEAN = {"name": "rich", "version": "15.0.0", "vulns": []}
FOUND = {
    "name": "pyyaml",
    "version": "5.3",
    "vulns": [{"id": "PYSEC-2021-142", "fix_versions": ["5.4"], "aliases": [], "description": ""}],
}
UNKNOWN = {"name": "numpy", "skip_reason": "Dependency not found on PyPI"}


def told(*packages: Mapping[str, object]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_vulnerability_is_a_finding() -> None:
    audit = judged("base", told(CLEAN, FOUND), "Found 1 known vulnerability")
    assert audit.findings == ("pyyaml 5.3: PYSEC-2021-142 (fixed in 5.4)",)
    assert audit.line() == "audit: base.txt: 2 packages, 1 found"


def test_clean_packages_are_said_to_be_so_with_how_many_were_not_known() -> None:
    assert judged("base", told(CLEAN), "").line() == "audit: base.txt: 1 packages, 0 found"
    assert (
        judged("base", told(CLEAN, UNKNOWN), "")
        .line()
        .endswith("0 found, 1 not known to the source")
    )


def test_a_source_that_knows_nothing_is_no_clean_bill() -> None:
    audit = judged("base", told(UNKNOWN, UNKNOWN), "No known vulnerabilities found")
    assert not audit.findings
    assert "skipped" in audit.line()


def test_a_source_that_is_away_is_told_with_its_reason() -> None:
    audit = judged("hub", "", "Traceback …\nConnectionError: name or service not known\n")
    assert audit.line() == "audit: hub.txt skipped: ConnectionError: name or service not known"
    assert "skipped" in judged("hub", "[]", "").line()


def pip_audit(folder: Path, source: str, others: str) -> Path:
    """A program that answers as pip-audit does: source to the first question, else others."""
    program = folder / "pip-audit"
    program.write_text(
        f"#!/bin/sh\ncase \"$2\" in */source.txt) echo '{source}';; *) echo '{others}';; esac\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return folder


def test_a_lock_with_a_vulnerability_fails_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--tools", str(pip_audit(tmp_path, told(FOUND), told(CLEAN)))]) == 0
    assert "audit: dev.txt: 1 packages, 0 found" in capsys.readouterr().out
    assert main(["--tools", str(pip_audit(tmp_path, told(FOUND), told(FOUND)))]) == 1
    assert "PYSEC-2021-142" in capsys.readouterr().out


def test_nothing_is_asked_of_a_source_that_does_not_know_a_famous_flaw(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--tools", str(pip_audit(tmp_path, told(UNKNOWN), told(FOUND)))]) == 0
    assert capsys.readouterr().out.startswith("audit: skipped")
