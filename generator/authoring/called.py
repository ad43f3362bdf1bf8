# Many fixes end in a command. Whoever set the program up as the guide says calls it by a path, such as .venv/bin/practices, and
# “command not found” would be all that came of pasting another. So a command in a fix is turned, here alone, into the one that
# was typed; what a message quotes of a record stays as it is, and so does everything the core says of commands.

"""Commands in messages, as this one was called."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..problem import Problem

NAME = "practices"
_COMMAND = re.compile(rf"(?<![\w/.“\"'-]){NAME}(?= (?:build|check|clean-media|due|new|rename|render|serve|withdraw)\b)")


def called(written: str) -> str:
    """How the command is written so that it can be pasted: as it was typed, or by its name where that is enough."""
    is_needed = Path(written).name.removesuffix(".exe") == NAME and os.sep in written and not _on_path(written)
    return shlex.quote(written) if is_needed else NAME


def _on_path(written: str) -> bool:
    found = shutil.which(NAME)
    return bool(found) and Path(found or "").resolve() == Path(written).resolve()


def pasteable(problems: Iterable[Problem], command: str) -> tuple[Problem, ...]:
    """The problems with each command of a fix as it was called."""
    return tuple(replace(one, fix=_COMMAND.sub(lambda _: command, one.fix)) for one in problems)
