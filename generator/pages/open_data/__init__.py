# The library as data. Everything here is made of cleared records and of the models, like pages, and is laid beside them: a file of
# each record, and under data/ all tables, their description, the vocabularies and the graph. No page loads any of it.

"""Files of open data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ...address import data_of
from ...catalogue import Catalogue
from ...catalogue.knowledge import Knowledge
from ..page import Page
from .csv_text import csv_text, guarded
from .graph import graph
from .guide import COLUMNS, PAGE, guide
from .identifiers import Identifiers
from .package import package
from .skos import PREFIXES, concepts
from .tables import TABLES, Data, Row, Table
from .turtle import turtle
from .values import Plain

__all__ = ["COLUMNS", "DATA", "PAGE", "addresses", "csv_of", "files", "guide", "line_of"]

DATA = "data"
"""The folder in which what tells of the whole library lies."""
_NUMBERS = ("integer", "number")
_WHOLE = ("datapackage.json", "library.jsonld", "vocabularies.jsonld", "vocabularies.ttl")


def addresses(catalogue: Catalogue) -> Iterator[str]:
    """Where all files of data lie, for those that need not know what they hold."""
    yield from (data_of(entry.address) for entry in catalogue.entries)
    yield from (f"{DATA}/{name}" for name in _WHOLE)
    for table in TABLES:
        yield from (f"{DATA}/{table.name}.{ending}" for ending in table.endings)


def files(known: Knowledge, online: str) -> Iterator[Page]:
    """All files of data; `online` is the address of the site, or empty while it has none."""
    data, names = Data(known, online), Identifiers.of(known.catalogue, online)
    library = known.catalogue.library
    rights = {"library": library.title, "licence": library.licence, "licence_url": library.licence_url}
    for entry in known.catalogue.entries:
        yield Page(
            data_of(entry.address), json.dumps({**data.record(entry), **rights}, ensure_ascii=False, indent=1) + "\n"
        )
    tables = {table.name: csv_of(data, table) for table in TABLES}
    for table in TABLES:
        yield Page(f"{DATA}/{table.name}.csv", tables[table.name])
        if table.in_full:
            lines = [_line(told) for told in data.in_full(table)]
            yield Page(f"{DATA}/{table.name}.jsonl", "".join(f"{line}\n" for line in lines))
            yield Page(f"{DATA}/{table.name}.json", _listed(lines))
    described = package(data, TABLES, {name: text.encode() for name, text in tables.items()})
    yield Page(f"{DATA}/datapackage.json", json.dumps(described, ensure_ascii=False, indent=1) + "\n")
    schemes = list(concepts(known.catalogue, names))
    yield Page(f"{DATA}/vocabularies.ttl", turtle(schemes, PREFIXES))
    yield Page(f"{DATA}/vocabularies.jsonld", _graph({"@context": PREFIXES, "@graph": schemes}))
    yield Page(f"{DATA}/library.jsonld", _graph(graph(data, names)))


def csv_of(data: Data, table: Table, below: Iterable[Iterable[str]] = ()) -> str:
    """A table as CSV; `below` are lines that stand between the names of its columns and its rows."""
    rows = (line_of(table, row) for row in data.rows[table.name])
    return csv_text([[column.name for column, _ in table.columns], *below, *rows])


def line_of(table: Table, row: Row) -> list[str]:
    """The cells of a row as CSV has them: no spreadsheet takes one for a formula."""
    return [text if column.kind in _NUMBERS else guarded(text) for column, text in table.cells(row)]


def _graph(document: Plain) -> str:
    """A document of JSON-LD with one node a line, so that versions can be compared."""
    return f'{{"@context":{_line(document["@context"])},"@graph":{_listed(map(_line, document["@graph"])).rstrip()}}}\n'


def _listed(lines: Iterable[str]) -> str:
    """A list of JSON with one item a line."""
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _line(told: Plain) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
