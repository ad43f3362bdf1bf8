# Which tables there are. Each kind of record has one, so has each part that people count, and two join records to records and to
# terms, since a cell that lists ids can be read but not joined. A new kind is a table by itself; a new part wants a row in _PARTS.

"""The tables of the open data, and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ...address import html_of, part_of
from ...catalogue.knowledge import Knowledge
from ...clearance import Cleared
from ...schema import (
    KINDS,
    Bearing,
    Citation,
    Country,
    Lesson,
    LessonRef,
    Local,
    Outcome,
    Recommendation,
    Record,
    Ref,
    Resistance,
    Statement,
    Strict,
    Term,
    VocabularyTerm,
)
from ...schema.effort import Cost, Dose, Reach
from ...schema.parts import Response
from ...schema.rows import Link, PartRow, RecordId, RecordRow, TermKey, TermRow, Use, VocabularyName
from ...schema.studies import Effect, Study
from ...schema.walk import references
from .columns import Column, columns_of
from .parts import Told, field_of, parts_of
from .values import Plain, id_of, plain, whole


class Row(NamedTuple):
    """A row: what the data say of it, and what it is about."""

    own: Strict
    about: Strict | None = None


@dataclass(frozen=True)
class Table:
    """A table: what it is called, what each row is, and the models of which its columns are read, the data's own first.

    `parent` is the table that holds what a row's part lies in. `in_full` says whether it is told as JSON with everything, too.
    """

    name: str
    own: type[Strict]
    about: type[Strict] | None = None
    parent: str = ""
    in_full: bool = False

    @property
    def description(self) -> str:
        """What each row is, in a sentence."""
        return (self.model.__doc__ or "").strip().partition("\n")[0]

    @property
    def model(self) -> type[Strict]:
        """The model of what each row is about."""
        return self.about or self.own

    @property
    def endings(self) -> tuple[str, ...]:
        """Of its files."""
        return ("csv", "json", "jsonl") if self.in_full else ("csv",)

    @cached_property
    def columns(self) -> tuple[tuple[Column, bool], ...]:
        """Each column, and whether it is one of what the row is about."""
        own = [(column, False) for column in columns_of(self.own)]
        names = {column.name for column, _ in own}
        more = columns_of(self.about) if self.about else ()
        return (*own, *((column, True) for column in more if column.name not in names))

    @property
    def is_of_a_kind(self) -> bool:
        """Whether its rows are all records of a kind, each with a name of its own."""
        return self.name in KINDS

    def cells(self, row: Row) -> Iterator[tuple[Column, str]]:
        """What stands in each column of a row, as text."""
        yield from ((column, column.cell(told)) for column, told in self._told(row))

    def values(self, row: Row) -> Iterator[tuple[Column, Any]]:
        """What each column of a row has, as the record has it; None where it has nothing."""
        yield from ((column, column.value(told)) for column, told in self._told(row))

    def _told(self, row: Row) -> Iterator[tuple[Column, Strict]]:
        for column, is_about in self.columns:
            told = row.about if is_about else row.own
            assert told is not None
            yield column, told


_PARTS = (
    Table("outcomes", PartRow, Outcome, in_full=True),
    Table("effects", PartRow, Effect, parent="outcomes"),
    Table("studies", PartRow, Study),
    Table("resistance", PartRow, Resistance, in_full=True),
    Table("responses", PartRow, Response, parent="resistance"),
    Table("lessons", PartRow, Lesson, in_full=True),
    Table("bearings", PartRow, Bearing),
    Table("recommendations", PartRow, Recommendation, in_full=True),
    Table("statements", PartRow, Statement),
    Table("costs", PartRow, Cost),
    Table("doses", PartRow, Dose),
    Table("reach", PartRow, Reach),
    Table("citations", PartRow, Citation),
)
TABLES = (
    *(
        Table(kind, RecordRow, model, in_full=True)
        for kind, model in sorted(KINDS.items(), key=lambda pair: pair[1].search_rank)
    ),
    *_PARTS,
    Table("terms", TermRow, VocabularyTerm, in_full=True),
    Table("records", RecordRow, Record),
    Table("links", Link),
    Table("uses", Use),
)
"""All tables, in the order in which readers are told of them."""
_OF_PARTS = {table.about: table.name for table in _PARTS}


def target_of(column: Column, table: Table) -> tuple[str, str] | None:
    """The table and the column to which the values of a column refer, where each is one that is there."""
    if column.name == "parent" and table.parent:
        return table.parent, "id"
    ref = column.ref
    if column.field.many or not ref or issubclass(ref, Term | Local | Country):
        return None
    return ref.kind, "id" if issubclass(ref, LessonRef | RecordId | TermKey) else "slug"


@dataclass(frozen=True)
class Data:
    """The data of a library: the rows of each table. `online` is the address of the site, or empty while it has none."""

    known: Knowledge
    online: str = ""

    @cached_property
    def entries(self) -> tuple[Cleared, ...]:
        """All records, by kind and name."""
        kinds = list(KINDS)
        return tuple(sorted(self.known.catalogue.entries, key=lambda entry: (kinds.index(entry.kind), entry.slug)))

    @cached_property
    def parts(self) -> tuple[Told, ...]:
        """Every part of every record."""
        return tuple(part for entry in self.entries for part in parts_of(entry))

    @cached_property
    def rows(self) -> dict[str, tuple[Row, ...]]:
        """The rows of each table, by its name."""
        made: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        for entry in self.entries:
            row = Row(self._of_record(entry), entry.record)
            made[entry.kind].append(row)
            made["records"].append(row)
        for part in self.parts:
            if name := _OF_PARTS.get(type(part.value)):
                made[name].append(Row(self._of_part(part), part.value))
        for vocabulary in self.known.catalogue.all("vocabularies"):
            made["terms"] += self._terms(vocabulary)
        made["links"], made["uses"] = list(map(Row, self._links())), list(map(Row, self._uses()))
        return {name: tuple(rows) for name, rows in made.items()}

    def in_full(self, table: Table) -> Iterator[Plain]:
        """What is told in full of each row of a table."""
        if table.name in KINDS:
            yield from (self.record(entry) for entry in self.entries if entry.kind == table.name)
            return
        for row in self.rows[table.name]:
            yield {**plain(row.own), **{name: told for name, told in plain(row.about).items() if name != "id"}}

    def record(self, entry: Cleared) -> Plain:
        """All that is told of a record."""
        return whole(entry, self.address(entry.address))

    def address(self, page: str) -> str:
        """The address of a page, whole if the library has one."""
        return self.online + html_of(page)

    def _of_record(self, entry: Cleared) -> RecordRow:
        return RecordRow.model_construct(
            id=id_of(entry),
            folder=entry.kind,
            slug=entry.slug,
            address=self.address(entry.address),
            withheld=entry.withheld,
        )

    def _of_part(self, part: Told) -> PartRow:
        return PartRow.model_construct(
            id=part.id,
            record=RecordId(id_of(part.entry)),
            field=part.field,
            parent=f"{id_of(part.entry)}#{part.parent}" if part.parent else None,
            key=part.key,
            address=self.address(part_of(part.entry.address, part.at.partition(".")[0])),
            lasts=part.lasts,
        )

    def _terms(self, vocabulary: Cleared) -> Iterator[Row]:
        for entry in self.known.catalogue.terms_of(vocabulary):
            own = TermRow.model_construct(
                id=term_id(vocabulary.slug, entry.term.id),
                vocabulary=VocabularyName(vocabulary.slug),
                role=entry.role,
                term=entry.term.id,
                address=self.address(entry.address),
            )
            yield Row(own, entry.term)

    def _references(self) -> Iterator[tuple[RecordId, str, Ref]]:
        """Each reference of each record to something outside it, once for each field."""
        for entry in self.entries:
            found = (
                (field_of(steps), ref)
                for steps, ref in references(entry.record)
                if not isinstance(ref, Local | Country)
            )
            seen = {(field, type(ref), str(ref)): ref for field, ref in found}
            for (field, _, _), ref in seen.items():
                yield RecordId(id_of(entry)), field, ref

    def _links(self) -> Iterator[Link]:
        for record, field, ref in self._references():
            if not isinstance(ref, Term):
                kind, slug = ref.home if isinstance(ref, LessonRef) else (ref.kind, str(ref))
                yield Link.model_construct(record=record, field=field, to=RecordId(f"{kind}/{slug}"))

    def _uses(self) -> Iterator[Use]:
        for record, field, ref in self._references():
            if isinstance(ref, Term):
                entry = self.known.catalogue.term(ref)
                to = TermKey(term_id(entry.vocabulary.slug, entry.term.id))
                yield Use.model_construct(record=record, field=field, term=to)


def term_id(vocabulary: str, term: str) -> str:
    """By what the data know a term: the place of its page."""
    return f"vocabularies/{vocabulary}/{term}"
