# The sentence of an edition: build the site, take what is known of it, let each format make its files, look into all of them, and
# only then let anybody have one. The lock of the library is held from the look at the site to the last move, so no build can put
# another site in its place meanwhile, and all files are of one state of the library.

"""Making editions of a library."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..kept import Memory
from ..pages.take_away import FOLDER
from ..problem import Problem
from ..processes import each_in_turn
from ..progress import Stage
from ..publish import disk
from ..publish.building import build
from ..publish.digesting import digest
from ..publish.exchange import OUT, digests, recalled
from ..publish.inputs import inputs_of
from ..publish.lock import locked
from ..publish.making import DROPPED
from ..publish.stopped import Stopped
from ..render import Renderer
from ..site import Examined, examine, renderer_of
from . import FORMATS, USES, maker_of
from .listing import Row, page_with_files, write_lists
from .looking import found_in
from .placing import into_site, need_built_page, put, site_alone
from .shelf import CannotMake, Edition, Shelf

STAGE = Path("build/editions")
"""Where editions are made and looked at, before they are moved to where they are wanted."""
AS_THEY_WERE = "No edition was made; the last ones stay as they were."


@dataclass(frozen=True)
class Outcome:
    """What became of it: the problems, of which one alone keeps all files back, and what each file is. `out` is None where
    nothing was made."""

    problems: tuple[Problem, ...]
    rows: tuple[Row, ...] = ()
    out: Path | None = None


def make_editions(
    root: Path,
    today: datetime.date,
    kinds: Sequence[str],
    out: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Build the library in `root`, and make editions of it: those of `kinds`, or all. They are laid into the folder `out`, or
    into the built site where that is None. That folder then holds these and no others, so whoever calls asks first whether it
    holds a `strange_file`.

    Raises Stopped where the machine or a format stops it; what was there before then stays as it was.
    """
    root = root.resolve()
    before = inputs_of(root, today)
    need_built_page(root)
    dropped = DROPPED if out is None else ""  # no word of editions that went, while new ones are made for their place
    built = build(root, today, lambda said: None if said == dropped else say(said))
    if built.out is None:
        return Outcome(built.problems)
    try:
        with locked(root, say):
            disk.remove(root / STAGE)
            try:
                return _made(root, today, kinds or tuple(FORMATS), out, before, say=say)
            finally:
                with contextlib.suppress(OSError):
                    disk.remove(root / STAGE)
    except OSError as error:
        raise Stopped(disk.explained(error), AS_THEY_WERE) from error


def _made(
    root: Path, today: datetime.date, kinds: Sequence[str], out: Path | None, before: str, *, say: Callable[[str], None]
) -> Outcome:
    """All of it, while the lock is held."""
    last = recalled(root)
    if digests(root / OUT) != last.whole:
        raise Stopped(f"Another program writes into {OUT}/, so it is not what was built. Close that.", AS_THEY_WERE)
    found = examine(root, today, Memory(root))  # of which the build has just kept all
    if not found.is_sound or inputs_of(root, today) != before:
        raise Stopped("Files of the library changed meanwhile. Do it again.", AS_THEY_WERE)
    shelf = replace(_shelf(root, found, renderer_of(root, found, today)), say=say)
    fresh = root / STAGE / "made"
    make = partial(_of_kind, shelf, root / STAGE, set(digests(shelf.site).values()))
    parts = each_in_turn(make, [kind for kind in FORMATS if kind in kinds], stage=Stage.EDITIONS)
    problems = tuple(sorted(problem for _, problems in parts for problem in problems))
    if problems:
        return Outcome(problems)
    rows = tuple(row for rows, _ in parts for row in rows)
    write_lists(shelf, rows, fresh)
    if out is None:
        into_site(root, fresh, partial(page_with_files, shelf=shelf, rows=rows))
    else:
        put(fresh, out)
    return Outcome((), rows, out or root / OUT / FOLDER)


def _shelf(root: Path, found: Examined, renderer: Renderer) -> Shelf:
    library, which = renderer.catalogue.library, renderer.known.edition
    edition = Edition(which.number, which.date, library.licence, str(library.licence_url), library.language)
    site = site_alone(root, root / STAGE / "site")
    return Shelf(site, renderer, edition, found.clearing.secrets, found.clearing.names)


def _of_kind(shelf: Shelf, stage: Path, known: set[str], kind: str) -> tuple[list[Row], list[Problem]]:
    """What a format made, in a folder of its own, and what must not be in it."""
    out = stage / "made" / kind
    out.mkdir(parents=True)
    rows, problems = [], []
    try:
        for number, made in enumerate(maker_of(kind)(shelf, out)):
            address = made.file.relative_to(out.parent).as_posix()
            problems += found_in(made, shelf, known, stage / "parts" / kind / str(number), f"{FOLDER}/{address}")
            disk.remove(stage / "parts" / kind / str(number))
            data = made.file.read_bytes()
            rows.append(
                Row(address, kind, made.use or USES.get(kind, kind), made.purpose, made.part, len(data), digest(data))
            )
    except CannotMake as error:
        raise Stopped(f"{kind}: {error}", AS_THEY_WERE) from error
    return rows, problems
