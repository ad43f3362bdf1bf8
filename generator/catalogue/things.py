# What the catalogue is asked about and answers with, besides records: values that only say what belongs together.

"""Terms, mentions, and what somebody met."""

from __future__ import annotations

from dataclasses import dataclass

from ..address import page_of_term
from ..clearance import Cleared
from ..noted import known_by
from ..schema import Ref, Resistance, Term, VocabularyTerm


@known_by(lambda one: (one.role, one.term.id))
@dataclass(frozen=True)
class TermEntry:
    """A term with the vocabulary that lists it."""

    vocabulary: Cleared
    term: VocabularyTerm
    role: str

    def __hash__(self) -> int:
        return hash((self.role, self.term.id))

    @property
    def address(self) -> str:
        """Where its page lies in the tree."""
        return page_of_term(self.vocabulary.slug, self.term.id)


@dataclass(frozen=True)
class Mention:
    """That an entry refers to something, and in which of its fields."""

    entry: Cleared
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Met:
    """A resistance that somebody met, with the record that tells of it; `at` is its place within that record."""

    entry: Cleared
    resistance: Resistance
    at: str


Key = tuple[str, str]
"""What the catalogue finds a thing by: the kind of what a reference leads to, and its slug or id."""


def key_of(what: Ref | Cleared | TermEntry) -> Key:
    """By what a record, a term, a country or a reference to one is known: a kind or a role, and its id there."""
    if isinstance(what, Ref):
        return (what.role if isinstance(what, Term) else what.kind), str(what)
    return (what.role, what.term.id) if isinstance(what, TermEntry) else (what.kind, what.slug)
