# Whoever goes has a name, and the program can take out values, not words. So the names of what was withdrawn, and of what waits
# for its day, are looked for in everything that is still published. Shelves and questions have headings and no names: what a
# theme was called is no secret of anybody's.

"""The names of records that are not published."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ..address import page_of
from ..check import Entry
from ..schema import Case, Organisation, Paper, Programme, Record, Series
from .cleared import Cleared
from .names import without_body
from .ordinary import is_ordinary
from .reading import letters_of
from .sought import SHORTEST, Form, Secret

NEUTRAL = "Withdrawn"
"""The title of a withdrawn record that is not to say what it was called."""
_NAMED = (Case, Organisation, Paper, Programme, Series)

_PHRASE = 2
"""So many ordinary words stand side by side by chance; more of them do not."""


def addresses_gone(entries: Iterable[Entry], published: Iterable[Cleared]) -> tuple[str, ...]:
    """The pages of records that were withdrawn, and those that they had before, unless a record that is published has them."""
    gone = (entry for entry in entries if entry.record.withdrawn)
    taken = {page for entry in published for page in _pages(entry)}
    return tuple(dict.fromkeys(page for entry in gone for page in _pages(entry) if page not in taken))


def _pages(entry: Entry | Cleared) -> Iterator[str]:
    return (page_of(entry.kind, name) for name in (entry.slug, *entry.record.formerly))


def names_shown(record: Record) -> Iterator[str]:
    """The names under which a record is shown. What stands under `also` may be the name of whoever left."""
    yield record.title
    yield getattr(record, "acronym", None) or ""


def names_borne(record: Record) -> Iterator[str]:
    """The names under which a record says that it is known."""
    yield from names_shown(record)
    yield from record.also if isinstance(record, Organisation) else ()


def names_of(entry: Entry) -> Iterator[str]:
    """All names under which a record may be known, its own site and the name of its file among them."""
    record = entry.record
    yield from names_borne(record)
    if (head := re.split(r"[:–—]\s", record.title)[0].strip()) != record.title and " " in head:
        yield head
    if "-" in entry.slug:
        yield entry.slug.replace("-", " ")
    _, _, host, *path = (getattr(record, "url", None) or "").rstrip("/").split("/") if _has_url(record) else ("",) * 3
    if host and not path:
        yield host.removeprefix("www.")


def _has_url(record: Record) -> bool:
    return isinstance(record, Organisation) and bool(record.url)


def withdrawn_secrets(entry: Entry, public: Collection[str]) -> Iterator[Secret]:
    """The names of a withdrawn record, less those that may go on being said. `public` are names that others bear."""
    withdrawn = entry.record.withdrawn
    if withdrawn is None or withdrawn.name_stays:
        return
    path = entry.document.path
    if not isinstance(entry.record, _NAMED):
        title = entry.record.title
        if " " in title and letters_of(title) not in public:
            why = f"is what {path} was called, which was withdrawn"
            yield Secret(title, "Say it in other words if it is meant", "withdrawn-heading", why=why)
        return
    why = f"was withdrawn with {path}"
    fix = f"Say it without that name, or, if the name may go on being said, add `name_stays: true` to `withdrawn` in {path}"
    for name in _secret_names(entry, public):
        yield Secret(name, fix, "withdrawn-name", _known_by(name), why)
    for name in _shortened(entry, public):
        yield Secret(name, fix, "withdrawn-name", "titled", why)


def embargoed_secrets(entry: Entry, public: Collection[str]) -> Iterator[Secret]:
    """The names of a record that waits for its day. `public` are names that others bear."""
    names = _secret_names(entry, public) if isinstance(entry.record, _NAMED) else [entry.record.title]
    why, fix = f"belongs to {entry.document.path}, which waits for its day", "Leave it out until then"
    yield from (Secret(name, fix, form=_known_by(name), why=why) for name in names)
    yield from (Secret(name, fix, form="titled", why=why) for name in _shortened(entry, public))


def _secret_names(entry: Entry, public: Collection[str]) -> list[str]:
    """One of each that differs in its letters; the neutral word is nobody's name."""
    alike = {letters_of(name): name for name in reversed(list(names_of(entry))) if len(name) >= SHORTEST}
    return [name for letters, name in alike.items() if letters not in {*public, letters_of(NEUTRAL)}]


def _shortened(entry: Entry, public: Collection[str]) -> list[str]:
    """The names of an organisation or a programme without the last word, as people shorten them."""
    if not isinstance(entry.record, Organisation | Programme):
        return []
    short = {one for name in names_borne(entry.record) for one in without_body(name)}
    return sorted(name for name in short if letters_of(name) not in public)


def _known_by(name: str) -> Form | None:
    """An ordinary word, or two of them, are told from a name by its capital alone."""
    words = re.findall(r"\w+", name)
    is_phrase = len(words) <= _PHRASE and all(is_ordinary(letters_of(word)) for word in words)
    return "proper" if is_phrase and not name.isupper() else None
