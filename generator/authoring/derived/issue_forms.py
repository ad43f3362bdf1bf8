# On a code host everybody reads what is sent, for ever. So these forms say before anything else what never to write, ask for no
# organisation and no place, and cannot be sent without a yes to what keeps people safe.
# https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema

"""Forms and templates of code hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...catalogue.choices import Choice
from .asked import CONSENT, Asked, Question
from .written import as_yaml

GITHUB = ".github/ISSUE_TEMPLATE/practice.yml"
GITLAB = ".gitlab/issue_templates/practice.md"
CHANGES = (".github/PULL_REQUEST_TEMPLATE.md", ".gitlab/merge_request_templates/Default.md")


def files(asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The form for those who know a practice on each host, and the template of a change."""
    yield GITHUB, as_yaml(_github(asked)).encode()
    yield GITLAB, _gitlab(asked).encode()
    change = asked.renderer.derived("change.md").encode()
    yield from ((path, change) for path in CHANGES)


def labels(choices: tuple[Choice, ...]) -> list[str]:
    """What is shown of choices, each once: two that are called alike are told apart by their value."""
    shown = [choice.label for choice in choices]
    return [f"{one.label} ({one.value})" if shown.count(one.label) > 1 else one.label for one in choices]


def _github(asked: Asked) -> dict[str, Any]:
    words = asked.words["form"]
    return {
        "name": words["name"],
        "description": words["description"],
        "labels": ["practice"],
        "body": [
            {"type": "markdown", "attributes": {"value": words["first"]}},
            *(_element(asked, question) for question in asked.in_public()),
            _consent(asked),
        ],
    }


def _element(asked: Asked, question: Question) -> dict[str, Any]:
    choices = asked.offered(question)
    attributes: dict[str, Any] = {"label": asked.label(question), "description": asked.help(question)}
    if choices:
        attributes |= {"multiple": question.several, "options": labels(choices)}
    kind = "dropdown" if choices else "textarea" if question.is_long else "input"
    return {
        "type": kind,
        "id": question.name,
        "attributes": attributes,
        "validations": {"required": question.needed},
    }


def _consent(asked: Asked) -> dict[str, Any]:
    words = asked.words["consent"]
    options = [{"label": words[name], "required": True} for name in CONSENT]
    return {"type": "checkboxes", "id": "consent", "attributes": {"label": words["label"], "options": options}}


def _gitlab(asked: Asked) -> str:
    """The same as text with headings, since GitLab has no forms."""
    words = asked.words["consent"]
    parts = [f"<!-- {asked.words['form']['first']} -->"]
    for question in asked.in_public():
        said = [asked.help(question)]
        if choices := asked.offered(question):
            said.append(" · ".join(labels(choices)))
        parts.append(f"### {asked.label(question)}\n\n<!-- {' '.join(said)} -->")
    parts.append("\n".join([f"### {words['label']}\n", *(f"- [ ] {words[name]}" for name in CONSENT)]))
    return "\n\n".join(parts) + '\n\n/label ~"practice"\n'
