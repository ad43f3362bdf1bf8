# MkDocs stops at the first thing in its settings that it cannot use, and says so in its own words, at the end of a build. Here the
# tree of the settings comes in, and all of that goes out at once, with places. What each setting takes is a table; which
# extensions, plugins and themes there are is asked of what is installed, as MkDocs does. Values that the environment gives
# (!ENV) look like lists here, so a list where one word belongs is let be.

"""What the host would stop at in its settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from ..document import Items, Keys, Node, Scalar
from ..problem import Place, Problem, quote
from ..rules import broken
from .extensions import extensions, wrong_options
from .likeness import suggestion

TEXTS = (
    "site_name", "site_description", "site_author", "site_url", "repo_url", "repo_name", "edit_uri", "edit_uri_template", "docs_dir",
    "site_dir", "copyright", "dev_addr", "remote_branch", "remote_name", "not_in_nav", "exclude_docs", "draft_docs", "INHERIT",
)  # fmt: skip
TRUTHS = ("use_directory_urls", "strict")
LISTS = (
    "nav", "extra_css", "extra_javascript", "extra_templates", "markdown_extensions", "plugins", "hooks", "watch",
)  # fmt: skip
GROUPS = ("extra", "validation")
OWN = "mdx_configs"
"""A setting that MkDocs makes for itself, and lets nobody write."""
KNOWN = (*TEXTS, *TRUTHS, *LISTS, *GROUPS, "theme", OWN)
"""All settings of MkDocs."""
NEEDED = {"docs_dir": "build/docs", "use_directory_urls": "false"}
"""Settings on which links and the tree rest, and what they have to be."""
_TRUTH = re.compile(r"true|false|yes|no|on|off", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|")


def unusable(settings: Keys, path: str, root: Path) -> Iterator[Problem]:
    """Everything in the settings that MkDocs, or a site that works from a folder, could do nothing with."""
    if "site_name" not in settings.pairs:
        yield _broken(Place(path), "`site_name:` is missing", "Add it, with the name of the library")
    for name, (key, node) in settings.pairs.items():
        yield from _setting(name, key.place, node)
    listed = below(settings, "markdown_extensions")
    yield from _named(listed, "Markdown extension", extensions(), is_module=True)
    yield from wrong_options(listed)
    theme = below(settings, "theme")
    chosen = below(theme, "name") if isinstance(theme, Keys) else theme
    themes = Items(settings.place, [chosen]) if isinstance(chosen, Scalar) and chosen.value() is not None else None
    yield from _named(themes, "theme", _installed("themes"))
    own = f"{chosen.text}/" if isinstance(chosen, Scalar) else "/"
    plugins = frozenset(one.removeprefix(own) for one in _installed("plugins")) | _installed("plugins")
    yield from _named(below(settings, "plugins"), "plugin", plugins)
    hooks = below(settings, "hooks")
    for hook in hooks.items if isinstance(hooks, Items) else ():
        if isinstance(hook, Scalar) and not (root / hook.text).is_file():
            yield _broken(hook.place, f"there is no file {quote(hook.text)}", "Correct it, or take the line out")
    nav = below(settings, "nav")
    if isinstance(nav, Items):
        yield from _menu(nav)


def _broken(place: Place, message: str, fix: str) -> Problem:
    return broken("host-setting", place, message, fix)


def _setting(name: str, place: Place, node: Node) -> Iterator[Problem]:
    """What is wrong with one setting by itself."""
    if name not in KNOWN:
        fix = suggestion(name, KNOWN, otherwise="Take it out")
        yield _broken(place, f"no setting of MkDocs is called {quote(name)}", fix)
        return
    value = node.text if isinstance(node, Scalar) else ""
    if isinstance(node, Scalar) and (not value or node.value() is None):
        return
    if name == OWN:
        fix = "Write the options of an extension below its name, under `markdown_extensions:`"
        yield _broken(place, f"MkDocs lets nobody write `{OWN}:`", fix)
    elif name in LISTS and isinstance(node, Scalar):
        yield _broken(node.place, f"`{name}`: a list belongs here", f"Write below `{name}:`, on a line: - {value}")
    elif name in ("nav", "hooks", "extra_css") and isinstance(node, Keys):
        yield _broken(node.place, f"`{name}`: a list belongs here", "Begin each line with a hyphen and a space")
    elif name in GROUPS and not isinstance(node, Keys):
        yield _broken(node.place, f"`{name}`: keys belong here", "Write `key: value` lines, indented")
    elif name in TEXTS and isinstance(node, Keys):
        yield _broken(node.place, f"`{name}`: one value belongs here", "Write it on the line of the key")
    elif name in NEEDED and isinstance(node, Scalar) and value.lower() != NEEDED[name]:
        message = f"`{name}`: the site is made for {NEEDED[name]}, and this is {quote(value)}"
        yield _broken(node.place, message, f"Write `{name}: {NEEDED[name]}`")
    elif name in TRUTHS and isinstance(node, Scalar) and not _TRUTH.fullmatch(value):
        yield _broken(node.place, f"`{name}`: {quote(value)} is neither true nor false", "Write true or false")
    elif name in ("site_url", "repo_url") and not _ADDRESS.fullmatch(value):
        yield _broken(node.place, f"`{name}`: {quote(value)} is no address", "Write it whole, beginning with https://")


def _named(listed: Node | None, what: str, known: frozenset[str], *, is_module: bool = False) -> Iterator[Problem]:
    """Items that name something that has to be installed: alone, or as the one key of what they are told."""
    items: Iterable[Node] = listed.items if isinstance(listed, Items) else ()
    if isinstance(listed, Keys):
        items = [key for key, _ in listed.pairs.values()]
    for item in items:
        if isinstance(item, Keys) and len(item.pairs) != 1:
            names = " and ".join(f"`{name}:`" for name in item.pairs)
            message = f"{names} stand side by side, where one {what} belongs"
            yield _broken(item.place, message, f"Indent what belongs to the first, or begin each {what} with a hyphen")
            continue
        name = next(key for key, _ in item.pairs.values()) if isinstance(item, Keys) else item
        if isinstance(name, Scalar) and name.text not in known and not (is_module and _is_module(name.text)):
            fix = suggestion(name.text, known, otherwise="Install it, or take the line out")
            yield _broken(name.place, f"no {what} that is installed here is called {quote(name.text)}", fix)


def _menu(nav: Items) -> Iterator[Problem]:
    """What is no way in: each is a page, or one name with a page or with further ways below it. Their depth is bounded."""
    for item in nav.items:
        if isinstance(item, Scalar):
            continue
        if not isinstance(item, Keys) or len(item.pairs) != 1:
            message = "one name and its page belong after this hyphen"
            yield _broken(item.place, message, "Write `- Its name: page.md`, each on a line of its own")
            continue
        ((name, (key, node)),) = item.pairs.items()
        if isinstance(node, Items):
            yield from _menu(node)
        elif isinstance(node, Keys):
            yield _broken(
                node.place, f"what stands below {quote(name)} is no list", "Begin each line with a hyphen and a space"
            )
        elif node.value() is None:
            yield _broken(key.place, f"{quote(name)} leads to no page", f"Write `- {name}: page.md`, or take it out")


@cache
def _installed(what: str) -> frozenset[str]:
    return frozenset(one.name for one in entry_points(group=f"mkdocs.{what}"))


def _is_module(name: str) -> bool:
    """Whether a Markdown extension can be loaded by this name, as `markdown.extensions.toc` or `theirs:Extension` can."""
    try:
        return bool(find_spec(name.partition(":")[0]))
    except (ImportError, ValueError):
        return False


def below(node: Node | None, key: str) -> Node | None:
    """What stands below a key, if there is one."""
    return node.pairs[key][1] if isinstance(node, Keys) and key in node.pairs else None
