# Nothing calls home. A folder goes in, findings come out: every built file is read in its own language, and a file of a
# kind that nobody here can read is a finding too, so that nothing passes because it was overlooked. The policy in each
# page is a second lock: what this module cannot see in a script, the browser refuses.

"""The gate that a built site passes before it takes the place of the last one."""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..kept import Kept, digest_of
from ..problem import Problem
from ..processes import each
from .addresses import is_elsewhere, is_picture
from .finding import CAUSES, Violation, problems
from .markup import Link, in_xml
from .quick import Tags
from .scripts import in_script
from .styles import in_style

__all__ = ["CAUSES", "KINDS", "OUTGOING", "inspect", "is_kept"]

OUTGOING = "outgoing.html"
"""The page that lists all links to other sites; where they are many, the list goes on beside it."""
_OUTGOING = re.compile(r"outgoing(--page-\d+)?\.html")

PASSIVE = {
    "pictures and sounds that hold no addresses":
        {"png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "mp3", "ogg", "opus", "m4a", "mp4", "webm", "woff2"},
    "read by other programs, when a reader opens them":
        {"pdf", "zip", "gz", "epub", "docx", "xlsx", "odt", "csv", "tsv", "bib", "ris", "ics", "vtt", "srt", "ttl"},
    "text that a browser shows as it is": {"txt", "md", "yaml", "yml", "jsonl"},
    "where a style sheet came from; read by developers' tools": {"map"},
    "pieces of the search index, and its code as WebAssembly, which reaches nothing but what its script hands it":
        {"pf_fragment", "pf_index", "pf_meta", "pf_filter", "pf_sort", "pagefind", "wasm"},
    "settings of web servers": {"conf"},
}  # fmt: skip
"""Kinds of files that load nothing, by the reason."""
PASSIVE_NAMES = {"_headers", "_redirects", ".htaccess", "Caddyfile", "CNAME", ".nojekyll"}

_TWIN = re.compile(r'hgPiece\("([^"\\]+)","([A-Za-z0-9+/=]*)"\)\n')


def inspect(
    site: Path, shown: str, *, digests: Mapping[str, str] | None = None, kept: Kept | None = None
) -> list[Problem]:
    """Everything in a built site that would call another host, store something, or breaks the site's policy.

    `shown` is what the folder is called in messages. Problems come in the order of their places. `digests` are those of all
    files by address, if they are known; what was found of files with these is in `kept`, and they are not read again.
    """
    kept, known = kept or Kept(), digests or {}
    addresses = sorted(digests) if digests is not None else sorted(_files(site))
    keys = {address: key for address in addresses if (key := _key(address, known))}
    led: dict[str, tuple[str, ...]] = {one: to for one, key in keys.items() if (to := kept.recall(key)) is not None}
    read = _read(site, shown, [address for address in addresses if address not in led])
    for address, look in read.items():
        if address in keys and not look.problems:
            kept.keep(keys[address], tuple(sys.intern(link.address) for link in look.links))
    own = [look for address, look in read.items() if _OUTGOING.fullmatch(address)]
    listed = {address for look in own for address in look.listed}
    below = tuple({beginning for look in own for beginning in look.listed_below})
    # Where a link stands is not kept: that is told of it is seldom, and then the page is read once more.
    read |= _read(
        site, shown, [one for one, to in led.items() if any(_is_unlisted(link, listed, below) for link in to)]
    )
    found = [problem for look in read.values() for problem in look.problems]
    for address, look in read.items():
        found += problems(f"{shown}/{address}", _unlisted(look.links, listed, below))
    return sorted(found)


def _files(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def is_kept(kept: Kept, address: str, digests: Mapping[str, str]) -> bool:
    """Whether it is known that a file is harmless."""
    key = _key(address, digests)
    return bool(key) and kept.recall(key) is not None


def _key(address: str, digests: Mapping[str, str]) -> bytes:
    """What stands for all that a look at a file goes by; nothing where it must be read, or is no plain file.

    That is what it holds, its name, and of the twin of a file that file. The pages that list links are always read.
    """
    value, beside = digests.get(address, ""), digests.get(address.rpartition(".")[0])
    if len(value) != DIGEST or (beside and len(beside) != DIGEST) or _OUTGOING.fullmatch(address):
        return b""
    return digest_of(value, address.rpartition("/")[2], beside)


DIGEST = 64
"""How long the digest of a file is; what stands for a link or an unreadable file is shorter."""


def _read(site: Path, shown: str, addresses: list[str]) -> dict[str, _Look]:
    """What comes of reading these, as far as they are files."""
    tags = Tags()
    paths = [path for address in addresses if (path := site / address).is_file()]
    there = [path.relative_to(site).as_posix() for path in paths]
    looks = each(lambda number: _look(paths[number], f"{shown}/{there[number]}", tags), range(len(paths)))
    return dict(zip(there, looks, strict=True))


class _Look(NamedTuple):
    """What came of reading one file."""

    problems: list[Problem]
    links: Sequence[Link] = ()
    listed: Sequence[str] = ()
    listed_below: Sequence[str] = ()


def _look(path: Path, shown: str, tags: Tags) -> _Look:
    try:
        if _kind(path) not in HTML:
            return _Look(problems(shown, _in_file(path)))
        page = tags.read(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        return _Look(problems(shown, [Violation(1, 1, "not-readable", "it is not UTF-8")]))
    return _Look(problems(shown, page.findings), page.links, page.listed, page.listed_below)


HTML = {"html", "htm", "xhtml", "shtml"}


def _kind(path: Path) -> str:
    return path.name.lower().rpartition(".")[2] if "." in path.name else ""


def _unlisted(links: Sequence[Link], listed: set[str], below: tuple[str, ...]) -> Iterator[Violation]:
    for line, column, address in links:
        if _is_unlisted(address, listed, below):
            yield Violation(line, column, "link-not-listed", address)


def _is_unlisted(address: str, listed: set[str], below: tuple[str, ...]) -> bool:
    return address not in listed and not address.startswith(below)


def _in_file(path: Path) -> Iterator[Violation]:
    kind = _kind(path)
    if kind in READERS:
        yield from READERS[kind](path, path.read_text("utf-8-sig"))
    elif path.name not in PASSIVE_NAMES and not any(kind in kinds for kinds in PASSIVE.values()):
        yield Violation(1, 1, "not-readable", f"files of the kind {kind or path.name} are not known here")


def _script(path: Path, text: str) -> Iterator[Violation]:
    """A script; or the twin of a file, for folders, which must hand over the very bytes of the file beside it."""
    if not text.startswith("hgPiece("):
        yield from in_script(text, path.name)
        return
    found = _TWIN.fullmatch(text)
    beside = path.with_suffix("")
    if not found or not beside.is_file() or base64.b64decode(found[2]) != beside.read_bytes():
        yield Violation(1, 1, "not-readable", "it hands over other bytes than the file beside it")


def _json(path: Path, text: str) -> Iterator[Violation]:
    """JSON is data, which loads nothing by itself, unless it is a manifest: browsers act on that."""
    try:
        value = json.loads(text)
    except ValueError as error:
        yield Violation(getattr(error, "lineno", 1), getattr(error, "colno", 1), "not-readable", str(error))
        return
    if path.suffix == ".webmanifest" or path.stem in ("manifest", "site"):
        for address in _texts(value):
            if is_elsewhere(address) and not is_picture(address) and " " not in address:
                line = text.count("\n", 0, max(text.find(json.dumps(address)), 0)) + 1
                yield Violation(line, 1, "loads-from-elsewhere", address)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


READERS: dict[str, Callable[[Path, str], Iterator[Violation]]] = {
    "css": lambda _, text: in_style(text),
    "js": _script,
    "mjs": _script,
    "svg": lambda _, text: in_xml(text, is_picture_file=True),
    "xml": lambda _, text: in_xml(text, is_picture_file=False),
    "atom": lambda _, text: in_xml(text, is_picture_file=False),
    "rss": lambda _, text: in_xml(text, is_picture_file=False),
    "json": _json,
    "jsonld": _json,
    "webmanifest": _json,
}
"""How a file is read, by the ending of its name."""
KINDS = frozenset((*HTML, *READERS, *(kind for kinds in PASSIVE.values() for kind in kinds)))
"""The kinds of files that are known here, by the endings of their names."""
