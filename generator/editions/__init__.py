# The formats in which the library can be taken away, in one table that can be read. Each is a module with a function
# `make(shelf, out) -> Iterator[Made]`, loaded when it is asked for, since most bring along a package that takes long to load.

"""Editions: the whole library, or a part of it, as files to take along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from .shelf import CannotMake, Edition, Made, Shelf

__all__ = ["FORMATS", "CannotMake", "Edition", "Made", "Shelf", "maker_of"]

FORMATS: dict[str, str] = {
    "pdf": "pdf",
    "zim": "zim",
    "epub": "epub",
    "folder": "zipped",
    "data": "data",
    "text": "plain_text",
}
"""The kinds of editions by the names that the command takes, each with its module; what takes longest to make stands first."""

USES = {"zim": "hotspot", "epub": "reader", "folder": "computer", "pdf": "paper", "text": "message", "data": "sheet"}
"""Where each kind is used, one of `USES` in `generator/pages/take_away.py`, unless a file says otherwise."""


def maker_of(kind: str) -> Callable[[Shelf, Path], Iterator[Made]]:
    """What makes the editions of a kind: it writes them into a folder that is there, and yields each."""
    make: Callable[[Shelf, Path], Iterator[Made]] = import_module(f".{FORMATS[kind]}", __name__).make
    return make
