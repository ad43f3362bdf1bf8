# Many know their practices from a spreadsheet. One row tells one case; its first row holds names that stay the same in every
# language, and the other sheets say what each column asks and what may stand there.

"""The spreadsheet for those who know several practices."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from .asked import QUESTIONS, Asked
from .xlsx import Sheet, workbook

CSV, XLSX = "ways-in/practices.csv", "ways-in/practices.xlsx"


def files(asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The empty spreadsheet in both forms."""
    names = [question.name for question in QUESTIONS]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(names)
    yield CSV, b"\xef\xbb\xbf" + text.getvalue().encode()  # with the mark by which Excel knows UTF-8
    words = asked.words["sheet"]
    yield (
        XLSX,
        workbook(
            (
                Sheet(words["rows"], [names]),
                Sheet(words["columns"], list(_columns(asked))),
                Sheet(words["choices"], list(_choices(asked))),
            )
        ),
    )


def _columns(asked: Asked) -> Iterator[list[str]]:
    words = asked.words["sheet"]
    yield [words["name"], words["asked"], words["help"], words["needed"], words["several"]]
    for question in QUESTIONS:
        needed, several = (words["yes"] if yes else "" for yes in (question.needed, question.several))
        yield [question.name, asked.label(question), asked.help(question), needed, several]


def _choices(asked: Asked) -> Iterator[list[str]]:
    words = asked.words["sheet"]
    yield [words["name"], words["value"], words["label"]]
    for question in QUESTIONS:
        if question.name != "organisations":  # they are too many, and change with each record
            yield from ([question.name, one.value, one.label] for one in asked.offered(question))
