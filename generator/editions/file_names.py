# A folder that was zipped on one computer is unpacked on others, onto cards and sticks, and there a name that is fine here may be one of
# a device, too long, or another file's. Records have names that fit (document/names.py); what else lies in a site may not, and
# no program that unpacks says so before half of the files are there. So it is said when the folder is zipped.

"""Names of files that Windows, Android and FAT can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..address import OF_WINDOWS

LONGEST_PATH = 200
"""How long a path in the folder may be, in units of UTF-16: of Windows' 260 some are left for where it is unpacked."""
LONGEST_NAME = 255
"""How many bytes a name may have."""
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]$|^ ')


def unfit(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The paths that some system cannot hold, each with why."""
    seen: dict[str, str] = {}
    for path in paths:
        if reason := _reason(path):
            yield path, reason
        # FAT and NTFS tell no capitals, and macOS no two ways to write an accent.
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())
        if folded in seen:
            yield path, f"{seen[folded]} is the same name to them"
        seen.setdefault(folded, path)


def _reason(path: str) -> str:
    for name in path.split("/"):
        if OF_WINDOWS.fullmatch(name.partition(".")[0].rstrip(" ")):
            return "Windows keeps this name for a device"
        if _FORBIDDEN.search(name) or not name:
            return "they allow no such sign in a name, and no point or space at its end"
        if len(name.encode("utf-8", "surrogateescape")) > LONGEST_NAME:
            return f"a name may have {LONGEST_NAME} bytes"
    length = len(path.encode("utf-16-le", "surrogateescape")) // 2
    return f"the path has {length} signs, and {LONGEST_PATH} are sure to fit" if length > LONGEST_PATH else ""
