# Compiling the templates takes a fifth of a check. What comes of it depends on their text and on the program alone, so it is kept:
# in memory for this process, and beside Python's own compiled files for the next, as trusted as those. Where nothing can be kept,
# or what is kept is damaged or of another version, the templates are compiled anew, and nobody notices but the clock.

"""Compiled templates, kept by their text."""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from ..folders import PROGRAM

KEPT = PROGRAM / "__pycache__" / "templates"
"""Where compiled templates are kept, one folder for each state of the program."""
_DIGEST = 32


class Compiled(BytecodeCache):
    """The templates that were compiled, by their text.

    Nothing of a catalogue is in what is compiled, and where the text lies is put in anew, for a fault is told by it. `kept` is
    the folder for what outlives this process.
    """

    def __init__(self, kept: Path = KEPT) -> None:
        self._kept = kept
        self._known: dict[str, CodeType] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template, by its name and text."""
        checksum = self.get_source_checksum(source)
        bucket = Bucket(environment, f"{name} {checksum}", checksum)
        known = self._known.get(bucket.key) or _read(self._file(bucket.key))
        if known:
            self._known[bucket.key] = known
            bucket.code = _lying_in(filename or name, known)
        return bucket

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        assert bucket.code is not None
        self._known[bucket.key] = bucket.code
        if not sys.dont_write_bytecode:
            _write(self._file(bucket.key), bucket.code)

    def load_bytecode(self, bucket: Bucket) -> None:
        """All that is known is in the bucket already."""

    def _file(self, key: str) -> Path:
        return self._kept / self._state / hashlib.sha256(key.encode()).hexdigest()[:_DIGEST]

    @cached_property
    def _state(self) -> str:
        """A name for the program as it is: its own text, Jinja's version, and the form in which this Python keeps code."""
        digest = hashlib.sha256(f"{jinja2.__version__} {sys.implementation.cache_tag} {sys.hexversion}".encode())
        for path in sorted(PROGRAM.rglob("*.py")):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:_DIGEST]


def _read(path: Path) -> CodeType | None:
    """The code in a file, if it is there and whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    told, code = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(code).digest() != told:
        return None
    found = marshal.loads(code)
    return found if isinstance(found, CodeType) else None


def _write(path: Path, code: CodeType) -> None:
    """Keep the code, if that is possible; what was kept of the program in another state goes."""
    data = marshal.dumps(code)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if not path.parent.is_dir():
            for old in path.parent.parent.glob("*"):
                shutil.rmtree(old, ignore_errors=True)
            path.parent.mkdir(parents=True)
        beside.write_bytes(hashlib.sha256(data).digest() + data)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _lying_in(path: str, code: CodeType) -> CodeType:
    """The same code, compiled of a file that lies elsewhere."""
    if code.co_filename == path:
        return code
    parts = (_lying_in(path, one) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=path, co_consts=tuple(parts))
