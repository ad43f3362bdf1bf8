# The data in one file: what lies under data/ on the site, with what is made for a download alone, since no page needs it: a database with
# the words that Datasette shows beside it, and the tables with a second line of tags for programs of aid.

"""The data, zipped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..pages.open_data import DATA, csv_of
from ..pages.open_data.hxl import tag_of
from ..pages.open_data.tables import TABLES, Data
from .database import database_of, texts_in
from .shelf import Made, Shelf, Texts
from .words import words_of
from .zipped import folder_of, members_of, write_zip

_DATABASE = "library.db"


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """The data as a zip file."""
    data = Data(shelf.renderer.known, shelf.renderer.online)
    folder = folder_of(shelf.renderer.catalogue.library.title)
    files = {path.name: path.read_bytes() for path in sorted((shelf.site / DATA).iterdir()) if path.suffix != ".html"}
    for table in TABLES:
        tags = [tag_of(table, column) for column, _ in table.columns]
        files[f"hxl/{table.name}.csv"] = csv_of(data, table, [tags]).encode()
    files[_DATABASE] = database_of(data)
    files["datasette.json"] = _for_datasette(shelf).encode()
    path = out / f"{folder}-{shelf.edition.date.isoformat()}-data.zip"
    write_zip(path, {f"{folder}-data/{name}": content for name, content in files.items()}, shelf.edition.date)
    yield Made(path, words_of(shelf)["sheet"], unpacked=_unpacked)


def _for_datasette(shelf: Shelf) -> str:
    """What Datasette shows beside the tables: `datasette library.db --metadata datasette.json`."""
    library = shelf.renderer.catalogue.library
    tables = {
        table.name: {
            "description": table.description,
            "columns": {column.name: column.field.help for column, _ in table.columns},
        }
        for table in TABLES
    }
    told = {
        "title": library.title,
        "description": library.summary,
        "license": library.licence,
        "license_url": library.licence_url,
        "databases": {Path(_DATABASE).stem: {"tables": tables}},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _unpacked(path: Path) -> Texts:
    for name, content in members_of(path):
        yield name, content
        if name.endswith(_DATABASE):
            yield from ((f"{name}/{inner}", text) for inner, text in texts_in(content))
