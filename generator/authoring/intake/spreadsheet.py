# A row is a case. A bad row keeps no other back, and each thing that is wrong is told by its sheet, its row and its column, since
# that is how whoever wrote it finds it again.

"""Reading filled spreadsheets."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from ...check.likeness import folded, suggestion
from ...problem import Place, Problem, Severity, has_errors, quote
from ..derived.asked import QUESTIONS, Asked
from .answers import Answer, take_answers
from .form_text import RULE, Taken
from .sheets import Cell, Rows, Unusable, sheets_of

ENDINGS = (".csv", ".xlsx", ".xlsm", ".xls", ".ods")
"""Endings of files that are taken for spreadsheets."""
_YEARS = ("start", "end", "source_year")
_COUNTED_FROM = datetime.date(1899, 12, 30)
_OWN_SHEETS = ("columns", "choices")


def take_sheets(path: Path, asked: Asked, taken: frozenset[str]) -> tuple[list[Taken], list[Problem]]:
    """The records in the rows of a spreadsheet, and what is wrong with the others."""
    place = Place(path.name)
    try:
        sheets = sheets_of(path)
    except Unusable as error:
        return [], [Problem(place, RULE, str(error), error.fix)]
    made: list[Taken] = []
    problems: list[Problem] = []
    found_one = False
    own = {asked.words["sheet"][name] for name in _OWN_SHEETS}
    for sheet in sheets:
        columns, strange = _columns(sheet, asked)
        problems += [_note(place, sheet, note) for note in sheet.notes]
        if "title" not in columns.values():
            problems += [_note(place, sheet, "no column is called title, and nothing was read")] * _is_other(sheet, own)
            continue
        found_one = True
        problems += [
            _note(place, sheet, f"nobody asks for a column {quote(name)}, and it was left out", fix)
            for name, fix in strange
        ]
        for number, row in sheet.rows.items():
            if number > 1 and any(cell.text or cell.fault for cell in row):
                known = taken | {each.slug for each in made}
                one, wrong = _row(Place(path.name, number), sheet, row, columns=columns, asked=asked, taken=known)
                made += [one] if one else []
                problems += wrong
    if found_one and not made and not has_errors(problems):
        message, fix = "no row below the first one is filled in", "Write a practice into each row"
        problems.append(Problem(place, RULE, message, fix, Severity.NOTE))
    if not found_one:
        problems.append(
            Problem(
                place, RULE, "no sheet has a column called title in its first row", "Begin with ways-in/practices.xlsx"
            )
        )
    return made, problems


def _is_other(sheet: Rows, own: set[str]) -> bool:
    return bool(sheet.rows) and sheet.name not in own and any(cell.text for row in sheet.rows.values() for cell in row)


def _note(place: Place, sheet: Rows, said: str, fix: str = "Nothing needs to be done if that is meant") -> Problem:
    where = f"sheet {quote(sheet.name)}: " if sheet.name else ""
    return Problem(place, RULE, f"{where}{said}", fix, Severity.NOTE)


def _columns(sheet: Rows, asked: Asked) -> tuple[dict[int, str], list[tuple[str, str]]]:
    """Which question each column answers, and the heads of columns that answer none."""
    names = {folded(name): question.name for question in QUESTIONS for name in (question.name, asked.label(question))}
    columns: dict[int, str] = {}
    strange: list[tuple[str, str]] = []
    for at, cell in enumerate(sheet.rows.get(1, [])):
        name = names.get(folded(cell.text.replace("_", " ")))
        if name and name not in columns.values():
            columns[at] = name
        elif cell.text:
            fix = suggestion(
                cell.text, [question.name for question in QUESTIONS], otherwise="Leave it, if that is meant"
            )
            strange.append((cell.text, fix))
    return columns, strange


def _row(
    place: Place, sheet: Rows, row: list[Cell], *, columns: Mapping[int, str], asked: Asked, taken: frozenset[str]
) -> tuple[Taken | None, list[Problem]]:
    answers: dict[str, Answer] = {}
    faults: list[Problem] = []
    for at, question in columns.items():
        cell = row[at] if at < len(row) else Cell("")
        sheet_is = f"sheet {quote(sheet.name)}, " if sheet.name else ""
        answer = Answer(
            cell.text, Place(place.path, place.line, at + 1), f"{sheet_is}row {place.line}, column {question}"
        )
        fault = cell.fault or (_as_a_number(cell.text) if question in _YEARS else None)
        if fault:
            faults.append(Problem(answer.place, RULE, f"{answer.where}: {fault[0]}", fault[1]))
        answers[question] = answer
    if faults:
        return None, faults
    return take_answers(answers, asked, taken)


def _as_a_number(text: str) -> tuple[str, str] | None:
    """Spreadsheets keep days as numbers, which show where a cell's form was lost."""
    if text.isascii() and text.isdigit() and 20_000 <= int(text) <= 80_000:
        day = _COUNTED_FROM + datetime.timedelta(int(text))
        return f"{text} is how a spreadsheet keeps a day", f"Write {day}, or {day.year}, as text"
    return None
