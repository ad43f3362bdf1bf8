# A run on a code host has a page of its own, which shows what was found in a sentence. It tells where, and not what: a warning about a
# person quotes her, and this page is public and kept for months.

"""The summary of a check on a code host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..problem import Problem, Severity, printable

MOST = 50


def as_summary(problems: Sequence[Problem], sentence: str) -> str:
    """A sentence, and for each file how many problems of which rules it has, as Markdown."""
    rows = Counter((one.severity, one.place.path, one.rule) for one in problems if one.severity is not Severity.NOTE)
    order = list(Severity)
    told = sorted(rows, key=lambda row: (order.index(row[0]), row[1:]))
    lines = [f"- {row[0]}: `{printable(row[1]).replace('`', '')}`: {row[2]} ({rows[row]})" for row in told[:MOST]]
    more = [f"- and {len(told) - MOST} more"] if len(told) > MOST else []
    return "\n".join([f"# The check\n\n{sentence}", *(["", *lines, *more] if lines else [])]) + "\n\n"
