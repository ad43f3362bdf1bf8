# A programme is a plan as much as a story, so its parts are tied to each other: an activity names the objectives
# it serves, an outcome of the theory of change the activities that lead to it. Status is never typed: `status_on`
# computes it from the period and a date.

"""Programmes: funded, named initiatives with a period."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .disclosure import Part
from .parts import Period, Recommendation, Record, Scope, Statement
from .refs import (
    ActivityId,
    Actor,
    Approach,
    Axis,
    ItemId,
    ObjectiveId,
    OrganisationRef,
    PaperRef,
    People,
    ResistanceForm,
    ResponseForm,
    Scale,
    SourceKey,
    ThemeRef,
)
from .values import Line, Strict, Text, Truth, When


class Funder(Part):
    """Who pays, and in which part of the chain."""

    organisation: OrganisationRef = Field(description="Who.")
    role: Literal["donor", "channel"] = Field(description="donor: whose money it is. channel: through whom it flows.")
    sources: tuple[SourceKey, ...] = Field(description="Who says so.", min_length=1)
    note: Text | None = Field(None, description="What the role leaves out.")


class Origin(Part):
    """A step on the way to the programme."""

    when: When = Field(description="When.")
    what: Text = Field(description="What happened.")
    sources: tuple[SourceKey, ...] = Field((), description="Who says so.")


class Objective(Part):
    """What the programme sets out to do."""

    id: ItemId = Field(description="Its address within this record.")
    text: Text = Field(description="The objective.")
    sources: tuple[SourceKey, ...] = Field((), description="Who says so.")


class Beneficiary(Part):
    """Who gains what, at which levels."""

    levels: tuple[Scale, ...] = Field(description="A set: local and national may stand together.", min_length=1)
    group: Line = Field(description="Who.")
    gains: Text = Field(description="What they gain.")
    roles: tuple[Literal["primary", "influenced", "ally"], ...] = Field(
        ("primary",),
        description="primary: it serves them. influenced: it wants to move them. ally: they work for it too.",
        min_length=1,
    )
    people: tuple[People, ...] = Field((), description="Groups of people among them.")
    actors: tuple[Actor, ...] = Field((), description="Actors among them.")
    sources: tuple[SourceKey, ...] = Field((), description="Who says so.")


class Stakeholder(Part):
    """Who has a part. One may be beneficiary and ally at once."""

    group: Line = Field(description="Who.")
    roles: tuple[Literal["beneficiary", "ally", "influenced"], ...] = Field(
        description="Their parts; one group may have several.", min_length=1
    )
    actors: tuple[Actor, ...] = Field((), description="Terms for them.")
    note: Text | None = Field(None, description="More about them.")
    sources: tuple[SourceKey, ...] = Field((), description="Who says so.")


class Activity(Part):
    """Something that the programme does."""

    id: ItemId = Field(description="Its address within this record.")
    title: Line = Field(description="A few words.")
    text: Text | None = Field(None, description="What is done.")
    objectives: tuple[ObjectiveId, ...] = Field((), description="Ids of the objectives it serves.")
    audience: Line | None = Field(None, description="For whom.")
    intended: Text | None = Field(None, description="What it is meant to bring about.")
    parts: tuple[Line, ...] = Field((), description="Activities within it, such as webinars.")
    editorial: Truth = Field(False, description="true if the tie to the objectives is the editors' own reading.")
    sources: tuple[SourceKey, ...] = Field((), description="Who says so.")


class Change(Part):
    """A change that the theory expects."""

    id: ItemId = Field(description="Its address within this record.")
    term: Literal["short", "medium", "long"] = Field(description="How soon it is expected.")
    text: Text = Field(description="The change.")
    activities: tuple[ActivityId, ...] = Field((), description="Ids of the activities that lead to it.")
    objectives: tuple[ObjectiveId, ...] = Field((), description="Ids of the objectives it belongs to.")
    editorial: Truth = Field(
        False, description="true if it is the editors who tie it to these activities and objectives."
    )


class TheoryOfChange(Strict):
    """How the programme expects change to come about, as data."""

    inputs: tuple[Text, ...] = Field((), description="What is put in, and by whom.")
    areas: tuple[Line, ...] = Field((), description="Strategic areas.")
    foundation: Line | None = Field(None, description="What the areas rest on.")
    outcomes: tuple[Change, ...] = Field((), description="What is expected to change, by term.")
    impact: Text | None = Field(None, description="What it is all for.")
    assumptions: tuple[Text, ...] = Field((), description="What must hold for this to work.")
    sources: tuple[SourceKey, ...] = Field((), description="Who says so.")


class Definition(Part):
    """A term as somebody defines it; always given with its author."""

    term: Line = Field(description="The word.")
    text: Text = Field(description="The meaning, in our words.")
    author: Line = Field(description="Whose definition it is.")
    year: When | None = Field(None, description="When it was given.")
    sources: tuple[SourceKey, ...] = Field(description="Where it was read.", min_length=1)


class Programme(Record):
    """A funded, named initiative with a period."""

    folder = "programmes"
    needed = ("summary", "lead", "scope", "sources", "checked")
    credited = "lead"
    is_practice = True
    search_rank = 30
    schema_type = ("Article", "LearningResource")

    acronym: Line | None = Field(None, description="Its short name.")
    lead: OrganisationRef | None = Field(None, description="Who leads it.")
    partners: tuple[OrganisationRef, ...] = Field((), description="Who carries it with them.")
    funders: tuple[Funder, ...] = Field((), description="Who pays, with role and source.")
    scope: Scope | None = Field(None, description="Where.")
    period: Period | None = Field(None, description="When. The status is computed from it.")
    iati: Line | None = Field(
        None,
        description="The identifier of its activity in aid data (IATI), as whoever pays publishes it.",
        examples=["XM-DAC-00000-P1"],
    )
    sectors: tuple[Line, ...] = Field(
        (),
        description="What it is for in aid data, as whoever pays publishes it: purpose codes of the OECD's Development Assistance Committee, five digits each.",
        examples=[["15170"]],
    )
    themes: tuple[ThemeRef, ...] = Field((), description="Themes to which it speaks.")
    approaches: tuple[Approach, ...] = Field((), description="Cross-cutting ways of working.")
    axes: tuple[Axis, ...] = Field((), description="Strategic axes of the guidelines on which it rests.")
    forms: tuple[ResistanceForm, ...] = Field((), description="Forms of pushback that it takes up.")
    responses: tuple[ResponseForm, ...] = Field((), description="Responses that it uses or studies.")
    papers: tuple[PaperRef, ...] = Field((), description="Papers of this library that it feeds.")
    aims: tuple[Statement, ...] = Field((), description="What it is for.")
    principles: tuple[Statement, ...] = Field((), description="Principles that cut across all its work.")
    context: tuple[Statement, ...] = Field((), description="Why it came about.")
    origins: tuple[Origin, ...] = Field((), description="How it came about, step by step.")
    objectives: tuple[Objective, ...] = Field((), description="What it sets out to do.")
    beneficiaries: tuple[Beneficiary, ...] = Field((), description="Who gains what, by level.")
    stakeholders: tuple[Stakeholder, ...] = Field((), description="Who has a part, and which.")
    activities: tuple[Activity, ...] = Field((), description="What it does.")
    theory_of_change: TheoryOfChange | None = Field(None, description="How it expects change to come about.")
    definitions: tuple[Definition, ...] = Field((), description="Words in dispute, each with its author.")
    recommendations: tuple[Recommendation, ...] = Field(
        (), description="What it, or a text that it published, asks of whom."
    )
    publications: tuple[Statement, ...] = Field((), description="What it has published.")
    cautions: tuple[Statement, ...] = Field((), description="What a reader should know, such as that this is a plan.")
