# What is done with a site once the host has made its pages: the index and the header files are laid beside them, and all
# of it is tried before anybody may see it.

"""Finishing a built site, and trying it."""

from __future__ import annotations

import re
from pathlib import Path

from .. import gate
from ..gate.policy import Inline, header_files, inline_in
from ..problem import Problem
from ..site import Site
from .bare import lay_bare
from .copies import has_copies, lay_copies, with_copies
from .leaks import find_leaks, find_names
from .note_backlinks import in_reading_order
from .search_index import index

_FRAME = re.compile(r'^.*?(?=<h1|<nav [^>]*class="hg-trail")|(?<=</article>).*$', re.DOTALL)
_INDENT = re.compile(r"\n\s+")
_IDLE = re.compile(
    r'<input class="md-toggle"[^>]*>\n|<label class="md-overlay"[^>]*></label>\n'
    r'|<div data-md-component="(?:skip|announce)">.*?</div>\n|<div class="md-dialog" .*?</div>\n</div>\n'
    r'| data-md-component="[^"]*"',
    re.DOTALL,
)
"""What the theme's frame has for a script of its own, which is not here."""
_LEFT = re.compile(r'(<\w[^<>]*?) markdown="(?:1|block|span)"')
"""What told Python-Markdown to look into an element, and was left at some."""


def tidied(page: str) -> str:
    """A page whose frame has no empty lines, no spaces before its tags and nothing idle: of a case that is one part in twenty."""
    return _LEFT.sub(r"\1", _FRAME.sub(lambda part: _IDLE.sub("", _INDENT.sub("\n", part[0])), page))


def finish(folder: Path, site: Site, shown: str) -> list[Problem]:
    """Lay plain copies, the search index and the header files beside the pages that a host has built of a site, and try it all.

    What is found is what a page would load from elsewhere, and what was to be held back. `shown` is what the folder is
    called in messages.
    """
    inline: list[Inline] = []
    copied: dict[str, str] = {}
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text("utf-8")
        inline.append(inline_in(text))
        if (mended := with_copies(tidied(in_reading_order(text)), page.stem)) != text:
            page.write_text(mended, "utf-8")
        if has_copies(mended):
            copied[page.relative_to(folder).as_posix()] = mended
    lay_copies(folder, copied)
    lay_bare(folder / "assets")
    index(folder, site.language)
    for address, text in header_files(_together(inline)).items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [
        *gate.inspect(folder, shown),
        *find_leaks(folder, site.secrets, shown),
        *find_names(folder, site.names, site.withdrawn, shown),
    ]


def _together(inline: list[Inline]) -> Inline:
    scripts, styles = ({one: None for page in inline for one in page[part]} for part in (0, 1))
    return Inline(tuple(scripts), tuple(styles))
