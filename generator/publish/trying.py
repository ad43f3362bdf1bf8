# The last look at a site before anybody may see it, and the index, which it does not wait for: while one process has the index
# made, the others look through all else, and it helps them when it is done. What a process finds harmless it hands back by what
# the files hold, so the look over everything that follows reads only what is new of the index, and whatever is not harmless: that
# alone tells.

"""Laying the index beside a site, and trying it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from .. import gate
from ..gate import is_kept
from ..kept import Kept, Memory
from ..problem import Problem
from ..processes import Pile, cores, in_shares
from ..progress import Stage, begin
from ..site import Site
from .digesting import Digests
from .leaks import find_leaks, find_names
from .search_index import INDEX, index

_MANY = 300
"""How many new files are worth a process of its own."""
_LOOKS = ("gate", "leaks", "names")


def tried(folder: Path, site: Site, shown: str, memory: Memory, digests: Digests) -> list[Problem]:
    """Lay the search index beside a site that is finished but for that; returns what must not be in it."""
    begin(Stage.INDEX)
    kept = [memory.of(name) for name in _LOOKS]
    looks = partial(_problems, folder, site, shown, kept)
    files = digests.of_folder(folder)
    # A twin is judged with the file beside it, so that it is left to the look over everything.
    new = [one for one in files if one.rpartition(".")[0] not in files and not is_kept(kept[0], one, files)]
    count = cores() if len(new) >= _MANY else 1

    def share(number: int) -> list[dict[bytes, Any]]:
        if not number:
            index(folder, site.language, memory)
        before = [set(one.values) for one in kept]
        for part in pile:
            looks({address: files[address] for address in part})
        return [
            {key: value for key, value in one.values.items() if key not in known}
            for one, known in zip(kept, before, strict=True)
        ]

    with Pile(new) as pile:
        shares = in_shares(share, count)
    for part in shares:
        for one, found in zip(kept, part, strict=True):
            for key, value in found.items():
                one.keep(key, value)
    begin(Stage.LOOK)
    made = digests.of_folder(folder / INDEX)
    return looks(files | {f"{INDEX}/{address}": value for address, value in made.items()})


def _problems(folder: Path, site: Site, shown: str, kept: Sequence[Kept], files: Mapping[str, str]) -> list[Problem]:
    """What must not be in these files, which were given by address with their digests."""
    gates, leaks, names = kept
    return [
        *gate.inspect(folder, shown, digests=files, kept=gates),
        *find_leaks(folder, site.secrets, shown, digests=files, kept=leaks),
        *find_names(folder, site.names, site.withdrawn, shown, digests=files, kept=names),
    ]
