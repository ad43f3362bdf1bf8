# A comfort, not a need: it makes plain `mkdocs build` and `mkdocs serve` write the tree first and lay the search index
# beside the pages. It unpacks options, calls what `practices` calls, and hands over. While serving, problems are shown
# on top of the last good pages instead of stopping. What only a MkDocs without `practices` around it needs is loaded when it
# does, since `practices build` waits for this module.

"""The MkDocs plugin."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..folders import DOCS, OWN_TEMPLATES, RECORDS, SETTINGS
from ..markup import Links
from ..publish import disk
from ..publish.exchange import STAGE, clean_up
from ..publish.lock import locked
from ..publish.preview import CHILD
from ..publish.stopped import Stopped
from .pages import Asked, Converted, links_between, log

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from ..site import Site

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
        self.serving = False
        self.site: Site | None = None
        self.held = contextlib.ExitStack()
        self.target = Path()
        self.links: Links | None = None
        self.warnings = CountHandler(level=logging.WARNING)
        self.files: Files | None = None
        """The files of the last build."""
        self.asks: Callable[[str], bool] | None = None
        """Which addresses of the site a build makes that leaves others alone; set by whoever runs such a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the host serves; this also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
        if os.environ.get(CHILD):
            threading.Thread(target=end_with_parent, daemon=True).start()

    def on_config(self, config: MkDocsConfig) -> None:
        """Write the tree, or say what keeps it from being written; build beside the last site and not over it."""
        if not self.config.render:
            return
        try:
            self._prepare(config)
        except OSError as error:
            raise PluginError(disk.explained(error)) from error

    def _prepare(self, config: MkDocsConfig) -> None:
        from .alone import written  # noqa: PLC0415

        root = _root(config)
        self.held.close()
        self.held.enter_context(locked(root, log.info))
        today = self.config.today or datetime.date.today()
        self.site = written(root, today, Path(config.docs_dir), serving=self.serving)
        if not self.serving:
            clean_up(root)
            self.target = Path(config.site_dir)
            config.site_dir = str(root / STAGE)
            logging.getLogger("mkdocs").addHandler(self.warnings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what the theme brings and no page uses, and let others alone where only some files are asked for."""
        for file in [file for file in files if file.src_uri.startswith(NOT_USED)]:
            files.remove(file)
        if self.asks:
            config.theme.static_templates = set(filter(self.asks, config.theme.static_templates))
            for file in files:
                vars(file)["is_asked"] = self.asks(file.dest_uri)
                file.__class__ = Asked
        self.files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Learn which pages there are."""
        self.links = links_between(files, config) if self.config.convert else None
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Let a page be converted by us, unless another plugin has its own way with it."""
        if self.links and type(page) is Page:
            page.__class__ = Converted
            vars(page)["links"] = self.links
        return page

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """While serving, let the host's own script in, and show the problems on top of the last good page."""
        return self._shown(output, page.file.src_uri) if self.serving else output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page that is shown in the place of one that is not there."""
        is_shown = self.serving and template_name.endswith(".html")
        return self._shown(output_content, "") if is_shown else output_content

    def _shown(self, output: str, source: str) -> str:
        from .alone import shown  # noqa: PLC0415

        return shown(output, self.site.problems if self.site else (), source)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search index and pass the gate, unless `practices build` will."""
        if not self.site:
            return
        from .alone import completed, published  # noqa: PLC0415

        try:
            if self.serving:
                completed(Path(config.site_dir), self.site)
                return
            stage, config.site_dir = Path(config.site_dir), str(self.target)
            if not (config.strict and self.warnings.get_counts()):  # else the host itself refuses what it built
                published(stage, self.site, self.target)
        except Stopped as failure:
            raise PluginError(str(failure)) from failure
        except OSError as error:
            raise PluginError(disk.explained(error)) from error
        finally:
            self.held.close()

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


def end_with_parent() -> None:
    """Stop as soon as the program that started this one is gone, however it went: its end of our input closes then."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdin.buffer.read()
    os._exit(0)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or SETTINGS).resolve().parent
