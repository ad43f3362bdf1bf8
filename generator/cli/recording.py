# A new record begins as a skeleton that the check accepts, so that nobody starts from an empty file.

"""The command `new`."""

from __future__ import annotations

import datetime
import os
import shlex
from pathlib import Path

import click

from ..authoring.new_records import PARENTS, permitted, problems_of, skeleton
from ..document import NAMELESS, name_for, why_not
from ..folders import RECORDS
from ..schema import KINDS, SLUG, Question
from ..schema.fields import shelf_of
from .common import as_called, common


@click.command()
@click.argument("kind", type=click.Choice([*KINDS, *(model.__name__.lower() for model in KINDS.values())]))
@click.argument("title")
@click.option(
    "--in", "shelf", metavar="SLUG", help="The shelf: a case's strategy, a strategy's theme, a paper's series."
)
@click.option(
    "--answers", "question", metavar="SLUG", help="An open question that the record answers, if only in part."
)
@click.option(
    "--as", "name", metavar="NAME", help="The file's name, if not made of the title: small letters and hyphens."
)
@common
def new(
    kind: str,
    title: str,
    *,
    shelf: str | None,
    question: str | None,
    name: str | None,
    root: Path,
    today: datetime.date,
) -> None:
    """Write a commented skeleton of a record, which `check` accepts as an outline."""
    folder = kind if kind in KINDS else next(name for name, model in KINDS.items() if model.__name__.lower() == kind)
    if not title.strip():
        raise click.UsageError("the title is empty")
    if shelf and folder not in PARENTS:
        raise click.UsageError(f"{folder} stand on no shelf; leave --in out")
    if shelf:
        _need_record(root, shelf_of(KINDS[folder]), shelf)
    if question:
        _need_record(root, Question.folder, question)
    path = root / RECORDS / folder / f"{file_name(name, title)}.md"
    relative = path.relative_to(root).as_posix()
    if os.path.lexists(path):
        another = _free_name(path)
        raise click.UsageError(f"{path} is there already; edit that file, or name another one with: --as {another}")
    text = skeleton(folder, title, shelf, question, permitted(root))
    if problems := problems_of(text, relative):
        raise click.UsageError(problems[0].text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    shown = os.path.relpath(path)
    shown = str(path) if shown.startswith("..") else shown
    click.echo(shown)
    if not name and path.stem.partition("-")[0] == NAMELESS:
        click.echo(
            f"Its title has no letters for an address; name it: {as_called()} rename --forget {shlex.quote(shown)} NEW"
        )
    click.echo(f"Fill in what you know, then run: {as_called()} check {shlex.quote(shown)}")


def file_name(name: str | None, title: str, asked: str = "--as ") -> str:
    """The name for a file that somebody chose, or one that is made of the title. Ends as wrong usage where it cannot be an address."""
    slug = name.removesuffix(".md") if name else name_for(title)
    if not SLUG.fullmatch(slug):
        raise click.UsageError(f"“{slug}” cannot be an address; write it as: {asked}{name_for(slug)}")
    if slug == "index":
        raise click.UsageError("the name index is taken by the list of all; name another one")
    if reason := why_not(slug):
        raise click.UsageError(f"{reason[0]}. Name the file yourself, such as: {asked}{reason[1].rpartition(' ')[2]}")
    return slug


def _free_name(path: Path) -> str:
    """The first name with a number after it that no file has."""
    numbers = (f"{path.stem}-{number}" for number in range(2, 1000))
    return next(name for name in numbers if not os.path.lexists(path.with_stem(name)))


def _need_record(root: Path, folder: str, slug: str) -> None:
    if not (root / RECORDS / folder / f"{slug}.md").is_file():
        known = ", ".join(sorted(path.stem for path in (root / RECORDS / folder).glob("*.md")))
        raise click.UsageError(f"there is no {RECORDS}/{folder}/{slug}.md. There are: {known or 'none yet'}")
