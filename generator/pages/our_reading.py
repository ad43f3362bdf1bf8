# Many statements of a page are the editors' reading of a source. Said each time in words, that is a line of small print which nobody
# sees any more. So it has a sign, which is explained where a page first uses it; the words stay with every sign for those
# who hear the page. It is done in the tree, after the templates, since only there it is known which of them comes first.

"""Explaining the sign of our own reading once on a page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from .page import Page

SIGN = '<span class="hg-ours">✎'
"""How the sign begins in a page; see `editorial` in templates/macros.md.jinja."""
_WORDS = f"{SIGN} <span>"


def explained_once(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages, with the words of each sign but the first of a page kept for those who hear it."""
    for page in pages:
        first = page.text.find(_WORDS)
        if page.data is not None or page.text.count(_WORDS) < 2:
            yield page
            continue
        rest = first + len(_WORDS)
        later = page.text[rest:].replace(_WORDS, f'{SIGN} <span class="hg-hidden">')
        yield dataclasses.replace(page, text=page.text[:rest] + later)
