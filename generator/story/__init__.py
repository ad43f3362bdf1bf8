# A story is Markdown that somebody wrote while a code host showed her what it means. The site's own program means other
# things by the same signs, so a story is read as the host reads it and written anew in signs that both read alike. What
# neither can show is named, with its place, by `check`.

"""The Markdown of stories."""

from __future__ import annotations

from .judging import EXTENSIONS, is_words, means_the_same
from .reading import NOTE, is_plain, tree
from .writing import Kept, address, written

__all__ = ["EXTENSIONS", "NOTE", "Kept", "address", "is_plain", "is_words", "means_the_same", "normal", "tree"]


def normal(body: str, kept: Kept | None = None) -> str:
    """A story in Markdown that every program reads alike, without those links and notes that do not stay."""
    if kept is None and is_plain(body):
        return body
    return written(tree(body).children, kept or Kept())
