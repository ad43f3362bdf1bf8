# The two pages for those who use the data: which file to take and what may be relied on, and what each column means. Both are made of
# the tables themselves, so that none is forgotten; anchors are those that the graph's properties and classes have as identifiers.

"""Pages about the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...catalogue.knowledge import Knowledge
from ...folders import CARD
from ...render import Renderer
from ...schema import Record
from ...schema.rows import PartRow, RecordRow
from ..page import Draft, of_template
from .columns import BETWEEN, Column
from .identifiers import Identifiers
from .tables import TABLES, Table, target_of

PAGE, COLUMNS = "data/index.md", "data/columns.md"
"""What the data are, and what each column means."""


@dataclass(frozen=True)
class Explained:
    """A column as the page explains it: the anchor of its field if it is met here first, and the table to which it refers."""

    column: Column
    anchor: str
    target: str


def guide(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The page on the data, and the one on their columns."""
    base = Identifiers.of(known.catalogue, renderer.online).base
    yield of_template("data", PAGE, path=CARD, tables=TABLES, between=BETWEEN, base=base)
    shared, own = _explained()
    yield of_template("data-columns", COLUMNS, path=CARD, shared=shared, tables=own)


def _explained() -> tuple[dict[str, list[Explained]], list[tuple[Table, str, list[Explained]]]]:
    """The columns that many tables share, by what they are of; and each table with the name of those it has and its others."""
    seen: set[str] = set()
    of_records, of_parts = Table("record", RecordRow, Record), Table("part", PartRow)
    shared = {table.name: _told(table, frozenset(), seen) for table in (of_records, of_parts)}
    own = []
    for table in TABLES:
        common = {RecordRow: of_records, PartRow: of_parts}.get(table.own)
        names = frozenset(column.name for column, _ in common.columns) if common else frozenset()
        own.append((table, common.name if common else "", _told(table, names, seen)))
    return shared, own


def _told(table: Table, without: frozenset[str], seen: set[str]) -> list[Explained]:
    told = []
    for column, _ in table.columns:
        if column.name not in without:
            name, target = column.field.name, target_of(column, table)
            told.append(Explained(column, "" if name in seen else name, target[0] if target else ""))
            seen.add(name)
    return told
