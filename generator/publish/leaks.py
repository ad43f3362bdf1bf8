# The last look, and one that trusts nothing before it: every text that clearance took out is looked for in every byte of
# the built site, as it stands and as pages, scripts, addresses and packed indexes would write it. Names are looked for as a
# reader reads a page, by their letters alone. A build in which one is found does not replace the last good one.

"""Withheld texts in a built site."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..catalogue.citing.formats import tex
from ..clearance.reading import letters_of
from ..clearance.sought import BY_LETTERS, Secret, Sought
from ..clearance.spellings import ways_to_write
from ..folders import TEMPLATES
from ..pages.json_ld import in_script
from ..pages.open_data.csv_text import guarded
from ..problem import Place, Problem, quote
from ..processes import each

_PACKED = 3
"""How deep packages within packages are opened."""
_MOST = 100_000_000
"""No package is opened beyond this many bytes."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{32,}={0,2}")


def find_leaks(site: Path, secrets: Iterable[str], shown: str) -> list[Problem]:
    """One Problem for each file of a built site and each secret that is in it; `shown` is what the folder is called."""
    sought = _Sought(secrets)
    if not sought.secrets:
        return []
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return [
        Problem(Place(f"{shown}/{path.relative_to(site).as_posix()}"), "leak", message, _FIX)
        for path, messages in zip(paths, each(lambda path: list(_messages(path, sought)), paths), strict=True)
        for message in messages
    ]


_FIX = "Find which page or template prints it and mend that; until then nothing is published"


def _messages(path: Path, sought: _Sought) -> Iterator[str]:
    contents = [str(path).encode(), *contents_of(path.read_bytes())]
    found = {secret for content in contents for secret in sought.in_content(content)}
    for secret in sought.secrets:
        if secret in found:
            yield f"{quote(secret, 30)} is withheld, and is in this file"


def find_names(site: Path, names: Iterable[str], withdrawn: Iterable[str], shown: str) -> list[Problem]:
    """One Problem for each page or text of a built site and each long name that it tells, however it is written.

    Shorter names were looked for in what the pages are made of; by letters alone they would be found by chance. A name that the
    program's own words hold, such as that of a record called Open questions, is no secret in them; nor is one in the
    address of a record whose page (`cases/x.md`) was `withdrawn`, which stays known.
    """
    if not (names := tuple(names)):
        return []
    ours = letters_of("\n".join(path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.jinja"))))
    addresses = "|".join(re.escape(page.removesuffix(".md")) for page in withdrawn)
    known = re.compile(f"(?:{addresses})(?![\\w-])" if addresses else r"(?!)")
    ways = {
        letters: name
        for name in sorted(names)
        for way in ways_to_write(name)
        if len(letters := letters_of(way)) >= BY_LETTERS and letters not in ours
    }
    sought = Sought(Secret(name, "", form="name") for name in sorted(set(ways.values())))
    if not ways:
        return []

    def told(path: Path) -> list[str]:
        return _told_in(known.sub("", path.read_bytes().decode("utf-8", "replace")), ways, sought)

    paths = sorted(path for path in site.rglob("*") if path.suffix in _READ and path.is_file())
    return [
        Problem(
            Place(f"{shown}/{path.relative_to(site).as_posix()}"),
            "leak",
            f"{quote(name, 30)} is withheld, and this file tells it",
            _FIX,
        )
        for path, own in zip(paths, each(told, paths), strict=True)
        for name in own
    ]


_READ = frozenset(
    (
        ".html",
        ".xhtml",
        ".svg",
        ".json",
        ".jsonl",
        ".jsonld",
        ".js",
        ".txt",
        ".md",
        ".xml",
        ".bib",
        ".ris",
        ".csv",
        ".ttl",
    )
)
_TAG = re.compile(r"<[^<>]{0,5000}>")


def _told_in(text: str, ways: dict[str, str], sought: Sought) -> list[str]:
    """The names that a text tells: those whose letters stand in it, if a closer look at where words begin agrees."""
    letters = (letters_of(html.unescape(_TAG.sub("", text))), letters_of(html.unescape(text)))
    if not any(way in part for way in ways for part in letters):
        return []
    return sorted({hit.secret.name for hit in sought.in_text(text)})


class _Sought:
    """Secrets in all their forms, made so that a file is read once, however many they are.

    A file is taken apart into blocks of some bytes, one behind the other. Wherever a form of nearly twice that length stands
    in it, one block lies wholly within the form, and begins within the first bytes of it. So a form is looked for only
    where one of these pieces of it is among the blocks. Forms too short for any block are looked for one by one.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self.secrets = tuple(dict.fromkeys(secrets))
        self._pieces: dict[int, dict[bytes, set[tuple[bytes, str]]]] = {size: {} for size in _BLOCKS}
        self._short: list[tuple[bytes, str]] = []
        for secret in self.secrets:
            for form in forms_of(secret):
                size = next((size for size in _BLOCKS if len(form) >= 2 * size - 1), 0)
                if not size:
                    self._short.append((form, secret))
                for at in range(size):
                    self._pieces[size].setdefault(form[at : at + size], set()).add((form, secret))

    def in_content(self, content: bytes) -> set[str]:
        """The secrets that stand in these bytes."""
        suspects = set(self._short)
        for size, pieces in self._pieces.items():
            if pieces:
                blocks = {content[at : at + size] for at in range(0, len(content), size)}
                suspects |= {suspect for piece in blocks & pieces.keys() for suspect in pieces[piece]}
        return {secret for form, secret in suspects if form in content}


_BLOCKS = (24, 8)
"""Sizes of blocks, the largest first: the longer a piece, the fewer files have it by chance."""


def forms_of(secret: str) -> frozenset[bytes]:
    """The ways in which a file may hold a text: plain, escaped for HTML, JSON, CSV, TeX or an address, or in base64."""
    escaped = html.escape(secret)
    plain = {secret, escaped, html.escape(secret, quote=False)}
    # Templates write quotation marks as numbers, as `markupsafe` does.
    plain.add(escaped.replace("&quot;", "&#34;").replace("&#x27;", "&#39;"))
    plain |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    plain |= {guarded(secret), guarded(secret).replace('"', '""')}
    plain |= {tex(secret), in_script(json.dumps(secret, ensure_ascii=False))[1:-1]}
    plain |= {urllib.parse.quote(secret), urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret)}
    forms = {text.encode() for text in plain}
    data = secret.encode()
    for shift in range(3):
        # Only the middle is the same whatever stands before and after: the first and last groups mix with their neighbours.
        coded = base64.b64encode(bytes(shift) + data)
        middle = coded[4 if shift else 0 : len(data + bytes(shift)) // 3 * 4]
        if len(middle) >= 8:
            forms.add(middle)
    return frozenset(forms)


def contents_of(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes of a file, and of whatever is packed in them: gzip, zip, base64."""
    yield data
    if depth == _PACKED:
        return
    if data.startswith(b"\x1f\x8b"):
        yield from contents_of(_unzipped(data), depth + 1)
    elif data.startswith(b"PK\x03\x04"):
        yield from _members(data, depth)
    else:
        for match in _BASE64.finditer(data):
            yield from contents_of(_decoded(match[0]), depth + 1)


def _unzipped(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return packed.read(_MOST)
    except (OSError, EOFError, zlib.error):
        return b""


def _members(data: bytes, depth: int) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield info.filename.encode()
                with archive.open(info) as member:
                    yield from contents_of(member.read(_MOST), depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return b""
