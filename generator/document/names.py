# A record's file name is its address for ever: on the site, in links, and as a file on every computer that the library is
# copied to. What some system cannot hold is said before it is written; else a whole library could not be unpacked there.

"""Names of files that work everywhere."""

from __future__ import annotations

from ..address import OF_WINDOWS, slug_of
from ..rules.telltale import HANDLE, LABELLED, MAIL, NETWORK, PHONE

LONGEST = 80
"""How many letters a name may have. The longest path below it, of a term's page, then stays well below Windows' 260."""
_COMFORTABLE = 60


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
    if OF_WINDOWS.fullmatch(name.partition(".")[0]):
        return f"Windows keeps the name {name} for itself", f"Add a word to it, such as {name}-and-a-word"
    if len(name) > LONGEST:
        return (
            f"the name is {len(name)} letters long, and at most {LONGEST} fit everywhere",
            f"Shorten it, such as {name_for(name)}",
        )
    return None
