# What a set of chosen records is as tables and as data, in the cells and the words of the library's open data, so that a set is a part of it
# and nothing else. A page of a folder can read no file of data; so it lies in scripts, in the pieces in which the cards of Explore lie, and
# none is loaded before somebody saves a set.

"""The data of a set of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..catalogue import PRACTICE
from ..catalogue.knowledge import Knowledge
from .open_data import line_of
from .open_data.tables import TABLES, Data
from .page import Page

_TABLES = {table.name: table for table in TABLES if table.name in PRACTICE}


def columns() -> dict[str, list[str]]:
    """By kind of record, the names of the columns of its table."""
    return {kind: [column.name for column, _ in _TABLES[kind].columns] for kind in PRACTICE}


def set_rows(known: Knowledge, online: str, piece: int) -> Iterator[Page]:
    """The scripts: of each record its kind, its cells, and all that is told of it, `piece` records to a script."""
    data = Data(known, online)
    entries_of = {kind: [entry for entry in data.entries if entry.kind == kind] for kind in PRACTICE}
    cells = {
        entry.address: line_of(_TABLES[kind], row)
        for kind, own in entries_of.items()
        for entry, row in zip(own, data.rows[kind], strict=True)
    }
    entries = known.facets.entries
    for number in range(0, len(entries), piece):
        rows = [[entry.kind, cells[entry.address], data.record(entry)] for entry in entries[number : number + piece]]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield Page(f"assets/set-rows/{number // piece}.js", f"hgExplore.recorded({number // piece},{text});\n")
