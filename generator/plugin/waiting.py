# MkDocs as a program that loads while others work, and then waits to be told what to make: all pages, or those that are missing. It
# runs MkDocs' own build with nothing put in its place; where there is much to make, forks of it each run that build for a share of
# the files. It says that all is done only if MkDocs had nothing at all to say. Of a library that asks MkDocs for more
# than pages of a tree, and wherever anything was told, it says no, and whoever asked runs MkDocs the plain way.

"""Run: python -m generator.plugin.waiting SETTINGS STAGE, with commands on the input, such as `all 900` or `missing 7`."""

from __future__ import annotations

import logging
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import clean_directory

from ..folders import TEMPLATES
from ..processes import in_shares, shares
from ..publish.host import DONE, MISSING, NOT_DONE
from . import PracticesPlugin
from .pages import stand_alone

WORTH_IT = 100
"""Of how many pages on a share is worth a process of its own."""
_USUAL = {"404.html", "sitemap.xml"}
_Anchors = dict[str, tuple[set[str], dict[str, list[str]]]]
"""Of pages by their addresses: the places on each, and the places on others that it leads to."""


def main() -> None:
    """Load what the settings name, and make pages as often as is asked."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    settings, stage = sys.argv[1:]
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.getMessage())
    config: MkDocsConfig | None = _loaded(settings, stage)
    for line in sys.stdin:
        what, number = line.split()
        is_done = _made(config or _loaded(settings, stage), what == MISSING, int(number))
        print(DONE if is_done else NOT_DONE, file=answers, flush=True)
        config = None


def _loaded(settings: str, stage: str) -> MkDocsConfig:
    config = load_config(settings, site_dir=stage, strict=True)
    env = config.theme.get_env()
    vars(config.theme)["get_env"] = lambda: env
    for name in ("main.html", *config.theme.static_templates):
        env.get_template(name)
    return config


def _made(config: MkDocsConfig, only_missing: bool, number: int) -> bool:
    """Whether all was made, and nothing is to be said of it."""
    if not stand_alone(config) or config.extra_templates or set(config.theme.static_templates) - _USUAL:
        return False
    config.plugins.on_startup(command="build", dirty=True)
    if not only_missing:
        clean_directory(config.site_dir)
    count = shares(number, WORTH_IT) if _looks_are_known(config) else 1
    try:
        parts = in_shares(lambda share: _share(config, only_missing, share, count), count)
    except Exception:
        return False
    return count == 1 or config.validation.links.anchors < logging.WARNING or not any(_lost(parts))


def _share(config: MkDocsConfig, only_missing: bool, share: int, count: int) -> _Anchors:
    """Make the files of one of so many shares. Which share a file is of follows from its place in the site."""
    plugin = config.plugins["practices"]
    assert isinstance(plugin, PracticesPlugin)
    there = _there(Path(config.site_dir)) if only_missing else set()

    plugin.asks = lambda address: address not in there and zlib.crc32(address.encode()) % count == share
    build(config, dirty=True)
    assert plugin.files
    pages = [file.page for file in plugin.files.documentation_pages() if file.page]
    return {
        page.file.src_uri: (
            page.present_anchor_ids,
            {file.src_uri: list(places) for file, places in (page.links_to_anchors or {}).items()},
        )
        for page in pages
        if page.present_anchor_ids is not None
    }


def _there(folder: Path) -> set[str]:
    return {
        os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")
        for where, _, names in os.walk(folder)
        for name in names
    }


def _lost(parts: list[_Anchors]) -> Iterator[str]:
    """The places that a page leads to and that are not there: MkDocs itself sees those within a share alone."""
    places = {address: there for part in parts for address, (there, _) in part.items()}
    for part in parts:
        for _, links in part.values():
            yield from (
                f"{to}#{one}" for to, wanted in links.items() if to in places for one in wanted if one not in places[to]
            )


def _looks_are_known(config: MkDocsConfig) -> bool:
    """Whether all templates are the theme's and ours, which ask no page for what another holds."""
    own = TEMPLATES / "overrides"
    for folder in map(Path, [config.theme.custom_dir] if config.theme.custom_dir else []):
        for path in folder.rglob("*.html"):
            known = own / path.relative_to(folder)
            if not known.is_file() or known.read_bytes() != path.read_bytes():
                return False
    return config.theme.name == "material"


if __name__ == "__main__":
    main()
