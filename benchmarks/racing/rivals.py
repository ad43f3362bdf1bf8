# Other generators of sites, each given the Markdown that our own build wrote and asked for what it does by itself: pages, a frame
# around them, and a search. They are not asked for what else our site has: its records are not checked or cleared for them, and
# they make no plain copies, no index of parts, no look for what is withheld or what would call another host.

"""Stock MkDocs, Zensical and Hugo over the same tree."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from ..records import REPOSITORY
from .programs import environment, run

PAGES = "docs"
OURS_ALONE = frozenset(("hooks", "extra", "plugins", "site_dir", "docs_dir", "validation"))
"""What mkdocs.yml says to this program alone, or what is another thing here."""
HUGO = {
    "hugo.json": json.dumps(
        {
            "title": "Comparison",
            "disableKinds": ["taxonomy", "term", "RSS"],
            "markup": {
                "goldmark": {
                    "parser": {"attribute": {"block": True, "title": True}},
                    "renderer": {"unsafe": True},
                    "extensions": {"footnote": True, "definitionList": True, "table": True},
                }
            },
        }
    ),
    "layouts/_default/_markup/render-link.html": (
        '<a href="{{ replaceRE `\\.md(#|$)` `.html$1` .Destination | safeURL }}">{{ .Text | safeHTML }}</a>'
    ),
    "layouts/_default/single.html": (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>\n'
        '<meta name="description" content="{{ .Description }}"></head><body>\n'
        "<nav>{{ range .Site.Params.nav }}{{ range $title, $page := . }}"
        '<a href="/{{ replaceRE `\\.md$` `.html` $page }}">{{ $title }}</a> {{ end }}{{ end }}</nav>\n'
        "<aside>{{ .TableOfContents }}</aside>\n"
        "<main{{ if .Params.found }} data-pagefind-body{{ end }}>{{ .Content }}</main></body></html>\n"
    ),
}
"""The settings and the layouts: pages with a title, the ways in, their contents and their body."""


@dataclass(frozen=True)
class Rival:
    """A generator: how its folder is made of a tree, and the command that builds there into `into`."""

    name: str
    version: str
    lay_out: Callable[[Path, Path], None]
    command: list[str]
    into: str = "site"
    caches: tuple[str, ...] = ()

    def forget(self, root: Path) -> None:
        """Throw away what was built."""
        for name in (self.into, *self.caches):
            shutil.rmtree(root / name, ignore_errors=True)


def stock(_: Path) -> Rival:
    """MkDocs with Material and its own search, as installed here, without our plugin and our theme's overrides."""
    versions = f"MkDocs {metadata.version('mkdocs')}, Material {metadata.version('mkdocs-material')}"
    return Rival("stock", versions, _with_settings, [sys.executable, "-m", "mkdocs", "build", "--quiet"])


def zensical(tools: Path) -> Rival:
    """Zensical, from the registry. Raises Failed where it cannot be had."""
    python = environment(tools / "zensical", "zensical")
    version = _version(python, "zensical")
    command = [str(python), "-m", "zensical", "build"]
    return Rival("zensical", f"Zensical {version}", _with_settings, command, caches=(".cache",))


def hugo(tools: Path) -> Rival:
    """Hugo from the registry, and Pagefind as installed here. Raises Failed where they cannot be had."""
    python = environment(tools / "hugo", "hugo")
    versions = f"Hugo {_version(python, 'hugo')}, Pagefind {metadata.version('pagefind')}"
    both = f'"{python.with_name("hugo")}" --quiet && "{sys.executable}" -m pagefind --site public --quiet'
    return Rival("hugo", versions, _for_hugo, ["sh", "-c", both], into="public", caches=("resources",))


RIVALS: dict[str, Callable[[Path], Rival]] = {"stock": stock, "zensical": zensical, "hugo": hugo}
"""By name, what installs it into a folder."""


def _version(python: Path, package: str) -> str:
    asked = f"from importlib.metadata import version; print(version('{package}'))"
    return run([str(python), "-c", asked], python.parent).strip()


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, with tags that only MkDocs knows."""


_Loader.add_multi_constructor("!", lambda loader, tag, node: None)  # type: ignore[no-untyped-call]


def settings() -> dict[str, Any]:
    """What our mkdocs.yml says to any host."""
    read: dict[str, Any] = yaml.load((REPOSITORY / "mkdocs.yml").read_text("utf-8"), _Loader)
    return {name: value for name, value in read.items() if name not in OURS_ALONE}


def for_stock(ours: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a site of the same pages, the same Markdown and the same ways in, with the theme and its search as they come."""
    theme = {"name": "material", "language": ours["theme"]["language"], "font": False}
    return {**ours, "docs_dir": PAGES, "theme": theme, "plugins": ["search"]}


def _with_settings(tree: Path, root: Path) -> None:
    shutil.copytree(tree, root / PAGES, ignore=shutil.ignore_patterns(".*"))
    (root / "mkdocs.yml").write_text(yaml.safe_dump(for_stock(settings()), sort_keys=False), "utf-8")


def _for_hugo(tree: Path, root: Path) -> None:
    for name, text in HUGO.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in ("list", "index"):
        shutil.copy2(root / "layouts/_default/single.html", root / f"layouts/_default/{name}.html")
    told = json.loads((root / "hugo.json").read_text("utf-8"))
    told["params"] = {"nav": settings()["nav"]}
    (root / "hugo.json").write_text(json.dumps(told), "utf-8")
    for path in sorted(tree.rglob("*")):
        address = path.relative_to(tree)
        if not path.is_file() or any(part.startswith(".") for part in address.parts):
            continue
        to = root / ("content" if path.suffix == ".md" else "static") / address
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            # A page called index.md would make its neighbours parts of itself.
            to = to.with_name("_index.md") if to.name == "index.md" else to
            to.write_text(hugo_page(path.read_text("utf-8"), address.with_suffix(".html").as_posix()), "utf-8")
        else:
            shutil.copy2(path, to)


def hugo_page(text: str, address: str) -> str:
    """A page of the tree as Hugo takes it: the same body, its title, its description, its address, and whether the search reads it."""
    front: dict[str, Any] = {}
    body = text
    if text.startswith("---\n"):
        head, _, body = text[4:].partition("\n---\n")
        front = yaml.load(head, yaml.CSafeLoader) or {}
    told = {"title": front.get("title", ""), "description": front.get("description", ""), "url": f"/{address}"}
    return json.dumps(told | {"found": "kind" in front}, ensure_ascii=False) + "\n\n" + body
