# What it takes to do the same: the first thing that practitioners ask. The fields follow TIDieR, the checklist by which studies
# describe an intervention so that others can repeat it (https://www.equator-network.org/reporting-guidelines/tidier/): materials,
# who provided, when and how much. Each figure stands beside what it covers and whose it is, since a sum without these misleads.

"""Money, sessions, reach, people, materials, and what a practice grew from or belongs to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .amounts import Currency, Figure, FromTo, Whole
from .disclosure import Part
from .parts import Whose
from .refs import Actor, CaseRef, Claimant, People, ProgrammeRef, SourceKey
from .times import forwards, problem
from .values import FirstYear, Line, Text, Truth, Url, When

TAKES = ("doses", "costs", "materials")
"""The fields by which a reader can ask what cases take, in the order in which they are shown."""
Sources = Annotated[
    tuple[SourceKey, ...], Field(description="Keys of this record's sources that say so.", min_length=1)
]
Precision = Annotated[
    Literal["exact", "about", "more-than"],
    Field(description="How the source gives the number: as it is, as `about` so many, or as `more-than` so many."),
]
OfWhom = Annotated[
    Whose,
    Field(
        description="Of what it tells: of the practice itself, of a related programme (an earlier or a larger one too), or of its setting. Only what is told of the practice stands on cards and beside other cases, and is counted."
    ),
]


class Cost(Part):
    """A sum of money, and what it paid for."""

    amount: Whole = Field(ge=1, description="The sum, in whole units, written without commas.", examples=["600000"])
    precision: Precision = "exact"
    currency: Currency = Field(description="Three capitals (ISO 4217).", examples=["EUR"])
    start: When = Field(description="The year for which it holds, or the first of them.")
    end: When | None = Field(None, description="The last of these years, where there are several.")
    covers: Text = Field(description="What was paid for with it, and what was not.")
    shared: Truth = Field(False, description="true if more than this practice was paid for with it.")
    claimed_by: Claimant = Field(description="Whose figure it is.")
    whose: OfWhom = "practice"
    sources: Sources

    def model_post_init(self, context: object) -> None:
        """Refuse years that run backwards."""
        forwards(self.start, self.end, "the time of this sum")

    @property
    def counts(self) -> bool:
        """Whether it is told of the practice itself."""
        return self.whose == "practice"


class Dose(Part):
    """When and how much: how often people met, for how long."""

    what: Line = Field(description="Which part of the work.", examples=["The course for couples"])
    sessions: Whole | None = Field(
        None, ge=1, le=100000, description="How many meetings or lessons one person is offered."
    )
    hours: Figure | None = Field(None, description="How many hours in all that is for one person.")
    over: Line | None = Field(None, description="In what time, and how often.", examples=["Five months, once a week"])
    note: Text | None = Field(None, description="What the numbers leave out, such as that few came to all of them.")
    whose: OfWhom = "practice"
    sources: Sources

    def model_post_init(self, context: object) -> None:
        """Refuse a dose that says neither how much nor when, and hours that nobody can spend."""
        if self.hours is not None and float(self.hours) <= 0:
            raise problem(
                "bad-number", f"{self.hours} is not a number of hours", "Write how many, or leave `hours` out"
            )
        if self.sessions is None and self.hours is None and self.over is None:
            raise problem(
                "dose-without-amount",
                "this says neither how often, nor how many hours, nor in what time",
                "Add `sessions:`, `hours:` or `over:`, or take the item out",
            )

    @property
    def counts(self) -> bool:
        """Whether it is told of the practice itself."""
        return self.whose == "practice"


class Reach(Part):
    """How many took part."""

    number: FromTo = Field(
        ge=1,
        description="How many, written without commas; the lower end, where the source gives two.",
        examples=["840"],
    )
    most: Whole | None = Field(None, ge=1, description="The upper end, where the source gives two numbers.")
    precision: Precision = "exact"
    who: Line = Field(description="Whom or what was counted.", examples=["Couples in the course"])
    people: tuple[People, ...] = Field((), description="Groups of people whom that means.")
    year: FirstYear | None = Field(
        None, description="When they were counted, or the first of the years for which it holds."
    )
    end: When | None = Field(None, description="The last of these years, where there are several.")
    aim: Truth = Field(False, description="true if so many were meant to take part, and nobody tells how many did.")
    note: Text | None = Field(None, description="What a reader must know of the count.")
    claimed_by: Claimant = Field(description="Whose figure it is.")
    whose: OfWhom = "practice"
    sources: Sources

    def model_post_init(self, context: object) -> None:
        """Refuse ends that run backwards, and an end without a beginning."""
        if self.most is not None and self.most < self.number:
            raise problem(
                "bad-number",
                f"{self.most} as the upper end is less than {self.number}",
                "Write the lower end as `number:` and the upper as `most:`",
            )
        if self.end and not self.year:
            raise problem(
                "end-without-beginning",
                f"the years of this count end in {self.end}, and do not begin",
                "Add `year:` with the first of them, or write `year:` instead of `end:` if it is one year",
            )
        forwards(self.year, self.end, "the time of this count")

    @property
    def counts(self) -> bool:
        """Whether it is told of the practice itself."""
        return self.whose == "practice"


class Provider(Part):
    """Who led it or worked in it, and what they needed to know."""

    who: Line = Field(description="Who, as a role.", examples=["A woman and a man from the village, together"])
    number: Whole | None = Field(None, ge=1, description="How many of them.")
    actors: tuple[Actor, ...] = Field((), description="Terms for them.")
    needs: Text | None = Field(None, description="What they needed to know or be able to do, and how they learned it.")
    sources: Sources


class Material(Part):
    """A manual, a curriculum or a tool that others can use."""

    title: Line = Field(description="What it is called.")
    use: Text | None = Field(None, description="What it is for, and what it takes to use it.")
    url: Url | None = Field(None, description="Where it can be had; without it the page says that this is not known.")
    mirror: Truth = Field(
        False,
        description="true if that address is a copy on a site where anybody shares documents, and not its makers' own; the link then says so.",
    )
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}$", description="The language it is in (ISO 639).")
    sources: Sources


class Tie(Part):
    """Another practice to which this one is tied."""

    case: CaseRef | None = Field(None, description="The case, if this library has it.")
    programme: ProgrammeRef | None = Field(None, description="The programme, if this library has it.")
    name: Line | None = Field(None, description="What it is called, if this library has no record of it.")
    how: Text | None = Field(
        None, description="What was kept and what was changed, or which part of the whole this is."
    )
    sources: Sources

    def model_post_init(self, context: object) -> None:
        """Refuse a tie to nothing."""
        if not (self.case or self.programme or self.name):
            raise problem(
                "tie-to-nothing",
                "this names no practice",
                "Add `case:` or `programme:`, or `name:` if this library has no record",
            )
