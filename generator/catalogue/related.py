# Which other cases are near a case, and why. A case and another are near by what both have: an answer to the same form of
# resistance, an organisation, a people in a country. A shared value weighs log(1 + n/k), with n cases of which k have it
# (Spärck Jones' inverse document frequency): two of three cases in Nepal have more in common than two of thirty with women.
# What very many have weighs nothing. Themes, levels and actors such as donors do not count at all: too much shares them. From its rarest
# value on, the lists of those who have it are followed until there are enough, so that a case is compared with a few hundred others
# however many there are; with each by all that both have, so that one is as near to the other as the other to it.

"""Related cases, each with the reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..clearance import Cleared
from ..noted import asked, derived, standing
from ..schema import Case, Ref
from . import Catalogue

MOST_RELATED = 5
"""How many related cases a case has at most."""
MOST_REASONS = 3
"""How many reasons are given for one; those that weigh most."""
FEW, MANY = 8, 200
"""A value says something if at most an eighth of the cases have it: eight in a small library, two hundred in a large one."""
SHARE = 8
ENOUGH = 100
"""Among how many others the nearest are chosen: those with whom a case shares its rarest values."""

Value = tuple[str, tuple[Ref, ...]]
"""What a case can share: of which sort it is, and the references. A combination has two."""


@dataclass(frozen=True)
class Reason:
    """What two cases share. Its `sort` names the words for it; a combination says `among` which places, or to what."""

    sort: str
    shared: tuple[Ref, ...]
    among: tuple[Ref, ...] = ()
    weight: float = 0


@dataclass(frozen=True)
class Relation:
    """Another case, the reasons why it is near, those first that weigh most, and their weight in all."""

    entry: Cleared
    reasons: tuple[Reason, ...]
    score: float


@standing()
@dataclass(frozen=True)
class Relations:
    """Which cases of a catalogue are near each other. The relation is symmetric; the choice of five is not."""

    catalogue: Catalogue

    @asked
    def of(self, entry: Cleared) -> tuple[Relation, ...]:
        """The cases nearest to a case, at most five; what is equally near stands by title, then by slug."""
        own = self._rare(entry)
        near: dict[Cleared, None] = {}
        for value in own:
            near.update(dict.fromkeys(self._holders[value]))
            if len(near) > ENOUGH:
                break
        near.pop(entry, None)
        found = [self._relation(other, set(own) & set(self._rare(other))) for other in near]
        found.sort(key=lambda one: (-one.score, self.catalogue.in_order(one.entry.record.title), one.entry.slug))
        return tuple(found[:MOST_RELATED])

    @derived
    def _holders(self) -> Mapping[Value, tuple[Cleared, ...]]:
        """The cases that have a value, for each value that some but not many have."""
        holders: dict[Value, list[Cleared]] = {}
        cases = self.catalogue.all("cases")
        for entry in cases:
            for value in values_of(entry):
                holders.setdefault(value, []).append(entry)
        many = min(MANY, max(FEW, len(cases) // SHARE))
        return {value: tuple(found) for value, found in holders.items() if 1 < len(found) <= many}

    def _rare(self, entry: Cleared) -> tuple[Value, ...]:
        return self._rarest_first[entry]

    @derived
    def _rarest_first(self) -> Mapping[Cleared, tuple[Value, ...]]:
        """What a case shares with some but not many, the rarest first."""
        holders = self._holders
        return {
            entry: tuple(sorted(holders.keys() & set(values_of(entry)), key=lambda value: (len(holders[value]), value)))
            for entry in self.catalogue.all("cases")
        }

    def _relation(self, other: Cleared, values: Iterable[Value]) -> Relation:
        weights = {value: self._weight(value) for value in values}
        reasons = sorted(_reasons(weights), key=lambda reason: (-reason.weight, SORTS.index(reason.sort), reason.among))
        score = round(math.fsum(reason.weight for reason in reasons), 9)
        return Relation(other, tuple(reasons[:MOST_REASONS]), score)

    def _weight(self, value: Value) -> float:
        return math.log(1 + len(self.catalogue.all("cases")) / len(self._holders[value]))


def values_of(entry: Cleared) -> tuple[Value, ...]:
    """All that a case could share with another, each once. Who paid is left out: money is not a practice."""
    case = entry.record
    assert isinstance(case, Case)
    countries = case.scope.countries if case.scope else ()
    found: list[Value] = []
    for met in case.own_resistance:
        found.append(("form", (met.form,)))
        for answer in met.responses:
            found += [("answer", (answer.response, met.form)), ("response", (answer.response,))]
    found += [("people-there", (people, country)) for people in case.people for country in countries]
    for sort, refs in (
        ("organisation", (*case.organisations, *case.partners)),
        ("country", countries),
        ("people", case.people),
        ("strategy", case.strategies),
        ("approach", case.approaches),
    ):
        found += [(sort, (ref,)) for ref in refs]
    return tuple(dict.fromkeys(found))


def _reasons(weights: Mapping[Value, float]) -> Iterator[Reason]:
    """What is shared, said in as few reasons as can be: what is part of a combination is not said again."""
    answers = [value for value in weights if value[0] == "answer"]
    there = [value for value in weights if value[0] == "people-there"]
    said = {pair for _, (response, form) in answers for pair in (("response", response), ("form", form))}
    said |= {pair for _, (people, country) in there for pair in (("people", people), ("country", country))}
    for form in sorted({refs[1] for _, refs in answers}):
        own = [value for value in answers if value[1][1] == form]
        yield Reason("answer", _of(own, 0), (form,), math.fsum(weights[value] for value in own))
    if there:
        # A case that shares two peoples and two countries shares four pairs, which are one thing: it weighs as much as the rarest.
        yield Reason("people-there", _of(there, 0), _of(there, 1), max(weights[value] for value in there))
    for sort in SINGLE:
        own = [value for value in weights if value[0] == sort and (sort, value[1][0]) not in said]
        if own:
            yield Reason(sort, _of(own, 0), (), math.fsum(weights[value] for value in own))


def _of(values: Iterable[Value], at: int) -> tuple[Ref, ...]:
    return tuple(sorted({refs[at] for _, refs in values}))


SINGLE = ("organisation", "form", "response", "country", "people", "strategy", "approach")
"""What is shared by itself, without a combination."""
SORTS = ("answer", "people-there", *SINGLE)
"""All sorts of reasons, in the order in which those of one weight are given."""
