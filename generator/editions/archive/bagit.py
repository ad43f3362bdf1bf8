# A bag is a folder with lists of digests around it (RFC 8493), which archives check in a hundred years with tools that are not
# written yet. It is short to write; that others read it is tested with the Library of Congress's own program. The day in it is
# that of the edition, so that the same library gives the same bag.

"""Making a bag of a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ...publish import disk

PAYLOAD = "data"
"""What the folder of the contents is called in a bag."""
_MANIFEST, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_VERSION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def seal(folder: Path, info: Iterable[tuple[str, str]]) -> None:
    """Make a bag of a folder whose contents lie in its `data` folder; `info` is what its label says, by names of the standard."""
    payload = sorted(disk.files(folder / PAYLOAD), key=lambda path: path.relative_to(folder).as_posix())
    size = sum(path.stat().st_size for path in payload)
    label = [*info, ("Payload-Oxum", f"{size}.{len(payload)}")]
    tags = {
        "bagit.txt": _VERSION,
        "bag-info.txt": "".join(f"{name}: {_one_line(value)}\n" for name, value in label if value),
        _MANIFEST: "".join(_row(path, folder) for path in payload),
    }
    for name, text in tags.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    listed = "".join(_row(folder / name, folder) for name in sorted(tags))
    (folder / _TAGS).write_text(listed, "utf-8", newline="\n")


def contents(folder: Path) -> set[str]:
    """The files of which a folder says, as a bag, that they belong to it; none where it is no bag."""
    try:
        lists = [(folder / name).read_text("utf-8") for name in (_MANIFEST, _TAGS)]
    except (OSError, ValueError):
        return set()
    names = {line.partition("  ")[2] for text in lists for line in text.split("\n") if line}
    return {_TAGS, *(name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%") for name in names)}


def _row(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).as_posix()
    # The signs that end a line are written as a web address writes them, and so is the sign that begins such a writing.
    name = name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
