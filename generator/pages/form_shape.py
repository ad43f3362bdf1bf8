# What the form asks, as data: the steps are chosen here, and everything about a field (its kind, its help, its limits, what may
# stand in it) comes from its model. A field that no step names is asked in the last one, so that a new field is in the form
# before anybody thinks of it; only what editors alone can know or decide is left out, by name.

"""The questions of the form, from the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..schema import SUMMARY_WORDS, Case, Country, Local, Strict, Term
from ..schema.fields import Field, fields_of, is_map
from ..schema.looks import LOOKS

STORY = "story"
"""The text below the fields, which the form asks for as if it were one of them."""
STEPS: dict[str, tuple[str, ...]] = {
    "done": ("title", "summary", STORY, "strategies", "approaches", "language"),
    "where": ("scope", "period", "people", "levels", "actors"),
    "who": ("organisations", "partners", "funders"),
    "known": ("sources",),
    "changed": ("outcomes", "studies"),
    "pushback": ("resistance",),
    "takes": ("providers", "doses", "reach", "costs", "materials"),
    "lessons": ("lessons", "conditions", "adapted_from", "part_of"),
    "unknown": ("cautions", "not_for"),
    "consent": ("consent", "sensitivity", "embargo", "for_editors"),
}
"""The steps in their order, each with the fields of a case that it asks for. What no step names comes with the first."""
LEFT_TO_EDITORS = frozenset(
    {
        "status",
        "checked",
        "check_again",
        "editors_note",
        "editorial",
        "withdrawn",
        "formerly",
        "held_back",
        "false_alarms",
        "corrections",
    }
    | {"disagreements", "bears_on", "respect", "sdg", "answers", "same_event", "whose", "id", "main", "output", "study"}
    | {"source", "read", "mirror", "accessed", "archived", "licence", "forms"}
)
"""What is left to the editors, by name, in whatever part it stands: their own reading, their care, and what ties records together."""
_ALSO_LEFT = frozenset(
    {("Lesson", "responses"), ("Lesson", "number"), ("Period", "approximate")}
    # What is withheld must not travel in a file.
    | {("Sensitivity", "held_back"), ("Sensitivity", "organisations")}
)
_FIRST = frozenset({("Citation", "kind"), ("Citation", "publisher"), ("Citation", "authors"), ("Citation", "url")}) | {
    ("Outcome", "caution"), ("Resistance", "responses"), ("Resistance", "sources"), ("Response", "sources"), ("Lesson", "sources"),
    ("Statement", "sources"), ("Scope", "countries"), ("Scope", "region"), ("Period", "start"), ("Period", "end"), ("Period", "ongoing"),
    ("Dose", "sessions"), ("Dose", "hours"), ("Dose", "over"), ("Sensitivity", "left_out"), ("Tie", "name"), ("Tie", "how"),
    ("Reach", "year"), ("Provider", "needs"), ("Material", "url"),
}  # fmt: skip
"""What is asked at once besides what must be there; the rest of a part waits behind “More”."""


@dataclass(frozen=True)
class Question:
    """One field as the form asks for it. `name` is its key; `holds` says what kind of control it needs."""

    name: str
    holds: str
    help: str
    required: bool
    first: bool
    limits: Mapping[str, Any]
    choices: tuple[str, ...] = ()
    listed: str = ""
    part: str = ""

    def as_data(self) -> dict[str, Any]:
        """The question without what it leaves empty."""
        said = {"name": self.name, "holds": self.holds, "required": self.required, "first": self.first, **self.limits}
        more = {"choices": list(self.choices), "listed": self.listed, "part": self.part}
        return {key: value for key, value in {**said, **more}.items() if value}


def steps() -> dict[str, tuple[str, ...]]:
    """The steps with all fields of a case that the form asks for."""
    named = {name for names in STEPS.values() for name in names}
    rest = tuple(field.name for field in _asked(Case) if field.name not in named)
    return {key: names + (rest if key == "done" else ()) for key, names in STEPS.items()}


def parts() -> dict[str, tuple[Question, ...]]:
    """The questions of a case and of all its parts, by the names of their models."""
    found: dict[str, tuple[Question, ...]] = {}
    waiting: list[type[Strict]] = [Case]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            asked = tuple(_asked(model))
            found[model.__name__] = tuple(_question(model, field) for field in asked)
            waiting += [field.model for field in asked if field.model]
    return found


def _asked(model: type[Strict]) -> Iterator[Field]:
    for field in fields_of(model):
        place = (model.__name__, field.name)
        if field.name not in LEFT_TO_EDITORS and place not in _ALSO_LEFT:
            yield field


def _question(model: type[Strict], field: Field) -> Question:
    place = (model.__name__, field.name)
    return Question(
        name=field.name,
        holds=_holds(model, field),
        help=field.help,
        required=field.required,
        first=field.required or model is Case or place in _FIRST,
        limits=_limits(model, field),
        choices=field.choices,
        listed=_listed(field),
        part=field.model.__name__ if field.model else "",
    )


def _holds(model: type[Strict], field: Field) -> str:
    """The kind of control that a field needs."""
    if field.model:
        return "map" if is_map(model, field.name) else "parts" if field.many else "part"
    if field.choices:
        return "one"
    if field.ref:
        return "several" if field.many else "one"
    if field.holds == "true or false":
        return "truth"
    long = field.holds == "text" and _limits(model, field).get("most", 0) > _LINE
    return "text" if long or field.holds.startswith("text of") else "line"


_LINE = 300


def _limits(model: type[Strict], field: Field) -> dict[str, Any]:
    """How long a text may be, in characters and in words, and what its value looks like."""
    if field.model or field.ref or field.choices:
        return {}
    found = dict(_within(_schema(model)[field.name]))
    limits: dict[str, Any] = {}
    if field.holds in ("a line of text", "text") or field.holds.startswith("text of"):
        limits |= {"most": found["maxLength"]} if "maxLength" in found else {}
        limits |= {"look": f"^(?:{found['pattern'].strip('^$')})$"} if "pattern" in found else {}
    if field.holds.startswith("text of"):
        limits["words"] = SUMMARY_WORDS
    if field.holds in LOOKS:
        limits["like"] = field.holds
    return limits


@cache
def _schema(model: type[Strict]) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = model.model_json_schema()["properties"]
    return properties


def _within(schema: Any) -> Iterator[tuple[str, Any]]:
    """The limits that a JSON Schema states of a value, wherever in it."""
    if isinstance(schema, dict):
        yield from ((key, schema[key]) for key in ("maxLength", "pattern") if key in schema)
        for part in schema.values():
            yield from _within(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _within(part)


def _listed(field: Field) -> str:
    """Which list a field is chosen from: the terms of a role, the records of a folder, countries, or what the record itself has."""
    if field.ref is None:
        return ""
    if issubclass(field.ref, Local):
        return f"own {field.ref.kind}"
    if field.ref is Country:
        return Country.kind
    return f"role {field.ref.role}" if issubclass(field.ref, Term) else field.ref.kind


def said() -> Iterator[str]:
    """What the form says that no template says: the help of what is written, and what it looks like. It is translated as templates are.

    Of what is chosen or has parts, the help says how a file has it; the form has words of its own for these.
    """
    for questions in parts().values():
        for question in questions:
            if question.holds in ("line", "text"):
                yield question.help
            if like := question.limits.get("like"):
                yield from (LOOKS[like].message, LOOKS[like].fix)
