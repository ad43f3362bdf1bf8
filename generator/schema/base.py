# The words that every kind of record is made of. A value knows what it refers to: a reference is a str of
# its own class (OrganisationRef, Term, Country), so whoever walks a record finds every link in it
# without a second list of "which field points where". Everything is frozen, and unknown keys are refused.

"""Types shared by all records: text, years, references, sources, statements."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from babel import Locale
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TERM_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")

SUMMARY_WORDS = 60
"""A summary is read on a phone, in lists: no more words than fit there."""


def problem(rule: str, message: str, fix: str) -> PydanticCustomError:
    """An error that `check` turns into a Problem of `rule`, whose fix is `fix`. Braces in the texts stay text."""
    return PydanticCustomError(rule, "{message}", {"message": message, "fix": fix})


class Strict(BaseModel):
    """The base of every model: immutable, and no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False)


@dataclass(frozen=True)
class Called:
    """What a contributor calls a type, for the fields page and the messages."""

    words: str


# Text


def _clean(text: Any) -> Any:
    return unicodedata.normalize("NFC", text).strip() if isinstance(text, str) else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _brief(text: str) -> str:
    count = len(text.split())
    if count > SUMMARY_WORDS:
        raise problem(
            "summary-too-long",
            f"this text has {count} words, and at most {SUMMARY_WORDS} fit where it is shown",
            "Keep who, where and what changed, and move the rest into the body below the second ---",
        )
    return text


Line = Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(min_length=1, max_length=300), Called("a line of text")]
"""Plain text on one line, such as a title."""

Text = Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(min_length=1, max_length=2000), Called("text")]
"""Plain text of a few sentences. It is shown as written: no Markdown, no HTML."""

Summary = Annotated[Text, AfterValidator(_brief), Called(f"text of at most {SUMMARY_WORDS} words")]
"""Plain words, at most SUMMARY_WORDS of them."""


# Dates


def _iso_date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise problem(
            "bad-date", "this is not a date of the calendar", "Write year-month-day, such as 2026-11-21"
        ) from None


def _when(value: Any) -> Any:
    message = "this is not a year, a month or a day"
    fix = "Write 2018, 2018-04 or 2018-04-30"
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise problem("bad-year", message, fix)
    year, month, day = (value.split("-") + ["1", "1"])[:3]
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise problem("bad-year", message, fix) from None
    if not 1800 <= int(year) <= 2199:
        raise problem("bad-year", "this year is outside 1800 to 2199", fix)
    return value


def _published(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"(c\. )?(1[89]|20|21)\d{2}|n\.d\.", value):
        return value
    raise problem(
        "bad-year",
        "this is not a year of publication",
        "Write 2021, c. 2021 if it is a guess, or n.d. if the source does not say",
    )


Date = Annotated[datetime.date, BeforeValidator(_iso_date), Called("a date")]
"""A day, written 2026-11-21."""

When = Annotated[str, BeforeValidator(_when), Called("a year, month or day")]
"""A year, a month or a day, written 2018, 2018-04 or 2018-04-30 (ISO 8601)."""

Published = Annotated[str, BeforeValidator(_published), Called("a year of publication")]
"""The year in which a source came out: 2021, `c. 2021`, or `n.d.` where it does not say."""


def _truth(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise problem("bad-truth", "this is neither true nor false", "Write true or false, or leave the line out")


Truth = Annotated[bool, BeforeValidator(_truth), Called("true or false")]
"""true or false, in these words only."""


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+\.[^\s<>\"\\^`{|}]+", value):
        return value
    raise problem(
        "bad-url",
        "this is not a web address",
        "Write it whole, beginning with https://, without spaces, or leave the line out if it is not known",
    )


Url = Annotated[str, BeforeValidator(_clean), BeforeValidator(_web_address), Called("a web address")]
"""A whole web address, beginning with http:// or https://."""


# References


class Ref(str):
    """The slug of another record. `kind` names the folder in which that record lies."""

    kind: ClassVar[str] = ""
    pattern: ClassVar[re.Pattern[str]] = SLUG

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = core_schema.str_schema(pattern=f"^{cls.pattern.pattern}$")
        return core_schema.no_info_after_validator_function(cls, schema)


class ThemeRef(Ref):
    """A theme: the stem of a file in practices/themes/."""

    kind = "themes"


class StrategyRef(Ref):
    """A strategy: the stem of a file in practices/strategies/."""

    kind = "strategies"


class CaseRef(Ref):
    """A case: the stem of a file in practices/cases/."""

    kind = "cases"


class SeriesRef(Ref):
    """A series: the stem of a file in practices/series/."""

    kind = "series"


class PaperRef(Ref):
    """A paper: the stem of a file in practices/papers/."""

    kind = "papers"


class ProgrammeRef(Ref):
    """A programme: the stem of a file in practices/programmes/."""

    kind = "programmes"


class OrganisationRef(Ref):
    """An organisation: the stem of a file in practices/organisations/."""

    kind = "organisations"


class Term(Ref):
    """The id of a term in the vocabulary that plays `role`; the vocabulary's own slug is the library's choice."""

    kind = "vocabularies"
    pattern = TERM_ID
    role: ClassVar[str] = ""


class ResistanceForm(Term):
    """A form of resistance."""

    role = "resistance"


class ResponseForm(Term):
    """A form of response to resistance."""

    role = "response"


class Level(Term):
    """A level of the socio-ecological model."""

    role = "level"


class Scale(Term):
    """How far something reaches: local, national, regional, global."""

    role = "scale"


class People(Term):
    """A group of people whom the work is for or with."""

    role = "people"


class Actor(Term):
    """People or institutions who act, or are acted upon, in a role."""

    role = "actor"


class Approach(Term):
    """A cross-cutting way of working."""

    role = "approach"


class EvidenceKind(Term):
    """A kind of knowledge. Kinds are not ranks."""

    role = "evidence"


class Claimant(Term):
    """Who makes a claim."""

    role = "claimant"


class Sdg(Term):
    """A target of the Sustainable Development Goals."""

    role = "sdg"


class Region(Term):
    """A region of the world."""

    role = "region"


class OrganisationKind(Term):
    """A kind of organisation."""

    role = "organisation-kind"


class Audience(Term):
    """Those to whom a recommendation speaks."""

    role = "audience"


def _iso_countries() -> frozenset[str]:
    # CLDR's territories hold the ISO 3166-1 codes, and groupings (EU, UN, ...) and private codes beside them.
    other = {"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    codes = Locale("en").territories
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - other


COUNTRIES = _iso_countries()


class Country(Ref):
    """A country by its ISO 3166-1 alpha-2 code, in capitals."""

    kind = "countries"
    pattern = re.compile(r"[A-Z]{2}")


ROLES: dict[str, type[Term]] = {
    term.role: term
    for term in (
        ResistanceForm, ResponseForm, Level, Scale, People, Actor, Approach,
        EvidenceKind, Claimant, Sdg, Region, OrganisationKind, Audience,
    )
}  # fmt: skip
"""The roles that a vocabulary can play, each with the type whose values it lists."""


class Local(Ref):
    """The id of something within the same record; `kind` is the field in which it is listed."""

    pattern = TERM_ID


class SourceKey(Local):
    """The key of one of the record's own sources."""

    kind = "sources"


class ObjectiveId(Local):
    """The id of one of the programme's own objectives."""

    kind = "objectives"


class ActivityId(Local):
    """The id of one of the programme's own activities."""

    kind = "activities"


class TermId(Local):
    """The id of a term of the same vocabulary."""

    kind = "terms"


ItemId = Annotated[str, Field(pattern=f"^{SLUG.pattern}$")]
"""An address within the record, such as a lesson's. It never changes, whatever the order."""


# Parts


class Source(Strict):
    """Evidence that a record cites."""

    title: Line = Field(description="The title as the source itself gives it.", examples=["Learning report 1"])
    publisher: Line | None = Field(None, description="Who published it.", examples=["CARE International UK"])
    authors: Line | None = Field(
        None, description="Who wrote it, as the source credits them. Authors of cited works are the only people named."
    )
    year: Published = Field(description="The year in which it came out; `c. 2011` for a guess, `n.d.` if not said.")
    url: Url | None = Field(None, description="Where it can be read.", examples=["https://example.org/report.pdf"])
    kind: Literal[
        "report", "evaluation", "journal-article", "working-paper", "book", "brief", "web-page", "news", "listing"
    ] = Field("web-page", description="What sort of text it is.")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")] | None = Field(
        None, description="The language it is in (ISO 639), where it is not the library's own.", examples=["es"]
    )
    read: Literal["whole", "part", "unread"] = Field(
        "part",
        description="How much of it the editors of this record read. `unread`: known only from another source.",
    )
    note: Text | None = Field(None, description="What a reader should know about it, such as why it is weak.")


class Statement(Strict):
    """One thing said, and what it rests on."""

    text: Text = Field(description="One or two sentences that can be understood alone.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")


class Account(Strict):
    """What one source says about a disputed fact."""

    says: Text = Field(description="What this source says.")
    sources: tuple[SourceKey, ...] = Field(description="The source, and any that agree with it.", min_length=1)
    date: When | None = Field(None, description="When it said so.")


class Disagreement(Strict):
    """A fact about which sources differ. Every account is shown; none is chosen."""

    about: Line = Field(description="What they differ about.", examples=["Who funds the programme"])
    accounts: tuple[Account, ...] = Field(description="Each account, with its sources.", min_length=2)
    note: Text | None = Field(None, description="The editors' reading of the difference, marked as theirs.")


class Period(Strict):
    """When something was done. An end that is missing and not ongoing is shown as not recorded."""

    start: When | None = Field(None, description="When it began.", examples=["2018"])
    end: When | None = Field(None, description="When it ended or is due to end.", examples=["2022-12"])
    ongoing: Truth = Field(False, description="true if it had not ended when its sources were written.")
    approximate: Truth = Field(False, description="true if the years are the editors' best reading.")
    note: Text | None = Field(None, description="What the years leave out.")

    def model_post_init(self, context: Any) -> None:
        if self.start and self.end:
            length = min(len(self.start), len(self.end))
            if self.end[:length] < self.start[:length]:
                raise problem(
                    "period-ends-before-start",
                    f"the period ends in {self.end}, before it starts in {self.start}",
                    "Correct one of the two",
                )
        if self.end and self.ongoing:
            raise problem(
                "period-both-ends", "the period has an end and is ongoing as well", "Take out `end` or `ongoing`"
            )


class Scope(Strict):
    """Where. A vague place, such as “the Global South”, is a region of the vocabulary and not a list of countries."""

    kind: Literal["country", "multi-country", "region", "global"] = Field(description="How wide it is.")
    countries: tuple[Country, ...] = Field(
        (), description="ISO 3166-1 alpha-2 codes; put NO for Norway in quotation marks.", examples=[["KE", "UG"]]
    )
    region: Region | None = Field(None, description="A term of the regions vocabulary.", examples=["eastern-africa"])
    focus: Region | None = Field(None, description="The part of the region where most of the work is done.")
    places: Line | None = Field(None, description="Where within the country, no closer than is safe.")
    note: Text | None = Field(None, description="What the codes cannot say.")

    def model_post_init(self, context: Any) -> None:
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


class Response(Strict):
    """What was done about a resistance."""

    response: ResponseForm = Field(description="The form of response.", examples=["allies-and-intermediaries"])
    what: Text = Field(description="What was done, in a sentence or two.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")


class Resistance(Strict):
    """A resistance that was met, with the responses to it inside."""

    form: ResistanceForm = Field(description="The form it took.", examples=["denial"])
    what: Text = Field(description="What happened. Describe roles, not persons.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    responses: tuple[Response, ...] = Field((), description="What was done about it, and what each answer was.")
    editorial: Truth = Field(
        False, description="true if the choice of this form is the editors' own reading and not the source's word."
    )


class Lesson(Strict):
    """One sentence that stands alone and has an address."""

    id: ItemId = Field(description="Its address within this record; it never changes.", examples=["groups-first"])
    text: Text = Field(description="The lesson, in one sentence.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")
    editorial: Truth = Field(False, description="true if the lesson is drawn by this library's editors.")


class Withdrawal(Strict):
    """A record that is no longer published."""

    date: Date = Field(description="The day on which it was withdrawn.")


# Records


class Record(Strict):
    """What every record has, whatever its kind."""

    folder: ClassVar[str]
    """Where records of this kind lie, below practices/ and on the site alike."""
    needed: ClassVar[tuple[str, ...]] = ()
    """What a record must have before it may call itself documented."""

    title: Line = Field(description="What it is called, without the organisation or the place.")
    summary: Summary | None = Field(None, description=f"Plain words, at most {SUMMARY_WORDS} of them.")
    status: Literal["outline", "documented", "reviewed"] = Field(
        "outline",
        description="outline: little is known yet. documented: what the sources carry is here. "
        "reviewed: somebody else who knows the practice has read it.",
    )
    checked: Date | None = Field(None, description="The day on which somebody last compared it with its sources.")
    check_again: Date | None = Field(None, description="The day by which somebody should do so again.")
    editors_note: Text | None = Field(None, description="What the editors did or decided, told to readers.")
    disagreements: tuple[Disagreement, ...] = Field((), description="Facts about which the sources differ.")
    sources: dict[Annotated[str, Field(pattern=f"^{SLUG.pattern}$")], Source] = Field(
        {}, description="What the record rests on, each under a key of your choice, such as `care-2021`."
    )
    withdrawn: Withdrawal | None = Field(None, description="Set this to take the record off the site.")
