# To close an edition is to write one small file. A person then commits and tags it: the program says how, and does it only when
# asked and when nothing else would get into that commit. Whenever the ledger is written, and when a record is withdrawn, what
# it keeps of records that are gone is taken out; their addresses stay, as they do on the site.

"""Writing the ledger of editions."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path

from ..catalogue.edition import as_text, closed
from ..catalogue.knowledge import Knowledge
from ..folders import EDITIONS
from ..publish import disk
from ..schema.editions import ClosedEdition


class CannotClose(Exception):
    """No edition was closed; the message says why, and what to do."""


def path_of(number: int) -> str:
    """Where the ledger tells of an edition."""
    return f"{EDITIONS}/{number}.json"


def close(root: Path, known: Knowledge) -> ClosedEdition:
    """Write into the ledger what the library is today, as its next edition. Raises CannotClose where nothing changed since the last."""
    edition = known.edition
    if edition.number:
        raise CannotClose(f"Nothing changed since edition {edition.number}, which was closed on {edition.date}.")
    if known.ledger and known.ledger[-1].date > known.catalogue.today:
        raise CannotClose(
            f"Edition {edition.after} bears a later day, {known.ledger[-1].date}. Wait for that day, or give --today."
        )
    gone = {page.removesuffix(".md") for page in known.catalogue.withdrawn}
    forget(root, known.ledger, gone)
    made = closed(known.catalogue, edition.after + 1)
    (root / EDITIONS).mkdir(exist_ok=True)
    disk.write_whole(root / path_of(made.edition), as_text(made).encode())
    return made


def forget(root: Path, ledger: Iterable[ClosedEdition], addresses: Collection[str]) -> list[str]:
    """Take out of the ledger all but the addresses of some records; returns the files that were written."""
    written = []
    for edition in ledger:
        if not any(edition.records.get(address) for address in addresses):
            continue
        kept = {address: None if address in addresses else parts for address, parts in edition.records.items()}
        disk.write_whole(
            root / path_of(edition.edition), as_text(edition.model_copy(update={"records": kept})).encode()
        )
        written.append(path_of(edition.edition))
    return written


def tag_name(number: int) -> str:
    """What the tag of an edition is called."""
    return f"edition-{number}"


def commands(paths: Iterable[str], number: int) -> list[list[str]]:
    """What commits and tags an edition, as words of commands."""
    own = list(paths)
    return [
        ["git", "add", "--", *own],
        ["git", "commit", "-m", f"Close edition {number}", "--", *own],
        ["git", "tag", "-a", tag_name(number), "-m", f"Edition {number}"],
    ]


def unsaved(root: Path) -> list[str]:
    """What of the library is in no commit yet. Raises CannotClose where that cannot be known."""
    return _git(root, ["git", "status", "--porcelain", "--", "."]).splitlines()


def tag(root: Path, paths: Iterable[str], number: int) -> None:
    """Commit and tag an edition. Raises CannotClose with what Git said."""
    for command in commands(paths, number):
        _git(root, command)


def _git(root: Path, command: list[str]) -> str:
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise CannotClose(f"git cannot be started ({error.strerror})") from None
    if done.returncode:
        raise CannotClose(f"{' '.join(command[:2])} said: {(done.stderr or done.stdout).strip()}")
    return done.stdout
