# An archive must be of use to somebody who has neither us, nor our server, nor a network: so it holds the library in every stage, from
# the records to the site, the program that leads from one to the other, and a page in plain words. It is public, so every record
# in it is written from what was cleared. Whatever no search has read yet is searched for withheld texts before it is given away.

"""An archive of the library as a bag."""

from __future__ import annotations

import contextlib
import datetime
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ... import __version__
from ...address import html_of
from ...catalogue.citing.deposit import citation_cff, version_of, zenodo
from ...catalogue.edition import as_text
from ...folders import OWN_TEMPLATES, PROGRAM, SETTINGS, TEMPLATES, TREE
from ...kept import Memory
from ...problem import Problem, Severity
from ...progress import Stage, begin
from ...publish import disk
from ...publish.building import build
from ...publish.exchange import OUT, digests, recalled
from ...publish.inputs import inputs_of
from ...publish.leaks import find_leaks, find_names
from ...publish.lock import locked
from ...publish.stopped import Stopped
from ...render import Renderer
from ...site import Examined, examine, renderer_of
from ..placing import put
from .bagit import PAYLOAD, contents, seal
from .record_files import ledger_files, record_files

STAGE = Path("build/archive")
AS_IT_WAS = "No archive was made; the last one stays as it was."
_MAKER = f"holding-ground {__version__}"
_AROUND_PROGRAM = ("pyproject.toml", "README.md", "LICENSE", "constraints.txt", "constraints-site.txt")
"""What lies beside the program in its repository, and is needed to install it as it was."""


@dataclass(frozen=True)
class Archived:
    """What became of it: the problems, of which any keeps the archive back; where it is; how many files it holds; and
    what the check says of its records where they do not build by themselves."""

    problems: tuple[Problem, ...]
    out: Path | None = None
    files: int = 0
    unbuilt: tuple[Problem, ...] = ()


def strange(folder: Path) -> str:
    """A file in a folder that no archive put there, if it holds one; such a folder is not written over."""
    if not folder.is_dir():
        return str(folder) if folder.exists() else ""
    listed = contents(folder)
    there = (path.relative_to(folder).as_posix() for path in disk.files(folder))
    return min((one for one in there if one not in listed), default="")


def make_archive(
    root: Path, today: datetime.date, out: Path, say: Callable[[str], None] = lambda _: None, wheels: Path | None = None
) -> Archived:
    """Build the library in `root`, and lay an archive of it into the folder `out`, which then holds nothing else.

    `wheels` is a folder with the packages that the program needs, if they are to go along. Raises Stopped where the machine stops
    it; what was there before then stays as it was.
    """
    root = root.resolve()
    before = inputs_of(root, today)
    built = build(root, today, say)
    if built.out is None:
        return Archived(built.problems)
    try:
        with locked(root, say):
            disk.remove(root / STAGE)
            try:
                return _made(root, today, out, wheels, before)
            finally:
                with contextlib.suppress(OSError):
                    disk.remove(root / STAGE)
    except OSError as error:
        raise Stopped(disk.explained(error), AS_IT_WAS) from error


def _made(root: Path, today: datetime.date, out: Path, wheels: Path | None, before: str) -> Archived:
    last = recalled(root)
    tree = {address: value for address, value in digests(root / TREE).items() if not address.startswith(".")}
    if digests(root / OUT) != last.whole or tree != dict(last.sources):
        raise Stopped(f"Another program writes into {OUT}/ or {TREE}/. Close that.", AS_IT_WAS)
    found = examine(root, today, Memory(root))  # of which the build has just kept all
    if not found.is_sound or inputs_of(root, today) != before:
        raise Stopped("Files of the library changed meanwhile. Do it again.", AS_IT_WAS)
    renderer = renderer_of(root, found, today)
    bag = root / STAGE / "bag"
    payload = bag / PAYLOAD
    begin(Stage.ARCHIVE)
    _write_library(root, found, renderer, payload / "library")
    shutil.copytree(root / TREE, payload / "tree", ignore=shutil.ignore_patterns(".*"))
    unbuilt = _unbuilt(payload / "library", today)
    begin(Stage.ARCHIVE)
    _write_readme(renderer, payload, builds=not unbuilt, has_wheels=wheels is not None)
    _copy_around_program(payload / "program")
    problems = [
        *find_leaks(payload, found.clearing.secrets, "archive"),
        *find_names(payload, found.clearing.names, found.clearing.withdrawn, "archive"),
    ]
    if problems:
        return Archived(tuple(sorted(problems)))
    # The site has been searched, and these hold no word of the library.
    shutil.copytree(root / OUT, payload / "site")
    _copy_program(payload / "program")
    if wheels:
        shutil.copytree(wheels, payload / "wheels")
    seal(bag, _label(renderer))
    count = sum(1 for _ in disk.files(payload))
    put(bag, out)
    return Archived((), out, count, unbuilt)


def _write_library(root: Path, found: Examined, renderer: Renderer, folder: Path) -> None:
    """The library as it can be built again: what was cleared, and what lies around it."""
    catalogue, known = renderer.catalogue, renderer.known
    for address, text in record_files(catalogue, known.edition.date):
        _write(folder / address, text.encode())
    for address, edition in ledger_files(catalogue, known.ledger):
        _write(folder / address, as_text(edition).encode())
    for address, content in found.published_docs.items():
        _write(folder / "docs" / address, content.encode() if isinstance(content, str) else content)
    if (root / SETTINGS).is_file():
        _write(folder / SETTINGS, (root / SETTINGS).read_bytes())
    if (root / OWN_TEMPLATES).is_dir():  # the settings name it, also where it is the program's own
        shutil.copytree(root / OWN_TEMPLATES, folder / OWN_TEMPLATES)


def _unbuilt(folder: Path, today: datetime.date) -> tuple[Problem, ...]:
    """What keeps the library in the archive from being built: where something was held back, a record may lack what it needs."""
    return tuple(one for one in examine(folder, today).problems if one.severity is Severity.ERROR)


def _write_readme(renderer: Renderer, payload: Path, *, builds: bool, has_wheels: bool) -> None:
    """How to read the archive and how to build it again, and how it is cited."""
    edition = renderer.known.edition
    context = {"builds": builds, "has_wheels": has_wheels, "version": __version__, "edition": edition}
    for name in ("README.txt", "README.html"):
        _write(payload / name, renderer.page("archive", name, start=html_of("index.md"), **context).encode())
    for name, write in (("CITATION.cff", citation_cff), (".zenodo.json", zenodo)):
        _write(payload / name, write(renderer.catalogue, edition, renderer.online).encode())


def _copy_program(folder: Path) -> None:
    """The source of the program."""
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(PROGRAM, folder / PROGRAM.name, ignore=unwanted)
    if not TEMPLATES.is_relative_to(PROGRAM):
        shutil.copytree(TEMPLATES, folder / TEMPLATES.name, ignore=unwanted)


def _copy_around_program(folder: Path) -> None:
    """What lies beside the program where it has a repository of its own; that may be the library's, too, which these then speak of."""
    folder.mkdir()
    for name in () if TEMPLATES.is_relative_to(PROGRAM) else _AROUND_PROGRAM:
        if (path := PROGRAM.parent / name).is_file():
            shutil.copy(path, folder / name)


def _label(renderer: Renderer) -> Iterator[tuple[str, str]]:
    library, edition = renderer.catalogue.library, renderer.known.edition
    yield "Source-Organization", library.publisher or library.title
    yield "External-Description", f"{library.title}: {library.summary}"
    yield "External-Identifier", renderer.online
    yield "Internal-Sender-Identifier", f"edition {version_of(edition)}"
    yield "Bagging-Date", edition.date.isoformat()
    yield "Bag-Software-Agent", _MAKER


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


__all__ = ["AS_IT_WAS", "Archived", "make_archive", "strange"]
