# Nodes of JSON-LD whose names have prefixes, as Turtle. Ours hold addresses, texts with or without a language, and nothing nested, so
# a writer of that is shorter than asking a library of RDF, which readers would have to install to build a site.

"""Nodes as Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .values import Plain


def turtle(nodes: Iterable[Plain], prefixes: Mapping[str, str]) -> str:
    """Nodes of which each value is an address (`@id`), a text with its language, or a text; or a list of these."""
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in sorted(prefixes.items()))
    return head + "".join(f"\n{_node(node)}" for node in nodes)


def _node(node: Plain) -> str:
    lines = [f"a {node['@type']}"]
    for name, told in node.items():
        if not name.startswith("@"):
            values = told if isinstance(told, list) else [told]
            lines.append(f"{name} {', '.join(map(_value, values))}")
    return f"<{node['@id']}> " + " ;\n    ".join(lines) + " .\n"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "@id" in value:
        return f"<{value['@id']}>"
    return f"{json.dumps(value['@value'], ensure_ascii=False)}@{value['@language']}"
