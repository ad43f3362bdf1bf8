# What may be published, decided once and before anything else sees a record. Below this line nothing has been
# cleared; above it nobody can reach what was held back, because a Cleared carries no document: no raw front matter,
# no YAML comments, only the record as it may be shown. What cannot be taken out by a program, such as a withheld name
# within a sentence, stops the build.

"""From checked entries to what may be published."""

from __future__ import annotations

import datetime
import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..address import address_of_lesson
from ..check import Entry
from ..check.fences import without_held_back_blocks
from ..document import Document, slug_of
from ..folders import CARD
from ..problem import Problem, Severity, quote
from ..rules import RULES, broken
from ..schema import (
    ROLES,
    Bearing,
    Country,
    LessonRef,
    Library,
    Organisation,
    Record,
    Region,
    Scope,
    Sensitivity,
    Source,
    Term,
    Vocabulary,
)
from ..schema.walk import references, texts_of
from .cleared import Cleared, reduced_fields
from .countries import country_secrets, country_signs, names_of_country, without_money_of
from .departed import addresses_gone, embargoed_secrets, names_shown, withdrawn_secrets
from .names import (
    SmallWords,
    note_secrets,
    organisation_secrets,
    place_secrets,
    small_words,
)
from .order import in_order
from .reading import letters_of
from .redaction import PAGES_OF_TERMS, Identity, Redaction, has_held_parts, ids_held_back
from .remaining_mentions import names_in_card, names_in_file, names_left, plain_text
from .shared_sources import keys_of_gone, told_by, uncited, works_of
from .sought import Secret, Sought
from .wishes import cited, coarsened, described_in, has_lapsed, outside, played_by, wishes_of, without_our_notes
from .withheld_texts import secrets_of

__all__ = ["Cleared", "Clearing", "clear"]


@dataclass(frozen=True)
class Clearing:
    """What became of a library: what may be published, the addresses that were withdrawn, and what stands in the way.

    `secrets` are texts that were taken out and stand in nothing that is published, to be looked for in what is built, and
    `names` the names that no page may tell. `everywhere` is what may be told in no record, and on no page beside them.
    """

    entries: tuple[Cleared, ...]
    withdrawn: tuple[str, ...]
    problems: tuple[Problem, ...]
    secrets: tuple[str, ...]
    names: tuple[str, ...]
    everywhere: Redaction


def clear(
    given: Iterable[Entry],
    today: datetime.date,
    card: tuple[Document, Library] | None = None,
    beside: Mapping[str, str | bytes] | None = None,
) -> Clearing:
    """What may be published on the day `today`, each record without any mention of what may not.

    `card` is the library's own. Names of withheld countries are looked for as it calls them, in its language and in
    English. `beside` are the files that are published as they are, by path: what no record may name, they may not either.
    """
    run = _ClearanceRun(tuple(given), today, card[1] if card else None)
    cleared = [run.cleared(entry) for entry in run.published]
    pairs = zip(run.published, cleared, strict=True)
    problems = {problem for entry, clean in pairs for problem in run.left(entry, clean)}
    problems |= set(run.left_beside(card[0] if card else None, beside or {}))
    entries = (*cleared, *run.described(cleared))
    withdrawn = addresses_gone(run.entries, entries)
    open_texts = (
        *(plain_text(path, content) for path, content in (beside or {}).items()),
        *([*texts_of(card[1]), card[0].body] if card else ()),
    )
    secrets = secrets_of(run.entries, entries, run.hidden, open_texts)
    return Clearing(entries, withdrawn, tuple(sorted(problems)), secrets, run.names, Redaction(run.gone))


@dataclass(frozen=True)
class _ClearanceRun:
    """All entries, and what follows for each from what another one withholds."""

    entries: tuple[Entry, ...]
    today: datetime.date
    library: Library | None

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The addresses that nobody may learn of."""
        hidden = self._nameless | self._uncited | {(entry.kind, entry.slug) for entry in self._embargoed}
        return frozenset(f"{kind}/{slug}.{ending}" for kind, slug in hidden for ending in ("html", "md"))

    @cached_property
    def published(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if (entry.kind, entry.slug) not in self.gone | self._nameless)

    # What holds everywhere

    @cached_property
    def _embargoed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.record.embargo and entry.record.embargo > self.today)

    @cached_property
    def _lapsed(self) -> tuple[Entry, ...]:
        """Records whose consent nobody has asked for again. They wait until somebody has, and the others do not."""
        return tuple(entry for entry in self.entries if has_lapsed(entry.record, self.today))

    @cached_property
    def gone(self) -> frozenset[Identity]:
        """All that is not published under its name or at all: records, terms by their role, and lessons."""
        return self._gone | self._uncited

    @cached_property
    def _uncited(self) -> frozenset[Identity]:
        """Records of sources that nothing published cites."""
        return uncited(self._works, (entry.record for entry in self._first.values())) if self._works else frozenset()

    @cached_property
    def _works(self) -> dict[str, Source]:
        return works_of({(entry.kind, entry.slug): entry.record for entry in self._standing})

    @cached_property
    def _standing(self) -> tuple[Entry, ...]:
        """All but what is gone for its own sake."""
        return tuple(entry for entry in self.entries if (entry.kind, entry.slug) not in self._gone | self._nameless)

    @cached_property
    def _first(self) -> dict[Identity, Cleared]:
        """The entries as they may be told while every source that stands has a page."""
        return {(entry.kind, entry.slug): self._told(entry, self._gone) for entry in self._standing}

    @cached_property
    def _gone(self) -> frozenset[Identity]:
        """What is gone for its own sake."""
        gone = [*(entry for entry in self.entries if entry.record.withdrawn), *self._embargoed, *self._lapsed]
        records = {(entry.kind, entry.slug) for entry in gone}
        # With a vocabulary go its terms, which are known by the role that it plays. One that was withdrawn need not say
        # its role any more, so what counts is which roles are still played.
        played = {entry.slug: played_by(entry.record) for entry in self.entries if entry not in gone}
        roles = {(Term.kind, role) for role in ROLES if role not in played.values()}
        pages = {(PAGES_OF_TERMS, entry.slug) for entry in self.entries if not played.get(entry.slug)}
        return frozenset(records | roles | pages | set(self._lessons_held_back()))

    def _lessons_held_back(self) -> Iterator[Identity]:
        """The lessons that are held back where they stand, so that no other record speaks of them."""
        for entry in self.entries:
            for field, item in ids_held_back(entry.record, wishes_of(entry.record).held_back):
                if field == LessonRef.kind:
                    yield LessonRef.kind, address_of_lesson(entry.kind, entry.slug, item)

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        return {entry.slug: entry.record for entry in self.entries if isinstance(entry.record, Organisation)}

    @cached_property
    def _everywhere(self) -> dict[str, str]:
        """Descriptions of organisations that no record may name, by slug."""
        return {slug: own.told_as for slug, own in self._organisations.items() if own.told_as}

    @cached_property
    def _nameless(self) -> frozenset[Identity]:
        return frozenset((Organisation.folder, slug) for slug in self._everywhere)

    @cached_property
    def _regions(self) -> dict[str, tuple[str, ...]]:
        """For each region, and each country in one, the regions above it from the widest; none while no page shows them."""
        terms = {
            term.id: term
            for entry in self._standing
            if isinstance(entry.record, Vocabulary) and played_by(entry.record) == Region.role
            for term in entry.record.terms
        }
        above: dict[str, tuple[str, ...]] = {}
        for term in terms.values():
            steps: list[str] = []
            parent = term.parent
            while parent and parent in terms and parent not in steps:
                steps.insert(0, str(parent))
                parent = terms[str(parent)].parent
            above[term.id] = tuple(steps)
            above.update((str(country), (*steps, term.id)) for country in term.countries)
        return above

    @cached_property
    def _secrets(self) -> list[Secret]:
        found = [
            secret
            for slug, text in self._everywhere.items()
            for secret in organisation_secrets(slug, self._organisations[slug], text, self._small_words)
        ]
        public = {letters_of(name) for entry in self.published for name in names_shown(entry.record)}
        for entry in self._embargoed:
            found += embargoed_secrets(entry, public)
        for entry in self.entries:
            found += withdrawn_secrets(entry, public)
        return found

    @cached_property
    def _sought(self) -> Sought:
        return Sought(self._secrets)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that nothing that is published may tell."""
        # One that is known by its capital is an ordinary word too, and by letters alone would be found where that is meant.
        secrets = (secret for secret in self._secrets if secret.form in (None, "name"))
        return tuple(secret.name for secret in secrets if RULES[secret.rule].severity is Severity.ERROR)

    @cached_property
    def _titles(self) -> Mapping[Identity, list[str]]:
        titles = {
            (entry.kind, entry.slug): [entry.record.title, getattr(entry.record, "acronym", None) or ""]
            for entry in self.published
        }
        # Of a source, whoever cites it tells all.
        titles |= {(Source.folder, slug): list(texts_of(work)) for slug, work in self._works.items()}
        # A region is told in the place of a country, and may be called alike.
        vocabularies = [entry.record for entry in self.published if isinstance(entry.record, Vocabulary)]
        terms = (term for own in vocabularies if own.role != Region.role for term in own.terms)
        return {(Term.kind, term.id): [term.label] for term in terms} | titles

    # One record

    def cleared(self, entry: Entry) -> Cleared:
        """The entry as it may be told."""
        return self._told(entry, self.gone) if self._uncited or not self._works else self._first[entry.kind, entry.slug]

    def _told(self, entry: Entry, gone: frozenset[Identity]) -> Cleared:
        record, wishes = entry.record, wishes_of(entry.record)
        descriptions = {**self._everywhere, **described_in(record)}
        slugs = {slug: self._slug(text) for slug, text in descriptions.items()}
        held = ids_held_back(record, wishes.held_back) | keys_of_gone(record, gone)
        redaction = Redaction(gone, slugs, wishes.place in _WITHOUT_COUNTRIES, held)
        clean = redaction.record(coarsened(record, wishes, self._regions), wishes.held_back)
        story, lost = without_held_back_blocks(entry.document.body), outside(record) - outside(clean)
        clean = without_money_of(clean, {code for kind, code in lost if kind == Country.kind})
        body, is_cut = replace(redaction, gone=gone | lost).body_and_cuts(story, entry.kind)
        lone = cited(record, entry.document.body) - cited(clean, body)
        sources = told_by({key: one for key, one in clean.sources.items() if key not in lone}, self._works)
        names = {str(ref) for _, ref in references(record) if ref.kind == Organisation.folder}
        withheld = wishes != Sensitivity() or has_held_parts(record) or story != entry.document.body
        withheld = withheld or not names.isdisjoint(descriptions)
        update = {"sources": in_order(sources, clean, body), **without_our_notes(clean)}
        reduced = reduced_fields(record, clean, sources, is_cut=is_cut or story != entry.document.body)
        clean = clean.model_copy(update=update)
        return Cleared(entry.kind, entry.slug, clean, body, entry.document.path, withheld, reduced)

    def left(self, entry: Entry, cleared: Cleared) -> Iterator[Problem]:
        """Each name in what would be published of an entry that is withheld there."""
        own = list(self._own_secrets(entry, cleared.record))
        signs = list(self._signs(entry.record, cleared.record))
        sought = Sought([*self._secrets, *own], signs) if own or signs else self._sought
        if sought:
            # What nobody may name is found in the title of a record itself, and need not be told of all that refer to it.
            yield from names_left(entry, cleared, sought, self._titles if own or signs else {})
        if own or signs:
            yield from self._said_of(entry, Sought(own, signs))
        yield from self._seats(entry, cleared.record)

    def _said_of(self, entry: Entry, sought: Sought) -> Iterator[Problem]:
        """What a record withholds, where another one names it in a reason that is shown on the page of this one."""
        for other, at, bearing in self._bearings.get((entry.kind, entry.slug), ()):
            for _, secret in sought.in_text(bearing.why):
                place = other.document.place("bears_on", at, "why")
                message = (
                    f"{quote(secret.name)} is withheld in {entry.document.path}, and this reason is shown on its page"
                )
                yield broken("withheld-name", place, message, secret.instead)

    @cached_property
    def _bearings(self) -> dict[Identity, list[tuple[Entry, int, Bearing]]]:
        """What published records say of the lessons of each other one."""
        found: dict[Identity, list[tuple[Entry, int, Bearing]]] = {}
        for other in self.published:
            held = wishes_of(other.record).held_back
            bearings = getattr(other.record, "bears_on", ()) if "bears_on" not in held else ()
            for at, bearing in enumerate(bearings):
                if not bearing.held_back:
                    found.setdefault(bearing.lesson.home, []).append((other, at, bearing))
        return found

    def _own_secrets(self, entry: Entry, clean: Record) -> Iterator[Secret]:
        """The names of what this record alone withholds: what it refers to as written, and does not as cleared."""
        record = entry.record
        described = described_in(record)
        lost = outside(record) - outside(clean)
        for slug in sorted({slug for kind, slug in lost if kind == Organisation.folder} & self._organisations.keys()):
            if slug not in self._everywhere and (Organisation.folder, slug) not in self.gone:
                yield from organisation_secrets(
                    slug, self._organisations[slug], described.get(slug), self._others(entry)
                )
        for code in sorted(code for kind, code in lost if kind == Country.kind):
            yield from country_secrets(code, self._called(code))
        scope, told_scope = getattr(record, "scope", None), getattr(clean, "scope", None)
        if isinstance(scope, Scope) and scope.places and not (told_scope and told_scope.places):
            yield from place_secrets(scope.places, self._others(entry))
        if isinstance(scope, Scope) and scope.note and not (told_scope and told_scope.note):
            yield from note_secrets(scope.note, self._others(entry))

    def _others(self, entry: Entry) -> SmallWords:
        return self._small_words.without(entry.record, entry.document.body)

    def _signs(self, record: Record, clean: Record) -> Iterator[tuple[re.Pattern[str], Secret]]:
        """What besides names gives away the countries that this record withholds."""
        for code in sorted(code for kind, code in outside(record) - outside(clean) if kind == Country.kind):
            yield from country_signs(code)

    @cached_property
    def _small_words(self) -> SmallWords:
        each = (small_words(entry.record, entry.document.body) for entry in self.entries)
        return SmallWords(Counter(word for words in each for word in words))

    def _called(self, code: str) -> tuple[str, ...]:
        library = self.library
        own = library.country_names.get(Country(code)) if library else None
        return (*names_of_country(code, ("en", library.language if library else "en")), *([own] if own else ()))

    def _seats(self, entry: Entry, clean: Record) -> Iterator[Problem]:
        """Organisations that a record names though they are nowhere but in countries that it withholds."""
        hidden = {code for kind, code in outside(entry.record) - outside(clean) if kind == Country.kind}
        for steps, ref in references(clean) if hidden else ():
            organisation = self._organisations.get(ref) if ref.kind == Organisation.folder else None
            if organisation and organisation.countries and hidden.issuperset(organisation.countries):
                own = next((own for own, given in references(entry.record) if given == ref), steps)
                message = f"the country of {quote(organisation.title)} is withheld here, and stands on its page"
                fix = "Tell that one by a description too, under `sensitivity: organisations:`, or take it out"
                yield broken("withheld-name", entry.document.place(*own), message, fix)

    def left_beside(self, card: Document | None, files: Mapping[str, str | bytes]) -> Iterator[Problem]:
        """Each name that no record may tell in what is published beside the records."""
        sought, redaction = self._sought, Redaction(self.gone)
        if sought and card:
            yield from names_in_card(replace(card, body=redaction.without_addresses(card.body, "")), sought)
        for path, content in files.items() if sought else ():
            folder = posixpath.dirname(path).partition("/")[2]
            shown = redaction.without_addresses(content, folder) if isinstance(content, str) else content
            yield from names_in_file(path, shown, sought)

    # Descriptions

    @cached_property
    def _slugs(self) -> frozenset[str]:
        """The slugs of organisations that are not published, which no description may take."""
        return frozenset(slug for slug in self._organisations if ("organisations", slug) in self._gone | self._nameless)

    def _slug(self, description: str) -> str:
        slug = slug_of(description)
        if slug in self._slugs or slug == slug_of(""):
            slug = f"{slug}-{hashlib.sha256(description.encode()).hexdigest()[:8]}"
        return slug

    def described(self, cleared: Iterable[Cleared]) -> Iterator[Cleared]:
        """A record for each description that some record tells, so that it has a page that lists what is told under it.

        One that no record tells has none: a page more would say that there is somebody.
        """
        named = {str(ref) for item in cleared for _, ref in references(item.record) if ref.kind == Organisation.folder}
        texts = {
            *self._everywhere.values(),
            *(t for entry in self.published for t in described_in(entry.record).values()),
        }
        own = {entry.slug for entry in self.published if entry.kind == Organisation.folder}
        by_slug = {self._slug(text): text for text in sorted(texts, reverse=True)}
        for slug, text in sorted(by_slug.items()):
            if slug not in own and slug in named:
                yield Cleared(Organisation.folder, slug, Organisation(title=text), "", CARD, withheld=True)


_WITHOUT_COUNTRIES = ("sub-region", "region", "withheld")
