"""Where words stand on printed sheets, read from the PDF: of two that lie over each other nobody can read either."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
LEAST = 1.0
"""How many points words may share: edges of letters touch, and a mark of a note stands close to its word."""


@dataclass(frozen=True)
class Words:
    """What is written at one go: its left and right edge, its baseline counted from below, how large it is, and its text."""

    left: float
    right: float
    base: float
    size: float
    text: str = ""

    def over(self, other: "Words") -> bool:
        """Whether both are written on the same spot, as lines of two texts. Within one line letters may reach under each other."""
        if abs(self.base - other.base) < LEAST / 2:
            return False
        low = max(self.base - 0.1 * self.size, other.base - 0.1 * other.size)
        high = min(self.base + 0.55 * self.size, other.base + 0.55 * other.size)
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide > LEAST and high - low > LEAST


def overprinted(reader: PdfReader) -> list[str]:
    """Words that lie over each other: on which sheet and where."""
    found = []
    for number, sheet in enumerate(reader.pages, 1):
        words = sorted(words_of(sheet, reader), key=lambda one: -one.base)
        for at, one in enumerate(words):
            for other in words[at + 1 :]:
                if other.base + other.size < one.base - one.size:
                    break
                if one.over(other):
                    found.append(f"sheet {number} at {one.left:.0f}, {one.base:.0f}: {one.text!r} and {other.text!r}")
    return found


def words_of(sheet: PageObject, reader: PdfReader) -> Iterator[Words]:
    """All that is written on a sheet."""
    fonts = {name: _Font(font.get_object()) for name, font in sheet["/Resources"].get("/Font", {}).items()}  # type: ignore[attr-defined]
    contents = sheet.get_contents()
    if contents is None:
        return
    around: Matrix = (1, 0, 0, 1, 0, 0)
    within: Matrix = around
    kept: list[Matrix] = []
    font, size = None, 0.0
    for given, sign in ContentStream(contents, reader).operations:
        if sign == b"q":
            kept.append(around)
        elif sign == b"Q":
            around = kept.pop()
        elif sign == b"cm":
            around = _times(_matrix(given), around)
        elif sign == b"Tf":
            font, size = fonts[given[0]], float(given[1])
        elif sign == b"Tm":
            within = _matrix(given)
        elif sign == b"Td":
            within = _times((1, 0, 0, 1, float(given[0]), float(given[1])), within)
        elif sign in (b"Tj", b"TJ") and font:
            parts = given[0] if sign == b"TJ" else [given[0]]
            width, text = font.measured(parts)
            a, _, _, d, x, y = _times(within, around)
            if text.strip():
                yield Words(x, x + width * size * abs(a), y, size * abs(d), text)


def _matrix(given: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in given)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class _Font:
    """A font as browsers embed it: two bytes a sign, with the widths of the signs and what they mean."""

    def __init__(self, font: Any) -> None:
        self.widths: dict[int, float] = {}
        self.default = 1.0
        self.meaning: dict[int, str] = {}
        self.bytes = 1
        if "/DescendantFonts" in font:
            self.bytes = 2
            own = font["/DescendantFonts"][0].get_object()
            self.default = float(own.get("/DW", 1000)) / 1000
            self._read([one.get_object() for one in own.get("/W", [])])
        elif "/Widths" in font:
            scale = float(font["/FontMatrix"][0]) if "/FontMatrix" in font else 0.001
            first = int(font["/FirstChar"])
            self.widths = {first + at: float(one) * scale for at, one in enumerate(font["/Widths"])}
        if "/ToUnicode" in font:
            self._learn(font["/ToUnicode"].get_object().get_data().decode("latin-1"))

    def _read(self, rows: list[Any]) -> None:
        at = 0
        while at < len(rows):
            first = int(rows[at])
            if isinstance(rows[at + 1], list):
                self.widths |= {first + step: float(one) / 1000 for step, one in enumerate(rows[at + 1])}
                at += 2
            else:
                self.widths |= {code: float(rows[at + 2]) / 1000 for code in range(first, int(rows[at + 1]) + 1)}
                at += 3

    def _learn(self, table: str) -> None:
        for part, is_range in (
            (one, name == "beginbfrange") for name in ("beginbfchar", "beginbfrange") for one in table.split(name)[1:]
        ):
            for row in part.split("endbf")[0].strip().splitlines():
                cells = row.replace("<", " ").replace(">", " ").split()
                first, last = int(cells[0], 16), int(cells[1] if is_range else cells[0], 16)
                for code in range(first, last + 1):
                    try:
                        start = bytes.fromhex(cells[-1]).decode("utf-16-be")
                    except (ValueError, UnicodeDecodeError):
                        continue
                    self.meaning[code] = start[:-1] + chr(ord(start[-1]) + code - first)

    def measured(self, parts: Any) -> tuple[float, str]:
        """How wide a text is where its font has the size 1, and what it says."""
        width, text = 0.0, ""
        for part in parts:
            if isinstance(part, (int, float)) or hasattr(part, "as_numeric"):
                width -= float(part) / 1000
                continue
            data = part.original_bytes if hasattr(part, "original_bytes") else bytes(part)
            for at in range(0, len(data), self.bytes):
                code = int.from_bytes(data[at : at + self.bytes], "big")
                width += self.widths.get(code, self.default)
                text += self.meaning.get(code, "?")
        return width, text
