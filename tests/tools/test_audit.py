"""What is made of pip-audit's answers: found, clean, and not asked at all are three things."""

import json
from collections.abc import Mapping

from tools.audit import judged

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
