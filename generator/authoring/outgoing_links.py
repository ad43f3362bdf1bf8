# Which addresses elsewhere the library gives its readers, where each of them is written, and what is to be done about it. Only
# what is published is asked for: whoever watches a line must not learn from a check what a record holds back.
# What came of it is written down after each address, so that a run that was stopped goes on where it was.

"""Checking the links that lead away from the library."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .. import __version__
from ..clearance import Cleared
from ..document import slug_of
from ..folders import DOCS
from ..network import Reply
from ..problem import Place, quote
from ..schema import Citation
from ..schema.citations import SHARED, Work
from ..schema.walk import walk
from ..site import Examined
from ..story.marks import ELSEWHERE

REPORT = Path("build") / "links.json"
_WHOLE = re.compile(r"https?://\S+")
_WITHIN = re.compile(ELSEWHERE)


@dataclass(frozen=True)
class Asked:
    """What an address answered on a day."""

    day: str
    status: int
    failure: str
    address: str
    moved: str

    @classmethod
    def of(cls, reply: Reply, today: datetime.date) -> Asked:
        """The same of a reply that came today."""
        return cls(today.isoformat(), reply.status, reply.failure, reply.address, reply.moved)


def agent(found: Examined) -> str:
    """Under which name the library asks: its own, and where its records lie; no person's."""
    title = slug_of(found.library.title) if found.library else ""
    repository = f" (+{found.library.repository})" if found.library and found.library.is_placed else ""
    return f"{title}-link-check/{__version__}{repository}"


def links(found: Examined) -> dict[str, list[Place]]:
    """Every address elsewhere that published records and pages give, and where each is written."""
    published = {address for entry in found.published for address in _given(entry)}
    places: dict[str, list[Place]] = {}
    for entry in found.entries:
        document = entry.document
        for one in walk(entry.record):
            is_told_there = isinstance(one.owner, Citation) and one.owner.source and one.field in SHARED
            if (address := _address(one.owner, one.field, one.value)) in published and not is_told_there:
                places.setdefault(str(address), []).append(document.place(*one.steps))
        for match in _WITHIN.finditer(document.body):
            if match[1] in published:
                places.setdefault(match[1], []).append(document.body_place(match.start()))
    for path, text in found.published_docs.items():
        if isinstance(text, str) and path.endswith(".md"):
            for match in _WITHIN.finditer(text):
                places.setdefault(match[1], []).append(Place(f"{DOCS}/{path}", text.count("\n", 0, match.start()) + 1))
    return {address: sorted(set(where)) for address, where in sorted(places.items())}


def _given(entry: Cleared) -> Iterator[str]:
    found = (_address(one.owner, one.field, one.value) for one in walk(entry.record))
    yield from (address for address in found if address)
    yield from _WITHIN.findall(entry.body)


def _address(owner: object, field: str, value: object) -> str | None:
    """The web address that a value is; of a DOI, where it leads."""
    if isinstance(owner, Work) and field == "doi":
        return owner.doi_address
    return value if isinstance(value, str) and _WHOLE.fullmatch(value) else None


def chosen(
    all_links: Mapping[str, list[Place]], paths: tuple[str, ...] = (), hosts: tuple[str, ...] = ()
) -> dict[str, list[Place]]:
    """The links of some files and folders, on some hosts; all where none are named."""
    found = {}
    for address, places in all_links.items():
        host = urlsplit(address).hostname or ""
        where = [place for place in places if not paths or any(_is_below(place.path, path) for path in paths)]
        if where and (not hosts or any(host == one or host.endswith(f".{one}") for one in hosts)):
            found[address] = where
    return found


def _is_below(path: str, top: str) -> bool:
    return top in ("", ".") or path == top or path.startswith(f"{top.rstrip('/')}/")


def read_report(path: Path) -> dict[str, Asked]:
    """What earlier runs wrote down; nothing where that cannot be read."""
    try:
        return {address: Asked(**one) for address, one in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_report(path: Path, asked: Mapping[str, Asked]) -> None:
    """Write down what is known, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    rows = {address: asdict(one) for address, one in sorted(asked.items())}
    new.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", "utf-8")
    os.replace(new, path)


def ask_all(
    addresses: Iterable[str],
    visit: Callable[[str], Reply],
    report: Path,
    today: datetime.date,
    older_than: int,
) -> Iterator[tuple[str, Asked, bool]]:
    """What each address answered, and whether it was asked now; not again if it was asked fewer than `older_than` days ago."""
    known = read_report(report)
    for address in addresses:
        last = known.get(address)
        is_new = last is None or (today - datetime.date.fromisoformat(last.day)).days >= older_than
        if is_new:
            known[address] = Asked.of(visit(address), today)
            write_report(report, known)
        yield address, known[address], is_new


_ARCHIVE = "See whether an archive of the web has it, and write that copy as `archived:`; else take `url:` out"
_FAILURES = {
    "loop": ("redirects lead in a circle", _ARCHIVE),
    "timeout": ("did not answer in time", "Ask again another day; if it stays so, write a copy as `archived:`"),
    "no-answer": ("did not answer", "Ask again another day; if it stays so, write a copy as `archived:`"),
    "unknown-host": ("has a host that nobody knows any more", _ARCHIVE),
    "certificate": (
        "has a certificate that is not valid",
        "Open it yourself before you trust it; write a copy as `archived:`",
    ),
    "unsafe": ("is not on the public network, and was not asked", "Correct it, or take it out"),
    "robots": ("asks programs to stay away", "Open it yourself"),
}


def verdict(address: str, asked: Asked) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do; nothing where it answers from its own place."""
    if asked.failure:
        return _FAILURES.get(asked.failure, _FAILURES["no-answer"])
    if asked.status in (404, 410):
        return f"is gone ({asked.status})", _ARCHIVE
    if asked.status in (401, 402, 403, 429, 451):
        return f"does not show itself to programs ({asked.status})", "Open it yourself"
    if not 200 <= asked.status <= 299:
        return f"has trouble ({asked.status})", "Ask again another day; if it stays so, write a copy as `archived:`"
    if asked.moved and asked.moved != address:
        return f"has moved to {quote(asked.moved, 2000)}", "Look whether that is the same page, and correct the address"
    return None


def as_text(rows: Iterable[tuple[str, list[Place], Asked]]) -> str:
    """One line for each place of an address with which something is wrong."""
    lines = []
    for address, places, asked in rows:
        if found := verdict(address, asked):
            lines += [f"{place}: {address} {found[0]}, {asked.day}. {found[1]}.\n" for place in places]
    return "".join(sorted(lines))


def as_json(rows: Iterable[tuple[str, list[Place], Asked]]) -> str:
    """Everything that was asked, for other programs."""
    told = []
    for address, places, asked in rows:
        wrong, fix = verdict(address, asked) or ("", "")
        where = [{"path": place.path, "line": place.line, "column": place.column} for place in places]
        told.append({"url": address, **asdict(asked), "wrong": wrong, "fix": fix, "places": where})
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
