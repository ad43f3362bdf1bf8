# The library's data for other programs, derived from the same models and the same cleared records as the pages.

"""Files for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from ..catalogue import Catalogue
from ..catalogue.citing import own_files, source_files, written
from ..catalogue.knowledge import Knowledge
from ..render import Renderer
from ..schema import KINDS, Record
from .page import Page

SCHEMAS = {kind: f"contribute/schema/{kind}.json" for kind in KINDS}
"""Where the JSON Schema of each kind lies."""


def export_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Where all the files of this module lie, for those that need not know what they hold."""
    yield from SCHEMAS.values()
    for entry in catalogue.entries:
        yield from (*own_files(entry).values(), *source_files(entry).values())


def json_schemas() -> Iterator[Page]:
    """For each kind, the JSON Schema (2020-12) of its front matter, for editors and other programs."""
    for kind, model in KINDS.items():
        yield Page(SCHEMAS[kind], _schema(model))


@cache
def _schema(model: type[Record]) -> str:
    """Made once, since a preview composes after each edit, and it took a quarter of that for a small library."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def citations(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """Beside each record's page, files for programs of references: how to cite the record, and what it cites."""
    for entry in known.catalogue.entries:
        for address, text in written(known.catalogue, entry, renderer.translator.locale, renderer.online):
            yield Page(address, text)
