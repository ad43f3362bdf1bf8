# The name of a record's file is its address, and it stands in other records, in links and in print. Whoever changes it by hand
# misses one. Where each stands is known from the check, so they are mended there, by place and not by searching for a
# word; at the old address a page leads on. A name that has to go itself leaves no such page.

"""Giving a record another name."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ..address import page_of
from ..check.ways import Way
from ..problem import Place, has_errors
from ..schema import LessonRef, Vocabulary
from ..schema.walk import references
from ..site import Examined
from .lines import rewritten, with_key
from .withdrawal import Refused

KEY = "formerly"


@dataclass(frozen=True)
class Renamed:
    """What was done: the path of the record now, how many places were mended by path, and links that were not found there."""

    path: str
    mended: dict[str, int]
    left: tuple[Place, ...]


@dataclass(frozen=True, order=True)
class _Edit:
    """At a place, or up to a quotation mark behind it, stands a text that becomes another."""

    place: Place
    text: str
    new: str


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
    texts, left = _mended(root, edits)
    own = entry.document.path
    line = f"{KEY}: [{', '.join(names)}]" if names else ""
    texts[own] = with_key(texts.get(own) or _text(root / own), entry.document, KEY, line)
    _write(root, texts)
    path.rename(path.with_stem(slug))
    now = _shown(path.with_stem(slug), root)
    mended = Counter(now if edit.place.path == own else edit.place.path for edit in edits if edit.place not in left)
    return Renamed(now, dict(sorted(mended.items())), left)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _in_records(found: Examined, kind: str, old: str, new: str) -> Iterator[_Edit]:
    """What names the record, in records and on the library's card."""
    known = [(entry.document, entry.record) for entry in found.entries]
    card = [(found.card, found.library)] if found.card and found.library else []
    for document, record in (*known, *card):
        for steps, ref in references(record):
            place = document.key_place(*steps) if steps[-1] is ref else document.place(*steps)
            if isinstance(ref, LessonRef) and ref.home == (kind, old):
                yield _Edit(place, ref, f"{kind}/{new}#{ref.partition('#')[2]}")
            elif not isinstance(ref, LessonRef) and (ref.kind, ref) == (kind, old):
                yield _Edit(place, old, new)


def _in_links(found: Examined, kind: str, old: str, new: str) -> Iterator[_Edit]:
    """What leads to the page of the record, in stories, on pages of docs/ and around all pages."""
    for way in found.ways:
        if way.lands((page_of(kind, old),)):
            yield _Edit(way.place, way.target, _led(way, old, new))


def _led(way: Way, old: str, new: str) -> str:
    path, mark, part = way.target.partition("#")
    name = posixpath.basename(path)
    return path.removesuffix(name) + re.sub(rf"^{re.escape(old)}(?=\.)", new, unquote(name)) + mark + part


def _mended(root: Path, edits: Iterable[_Edit]) -> tuple[dict[str, str], tuple[Place, ...]]:
    """The texts of the files with what was edited, and the places where it was not found as it was read."""
    by_path: dict[str, list[_Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.place.path].append(edit)
    texts, left = {}, []
    for path, ones in by_path.items():
        text = _text(root / path)
        for edit in sorted(ones, reverse=True):  # from the foot up, so that no place moves
            changed = rewritten(text, edit.place, edit.text, edit.new)
            left += [edit.place] if changed is None else []
            text = text if changed is None else changed
        texts[path] = text
    return texts, tuple(sorted(left))


def _text(path: Path) -> str:
    """The text of a file with its line ends and its mark at the head, if it has one, since both shall stay."""
    return path.read_bytes().decode("utf-8")


def _write(root: Path, texts: dict[str, str]) -> None:
    """Write all files, or none where one cannot be written."""
    new = {root / path: (root / path).with_name(f".{Path(path).name}.new") for path in texts}
    try:
        for path, beside in new.items():
            beside.write_bytes(texts[path.relative_to(root).as_posix()].encode())
        for path, beside in new.items():
            os.replace(beside, path)
    finally:
        for beside in new.values():
            beside.unlink(missing_ok=True)
