# A theory of change is a row of stages, each leading to the next: columns on a desk, one below the other on a phone.
# The same stages are laid out both ways, so the two cannot say different things. What an outcome names is left to the
# list beside: lines from every activity to every outcome would say less than nothing.

"""The picture of a theory of change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isqrt

from ...schema.programmes import TheoryOfChange
from .shapes import DESK, PHONE, Box, Path, Picture, Text, height_of, is_cut, text_at
from .text import width_of, wrapped

BROAD = 900
"""How wide a picture of six columns is, so that words still fit into them."""
GAP, PAD, BETWEEN = 26, 8, 10
"""Between two stages, within a box, and between two boxes."""
MOST_LINES = 12
"""After how many lines a text is cut; the list beside has it whole."""


@dataclass(frozen=True)
class _Stage:
    kind: str
    heading: str
    texts: tuple[str, ...]
    on: str = ""
    """What the boxes of the stage rest on."""


class _Drawing:
    """Collects parts while a picture is laid out."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.paths: list[Path] = []
        self.texts: list[Text] = []
        self.cut = False

    def box(self, kind: str, text: str, at: tuple[int, int], width: int) -> int:
        """A box with words; returns its lower edge."""
        x, top = at
        room, bold = width - 2 * PAD, kind == "impact"
        lines = wrapped(text, room, bold=bold, most=MOST_LINES)
        self.cut = self.cut or is_cut(text, lines, room, bold=bold)
        self.texts.append(text_at(x + PAD, top + PAD, lines, bold=bold))
        self.boxes.append(Box(kind, x, top, width, height_of(lines) + 2 * PAD))
        return self.boxes[-1].edges[3]

    def stage(self, stage: _Stage, x: int, top: int, width: int) -> int:
        """The boxes of a stage from `top` on; returns their lower edge."""
        bottom = top
        for at, text in enumerate(stage.texts):
            bottom = self.box(stage.kind, text, (x, bottom + (BETWEEN if at else 0)), width)
        return self.box("base", stage.on, (x, bottom + 4), width) if stage.on else bottom

    def assumptions(self, heading: str, items: tuple[str, ...], top: int, width: int) -> int:
        """What must hold, in one box below all stages."""
        room = width - 2 * PAD
        lines = wrapped(heading, room, bold=True)
        self.texts.append(text_at(PAD, top + PAD, lines, bold=True))
        y = top + PAD + height_of(lines) + 4
        for item in items:
            lines = wrapped(item, room - 16, most=MOST_LINES)
            self.cut = self.cut or is_cut(item, lines, room - 16)
            self.paths.append(Path("bullet", ((PAD, y + 7), (PAD + 6, y + 10), (PAD, y + 13)), closed=True))
            self.texts.append(text_at(PAD + 16, y, lines))
            y += height_of(lines) + 4
        self.boxes.append(Box("assumption", 0, top, width, y + PAD - 4 - top))
        return y + PAD - 4

    def arrow(self, *points: tuple[int, int]) -> None:
        """A line from the first to the second point, with a head there."""
        (x, y), (to_x, to_y) = points
        across = to_y == y
        head = ((to_x - 9, to_y - 6), (to_x, to_y), (to_x - 9, to_y + 6))
        down = ((to_x - 6, to_y - 9), (to_x, to_y), (to_x + 6, to_y - 9))
        self.paths.append(Path("arrow", ((x, y), (to_x - 8, to_y) if across else (to_x, to_y - 8))))
        self.paths.append(Path("head", head if across else down, closed=True))

    def picture(self, width: int, height: int) -> Picture:
        return Picture(width, height, tuple(self.boxes), tuple(self.paths), tuple(self.texts), self.cut)


def theory(theory: TheoryOfChange, words: Mapping[str, str], *, wide: bool) -> Picture | None:
    """The stages of a theory from left to right or, not `wide`, from top to bottom; None for fewer than two.

    `words` names the stages: inputs, areas, short, medium, long, impact, assumptions; and `on`, what the areas rest on.
    """
    stages = _stages(theory, words)
    if len(stages) < 2:
        return None
    drawing = _Drawing()
    width = (BROAD if len(stages) > 5 else DESK) if wide else PHONE
    bottom = _columns(drawing, stages, width) if wide else _rows(drawing, stages)
    if theory.assumptions:
        bottom = drawing.assumptions(words["assumptions"], theory.assumptions, bottom + GAP, width)
    return _inset(drawing.picture(width, bottom))


def _stages(theory: TheoryOfChange, words: Mapping[str, str]) -> list[_Stage]:
    stages = [
        _Stage("input", words["inputs"], theory.inputs),
        _Stage("area", words["areas"], theory.areas, f"{words['on']} {theory.foundation}" if theory.foundation else ""),
        *(
            _Stage("outcome", words[term], tuple(item.text for item in theory.outcomes if item.term == term))
            for term in ("short", "medium", "long")
        ),
        _Stage("impact", words["impact"], (theory.impact,) if theory.impact else ()),
    ]
    return [stage for stage in stages if stage.texts or stage.on]


def _columns(drawing: _Drawing, stages: list[_Stage], width: int) -> int:
    widths = _widths(stages, width - GAP * (len(stages) - 1))
    headings = [wrapped(stage.heading, column, bold=True) for stage, column in zip(stages, widths, strict=True)]
    top = max(map(height_of, headings)) + 8
    heights = [_Drawing().stage(stage, 0, 0, column) for stage, column in zip(stages, widths, strict=True)]
    middle = top + max(heights) // 2
    x = 0
    for at, (stage, lines, height, column) in enumerate(zip(stages, headings, heights, widths, strict=True)):
        drawing.texts.append(text_at(x, top - 8 - height_of(lines), lines, bold=True))
        drawing.stage(stage, x, middle - height // 2, column)
        if at:
            drawing.arrow((x - GAP + 4, middle), (x - 4, middle))
        x += column + GAP
    return top + max(heights)


def _widths(stages: list[_Stage], width: int) -> list[int]:
    """How wide each column is: as its longest word needs, and more where it holds more."""
    words = [
        [*stage.heading.split(), *stage.on.split(), *(w for t in stage.texts for w in t.split())] for stage in stages
    ]
    longest = [max(width_of(word, bold=True) for word in column) + 2 * PAD for column in words]
    least = [min(need, width // len(stages)) for need in longest]
    loads = [isqrt(sum(len(text) + 40 for text in stage.texts)) for stage in stages]
    return [own + (width - sum(least)) * load // sum(loads) for own, load in zip(least, loads, strict=True)]


def _rows(drawing: _Drawing, stages: list[_Stage]) -> int:
    y = 0
    for at, stage in enumerate(stages):
        if at:
            drawing.arrow((PHONE // 2, y + 4), (PHONE // 2, y + GAP))
            y += GAP + 4
        lines = wrapped(stage.heading, PHONE, bold=True)
        drawing.texts.append(text_at(0, y, lines, bold=True))
        y = drawing.stage(stage, 0, y + height_of(lines) + 4, PHONE)
    return y


def _inset(picture: Picture) -> Picture:
    """The picture with room around it for the thickness of lines."""
    return replace(
        picture,
        width=picture.width + 4,
        height=picture.height + 4,
        boxes=tuple(replace(box, x=box.x + 2, y=box.y + 2) for box in picture.boxes),
        paths=tuple(replace(path, points=tuple((x + 2, y + 2) for x, y in path.points)) for path in picture.paths),
        texts=tuple(replace(text, x=text.x + 2, y=text.y + 2) for text in picture.texts),
    )
