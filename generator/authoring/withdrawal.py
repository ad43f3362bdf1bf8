# In an emergency somebody with no time writes one line, and must not get it wrong. What a program can do to a file is done
# here, on its lines and not on its values, so that comments, order and line ends stay; what comes of it for all other
# records is told by the check, as ever.

"""Withdrawing a record by its name."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..check.likeness import nearest
from ..check.withdrawn import NAMES, is_withdrawn, read_withdrawn
from ..clearance.departed import NEUTRAL, names_borne
from ..clearance.reading import letters_of
from ..document import Document, read
from ..folders import RECORDS
from ..problem import Problem, quote
from ..schema import KINDS, LessonRef
from ..schema.walk import references
from ..site import Examined
from .lines import block

_KEY = "withdrawn"


class Refused(Exception):
    """Nothing was written; the message says why, and what to do."""


@dataclass(frozen=True)
class Written:
    """What was done to a file: its path in the library, since when it is withdrawn, and which keys and lines went."""

    path: str
    date: str
    was_withdrawn: bool
    keys: tuple[str, ...]
    lines: int


def find(root: Path, name: str, kind: str | None) -> Path:
    """The file of the record that somebody names by its slug, by its address or by its path."""
    parts = Path(name.removesuffix(".md").strip("/")).parts[-2:]
    slug = parts[-1] if parts else ""
    kind = kind or (parts[0] if len(parts) > 1 and parts[0] in KINDS else None)
    files = {path.parent.name: path for path in sorted((root / RECORDS).glob(f"*/{slug}.md"))} if _is_name(slug) else {}
    found = {folder: path for folder, path in files.items() if folder in KINDS and kind in (None, folder)}
    if len(found) > 1:
        ways = " or ".join(f"--kind {folder}" for folder in found)
        raise Refused(
            f"{len(found)} records are called {slug}: {', '.join(_shown(path, root) for path in found.values())}. Add {ways}"
        )
    if not found:
        known = {path.stem for path in (root / RECORDS).glob(f"{kind or '*'}/*.md") if path.parent.name in KINDS}
        match = nearest(slug, known)
        hint = (
            f"The nearest name is {match}; look whether you mean it" if match else f"Look into {RECORDS}/{kind or ''}"
        )
        raise Refused(
            f"there is no record called {quote(slug or name)}{f' in {RECORDS}/{kind}/' if kind else ''}. {hint}"
        )
    return next(iter(found.values()))


def _is_name(slug: str) -> bool:
    return bool(slug) and all(sign.isalnum() or sign in "-_." for sign in slug)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def withdraw(path: Path, root: Path, today: datetime.date, *, strip: bool = False, neutral: bool = False) -> Written:
    """Mark a record as withdrawn. `strip` takes out all but its names, `neutral` these as well."""
    relative = _shown(path, root)
    raw = path.read_bytes()
    end = "\r\n" if b"\r\n" in raw else "\n"
    document, problems = read(path, relative)
    if problems and not (strip and neutral):
        raise Refused(
            f"{_first(problems)}\nMend that, or withdraw it with --strip --neutral, which needs nothing of the file"
        )
    # What is mended in memory so that its faults can be told is not good enough to be written.
    document = None if problems else document
    date = _date_in(document) if document else None
    lines = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").splitlines()
    told = _date_lines(document, lines) if document and date else [f"{_KEY}:", f"  date: {today}"]
    if strip or neutral:
        new = ["---", *([f"title: {NEUTRAL}"] if neutral else _names(document, lines)), *told, "---"]
    else:
        assert document is not None
        new = lines if date else _marked(document, lines, today)
    changed = new != lines
    if changed:
        _write(path, relative, end.join([*new, ""]))
    gone = (
        [key for key in (document.front.pairs if document else {}) if key not in (*NAMES, _KEY)]
        if strip or neutral
        else []
    )
    return Written(relative, date or str(today), bool(date), tuple(gone), max(0, len(lines) - len(new)))


def _first(problems: Iterable[Problem]) -> str:
    return next(map(str, problems), "the file cannot be read")


def _date_in(document: Document) -> str | None:
    if not is_withdrawn(document) or document.front.pairs[_KEY][1].value() is None:
        return None
    leaving, problems = read_withdrawn(document)
    if leaving is None or leaving.stub.record.withdrawn is None:
        raise Refused(f"{_first(problems)}\nThe record has `{_KEY}` already, and it cannot be read")
    return str(leaving.stub.record.withdrawn.date)


def _marked(document: Document, lines: list[str], today: datetime.date) -> list[str]:
    """The lines of a file with the mark below its title; comments stay with what they stand above."""
    if is_withdrawn(document):
        at = document.key_place(_KEY).line
        return [*lines[:at], f"  date: {today}", *lines[at:]]
    _, at = block(document, "title" if "title" in document.front.pairs else next(iter(document.front.pairs)), lines)
    return [*lines[:at], f"{_KEY}:", f"  date: {today}", *lines[at:]]


def _names(document: Document | None, lines: list[str]) -> list[str]:
    assert document is not None
    fields = KINDS[document.kind].model_fields
    kept = [block(document, key, lines) for key in NAMES if key in document.front.pairs and key in fields]
    return [line for start, end in kept for line in lines[start:end]]


def _date_lines(document: Document, lines: list[str]) -> list[str]:
    start, end = block(document, _KEY, lines)
    return lines[start:end]


def _write(path: Path, relative: str, text: str) -> None:
    """Write the file whole, or not at all, and only if it is then a withdrawn record."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(text.encode())
        document, problems = read(new, relative)
        leaving, more = read_withdrawn(document) if document and is_withdrawn(document) else (None, [])
        if leaving is None or problems:
            fix = "Write `withdrawn:` into the file by hand, with `date:` below it, or use --strip --neutral"
            raise Refused(f"{_first([*problems, *more])}\n{fix}")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


@dataclass(frozen=True)
class Consequences:
    """What follows elsewhere: who refers to the record and needs no edit, who bears its name, and which places are left."""

    referring: tuple[str, ...]
    borne_by: tuple[str, ...]
    left: tuple[Problem, ...]


def consequences(found: Examined, path: str) -> Consequences:
    """What the withdrawal of the record in a file means for a library that was examined since."""
    kind, slug = Path(path).parent.name, Path(path).stem
    own = next((entry for entry in found.entries if entry.document.path == path), None)
    others = [entry for entry in found.entries if entry is not own and entry.record.withdrawn is None]
    key = (kind, slug)
    referring = sorted(
        entry.document.path
        for entry in others
        if any(
            (ref.home if isinstance(ref, LessonRef) else (ref.kind, str(ref))) == key
            for _, ref in references(entry.record)
        )
    )
    names = {letters_of(name) for name in names_borne(own.record)} - {"", letters_of(NEUTRAL)} if own else set()
    borne = sorted(
        entry.document.path for entry in others if names & {letters_of(name) for name in names_borne(entry.record)}
    )
    left = tuple(
        problem
        for problem in found.problems
        if problem.severity == "error" or (problem.rule.startswith("withdrawn-") and path in problem.message)
    )
    return Consequences(tuple(referring), tuple(borne), left)
