# The host makes HTML of the tree with Python-Markdown, which takes the pages apart in a hundred small steps, although our own templates put them
# together a second before. This station knows the Markdown that templates and stories are written in, and nothing else: it gives the
# same HTML in one pass, or says that a page is not its own, and then the host converts it. Python-Markdown is the judge, in the tests.

"""Pages of the tree into HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import markdown

from .links import Links
from .not_mine import NotMine
from .page import Converted, converted

__all__ = ["JUDGE", "Converted", "Links", "NotMine", "converted", "is_known"]

JUDGE = "3.11.3"
"""The version of Python-Markdown with which all is compared. Another may read a page otherwise; then all pages are the host's."""

EXTENSIONS = frozenset(
    ("attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables", "toc")
)
"""Those of mkdocs.yml, and those that MkDocs adds."""


def is_known(extensions: Sequence[object], options: Mapping[str, object]) -> bool:
    """Whether pages are read as this station reads them: by these extensions and no others, without options, in this version."""
    names = [one for one in extensions if isinstance(one, str)]
    return (
        len(names) == len(extensions)
        and set(names) == EXTENSIONS
        and not any(options.values())
        and markdown.__version__ == JUDGE
    )
