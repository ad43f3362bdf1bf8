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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from ..catalogue.citing.formats import tex
from ..clearance.many_texts import ManyTexts
from ..clearance.reading import letters_of
from ..clearance.sought import BY_LETTERS, Secret, Sought
from ..clearance.spellings import ways_to_write
from ..folders import TEMPLATES
from ..gate import DIGEST
from ..kept import Kept, digest_of
from ..pages.json_ld import in_script
from ..pages.open_data.csv_text import guarded
from ..problem import Place, Problem, quote
from ..processes import each

_PACKED = 3
"""How deep packages within packages are opened."""
_MOST = 100_000_000
"""No package is opened beyond this many bytes."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{32,}={0,2}")


def find_leaks(
    site: Path,
    secrets: Iterable[str],
    shown: str,
    *,
    digests: Mapping[str, str] | None = None,
    kept: Kept | None = None,
) -> list[Problem]:
    """One Problem for each file of a built site and each secret that is in it; `shown` is what the folder is called.

    `digests` are those of all files by address, if they are known. Of which of them none of these secrets is in is `kept`, and
    what they hold is not looked through again; their addresses are.
    """
    sought = _sought(tuple(secrets))
    if not sought.secrets:
        return []
    paths = _files(site, digests)
    told = sought.in_content(
        "\n".join(map(str, paths.values())).encode()
    )  # in all addresses at once, since in most there is none
    in_names = {one: sought.in_content(str(path).encode()) for one, path in paths.items()} if told else {}

    def found(address: str) -> list[str]:
        return sorted(sought.in_file(paths[address]) | in_names.get(address, set()), key=sought.secrets.index)

    asked = digest_of("secrets", *sorted(sought.secrets))
    clean = _Clean(asked, digests, kept, {address for address, hits in in_names.items() if hits})
    return _problems(shown, clean.of_each(found, list(paths)), "{} is withheld, and is in this file")


@lru_cache(1)
def _sought(secrets: tuple[str, ...]) -> _Sought:
    """The same for whoever looks through the files of a site some after others."""
    return _Sought(secrets)


_FIX = "Find which page or template prints it and mend that; until then nothing is published"


def find_names(
    site: Path,
    names: Iterable[str],
    withdrawn: Iterable[str],
    shown: str,
    *,
    digests: Mapping[str, str] | None = None,
    kept: Kept | None = None,
) -> list[Problem]:
    """One Problem for each page or text of a built site and each long name that it tells, however it is written.

    Shorter names were looked for in what the pages are made of; by letters alone they would be found by chance. A name that the
    program's own words hold, such as that of a record called Open questions, is no secret in them; nor is one in the
    address of a record whose page (`cases/x.md`) was `withdrawn`, which stays known. `digests` and `kept` as above.
    """
    names, withdrawn = sorted(set(names)), sorted(withdrawn)
    if not names:
        return []
    asked = digest_of("names", len(names), *names, *withdrawn)
    paths = {one: path for one, path in _files(site, digests).items() if path.suffix in _READ}
    clean = _Clean(asked, digests, kept)
    if not (left := clean.to_read(list(paths))):
        return []
    told = _told_by(tuple(names), tuple(withdrawn))
    return _problems(shown, clean.of_each(lambda one: told(paths[one]), left), "{} is withheld, and this file tells it")


@lru_cache(1)
def _told_by(names: tuple[str, ...], withdrawn: tuple[str, ...]) -> Callable[[Path], list[str]]:
    """What says which of the names a file tells."""
    ours = letters_of("\n".join(path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.jinja"))))
    addresses = "|".join(re.escape(page.removesuffix(".md")) for page in withdrawn)
    known = re.compile(f"(?:{addresses})(?![\\w-])" if addresses else r"(?!)")
    ways = {
        letters: name
        for name in names
        for way in ways_to_write(name)
        if len(letters := letters_of(way)) >= BY_LETTERS and letters not in ours
    }
    sought = Sought(Secret(name, "", form="name") for name in sorted(set(ways.values())))

    def told(path: Path) -> list[str]:
        return _told_in(known.sub("", path.read_bytes().decode("utf-8", "replace")), ways, sought)

    return told if ways else lambda _: []


def _files(site: Path, digests: Mapping[str, str] | None) -> dict[str, Path]:
    """The files of a folder by their addresses, in the order of their paths. What is known to be a file is not asked for."""
    if digests is None:
        found = sorted(path for path in site.rglob("*") if path.is_file())
    else:
        addresses = sorted(digests, key=lambda address: address.split("/"))
        found = [site / one for one in addresses if len(digests[one]) == DIGEST or (site / one).is_file()]
    return {path.relative_to(site).as_posix(): path for path in found}


class _Clean:
    """Which files were looked through for the same, of which `asked` is the digest, and had nothing in them, by what they hold.

    Of what was sought no word is kept, and of a file in which something was found nothing. `suspect` are files to be looked at
    in any case.
    """

    def __init__(
        self, asked: bytes, digests: Mapping[str, str] | None, kept: Kept | None, suspect: Collection[str] = ()
    ) -> None:
        self._asked = asked
        self._digests = digests or {}
        self._kept = kept or Kept()
        self._suspect = suspect

    def to_read(self, addresses: Sequence[str]) -> list[str]:
        """Those of which it is not known."""
        known = {one for one in addresses if (key := self._key(one)) and self._kept.recall(key)}
        return [one for one in addresses if one in self._suspect or one not in known]

    def of_each(self, look: Callable[[str], list[str]], addresses: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """What a look finds in each file in which it finds something."""
        left = self.to_read(addresses)
        for address, found in zip(left, each(look, left), strict=True):
            if found:
                yield address, found
            elif key := self._key(address):
                self._kept.keep(key, True)

    def _key(self, address: str) -> bytes:
        value = self._digests.get(address, "")
        return digest_of(self._asked, value) if len(value) == DIGEST else b""


def _problems(shown: str, found: Iterable[tuple[str, list[str]]], message: str) -> list[Problem]:
    return [
        Problem(Place(f"{shown}/{address}"), "leak", message.format(quote(text, 30)), _FIX)
        for address, texts in found
        for text in texts
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
    parts = dict.fromkeys((_TAG.sub("", text), text))  # of most files that hold data these are one
    letters = [letters_of(html.unescape(part)) for part in parts]
    if not any(way in part for way in ways for part in letters):
        return []
    return sorted({hit.secret.name for hit in sought.in_text(text)})


class _Sought:
    """Secrets in all their forms, made so that a file is read once, however many they are."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self.secrets = tuple(dict.fromkeys(secrets))
        self._by_form: dict[bytes, set[str]] = {}
        for secret in self.secrets:
            for form in forms_of(secret):
                self._by_form.setdefault(form, set()).add(secret)
        self._forms = ManyTexts(self._by_form, _SIZES)

    def in_file(self, path: Path) -> set[str]:
        """The secrets that stand in a file, and in what is packed in it."""
        return {secret for content in contents_of(path.read_bytes()) for secret in self.in_content(content)}

    def in_content(self, content: bytes) -> set[str]:
        """The secrets that stand in these bytes."""
        return {secret for form in self._forms.standing_in(content) for secret in self._by_form[form]}


_SIZES = (24, 8)
"""How long blocks of files are."""


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
