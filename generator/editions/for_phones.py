# A phone's card and its unpacking program mind many small files more than their weight: each takes a block, and each takes a moment.
# So a copy for phones has less than half of them. What goes is what is never opened from a folder (settings of servers, pieces of the
# index that only a server hands out), what other programs read, and pages that say what other pages say: of two facets at once.

"""What a copy for phones holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from ..catalogue.facet_index import PAIRS
from ..publish.search_index import INDEX
from .unlinking import unlinked

_KINDS = frozenset(("html", "js", "css", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "woff2"))
"""Kinds of files that a page shows, or is made of."""
_PICTURES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "avif"))
_KEPT = frozenset(("withdrawn.json", f"{INDEX}/LICENSE.txt"))
_LEFT_OUT = re.compile(
    rf"(?:{'|'.join('-'.join(pair) for pair in PAIRS)})/(?:(?!--page-)[^/])+--(?!page-).*|developing/.*|404\.html"
)
"""Pages of two facets, those for developers, and the one that a server shows in place of another."""


def for_phones(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of the files of a site, by address, those of a copy for phones, without links to the others."""
    kept = {address: data for address, data in files.items() if _is_kept(address)}
    shown = b"".join(data for address, data in kept.items() if address.endswith((".html", ".css", ".js")))
    kept = {address: data for address, data in kept.items() if not _is_unused(address, shown)}

    def is_gone(address: str) -> bool:
        return address in files and address not in kept

    return {address: _mended(address, data, is_gone) for address, data in kept.items()}


def _is_kept(address: str) -> bool:
    if address.startswith(f"{INDEX}/"):
        return (address.endswith(".js") and address != f"{INDEX}/pagefind.js") or address in _KEPT
    return address in _KEPT or (address.rpartition(".")[2] in _KINDS and not _LEFT_OUT.fullmatch(address))


def _is_unused(address: str, shown: bytes) -> bool:
    """Whether it is a picture that nothing shows."""
    name = address.rpartition("/")[2]
    return name.rpartition(".")[2] in _PICTURES and quote(name).encode() not in shown and name.encode() not in shown


def _mended(address: str, data: bytes, is_gone: Callable[[str], bool]) -> bytes:
    return unlinked(data.decode(), address, is_gone).encode() if address.endswith(".html") else data
