# Front Matter, an extension of VS Code, shows fields of a record in a panel and says what is missing. It writes groups in lists
# with a key of its own, which the check would refuse, so those stay text; so do keys of a writer's own choice.
# https://frontmatter.codes/docs/content-creation/fields

"""Content types for Front Matter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...folders import RECORDS
from ...schema import KINDS, Term
from ...schema.fields import Field, fields_of, is_map
from .asked import Asked

PATH = "frontmatter.json"
_KINDS = {"a date": "datetime", "true or false": "boolean", "a number": "number"}


def files(asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The settings of the extension: where records lie, and what they hold."""
    settings = {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.content.pageFolders": [
            {"title": kind, "path": f"[[workspace]]/{RECORDS}/{kind}", "contentTypes": [kind]} for kind in KINDS
        ],
        "frontMatter.taxonomy.contentTypes": [
            {"name": kind, "pageBundle": False, "fileType": "md", "fields": list(_fields(asked, model))}
            for kind, model in KINDS.items()
        ],
    }
    yield PATH, (json.dumps(settings, ensure_ascii=False, indent=2) + "\n").encode()


def _fields(asked: Asked, model: Any) -> Iterator[dict[str, Any]]:
    for field in fields_of(model):
        if field.model and (field.many or is_map(model, field.name)):
            continue
        common = {"title": field.name, "name": field.name, "description": field.help, "required": field.required}
        if field.model:
            yield {**common, "type": "fields", "fields": list(_fields(asked, field.model))}
        else:
            yield {**common, **_shown(asked, field)}


def _shown(asked: Asked, field: Field) -> dict[str, Any]:
    # Of records only shelves are listed here, since they seldom change; countries would be listed in many places, and have codes.
    may_list = not field.ref or issubclass(field.ref, Term) or field.ref.kind in ("themes", "strategies")
    choices = asked.of_field(field) if may_list else ()
    if choices:
        listed = [{"id": one.value, "title": one.label} for one in choices]
        return {"type": "choice", "choices": listed, "multiple": field.many}
    if field.many:
        return {"type": "list"}
    return {"type": _KINDS.get(field.holds, "string"), **({"single": True} if field.holds == "a line of text" else {})}
