# MkDocs without `practices build` around it: the tree is written before MkDocs reads it, and what MkDocs built is finished, tried
# and published, by what `practices` calls. Nothing of this is loaded where MkDocs only makes pages of a tree.

"""What is done before and after MkDocs where it runs alone."""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from ..authoring import problem_pages
from ..authoring.called import NAME, pasteable
from ..gate.policy import in_preview
from ..problem import Problem, Severity, as_text
from ..publish.exchange import STAGE, digests, publish
from ..publish.finishing import finish
from ..publish.preview import CALLED
from ..publish.search_index import index
from ..publish.tree import write_tree
from ..site import Site, make_site

log = get_plugin_logger("practices")
LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


def written(root: Path, today: datetime.date, tree: Path, *, serving: bool) -> Site:
    """The site of a library, whose tree is written; raises PluginError where it has errors, unless problems are shown while serving."""
    site = make_site(root, today)
    site = replace(site, problems=pasteable(site.problems, os.environ.get(CALLED, NAME)))
    tell(site.problems, serving=serving)
    if site.is_sound:
        write_tree(site.pages, tree)
    elif not serving:
        raise PluginError(f"the library has problems, so nothing was built:\n{as_text(site.problems)}")
    elif not (tree / "index.md").is_file():
        write_tree(problem_pages.first_page(), tree)
    return site


def tell(problems: Iterable[Problem], *, serving: bool) -> None:
    """Say the problems in the terminal. While MkDocs builds, its strictness is not to see them: whether to go on is decided here."""
    for problem in problems:
        log.log(LEVELS[problem.severity] if serving else min(LEVELS[problem.severity], logging.INFO), "%s", problem)


def shown(page: str, problems: Sequence[Problem], source: str) -> str:
    """A page of a preview, with the problems on top: `source` is the file of the tree that it is made of."""
    return problem_pages.shown(in_preview(page), problems, source)


def completed(folder: Path, site: Site) -> None:
    """Lay the index beside the pages of a preview, and pages where there is none yet: a preview is for one's own eyes."""
    index(folder, site.language)
    problem_pages.lay_pages(folder, site.problems)


def published(stage: Path, site: Site, target: Path) -> None:
    """Finish a site that MkDocs built and publish it; raises PluginError if it does not pass the gate."""
    found = finish(stage, site, STAGE.as_posix())
    if found:
        raise PluginError(f"the site does not pass the gate:\n{as_text(found)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    if said := publish(stage, target, digests(target), digests(stage)):
        log.info(said)
