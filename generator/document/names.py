# A record's file name is its address for ever: on the site, in links, and as a file on every computer that the library is
# copied to. What some system cannot hold is said before it is written; else a whole library could not be unpacked there.

"""Names of files that work everywhere."""

from __future__ import annotations

import re
import unicodedata

from ..rules.telltale import HANDLE, LABELLED, MAIL, NETWORK, PHONE

LONGEST = 80
"""How many letters a name may have. The longest path below it, of a term's page, then stays well below Windows' 260."""
_COMFORTABLE = 60
_OF_WINDOWS = re.compile(r"con|prn|aux|nul|conin|conout|clock|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


NAMELESS = "record"
"""What a file is called whose title has no letter from a to z."""


def slug_of(title: str) -> str:
    """A slug made of a title: small letters, digits and hyphens. Titles in other scripts give `record`."""
    plain = unicodedata.normalize("NFKD", title.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    if not re.search("[a-z]", plain) and any(sign.isalpha() for sign in title):
        words.insert(0, NAMELESS)
    return "-".join(words) or NAMELESS


def name_for(title: str) -> str:
    """A file's name made of a title, cut after a word if it is long.

    Addresses and numbers of persons are left out: a title is soon mended, and a name is for ever.
    """
    for person in (MAIL, NETWORK, HANDLE, LABELLED, PHONE):
        title = person.sub(" ", title)
    slug = slug_of(title)
    if len(slug) <= _COMFORTABLE:
        return slug
    return slug[: _COMFORTABLE + 1].rpartition("-")[0] or slug[:_COMFORTABLE]


def why_not(name: str) -> tuple[str, str] | None:
    """Why a name cannot be that of a file on every computer, and what to call it instead; None if it can."""
    if _OF_WINDOWS.fullmatch(name.partition(".")[0]):
        return f"Windows keeps the name {name} for itself", f"Add a word to it, such as {name}-and-a-word"
    if len(name) > LONGEST:
        return (
            f"the name is {len(name)} letters long, and at most {LONGEST} fit everywhere",
            f"Shorten it, such as {name_for(name)}",
        )
    return None
