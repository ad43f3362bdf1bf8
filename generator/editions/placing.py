# Where editions go, once all of them are made and looked at. A folder of editions takes the place of the last one in one step, so
# that whoever copies it never gets half of two. In the site they are the only files that no build made; what was laid there is
# written down beside what was built, so that the next build takes neither for the other, and drops them with the site they are of.

"""Moving editions to where they are wanted."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..pages.take_away import FOLDER
from ..publish import disk
from ..publish.digesting import digest
from ..publish.exchange import OUT, Published, digests, recalled, remember
from ..publish.stopped import OF_TWO, Stopped
from .listing import EDITIONS, SUMS

PAGE = f"{FOLDER}.html"
"""The page of the site that tells of editions. It is made anew with their sizes where they are laid into the site."""
KEPT = Path("build") / PAGE
"""That page as it was built."""
_AS_IT_WAS = "What was there stays as it was."


def strange_file(folder: Path) -> str:
    """A file in a folder that no edition put there, if it holds one; such a folder is not written over."""
    if not folder.is_dir():
        return str(folder) if os.path.lexists(folder) else ""
    try:
        listed = {one["file"] for one in json.loads((folder / EDITIONS).read_text("utf-8"))["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        listed = set()
    known = listed | ({EDITIONS, SUMS} if listed else set())
    there = (path.relative_to(folder).as_posix() for path in disk.files(folder))
    return min((one for one in there if one not in known), default="")


def site_alone(root: Path, folder: Path) -> Path:
    """The built site in a folder of its own, without editions that were laid into it. It is linked, where the disk can do so."""
    last = recalled(root)
    for address in last.files:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        _linked(root / (KEPT if address in last.editions else OUT / address), path)
    return folder


def _linked(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:
        shutil.copy2(path, to)


def need_built_page(root: Path) -> None:
    """Have the next build make all anew, if the page that was built is known no more while another lies in its place."""
    last = recalled(root)
    if PAGE in last.editions and _digest_of(root / KEPT) != last.files.get(PAGE):
        remember(root, Published())


def _digest_of(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else ""


def put(fresh: Path, target: Path) -> None:
    """Let a folder take the place of another, or go where there is none. If it cannot, the other stays as it was."""
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True)
    if target.parent.stat().st_dev != fresh.stat().st_dev:
        beside = target.with_name(f".{target.name}.new")
        try:
            disk.remove(beside)
            shutil.copytree(fresh, beside)
            _take_place(beside, target)
        finally:
            with contextlib.suppress(OSError):
                disk.remove(beside)
        return
    _take_place(fresh, target)


def _take_place(fresh: Path, target: Path) -> None:
    disk.flush(fresh)
    if os.path.ismount(target) or target.is_symlink():
        raise Stopped(f"{target} is a place of its own. Name a folder in it.", _AS_IT_WAS)
    if not target.exists():
        fresh.rename(target)
    elif not disk.exchange(fresh, target):
        last = target.with_name(f".{target.name}.old")
        disk.remove(last)
        target.rename(last)
        try:
            fresh.rename(target)
        except OSError:
            last.rename(target)
            raise
        disk.remove(last)
    disk.settle(target.parent)


def into_site(root: Path, fresh: Path, remake: Callable[[str], str]) -> None:
    """Lay editions into the built site; `remake` makes of its page of them, as it was built, one that knows them."""
    last = recalled(root)
    shown, laid = root / OUT / PAGE, {f"{FOLDER}/{address}": value for address, value in digests(fresh).items()}
    page = b""
    if PAGE in last.files:
        built = root / KEPT if PAGE in last.editions else shown
        page = remake(built.read_text("utf-8")).encode()
        disk.write_whole(root / KEPT, built.read_bytes())
        laid[PAGE] = digest(page)
    put(fresh, root / OUT / FOLDER)
    try:
        if page:
            disk.write_whole(shown, page)
        _noted(root, replace(last, editions=laid))
    except OSError as error:
        raise Stopped(disk.explained(error), OF_TWO) from error


def _noted(root: Path, published: Published) -> None:
    if digests(root / OUT) != published.whole:
        raise Stopped(f"Another program writes into {OUT}/, so it is not what was built. Close that.", OF_TWO)
    remember(root, published)
