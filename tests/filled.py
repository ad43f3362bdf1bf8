"""Records with every field filled in, made from the models themselves, so that a new field is tried without a new line."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from generator.schema import COUNTRIES, KINDS, LessonRef, Local, Ref, SourceRef, Term
from generator.schema.fields import Field, fields_of

NOT_FILLED = {
    "status", "consent", "sensitivity", "embargo", "withdrawn", "held_back", "told_as", "parent", "see_also",
    "Organisation.part_of", "Lesson.editorial", "language", "same_event", "source", "stated", "Paper.number", "order", "planned", "for_editors", "false_alarms",
}  # fmt: skip
"""What decides whether a record is shown at all, and what must fit other records; with a dot, in a model of that name only."""
VALUES = {
    "a web address": "https://books.example/x?a=1",
    "a date": "2026-11-21",
    "a year, month or day": "2019-04",
    "a year of publication": "2019",
    "a DOI": "10.1234/x.5",
    "true or false": "true",
    "a number": "1",
    "a number, also with a point": "95",
    "the code of a currency": "EUR",
}
SUMMARY_WORDS = 60


def is_filled(model: Any, name: str) -> bool:
    """Whether a field of a model is filled in."""
    return NOT_FILLED.isdisjoint({name, f"{model.__name__}.{name}"})


class Filler:
    """Fills records with the texts that `texts` yields; `slugs` gives for a folder or a role what can be referred to."""

    def __init__(self, texts: Iterator[str], slugs: Mapping[str, list[str]]) -> None:
        self.texts = texts
        self.slugs = slugs
        self.count = 0

    def record(self, kind: str, **given: Any) -> dict[str, Any]:
        """The front matter of a documented record of a kind, with `given` in place of what would be filled in."""
        front = {"status": "documented", **self._group(KINDS[kind])}
        return {**front, "scope": self._scope(), **given} if "scope" in front else {**front, **given}

    def _group(self, model: Any) -> dict[str, Any]:
        fields = [field for field in fields_of(model) if is_filled(model, field.name)]
        own = {field.name: self._field(field) for field in fields if field.holds != "the name of a role"}
        return own | {name: self._by_term(model, name) for name in own if name.endswith("_as_called")}

    def _by_term(self, model: Any, name: str) -> dict[str, str]:
        """A text under each term that stands in the field whose words these are."""
        return {self._ref(get_args(model.model_fields[name].annotation)[0]): next(self.texts)}

    def _scope(self) -> dict[str, Any]:
        return {"kind": "country", "countries": ["KE"], "places": next(self.texts), "note": next(self.texts)}

    def _field(self, field: Field) -> Any:
        if field.name == "period":
            return {"start": "2018", "end": "2021", "note": next(self.texts)}
        if field.name == "sources" and field.model:
            shared = {"source": self.slugs[SourceRef.kind][0], "read": "part", "note": next(self.texts)}
            return {"own": self._group(field.model), "other": self._group(field.model), "shared": shared}
        if field.name == "studies":
            return {"own": self._group(field.model)}
        if field.name == "accounts":
            return [self._group(field.model), self._group(field.model)]
        one = self._group(field.model) if field.model else self._value(field)
        return [one] if field.many else one

    def _value(self, field: Field) -> Any:
        if field.choices:
            return field.choices[0]
        if field.ref:
            return self._ref(field.ref)
        if field.name in ("id", "formerly"):
            self.count += 1
            return f"item-{self.count}"
        plain = field.holds.removeprefix("list, each ")
        return VALUES.get(plain) or next(self.texts)

    def _ref(self, ref: type[Ref]) -> str:
        if issubclass(ref, Local):
            # Only sources and studies have keys that are known before the rest is filled in.
            return {"sources": "own", "studies": "own", "objectives": "item-objective", "activities": "item-activity"}[
                ref.kind
            ]
        if issubclass(ref, LessonRef):
            return self.slugs["lessons"][0]
        name = ref.role if issubclass(ref, Term) else ref.kind
        known = sorted(COUNTRIES) if name == "countries" else self.slugs[name]
        return "KE" if "KE" in known else known[0]
