# Whoever writes a newsletter wants sentences, and a program wants the same as data. What to compare with may be named in several
# ways, since those who hold an older copy seldom know its number: what they hold says it.

"""What changed since an earlier edition, in words and as data."""

from __future__ import annotations

import datetime
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..address import html_of
from ..catalogue.changes import Changed, Changes, Editions
from ..catalogue.naming import Naming
from ..check.ledger import Unreadable, read_edition
from ..clearance import Cleared
from ..folders import RECORDS
from ..schema.editions import ClosedEdition
from ..site import examine, renderer_of
from .review import NoEarlier, earlier

LISTS = ("editions.json", "withdrawn.json")
"""What a folder of editions says of itself, with its number, and what every copy of the site says, with its day."""


class NothingEarlier(Exception):
    """There is nothing to compare with; the message says why, and what to do."""


def changes_since(root: Path, editions: Editions, since: str | None, today: datetime.date) -> Changes:
    """What changed since `since`: the number of an edition, a file of the ledger, an edition that somebody holds (a folder or a zip
    file), a folder with the records as they were, or what Git knows them by; without it, since the last edition. Raises NothingEarlier.
    """
    if since is None or since.isdecimal():
        return editions.since(_numbered(editions, int(since) if since else len(editions.ledger)))
    path = Path(since)
    if path.is_file() and path.suffix == ".json" and path.name not in LISTS:
        try:
            return editions.since(read_edition(path.read_bytes()))
        except Unreadable as wrong:
            raise NothingEarlier(f"{since} is no file of a ledger: {wrong}") from None
    if path.is_file() or (path.is_dir() and not (path / RECORDS).is_dir()):
        return editions.since(_held(editions, path))
    with tempfile.TemporaryDirectory(prefix="practices-") as made:
        try:
            folder = path if path.is_dir() else earlier(root, since, Path(made))
        except NoEarlier as error:
            raise NothingEarlier(f"there is nothing called {since}: {error}") from None
        found = examine(folder, today)
        if not found.is_sound:
            raise NothingEarlier(f"the records in {since} have errors, so nobody can say what they told")
        return editions.since_state(Editions(renderer_of(folder, found, today).catalogue, ()).now, datetime.date.min)


def _numbered(editions: Editions, number: int) -> ClosedEdition:
    if not editions.ledger:
        raise NothingEarlier("no edition has been closed yet. Name a tag, or a folder with the records as they were")
    if not 1 <= number <= len(editions.ledger):
        raise NothingEarlier(f"there is no edition {number}; the last one is {len(editions.ledger)}")
    return editions.ledger[number - 1]


def _held(editions: Editions, path: Path) -> ClosedEdition:
    """The edition that somebody holds a copy of: by its number, else the last one that was closed by the day of the copy."""
    for told in _listings(path):
        if isinstance(told.get("number"), int):
            return _numbered(editions, told["number"])
        older = [one for one in editions.ledger if one.date.isoformat() <= str(told.get("date", ""))]
        if older:
            return older[-1]
    raise NothingEarlier(
        f"{path} does not say of which edition or day it is. Name the number of one that is not younger"
    )


def _listings(path: Path) -> Iterator[dict[str, Any]]:
    """What a copy says of itself."""
    for data in _files_in(path):
        try:
            told = json.loads(data)
        except ValueError:
            continue
        if isinstance(told, dict):
            yield told


def _files_in(path: Path) -> Iterator[bytes]:
    if path.name in LISTS:
        yield path.read_bytes()
        return
    for name in LISTS:
        if path.is_dir():
            yield from (one.read_bytes() for one in sorted(path.rglob(name)))
            continue
        try:
            with zipfile.ZipFile(path) as packed:
                names = sorted(one for one in packed.namelist() if one.rpartition("/")[2] == name)
                yield from (packed.read(one) for one in names)
        except (zipfile.BadZipFile, OSError) as error:
            raise NothingEarlier(f"{path} is neither a folder, a zip file nor a file of the ledger ({error})") from None


PART_NAMES = {
    "title": "name", "who": "who took part", "place": "place and time", "practice": "what was done", "effort": "what it takes",
    "resistance": "pushback",
}  # fmt: skip
"""What a message calls a part of a record, where that is not its key."""


def in_words(found: Changes, naming: Naming, online: str) -> str:
    """The changes as text that can be sent to readers. `online` is the address of the site, with a slash at its end, or empty."""
    since = f"since edition {found.before}" if found.before else "since then"
    if not found:
        return f"Nothing that readers see changed {since}.\n"

    def where(entry: Cleared) -> str:
        return f"\n  {online}{html_of(entry.address)}"

    def named(entry: Cleared) -> str:
        return f"- {naming.of(entry)}"

    def mended(one: Changed) -> str:
        return "".join(f"\n  {mistake.date}: {mistake.what}" for mistake in one.corrections)

    groups: tuple[tuple[str, Iterable[str]], ...] = (
        ("New", (named(entry) + where(entry) for entry in found.added)),
        ("Corrected", (named(one.entry) + mended(one) + where(one.entry) for one in found.corrected)),
        ("Changed", (named(one.entry) + _parts(one) + where(one.entry) for one in found.others)),
        ("At a new address", (f"{named(one.entry)} (was {one.formerly}){where(one.entry)}" for one in found.renamed)),
        (
            "Withdrawn: take these out of copies that you keep or pass on",
            (f"- {address}" for address in found.withdrawn),
        ),
    )
    told = [f"What changed {since}, as of {found.day}"]
    for heading, rows in groups:
        if lines := list(rows):
            told += ["", f"{heading} ({len(lines)})", *lines]
    return "\n".join([*told, ""])


def _parts(one: Changed) -> str:
    return f": {', '.join(PART_NAMES.get(part, part) for part in one.parts)}" if one.parts else ""


def as_json(found: Changes) -> str:
    """The same as data: addresses, parts by their keys, and corrections."""

    def told(one: Changed) -> dict[str, Any]:
        mended = [{"date": mistake.date.isoformat(), "what": mistake.what} for mistake in one.corrections]
        more = {"corrections": mended} if mended else {}
        return {"address": _address(one.entry), "title": one.entry.record.title, "parts": list(one.parts), **more}

    whole = {
        "since": found.before or None,
        "date": found.day.isoformat(),
        "added": [{"address": _address(entry), "title": entry.record.title} for entry in found.added],
        "changed": [told(one) for one in found.changed],
        "renamed": [{"address": _address(one.entry), "formerly": one.formerly} for one in found.renamed],
        "withdrawn": list(found.withdrawn),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _address(entry: Cleared) -> str:
    return entry.address.removesuffix(".md")
