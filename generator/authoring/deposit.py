# Code hosts read CITATION.cff, and Zenodo reads .zenodo.json, at the top of a repository. Whoever wrote one by hand knows why, so
# it stays: a file is written anew only while it is what an earlier edition wrote.

"""The files at the top of a library that say how an edition is cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..catalogue import Catalogue
from ..catalogue.citing.deposit import citation_cff, zenodo
from ..catalogue.edition import Edition
from ..publish import disk
from ..render import Renderer
from ..schema.editions import ClosedEdition

FILES: Mapping[str, Callable[[Catalogue, Edition, str], str]] = {"CITATION.cff": citation_cff, ".zenodo.json": zenodo}


def refresh(root: Path, renderer: Renderer, made: ClosedEdition) -> tuple[list[str], list[str]]:
    """Write the files for an edition that was closed; returns which were written, and which are left since somebody wrote them by hand."""
    kept, by_hand = [], []
    for name, write in FILES.items():
        path = root / name
        if path.exists() and not _is_ours(path, renderer, write):
            by_hand.append(name)
            continue
        edition = Edition(made.edition, made.date, made.edition)
        disk.write_whole(path, write(renderer.catalogue, edition, renderer.online).encode())
        kept.append(name)
    return kept, by_hand


def _is_ours(path: Path, renderer: Renderer, write: Callable[[Catalogue, Edition, str], str]) -> bool:
    """Whether a file says what was written for an edition before: the card may not have changed since."""
    editions = (Edition(one.edition, one.date, one.edition) for one in renderer.known.ledger)
    text = path.read_text("utf-8", "replace")
    return text in {write(renderer.catalogue, edition, renderer.online) for edition in editions}
