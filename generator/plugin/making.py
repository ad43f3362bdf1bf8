# MkDocs' own build, asked for some files and told to leave the others alone; nothing of it is put in another's place. Where much is to
# be made, forks of this process each run it for a share of the files. What MkDocs looks up on other pages, the places that links
# lead to, it then sees within a share alone; so the rest of that is put together afterwards.

"""Having MkDocs make some of the pages."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from ..folders import TEMPLATES
from ..processes import in_shares, shares
from . import PracticesPlugin
from .pages import stand_alone

WORTH_IT = 100
"""Of how many pages on a share is worth a process of its own."""
_USUAL = {"404.html", "sitemap.xml"}
Anchors = dict[str, tuple[set[str], dict[str, list[str]]]]
"""Of pages by their addresses: the places on each, and the places on others that it leads to."""


def loaded(settings: str, stage: str, before: MkDocsConfig | None = None, **more: Any) -> MkDocsConfig:
    """The settings, with the theme's templates ready: those of `before` if these are the same still."""
    config = load_config(settings, site_dir=stage, **more)
    plugin_of(config).config.render = False
    env = (before or config).theme.get_env()
    vars(config.theme)["get_env"] = lambda: env
    for name in ("main.html", *config.theme.static_templates):
        env.get_template(name)
    return config


def plugin_of(config: MkDocsConfig) -> PracticesPlugin:
    """Our own plugin, as these settings have it."""
    plugin = config.plugins["practices"]
    assert isinstance(plugin, PracticesPlugin)
    return plugin


def is_usual(config: MkDocsConfig) -> bool:
    """Whether pages can be made some at a time: what a library adds to MkDocs might reach from page to page."""
    return stand_alone(config) and not config.extra_templates and set(config.theme.static_templates) <= _USUAL


def made(config: MkDocsConfig, asks: Callable[[str], bool], number: int, serve_url: str | None = None) -> list[str]:
    """Make what is asked for, about so many pages, each named by its address in the site; returns dead links to places on pages.

    Those are only the ones that MkDocs does not see, which logs its own. Raises what MkDocs raises.
    """
    count = shares(number, WORTH_IT) if _looks_are_known(config) else 1

    def share(number: int) -> Anchors:
        plugin_of(config).asks = lambda address: asks(address) and zlib.crc32(address.encode()) % count == number
        build(config, serve_url=serve_url, dirty=True)
        return _anchors(plugin_of(config))

    parts = in_shares(share, count)
    return [] if count == 1 or config.validation.links.anchors < logging.WARNING else list(_lost(parts))


def _anchors(plugin: PracticesPlugin) -> Anchors:
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


def _lost(parts: list[Anchors]) -> Iterator[str]:
    places = {address: there for part in parts for address, (there, _) in part.items()}
    for part in parts:
        for address, (_, links) in part.items():
            for to in links.keys() & places.keys() - part.keys():
                yield from (f"{address}: {to}#{place}" for place in links[to] if place not in places[to])


def _looks_are_known(config: MkDocsConfig) -> bool:
    """Whether all templates are the theme's and ours, which ask no page for what another holds."""
    own = TEMPLATES / "overrides"
    for folder in map(Path, [config.theme.custom_dir] if config.theme.custom_dir else []):
        for path in folder.rglob("*.html"):
            known = own / path.relative_to(folder)
            if not known.is_file() or known.read_bytes() != path.read_bytes():
                return False
    return config.theme.name == "material"
