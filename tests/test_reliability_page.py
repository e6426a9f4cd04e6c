"""The page of faults names proofs that exist, and the words that people read elsewhere."""

import ast
import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from edge.cli.main import VERBS
from edge.health.words.all import CHECKS, entry_of
from edge.uplink.message import Status
from hub.dashboard import words
from hub.dashboard.words.text import Language, Text

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[Language, str] = {"en": "reliability.md", "ko": "reliability.ko.md"}
CARDS: dict[Language, str] = {"en": "signals.md", "ko": "signals.ko.md"}
CALLED: dict[Language, str] = {"en": "called", "ko": "직원에게 알림"}
MARKS = {Status.WARNING: "⚠", Status.CRITICAL: "✕"}
WORST = (Status.HEALTHY, Status.SKIPPED, Status.UNKNOWN, Status.WARNING, Status.CRITICAL)
# Where a tool keeps the names of what it does.
STEPS = {"appliance_test": "appliance_test.py", "chaos_uplink": "chaos/faults.py"}
CODE = re.compile(r"`(\w+): (\w+)`")
LEADING = re.compile(r"(?:`\w+: \w+`(?:, )?)+")
SAID = re.compile(r"(?<!\w)\*([^*]+)\*")
PROOF = re.compile(r"`([^`]+)`(?: “([^”]+)”)?")
FIGURE = re.compile(r"\d+")


class Row(NamedTuple):
    """One fault."""

    group: str
    what: str
    member: str
    staff: str
    technician: str
    lost: str
    proofs: tuple[str, ...]


@cache
def page(language: Language) -> str:
    return (ROOT / "docs" / PAGES[language]).read_text(encoding="utf-8")


@cache
def rows(language: Language) -> tuple[Row, ...]:
    found: list[Row] = []
    group = ""
    for line in page(language).splitlines():
        if line.startswith("### "):
            group = line
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if group and line.startswith("| ") and len(cells) == len(Row._fields) - 1:
            found.append(Row(group, *cells[:-1], tuple(cells[-1].split("<br>"))))
        elif line.startswith("## ") and group:
            break
    heads = {row.what for row in found if not row.proofs[0].startswith("`")}
    assert len(heads) == 1
    return tuple(row for row in found if row.what not in heads)


@cache
def names(path: Path) -> frozenset[str]:
    """Functions, parameters and texts of a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.arg(arg=name) | ast.Constant(value=str(name)):
                found.add(name)
    return frozenset(found)


@cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def shown_by_the_hub(language: Language) -> frozenset[str]:
    modules = [
        import_module(f"{words.__name__}.{m.name}") for m in pkgutil.iter_modules(words.__path__)
    ]
    values = [value for module in modules for value in vars(module).values()]
    return frozenset(value.in_(language) for value in values if isinstance(value, Text))


def signals(language: Language) -> set[str]:
    card = (ROOT / "docs" / CARDS[language]).read_text(encoding="utf-8")
    return {line.split("|")[1].strip() for line in card.splitlines() if line.startswith("| ")}


def test_there_is_a_fault_in_every_group() -> None:
    groups = {row.group for row in rows("en")}
    assert len(groups) == page("en").count("\n### ")
    assert len(rows("en")) > 100


def test_both_languages_tell_of_the_same_faults() -> None:
    assert len(rows("en")) == len(rows("ko"))
    for english, korean in zip(rows("en"), rows("ko"), strict=True):
        assert english.proofs == korean.proofs, korean.what
        assert CODE.findall(english.technician) == CODE.findall(korean.technician), korean.what
        for one, other in zip(english[1:6], korean[1:6], strict=True):
            assert (one == "-") == (other == "-"), korean.what
            assert set(FIGURE.findall(one)) <= set(FIGURE.findall(other)), korean.what


@pytest.mark.parametrize("row", rows("en"), ids=lambda row: row.what[:40])
def test_every_proof_exists(row: Row) -> None:
    for proof in row.proofs:
        place, step = PROOF.fullmatch(proof).groups()
        path, _, name = place.partition("::")
        if path.startswith("gymstation "):
            assert_command(path)
        elif name:
            assert name in functions(ROOT / path), proof
        else:
            assert (ROOT / path).is_file(), proof
        if step:
            assert step in names(ROOT / "tools" / STEPS[Path(path).stem]), proof


@pytest.mark.parametrize("language", PAGES)
def test_every_command_exists(language: Language) -> None:
    modules = re.findall(r"`python -m tools\.(\w+)([^`]*)`", page(language))
    commands = re.findall(r"`(gym(?:station|hub) [^`]+)`", page(language))
    assert len(modules) > 4
    assert len(commands) > 5
    for module, options in modules:
        assert_known(re.findall(r"--[\w-]+", options), [ROOT / f"tools/{module}.py"])
    for command in commands:
        assert_command(command)


def assert_command(command: str) -> None:
    program, verb, *rest = command.split()
    if program == "gymhub":
        assert_known([verb, *rest], [ROOT / "hub/cli.py"])
        return
    assert verb in VERBS
    module = ROOT / "edge/cli" / verb
    assert_known(rest, [*module.glob("*.py"), *module.parent.glob(f"{verb}.py")])


def assert_known(said: Iterable[str], modules: Iterable[Path]) -> None:
    """Options and verbs below a verb: as text, or as the name of a function or parameter."""
    known = frozenset[str]().union(*(names(path) for path in modules))
    for each in said:
        plain = each.removeprefix("--")
        assert {each, plain, plain.replace("-", "_")} & known, each


@pytest.mark.parametrize("language", PAGES)
def test_what_staff_see_follows_from_what_the_checks_say(language: Language) -> None:
    marked = 0
    for row in rows(language):
        leading = LEADING.match(row.technician)
        found = [entry_of(*code) for code in CODE.findall(leading[0] if leading else "")]
        if not set(row.staff) & set(MARKS.values()) or not found:
            continue
        marked += 1
        worst = max((each.status for each in found), key=WORST.index)
        assert MARKS[worst] in row.staff, row.what
        assert (CALLED[language] in row.staff) == any(each.calls for each in found), row.what
    assert marked > 30


@pytest.mark.parametrize("language", PAGES)
def test_every_check_and_state_exists(language: Language) -> None:
    for check, state in CODE.findall(page(language)):
        assert check in CHECKS
        assert entry_of(check, state)


def test_whatever_staff_are_called_for_is_in_the_table() -> None:
    told = {code for row in rows("en") for code in CODE.findall(row.technician)}
    calling = {
        (name, state)
        for name, check in CHECKS.items()
        for state, entry in check.states.items()
        if entry.calls
    }
    assert calling - told == set()


@pytest.mark.parametrize("language", PAGES)
def test_signals_and_tiles_are_called_what_they_are_called(language: Language) -> None:
    for name in quoted(language, "member"):
        assert name in signals(language), name
    for name in quoted(language, "staff"):
        assert any(name in text for text in shown_by_the_hub(language)), name


def quoted(language: Language, column: str) -> Iterator[str]:
    for row in rows(language):
        yield from SAID.findall(getattr(row, column))
