# A spreadsheet is a program: it computes, fetches, hides and guesses. None of that happens here. Only what stands in cells as text
# or number is taken, from rows in sight; for anything else the row is left where it is and told, so that the other rows can come in.

"""Rows of spreadsheets, as text with places."""

from __future__ import annotations

import csv
import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...problem import quote

MOST_BYTES = 5_000_000
_MOST_UNPACKED = 60_000_000
MOST_ROWS, MOST_COLUMNS = 2_000, 100
LONGEST_CELL = 20_000


class Unusable(Exception):
    """A file of which nothing can be taken: why, and what to do."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and why it cannot be taken, with what to do, where that is so."""

    text: str
    fault: tuple[str, str] | None = None


@dataclass(frozen=True)
class Rows:
    """A sheet: its name, its rows by their number, and what is said of rows that were left out."""

    name: str
    rows: dict[int, list[Cell]]
    notes: list[str] = field(default_factory=list)


def sheets_of(path: Path) -> list[Rows]:
    """What stands in a file. Raises Unusable."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unusable(
            f"the file has {size // 1_000_000} MB, and a spreadsheet of practices has less than {MOST_BYTES // 1_000_000}",
            "Take out pictures and other sheets, or send fewer rows at a time",
        )
    data = path.read_bytes()
    if path.suffix.lower() == ".csv":
        return [Rows("", dict(enumerate(_of_csv(data), 1)))]
    return list(_of_workbook(data))


# CSV


def _of_csv(data: bytes) -> Iterator[list[Cell]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL * 4)
    try:
        for at, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            if at > MOST_ROWS:
                raise Unusable(f"there are more than {MOST_ROWS:,} rows", "Send fewer at a time")
            yield [_text_cell(value) for value in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise Unusable(f"this is no CSV that can be read ({error})", "Save it anew as “CSV UTF-8”") from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable("its letters are in a form that is not known", "Save it anew as “CSV UTF-8”") from None


def _text_cell(value: str) -> Cell:
    text = value.strip()
    if text[:1] in "=@" and len(text) > 1:
        return Cell(
            "", (f"{quote(text, 30)} is a formula, and nothing is computed here", "Write what comes of it, as text")
        )
    if len(text) > LONGEST_CELL:
        return Cell("", (f"{len(text):,} characters stand here", "Say it shorter, or send it as a text"))
    return Cell(text)


# Workbooks


def _of_workbook(data: bytes) -> Iterator[Rows]:
    _safe(data)
    try:
        # An extra, which only those need who read such files.
        from openpyxl import load_workbook  # noqa: PLC0415
    except ImportError:
        raise Unusable(
            "openpyxl, which reads such files, is not installed",
            'Install it with: pip install "openpyxl>=3.1.5,<4", or save the sheet as “CSV UTF-8”',
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is in the file and is not needed here
        try:
            book = load_workbook(io.BytesIO(data), keep_links=False)
        except Exception as error:  # it raises whatever went wrong within it
            raise Unusable(
                f"the workbook cannot be read ({type(error).__name__})",
                "Open it, and save it anew as .xlsx or “CSV UTF-8”",
            ) from None
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield _of_sheet(sheet)
        else:
            yield Rows(sheet.title, {}, ["it is hidden, and was not read"])


def _safe(data: bytes) -> None:
    """Raises where a workbook would run, fetch or unpack more than a spreadsheet of practices."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            names = [info.filename.casefold() for info in infos]
            if sum(info.file_size for info in infos) > _MOST_UNPACKED or len(infos) > 1000:
                raise Unusable("unpacked, the file is far too large", "Send fewer rows at a time, as “CSV UTF-8”")
            if any("vbaproject" in name or "macrosheets" in name for name in names):
                raise Unusable(
                    "the file holds macros, that is programs; nothing of it was run", "Save it as .xlsx without macros"
                )
            texts = (archive.read(info) for info in infos if info.filename.endswith((".xml", ".rels")))
            if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in texts):
                raise Unusable(
                    "the file defines entities, as no spreadsheet does", "Save it anew as .xlsx or “CSV UTF-8”"
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Unusable(
            "this is no workbook of the form .xlsx, or it needs a password", "Save it as .xlsx or “CSV UTF-8”"
        ) from None


def _of_sheet(sheet: Any) -> Rows:
    merged = {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
    }
    notes = [f"it has {sheet.max_row:,} rows, and {MOST_ROWS:,} were read"] if sheet.max_row > MOST_ROWS else []
    hidden = [
        at
        for at in range(2, min(sheet.max_row, MOST_ROWS) + 1)
        if at in sheet.row_dimensions and sheet.row_dimensions[at].hidden
    ]
    if hidden:
        notes.append(f"rows are hidden, and were not read: {_few(hidden)}")
    limits = {"max_row": min(sheet.max_row, MOST_ROWS), "max_col": min(sheet.max_column, MOST_COLUMNS)}
    rows = {
        at: [_cell(cell, merged.get((at, place), "")) for place, cell in enumerate(row, 1)]
        for at, row in enumerate(sheet.iter_rows(**limits), 1)
        if at not in hidden
    }
    return Rows(sheet.title, rows, notes)


def _few(numbers: Iterable[int]) -> str:
    listed = list(map(str, numbers))
    return ", ".join(listed[:10]) + (" and more" if len(listed) > 10 else "")


def _cell(cell: Any, merged: str) -> Cell:
    value = cell.value
    if fault := _fault(cell, merged):
        return Cell("", fault)
    if isinstance(value, datetime.datetime | datetime.date):
        return Cell(value.isoformat().removesuffix("T00:00:00"))
    if isinstance(value, bool):
        return Cell(str(value).lower())
    is_whole = isinstance(value, float) and value.is_integer()
    return _text_cell("" if value is None else str(int(value) if is_whole else value))


def _fault(cell: Any, merged: str) -> tuple[str, str] | None:
    if merged:
        return f"the cells {merged} are merged", "Part them, and write in each row what belongs to it"
    if cell.data_type == "f":
        return "a formula stands here, and nothing is computed", "Write what comes of it, as text"
    if cell.data_type == "e":
        return f"the spreadsheet failed here with {quote(cell.value)}", "Write the text, or leave the cell empty"
    return None
