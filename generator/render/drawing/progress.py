# How far a series is recorded: one mark for each paper that was planned. A mark says by its shape what is known; its
# number and its title say which paper it is. Where the number of papers is not known, none is made up.

"""The picture of the papers of a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .shapes import DESK, PHONE, Box, Text, height_of, text_at
from .text import width_of, wrapped

State = Literal["documented", "outline", "absent"]
STATES: tuple[State, ...] = ("documented", "outline", "absent")
CELL, PITCH, SIGN = 40, 52, 16
"""How large a mark is, from one to the next, and the mark of the legend."""


@dataclass(frozen=True)
class Slot:
    """A paper's place in the row: its box, its number in the series, and which of the papers it is, if recorded."""

    box: Box
    number: Text | None
    paper: int | None


@dataclass(frozen=True)
class Progress:
    """Marks in rows, and the legend."""

    width: int
    height: int
    slots: tuple[Slot, ...]
    legend: tuple[tuple[Box, Text], ...]


def counts(papers: Sequence[tuple[int | None, str]], planned: int | None) -> dict[State, int]:
    """How many papers there are of each state. A paper is its number in the series and its record's status."""
    found: dict[State, int] = dict.fromkeys(STATES, 0)
    for _, state, _ in _row(papers, planned):
        found[state] += 1
    return found


def progress(
    papers: Sequence[tuple[int | None, str]], planned: int | None, words: Mapping[str, str], *, wide: bool
) -> Progress | None:
    """A mark for each paper, recorded or planned; None where there is none. `words` are those of the legend, by state."""
    row = _row(papers, planned)
    if not row:
        return None
    width = DESK if wide else PHONE
    many = (width + PITCH - CELL) // PITCH
    slots = []
    for at, (number, state, paper) in enumerate(row):
        x, y = at % many * PITCH + 2, at // many * PITCH + 2
        label = Text(x + CELL // 2, y + CELL // 2 + 5, (str(number),), bold=True, centred=True) if number else None
        slots.append(Slot(Box(state, x, y, CELL, CELL), label, paper))
    bottom = -(-len(row) // many) * PITCH
    legend: list[tuple[Box, Text]] = []
    x, y = 2, bottom + 4
    for state in STATES:
        if not any(slot.box.kind == state for slot in slots):
            continue
        lines = wrapped(words[state], width - SIGN - 12)
        if x > 2 and x + SIGN + 8 + max(map(width_of, lines)) > width:
            x, y = 2, legend[-1][1].edges[3] + 6
        legend.append((Box(state, x, y + 3, SIGN, SIGN), text_at(x + SIGN + 8, y, lines)))
        x = legend[-1][1].edges[2] + 20
        bottom = max(bottom, y + height_of(lines) + 4)
    return Progress(width, bottom, tuple(slots), tuple(legend))


def _row(papers: Sequence[tuple[int | None, str]], planned: int | None) -> list[tuple[int | None, State, int | None]]:
    """Number, state and index of each place in the row, by number; recorded papers without one come last."""
    own: list[tuple[int | None, State, int | None]] = [
        (number, "outline" if status == "outline" else "documented", at) for at, (number, status) in enumerate(papers)
    ]
    taken = {number for number, _, _ in own if number}
    free = [number for number in range(1, (planned or 0) + 1) if number not in taken]
    unnumbered = sum(not number for number, _, _ in own)
    missing = max(0, min(len(free), (planned or 0) - len(own)))
    numbers: list[int | None] = list(free) if not unnumbered else [None] * missing
    gaps: list[tuple[int | None, State, int | None]] = [(number, "absent", None) for number in numbers[:missing]]
    return sorted(own + gaps, key=lambda place: (place[0] or 10_000, place[1] == "absent"))
