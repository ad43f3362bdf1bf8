# A comfort, not a need: it makes plain `mkdocs build` and `mkdocs serve` write the tree first and lay the search index
# beside the pages. It unpacks options, calls what `practices` calls, and hands over. While serving, problems are shown
# on top of the last good pages instead of stopping.

"""The MkDocs plugin."""

from __future__ import annotations

import datetime
import html
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files

from .build import HostFailed, finish, index, write_tree
from .policy import in_preview
from .problem import Problem, Severity, as_text
from .site import Site, make_site

log = get_plugin_logger("practices")


class PracticesConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options."""

    render = c.Type(bool, default=True)
    """Whether to write the tree; `practices build` has written it already."""
    today = c.Optional(c.Type(datetime.date))
    """The day of the build, for builds that must come out the same; else the day that it is."""


class PracticesPlugin(BasePlugin[PracticesConfig]):  # type: ignore[no-untyped-call]
    """Writes the tree before the host reads it."""

    def __init__(self) -> None:
        self.serving = False
        self.problems: tuple[Problem, ...] = ()
        self.site = Site(())

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the host serves; this also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Write the tree, or say what keeps it from being written."""
        if not self.config.render:
            return
        site = make_site(_root(config), self.config.today or datetime.date.today())
        self.problems = () if site.is_sound else site.problems
        self.site = site
        for problem in site.problems:
            (log.error if problem.severity is Severity.ERROR else log.info)(str(problem))
        if site.is_sound:
            write_tree(site.pages, Path(config.docs_dir))
        elif not (self.serving and (Path(config.docs_dir) / "index.md").is_file()):
            raise PluginError(f"the library has problems, so nothing was built:\n{as_text(site.problems)}")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's scripts and styles: no page uses them, and one of the scripts names another host."""
        for file in [file for file in files if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/"))]:
            files.remove(file)
        return files

    def on_post_page(self, output: str, *, page: object, config: MkDocsConfig) -> str:
        """While serving, let the host's own script in, and show the problems on top of the last good page."""
        if not self.serving:
            return output
        shown = f'<pre class="hg-problems" role="alert">{html.escape(as_text(self.problems))}</pre>'
        return in_preview(output).replace("<header", f"{shown if self.problems else ''}<header", 1)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search index and pass the gate, unless `practices build` will; a preview is for one's own eyes."""
        if not self.config.render:
            return
        site = Path(config.site_dir)
        try:
            if self.serving:
                index(site, self.site.language)
                return
            found = finish(site, self.site, site.name)
        except HostFailed as failure:
            raise PluginError(str(failure)) from failure
        if found:
            raise PluginError(f"the site does not pass the gate:\n{as_text(found)}")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch what people edit, and not the tree that is made of it: one edit, one rebuild."""
        server.unwatch(config.docs_dir)
        for folder in ("practices", "docs", "templates"):
            if (_root(config) / folder).is_dir():
                server.watch(str(_root(config) / folder))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
