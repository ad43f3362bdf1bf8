# The parts that records of several kinds share, and what every record has. Wherever something is claimed, the keys
# of the sources that carry the claim stand beside it.

"""Statements, periods, places, resistance, lessons, and the base of all records."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from .citations import Citation
from .disclosure import Consent, FalseAlarm, Part, Sensitivity, Withdrawal
from .refs import (
    SLUG,
    Audience,
    CaseRef,
    Country,
    FormerName,
    ItemId,
    LessonRef,
    QuestionRef,
    Region,
    ResistanceForm,
    ResponseForm,
    SourceKey,
    StrategyRef,
)
from .times import forwards, problem
from .values import SUMMARY_WORDS, Date, Language, Line, Strict, Summary, Text, Truth, When

Address = Annotated[
    ItemId | None,
    Field(description="Its address within this record, so that others can point to it; it never changes."),
]


class Statement(Part):
    """One thing said, and what it rests on."""

    text: Text = Field(description="One or two sentences that can be understood alone.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    answers: tuple[QuestionRef, ...] = Field((), description="Open questions that it answers, if only in part.")
    editorial: Truth = Field(False, description="true if it is this library's editors' own reading.")
    id: Address = None


class Account(Part):
    """What one source says about a disputed fact."""

    says: Text = Field(description="What this source says.")
    sources: tuple[SourceKey, ...] = Field(description="The source, and any that agree with it.", min_length=1)
    date: When | None = Field(None, description="When it said so.")


class Disagreement(Part):
    """A fact about which sources differ. Every account is shown; none is chosen."""

    about: Line = Field(description="What they differ about.")
    accounts: tuple[Account, ...] = Field(description="Each account, with its sources.", min_length=2)
    note: Text | None = Field(None, description="The editors' reading of the difference, marked as theirs.")


class Correction(Part):
    """A mistake that was mended, for those who read or copied it before."""

    date: Date = Field(description="The day on which it was mended.")
    what: Text = Field(
        description="What was wrong and what is right, in a sentence or two.",
        examples=["The first year is 2018; until then this record said 2008."],
    )


class Period(Strict):
    """When something was done. An end that is missing and not ongoing is shown as not recorded."""

    start: When | None = Field(None, description="When it began.", examples=["2018"])
    end: When | None = Field(None, description="When it ended or is due to end.", examples=["2022-12"])
    ongoing: Truth = Field(False, description="true if it had not ended when its sources were written.")
    approximate: Truth = Field(False, description="true if the years are the editors' best reading.")
    note: Text | None = Field(None, description="What the years leave out.")

    def model_post_init(self, context: Any) -> None:
        """Refuse a period that ends before it starts, or that ends and goes on."""
        forwards(self.start, self.end, "the period")
        if self.end and self.ongoing:
            raise problem(
                "period-both-ends", "the period has an end and is ongoing as well", "Take out `end` or `ongoing`"
            )


class Scope(Strict):
    """Where. A vague place, such as “the Global South”, is a region of the vocabulary and not a list of countries."""

    kind: Literal["country", "multi-country", "region", "global"] = Field(description="How wide it is.")
    countries: tuple[Country, ...] = Field(
        (),
        description="Two capitals each (ISO 3166-1 alpha-2); XK for Kosovo, which has no code there.",
        examples=[["KE"]],
    )
    region: Region | None = Field(None, description="A term of the regions vocabulary.")
    focus: Region | None = Field(None, description="The part of the region where most of the work is done.")
    places: Line | None = Field(None, description="Where within the country, no closer than is safe.")
    note: Text | None = Field(None, description="What the codes cannot say.")

    def model_post_init(self, context: Any) -> None:
        """Refuse a kind of scope that the places contradict."""
        count = len(self.countries)
        if self.kind == "country" and count != 1:
            raise problem(
                "scope-mismatch",
                f"the scope is one country, and {count} are listed",
                "List one country, or write `kind: multi-country`",
            )
        if self.kind == "multi-country" and count == 1:
            raise problem(
                "scope-mismatch",
                "the scope is multi-country, and only one is listed",
                "List the others, or write `kind: country`",
            )
        if self.kind == "region" and self.region is None:
            raise problem("scope-mismatch", "the scope is a region, and none is named", "Add `region:` with its term")


class Response(Part):
    """What was done about a pushback."""

    response: ResponseForm = Field(description="The form of response.")
    as_called: Line | None = Field(None, description="The source's own word for it, where that is another.")
    what: Text = Field(description="What was done, in a sentence or two.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    editorial: Truth = Field(False, description="true if the choice of this response is the editors' own reading.")


Whose = Literal["practice", "related", "setting"]
"""Of whom something is told: of the practice itself, of a programme that is tied to it, or of the place and time around it."""


class SameEvent(Strict):
    """That another case tells of the same event, and counts it."""

    case: CaseRef = Field(description="The case that tells of it as its own.")
    why: Text = Field(description="What shows that it is one event.")


class Resistance(Part):
    """A pushback that was met, with the answers to it inside."""

    form: ResistanceForm = Field(description="The form it took.")
    as_called: Line | None = Field(
        None, description="The source's own word for it, where that is another.", examples=["deflection"]
    )
    what: Text = Field(description="What happened. Describe roles, not persons.")
    whose: Whose = Field(
        "practice",
        description="Who met it: the practice itself, a related programme, or people in its setting. Only what the practice met is counted.",
    )
    same_event: SameEvent | None = Field(
        None, description="Where another case tells of the same event as its own: it is counted there, and not here."
    )
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    responses: tuple[Response, ...] = Field((), description="What was done about it, and what each answer was.")
    editorial: Truth = Field(
        False, description="true if the choice of this form is the editors' own reading and not the source's word."
    )
    id: Address = None

    @property
    def counts(self) -> bool:
        """Whether it is one more thing that the practice met."""
        return self.whose == "practice" and self.same_event is None


class Lesson(Part):
    """One sentence that stands alone and has an address."""

    id: ItemId = Field(description="Its address within this record; it never changes.")
    text: Text = Field(description="The lesson, in one sentence.")
    number: Line | None = Field(
        None, description="Its number in the source, where the source counts its lessons.", examples=["1"]
    )
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    forms: tuple[ResistanceForm, ...] = Field((), description="Forms of pushback that it is plainly about.")
    responses: tuple[ResponseForm, ...] = Field((), description="Forms of response that it is plainly about.")
    answers: tuple[QuestionRef, ...] = Field((), description="Open questions that it answers, if only in part.")
    editorial: Truth = Field(False, description="true if the lesson is drawn by this library's editors.")


class Recommendation(Part):
    """One sentence that says what somebody should do, and has an address."""

    id: ItemId = Field(description="Its address within this record; it never changes.")
    text: Text = Field(description="The recommendation, in one sentence.")
    audience: tuple[Audience, ...] = Field(description="To whom it speaks.", min_length=1)
    forms: tuple[ResistanceForm, ...] = Field((), description="Forms of pushback that it speaks of.")
    responses: tuple[ResponseForm, ...] = Field((), description="Forms of response that it speaks of.")
    strategies: tuple[StrategyRef, ...] = Field((), description="Strategies that it speaks of.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    answers: tuple[QuestionRef, ...] = Field((), description="Open questions that it answers, if only in part.")
    editorial: Truth = Field(
        False, description="true if the audience, or what it speaks of, is the editors' own reading."
    )


class Bearing(Part):
    """That this record supports or contradicts a lesson of another one, and why."""

    lesson: LessonRef = Field(
        description="The address of the lesson: the record's folder and file, then # and the lesson's id.",
        examples=["cases/a-practice#its-lesson"],
    )
    how: Literal["supports", "contradicts"] = Field(description="Which of the two.")
    why: Text = Field(description="What this record tells that speaks for the lesson, or against it.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    editorial: Truth = Field(False, description="true if it is the editors who tie the two together.")


class Record(Strict):
    """What every record has, whatever its kind."""

    folder: ClassVar[str]
    """Where records of this kind lie, below practices/ and on the site alike."""
    needed: ClassVar[tuple[str, ...]] = ()
    """What a record must have before it may call itself documented."""
    shelf: ClassVar[str] = ""
    """The field that names the shelf on which a record stands; empty for kinds that stand on none."""
    credited: ClassVar[str] = ""
    """The field that names who did it; where there is none, whoever is credited with the shelf is."""
    is_practice: ClassVar[bool] = False
    """Whether a record of this kind tells of something done somewhere, and so can be explored, mapped and put on a list."""
    is_sent_on: ClassVar[bool] = True
    """Whether plain copies of its page lie beside it, to be sent to somebody: it says something that stands alone."""
    search_rank: ClassVar[int] = 90
    """Where the kind stands among the results of a search; the lowest comes first."""
    schema_type: ClassVar[tuple[str, ...]] = ("WebPage",)
    """What the page of a record is, as classes of schema.org."""

    title: Line = Field(description="What it is called, without the organisation or the place.")
    summary: Summary | None = Field(None, description=f"Plain words, at most {SUMMARY_WORDS} of them.")
    language: Language | None = Field(
        None,
        description="The language of its own words (ISO 639), where that is not the library's, such as `sw`.",
        examples=["sw"],
    )
    status: Literal["outline", "documented", "reviewed"] = Field(
        "outline",
        description="outline: little is known yet. documented: what the sources carry is here. "
        "reviewed: somebody else who knows the practice has read it.",
    )
    checked: Date | None = Field(None, description="The day on which somebody last compared it with its sources.")
    check_again: Date | None = Field(None, description="The day by which somebody should do so again.")
    editors_note: Text | None = Field(None, description="What the editors did or decided, told to readers.")
    corrections: tuple[Correction, ...] = Field(
        (),
        description="Mistakes in this record that readers may have taken over, each once it is mended. Not for what is new or worded better.",
    )
    answers: tuple[QuestionRef, ...] = Field(
        (), description="Open questions that the record as a whole answers, if only in part."
    )
    disagreements: tuple[Disagreement, ...] = Field((), description="Facts about which the sources differ.")
    sources: dict[Annotated[str, Field(pattern=f"^{SLUG.pattern}$")], Citation] = Field(
        {}, description="What the record rests on, each under a key of your choice, such as `publisher-2021`."
    )
    for_editors: Text | None = Field(None, description="A note for those who edit the record. Never published.")
    false_alarms: tuple[FalseAlarm, ...] = Field(
        (),
        description="Warnings of the privacy check that somebody looked into and that need no heed. Never published.",
    )
    consent: Consent | None = Field(None, description="On what ground it is published.")
    sensitivity: Sensitivity | None = Field(None, description="How far it may be told.")
    embargo: Date | None = Field(None, description="The day before which nothing of it is published.")
    withdrawn: Withdrawal | None = Field(None, description="Set this to take the record off the site.")
    formerly: tuple[FormerName, ...] = Field(
        (),
        description="Earlier names of its file. At the address that each of them was, a page leads on to this one. "
        "`practices rename` writes them.",
        examples=[["reading-hours"]],
    )

    @property
    def read_in_full(self) -> int:
        """How many of its sources the editors read from beginning to end."""
        return sum(source.read == "whole" for source in self.sources.values())
