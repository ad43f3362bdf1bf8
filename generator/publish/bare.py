# The scripts and style sheets are written to be read, and a third of what travels over a slow line would be their comments. So these
# stay in the source, where the site's own page on its program leads. Only what is a comment beyond doubt goes: whole lines
# of it, types for the checker, and the room at the beginning of a line; a file in which that could be told apart wrongly stays.

"""Scripts and style sheets without what only their readers need."""

from __future__ import annotations

import re
from pathlib import Path

_BLOCK = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @type [^*\n]*\*/ ?")
_STYLE = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)"']*\))|/\*(?:[^*]|\*(?!/))*+(?:\*/)?""")
"""A text or an address of a style sheet, which stays, or else a comment, which goes to the end where nothing closes it."""
_LONGEST = 200_000
"""None of ours is longer, in characters; what a library brings along may be anything."""
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def bare(text: str, ending: str) -> str:
    """A script (`.js`) or a style sheet (`.css`) without comments and indents; as it is where a text in it runs over several lines."""
    if len(text) > _LONGEST:
        return text
    if ending == ".css":
        return text if "\\\n" in text else _INDENT.sub("", _STYLE.sub(lambda found: found[1] or "", text))
    stripped = _TYPE.sub("", _LINE.sub("", _BLOCK.sub("", text)))
    if "\\\n" in stripped or any(line.count("`") % 2 for line in stripped.split("\n")):
        return text
    return _INDENT.sub("", stripped)


def lay_bare(folder: Path) -> None:
    """Make all scripts and style sheets that lie in a folder itself bare."""
    for path in sorted(folder.glob("*")):
        if path.suffix in (".js", ".css"):
            try:
                text = path.read_text("utf-8")
            except UnicodeDecodeError:
                continue  # of the library's own, in letters of another kind
            if (less := bare(text, path.suffix)) != text:
                path.write_text(less, "utf-8", newline="\n")
