# Pages in, files out. The tree is written only where bytes changed, so that hosts and people see what changed; pages
# whose record is gone are removed. The host builds into a folder of its own, the search index is laid beside, and only
# a whole site takes the place of the last one: whatever fails on the way leaves that one as it was.

"""Writing the tree, running the host, indexing for search."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from . import gate
from .explore import ADDRESSES, addresses_in, found_script
from .leaks import find_leaks, find_names
from .pages import Page
from .pieces import UnknownForm, recut
from .policy import header_files
from .problem import Problem
from .site import Site, make_site, template_folders
from .unspaced import indexable

TREE = Path("build/docs")
STAGE = Path("build/site")
STAMP = Path("build/frame")
OUT = Path("site")
UNREAD = "sup, .footnote-backref"
"""What the search does not read, besides what templates mark with `data-pagefind-ignore`: marks that the host makes."""
INDEX = "pagefind"
"""Where the search index lies in the site."""
READ = "data-pagefind-body"
"""What marks the part of a page that the search reads. Pages without it are not in the index."""
PART = 3_000
"""How many pages a part of the index has at most. To answer, Pagefind compares each page that it found with each place of
each word that was asked for, so that with twice as many pages a common word takes four times as long."""
UNUSED_INDEX_FILES = ("pagefind-*.js", "pagefind-*.css", "pagefind_*.js")
"""Ready-made interfaces that Pagefind leaves beside its index; the site brings its own."""
SHARED_INDEX_FILES = ("pagefind.js", "wasm.*")
"""The program of the index, which the parts have from the first."""


class HostFailed(Exception):
    """The host or the indexer stopped; the message holds what it said."""


@dataclass(frozen=True)
class Built:
    """What became of a build: the problems, and how many pages were written anew. `out` is None where it refused."""

    problems: tuple[Problem, ...]
    pages: int = 0
    changed: int = 0
    out: Path | None = None


def write_tree(pages: Iterable[Page], folder: Path) -> list[str]:
    """Write pages into a folder so that it holds these and no others; returns the addresses that changed.

    Hidden files are left alone. A file whose bytes are the same is not touched.
    """
    changed: list[str] = []
    kept: set[Path] = set()
    for page in pages:
        path = folder / page.address
        kept.add(path)
        data = page.as_bytes()
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed.append(page.address)
    for path in sorted(folder.rglob("*"), reverse=True):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and path not in kept and not hidden:
            path.unlink()
            changed.append(path.relative_to(folder).as_posix())
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return changed


def build(root: Path, today: datetime.date) -> Built:
    """Build the library in `root` into `root`/site, unless it has errors or what was built does not pass the gate.

    Raises HostFailed where MkDocs or Pagefind stop; the last good site then stays as it was.
    """
    root = root.resolve()
    site: Site = make_site(root, today)
    if not site.is_sound:
        return Built(site.problems)
    changed = write_tree(site.pages, root / TREE)
    frame, content = _frame(root, site.pages), _content(site.pages)
    stamp = root / STAMP
    # A preview may have written the tree since, so what was staged counts, and not what changed in the tree just now.
    before = stamp.read_text("utf-8").split() if stamp.is_file() and (root / STAGE / "index.html").is_file() else []
    if before != [frame, content] or not (root / OUT / "index.html").is_file():
        stamp.unlink(missing_ok=True)
        run_host(root, today, only_changed=before[:1] == [frame])
        found = finish(root / STAGE, site, STAGE.as_posix())
        if found:
            return Built((*site.problems, *found))
        stamp.write_text(f"{frame}\n{content}\n", "utf-8")
        replace(root / OUT, root / STAGE)
    return Built(site.problems, len(site.pages), len(changed), root / OUT)


def _frame(root: Path, pages: Iterable[Page]) -> str:
    """A digest of all that shapes every page: which pages there are, the settings, the theme and the host.

    While it stays the same, a page whose Markdown did not change need not be built again.
    """
    digest = hashlib.sha256()
    for page in sorted(page.address for page in pages):
        digest.update(f"{page}\n".encode())
    for package in ("mkdocs", "mkdocs-material", "markdown", "pagefind", "holding-ground"):
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    overrides = [folder / "overrides" for folder in template_folders(root)]
    program = Path(__file__).parent
    for path in [
        root / "mkdocs.yml",
        *(program / name for name in ("build.py", "pieces.py", "policy.py", "unspaced.py")),
        *sorted((program / "gate").glob("*.py")),
        *(path for folder in overrides for path in sorted(folder.rglob("*"))),
    ]:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _content(pages: Iterable[Page]) -> str:
    """A digest of what all pages hold."""
    digest = hashlib.sha256()
    for page in sorted(pages, key=lambda page: page.address):
        digest.update(hashlib.sha256(page.as_bytes()).digest())
    return digest.hexdigest()


def run_host(root: Path, today: datetime.date, *, only_changed: bool = False) -> None:
    """Run MkDocs over the tree, into the folder where sites are staged; any warning of it is a failure.

    With `only_changed`, pages that are older than what was built from them are left alone.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--dirty" if only_changed else "--strict"]
    command += ["--config-file", str(root / "mkdocs.yml"), "--site-dir", str(root / STAGE)]
    midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    settings = {"PRACTICES_RENDER": "false", "NO_MKDOCS_2_WARNING": "1"}
    settings |= {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
    said = _run(command, root, settings)
    # MkDocs would count its own warning about --dirty as one, so in that mode strictness is ours.
    warnings = [line for line in said.splitlines() if line.startswith("WARNING") and "'dirty' build" not in line]
    if warnings:
        raise HostFailed("\n".join(warnings))


def preview(root: Path, today: datetime.date, port: int) -> int:
    """Serve the library on this machine until somebody stops it; returns the host's exit code."""
    (root / TREE).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / "mkdocs.yml")]
    settings = {"PRACTICES_TODAY": today.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
    try:
        return subprocess.call([*command, "--dev-addr", f"127.0.0.1:{port}"], env=os.environ | settings)
    except KeyboardInterrupt:
        return 0


def finish(folder: Path, site: Site, shown: str) -> list[Problem]:
    """Lay the search index and the header files beside the pages that a host has built of a site, and try it all.

    What is found is what a page would load from elsewhere, and what was to be held back. `shown` is what the folder is
    called in messages.
    """
    index(folder, site.language)
    for address, text in header_files().items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [
        *gate.examine(folder, shown),
        *find_leaks(folder, site.secrets, shown),
        *find_names(folder, site.names, shown),
    ]


def index(site: Path, language: str) -> None:
    """Make the search index of a built site, and the twins of its files that are read where fetching is refused.

    There is one index, whatever languages the pages hold; `language` decides how its words are stemmed. Of a very large
    library it is in parts, each whole in itself: the second lies in 1/, the third in 2/, and Pagefind's script says how many.
    """
    folder = site / INDEX
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        sources = _to_index(site, Path(name))
        parts = [folder / str(number) if number else folder for number in range(len(sources))]
        for source, part in zip(sources, parts, strict=True):
            command = [sys.executable, "-m", "pagefind", "--site", str(source), "--output-path", str(part)]
            command += ["--force-language", language, "--keep-index-url", "--exclude-selectors", UNREAD, "--quiet"]
            _run(command, source, {})
    try:
        recut(parts)
    except UnknownForm as error:
        raise HostFailed(f"{error}. Install the version of Pagefind that pyproject.toml asks for.") from error
    for part in parts:
        for pattern in UNUSED_INDEX_FILES if part == folder else UNUSED_INDEX_FILES + SHARED_INDEX_FILES:
            for path in part.glob(pattern):
                path.unlink()
    script = folder / "pagefind.js"
    script.write_text(f"{script.read_text('utf-8')}\nexport const parts = {len(parts)};\n", "utf-8")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        text = base64.b64encode(path.read_bytes()).decode("ascii")
        path.with_name(path.name + ".js").write_text(f'hgPiece("{name}","{text}")\n', "ascii")
    _tie(site, folder)


def _tie(site: Path, folder: Path) -> None:
    """Lay beside the index which of its pages is which record of Explore: results of the index name no page."""
    ids = {}
    for path in folder.rglob("*.pf_fragment"):
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        ids[page["url"]] = path.stem
    if (site / ADDRESSES).is_file():
        addresses = addresses_in((site / ADDRESSES).read_text("utf-8"))
        text = found_script([ids.get(f"/{address}.html", "") for address in addresses])
        (folder / "explore.js").write_text(text, "ascii")


def _to_index(site: Path, folder: Path) -> list[Path]:
    """What the indexer is to read: the site, or copies where there are too many pages or one must be made ready for it."""
    pages = [path for path in sorted(site.rglob("*.html")) if READ in path.read_text("utf-8")]
    parts = -(-len(pages) // PART) or 1
    if parts == 1 and all(indexable(text) == text for text in (path.read_text("utf-8") for path in pages)):
        return [site]
    for number, path in enumerate(pages):
        copy = folder / str(number % parts) / path.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(indexable(path.read_text("utf-8")), "utf-8")
    return [folder / str(number) for number in range(parts)]


def replace(target: Path, stage: Path) -> None:
    """Put a staged site in the place of the last one. The last one is out of place only between two renames."""
    fresh, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(stage, fresh)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _run(command: list[str], folder: Path, settings: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise HostFailed(f"{' '.join(command[1:4])} stopped:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr
