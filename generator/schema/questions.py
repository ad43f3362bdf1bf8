# What the library cannot answer yet, as records of their own, so that a gap has an address and somebody can fill it. The
# answers stand where they were found, in the records that name the question; the question's page gathers them.

"""Open questions."""

from __future__ import annotations

from pydantic import Field

from .parts import Record
from .refs import Country, People, ResistanceForm, ResponseForm, StrategyRef
from .values import Text


class Question(Record):
    """Something that this library cannot answer yet. Its title is the question, its summary says why it is asked."""

    folder = "questions"
    needed = ("summary", "wanted")
    search_rank = 40
    schema_type = ("CollectionPage",)

    wanted: tuple[Text, ...] = Field((), description="What would answer it, one thing at a time.")
    forms: tuple[ResistanceForm, ...] = Field((), description="Forms of pushback that it is about.")
    responses: tuple[ResponseForm, ...] = Field((), description="Forms of response that it is about.")
    strategies: tuple[StrategyRef, ...] = Field((), description="Strategies that it is about.")
    people: tuple[People, ...] = Field((), description="People whom it is about.")
    countries: tuple[Country, ...] = Field((), description="Countries that it is about.")
