# The edge that people touch: arguments in, exit codes out. Exit 0 is clean, 1 is problems, 2 is wrong usage. The only
# place, with the plugin, that asks the clock what day it is.

"""The command `practices`."""

from __future__ import annotations

import datetime
import gc
import os
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from . import __version__
from .authoring import outgoing_links
from .authoring.called import called, pasteable
from .authoring.new_records import PARENTS, permitted, problems_of, skeleton
from .authoring.paths import NOT_CHECKED, of_paths
from .authoring.withdrawal import Refused, Written, consequences
from .authoring.withdrawal import find as find_record
from .authoring.withdrawal import withdraw as withdraw_record
from .document import name_for, why_not
from .folders import DOCS, RECORDS
from .media.cleaning import clean_files
from .network import Asker
from .network.manners import Visitor, in_turn
from .problem import FORMATS, Problem, Severity, as_github, as_text, has_errors
from .publish import (
    AS_IT_WAS,
    TREE,
    Built,
    Stopped,
    StopRequested,
    disk,
    heeding,
    preview,
    strange_files,
    write_tree_of_ones_own,
)
from .publish import build as build_site
from .schema import KINDS, SLUG, Question
from .schema.fields import shelf_of
from .site import examine, make_site


class _Day(click.ParamType[datetime.date]):
    name = "date"

    def convert(self, value: Any, param: Any, context: Any) -> datetime.date:
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-21", param, context)


def _below_top(root: Path) -> str:
    """The way from the top of the repository to the library, such as `lib/`; empty if they are one."""
    home = root.resolve()
    top = next((folder for folder in (home, *home.parents) if (folder / ".git").exists()), None)
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or home).resolve()
    top = top or (workspace if home.is_relative_to(workspace) else home)
    way = home.relative_to(top).as_posix()
    return "" if way == "." else f"{way}/"


def _here() -> Path:
    """The library that somebody works in: the current folder, or the nearest one above it that holds records."""
    current = Path.cwd()
    return next((folder for folder in (current, *current.parents) if (folder / RECORDS).is_dir()), Path("."))


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    root = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=_here,
        help="The folder of the library, which holds practices/. Usually the current one, or one above it.",
    )
    day = click.option(
        "--today", type=_Day(), default=datetime.date.today, help="The day of the run, for exact repeats."
    )
    return root(day(command))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Check, build and preview a library of practice."""
    # A run makes many things and keeps nearly all of them, so to look so often for what can be thrown away takes a fifth of it.
    gc.set_threshold(100_000, 50, 100)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="How to print problems. In GitHub's runs: github."
)
@_common
def check(paths: tuple[Path, ...], form: str | None, root: Path, today: datetime.date) -> None:
    """Say everything that is wrong, in one run.

    With PATHs, only problems of those files and folders are shown; all records are read either way. A PATH with no
    record and no page is wrong usage.
    """
    _need_records(root)
    problems = pasteable(of_paths(examine(root, today).problems, paths, root), _as_called())
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    # GitHub places a message by a path from the top of the repository, of which the library may be a part.
    click.echo(as_github(problems, _below_top(root)) if form == "github" else FORMATS[form](problems), nl=False)
    if form == "text":
        click.echo(_summary(problems), err=True)
    sys.exit(2 if any(problem.rule == NOT_CHECKED for problem in problems) else has_errors(problems))


@main.command()
@_common
def build(root: Path, today: datetime.date) -> None:
    """Check, then build the whole site into site/."""
    _need_records(root)
    try:
        with heeding():
            built: Built = build_site(root, today, lambda said: click.echo(said, err=True))
    except Stopped as failure:
        click.echo(f"{failure}\n{failure.site}", err=True)
        sys.exit(1)
    except StopRequested as told:
        click.echo(f"Stopped. {AS_IT_WAS}", err=True)
        sys.exit(128 + told.number)
    click.echo(_text(built.problems), nl=False)
    if built.out is None:
        click.echo(f"{_summary(built.problems)} Nothing was built; the last site stays as it was.", err=True)
        sys.exit(1)
    click.echo(f"{built.pages} pages, {built.changed} of them changed. Open {built.out / 'index.html'}", err=True)


@main.command()
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to.")
@_common
def render(folder: Path, root: Path, today: datetime.date) -> None:
    """Write the plain Markdown tree alone, for any engine.

    The folder will hold the tree and nothing else. It may hold one that this command wrote before; of that what is
    gone is removed. A folder with other files, hidden ones apart, is refused.
    """
    _need_records(root)
    if folder.resolve() != (root / TREE).resolve() and (strange := strange_files(folder)):
        raise click.UsageError(
            f"{folder} holds files that this command did not write, such as {strange[0]}; name an empty folder"
        )
    site = make_site(root, today)
    click.echo(_text(site.problems), nl=False)
    if not site.is_sound:
        click.echo(f"{_summary(site.problems)} Nothing was written.", err=True)
        sys.exit(1)
    try:
        changed = write_tree_of_ones_own(site.pages, folder)
    except OSError as error:
        click.echo(f"{disk.explained(error)} The folder may hold half of the tree; run this again.", err=True)
        sys.exit(1)
    click.echo(f"{len(site.pages)} pages, {len(changed)} of them changed, in {folder}", err=True)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@_common
def serve(port: int, root: Path, today: datetime.date) -> None:
    """Show the site while you edit; problems appear here and on the page.

    Pages are rebuilt at each change of practices/, docs/ or templates/. Stop with Ctrl+C.
    """
    _need_records(root)
    sys.exit(preview(root, today, port, _as_called()))


@main.command()
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
@_common
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
    path = root / RECORDS / folder / f"{_file_name(name, title)}.md"
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
    click.echo(f"{shown}\nFill in what you know, then run: {_as_called()} check {shlex.quote(shown)}")


def _file_name(name: str | None, title: str) -> str:
    slug = name.removesuffix(".md") if name else name_for(title)
    if not SLUG.fullmatch(slug):
        raise click.UsageError(f"“{slug}” cannot be an address; write it as: --as {name_for(slug)}")
    if slug == "index":
        raise click.UsageError("the name index is taken by the list of all; name another one with --as")
    if reason := why_not(slug):
        raise click.UsageError(f"{reason[0]}. Name the file yourself, such as: --as {reason[1].rpartition(' ')[2]}")
    return slug


def _free_name(path: Path) -> str:
    """The first name with a number after it that no file has."""
    numbers = (f"{path.stem}-{number}" for number in range(2, 1000))
    return next(name for name in numbers if not os.path.lexists(path.with_stem(name)))


def _as_called() -> str:
    """The command as it was written, so that the next one can be copied from what is printed."""
    return called(sys.argv[0] if sys.argv else "")


def _need_record(root: Path, folder: str, slug: str) -> None:
    if not (root / RECORDS / folder / f"{slug}.md").is_file():
        known = ", ".join(sorted(path.stem for path in (root / RECORDS / folder).glob("*.md")))
        raise click.UsageError(f"there is no {RECORDS}/{folder}/{slug}.md. There are: {known or 'none yet'}")


@main.command()
@click.argument("slug")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The folder, where records of two kinds have that name.")
@click.option(
    "--strip", is_flag=True, help="Take out of the file all but its names. Earlier versions still hold the rest."
)
@click.option("--neutral", is_flag=True, help="Take out its names too. The check can then look for them no more.")
@_common
def withdraw(slug: str, *, kind: str | None, strip: bool, neutral: bool, root: Path, today: datetime.date) -> None:
    """Take a record off the site, and say where a person has to reword what still names it.

    SLUG is the name of its file without .md, or the path. References and links to it are left out of the site by
    themselves. The command ends with 1 while something is left to reword.
    """
    _need_records(root)
    try:
        written = withdraw_record(find_record(root, slug, kind), root, today, strip=strip, neutral=neutral)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(_told_of(written), err=True)
    follows = consequences(examine(root, today), written.path)
    if follows.referring:
        click.echo(
            f"These refer to it and need no edit; the site leaves that out: {', '.join(follows.referring)}", err=True
        )
    if follows.borne_by:
        click.echo(f"These bear its name too, so it goes on being said: {', '.join(follows.borne_by)}", err=True)
    click.echo(_text(follows.left), nl=False)
    if has_errors(follows.left):
        click.echo(f"{_summary(follows.left)} Reword these places, then run: {_as_called()} build", err=True)
        sys.exit(1)
    click.echo(
        f"Nothing is left to reword that the program can find. Search for other names, then run: {_as_called()} build",
        err=True,
    )


def _told_of(written: Written) -> str:
    if written.was_withdrawn:
        told = f"{written.path} has been withdrawn since {written.date}."
    else:
        told = f"{written.path} is withdrawn from {written.date}; the next build leaves it out."
    if written.keys or written.lines > 0:
        return f"{told} Taken out of the file: {', '.join(written.keys) or 'no keys'}, {written.lines} lines in all."
    return told


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", "hosts", multiple=True, help="Only links to this host and those below it; may be given again.")
@click.option(
    "--older-than", "days", type=click.IntRange(0), default=30, show_default=True,
    help="Ask again only what was asked so many days ago. 0 asks everything.",
)  # fmt: skip
@click.option("--pause", type=click.FloatRange(0), default=3, show_default=True, help="Seconds of rest for each host.")
@click.option(
    "--timeout", type=click.FloatRange(0.01), default=20, show_default=True, help="Seconds to wait for a word."
)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Where to note it. [default: build/links.json]"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print what was found."
)
@_common
def links(
    paths: tuple[Path, ...], *, hosts: tuple[str, ...], days: int, pause: float, timeout: float,
    report: Path | None, form: str, root: Path, today: datetime.date,
) -> None:  # fmt: skip
    """Ask the addresses elsewhere that the library links to whether they still answer.

    With PATHs, only those in these files and folders. Each host is asked slowly, and left alone where its robots.txt
    asks for that. The answers are noted at once, so a run that was stopped goes on where it was. Nothing else ever asks.
    """
    _need_records(root)
    found = examine(root, today)
    if has_errors(found.problems):
        raise click.UsageError(f"the records have errors; run: {_as_called()} check")
    below = tuple(Path(os.path.relpath(path, root)).as_posix() for path in paths)
    chosen = outgoing_links.chosen(outgoing_links.links(found), below, hosts)
    visitor = Visitor(Asker(outgoing_links.agent(found), timeout), time.monotonic, time.sleep, pause)
    rows = []
    try:
        for address, asked, is_new in outgoing_links.ask_all(
            in_turn(list(chosen)), visitor.visit, report or root / outgoing_links.REPORT, today, days
        ):
            rows.append((address, chosen[address], asked))
            if is_new:
                click.echo(f"{len(rows)} of {len(chosen)}: {address}", err=True)
    except KeyboardInterrupt:
        click.echo("Stopped. Run it again, and it goes on here.", err=True)
    click.echo((outgoing_links.as_json if form == "json" else outgoing_links.as_text)(rows), nl=False)
    wrong = sum(outgoing_links.verdict(address, asked) is not None for address, _, asked in rows)
    click.echo(f"{len(rows)} of {len(chosen)} addresses looked at, {wrong} to see to.", err=True)
    sys.exit(bool(wrong) or len(rows) < len(chosen))


@main.command("clean-media")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The folder of the library, whose docs/ is cleaned where no PATH is given.",
)
def clean_media(paths: tuple[Path, ...], root: Path) -> None:
    """Take out of pictures and documents where and by whom they were made.

    PATHS are files or folders, docs/ if none is given. Pixels, colours and how a picture is turned stay as they are. A
    file that cannot be read is left alone and named, and the command ends with 1.
    """
    if not paths and not (root / DOCS).is_dir():
        raise click.UsageError(f"there is no folder {DOCS}/ in {root.resolve()}; name a file or a folder")
    refused = seen = 0
    for cleaned in clean_files(paths or (root / DOCS,)):
        seen += 1
        if cleaned.refused:
            refused += 1
            click.echo(f"{cleaned.path}: left as it was: {cleaned.refused}.", err=True)
        elif cleaned.removed:
            click.echo(f"{cleaned.path}: removed {', '.join(dict.fromkeys(trace.what for trace in cleaned.removed))}")
    click.echo(f"{seen} file{'' if seen == 1 else 's'} looked at, {refused} left as they were.", err=True)
    sys.exit(bool(refused))


def _need_records(root: Path) -> None:
    if not (root / RECORDS).is_dir():
        raise click.UsageError(
            f"there is no folder {RECORDS}/ in {root.resolve()}; go to the library's folder, or --root"
        )


def _text(problems: Iterable[Problem]) -> str:
    return as_text(pasteable(problems, _as_called()))


def _summary(problems: Iterable[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    if not counts:
        return "No problems."
    # Warnings are told where there are some. The other two are always told, so that a clean count can be seen.
    told = [one for one in Severity if counts[one] or one is not Severity.WARNING]
    return ", ".join(f"{counts[one]} {one}{'' if counts[one] == 1 else 's'}" for one in told) + "."
