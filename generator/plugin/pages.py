# Two things that a page or a file is to MkDocs are answered by us: how it is converted, and whether it is to be made at all. Where
# `markup` knows all that a page holds, the page takes its HTML from there, and all else of it as MkDocs would have it, warnings
# of dead links included.

"""Pages and files as MkDocs meets them here."""

from __future__ import annotations

from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from ..markup import Links, NotMine, converted, is_known

log = get_plugin_logger("practices")


class Converted(Page):
    """A page that is converted in one pass if nothing in it is strange to us, and else as ever."""

    links: Links

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make HTML of the page."""
        hosts = _RelativePathTreeprocessor(self.file, files, config)
        find, sources = self.links.of(self.file.src_uri), files.src_uris

        def target(href: str) -> str:
            found = find(href)
            if not found:
                return str(hosts.path_to_url(href))
            if found.place:
                hosts.links_to_anchors.setdefault(sources[found.page], {}).setdefault(found.place, href)
            return found.url

        try:
            made = converted(self.markdown or "", target)
        except NotMine as reason:
            log.debug("%s is converted by the host: %s", self.file.src_uri, reason)
            super().render(config, files)
            return
        self.content, self._title_from_render = made.html, made.title
        self.toc = get_toc(made.contents)
        self.present_anchor_ids = set(made.anchors)
        self.links_to_anchors = hosts.links_to_anchors


class Asked(File):
    """A file of a build that makes some files and leaves the others alone."""

    is_asked: bool

    def is_modified(self) -> bool:
        """Whether the file is to be made: times decide nothing."""
        return self.is_asked


def links_between(files: Files, config: MkDocsConfig) -> Links | None:
    """The links between the pages there are, if pages are to be converted by us."""
    if not is_known(config.markdown_extensions, config.mdx_configs or {}) or not _is_judged():
        return None
    urls = {} if config.use_directory_urls else {file.src_uri: file.url for file in files if _is_shown(file)}
    return Links(urls, get_relative_url)


def _is_shown(file: File) -> bool:
    return not file.inclusion.is_excluded()  # type: ignore[no-untyped-call]


def _is_judged() -> bool:
    """Whether this is the MkDocs whose way of rendering a page is followed here."""
    return mkdocs.__version__.startswith("1.6.")


def stand_alone(config: MkDocsConfig) -> bool:
    """Whether a page that the host makes depends on no other: nothing gathers from all of them, and ways in have names."""

    def named(nav: Any) -> bool:
        return isinstance(nav, str) or (
            isinstance(nav, list)
            and all(isinstance(item, dict) and all(named(part) for part in item.values()) for item in nav)
        )

    return (
        set(config.plugins) == {"practices"} and not config.hooks and isinstance(config.nav, list) and named(config.nav)
    )
