# What is done with a site once the host has made its pages: the index and the header files are laid beside them, and all
# of it is tried before anybody may see it.

"""Finishing a built site, and trying it."""

from __future__ import annotations

from pathlib import Path

from .. import gate
from ..gate.policy import header_files
from ..problem import Problem
from ..site import Site
from .leaks import find_leaks, find_names
from .note_backlinks import in_reading_order
from .search_index import index

_SWITCH, _HIDDEN_SWITCH = '<input class="md-toggle"', '<input hidden class="md-toggle"'
"""The theme's two switches, for menus that are not here, which it hides by its style sheet. A page that came alone has none."""


def finish(folder: Path, site: Site, shown: str) -> list[Problem]:
    """Lay the search index and the header files beside the pages that a host has built of a site, and try it all.

    What is found is what a page would load from elsewhere, and what was to be held back. `shown` is what the folder is
    called in messages.
    """
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text("utf-8")
        if (mended := in_reading_order(text).replace(_SWITCH, _HIDDEN_SWITCH)) != text:
            page.write_text(mended, "utf-8")
    index(folder, site.language)
    for address, text in header_files().items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [
        *gate.inspect(folder, shown),
        *find_leaks(folder, site.secrets, shown),
        *find_names(folder, site.names, shown),
    ]
