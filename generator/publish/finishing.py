# What is done with a site once the host has made its pages: the index and the header files are laid beside them, and all
# of it is tried before anybody may see it.

"""Finishing a built site, and trying it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ..gate.policy import Inline, header_files, inline_in
from ..kept import NOTHING, Kept, Memory, digest_of
from ..problem import Problem
from ..processes import each
from ..progress import Stage
from ..site import Site
from .bare import lay_bare
from .copies import MANY, has_copies, lay_copies, with_copies
from .digesting import Digests, digest
from .note_backlinks import in_reading_order
from .trying import tried

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


def finish(
    folder: Path,
    site: Site,
    shown: str,
    *,
    memory: Memory = NOTHING,
    digests: Digests | None = None,
    last: Path | None = None,
) -> list[Problem]:
    """Lay plain copies, the search index and the header files beside the pages that a host has built of a site, and try it all.

    What is found is what a page would load from elsewhere, and what was to be held back. `shown` is what the folder is
    called in messages. Pages that were finished in an earlier build may lie there already. `memory` has what came of files then,
    `digests` knows those that were read in this build, and `last` is the folder of the last site, if there is one.
    """
    digests = digests or Digests()
    pages = _finished(folder, memory.of("finished"), digests)
    copied = {address: page.value for address, page in pages.items() if page.has_copies}
    lay_copies(folder, copied, memory.of("copies"), (last, digests) if last else None)
    lay_bare(folder / "assets")
    for address, text in header_files(_together([page.inline for page in pages.values()])).items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tried(folder, site, shown, memory, digests)


class _Finished(NamedTuple):
    """A page that is finished: the digest of what it holds, what stands in it inline, and whether copies lie beside it."""

    value: str
    inline: Inline
    has_copies: bool


def _finished(folder: Path, kept: Kept, digests: Digests) -> dict[str, _Finished]:
    """All pages of a site, each made what it is to be. What a page holds tells whether it is that already."""
    addresses = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    values = digests.of_each(addresses, folder)
    told = {address: kept.recall(digest_of(address, value)) for address, value in values.items()}
    left = [address for address in addresses if not told[address]]
    made = dict(zip(left, each(lambda one: _finish(folder / one), left, MANY, stage=Stage.FINISH), strict=True))
    for address, page in made.items():
        kept.keep(digest_of(address, page.value), page[1:])
    return {one: made[one] if one in made else _Finished(values[one], *told[one]) for one in addresses}


def _finish(path: Path) -> _Finished:
    text = path.read_text("utf-8")
    mended = with_copies(tidied(in_reading_order(text)), path.stem)
    if mended != text:
        path.write_text(mended, "utf-8")
    return _Finished(digest(mended.encode()), inline_in(mended), has_copies(mended))


def _together(inline: list[Inline]) -> Inline:
    scripts, styles = ({one: None for page in inline for one in page[part]} for part in (0, 1))
    return Inline(tuple(scripts), tuple(styles))
