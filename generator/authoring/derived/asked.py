# What is asked of somebody who knows a practice, in plain questions: a few fields of a case, each by its way through the models,
# so that what may be chosen and how long an answer may be is never said again. The questions' words stand in a template, since
# they are in the library's language. Whoever reads filled forms and sheets asks this list what is meant.

"""The questions for those who know a practice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...catalogue.choices import Choice, Choices
from ...render import Renderer
from ...schema import Case, Ref, Strict
from ...schema.fields import Field, fields_of


@dataclass(frozen=True)
class Question:
    """One question: its name, and the way through a case to the field that it asks for; none for the story.

    `is_long` says that it is answered in sentences, `in_public` that a form on a code host may ask it, where all can read along.
    """

    name: str
    path: tuple[str, ...] = ()
    is_long: bool = False
    in_public: bool = True
    needed: bool = False

    @cached_property
    def field(self) -> Field | None:
        """The field that it asks for."""
        return field_at(self.path)

    @property
    def several(self) -> bool:
        """Whether more than one value may be given."""
        return bool(self.field and self.field.many)


def field_at(path: tuple[str, ...]) -> Field | None:
    """The field of a case to which a way of names leads."""
    model: type[Strict] | None = Case
    found = None
    for step in path:
        found = next(field for field in fields_of(model) if field.name == step) if model else None
        model = found.model if found else None
    return found


QUESTIONS = (
    Question("title", ("title",), needed=True),
    Question("summary", ("summary",), is_long=True, needed=True),
    Question("organisations", ("organisations",), in_public=False),
    Question("countries", ("scope", "countries")),
    Question("start", ("period", "start")),
    Question("end", ("period", "end")),
    Question("ongoing", ("period", "ongoing"), in_public=False),
    Question("strategies", ("strategies",)),
    Question("approaches", ("approaches",), in_public=False),
    Question("levels", ("levels",), in_public=False),
    Question("people", ("people",)),
    Question("actors", ("actors",), in_public=False),
    Question("sdg", ("sdg",), in_public=False),
    Question("story", is_long=True),
    Question("outcome", ("outcomes", "statement"), is_long=True),
    Question("direction", ("outcomes", "direction")),
    Question("evidence", ("outcomes", "evidence")),
    Question("claimed_by", ("outcomes", "claimed_by")),
    Question("resistance", ("resistance", "what"), is_long=True),
    Question("resistance_form", ("resistance", "form")),
    Question("response", ("resistance", "responses", "what"), is_long=True),
    Question("response_form", ("resistance", "responses", "response")),
    Question("lesson", ("lessons", "text"), is_long=True),
    Question("caution", ("cautions", "text"), is_long=True),
    Question("source_title", ("sources", "title"), needed=True),
    Question("source_publisher", ("sources", "publisher")),
    Question("source_year", ("sources", "year")),
    Question("source_url", ("sources", "url")),
)
"""In the order in which they are asked."""

CONSENT = ("read", "nobody", "elsewhere", "public")
"""What somebody says of herself before she sends a form, by name."""


class Asked:
    """The questions as they are asked in a library: their words, and what may be chosen."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.choices = Choices(renderer.known.naming)

    @cached_property
    def words(self) -> dict[str, Any]:
        """The words of the questions, in the library's language."""
        found: dict[str, Any] = json.loads(self.renderer.derived("questions.json"))
        return found

    def label(self, question: Question) -> str:
        """What is asked."""
        return str(self.words["questions"][question.name][0])

    def help(self, question: Question) -> str:
        """What she should know to answer; else what the field says of itself."""
        return str(self.words["questions"][question.name][1] or (question.field.help if question.field else ""))

    def offered(self, question: Question) -> tuple[Choice, ...]:
        """What may be chosen as an answer; nothing where she answers in words of her own."""
        return self.of_field(question.field) if question.field else ()

    def of_field(self, field: Field) -> tuple[Choice, ...]:
        """What may be chosen in a field, by values of the model or by what the library knows."""
        if field.choices:
            return tuple(Choice(value, str(self.words["values"].get(value, value))) for value in field.choices)
        return self.choices.of(field.ref) if field.ref and issubclass(field.ref, Ref) else ()

    def in_public(self) -> Iterator[Question]:
        """The questions that may be asked where everybody reads the answers."""
        return (question for question in QUESTIONS if question.in_public)
