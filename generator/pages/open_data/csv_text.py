# CSV as spreadsheets take it. A cell that begins with = + - or @ is a formula to them, whoever wrote it, and a formula can ask
# another host or start a program; quotation marks do not help. So an apostrophe is put before it, as people do by hand. It is put
# before a value that has one there already, too, so that whoever takes one away has the value as it was. Columns of
# numbers stay, since a number does nothing. A semicolon begins a cell where the computer's language divides cells by it, and then quotation marks
# behind it are those of the cell.

"""Tables as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

BOM = "\ufeff"
"""Without it Excel reads a file that is double-clicked in the code page of its country, and accents become nonsense."""
_SIGNS = "=+\\-@\t\r＝＋－＠"
"""What begins a formula; those of full width do so in Japanese and Chinese programs."""
_RISKY = re.compile(f"(^|;)([\"']*[{_SIGNS}])")
_GUARDED = re.compile(f"(^|;)'([\"']*[{_SIGNS}])")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return _RISKY.sub(r"\1'\2", text)


def unguarded(cell: str) -> str:
    """The text of which `guarded` made this."""
    return _GUARDED.sub(r"\1\2", cell)


def csv_text(lines: Iterable[Iterable[str]]) -> str:
    """Lines of cells as a file holds them; the first has the names of the columns."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return BOM + out.getvalue()
