# What a code host makes of a filled form is Markdown: each question as a heading, the answer below it. Whoever opens the issue may
# change any of it, so a heading is known by its words alone, and what stands below one that nobody asked stays with the answer above.

"""Reading the text of a filled form of a code host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ...check.likeness import folded, nearest
from ...document import read_text
from ...problem import Place, Problem, Severity, quote
from ..derived.asked import CONSENT, QUESTIONS, Asked
from .answers import Answer, take_answers
from .carried import unquoted
from .form_text import RULE, Taken

_HEADING = re.compile(r"#{1,4}[ \t]+(.+?)[ \t#]*")
_NO_ANSWER = ("_No response_", "*No response*", "_Sin respuesta_", "None")
_REMARK = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TICKED = re.compile(r"[-*] \[[xX]\] ")


def is_issue(text: str, asked: Asked) -> bool:
    """Whether a text holds headings of the form, also where a mail quotes them."""
    text = unquoted(text)[0]
    known = {folded(asked.label(question)) for question in QUESTIONS}
    return any(folded(heading) in known for _, heading in _headings(text))


def take_issue(path: Path, asked: Asked, taken: frozenset[str]) -> tuple[Taken | None, list[Problem]]:
    """The record in the text of an issue, or what keeps it from being taken."""
    text, problems = read_text(path, path.name)
    if text is None:
        return None, problems
    text, around = unquoted(text)
    answers, remarks = _answers(text, path.name, asked)
    if not is_issue(text, asked):
        fix = "Save the text of the issue itself, from its first heading on, as a plain text file"
        return None, [Problem(Place(path.name), RULE, "no question of the form stands here as a heading", fix)]
    consent = answers.pop("consent", None)
    if not answers:
        return None, [
            Problem(Place(path.name), RULE, "no question of the form has an answer", "Ask the sender for one")
        ]
    made, wrong = take_answers(answers, asked, taken, keep_rest=True)
    if made:
        made = replace(made, left_out=around, asks=(*_unsaid(consent, asked), *made.asks))
    return made, [*problems, *remarks, *wrong]


def _headings(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _HEADING.fullmatch(line.strip()):
            yield number, found[1]


def _answers(text: str, name: str, asked: Asked) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers by question, and what is to be said of headings that are none."""
    known = {folded(asked.label(question)): question.name for question in QUESTIONS}
    known[folded(asked.words["consent"]["label"])] = "consent"
    lines, remarks = _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n"), []
    starts: list[tuple[int, str]] = []
    for number, heading in _headings("\n".join(lines)):
        if question := known.get(folded(heading)):
            starts.append((number, question))
            continue
        near = nearest(heading, [asked.label(one) for one in QUESTIONS])
        fix = f"If “{near}” is meant, write that" if near else "Nothing needs to be done if it belongs there"
        message = f"{quote(heading)} is no question of the form, and stays with the answer above"
        remarks.append(Problem(Place(name, number), RULE, message, fix, Severity.NOTE))
    if before := " ".join("\n".join(lines[: starts[0][0] - 1] if starts else []).split()):
        message = f"{quote(before)} stands before the first question, and was left out"
        remarks.append(
            Problem(Place(name), RULE, message, "Nothing needs to be done if it is no answer", Severity.NOTE)
        )
    answers: dict[str, Answer] = {}
    for (number, question), (end, _) in zip(starts, [*starts[1:], (len(lines) + 1, "")], strict=False):
        answer = "\n".join(lines[number : end - 1]).strip()
        if answer and answer not in _NO_ANSWER:
            first = next(at for at in range(number, end) if lines[at].strip()) + 1
            if question in answers:
                answer = f"{answers[question].text}\n\n{answer}"
            answers[question] = Answer(answer, Place(name, first), f"“{lines[number - 1].lstrip('# ').strip()}”")
    return answers, remarks


def _unsaid(consent: Answer | None, asked: Asked) -> Iterator[str]:
    """What the sender did not say yes to."""
    said = {
        folded(_TICKED.sub("", line)) for line in (consent.text if consent else "").split("\n") if _TICKED.match(line)
    }
    for name in CONSENT:
        if folded(asked.words["consent"][name]) not in said:
            yield f"consent: not ticked: {asked.words['consent'][name]}"
