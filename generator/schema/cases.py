# The core of the library: what someone did, where, with what result, what pushed back and how it was answered.
# Evidence stays in three parts that are never blended: its kind, who claims it, and what was found.

"""Cases."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from .disclosure import Part
from .effort import Cost, Dose, Material, Provider, Reach, Tie
from .parts import Address, Bearing, Lesson, Period, Record, Resistance, Scope, Statement, Whose
from .refs import (
    SLUG,
    Actor,
    Approach,
    Claimant,
    Country,
    EvidenceKind,
    Level,
    OrganisationRef,
    People,
    Respect,
    Sdg,
    SourceKey,
    StrategyRef,
    StudyKey,
)
from .studies import Effect, Study
from .times import problem
from .values import ONE_OR_MORE, Line, Text, Truth, When

Direction = Literal["improved", "mixed", "no-change", "worsened", "not-known"]
DIRECTIONS: tuple[str, ...] = get_args(Direction)
"""What an outcome can be, in the order in which it is shown."""


class Outcome(Part):
    """One claim about what changed."""

    statement: Text = Field(description="What changed, or did not, for whom. Quote figures as the source gives them.")
    direction: Direction = Field(description="What was found: nothing, and harm, are findings too.")
    evidence: EvidenceKind = Field(description="The kind of knowledge.")
    claimed_by: Claimant = Field(description="Who makes the claim.")
    sources: tuple[SourceKey, ...] = Field(description="Keys of this record's sources.", min_length=1)
    study: StudyKey | None = Field(None, description="The key of the study that found it, from `studies`.")
    main: Truth = Field(False, description="true if the study itself names this as its main (primary) outcome.")
    countries: tuple[Country, ...] = Field(
        (), description="For a case of several countries: those of them in which it was found.", examples=[["NP"]]
    )
    indicator: Line | None = Field(None, description="What was measured or asked, in the words of the study.")
    effect: Annotated[tuple[Effect, ...], *ONE_OR_MORE] = Field(
        (),
        description="How large the difference was, as the study gives it. Where it gives several for one claim, write each behind a hyphen.",
    )
    whose: Whose = Field(
        "practice",
        description="What it is a claim about: the practice itself, a related programme (an earlier or a larger one too), or its setting. Only what is claimed of the practice is counted.",
    )
    output: Truth = Field(
        False,
        description="true if it tells what was done or delivered, or how content people were (members, sessions, satisfaction), and not what changed for anybody.",
    )
    year: When | None = Field(None, description="The year that the claim is about.")
    caution: Text | None = Field(None, description="What a reader must know before using the figure.")
    id: Address = None

    def model_post_init(self, context: object) -> None:
        """Refuse a main outcome of no study."""
        if self.main and not self.study:
            raise problem(
                "main-without-study",
                "it is marked as a main outcome, and no study is named",
                "Add `study:` with the key of the study that names it so, or take `main:` out",
            )

    @property
    def counts(self) -> bool:
        """Whether it is a claim about what changed through the practice."""
        return self.whose == "practice" and not self.output


class Coded(Part):
    """That a practice uses a strategy of somebody else's scheme, and who sorted it there."""

    strategy: Respect = Field(description="The strategy.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that sort it there.")
    editorial: Truth = Field(False, description="true if it is the editors who do.")

    def model_post_init(self, context: object) -> None:
        """Refuse a code that nobody gave."""
        if not self.sources and not self.editorial:
            raise problem(
                "code-without-ground",
                "nobody is said to sort the practice under this strategy",
                "Add `sources:`, or `editorial: true` if it is your own reading",
            )


class Case(Record):
    """What someone did, where, with what result."""

    folder = "cases"
    needed = ("summary", "organisations", "scope", "strategies", "sources", "checked")
    shelf, credited = "strategies", "organisations"
    is_practice = True
    search_rank = 10
    schema_type = ("Article", "LearningResource")

    acronym: Line | None = Field(None, description="The short name of the practice.")
    organisations: tuple[OrganisationRef, ...] = Field((), description="Who did it; the first is named first.")
    partners: tuple[OrganisationRef, ...] = Field((), description="Who worked with them.")
    funders: tuple[OrganisationRef, ...] = Field((), description="Who paid, as far as the sources say.")
    scope: Scope | None = Field(None, description="Where.")
    period: Period | None = Field(None, description="When.")
    strategies: tuple[StrategyRef, ...] = Field((), description="The strategies it shows; the first is its home.")
    approaches: tuple[Approach, ...] = Field((), description="Cross-cutting ways of working.")
    levels: tuple[Level, ...] = Field((), description="The levels at which it worked.")
    people: tuple[People, ...] = Field((), description="Whom it was for and with.")
    actors: tuple[Actor, ...] = Field((), description="Who else had a part.")
    sdg: tuple[Sdg, ...] = Field((), description="Targets of the Sustainable Development Goals that it serves.")
    respect: tuple[Coded, ...] = Field((), description="Strategies of RESPECT for preventing violence that it uses.")
    providers: tuple[Provider, ...] = Field((), description="Who led it or worked in it, and what they needed to know.")
    doses: tuple[Dose, ...] = Field((), description="When and how much: sessions, hours, months.")
    reach: tuple[Reach, ...] = Field((), description="How many took part.")
    costs: tuple[Cost, ...] = Field((), description="What it cost, sum by sum.")
    materials: tuple[Material, ...] = Field((), description="Manuals, curricula and tools that others can use.")
    not_for: tuple[Statement, ...] = Field((), description="Whom or what places it does not suit.")
    adapted_from: tuple[Tie, ...] = Field((), description="Practices from which it was made.")
    part_of: tuple[Tie, ...] = Field((), description="The larger practice or programme to which it belongs.")
    studies: dict[Annotated[str, Field(pattern=f"^{SLUG.pattern}$")], Study] = Field(
        {}, description="The studies of it, each under a key of your choice, such as `trial-2020`."
    )
    outcomes: tuple[Outcome, ...] = Field((), description="What changed, claim by claim.")
    resistance: tuple[Resistance, ...] = Field((), description="What pushed back, and how it was answered.")
    lessons: tuple[Lesson, ...] = Field((), description="What others can learn.")
    bears_on: tuple[Bearing, ...] = Field((), description="Lessons of other records that it supports or contradicts.")
    conditions: tuple[Statement, ...] = Field((), description="What made it possible.")
    cautions: tuple[Statement, ...] = Field((), description="What did not work, risks, and what nobody knows.")

    @property
    def own_outcomes(self) -> tuple[Outcome, ...]:
        """What is claimed of the practice itself: what cards, tables and sentences count."""
        return tuple(outcome for outcome in self.outcomes if outcome.counts)

    @property
    def own_doses(self) -> tuple[Dose, ...]:
        """What is told of the time that the practice itself takes."""
        return tuple(item for item in self.doses if item.counts)

    @property
    def own_reach(self) -> tuple[Reach, ...]:
        """What is told of those who took part in the practice itself."""
        return tuple(item for item in self.reach if item.counts)

    @property
    def own_costs(self) -> tuple[Cost, ...]:
        """What is told of the money for the practice itself."""
        return tuple(item for item in self.costs if item.counts)

    @property
    def own_resistance(self) -> tuple[Resistance, ...]:
        """What the practice itself met, each event once in the library."""
        return tuple(met for met in self.resistance if met.counts)
