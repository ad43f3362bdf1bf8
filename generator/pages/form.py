# A way to contribute for those who have no account, no network or no wish to be seen with either: one file that asks in plain
# questions and writes a record. It is handed on by itself, so it carries its looks, its scripts and its data, and its own
# policy, which names these by their digests and forbids it to ask anybody for anything. Nothing in it is said twice: the
# fields are those of the models, the lists those of the library, the warnings those of the check.

"""The form that works without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..catalogue import TermEntry
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import TEMPLATES
from ..gate.policy import Inline, alone, digest
from ..render import Renderer
from ..schema import COUNTRIES, ROLES, Country
from ..schema.looks import LOOKS
from .form_shape import STORY, Question, parts, steps
from .form_watch import watch
from .page import Draft

FORM = "contribute/form.html"
SCRIPTS = ("base.js", "text.js", "reading.js", "watch.js", "choose.js", "repeated.js", "fields.js", "page.js")
"""The scripts of the form, in the order in which they need each other."""


def form(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The form, as one file."""
    yield Draft(FORM, _form)


def _form(renderer: Renderer) -> str:
    words = _stripped(json.loads(renderer.script("form-words.json")))
    data = json.dumps(_data(renderer.known, renderer, words), ensure_ascii=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )
    style, script = pressed("form.css"), "\n".join(pressed(name) for name in SCRIPTS)
    context = {
        "policy": alone(Inline((digest(script),), (digest(style),))),
        "style": style,
        "script": script,
        "data": data,
        "steps": words["steps"],
    }
    return renderer.page("form", FORM, **context)


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stripped(part) for key, part in value.items()}
    return [_stripped(part) for part in value] if isinstance(value, list) else value.strip()


def pressed(name: str) -> str:
    """A script or a style sheet of the form without its remarks, and without what stands before and after its lines."""
    text = (TEMPLATES / "form" / name).read_text("utf-8")
    return "\n".join(line for row in _without_remarks(text) if (line := row.strip()))


def _without_remarks(text: str) -> Iterator[str]:
    inside = False
    for row in text.splitlines():
        line = row.strip()
        if inside:
            inside = "*/" not in line
        elif line.startswith("//") or (line.startswith("/*") and line.endswith("*/")):
            continue
        elif line.startswith("/*") and "*/" not in line:
            inside = True
        else:
            yield row


def _data(known: Knowledge, renderer: Renderer, words: dict[str, Any]) -> dict[str, Any]:
    asked = parts()
    used = {question.listed for questions in asked.values() for question in questions} - {""}
    translate = renderer.translator.gettext
    return {
        "steps": [[key, *words["steps"][key], list(fields)] for key, fields in steps().items()],
        "parts": {
            part: [_in_words(part, one, renderer, words) for one in questions] for part, questions in asked.items()
        },
        "story": {"name": STORY, "holds": "story", "first": True, "label": words["labels"]["Case.story"]},
        "items": words["items"],
        "lists": {name: _list(known, name) for name in sorted(used) if not name.startswith("own ")},
        "looks": {
            name: [f"^(?:{look.pattern})$", translate(look.message), translate(look.fix)]
            for name, look in LOOKS.items()
        },
        "watch": watch(lambda text: str(translate(text))),
        "say": words["say"],
    }


def _in_words(part: str, question: Question, renderer: Renderer, words: dict[str, Any]) -> dict[str, Any]:
    """A question with its label and, where that leaves something to be said, a hint."""
    labels, names = words["labels"], (f"{part}.{question.name}", question.name)
    help_ = str(renderer.translator.gettext(question.help))
    own = next((labels[name] for name in names if name in labels), "")
    first, _, rest = help_.partition(". ")
    made = question.as_data() | {"label": own or (first if rest else help_).rstrip(".")}
    hint = help_ if set(names) & set(words["helped"]) else rest
    if hint and question.holds in ("line", "text"):
        made["hint"] = hint.replace("`", "")
    if question.choices:
        told = words["choices"][question.name]
        made["choices"] = [[one, told.get(one, one)] for one in question.choices]
    return made


def _list(known: Knowledge, name: str) -> list[list[str]]:
    """What can be chosen: the value, what it is called, and other names to find it by."""
    catalogue, terms = known.catalogue, known.search_terms
    if name == Country.kind:
        codes = sorted(COUNTRIES, key=lambda code: catalogue.in_order(known.naming.country(code)))
        return [[code, known.naming.country(code), *_also(terms.other_names(Country(code)))] for code in codes]
    entries: tuple[TermEntry | Cleared, ...]
    if name.startswith("role "):
        entries = catalogue.terms(ROLES[name.removeprefix("role ")].role)
        return [[one.term.id, one.term.label, *_also(terms.other_names(one))] for one in entries]
    found = sorted(catalogue.all(name), key=lambda one: catalogue.in_order(one.record.title))
    return [[one.slug, one.record.title, *_also(terms.other_names(one))] for one in found]


def _also(names: tuple[str, ...]) -> list[str]:
    return [" ".join(names)] if names else []
