# What may be published, decided once and before anything else sees a record. Below this line nothing has been
# cleared; above it nobody can reach what was held back, because a Cleared carries no document: no raw front matter,
# no YAML comments, only the record as it may be shown. A withdrawn record takes all mentions of itself with it.

"""From checked entries to what may be published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .check import Entry
from .schema import Local, Record, Ref, Strict, Term, Vocabulary


@dataclass(frozen=True, eq=False)
class Cleared:
    """A record that may be published. There is one of each, so identity is equality.

    `path` is the file it came from, for the link that leads editors there.
    """

    kind: str
    slug: str
    record: Record
    body: str
    path: str

    @property
    def address(self) -> str:
        """Where its page lies in the tree."""
        return f"{self.kind}/{self.slug}.md"


def clear(entries: Iterable[Entry]) -> tuple[Cleared, ...]:
    """The entries that may be published, each without any mention of those that may not."""
    entries = tuple(entries)
    withheld = {(entry.kind, entry.slug) for entry in entries if entry.record.withdrawn}
    # With a vocabulary go its terms: a term is known by the role that its vocabulary plays.
    withheld |= {
        (Term.kind, entry.record.role)
        for entry in entries
        if entry.record.withdrawn and isinstance(entry.record, Vocabulary) and entry.record.role
    }
    kept = (entry for entry in entries if (entry.kind, entry.slug) not in withheld)
    return tuple(
        Cleared(
            entry.kind,
            entry.slug,
            _without(entry.record, withheld) if withheld else entry.record,
            _unlinked(entry.document.body, entry.kind, withheld),
            entry.document.path,
        )
        for entry in kept
    )


class _Gone(Exception):
    """A value that stood for a withheld record, or that makes no sense without one."""


def _without(value: Any, withheld: set[tuple[str, str]]) -> Any:
    """A copy of the value without references to withheld records, and without items that consisted of one."""
    if isinstance(value, Ref):
        name = value.role if isinstance(value, Term) else str(value)
        if not isinstance(value, Local) and (value.kind, name) in withheld:
            raise _Gone
        return value
    if isinstance(value, tuple):
        return tuple(_survivors(value, withheld))
    if isinstance(value, dict):
        return {key: _without(item, withheld) for key, item in value.items()}
    if not isinstance(value, Strict):
        return value
    changes: dict[str, Any] = {}
    for name, info in type(value).model_fields.items():
        try:
            changes[name] = _without(getattr(value, name), withheld)
        except _Gone:
            if info.is_required():
                raise
            changes[name] = info.get_default()
    return value.model_copy(update=changes)


def _survivors(values: tuple[Any, ...], withheld: set[tuple[str, str]]) -> Iterable[Any]:
    for value in values:
        try:
            yield _without(value, withheld)
        except _Gone:
            continue


def _unlinked(body: str, kind: str, withheld: set[tuple[str, str]]) -> str:
    if not withheld:
        return body

    def words_only(match: re.Match[str]) -> str:
        address = posixpath.normpath(posixpath.join(kind, match[2].split("#")[0]))
        folder, _, name = address.rpartition("/")
        return match[1] if (folder, name.removesuffix(".md")) in withheld else match[0]

    return re.sub(r"\[([^\]\n]*)\]\(([^\s()]+)(?: \"[^\"\n]*\")?\)", words_only, body)
