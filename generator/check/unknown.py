# What to say of a reference that leads nowhere. The fix is a thing that the library itself lists under that name; else
# one that differs by a slip of the fingers, told as a question with the second way beside it; else the second way alone:
# which ones there are, or how to add one. Names are gathered only once something is unknown.

"""The fix for a reference to something that is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from ..document import slug_of
from ..schema import KINDS, SLUG, Country, Record, Ref, Term, Vocabulary
from .countries import countries_called, countries_in, country_spelt_like, name_of
from .likeness import Naming, folded, if_not, nearest

LISTED = 30
"""So many possible values are offered at most."""
SHELVES = ("themes", "strategies")
"""What a newcomer chooses from, rather than making a new one."""


class Names:
    """What the records of a library are called, and the terms of its vocabularies."""

    def __init__(self, records: Iterable[tuple[str, str, Record]], slugs: Mapping[str, set[str]]) -> None:
        """`records` are those that were read, each with its kind and slug; `slugs` those of all, by kind."""
        self.titles: dict[tuple[str, str], str] = {}
        self.files: dict[str, list[str]] = {}
        names: dict[str, list[tuple[str, str]]] = {
            kind: [(slug, slug) for slug in sorted(known - {"index"})] for kind, known in slugs.items()
        }
        for kind, slug, record in records:
            self.titles[kind, slug] = record.title
            names.setdefault(kind, []).extend((name, slug) for name in (*_names_of(record), *record.formerly))
            if isinstance(record, Vocabulary) and record.role:
                self.files.setdefault(record.role, []).append(f"practices/{kind}/{slug}.md")
                for term in record.terms:
                    self.titles[record.role, term.id] = term.label
                    every = (
                        term.id,
                        term.label,
                        term.in_text or "",
                        *term.also,
                        *term.short,
                        *term.heard,
                        term.says or "",
                    )
                    names.setdefault(record.role, []).extend((_bare(name), term.id) for name in every)
        self.namings = {where: Naming(pairs) for where, pairs in names.items()}
        self.fixes: dict[tuple[str, str], str] = {}
        self.known = {where: sorted({thing for _, thing in pairs}) for where, pairs in names.items()}

    def offered(self, where: str, thing: str) -> str:
        """A thing as it is offered, with its name where the thing's own word does not say it."""
        title = self.titles.get((where, thing), "")
        return f"“{thing}” ({title})" if title and folded(title) != folded(thing) else f"“{thing}”"


def _names_of(record: Record) -> Iterator[str]:
    yield record.title
    yield from (name for name in (getattr(record, "acronym", None), *getattr(record, "also", ())) if name)


def _bare(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", name)


def named_by(ref: Ref, names: Names) -> tuple[str, ...]:
    """What a reference can only mean: the one thing that is called so, or several that it names one after another."""
    if isinstance(ref, Country):
        called, several = countries_called(ref), countries_in(ref)
    else:
        naming = names.namings.get(ref.role if isinstance(ref, Term) else ref.kind, Naming(()))
        called, several = naming.called(ref), naming.several(ref)
    return called if len(called) == 1 else () if called else several


def fix_of(ref: Ref, names: Names) -> str:
    """What to write instead of a reference that leads nowhere. The same one is often written many times, and looked up once."""
    if isinstance(ref, Country):
        return _country(ref)
    where = ref.role if isinstance(ref, Term) else ref.kind
    if (where, ref) not in names.fixes:
        names.fixes[where, ref] = _fix_of(ref, where, names)
    return names.fixes[where, ref]


def _fix_of(ref: Ref, where: str, names: Names) -> str:
    naming = names.namings.get(where, Naming(()))
    if called := naming.called(ref):
        return f"Did you mean {' or '.join(names.offered(where, thing) for thing in called[:3])}?"
    if several := naming.several(ref):
        return f"A comma is missing. Write: {', '.join(several)}"
    second = _listed(ref.role, names) if isinstance(ref, Term) else _add(ref, names)
    first = _guess(ref, where, names)
    return f"{first} {if_not(second)}" if first else second


def _guess(ref: Ref, where: str, names: Names) -> str:
    """A question, where something near to the reference is there."""
    if homes := _homes(ref, where, names):
        return f"Does it belong to {homes[0]}?"
    if slip := names.namings.get(where, Naming(())).slip_of(ref):
        return f"Did you mean {names.offered(where, slip)}?"
    longer = _longer(ref, ref.kind, names)
    return f"Is it {names.offered(where, longer)} now?" if longer else ""


def _homes(ref: Ref, where: str, names: Names) -> list[str]:
    """In which other lists exactly this stands: it may only have been written under the wrong key."""
    if not isinstance(ref, Term) and ref.kind not in SHELVES:
        return []
    terms = [
        f"the terms for {role} ({names.files[role][0]})"
        for role in names.files
        if role != where and ref in names.known.get(role, ())  # a vocabulary may have no terms
    ]
    records = [f"practices/{kind}/" for kind in KINDS if kind != where and ref in names.known.get(kind, ())]
    return [*terms, *records]


def _country(ref: str) -> str:
    fix = (
        "Write the two capitals of ISO 3166-1 alpha-2, such as KE for Kenya or GB for the United Kingdom. "
        "A place without a code of its own is told in `places` or `note`, and a part of the world in `region`"
    )
    if several := countries_in(ref):
        return f"A comma is missing. Write: {', '.join(several)}"
    if called := countries_called(ref):
        return f"Did you mean {' or '.join(f'“{code}” ({name_of(code)})' for code in called[:3])}?"
    slip = country_spelt_like(ref)
    return f"Did you mean “{slip}” ({name_of(slip)})? {if_not(fix)}" if slip else fix


def _listed(role: str, names: Names) -> str:
    known, files = names.known.get(role, []), " and ".join(names.files.get(role, []))
    if not known:
        return f"Add it to the vocabulary whose role is {role}"
    if len(known) > LISTED:
        return f"Use one of the {len(known)} terms of {files}, such as {', '.join(known[:LISTED])}"
    return f"Use one of: {', '.join(known)}. {files} says what they mean"


def _add(ref: Ref, names: Names) -> str:
    known = names.known.get(ref.kind, [])
    if ref.kind in SHELVES and known:
        return f"Use one of: {', '.join(known[:LISTED])}"
    kind = KINDS[ref.kind].__name__.lower()
    title = "Its name" if SLUG.fullmatch(ref) else re.sub(r'[\s"$`\\]+', " ", ref).strip()
    return f'Write the name of its file without .md, or add it with: practices new {kind} "{title}"'


def _longer(written: str, kind: str, names: Names) -> str | None:
    """The one record whose name goes on after these words, as a renamed one's may. Organisations are others then."""
    slug = slug_of(written)
    if kind == "organisations" or len(slug) < 4:
        return None
    longer = [one for one in names.known.get(kind, ()) if one.startswith(f"{slug}-")]
    return longer[0] if len(longer) == 1 else None


def fix_of_link(target: str, kind: str, names: Names, addresses: Iterable[str]) -> str:
    """What to write instead of a link, from a record of a `kind`, that leads nowhere."""
    otherwise = "Correct it, or add that record"
    folder, _, file = posixpath.normpath(posixpath.join(kind, target)).rpartition("/")
    slug = file.removesuffix(".md")
    here = kind or "."
    naming = names.namings.get(folder, Naming(()))
    for word, found in (
        ("Did you mean", naming.called(slug)),
        ("Did you mean", (naming.slip_of(slug),)),
        ("Is it", (_longer(slug, folder, names),)),
    ):
        links = [f"“{posixpath.relpath(f'{folder}/{one}.md', here)}”" for one in found[:3] if one]
        if links:
            return f"{word} {' or '.join(links)}{' now' if word == 'Is it' else ''}? {if_not(otherwise)}"
    moved = sorted(address for address in addresses if address.rpartition("/")[2] == file and file != "index.md")
    near = moved[0] if len(moved) == 1 else nearest(posixpath.join(folder, file), addresses)
    return f"Did you mean “{posixpath.relpath(near, here)}”? {if_not(otherwise)}" if near else otherwise
