"""A build that takes over what it can makes, byte for byte, what one makes that has nothing: after any edits, in any order.

`tests/edits.py` has the edits. Each is done once in each deck, whose order follows from its seed; to try others, name their seeds:
`EDITS=7,8,9 pytest tests/site/test_edits.py`.
"""

import os
import random
from pathlib import Path
from typing import NamedTuple

import pytest

from ..builds import Outcome, apart, built, holding, programmed
from ..edits import EDITS, SPOILERS, WORDS, World, alike, sources, world

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be forked here")
SEEDS = [int(seed) for seed in os.environ.get("EDITS", "1").split(",")]
HANDS = 6
"""Into how many hands a deck is dealt: each begins with the library as it is at first."""


LOOKS = 3
"""After how many edits the library is built from nothing, too. What one leaves stale is still stale two edits later, if nothing
else makes it anew; which edits come after it differs from deck to deck."""


class Step(NamedTuple):
    """An edit of a hand by its name, and the dice that it falls by. What made a library unsound is taken back before the next."""

    name: str
    dice: str

    def do(self, one: World, goes_on: bool, was_refused: bool) -> None:
        if was_refused:
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


class Done(NamedTuple):
    """What was done, what came of it, and where words lie that must not."""

    what: str
    outcome: Outcome
    open: list[str]


def lies_open(one: World) -> list[str]:
    """Where words lie that the site does not tell, and in what is kept those that no source has any more."""
    told = {word for word, _ in holding(WORDS, one.root / "site")}
    texts = [(one.root / path).read_bytes().lower() for path in sources(one.root)]
    hidden = tuple(word for word in WORDS if word not in told)
    gone = tuple(word for word in hidden if not any(word.encode() in text for text in texts))
    around = [
        path for path in one.root.iterdir() if path.name not in ("practices", "docs", "templates", "build", "site")
    ]
    built_of = [path for path in (one.root / "build").iterdir() if path.name != "kept"]
    found = holding(hidden, *around, *built_of) | holding(gone, one.root / "build/kept")
    return [f"{word} lies in {Path(path).relative_to(one.root)}" for word, path in sorted(found)]


def done_again_and_again(hand: list[Step], goes_on: bool, one: World) -> list[Done]:
    """What comes of each step where each build takes over what it can of the last."""
    done: list[Done] = []
    built(one.root, one.day) if goes_on else apart(lambda: build_of(one))
    for step in hand:
        step.do(one, goes_on, bool(done) and done[-1].outcome.refused)
        what = step.name + step.spoil(one)
        outcome = built(one.root, one.day) if goes_on else apart(lambda: build_of(one))
        done.append(Done(what, outcome, [] if outcome.refused else lies_open(one)))
    return done


def faults_of(hand: list[Step], goes_on: bool, done: list[Done], to: Path) -> list[str]:
    """What is not as in a build from nothing, each in a folder and a process where nothing was before."""
    plain = world(to / "plain")
    for number, (step, own) in enumerate(zip(hand, done, strict=True)):
        step.do(plain, goes_on, number > 0 and done[number - 1].outcome.refused)
        found = own.open
        if number % LOOKS == LOOKS - 1 or number == len(hand) - 1:
            whole = alike(plain, to / f"whole-{number}")
            found = found + own.outcome.differs_from(apart(lambda whole=whole: build_of(whole)))
        if "a_file_of_the_tree" in own.what:  # where nothing else changed, only the site is looked at
            found = [fault for fault in found if not fault.startswith("build/docs/")]
        if found:
            return [*(one.what for one in done[: number + 1]), *found[:30]]
    return []


@pytest.mark.parametrize("number", [0, 1, *(pytest.param(one, marks=pytest.mark.release) for one in range(2, HANDS))])
@pytest.mark.parametrize("seed", SEEDS)
def test_after_edits_the_site_is_that_of_a_build_from_nothing(seed: int, number: int, tmp_path: Path) -> None:
    """In every second hand the program goes on from build to build, as a preview does, and knows what it still knows."""
    hand, goes_on = hand_of(seed, number), bool(number % 2)
    mine = world(tmp_path / "mine")
    done = apart(lambda: done_again_and_again(hand, goes_on, mine))
    assert faults_of(hand, goes_on, done, tmp_path) == []
