# Where the front matter begins and ends. What is harmless is taken as it was meant: blank lines above, spaces before the
# hyphens. What only looks like a line of --- (a word processor's long dashes, three dots, a fence around it all) is named
# for what it is, at its own line, and the file is read on as if the line were right, so that one run tells the rest too.

"""From the text of a file to a document, or to what keeps it from being one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from ..kept import digest_of
from ..problem import Edit, Place, Problem, quote
from ..rules import broken
from .bounds import within_bounds
from .hidden import HIDDEN, hidden_characters
from .nodes import Document
from .tree import tree
from .versions import first_version, two_versions

_HYPHENS = YAMLHandler.FM_BOUNDARY
"""What python-frontmatter, which many tools of this field read records with, takes for the end of front matter."""
_DASHES = re.compile(
    r"(?=.*[^\s-]|--|- -)[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2500]+(?: [-\u2010-\u2015\u2212]+)*[ \t]*"
)
"""Lines of dashes that are no line of hyphens: what Word, telephones and quick fingers make of it."""
_OTHER_END = re.compile(r"(?:\.{3}|\*{3,}|_{3,})[ \t]*")
_FENCE = re.compile(r"(```+|~~~+)[ \t]*\w*[ \t]*")
_KEY = re.compile(r"[\w-]+:(?=\s|$)")


@dataclass(frozen=True)
class _Front:
    """The rows of the front matter: from `first` until just before `last`; the body begins with row `body`."""

    first: int
    last: int
    body: int


def parse(text: str, relative: str) -> tuple[Document | None, list[Problem]]:
    """The document in a text, or what keeps it from being read. `relative` is its path in the library.

    A text with mistakes that can be mended in memory gives both: a document to look at further, and the problems.
    """
    problems = list(hidden_characters(text, relative))
    rows = text.split("\n")
    if problems:
        rows = [HIDDEN.sub(" ", row) for row in rows]
    if found := list(two_versions(text, relative)):
        problems += found
        rows = first_version(rows)
    rows, indent = _without_common_indent(rows, relative, problems)
    front = _boundaries(rows, relative, problems)
    if front is None:
        return None, problems
    keys, found = tree("\n".join([*rows[front.first : front.last], ""]), relative, front.first)
    problems += found
    if keys is None:
        return None, problems
    start = next((at for at in range(front.body, len(rows)) if rows[at].strip()), len(rows))
    folders = relative.split("/")
    kind, slug = ("" if len(folders) < 3 else folders[-2]), folders[-1].removesuffix(".md")
    line = min(start, len(rows) - 1) + 1
    body, found = within_bounds("\n".join(rows[start:]).rstrip() + "\n", relative, line)
    document = Document(relative, kind, slug, keys, body, line, indent)
    object.__setattr__(document, "content", digest_of(relative, text))
    return document, [*problems, *found]


def _without_common_indent(rows: list[str], relative: str, problems: list[Problem]) -> tuple[list[str], int]:
    """The rows without the spaces before all of them, as one gets who copies an example out of a guide's source."""
    at = next((at for at, row in enumerate(rows) if row.strip()), 0)
    width = len(rows[at]) - len(rows[at].lstrip(" \t"))
    if width < 2 and not rows[at].startswith("\t"):
        return rows, 0
    if not _is_mark(rows[at].lstrip(" \t")):
        return rows, 0
    start = rows[at][:width]
    what = "tab" if "\t" in start else f"{width} spaces"
    message = f"the front matter is indented by {'a ' if what == 'tab' else ''}{what}, as in an example of a guide"
    fix = f"Take {'the tab' if what == 'tab' else f'the {what}'} away from the beginning of each line"
    is_common = all(row.startswith(start) or not row.strip() for row in rows)
    edits = [Edit(Place(relative, at), row, row[width:]) for at, row in enumerate(rows, 1) if is_common and row.strip()]
    problems.append(broken("no-front-matter", Place(relative, at + 1), message, fix, tuple(edits)))
    if is_common:
        return [row[width:] for row in rows], width
    return [row.removeprefix(start) for row in rows], 0


def _is_mark(row: str) -> bool:
    return bool(_HYPHENS.fullmatch(row) or _DASHES.fullmatch(row))


def _boundaries(rows: list[str], relative: str, problems: list[Problem]) -> _Front | None:
    first = _beginning(rows, relative, problems)
    if first is None:
        return None
    for at in range(first, len(rows)):
        row = rows[at][1:] if rows[at].startswith(" ") else rows[at]
        if _HYPHENS.fullmatch(row):
            return _Front(first, at, at + 1)
        if _DASHES.fullmatch(row) or (_OTHER_END.fullmatch(row) and not _more_keys(rows, at + 1)):
            problems.append(_named(rows[at], Place(relative, at + 1), "ends"))
            return _Front(first, at, at + 1)
    at = _guessed_end(rows, first)
    fix = "End it with a line of ---" + (f" above {quote(rows[at], 40)}" if at < len(rows) else "")
    place = Place(relative, min(at, len(rows) - 1) + 1)
    repair = (Edit(place, rows[at], f"---\n{rows[at]}"),) if at < len(rows) and rows[at].startswith("##") else ()
    problems.append(broken("no-front-matter", place, "the front matter is not closed", fix, repair))
    return _Front(first, at, at) if any(row.strip() for row in rows[first:at]) else None


def _beginning(rows: list[str], relative: str, problems: list[Problem]) -> int | None:
    """The row after the line of ---, or after what stands in its place."""
    at = next((at for at, row in enumerate(rows) if row.strip()), len(rows))
    row, place = rows[at].strip(" \t") if at < len(rows) else "", Place(relative, at + 1)
    if _HYPHENS.fullmatch(row):
        return at + 1
    if _DASHES.fullmatch(row):
        problems.append(_named(rows[at], place, "begins"))
        return at + 1
    below = next((one for one in range(at + 1, min(at + 20, len(rows))) if _begins_front(rows, one)), None)
    what, fix = "", "Begin with a line of ---, then `title:` and the rest, then another ---"
    found = None
    repair: tuple[Edit, ...] = ()
    if _FENCE.fullmatch(row):
        what, fix = f"the front matter stands in a fence of {row.split(' ')[0][:3]}", "Take out the fence's two lines"
        found = below + 1 if below is not None else at + 1
        if below is None and (last := _closing_fence(rows, at + 1, row[:3])):
            fix = "Write --- in the place of each of the fence's two lines"
            repair = tuple(Edit(Place(relative, one + 1), rows[one], "---") for one in (at, last))
            rows[last] = "---"
        elif last := _last_fence(rows, row[:3]):
            repair = tuple(Edit(Place(relative, one + 1), rows[one], "") for one in (at, last))
            rows[last] = ""
    elif below is not None:
        what, fix = f"{quote(row, 40)} stands above the front matter", "Move it below the second line of ---"
        found = below + 1
    elif _KEY.match(row):
        what, fix, found = "the line of --- above the first key is missing", "Write a line of --- above this one", at
        repair = (Edit(place, rows[at], f"---\n{rows[at]}"),)
    elif row == "+++":
        what = "+++ begins front matter of another kind (TOML)"
        fix = "Write it between two lines of ---, each line as `key: value` with a colon"
    elif row:
        what = "the file does not begin with a line of ---"
    problems.append(
        broken("no-front-matter", place if row else Place(relative), what or "the file is empty", fix, repair)
    )
    return found


def _begins_front(rows: list[str], at: int) -> bool:
    """Whether a line of --- with a key below it stands here."""
    return bool(_HYPHENS.fullmatch(rows[at]) and _more_keys(rows, at + 1))


def _more_keys(rows: list[str], start: int) -> bool:
    """Whether the next row with something in it begins with a key."""
    return bool(next((_KEY.match(row) for row in rows[start : start + 50] if row.strip()), None))


def _closing_fence(rows: list[str], start: int, fence: str) -> int:
    """The fence's second row, where it alone stands around the keys, in the place of ---; else 0."""
    last = next(
        (at for at in range(start, len(rows)) if rows[at].strip() == fence or _HYPHENS.fullmatch(rows[at])), None
    )
    return last if last is not None and rows[last].strip() == fence and _more_keys(rows, start) else 0


def _last_fence(rows: list[str], fence: str) -> int:
    """The last row with something in it, if it is a fence's second one; else 0."""
    last = next((at for at in range(len(rows) - 1, -1, -1) if rows[at].strip()), 0)
    return last if rows[last].strip() == fence else 0


def _guessed_end(rows: list[str], first: int) -> int:
    """The row before which a front matter that is not closed most likely ends: a heading, or a paragraph, after a gap."""
    for at in range(first, len(rows)):
        row = rows[at]
        after_a_gap = at > first and not rows[at - 1].strip()
        if re.match(r"#{2,6}[ \t]+\S", row) and (after_a_gap or not _more_keys(rows, at + 1)):
            return at
        if after_a_gap and re.match(r"[^\s#-]", row) and not _KEY.match(row) and not _more_keys(rows, at + 1):
            return at
    return len(rows)


def _named(row: str, place: Place, verb: str) -> Problem:
    """What stands in place of a line of ---, said in words."""
    repair = (Edit(place, row, "---"),)
    row = row.strip()
    if re.search(r"[^\s.*_-]", row):
        what, rule = f"{quote(row)} is made of long dashes, which Word and telephones put for hyphens", "lookalike"
    else:
        what, rule = f"{quote(row)} is not the line that {verb} the front matter", "no-front-matter"
    return broken(rule, place, what, "Write three hyphens on this line and nothing else", repair)
