# The vocabularies in the words of SKOS, which programs of libraries read (https://www.w3.org/TR/skos-reference/). What SKOS forbids is
# left out rather than told wrong: a word that is the label already is no other label, and what is wider than a term, at any
# remove, is not merely related to it.

"""Vocabularies as SKOS."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalogue import Catalogue, TermEntry
from ...clearance import Cleared
from ...schema import Vocabulary
from .identifiers import Identifiers
from .values import Plain

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


def concepts(catalogue: Catalogue, names: Identifiers) -> Iterator[Plain]:
    """Each vocabulary as a scheme, each of its terms as a concept, and each group as a collection, as nodes of JSON-LD."""
    for vocabulary in catalogue.all("vocabularies"):
        terms = catalogue.terms_of(vocabulary)
        if terms:
            yield _scheme(catalogue, vocabulary, terms, names)
            yield from (_concept(catalogue, term, names) for term in terms)
            yield from _groups(catalogue, vocabulary, terms, names)


def _scheme(catalogue: Catalogue, vocabulary: Cleared, terms: tuple[TermEntry, ...], names: Identifiers) -> Plain:
    record = vocabulary.record
    return _told(
        {
            "@id": names.page(vocabulary.address),
            "@type": "skos:ConceptScheme",
            "skos:prefLabel": _said(catalogue, vocabulary, record.title),
            "dct:title": _said(catalogue, vocabulary, record.title),
            "dct:description": _said(catalogue, vocabulary, record.summary),
            "dct:license": {"@id": catalogue.library.licence_url},
            "skos:hasTopConcept": [{"@id": names.page(term.address)} for term in terms if not term.term.parent],
        }
    )


def _concept(catalogue: Catalogue, entry: TermEntry, names: Identifiers) -> Plain:
    term, vocabulary = entry.term, entry.vocabulary
    scheme = {"@id": names.page(vocabulary.address)}
    others = [word for word in dict.fromkeys((*term.short, *term.also)) if word != term.label]
    assert isinstance(vocabulary.record, Vocabulary)
    sources = [names.page(vocabulary.address, f"source-{key}") for key in term.sources]
    return _told(
        {
            "@id": names.page(entry.address),
            "@type": "skos:Concept",
            "skos:inScheme": scheme,
            "skos:topConceptOf": None if term.parent else scheme,
            "skos:notation": term.code,
            "skos:prefLabel": _said(catalogue, vocabulary, term.label),
            "skos:altLabel": [_said(catalogue, vocabulary, word) for word in others],
            "skos:definition": _said(catalogue, vocabulary, term.meaning),
            "skos:example": [_said(catalogue, vocabulary, said) for said in (term.says, *term.heard) if said],
            "skos:broader": [{"@id": names.page(wide.address)} for wide in catalogue.wider(entry)[-1:]],
            "skos:narrower": [{"@id": names.page(narrow.address)} for narrow in catalogue.narrower(entry)],
            "skos:related": [{"@id": names.page(other.address)} for other in _related(catalogue, entry)],
            "skos:exactMatch": [{"@id": address} for address in term.same_as],
            "dct:source": [{"@id": address} for address in sources],
        }
    )


def _related(catalogue: Catalogue, entry: TermEntry) -> list[TermEntry]:
    """The neighbours of a term, whichever of the two names the other."""
    own = entry.term
    above = catalogue.wider(entry)
    return [
        other
        for other in catalogue.terms_of(entry.vocabulary)
        if other != entry
        and (other.term.id in own.see_also or own.id in other.term.see_also)
        and other not in above
        and entry not in catalogue.wider(other)
    ]


def _groups(
    catalogue: Catalogue, vocabulary: Cleared, terms: tuple[TermEntry, ...], names: Identifiers
) -> Iterator[Plain]:
    groups = list(dict.fromkeys(term.term.group for term in terms if term.term.group))
    for number, group in enumerate(groups, 1):
        yield {
            "@id": names.page(vocabulary.address, f"group-{number}"),
            "@type": "skos:Collection",
            "skos:prefLabel": _said(catalogue, vocabulary, group),
            "skos:member": [{"@id": names.page(term.address)} for term in terms if term.term.group == group],
        }


def _said(catalogue: Catalogue, vocabulary: Cleared, text: str | None) -> Plain | None:
    language = vocabulary.record.language or catalogue.library.language
    return {"@value": text, "@language": language} if text else None


def _told(node: Plain) -> Plain:
    return {name: value for name, value in node.items() if value}
