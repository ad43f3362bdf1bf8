# Files in, documents out. Whatever keeps a file from being read is a problem with a place, and the others are read all
# the same. Which files there are, walk.py says: links are not followed and sizes are limited.

"""Finding and reading the files of a library."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..folders import CARD, RECORDS
from ..kept import NOTHING, Kept, Memory, digest_of
from ..problem import Place, Problem, quote
from ..progress import Stage, begin, counted
from ..rules import broken
from .names import LONGEST, name_for, why_not
from .nodes import Document, Keys, Remembered, apart
from .parsing import parse
from .walk import MAX_BYTES, files, regular


def read_all(root: Path, kinds: frozenset[str], memory: Memory = NOTHING) -> tuple[list[Document], list[Problem]]:
    """Every document below `root`/practices, in order of path, and what was wrong with the rest.

    `kinds` are the folders that may hold records. Hidden files are passed over; links are not followed. `memory` has what came
    of files in the last run.
    """
    documents: list[Document] = []
    known = memory.of("documents")
    paths, problems = files(root, RECORDS)
    begin(Stage.READ, len(paths))
    for path in counted(paths):
        relative = path.relative_to(root).as_posix()
        found = list(_misplaced(path, relative, kinds))
        if found:
            problems += found
            continue
        text, found = read_text(path, relative)
        problems += found
        if text is not None:
            document, found = _remembered(text, relative, known)
            problems += found
            documents += [document] if document else []
    return documents, problems


def _remembered(text: str, relative: str, known: Kept) -> tuple[Document | None, list[Problem]]:
    """What `parse` gives, of which the front matter is read anew only when somebody asks for it."""
    content = digest_of(relative, text)
    if found := known.recall(content):
        kept, problems = found
        return kept and Remembered.of(kept, partial(_front, text, relative)), problems
    document, problems = parse(text, relative)
    known.keep(content, (document and apart(document), problems))
    return document, problems


def _front(text: str, relative: str) -> Keys:
    document, _ = parse(text, relative)
    assert document  # since it was one before
    return document.front


def _misplaced(path: Path, relative: str, kinds: frozenset[str]) -> Iterator[Problem]:
    place = Place(relative)
    folders = relative.split("/")[1:-1]
    if relative != CARD and (len(folders) != 1 or folders[0] not in kinds):
        known = ", ".join(sorted(kinds))
        yield broken("wrong-folder", place, "records of no kind lie here", f"Move it into one of practices/: {known}")
    if of := copied(path):
        message = f"a program left this copy of {of.name}: half saved, from before, or of another computer"
        yield broken("left-copy", place, message, f"Compare it with {of.name}, then take it out")
    elif path.suffix != ".md":
        is_text = path.suffix.lower() in ("", ".txt", ".text", ".markdown", ".mdown", ".md", ".yaml", ".yml")
        fix = (
            "Rename it to end in .md"
            if is_text
            else "Only texts that end in .md lie here: take it out, or copy its text into one"
        )
        yield broken("wrong-ending", place, f"the file ends in {quote(path.suffix)}", fix)
    elif path.stem.lower() in _ABOUT_FOLDERS:
        message = f"{path.name} tells of a folder, and every file in here is a record"
        yield broken(
            "reserved-name", place, message, "Take it out; what readers are to know of the library goes into docs/"
        )
    elif not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        yield broken(
            "bad-file-name",
            place,
            f"the name {quote(path.stem)} cannot be an address",
            f"Rename it with small letters a to z, digits and hyphens, such as {name_for(path.stem)}.md",
        )
    elif path.stem == "index":
        yield broken("reserved-name", place, "the name index is taken by the list of all", "Choose another name")
    elif reason := why_not(path.stem):
        rule = "bad-file-name" if len(path.stem) > LONGEST else "reserved-name"
        yield broken(rule, place, *reason)


_COPY = re.compile(
    r"#?(?P<of>[^#~]+?)(?:\.md)?"
    r"(?:[~#]|\.(?:bak|crdownload|old|orig|part|partial|rej|save|temp|tmp)"
    r"|(?: ?\(\d+\)| ?-? (?:copy|copia|copie|kopie)(?: \(?\d+\)?)?| \([^()]*conflicted copy[^()]*\)"
    r"|\.sync-conflict-[\w-]+|_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+)\.md)",
    re.IGNORECASE,
)
"""How editors, browsers, merge tools and programs that keep folders alike call what they leave beside a file."""


def copied(path: Path) -> Path | None:
    """The file beside this one of which a program left this copy, by its name; None if it is no copy."""
    found = _COPY.fullmatch(path.name)
    of = path.with_name(f"{found['of']}.md") if found else None
    return of if of and of != path and of.is_file() else None


_ABOUT_FOLDERS = {"readme", "license", "licence", "contributing", "changelog"}


# Reading one file


def read(path: Path, relative: str) -> tuple[Document | None, list[Problem]]:
    """The document in one file, or what keeps it from being read."""
    text, problems = read_text(path, relative)
    return parse(text, relative) if text is not None else (None, problems)


def read_text(path: Path, relative: str) -> tuple[str | None, list[Problem]]:
    """The text of a file with plain line ends and without a byte order mark, or what keeps it from being read."""
    place = Place(relative)
    if strange := list(regular(path, relative)):
        return None, strange
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
    except OSError as error:
        return None, [broken("unreadable", place, f"the file cannot be opened ({error.strerror})", "Check its rights")]
    if data.startswith(STAND_IN):
        return None, [broken("unreadable", place, "this is a stand-in of Git LFS, not the text", "Run: git lfs pull")]
    if b"\0" in data[:_HEAD] and (kind := _no_text(data)):
        return None, [broken("wrong-encoding", place, *kind)]
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = Place(relative, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message, fix = f"byte 0x{data[error.start]:02x} is not UTF-8", "Save the file as UTF-8 in your editor"
        if kind := _no_text(data):
            place, (message, fix) = Place(relative), kind
        return None, [broken("wrong-encoding", place, message, fix)]


STAND_IN = b"version https://git-lfs.github.com/spec/"
"""How a file begins that Git LFS leaves in the place of another."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
"""How pictures begin, such as one of a page or of a screen."""
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How files of office programs begin."""
_HEAD = 512


def _no_text(data: bytes) -> tuple[str, str] | None:
    """What a file is that is no plain text, and what to do; None if it may be one."""
    if data.startswith(_OFFICE):
        fix = "Copy its words into a new file with a plain text editor"
        return "this is a document of an office program, and no plain text", fix
    if data.startswith(_PICTURES) or data[4:8] == b"ftyp":  # what telephones take
        return "this is a picture, and no plain text", "Write what it says into a new file with a plain text editor"
    return None
