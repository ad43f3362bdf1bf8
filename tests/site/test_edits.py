"""A build that takes over what it can makes, byte for byte, what one makes that has nothing: after any edits, in any order.

`tests/edits.py` has the edits. Each is done once in each deck, whose order follows from its seed; to try others, name their seeds:
`EDITS=7,8,9 pytest tests/site/test_edits.py`.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ..builds import Outcome, apart, built, holding, programmed
from ..edits import EDITS, SPOILERS, WORDS, World, alike, sources, world

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be forked here")
SEEDS = [int(seed) for seed in os.environ.get("EDITS", "1").split(",")]
HANDS = 6
"""Into how many hands a deck is dealt: each begins with the library as it is at first."""


class Step(NamedTuple):
    """An edit of a hand by its name, and the dice that it falls by. What made a library unsound is taken back before the next."""

    name: str
    dice: str

    def do(self, one: World, goes_on: bool, after: "Whole | None") -> None:
        if after and after.outcome.refused:
            one.go_back(one.before)
        one.write_down()
        EDITS[self.name](one, random.Random(self.dice))
        if goes_on:
            one.program = ""  # a process that runs does not become another program

    def spoil(self, one: World) -> str:
        """Spoil something of what was built, in every third step; says what."""
        dice = random.Random(f"{self.dice} spoiled")
        spoiler = dice.choice(SPOILERS) if dice.random() < 1 / 3 else None
        if spoiler:
            spoiler(one.root, dice)
        return f", and {spoiler.__name__} was spoiled" if spoiler else ""


def hand_of(seed: int, number: int) -> list[Step]:
    """The edits of one hand, in their order."""
    deck = sorted(EDITS)
    random.Random(seed).shuffle(deck)
    return [Step(name, f"{seed} {name}") for name in deck[number::HANDS]]


def build_of(one: World) -> Outcome:
    if one.program:
        programmed(one.program)
    return built(one.root, one.day)


class Whole(NamedTuple):
    """What comes of a build from nothing, and the words that its site tells."""

    outcome: Outcome
    told: set[str]


def from_nothing(hand: list[Step], goes_on: bool, to: Path) -> Iterator[Whole]:
    """What comes of the library after each step of a hand, each time in a folder and a process where nothing was before."""
    plain = world(to / "plain")
    last: Whole | None = None
    for number, step in enumerate(hand):
        step.do(plain, goes_on, last)
        whole = alike(plain, to / f"whole-{number}")
        outcome = apart(lambda whole=whole: build_of(whole))
        last = Whole(outcome, {word for word, _ in holding(WORDS, whole.root / "site")})
        yield last


def lies_open(one: World, told: set[str]) -> list[str]:
    """Where words lie that the site must not tell, and in what is kept those that no source has any more."""
    texts = [(one.root / path).read_bytes().lower() for path in sources(one.root)]
    hidden = tuple(word for word in WORDS if word not in told)
    gone = tuple(word for word in hidden if not any(word.encode() in text for text in texts))
    around = [path for path in one.root.iterdir() if path.name not in ("practices", "docs", "templates", "build")]
    built_of = [path for path in (one.root / "build").iterdir() if path.name != "kept"]
    found = holding(hidden, *around, *built_of) | holding(gone, one.root / "build/kept")
    return [f"{word} lies in {Path(path).relative_to(one.root)}" for word, path in sorted(found)]


def faults_of(hand: list[Step], goes_on: bool, one: World, wholes: list[Whole]) -> list[str]:
    """What is not as in a build from nothing, after which edits."""
    done = []
    built(one.root, one.day) if goes_on else apart(lambda: build_of(one))
    for step, whole, last in zip(hand, wholes, [None, *wholes[:-1]], strict=True):
        step.do(one, goes_on, last)
        done.append(step.name + step.spoil(one))
        mine = built(one.root, one.day) if goes_on else apart(lambda: build_of(one))
        found = mine.differs_from(whole.outcome)
        if "a_file_of_the_tree" in done[-1]:  # where nothing else changed, only the site is looked at
            found = [fault for fault in found if not fault.startswith("build/docs/")]
        found += [] if mine.refused else lies_open(one, whole.told)
        if found:
            return [*done, *found[:30]]
    return []


@pytest.mark.parametrize("number", range(HANDS))
@pytest.mark.parametrize("seed", SEEDS)
def test_after_each_edit_the_site_is_that_of_a_build_from_nothing(seed: int, number: int, tmp_path: Path) -> None:
    """In every second hand the program goes on from build to build, as a preview does, and knows what it still knows."""
    hand, goes_on = hand_of(seed, number), bool(number % 2)
    wholes = list(from_nothing(hand, goes_on, tmp_path))
    mine = world(tmp_path / "mine")
    assert apart(lambda: faults_of(hand, goes_on, mine, wholes)) == []
