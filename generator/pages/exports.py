# The library's data for other programs, derived from the same models and the same cleared records as the pages.

"""Files for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue import Catalogue
from ..catalogue.choices import Choices
from ..catalogue.citing import own_files, source_files, written
from ..catalogue.knowledge import Knowledge
from ..render import Renderer
from ..schema import KINDS
from . import open_data
from .json_schema import as_text, json_schema
from .page import Draft, Page, of_template

SCHEMAS = {kind: f"contribute/schema/{kind}.json" for kind in KINDS}
"""Where the JSON Schema of each kind lies."""

FOR_MODELS = "llms.txt"
"""Where the list for programs that read texts lies."""


def export_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Where all the files of this module lie, for those that need not know what they hold."""
    yield from SCHEMAS.values()
    for entry in catalogue.entries:
        yield from (*own_files(entry).values(), *source_files(entry).values())
    yield from open_data.addresses(catalogue)


def json_schemas(known: Knowledge) -> Iterator[Page]:
    """For each kind, the JSON Schema of its front matter, for editors and other programs."""
    choices = Choices(known.naming)
    for kind in KINDS:
        yield Page(SCHEMAS[kind], as_text(json_schema(kind, choices)))


def citations(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """Beside each record's page, files for programs of references: how to cite the record, and what it cites."""
    for entry in known.catalogue.entries:
        for address, text in written(known.catalogue, entry, renderer.translator.locale, renderer.online):
            yield Page(address, text)


def for_language_models(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """What the library is and where its records lie as Markdown, for programs that read texts: https://llmstxt.org."""
    kinds = [kind for kind, model in KINDS.items() if model.is_sent_on and known.catalogue.all(kind)]
    yield of_template("llms", FOR_MODELS, kinds=kinds)
