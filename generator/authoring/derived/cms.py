# Decap and Sveltia show records in a browser, as forms. Their rich editor changes Markdown that nobody touched, so the story is
# edited raw; the order of keys is that of the models, and carries no meaning. Groups under keys of a writer's own choice, such as
# sources, have no form there: both leave them as they are. https://decapcms.org/docs/configuration-options/

"""Configuration for content editors in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ...folders import RECORDS
from ...schema import KINDS, Country, LessonRef, Ref, Term
from ...schema.fields import Field, fields_of, is_map
from .asked import Asked
from .written import as_yaml

PATH = "ways-in/cms.yml"
_DEEPEST = 3


def files(asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The configuration, to be named config.yml and laid beside the editor's page."""
    library = asked.renderer.catalogue.library
    settings = {
        "backend": _backend(library.repository if library.is_placed else ""),
        "publish_mode": "editorial_workflow",
        "media_folder": "docs/assets",
        "locale": library.language.partition("-")[0],
        "collections": [_collection(asked, kind) for kind in KINDS],
    }
    yield PATH, as_yaml(settings).encode()


def _backend(repository: str | None) -> dict[str, Any]:
    """The code host by its address; GitHub's form where the library has none yet."""
    parts = urlsplit(repository or "https://github.com/owner/library")
    host, path = parts.hostname or "", parts.path.strip("/").removesuffix(".git")
    if host == "github.com":
        return {"name": "github", "repo": path}
    base = f"{parts.scheme}://{parts.netloc}"
    if "gitlab" in host:
        return {"name": "gitlab", "repo": path, "base_url": base, "api_root": f"{base}/api/v4"}
    return {"name": "gitea", "repo": path, "base_url": base, "api_root": f"{base}/api/v1"}


def _collection(asked: Asked, kind: str) -> dict[str, Any]:
    return {
        "name": kind,
        "label": kind.capitalize(),
        "folder": f"{RECORDS}/{kind}",
        "create": True,
        "delete": False,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": "title",
        "slug": "{{slug}}",
        "fields": [*_fields(asked, KINDS[kind], 1), _BODY],
    }


_BODY = {"name": "body", "label": "Story", "widget": "markdown", "modes": ["raw"], "required": False}


def _fields(asked: Asked, model: Any, depth: int) -> Iterator[dict[str, Any]]:
    for field in fields_of(model):
        if is_map(model, field.name) or (field.model and depth == _DEEPEST):
            continue
        yield {
            "name": field.name,
            "label": field.name,
            "hint": field.help,
            "required": field.required,
            **_widget(asked, field, depth),
        }


def _widget(asked: Asked, field: Field, depth: int) -> dict[str, Any]:
    if field.model:
        fields = list(_fields(asked, field.model, depth + 1))
        return {"widget": "list" if field.many else "object", "collapsed": True, "fields": fields}
    if field.ref and not issubclass(field.ref, Term | Country) and field.ref.kind in KINDS:
        return _relation(field.ref, field.many)
    # Countries have codes, and would be listed in many places; lessons change with each record.
    choices = () if field.ref in (Country, LessonRef) else asked.of_field(field)
    if choices:
        options = [{"label": one.label, "value": one.value} for one in choices]
        return {"widget": "select", "multiple": field.many, "options": options}
    plain = "list" if field.many else "text" if field.holds.startswith("text") else "string"
    return _KINDS.get(field.holds, {"widget": plain})


_KINDS: dict[str, dict[str, Any]] = {
    "a date": {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False},
    "true or false": {"widget": "boolean"},
}
"""What fields of some kinds are edited with. A day is written without an hour."""


def _relation(ref: type[Ref], many: bool) -> dict[str, Any]:
    """A record of the library, looked for by its title and written as its file's name."""
    return {
        "widget": "relation",
        "collection": ref.kind,
        "value_field": "{{slug}}",
        "search_fields": ["title"],
        "display_fields": ["title"],
        "multiple": many,
    }
