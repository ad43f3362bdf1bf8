# A page in one look. Nearly all that a host writes is of one plain form, and most tags stand on thousands of pages. So a page is
# parted into its tags by one expression, and each tag that has not been met before is handed to the reader of `markup.py` by
# itself; what was found to be harmless there is harmless wherever it stands. Whatever is not of that form, or is not
# harmless, is left to that reader, which reads the page from its beginning: it alone judges and says where. A test
# compares the two over all pages and over many broken ones.

"""Reading a page that is written as hosts write pages, tag by tag that is new."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .finding import Violation, place_in
from .markup import RAW, Link, Reading

_TAG = re.compile(
    r"""(<(?:
        /?[a-z][a-z0-9-]*(?:[ \n\t]+[A-Za-z_:@][\w:.@-]*(?:="[^"<]*")?)*[ \n\t]*/?>
      | !doctype[ ]html>
      | !--(?!-?>)[^<>-]*(?:-[^<>-]+)*-->
    ))""",
    re.VERBOSE | re.ASCII,
)
"""A tag in the form in which Python's parser and every browser see the same: quoted values, and no `<` in them."""
_UNCLEAR_SIGN = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|[ \n])", re.ASCII)
"""An `&` that may be read in several ways."""
_ANY = re.compile(r' (?:href="(?!/)[\w.#/%-]+"|(?:id|title|alt|aria-label|aria-labelledby)="[^"]*")')
"""An attribute that leads to another place of the site, or is read out: to which, and what it says, changes nothing."""


class Seen(NamedTuple):
    """What a page holds, as `Reading` has it."""

    findings: list[Violation]
    links: list[Link]
    listed: list[str]
    listed_below: list[str]


class _Judged(NamedTuple):
    """What a harmless tag does: where it leads out of the site, what it lists, and whether it is or may stand before the policy."""

    links: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    is_policy: bool = False
    is_before: bool = False


_NOTHING = _Judged()


class Tags:
    """Reads pages one after the other, and remembers what it found of each tag."""

    def __init__(self) -> None:
        self._known: dict[str, _Judged | None] = {}
        self._alike: dict[str, _Judged | None] = {}

    def read(self, html: str) -> Seen | Reading:
        """A page as `Reading` would read it."""
        pieces = _TAG.split(html)
        texts, tags = pieces[::2], pieces[1::2]
        between = "\0".join(texts)
        if "<" in between or "&" in texts[-1] or _UNCLEAR_SIGN.search(between):
            return Reading(html)
        distinct = dict.fromkeys(tags)
        judged = {tag: self._judged(tag) for tag in distinct}
        if None in judged.values() or not _raw_is_plain(tags) or not _begins_with_policy(distinct, judged):
            return Reading(html)
        seen = Seen([], [], [], [])
        for tag, found in judged.items():
            if found and found is not _NOTHING:
                seen.links.extend(_links(html, tag, found))
                seen.listed.extend(found.listed)
                seen.listed_below.extend(found.below)
        return seen

    def _judged(self, tag: str) -> _Judged | None:
        if tag not in self._known:
            alike = _ANY.sub(_emptied, tag)
            if alike not in self._alike:
                self._alike[alike] = _judge(alike)
            self._known[tag] = self._alike[alike]
        return self._known[tag]


def _emptied(attribute: re.Match[str]) -> str:
    return f'{attribute[0].partition("=")[0]}="x"'


def _judge(tag: str) -> _Judged | None:
    """What a tag does by itself; None unless it is harmless."""
    alone, behind = Reading(tag), Reading(tag, has_policy=True)
    if behind.findings:
        return None
    links = tuple(link.address for link in behind.links)
    is_policy = not alone.findings
    is_before = [found.text for found in alone.findings] == ["nothing of the kind"]
    made = _Judged(links, tuple(behind.listed), tuple(behind.listed_below), is_policy, is_before)
    return _NOTHING if made == _NOTHING else made


def _raw_is_plain(tags: list[str]) -> bool:
    """Whether each script ends with the next tag, so that no tag stands in one."""
    return all(
        at + 1 < len(tags) and tags[at + 1] == f"</{next(name for name in RAW if tag.startswith(f'<{name}'))}>"
        for at, tag in enumerate(tags)
        if tag.startswith(_RAW_BEGINS)
    )


_RAW_BEGINS = tuple(f"<{name}" for name in RAW)


def _begins_with_policy(tags: Iterable[str], judged: dict[str, _Judged | None]) -> bool:
    """Whether the policy stands before all that must not stand before it."""
    for tag in tags:
        found = judged[tag]
        if found is None or not found.is_before:
            return found is not None and found.is_policy
    return False


def _links(html: str, tag: str, found: _Judged) -> Iterable[Link]:
    at = html.find(tag) if found.links else -1
    while at >= 0:
        line, column = place_in(html, at)
        yield from (Link(line, column, address) for address in found.links)
        at = html.find(tag, at + len(tag))
