# Problems where she who edits is looking: on the page of the record, in the preview. A record that cannot be read has no
# page, or only its last good one; so its address gets one that says what is wrong. Notes stay in the terminal, since
# nobody has to do anything about them. What the page's own file has stands first.

"""Problems on the pages of a preview."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

from ..address import html_of
from ..folders import DOCS, RECORDS
from ..pages import Page
from ..problem import Problem, Severity, as_text, has_errors

MOST_SHOWN = 30
"""How many problems a page shows."""
FOLDERS = (f"{RECORDS}/", f"{DOCS}/")
"""Where the file of a page lies."""


def shown(page: str, problems: Sequence[Problem], source: str) -> str:
    """A built page with the problems on top: first those of the file that it is made of, such as `cases/x.md`."""
    return page.replace("<header", f"{_bar(problems, source)}<header", 1)


def _bar(problems: Sequence[Problem], source: str) -> str:
    own = {folder + source for folder in FOLDERS}
    told = [one for one in problems if one.severity is not Severity.NOTE]
    first = sorted(told, key=lambda one: (one.place.path not in own, one.severity is not Severity.ERROR))
    if not first:
        return ""
    more = f"and {len(first) - MOST_SHOWN} more, in the terminal\n" if len(first) > MOST_SHOWN else ""
    role = "alert" if has_errors(first) else "status"
    return f'<pre class="hg-problems" role="{role}">{html.escape(as_text(first[:MOST_SHOWN]) + more)}</pre>'


def lay_pages(site: Path, problems: Sequence[Problem]) -> None:
    """Give every file that has an error and no page yet one that says so."""
    for source in sorted(have_errors(problems)):
        path = site / html_of(source)
        if not path.exists() and path.resolve().is_relative_to(site.resolve()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(shown(in_place(site), problems, source), "utf-8")


def in_place(site: Path) -> str:
    """What stands in the place of a page that cannot be made yet, made of the page for what is not there."""
    missing = site / "404.html"
    frame = missing.read_text("utf-8") if missing.is_file() else "<header></header>"
    before, _, after = frame.partition('<pre class="hg-problems"')
    return _SAYS.sub(_CANNOT_BE_MADE, before + after.partition("</pre>")[2] if after else frame, count=1)


_SAYS = re.compile(r"<h1>.*?</h1>\s*<p>.*?</p>", re.DOTALL)
_CANNOT_BE_MADE = (
    "<h1>This page cannot be made yet</h1>\n"
    "<p>What keeps it is said at the top. It comes by itself as soon as that is mended.</p>"
)


def have_errors(problems: Sequence[Problem]) -> set[str]:
    """The pages of the tree whose files have errors."""
    return {page_of_file(one.place.path) for one in problems if one.severity is Severity.ERROR} - {""}


def page_of_file(path: str) -> str:
    """The page of the tree that a file of the library has to itself, as far as its path tells; empty if it has none."""
    return path.partition("/")[2] if path.endswith(".md") and path.startswith(FOLDERS) else ""


def first_page() -> tuple[Page, ...]:
    """The tree of a library that never was without errors, so that there is a page to show them on."""
    return (
        Page(
            "index.md",
            "# The library has problems\n\nThey stand above. This page changes as soon as they are mended.\n",
        ),
    )
