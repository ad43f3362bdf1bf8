# The name of a record's file is its address, and it stands in other records, in links and in print. Whoever changes it by hand
# misses one. Where each stands is known from the check, so they are mended there, by place and not by searching for a
# word; at the old address a page leads on. A name that has to go itself leaves no such page.

"""Giving a record another name."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ..address import page_of
from ..check.ways import Way
from ..problem import Edit, Place, has_errors
from ..schema import LessonRef, Vocabulary
from ..schema.walk import references
from ..site import Examined
from .edits import edited, text_of, write_all
from .lines import with_key
from .withdrawal import Refused

KEY = "formerly"


@dataclass(frozen=True)
class Renamed:
    """What was done: the path of the record now, how many places were mended by path, and links that were not found there."""

    path: str
    mended: dict[str, int]
    left: tuple[Place, ...]


def rename(found: Examined, root: Path, path: Path, slug: str, *, forget: bool = False) -> Renamed:
    """Give the record in the file `path` the name `slug`, and mend all that leads to it.

    With `forget`, nothing is left at its old address. Raises Refused, and changes nothing, where the library has errors, since
    what cannot be read cannot be mended, where the name is taken, and for vocabularies, whose terms have addresses below theirs.
    """
    if has_errors(found.problems):
        raise Refused("The library has errors, so what leads to the record may be missed. Mend them first")
    entry = next((one for one in found.entries if one.document.path == _shown(path, root)), None)
    if entry is None or entry.record.withdrawn:
        raise Refused("A record that is withdrawn keeps its name, so that nobody looks for it in vain")
    if isinstance(entry.record, Vocabulary):
        raise Refused("The pages of its terms lie below its address, so a vocabulary keeps its name")
    others = [one for one in found.entries if one.kind == entry.kind and one is not entry]
    if os.path.lexists(path.with_stem(slug)) or any(slug in (one.slug, *one.record.formerly) for one in others):
        raise Refused(f"{_shown(path.with_stem(slug), root)} is there already, or was, and leads on; take another name")
    edits = {*_in_records(found, entry.kind, entry.slug, slug), *_in_links(found, entry.kind, entry.slug, slug)}
    names = () if forget else tuple(name for name in (*entry.record.formerly, entry.slug) if name != slug)
    texts, left = edited(root, edits)
    own = entry.document.path
    line = f"{KEY}: [{', '.join(names)}]" if names else ""
    texts[own] = with_key(texts.get(own) or text_of(root / own), entry.document, KEY, line)
    write_all(root, texts)
    path.rename(path.with_stem(slug))
    now = _shown(path.with_stem(slug), root)
    mended = Counter(now if edit.place.path == own else edit.place.path for edit in edits if edit.place not in left)
    return Renamed(now, dict(sorted(mended.items())), left)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _in_records(found: Examined, kind: str, old: str, new: str) -> Iterator[Edit]:
    """What names the record, in records and on the library's card."""
    known = [(entry.document, entry.record) for entry in found.entries]
    card = [(found.card, found.library)] if found.card and found.library else []
    for document, record in (*known, *card):
        for steps, ref in references(record):
            place = document.key_place(*steps) if steps[-1] is ref else document.place(*steps)
            if isinstance(ref, LessonRef) and ref.home == (kind, old):
                yield Edit(place, ref, f"{kind}/{new}#{ref.partition('#')[2]}")
            elif not isinstance(ref, LessonRef) and (ref.kind, ref) == (kind, old):
                yield Edit(place, old, new)


def _in_links(found: Examined, kind: str, old: str, new: str) -> Iterator[Edit]:
    """What leads to the page of the record, in stories, on pages of docs/ and around all pages."""
    for way in found.ways:
        if way.lands((page_of(kind, old),)):
            yield Edit(way.place, way.target, _led(way, old, new))


def _led(way: Way, old: str, new: str) -> str:
    path, mark, part = way.target.partition("#")
    name = posixpath.basename(path)
    return path.removesuffix(name) + re.sub(rf"^{re.escape(old)}(?=\.)", new, unquote(name)) + mark + part
