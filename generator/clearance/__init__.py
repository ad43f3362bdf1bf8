# What may be published, decided once and before anything else sees a record. Below this line nothing has been
# cleared; above it nobody can reach what was held back, because a Cleared carries no document: no raw front matter,
# no YAML comments, only the record as it may be shown. What cannot be taken out by a program, such as a withheld name
# within a sentence, stops the build.

"""From checked entries to what may be published."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..address import address_of_lesson
from ..check import Entry
from ..document import Document
from ..folders import CARD
from ..kept import NOTHING, Memory, digest_of
from ..problem import Problem, Severity, quote
from ..rules import RULES, broken
from ..schema import (
    ROLES,
    Country,
    LessonRef,
    Library,
    Organisation,
    Region,
    Scope,
    Source,
    Term,
    Vocabulary,
)
from ..schema.walk import references, texts_of
from .cleared import Cleared
from .countries import country_secrets, country_signs, names_of_country
from .departed import addresses_gone, embargoed_secrets, names_shown, withdrawn_secrets
from .names import (
    SmallWords,
    note_secrets,
    organisation_secrets,
    place_secrets,
    small_words,
)
from .reading import letters_of
from .redaction import PAGES_OF_TERMS, Identity, Redaction, ids_held_back
from .remaining_mentions import (
    Reasons,
    names_in_card,
    names_in_file,
    names_in_reasons,
    names_left,
    plain_text,
    reasons_of,
)
from .shared_sources import uncited, works_of
from .sought import Secret, Sought
from .telling import WORTH_IT, Around, Told, told_all
from .wishes import described_in, has_lapsed, played_by, wishes_of
from .withheld_texts import secrets_of

__all__ = ["Cleared", "Clearing", "clear"]


@dataclass(frozen=True)
class Clearing:
    """What became of a library: what may be published, the addresses that were withdrawn, and what stands in the way.

    `secrets` are texts that were taken out and stand in nothing that is published, to be looked for in what is built, and
    `names` the names that no page may tell. `everywhere` is what may be told in no record, and on no page beside them; `around`
    is what shaped how each record is told.
    """

    entries: tuple[Cleared, ...]
    withdrawn: tuple[str, ...]
    problems: tuple[Problem, ...]
    secrets: tuple[str, ...]
    names: tuple[str, ...]
    everywhere: Redaction
    around: Around


def clear(
    given: Iterable[Entry],
    today: datetime.date,
    card: tuple[Document, Library] | None = None,
    beside: Mapping[str, str | bytes] | None = None,
    memory: Memory = NOTHING,
) -> Clearing:
    """What may be published on the day `today`, each record without any mention of what may not.

    `card` is the library's own. Names of withheld countries are looked for as it calls them, in its language and in
    English. `beside` are the files that are published as they are, by path: what no record may name, they may not either.
    `memory` has what came of single records in the last run.
    """
    memory.of("left")  # so that what was said of a name goes with it, if none is withheld any more
    run = _ClearanceRun(tuple(given), today, card[1] if card else None, memory)
    told = run.told
    cleared = [one.cleared for one in told]
    problems = run.left(told)
    problems |= set(run.left_beside(card[0] if card else None, beside or {}))
    entries = (*cleared, *run.described(told))
    withdrawn = addresses_gone(run.entries, entries)
    open_texts = (
        *(plain_text(path, content) for path, content in (beside or {}).items()),
        *([*texts_of(card[1]), card[0].body] if card else ()),
    )
    secrets = secrets_of(run.entries, entries, run.hidden, open_texts, memory.of("secrets"))
    everywhere, around = Redaction(run.gone), run.around
    return Clearing(entries, withdrawn, tuple(sorted(problems)), secrets, run.names, everywhere, around)


@dataclass(frozen=True)
class _ClearanceRun:
    """All entries, and what follows for each from what another one withholds."""

    entries: tuple[Entry, ...]
    today: datetime.date
    library: Library | None
    memory: Memory

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
        told = (one.cleared.record for one in self._first.values())
        return uncited(self._works, told) if self._works else frozenset()

    @cached_property
    def _works(self) -> dict[str, Source]:
        return works_of({(entry.kind, entry.slug): entry.record for entry in self._standing})

    @cached_property
    def _standing(self) -> tuple[Entry, ...]:
        """All but what is gone for its own sake."""
        return tuple(entry for entry in self.entries if (entry.kind, entry.slug) not in self._gone | self._nameless)

    @cached_property
    def _first(self) -> dict[Identity, Told]:
        """The entries as they may be told while every source that stands has a page."""
        return told_all(self._standing, self._around, self.memory.of("told"))

    @property
    def around(self) -> Around:
        """What shapes how each record is told, once it is known which sources have a page."""
        return replace(self._around, gone=self.gone)

    @cached_property
    def _around(self) -> Around:
        came_of = {entry.slug: entry.came_of for entry in self._standing if isinstance(entry.record, Source)}
        return Around(self._gone, self._everywhere, self._slugs, self._regions, self._works, came_of)

    @cached_property
    def _gone(self) -> frozenset[Identity]:
        """What is gone for its own sake."""
        gone = [*(entry for entry in self.entries if entry.record.withdrawn), *self._embargoed, *self._lapsed]
        records = {(entry.kind, entry.slug) for entry in gone}
        # With a vocabulary go its terms, which are known by the role that it plays. One that was withdrawn need not say
        # its role any more, so what counts is which roles are still played.
        left = {(entry.kind, entry.slug) for entry in gone}
        played = {
            entry.slug: played_by(entry.record)
            for entry in self.entries
            if isinstance(entry.record, Vocabulary) and (entry.kind, entry.slug) not in left
        }
        roles = {(Term.kind, role) for role in ROLES if role not in played.values()}
        vocabularies = (entry for entry in self.entries if isinstance(entry.record, Vocabulary))
        pages = {(PAGES_OF_TERMS, entry.slug) for entry in vocabularies if not played.get(entry.slug)}
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

    @property
    def told(self) -> list[Told]:
        """What is published, as it may be told."""
        if self._uncited or not self._works:
            found = told_all(self.published, self.around, self.memory.of("told"))
        else:
            found = self._first
        return [found[entry.kind, entry.slug] for entry in self.published]

    def left(self, told: Sequence[Told]) -> set[Problem]:
        """Each name in what would be published of an entry that is withheld there."""
        pairs = list(zip(self.published, told, strict=True))
        own = [(list(self._own_secrets(*pair)), list(self._signs(pair[1]))) for pair in pairs]
        problems = {problem for pair in pairs for problem in self._seats(*pair)}
        for at, (secrets, signs) in enumerate(own):
            if secrets or signs:
                problems.update(self._left_of_its_own(*pairs[at], secrets, signs))
        plain = [(entry, one.cleared) for (entry, one), found in zip(pairs, own, strict=True) if found == ([], [])]
        return problems.union(*self._left_everywhere(plain)) if self._sought else problems

    def _left_of_its_own(
        self, entry: Entry, told: Told, own: Sequence[Secret], signs: Sequence[tuple[re.Pattern[str], Secret]]
    ) -> Iterator[Problem]:
        # What nobody may name is found in the title of a record itself, and need not be told of all that refer to it.
        yield from names_left(entry, told.cleared, Sought([*self._secrets, *own], signs), self._titles)
        yield from names_in_reasons(entry, self._reasons, Sought(own, signs))

    def _left_everywhere(self, plain: Sequence[tuple[Entry, Cleared]]) -> list[list[Problem]]:
        """Each name that no record may tell, in what would be published of entries that have none of their own."""
        digests = [digest_of(one.came_of, self._digest_of_secrets) if one.came_of else b"" for _, one in plain]
        kept = self.memory.of("left")
        return kept.of_each(digests, lambda at: list(names_left(*plain[at], self._sought, {})), WORTH_IT)

    @cached_property
    def _digest_of_secrets(self) -> bytes:
        return digest_of(*self._secrets)

    @cached_property
    def _reasons(self) -> Reasons:
        return reasons_of(self.published)

    def _own_secrets(self, entry: Entry, told: Told) -> Iterator[Secret]:
        """The names of what this record alone withholds: what it refers to as written, and does not as cleared."""
        record, clean, lost = entry.record, told.cleared.record, told.lost
        described = described_in(record)
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

    @staticmethod
    def _signs(told: Told) -> Iterator[tuple[re.Pattern[str], Secret]]:
        """What besides names gives away the countries that this record withholds."""
        for code in sorted(code for kind, code in told.lost if kind == Country.kind):
            yield from country_signs(code)

    @cached_property
    def _small_words(self) -> SmallWords:
        each = (small_words(entry.record, entry.document.body) for entry in self.entries)
        return SmallWords(Counter(word for words in each for word in words))

    def _called(self, code: str) -> tuple[str, ...]:
        library = self.library
        own = library.country_names.get(Country(code)) if library else None
        return (*names_of_country(code, ("en", library.language if library else "en")), *([own] if own else ()))

    def _seats(self, entry: Entry, told: Told) -> Iterator[Problem]:
        """Organisations that a record names though they are nowhere but in countries that it withholds."""
        hidden = {code for kind, code in told.lost if kind == Country.kind}
        for steps, ref in references(told.cleared.record) if hidden else ():
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

    def described(self, told: Iterable[Told]) -> Iterator[Cleared]:
        """A record for each description that some record tells, so that it has a page that lists what is told under it.

        One that no record tells has none: a page more would say that there is somebody.
        """
        named = {slug for one in told for kind, slug in one.names if kind == Organisation.folder}
        texts = {
            *self._everywhere.values(),
            *(t for entry in self.published for t in described_in(entry.record).values()),
        }
        own = {entry.slug for entry in self.published if entry.kind == Organisation.folder}
        by_slug = {self._around.slug(text): text for text in sorted(texts, reverse=True)}
        for slug, text in sorted(by_slug.items()):
            if slug not in own and slug in named:
                yield Cleared(Organisation.folder, slug, Organisation(title=text), "", CARD, withheld=True)
