# The whole library as one graph. Each record is a node, and so is each part of it, under an identifier of its own: a blank node cannot
# be spoken of by others. Properties and classes are the fields and models themselves, by the library's own words, and schema.org's
# or SKOS' where theirs mean the same. The context stands in the file, so that a reader asks nobody for it.

"""The library as JSON-LD."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ...clearance import Cleared
from ...schema import Country, Local, Organisation, Ref, Source, SourceKey, Strict, Vocabulary, VocabularyTerm
from ...schema.amounts import Figure
from ...schema.fields import fields_of, is_text
from ...schema.refs import StudyKey
from ...schema.walk import Step
from .columns import WEB_ADDRESS, called
from .identifiers import Identifiers
from .parts import parts_of, place_of_key
from .skos import PREFIXES, concepts
from .tables import Data
from .values import Plain, is_empty, plain, told_fields

_ALIASES = {
    "title": "schema:name",
    "summary": "schema:description",
    "url": "schema:url",
    "language": "schema:inLanguage",
}
_CLASSES: Mapping[type[Strict], str] = {Organisation: "schema:Organization", Source: "schema:CreativeWork"}
_TOLD_BY_SKOS = frozenset(
    ("id", "label", "short", "meaning", "code", "also", "parent", "see_also", "same_as", "says", "heard")
)


def graph(data: Data, names: Identifiers) -> Plain:
    """Everything that the data tell, as one document of JSON-LD."""
    schema = {"schema": "https://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#", **PREFIXES}
    catalogue = data.known.catalogue
    nodes = [
        _library(data, names),
        *(_Node(entry, names, catalogue.library.language).whole() for entry in data.entries),
        *concepts(catalogue, names),
        *_countries(data, names),
    ]
    return {"@context": {"@vocab": names.words, **schema, **_ALIASES}, "@graph": nodes}


def _library(data: Data, names: Identifiers) -> Plain:
    library = data.known.catalogue.library
    return {
        "@id": names.page("data/index.md"),
        "@type": "schema:Dataset",
        "title": _said(library.title, library.language),
        "summary": _said(library.summary, library.language),
        "schema:license": {"@id": library.licence_url},
    }


def _countries(data: Data, names: Identifiers) -> Iterator[Plain]:
    # Those alone that have a page. That a region has a country in it says nothing about the country.
    naming, language = data.known.naming, data.known.catalogue.library.language
    for code in data.known.catalogue.countries:
        yield {
            "@id": names.of_ref(code),
            "@type": "schema:Country",
            "title": _said(naming.country(code), language),
            "schema:identifier": str(code),
        }


class _Node:
    """Writes one record, with its parts within it."""

    def __init__(self, entry: Cleared, names: Identifiers, language: str) -> None:
        self.entry = entry
        self.names = names
        self.language = entry.record.language or language
        self.places = {part.steps: part.at for part in parts_of(entry)}

    def whole(self) -> Plain:
        """The node of the record."""
        story = {"body": _said(self.entry.body, self.language)} if self.entry.body.strip() else {}
        return {**self._model(self.entry.record, ()), **story}

    def _model(self, value: Strict, steps: tuple[Step, ...]) -> Plain:
        model = type(value)
        classes = [model.__name__, *([_CLASSES[model]] if model in _CLASSES else [])]
        made = {"@id": self._name(value, steps), "@type": classes if len(classes) > 1 else classes[0]}
        for name in told_fields(model):
            told = getattr(value, name)
            if not is_empty(told) and name not in _left_out(model):
                made[name] = self._value(told, (*steps, name), model)
        return made

    def _name(self, value: Strict, steps: tuple[Step, ...]) -> str:
        if isinstance(value, VocabularyTerm):
            return self.names.page(f"vocabularies/{self.entry.slug}/{value.id}.md")
        return self.names.page(self.entry.address, self.places.get(steps, ""))

    def _value(self, value: Any, steps: tuple[Step, ...], model: type[Strict]) -> Any:
        if isinstance(value, Strict):
            return self._model(value, steps)
        if isinstance(value, tuple):
            return [self._value(item, (*steps, index), model) for index, item in enumerate(value)]
        if isinstance(value, Mapping):
            return self._mapping(value, steps)
        if isinstance(value, Ref) and not (isinstance(value, Country) and self.entry.kind == Vocabulary.folder):
            return {"@id": self._target(value)}
        field = next(str(step) for step in reversed(steps) if step in _kinds(model))
        return self._literal(value, _kinds(model)[field])

    def _mapping(self, value: Mapping[Any, Any], steps: tuple[Step, ...]) -> Any:
        if all(isinstance(item, Strict) for item in value.values()):
            return [{**self._model(item, (*steps, key)), "key": key} for key, item in value.items()]
        return json.dumps(plain(value), ensure_ascii=False)

    def _literal(self, value: Any, kind: str) -> Any:
        if isinstance(value, datetime.date):
            return {"@value": value.isoformat(), "@type": "xsd:date"}
        if kind == "text":
            return _said(value, self.language)
        return {"@value": value, "@type": kind} if kind else value

    def _target(self, ref: Ref) -> str:
        if not isinstance(ref, Local):
            return self.names.of_ref(ref)
        at = place_of_key(ref.kind, ref) if isinstance(ref, SourceKey | StudyKey) else str(ref)
        return self.names.page(self.entry.address, at)


def _left_out(model: type[Strict]) -> frozenset[str]:
    return _TOLD_BY_SKOS if issubclass(model, VocabularyTerm) else frozenset(("id",))


@cache
def _kinds(model: type[Strict]) -> dict[str, str]:
    """For each field of a model, whether it holds texts in words, or of which type its values are where RDF must be told."""
    types = {WEB_ADDRESS: "xsd:anyURI", called(Figure): "xsd:decimal"}
    return {
        field.name: "text" if is_text(model, field.name) else types.get(field.holds.removeprefix("list, each "), "")
        for field in fields_of(model)
    }


def _said(text: str, language: str) -> Plain:
    return {"@value": text, "@language": language}
