# The tables of the open data as one file of SQLite, as Datasette and many programs open it. Here a text is as it is, a list is a list of
# JSON, by which Datasette counts, and what a column refers to is a foreign key. The rows go in as they come, in one transaction, so
# that the same data give the same bytes.

"""The open data as a database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from ..pages.open_data.columns import Column
from ..pages.open_data.tables import TABLES, Data, Row, Table, target_of
from ..pages.open_data.values import plain

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def database_of(data: Data) -> bytes:
    """The tables as a file of SQLite."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("BEGIN")
        for table in TABLES:
            database.execute(_created(table))
            marks = ", ".join("?" for _ in table.columns)
            rows = (tuple(_cells(table, row)) for row in data.rows[table.name])
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        database.execute("COMMIT")
        return database.serialize()


def texts_in(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What the rows of each table of such a file say, since the file itself may cut a long text between two of its pages."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            lines = ("\t".join(map(str, row)) for row in database.execute(f'SELECT * FROM "{name}"'))
            yield f"{name}.txt", "\n".join(lines).encode()


def _created(table: Table) -> str:
    lines = [
        f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}{_limits(table, column)}' for column, _ in table.columns
    ]
    for column, _ in table.columns:
        if to := target_of(column, table):
            lines.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{to[0]}" ("{to[1]}")')
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _limits(table: Table, column: Column) -> str:
    if column.name == "id":
        return " PRIMARY KEY"
    unique = " UNIQUE" if table.is_of_a_kind and column.name == "slug" else ""
    return f"{unique}{' NOT NULL' if column.required else ''}"


def _cells(table: Table, row: Row) -> Iterator[Any]:
    for column, told in table.values(row):
        if told is None or column.kind in ("integer", "boolean"):
            yield told
        elif column.kind == "number":
            yield float(told)
        elif column.kind in ("list", "array", "object"):
            yield json.dumps(plain(told), ensure_ascii=False)
        else:
            yield str(told)
