# What a page is about, for machines that read pages: schema.org's words in JSON-LD, written into the tree so that any
# host carries it. Addresses are whole once the site has one, since readers of JSON-LD make very different things of
# relative ones (rdflib a file of the harvester, PyLD 3.3 an address at example.org); until then they are relative. Nothing
# stands here that the page does not say already, no summary twice and nobody's name, so it stays small.

"""Pages described in schema.org's words."""

from __future__ import annotations

import dataclasses
import json
import posixpath
from collections.abc import Iterator
from typing import Any

from ..address import html_of, page_of_country, part_of
from ..catalogue import Catalogue, TermEntry
from ..catalogue.citing import credited
from ..catalogue.studies import claims_of
from ..clearance import Cleared
from ..render import Renderer
from ..schema import Case, Organisation, Outcome, Period, Programme, Record, Ref, Scope, Source, Term
from ..schema.citations import Work
from ..schema.studies import Effect
from ..schema.walk import references
from .page import Page

SCHEMA = "https://schema.org"
_CITED = {
    "journal-article": "ScholarlyArticle", "news": "NewsArticle", "book": "Book", "web-page": "WebPage", "report": "Report",
    "evaluation": "Report", "working-paper": "Report", "brief": "Report",
}  # fmt: skip
_SAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Signs that could end a script's element or a line of it, as JSON writes them otherwise."""


def described(page: Page, renderer: Renderer) -> Page:
    """The page, with a block of linked data at its foot if it is that of a record or a term."""
    about = renderer.known.told_at(page.address)
    if about is None:
        return page
    block = script(_Describing(renderer.catalogue, renderer, page.address).whole(about))
    return dataclasses.replace(page, text=f"{page.text}\n{block}\n")


def script(data: dict[str, Any]) -> str:
    """A data block for a page. No text in it can end it, and no browser runs it, whatever policy the page has."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{in_script(text)}</script>'


def in_script(text: str) -> str:
    """JSON that means the same and holds no character that could end a script's element."""
    return text.translate(_SAFE)


@dataclasses.dataclass(frozen=True)
class _Describing:
    """Describes what one page tells of."""

    catalogue: Catalogue
    renderer: Renderer
    page: str

    def whole(self, target: Cleared | TermEntry) -> dict[str, Any]:
        made = self._term(target) if isinstance(target, TermEntry) else self._record(target)
        return {"@context": SCHEMA, **{name: value for name, value in made.items() if value}}

    def _url(self, address: str) -> str:
        path = html_of(address)
        if self.renderer.online:
            return self.renderer.online + path
        return posixpath.relpath(path, posixpath.dirname(self.page) or ".")

    def _term(self, term: TermEntry) -> dict[str, Any]:
        return {
            "@type": "DefinedTerm",
            "name": term.term.label,
            "alternateName": [*term.term.short, *term.term.also],
            "termCode": term.term.code,
            "url": self._url(term.address),
            "inDefinedTermSet": self._named("DefinedTermSet", term.vocabulary.record.title, term.vocabulary.address),
        }

    def _record(self, entry: Cleared) -> dict[str, Any]:
        record, library = entry.record, self.catalogue.library
        title = "headline" if "Article" in record.schema_type else "name"
        scope, period = getattr(record, "scope", None), getattr(record, "period", None)
        return {
            "@type": record.schema_type[0] if len(record.schema_type) == 1 else list(record.schema_type),
            title: record.title,
            "url": self._url(entry.address),
            "inLanguage": library.language if isinstance(record, Source) else record.language or library.language,
            "isPartOf": self._named("WebSite", library.title, "index.md"),
            "license": library.licence_url,
            "dateModified": record.checked.isoformat() if record.checked else None,
            "mainEntity": self._main(record),
            "about": [*self._who(entry), *self._terms(record)],
            "spatialCoverage": list(self._places(record, scope)),
            "temporalCoverage": interval(period) if period else None,
            "mentions": list(self._mentions(record)) if isinstance(record, Case) else None,
            "citation": [_citation(source) for source in record.sources.values()],
            "hasPart": list(self._measured(entry)) if isinstance(record, Case) else None,
        }

    def _measured(self, entry: Cleared) -> Iterator[dict[str, Any]]:
        """The claims that tell by which study, of what, or with which effect; whoever counts studies goes by their addresses."""
        for finding in claims_of(entry):
            observed = _observations(finding.outcome)
            study = entry.record.studies.get(finding.outcome.study or "") if isinstance(entry.record, Case) else None
            by: dict[str, Any] = {}
            if study:
                part = self._url(part_of(entry.address, f"study-{finding.outcome.study}"))
                by = {"measurementMethod": study.design, "subjectOf": {"@type": "CreativeWork", "url": part}}
            made = [{"@type": "Observation", **one, **by} for one in observed if one or by]
            if made:
                url = self._url(part_of(entry.address, finding.at))
                yield {"@type": "Claim", "url": url, "about": made[0] if len(made) == 1 else made}

    def _named(self, kind: str, name: str, address: str) -> dict[str, str]:
        return {"@type": kind, "name": name, "url": self._url(address)}

    def _main(self, record: Record) -> dict[str, Any] | None:
        if isinstance(record, Source):
            return _citation(record)
        return self._organisation(record) if isinstance(record, Organisation) else None

    def _organisation(self, record: Organisation) -> dict[str, Any]:
        names = [*([record.acronym] if record.acronym else []), *record.also]
        made = {"@type": "Organization", "name": record.title, "alternateName": names, "sameAs": record.url}
        return {name: value for name, value in made.items() if value}

    def _who(self, entry: Cleared) -> Iterator[dict[str, str]]:
        for who in credited(self.catalogue, entry):
            yield self._named("Organization", who.record.title, who.address)

    def _terms(self, record: Record) -> Iterator[dict[str, str]]:
        """What the record is about in the library's own terms; how well it is known is another matter."""
        seen: set[Ref] = set()
        for steps, ref in references(record):
            if isinstance(ref, Term) and steps[0] in _SUBJECTS and ref not in seen:
                seen.add(ref)
                term = self.catalogue.term(ref)
                yield self._named("DefinedTerm", term.term.label, term.address)

    def _mentions(self, case: Case) -> Iterator[dict[str, str]]:
        """Tools that others can use, and the practices from which it was made or to which it belongs."""
        for material in case.materials:
            made = {
                "@type": "CreativeWork",
                "name": material.title,
                "url": material.url,
                "inLanguage": material.language,
            }
            yield {name: value for name, value in made.items() if value}
        for tie in (*case.adapted_from, *case.part_of):
            for ref in (tie.case, tie.programme):
                if ref:
                    entry = self.catalogue.get(ref)
                    yield self._named("CreativeWork", entry.record.title, entry.address)

    def _places(self, record: Record, scope: Scope | None) -> Iterator[dict[str, str]]:
        if isinstance(record, Case | Programme) and scope and scope.region:
            region = self.catalogue.term(scope.region)
            yield self._named("Place", region.term.label, region.address)
        for code in scope.countries if scope else getattr(record, "countries", ()):
            yield {
                **self._named("Country", self.renderer.known.naming.country(code), page_of_country(code)),
                "identifier": code,
            }


_SUBJECTS = {"approaches", "levels", "people", "actors", "sdg", "resistance", "forms", "responses", "beneficiaries"}
"""Fields whose terms say what a record is about."""


def _observations(outcome: Outcome) -> list[dict[str, Any]]:
    """What was measured and found, effect by effect; there is one of them also where no effect is told.

    Numbers are numbers: here nobody reads how many places a source gave them.
    """
    measured = {"variableMeasured": outcome.indicator} if outcome.indicator else {}
    return [measured | _effect(effect) for effect in outcome.effect] or [measured]


def _effect(effect: Effect) -> dict[str, Any]:
    low, high = (float(end) if end is not None else None for end in (effect.low, effect.high))
    made = {"name": effect.measure, "value": float(effect.value), "minValue": low, "maxValue": high}
    return {name: value for name, value in made.items() if value is not None}


def _citation(source: Work) -> dict[str, str]:
    """A source, without its authors: their names stand on the page, where people read them."""
    made = {
        "@type": _CITED.get(source.kind, "CreativeWork"),
        "name": source.title,
        "datePublished": source.year if source.year and source.year.isdecimal() else None,
        "url": source.url,
        "identifier": source.doi_address,
        "archivedAt": source.archived,
        "inLanguage": source.language,
    }
    return {name: value for name, value in made.items() if value}


def interval(period: Period) -> str | None:
    """A period as an interval of ISO 8601-2: `..` at an end that is open, nothing at one that is not known."""
    if not (period.start or period.end):
        return None
    return f"{period.start or ''}/{period.end or ('..' if period.ongoing else '')}"
