# Words that readers see stand in templates. What a format needs of them one by one, it has from here.

"""The words of editions, in the library's language."""

from __future__ import annotations

import json

from .shelf import Shelf


def words_of(shelf: Shelf) -> dict[str, str]:
    """What each kind of file is for, as a short sentence, by its use; and `leaving_in_kiwix`."""
    words: dict[str, str] = json.loads(shelf.renderer.script("edition-words.json"))
    return words
