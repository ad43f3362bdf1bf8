# A repair is done only where the rule that found the fault knows the one thing to write, and where no word is lost; what needs
# a person's judgement is left to her. One mended fault can show the next, as where YAML stopped, so the library is looked
# at again until nothing more can be done. What was changed is shown line by line, since somebody answers for the record.

"""Mending what can be mended in one way only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from ..problem import Edit, Problem, printable
from .edits import edited, text_of, write_all
from .lines import split

MOST_ROUNDS = 100
"""So many times the library is looked at again at most; each round mends something."""


def repair(root: Path, look: Callable[[], Sequence[Problem]]) -> tuple[Sequence[Problem], str]:
    """Mend what can be mended in the files that `look` tells of, and say what is left and what was done.

    `look` gives the problems of the files as they are now. Files are left alone that are not below `root`, or that cannot be
    read as UTF-8. Raises OSError where a file cannot be written; then none of that round is.
    """
    first: dict[str, str] = {}
    seen: set[tuple[tuple[str, str], ...]] = set()
    problems = look()
    for _ in range(MOST_ROUNDS):
        texts = _round(root, problems)
        state = tuple(sorted(texts.items()))
        if not texts or state in seen:
            break
        seen.add(state)
        for path in texts:
            first.setdefault(path, text_of(root / path))
        write_all(root, texts)
        problems = look()
    return problems, "".join(_shown(path, text, text_of(root / path)) for path, text in sorted(first.items()))


def _round(root: Path, problems: Iterable[Problem]) -> dict[str, str]:
    """The texts of the files that change when all repairs are done that do not touch each other's lines."""
    taken: set[tuple[str, int]] = set()
    edits: set[Edit] = set()
    for problem in sorted(problems):
        lines = {(edit.place.path, edit.place.line) for edit in problem.repair}
        if lines and not lines & taken:
            taken |= lines
            edits |= set(problem.repair)
    texts, _ = edited(root, edits)
    return {path: text for path, text in texts.items() if text != text_of(root / path)}


def _shown(path: str, before: str, after: str) -> str:
    """What was changed in a file: its lines before and after, with their numbers."""
    old, new = split(before)[0], split(after)[0]
    rows = [f"{printable(path)}"]
    for what, start, end, begin, stop in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what != "equal":
            rows += _numbered("-", old, start, end)
            rows += _numbered("+", new, begin, stop)
    return "\n".join(rows) + "\n"


def _numbered(sign: str, lines: list[str], start: int, end: int) -> Iterator[str]:
    return (f"  {number + 1:>4} {sign} {printable(lines[number])}".rstrip() for number in range(start, end))
