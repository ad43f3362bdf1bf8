# What was sent is untrusted, and an editor reads what comes of it before anybody else does. So the command writes outlines, says
# what to look at and what to ask, and never touches a file that is there.

"""The command `intake`."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from ..authoring.derived.asked import Asked
from ..authoring.intake import spreadsheet
from ..authoring.intake.carried import carried
from ..authoring.intake.form_text import Taken, take
from ..authoring.intake.issue_form import is_issue, take_issue
from ..document import NAMELESS, read_text
from ..folders import RECORDS
from ..problem import Problem, has_errors
from ..rules import PRIVACY
from ..schema import Case
from ..site import examine, renderer_of
from .common import as_called, common, need_records, text


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common
def intake(files: tuple[Path, ...], *, root: Path, today: datetime.date) -> None:
    """Take in what people sent, each practice as an outline of a case.

    FILES are texts of the form, texts of issues that were opened with it, also within a mail, or spreadsheets (.csv, .xlsx).
    Nothing of a file but its answers comes along. What is there already is never overwritten.
    """
    need_records(root)
    folder = root / RECORDS / Case.folder
    folder.mkdir(exist_ok=True)
    asked = cache(lambda: _asked(root, today))
    made: list[str] = []
    failed = 0
    for file in files:
        known = frozenset(path.stem for path in folder.iterdir())
        taken, problems = _take(file, asked, known)
        if problems:
            click.echo(text(problems), nl=False)
        if _has_rows(file):
            failed += len({one.place.line for one in problems if has_errors([one])})
        else:
            failed += not taken
        for one in taken:
            if one.namesake:
                there = f"{RECORDS}/{Case.folder}/{one.namesake}.md"
                click.echo(f"{there} has the same name; see whether this is the same practice:")
            path = folder / f"{one.slug}.md"
            with path.open("x", encoding="utf-8", newline="\n") as new:
                new.write(one.text)
            made.append(f"{RECORDS}/{Case.folder}/{path.name}")
            click.echo("\n".join(_told(one, made[-1])))
    click.echo(f"{len(made)} taken in as outlines, {failed} not.")
    if made:
        click.echo(text(_to_look_at(root, today, made)), nl=False)
        click.echo(f"Read each whole, then run: {as_called()} check {' '.join(map(shlex.quote, made))}")
    if failed:
        raise SystemExit(1)


def _asked(root: Path, today: datetime.date) -> Asked:
    found = examine(root, today)
    cases = f"{RECORDS}/{Case.folder}/"
    # No answer is chosen among cases, and what was taken in a moment ago may still have errors.
    elsewhere = tuple(one for one in found.problems if not one.place.path.startswith(cases))
    if not replace(found, problems=elsewhere).is_whole:
        raise click.ClickException(
            f"the records have errors, and answers are read by their terms; run: {as_called()} check"
        )
    return Asked(renderer_of(root, found, today))


def _to_look_at(root: Path, today: datetime.date, made: list[str]) -> Iterator[Problem]:
    """What in the new records could lead to a person: whoever takes them in should know before anybody else reads them."""
    about_people = {rule.name for rule in PRIVACY}
    return (one for one in examine(root, today).problems if one.place.path in made and one.rule in about_people)


def _has_rows(file: Path) -> bool:
    return file.suffix.lower() in spreadsheet.ENDINGS


def _take(file: Path, asked: Callable[[], Asked], known: frozenset[str]) -> tuple[list[Taken], list[Problem]]:
    """What a file gives, by the reader of its kind. A text of the form is a record already, and needs nothing of the library."""
    if _has_rows(file):
        return spreadsheet.take_sheets(file, asked(), known)
    content = (read_text(file, file.name)[0] or "").lstrip()
    may_be_issue = bool(content) and not carried(content)
    is_one = may_be_issue and is_issue(content, asked())
    one, problems = take_issue(file, asked(), known) if is_one else take(file, known)
    return [one] if one else [], problems


def _told(taken: Taken, path: str) -> Iterator[str]:
    yield path
    if Path(path).stem.partition("-")[0] == NAMELESS:
        yield f"  To name: its title has no letters for an address; run: {as_called()} rename --forget {path} NEW"
    yield from (f"  Left out: {one}." for one in taken.left_out)
    yield from (f"  To mend: {line}" for line in text(taken.problems).splitlines())
    yield from (f"  Ask: {one}" for one in taken.asks)
