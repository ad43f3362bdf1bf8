# A comfort, not a need: it makes plain `mkdocs build` and `mkdocs serve` write the tree first and lay the search index
# beside the pages. It unpacks options, calls what `practices` calls, and hands over. While serving, problems are shown
# on top of the last good pages instead of stopping. Where `markup` knows all that a page holds, the page takes its HTML
# from there, and all else of it as MkDocs would have it, warnings of dead links included.

"""The MkDocs plugin."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, clean_directory, get_relative_url

from .authoring import problem_pages
from .authoring.called import NAME, pasteable
from .folders import DOCS, OWN_TEMPLATES, RECORDS, SETTINGS
from .gate.policy import in_preview
from .markup import Links, NotMine, converted, is_known
from .problem import Severity, as_text
from .publish import disk
from .publish.exchange import STAGE, clean_up, digests, publish
from .publish.finishing import finish
from .publish.lock import locked
from .publish.preview import CALLED, CHILD
from .publish.search_index import index
from .publish.stopped import Stopped
from .publish.tree import write_tree
from .site import Site, make_site

log = get_plugin_logger("practices")
LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}
NOT_USED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
"""What the theme brings and no page uses. One of the scripts names another host."""


class PracticesConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options."""

    render = c.Type(bool, default=True)
    """Whether to write the tree; `practices build` has written it already."""
    today = c.Optional(c.Type(datetime.date))
    """The day of the build, for builds that must come out the same; else the day that it is."""
    convert = c.Type(bool, default=True)
    """Whether to make HTML of the pages of the tree ourselves, where we know how; the same comes of it, only sooner."""


class PracticesPlugin(BasePlugin[PracticesConfig]):  # type: ignore[no-untyped-call]
    """Writes the tree before the host reads it."""

    def __init__(self) -> None:
        self.serving = self.dirty = False
        self.site = Site(())
        self.held = contextlib.ExitStack()
        self.target = Path()
        self.links: Links | None = None
        self.warnings = CountHandler(level=logging.WARNING)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the host serves; this also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
        self.dirty = dirty and not self.serving
        if os.environ.get(CHILD):
            threading.Thread(target=_end_with_parent, daemon=True).start()

    def on_config(self, config: MkDocsConfig) -> None:
        """Write the tree, or say what keeps it from being written; build beside the last site and not over it."""
        if not self.config.render:
            return
        try:
            self._prepare(config)
        except OSError as error:
            raise PluginError(disk.explained(error)) from error

    def _prepare(self, config: MkDocsConfig) -> None:
        root = _root(config)
        self.held.close()
        self.held.enter_context(locked(root, log.info))
        site = make_site(root, self.config.today or datetime.date.today())
        self.site = replace(site, problems=pasteable(site.problems, os.environ.get(CALLED, NAME)))
        for problem in self.site.problems:
            # While serving, strictness would only end the preview.
            log.log(
                LEVELS[problem.severity] if self.serving else min(LEVELS[problem.severity], logging.INFO), "%s", problem
            )
        if self.site.is_sound:
            write_tree(self.site.pages, Path(config.docs_dir))
        elif not self.serving:
            raise PluginError(f"the library has problems, so nothing was built:\n{as_text(self.site.problems)}")
        elif not (Path(config.docs_dir) / "index.md").is_file():
            write_tree(problem_pages.first_page(), Path(config.docs_dir))
        if not self.serving:
            clean_up(root)
            self.target = Path(config.site_dir)
            config.site_dir = str(root / STAGE)
            logging.getLogger("mkdocs").addHandler(self.warnings)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let no page be left as it is where that might be wrong."""
        if self.dirty and (self.config.render or not _pages_stand_alone(config)):
            clean_directory(config.site_dir)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what the theme brings and no page uses, and let what is there already count as unchanged."""
        for file in [file for file in files if file.src_uri.startswith(NOT_USED)]:
            files.remove(file)
        for file in files if self.dirty else ():
            file.__class__ = _Staged
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Learn which pages there are."""
        self.links = None
        if self.config.convert and is_known(config.markdown_extensions, config.mdx_configs or {}) and _is_judged():
            urls = {} if config.use_directory_urls else {file.src_uri: file.url for file in files if _is_shown(file)}
            self.links = Links(urls, get_relative_url)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Let a page be converted by us, unless another plugin has its own way with it."""
        if self.links and type(page) is Page:
            page.__class__ = _Converted
            vars(page)["links"] = self.links
        return page

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """While serving, let the host's own script in, and show the problems on top of the last good page."""
        return (
            problem_pages.shown(in_preview(output), self.site.problems, page.file.src_uri) if self.serving else output
        )

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page that is shown in the place of one that is not there."""
        if not self.serving or not template_name.endswith(".html"):
            return output_content
        return problem_pages.shown(in_preview(output_content), self.site.problems, "")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search index and pass the gate, unless `practices build` will; a preview is for one's own eyes."""
        if not self.config.render:
            return
        try:
            if self.serving:
                index(Path(config.site_dir), self.site.language)
                problem_pages.lay_pages(Path(config.site_dir), self.site.problems)
                return
            stage, config.site_dir = Path(config.site_dir), str(self.target)
            if not (config.strict and self.warnings.get_counts()):  # else the host itself refuses what it built
                self._publish(stage)
        except Stopped as failure:
            raise PluginError(str(failure)) from failure
        except OSError as error:
            raise PluginError(disk.explained(error)) from error
        finally:
            self.held.close()

    def _publish(self, stage: Path) -> None:
        found = finish(stage, self.site, STAGE.as_posix())
        if found:
            raise PluginError(f"the site does not pass the gate:\n{as_text(found)}")
        self.target.parent.mkdir(parents=True, exist_ok=True)
        if said := publish(stage, self.target, digests(self.target), digests(stage)):
            log.info(said)

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build have its turn."""
        self.held.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch what people edit, and not the tree that is made of it: one edit, one rebuild."""
        server.unwatch(config.docs_dir)
        for folder in (RECORDS, DOCS, OWN_TEMPLATES):
            if (_root(config) / folder).is_dir():
                server.watch(str(_root(config) / folder))
        plain = server.error_handler

        def with_reload(code: int) -> bytes | None:
            page = plain(code)
            return page and server._inject_js_into_html(page, server._visible_epoch)  # type: ignore[no-untyped-call]

        server.error_handler = with_reload
        return server


class _Converted(Page):
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


class _Staged(File):
    """A file that counts as unchanged where it is staged: what was staged is right, whatever the clock said meanwhile."""

    def is_modified(self) -> bool:
        return not os.path.isfile(self.abs_dest_path)


def _is_shown(file: File) -> bool:
    return not file.inclusion.is_excluded()  # type: ignore[no-untyped-call]


def _is_judged() -> bool:
    """Whether this is the MkDocs whose way of rendering a page is followed here."""
    return mkdocs.__version__.startswith("1.6.")


def _pages_stand_alone(config: MkDocsConfig) -> bool:
    """Whether a page that the host makes depends on no other: nothing gathers from all of them, and ways in have names."""

    def named(nav: Any) -> bool:
        return isinstance(nav, str) or (
            isinstance(nav, list)
            and all(isinstance(item, dict) and all(named(part) for part in item.values()) for item in nav)
        )

    return (
        set(config.plugins) == {"practices"} and not config.hooks and isinstance(config.nav, list) and named(config.nav)
    )


def _end_with_parent() -> None:
    """Stop as soon as the program that started this one is gone, however it went: its end of our input closes then."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdin.buffer.read()
    os._exit(0)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or SETTINGS).resolve().parent
