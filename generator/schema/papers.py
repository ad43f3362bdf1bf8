# A series plans its papers; a paper says which of them it is. `stated` holds the counts that a paper gives of itself,
# so that a difference between "ten organisations" and the eight that are listed is found by a rule, not by a reader.

"""Series and papers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .disclosure import Part
from .parts import Bearing, Lesson, Period, Recommendation, Record, Resistance, Statement
from .refs import (
    Country,
    OrganisationRef,
    ResistanceForm,
    ResponseForm,
    SeriesRef,
    SourceKey,
    StrategyRef,
)
from .values import Line, Strict, Text, Url, When


class Series(Record):
    """A learning series."""

    folder = "series"
    needed = ("summary", "organisations", "sources")
    credited = "organisations"
    search_rank = 70
    schema_type = ("CollectionPage",)

    organisations: tuple[OrganisationRef, ...] = Field((), description="Who publishes it.")
    planned: int | None = Field(None, ge=1, le=1000, description="How many papers it is to have.")
    period: Period | None = Field(None, description="When it came out.")
    method: tuple[Statement, ...] = Field((), description="How its papers came to be, step by step.")
    related: tuple[Statement, ...] = Field((), description="What else belongs to it: syntheses, podcasts, webinars.")
    figures: tuple[Statement, ...] = Field((), description="Figures, each with the date for which it holds.")


class Example(Part):
    """A box of a paper: one organisation in one country."""

    title: Line = Field(description="A short heading.")
    country: Country = Field(description="ISO 3166-1 alpha-2 code.")
    organisation: OrganisationRef | None = Field(None, description="Who it is about, if the paper names them.")
    text: Text = Field(description="What the paper tells.")
    resistance: tuple[Resistance, ...] = Field((), description="What pushed back there, and how it was answered.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")


class Stated(Strict):
    """Counts that the paper gives of itself."""

    organisations: int | None = Field(None, ge=0, description="How many organisations it says it draws on.")
    countries: int | None = Field(None, ge=0, description="How many countries it says it covers.")
    projects: int | None = Field(None, ge=0, description="How many projects it says it covers.")


class Podcast(Part):
    """An episode that goes with a paper."""

    title: Line | None = Field(None, description="The title of the episode.")
    url: Url | None = Field(None, description="Where it can be heard.")
    transcript: Url | None = Field(None, description="Where it can be read.")
    note: Text | None = Field(None, description="What is known of it, where no address is.")
    sources: tuple[SourceKey, ...] = Field((), description="Keys of this record's sources that say so.")


class Link(Part):
    """Where the paper, a summary or a translation can be had. Without a `url` the page says that it is not known."""

    leads_to: Line = Field(description="What is there.", examples=["The full paper"])
    url: Url | None = Field(None, description="The address, if it is known.")
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}$", description="The language (ISO 639).")
    note: Text | None = Field(None, description="What a reader should know, such as that a QR code led here.")


class Paper(Record):
    """A paper of a series."""

    folder = "papers"
    needed = ("summary", "series", "number", "sources", "checked")
    shelf = "series"
    is_practice = True
    search_rank = 20
    schema_type = ("Article", "LearningResource")

    series: SeriesRef | None = Field(None, description="The series it belongs to.")
    number: int | None = Field(None, ge=1, le=1000, description="Its place in the list that the series itself gives.")
    issue: Line | None = Field(None, description="The issue number printed on it, if it was seen.")
    year: When | None = Field(None, description="When it came out.")
    countries: tuple[Country, ...] = Field((), description="The countries it draws on.")
    organisations: tuple[OrganisationRef, ...] = Field(
        (), description="The organisations it draws on, if it names them."
    )
    named: Literal["all", "some"] = Field(
        "some", description="all: `organisations` lists every one of them, so that the counts must agree."
    )
    stated: Stated | None = Field(None, description="Counts that the paper gives of itself.")
    strategies: tuple[StrategyRef, ...] = Field((), description="Strategies to which it speaks.")
    forms: tuple[ResistanceForm, ...] = Field((), description="Forms of pushback that it describes.")
    responses: tuple[ResponseForm, ...] = Field((), description="Responses that it describes.")
    forms_as_called: dict[ResistanceForm, Line] = Field(
        {},
        description="The paper's own words for forms, where they are others.",
        examples=[{"disavowal": "deflection"}],
    )
    responses_as_called: dict[ResponseForm, Line] = Field(
        {}, description="The paper's own words for responses, likewise.", examples=[{"mobilisation": "street action"}]
    )
    findings: tuple[Statement, ...] = Field((), description="What it found.")
    lessons: tuple[Lesson, ...] = Field((), description="What others can learn.")
    bears_on: tuple[Bearing, ...] = Field((), description="Lessons of other records that it supports or contradicts.")
    examples: tuple[Example, ...] = Field((), description="Its boxes, each tied to a country and an organisation.")
    recommendations: tuple[Recommendation, ...] = Field((), description="What it asks of whom.")
    podcast: Podcast | None = Field(None, description="The episode that goes with it.")
    links: tuple[Link, ...] = Field((), description="The paper, its summaries and translations.")
    cautions: tuple[Statement, ...] = Field((), description="What a reader of the paper should know.")
