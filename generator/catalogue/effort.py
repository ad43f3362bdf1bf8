# What it takes, as far as it can be told in a line or counted. Money that also paid for other things says little of one practice,
# so it is on its page, with that said, and nowhere where sums stand alone.

"""What a case says of sessions, reach and money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ..schema import Case
from ..schema.effort import TAKES, Cost, Dose, Reach

Told = TypeVar("Told", Cost, Dose, Reach)


@dataclass(frozen=True)
class Gist:
    """What tells most of what a case takes: the first of each sort, since contributors put first what counts most."""

    dose: Dose | None = None
    reach: Reach | None = None
    cost: Cost | None = None

    def __bool__(self) -> bool:
        return bool(self.dose or self.reach or self.cost)


def gist(case: Case) -> Gist:
    """What stands on the card of a case."""
    return Gist(
        next((dose for dose in case.own_doses if _is_counted(dose)), None),
        next((reach for reach in case.own_reach if not reach.aim), None),
        next((cost for cost in case.own_costs if not cost.shared), None),
    )


@dataclass(frozen=True)
class OwnFirst:
    """What the page of a case tells of time, reach and money: of the practice itself, and then of others."""

    doses: tuple[Dose, ...]
    reach: tuple[Reach, ...]
    costs: tuple[Cost, ...]

    @classmethod
    def of(cls, case: Case) -> OwnFirst:
        """What a case tells of them."""
        return cls(_own_first(case.doses), _own_first(case.reach), _own_first(case.costs))


def _own_first(items: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(items, key=lambda item: not item.counts))


def told(case: Case) -> Iterator[str]:
    """Which of `TAKES` a reader can find in a case: sessions or hours, money for it alone, and materials that can be had."""
    found = {
        "doses": any(map(_is_counted, case.own_doses)),
        "costs": any(not cost.shared for cost in case.own_costs),
        "materials": any(material.url for material in case.materials),
    }
    return (name for name in TAKES if found[name])


def _is_counted(dose: Dose) -> bool:
    return dose.sessions is not None or dose.hours is not None
