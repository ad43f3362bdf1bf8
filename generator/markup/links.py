# Nearly all links of the tree lead from one page to another, or to a place in one, and what stands for such a link on a page is the same
# on each page of its folder. These are found here, each once. All others are the host's to judge: it knows what is dead and how to say so.

"""Where the plain links of a page lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_TO_A_PAGE = re.compile(r"((?!/)[A-Za-z0-9_./-]+\.md)(?:#([A-Za-z0-9_:.-]+))?")
_PLACE = re.compile(r"[A-Za-z0-9_:.-]+")
_OUTSIDE = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9:/?#&+,;=._~%-]*)?")


class Target(NamedTuple):
    """What stands for a link, and what it leads to: the address of a page, empty outside of the library, and a place there."""

    url: str
    page: str
    place: str


class Links:
    """The links between the pages of a tree: `urls` has what becomes of each, `relative` writes one as seen from another."""

    def __init__(self, urls: Mapping[str, str], relative: Callable[[str, str], str]) -> None:
        self.urls = urls
        self.relative = relative
        self.found: dict[str, dict[str, Target | None]] = {}
        """What was found already, by the folders of pages and by links."""

    def of(self, page: str) -> Callable[[str], Target | None]:
        """What answers where a link on a page leads, or nothing where the host must say."""
        folder = posixpath.dirname(page)
        found = self.found.setdefault(folder, {})

        def target(href: str) -> Target | None:
            if href[:1] == "#":
                return Target(href, page, href[1:]) if _PLACE.fullmatch(href, 1) else None
            if href not in found:
                found[href] = self._target(page, folder, href)
            return found[href]

        return target

    def _target(self, page: str, folder: str, href: str) -> Target | None:
        if _OUTSIDE.fullmatch(href):
            return Target(href, "", "")
        parts = _TO_A_PAGE.fullmatch(href)
        if not parts or page not in self.urls:
            return None
        to = posixpath.normpath(posixpath.join(folder, parts[1]))
        if to not in self.urls:
            return None
        url = self.relative(self.urls[to], self.urls[page])
        return Target(f"{url}#{parts[2]}", to, parts[2]) if parts[2] else Target(url, to, "")
