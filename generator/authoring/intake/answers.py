# From answers to the questions for those who know a practice to a record, whatever they were sent in. An answer that its field
# cannot hold is told at the place where it was given. What lacks a part without which the library would claim too much, such as
# who says so, becomes a note for the editors: nothing is lost, and nothing is made up.

"""A record made of answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...check import in_words
from ...check.text import check_body
from ...document import name_for, parse
from ...folders import RECORDS
from ...problem import Place, Problem, has_errors
from ...schema import Case
from ..derived.asked import QUESTIONS, Asked
from .chosen import Named
from .form_text import RULE, Taken, _asks, free_name, namesake
from .written import cleaned, written

_HEADING = re.compile(r"^(#{1,6})[ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """An answer as it was given: its text, and where that stands, as a place and in words."""

    text: str
    place: Place
    where: str = ""


@dataclass
class _Draft:
    """A record in the making, of the `values` that were answered. `steps` say where in it each answer went, `told` what only
    the editors will read.
    """

    asked: Asked
    values: dict[str, Any] = field(default_factory=dict)
    front: dict[str, Any] = field(default_factory=dict)
    story: str = ""
    steps: dict[str, tuple[str | int, ...]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take_answers(
    answers: Mapping[str, Answer], asked: Asked, taken: frozenset[str], *, keep_rest: bool = False
) -> tuple[Taken | None, list[Problem]]:
    """The record that answers give, or what is wrong with them. `taken` are the names that cases have already.

    With `keep_rest`, answers that their fields cannot hold become a note for the editors, who are told what is to be mended.
    """
    noted: list[str] = []
    found: list[Problem] = []
    while True:
        made, wrong = _taken(answers, asked, taken, noted)
        found += wrong
        if made:
            return replace(made, problems=(*found, *made.problems)), []
        bad = {name for name, answer in answers.items() if any(one.place == answer.place for one in wrong)}
        if not keep_rest or not bad or "title" in bad:
            return None, found
        noted += [f"Told, and not yet right ({name}): {_text(cleaned(answers[name].text))}." for name in sorted(bad)]
        answers = {name: answer for name, answer in answers.items() if name not in bad}


def _taken(
    answers: Mapping[str, Answer], asked: Asked, taken: frozenset[str], noted: Iterable[str] = ()
) -> tuple[Taken | None, list[Problem]]:
    """The record that answers give with what is `noted` for the editors, or what is wrong with them."""
    draft = _Draft(asked, told=list(noted))
    _read(draft, answers)
    if "title" not in draft.values:
        draft.problems.append(_problem(_somewhere(answers), "`title` is empty", "Write what the practice is called"))
    if draft.problems:
        return None, draft.problems
    _fill(draft)
    return _checked(draft, answers, taken)


def _read(draft: _Draft, answers: Mapping[str, Answer]) -> None:
    """The answers as values: a text, or what was chosen. Empty ones are left out."""
    for question in QUESTIONS:
        answer = answers.get(question.name)
        text = cleaned(answer.text) if answer else ""
        if not answer or not text:
            continue
        if not draft.asked.offered(question):
            draft.values[question.name] = text
            continue
        found, problem = Named.of(draft.asked, question).chosen(text)
        if problem:
            draft.problems.append(_problem(answer, *problem))
        elif found:
            draft.values[question.name] = list(found) if question.several else found[0]


def _problem(answer: Answer, message: str, fix: str) -> Problem:
    return Problem(answer.place, RULE, f"{answer.where}: {message}" if answer.where else message, fix)


def _somewhere(answers: Mapping[str, Answer]) -> Answer:
    """The first answer, which says in which row or file something is missing."""
    first = min(answers.values(), key=lambda one: one.place)
    return Answer("", first.place, first.where)


def _fill(draft: _Draft) -> None:
    """Every answer goes into its field, or into the note for the editors."""
    values = draft.values
    for question in QUESTIONS:
        if len(question.path) == 1 and question.name in values:
            draft.front[question.path[0]] = values[question.name]
            draft.steps[question.name] = question.path
    if countries := values.get("countries"):
        kind = "country" if len(countries) == 1 else "multi-country"
        draft.front["scope"] = {"kind": kind, "countries": countries}
        draft.steps["countries"] = ("scope", "countries")
    if period := {name: values[name] for name in ("start", "end", "ongoing") if name in values}:
        draft.front["period"] = period
        draft.steps |= {name: ("period", name) for name in period}
    draft.story = _levelled(values.get("story", ""))
    key = _source(draft)
    _outcome(draft, key)
    _resistance(draft, key)
    _statements(draft, key)


def _levelled(story: str) -> str:
    """A story whose highest headings are of the second level, whatever they were where it was written."""
    levels = [len(found[1]) for found in _HEADING.finditer(story)]
    raised = min(levels, default=2) - 2
    return _HEADING.sub(lambda found: "#" * (len(found[1]) - raised) + " ", story)


def _source(draft: _Draft) -> list[str]:
    """The source, under a key made of who published it and when; empty where it cannot be cited yet."""
    values = draft.values
    names = {name: name.removeprefix("source_") for name in values if name.startswith("source_")}
    if not _whole(draft, "source", names, ("source_title", "source_year")):
        return []
    who = values.get("source_publisher") or values["source_title"]
    key = name_for(f"{' '.join(who.split()[:3])} {values['source_year']}") or "source"
    draft.front["sources"] = {key: {part: values[name] for name, part in names.items()}}
    draft.steps |= {name: ("sources", key, part) for name, part in names.items()}
    return [key]


def _whole(
    draft: _Draft, what: str, names: Iterable[str], needed: tuple[str, ...] = (), *, may_stand: bool = True
) -> bool:
    """Whether all that a part of a record needs is there, and it `may_stand`.

    If only some of it is there, the editors read that, and are told what to ask.
    """
    given = [name for name in names if name in draft.values]
    wanted = needed or tuple(names)
    lacking = [question for question in QUESTIONS if question.name in wanted and question.name not in draft.values]
    if given and (lacking or not may_stand):
        said = "; ".join(f"{name}: {_text(draft.values[name])}" for name in given)
        draft.told.append(f"Told, and not yet whole ({what}): {said}.")
        draft.asks += [f"{question.name}: {draft.asked.label(question)}" for question in lacking]
    return bool(given) and not lacking and may_stand


def _text(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return " ".join(text.split()).rstrip(".")


def _outcome(draft: _Draft, key: list[str]) -> None:
    names = {"outcome": "statement", "direction": "direction", "evidence": "evidence", "claimed_by": "claimed_by"}
    if _whole(draft, "outcome", names, may_stand=bool(key)):
        draft.front["outcomes"] = [{part: draft.values[name] for name, part in names.items()} | {"sources": key}]
        draft.steps |= {name: ("outcomes", 0, part) for name, part in names.items()}


def _resistance(draft: _Draft, key: list[str]) -> None:
    values, met, answered = draft.values, ("resistance", "resistance_form"), ("response", "response_form")
    if not _whole(draft, "pushback", met):
        _whole(draft, "answer to pushback", answered, may_stand=False)
        return
    item: dict[str, Any] = {"form": values["resistance_form"], "what": values["resistance"], **_of(key)}
    draft.steps |= {"resistance": ("resistance", 0, "what"), "resistance_form": ("resistance", 0, "form")}
    if _whole(draft, "answer to pushback", answered):
        item["responses"] = [{"response": values["response_form"], "what": values["response"], **_of(key)}]
        own = ("resistance", 0, "responses", 0)
        draft.steps |= {"response": (*own, "what"), "response_form": (*own, "response")}
    draft.front["resistance"] = [item]


def _of(key: list[str]) -> dict[str, Any]:
    return {"sources": key} if key else {}


def _statements(draft: _Draft, key: list[str]) -> None:
    if lesson := draft.values.get("lesson"):
        name = name_for(" ".join(lesson.split()[:6])) or "lesson"
        draft.front["lessons"] = [{"id": name, "text": lesson, **_of(key)}]
        draft.steps["lesson"] = ("lessons", 0, "text")
    if caution := draft.values.get("caution"):
        draft.front["cautions"] = [{"text": caution, **_of(key)}]
        draft.steps["caution"] = ("cautions", 0, "text")


def _checked(draft: _Draft, answers: Mapping[str, Answer], taken: frozenset[str]) -> tuple[Taken | None, list[Problem]]:
    """The record as text, unless the check has errors in it: those are told where the answer stands that brought them."""
    order = [name for name in Case.model_fields if name in draft.front]
    record = {"title": draft.front["title"], "status": "outline", **{name: draft.front[name] for name in order}}
    if draft.told:
        record["for_editors"] = " ".join(draft.told)
    slug = free_name(record["title"], taken)
    text = written(record, draft.story)
    document, problems = parse(text, f"{RECORDS}/{Case.folder}/{slug}.md")
    if document is None:
        return None, [_problem(_somewhere(answers), one.message, one.fix) for one in problems]
    found = sorted([*problems, *in_words(document), *check_body(document)])
    if not has_errors(found):
        asks = (*draft.asks, *_asks(record, document))
        return Taken(slug, text, (), tuple(found), asks, namesake(record["title"], taken)), []
    by_place = {document.place(*steps): name for name, steps in draft.steps.items()}
    body = document.body_place(0).line
    return None, list(_told(found, by_place, answers, body))


def _told(
    found: list[Problem], by_place: Mapping[Place, str], answers: Mapping[str, Answer], body: int
) -> Iterator[Problem]:
    for one in found:
        if has_errors([one]):
            name = "story" if one.place.line >= body else by_place.get(one.place, "")
            name = name or next((by_place[at] for at in sorted(by_place, reverse=True) if at <= one.place), "")
            yield _problem(answers.get(name) or _somewhere(answers), one.message, one.fix)
