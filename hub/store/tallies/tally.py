"""Sums by key, before they are written. Pure."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table

from hub.store.tallies.tables import TALLIES

Key = tuple[Any, ...]


class Tally:
    """For each table of sums, the sums of each key."""

    def __init__(self) -> None:
        self._sums: dict[str, dict[Key, list[int]]] = {table.name: {} for table in TALLIES}

    def add(self, table: Table, key: Key, *figures: int) -> None:
        """Add figures, in the order of the table's columns, to those of a key."""
        sums = self._sums[table.name]
        known = sums.get(key)
        if known is None:
            sums[key] = list(figures)
        else:
            for place, figure in enumerate(figures):
                known[place] += figure

    def minus(self, other: "Tally") -> "Tally":
        """What is to be added to `other` to come to this one."""
        difference = Tally()
        for table in TALLIES:
            for key, figures in self._sums[table.name].items():
                difference.add(table, key, *figures)
            for key, figures in other._sums[table.name].items():  # noqa: SLF001 - of our own kind
                difference.add(table, key, *(-figure for figure in figures))
        return difference

    def changes(self, table: Table) -> Iterator[tuple[Key, list[int]]]:
        """What is not nothing, in the order of the keys: two writers never wait for each other."""
        for key, figures in sorted(self._sums[table.name].items()):
            if any(figures):
                yield key, figures
