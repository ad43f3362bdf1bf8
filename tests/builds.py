"""Builds in processes of their own, and what comes of them, so that one that keeps what it can is held against one that has nothing."""

import datetime
import gzip
import hashlib
import multiprocessing
import pickletools
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import generator.publish.making  # noqa: F401  (loaded here, so that no process of a test has to)
from generator import kept
from generator.folders import TREE
from generator.publish import inputs
from generator.publish.building import build
from generator.publish.exchange import OUT
from generator.publish.stopped import Stopped
from generator.render import Renderer

_FORKS = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Outcome:
    """What a build told, and the files that there are after it, of the site and of the tree, by digests."""

    told: tuple[str, ...]
    site: dict[str, str] = field(default_factory=dict)
    tree: dict[str, str] = field(default_factory=dict)
    refused: bool = False

    def differs_from(self, other: "Outcome") -> list[str]:
        """What is not the same in another: lines that are told, and files. Of builds that refuse, what they told."""
        found = [f"told: {line}" for line in sorted({*self.told} ^ {*other.told})]
        found += ["one of them refused"] if self.refused != other.refused else []
        if not self.refused and not other.refused:
            found += [f"site/{name}" for name in _differing(self.site, other.site)]
            found += [f"build/docs/{name}" for name in _differing(self.tree, other.tree)]
        return found


def _differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def built(root: Path, day: datetime.date) -> Outcome:
    """What comes of a build in this process."""
    try:
        made = build(root, day)
    except Stopped as stopped:
        told, refused = (str(stopped).replace(str(root), ""),), True
    else:
        told, refused = tuple(sorted(map(str, made.problems))), made.out is None
    return Outcome(told, digests(root / OUT), digests(root / TREE), refused)


def apart(act: Callable[[], Any]) -> Any:
    """What a function gives, in a process that knows nothing of what came before it, and of which nothing stays."""
    receiver, sender = _FORKS.Pipe(duplex=False)
    child = _FORKS.Process(target=lambda: sender.send(act()))
    child.start()
    sender.close()
    try:
        return receiver.recv()
    finally:
        child.join()


def programmed(state: str) -> None:
    """From now on this process is the program in another state: what it is told by, and what pages it makes."""
    patch = pytest.MonkeyPatch()
    patch.setattr(kept, "program", lambda: kept.digest_of(state))
    installed = inputs._programs
    patch.setattr(inputs, "_programs", lambda root: (*installed(root), state))
    plain = Renderer.page

    def page(renderer: Renderer, template: str, address: str, **context: Any) -> str:
        text = plain(renderer, template, address, **context)
        return f"{text}\nMade by {state}.\n" if text and address.endswith(".md") else text

    patch.setattr(Renderer, "page", page)


# What is where


def holding(words: tuple[str, ...], *folders: Path) -> set[tuple[str, str]]:
    """The words that stand in the files of folders, packed or not, each with the file."""
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {(word, path.as_posix()) for path in paths for word in _said(path.read_bytes(), words)}


def _said(data: bytes, words: tuple[str, ...]) -> Iterator[str]:
    for text in unpacked(data):
        yield from (word for word in words if word.encode() in text.lower())


def unpacked(data: bytes) -> Iterator[bytes]:
    """Bytes, and what they hold packed or pickled."""
    yield data
    with suppress(OSError, EOFError, zlib.error):
        if data[:2] == b"\x1f\x8b":
            yield from unpacked(gzip.decompress(data))
        elif data[:1] == b"\x78":
            yield from unpacked(zlib.decompress(data))
    for start in (0, 64):  # what is kept is sealed, by so many bytes before it
        if data[start : start + 1] == b"\x80":
            with suppress(ValueError, IndexError):
                for _, value, _ in pickletools.genops(data[start:]):
                    if isinstance(value, bytes) and len(value) > 4:
                        yield from unpacked(value)
