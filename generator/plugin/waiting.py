# MkDocs as a program that loads while others work, and then waits to be told what to make: all pages, or those that are missing. It says
# that all is done only if MkDocs had nothing at all to say. Of a library that asks MkDocs for more than pages of a tree, and
# wherever anything was told, it says no, and whoever asked runs MkDocs the plain way.

"""Run: python -m generator.plugin.waiting SETTINGS STAGE, with commands on the input, such as `all 900` or `missing 7`."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import clean_directory

from ..publish import disk
from ..publish.host import DONE, MISSING, NOT_DONE
from .making import is_usual, loaded, made


def main() -> None:
    """Load what the settings name, and make pages as often as is asked."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    settings, stage = sys.argv[1:]
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.getMessage())
    config: MkDocsConfig | None = loaded(settings, stage, strict=True)
    for line in sys.stdin:
        what, number = line.split()
        is_done = _made(config or loaded(settings, stage, strict=True), what == MISSING, int(number))
        print(DONE if is_done else NOT_DONE, file=answers, flush=True)
        config = None


def _made(config: MkDocsConfig, only_missing: bool, number: int) -> bool:
    """Whether all was made, and nothing is to be said of it."""
    if not is_usual(config):
        return False
    config.plugins.on_startup(command="build", dirty=True)
    stage = Path(config.site_dir)
    if not only_missing:
        clean_directory(config.site_dir)
    there = {path.relative_to(stage).as_posix() for path in disk.files(stage)}
    try:
        return not made(config, lambda address: address not in there, number)
    except Exception:
        return False


if __name__ == "__main__":
    main()
