# Whoever edits checks again and again, and an editor does so at each saving. If nothing changed since, all that is wrong is known; to
# find that out takes no record, no page and no model, so none of these is loaded for it.

"""The problems of a library, by the help of what the last run kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from ..kept import Memory
from ..problem import Problem
from ..publish.inputs import library_of


def problems_of(root: Path, today: datetime.date, say: Callable[[str], None]) -> tuple[Problem, ...]:
    """All that is wrong in the library in `root` on that day. `say` is told what whoever waits should know."""
    memory = Memory(root, say)
    known, before = memory.of("problems"), library_of(root, today)
    problems: tuple[Problem, ...] | None = known.recall(before.encode())
    if problems is None:
        from ..site import examine  # noqa: PLC0415  (what looks takes longer to load than to see that nothing changed)

        problems = examine(root, today, memory).problems
        # Whoever saved a file meanwhile may have been read half before and half after: then the next run looks again.
        if library_of(root, today) == before:
            known.keep(before.encode(), problems)
    memory.close()
    return problems
