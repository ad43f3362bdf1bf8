# A shard is what one of several machines made of its share of the pages: their Markdown and their HTML, in a folder with a manifest
# that says what it was made of. All shards of a build are of the same program, day and inputs, so laying them together is what
# one machine would have made. That is not believed but looked at, file by file, since folders travel and are mixed up on the way.

"""Shards of a build, and laying them together."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..address import Share, html_of
from ..folders import SETTINGS
from ..kept import Memory, program
from ..pages import Page
from ..progress import Stage, begin, counted
from ..site import Site, examine, site_of
from . import disk
from .digesting import digest
from .exchange import digests
from .inputs import inputs_of
from .stopped import Stopped

MANIFEST = "shard.json"
"""Where a shard says what it is. It is written last: a folder without it is none."""
MARKDOWN, HTML = "tree", "html"
"""Where in a shard pages lie, as composed and as the host made them."""


@dataclass(frozen=True)
class Manifest:
    """Which of so many shards it is, the first with the number 1; of what it was made; and the digest of each of its files."""

    number: int
    of: int
    day: str
    program: str
    inputs: str
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Lay it into the folder of the shard."""
        text = json.dumps(asdict(self), indent=0, sort_keys=True)
        disk.write_whole(folder / MANIFEST, f"{digest(text.encode())}\n{text}\n".encode())


@dataclass(frozen=True)
class Together:
    """All shards of a build: the pages that were composed, and where the HTML of each lies that has some, by its address."""

    pages: tuple[Page, ...]
    html: Mapping[str, Path]
    inputs: str

    def site(self, root: Path, today: datetime.date, memory: Memory) -> Site:
        """The site of the library in `root`, which is examined once more: nothing that is withheld is told in a shard."""
        found = examine(root, today, memory)
        if inputs_of(root, today) != self.inputs:
            raise Stopped("Files of the library changed meanwhile. Merge again.")
        # As a build has them: pages written by hand behind the others, so that of two with one address the same one is named.
        pages = sorted(self.pages, key=lambda page: (page.address in found.written, page.address))
        return site_of(root, found, today, memory, made=tuple(pages))

    def lay(self, stage: Path) -> set[str]:
        """Lay the HTML into a folder; returns its addresses. They are none unless each page of Markdown has its own."""
        wanted = {html_of(page.address) for page in self.pages if page.address.endswith(".md")}
        if not wanted <= self.html.keys():
            return set()
        for address in sorted(wanted):
            (stage / address).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.html[address], stage / address)
        return wanted


def folder_of(number: int, of: int) -> Path:
    """Where in a library a shard lies, if nobody names another place."""
    return Path(f"build/shard-{number}-of-{of}")


def together(folders: Sequence[Path], inputs: str, today: datetime.date) -> Together:
    """The shards in these folders, if they are all of one build, and of the inputs and the day; else raises Stopped."""
    read = {folder: _manifest(folder) for folder in dict.fromkeys(folder.resolve() for folder in folders)}
    if len(read) < len(folders):
        raise Stopped("A folder of a shard is named twice. Name each once.")
    _need_all(read)
    begin(Stage.SHARDS, len(read))
    for folder, manifest in counted(read.items()):
        if said := _other(manifest, inputs, today):
            raise Stopped(f"{folder} {said}")
        if said := _damage(folder, manifest):
            raise Stopped(
                f"{folder} is not what was built: {said}. Build that shard again, and carry the folder over whole."
            )
    pages = [_page(folder, address) for folder, manifest in read.items() for address in _in(MARKDOWN, manifest)]
    html = {address: folder / HTML / address for folder, manifest in read.items() for address in _in(HTML, manifest)}
    return Together(tuple(pages), html, inputs)


def is_shard(folder: Path) -> bool:
    """Whether a shard was written into this folder, of whatever build."""
    return (folder / MANIFEST).is_file()


def _manifest(folder: Path) -> Manifest:
    try:
        told, _, text = (folder / MANIFEST).read_text("utf-8").partition("\n")
        if told == digest(text.removesuffix("\n").encode()):
            return Manifest(**json.loads(text))
    except FileNotFoundError as error:
        said = f"{folder} is no shard of a build: it holds no {MANIFEST}. Name the folders that `practices build --shard` wrote."
        raise Stopped(said) from error
    except (ValueError, TypeError):
        pass
    raise Stopped(f"{folder / MANIFEST} is damaged, or of another program. Build that shard again.")


def _need_all(read: Mapping[Path, Manifest]) -> None:
    """Raise Stopped unless each shard of one build is there once."""
    there: dict[int, Path] = {}
    first, of = next((folder, manifest.of) for folder, manifest in read.items())
    for folder, manifest in read.items():
        if manifest.of != of:
            raise Stopped(f"{first} is one of {of} shards and {folder} one of {manifest.of}. Name those of one build.")
        if manifest.number in there:
            raise Stopped(f"Shard {manifest.number} of {of} is there twice, in {there[manifest.number]} and {folder}.")
        there[manifest.number] = folder
    if missing := [str(number) for number in range(1, of + 1) if number not in there]:
        told = f"Shard {missing[0]} of {of} is" if len(missing) == 1 else f"The shards {', '.join(missing)} of {of} are"
        raise Stopped(f"{told} missing. Name the folders of all shards; one whose build failed must be built again.")


def _other(manifest: Manifest, inputs: str, today: datetime.date) -> str:
    """What else than this library, as it lies here, a shard was made of; empty if nothing."""
    if manifest.day != today.isoformat():
        return f"was built for {manifest.day}, and this is {today}. Give each machine the same day, with --today."
    if manifest.program != program().hex():
        return (
            "was built by another program: other files of it, another Python or other packages. "
            "Install the same on each machine, as constraints-site.txt has it."
        )
    if manifest.inputs != inputs:
        return (
            "was built of other files than lie here. Check out the same commit on each machine, with all of its history, and "
            f"change none of its files; give variables that {SETTINGS} names the same values."
        )
    return ""


def _damage(folder: Path, manifest: Manifest) -> str:
    """What is not as the manifest says; empty if all is."""
    there = digests(folder)
    there.pop(MANIFEST)
    for address in sorted({*there, *manifest.files}):
        if address not in there:
            return f"{address} is missing"
        if address not in manifest.files:
            return f"{address} is none of its files"
        if there[address] != manifest.files[address]:
            return f"{address} is damaged"
    share = Share(manifest.number - 1, manifest.of)
    strange = (address for address in _in(MARKDOWN, manifest) if not share.has(address))
    return next((f"{address} belongs to another shard" for address in strange), "")


def _in(part: str, manifest: Manifest) -> Iterable[str]:
    """The addresses of pages in a part of a shard."""
    return (address.removeprefix(f"{part}/") for address in manifest.files if address.startswith(f"{part}/"))


def _page(folder: Path, address: str) -> Page:
    data = (folder / MARKDOWN / address).read_bytes()
    return Page(address, data.decode("utf-8")) if address.endswith(".md") else Page(address, "", data)
