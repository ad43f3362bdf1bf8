# The Data Package says of the tables what a program must know to read them without asking: types, limits, what refers to what, under
# which licence (https://datapackage.org, version 2). All of it comes from the columns, and so from the models.

"""The description of the tables for other programs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...catalogue import Catalogue
from ...schema import Term
from ...schema.fields import Field
from .columns import BETWEEN, WEB_ADDRESS, Column
from .hxl import tag_of
from .identifiers import plain_name
from .tables import Data, Table, target_of
from .values import Plain

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def package(data: Data, tables: Iterable[Table], written: Mapping[str, bytes]) -> Plain:
    """The Data Package of the tables; `written` has the bytes of each table's file, by its name."""
    library = data.known.catalogue.library
    home = data.online or (library.repository if library.is_placed else None)
    return {
        "$schema": PROFILE,
        "name": plain_name(library.title),
        "title": library.title,
        "description": library.summary,
        **({"homepage": home} if home else {}),
        "licenses": [
            {
                "name": re.sub(r"[^A-Za-z0-9._-]+", "-", library.licence).strip("-"),
                "title": library.licence,
                "path": library.licence_url,
            }
        ],
        "sources": [{"title": f"The sources that the records of {library.title} cite: the table `citations`"}],
        "resources": [_resource(data.known.catalogue, table, written[table.name]) for table in tables],
    }


def _resource(catalogue: Catalogue, table: Table, content: bytes) -> Plain:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.name.capitalize(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(catalogue, table, column) for column, _ in table.columns],
            "missingValues": [""],
            **({"primaryKey": ["id"]} if has_ids(table) else {}),
            **_keys(table),
        },
    }


def has_ids(table: Table) -> bool:
    """Whether each row of a table has an identifier."""
    return table.columns[0][0].name == "id"


def _keys(table: Table) -> Plain:
    found = [(column.name, target_of(column, table)) for column, _ in table.columns]
    keys = [
        {"fields": [name], "reference": {"resource": "" if to[0] == table.name else to[0], "fields": [to[1]]}}
        for name, to in found
        if to
    ]
    return {"foreignKeys": keys} if keys else {}


def _field(catalogue: Catalogue, table: Table, column: Column) -> Plain:
    made = {"name": column.name, "title": column.title, "type": column.kind, "description": column.field.help}
    if column.field.holds == WEB_ADDRESS:
        made["format"] = "uri"
    if column.kind == "list":
        made |= {"delimiter": BETWEEN, "itemType": "string"}
    limits = _constraints(catalogue, table, column)
    if (example := _example(column.field)) is not None:
        made["example"] = example
    return {**made, **({"constraints": limits} if limits else {}), "hxl": tag_of(table, column)}


def _constraints(catalogue: Catalogue, table: Table, column: Column) -> Plain:
    made: dict[str, Any] = {**({"required": True} if column.required else {}), **column.limits}
    if column.name == "id" or (column.name == "slug" and table.is_of_a_kind):
        made["unique"] = True
    if column.kind == "string" and column.field.choices:
        made["enum"] = list(column.field.choices)
    if column.kind == "string" and column.ref and issubclass(column.ref, Term):
        made["enum"] = [term.term.id for term in catalogue.terms(column.ref.role)]
    return made if made.get("enum", True) else {name: value for name, value in made.items() if name != "enum"}


def _example(field: Field) -> Any:
    return field.example if isinstance(field.example, str) else None
