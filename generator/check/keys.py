# A key that nobody knows here is often another system's word for something that has a place, or a field that belongs
# one level up or down. Where it belongs is read from the models, and what others call it from a table. A key that
# stands in the group already is never offered: following that would lose one of the two.

"""Keys that nothing is called here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from ..document import Document, Items, Keys
from ..folders import DATA
from ..problem import Edit, Place, Problem, quote
from ..rules import broken
from ..schema import KINDS, Strict
from ..schema.fields import fields_of, model_at
from .likeness import folded, nearest

Steps = tuple[str | int, ...]
_OTHER_WORDS = DATA / "other-words.json"
FOREIGN = 5
"""A record with so many unknown keys of its own was made for something else."""


def meant_by(document: Document, model: type[Strict], steps: Steps) -> str | None:
    """The one field of the same group that an unknown key stands for, if that is plain."""
    parent = model_at(model, steps[:-1])
    return _plainly_meant(str(steps[-1]), parent, _written(document, steps[:-1])) if parent else None


def _plainly_meant(key: str, parent: type[Strict], there: frozenset[str]) -> str | None:
    found = re.fullmatch("Did you mean “([^”]+)”[?]", _where_it_belongs(key, parent, there))
    return found[1] if found else None


def misnamed(keys: Keys, model: type[Strict]) -> dict[str, tuple[str, Problem]]:
    """The keys of one group that only mistake the name of what they hold: what was meant by each, and what is wrong.

    That is said of keys with groups of keys below them, which can then be looked at in the same run.
    """
    known = {field.name for field in fields_of(model) if field.model}
    unknown = set(keys.pairs) - {field.name for field in fields_of(model)}
    if len(unknown) >= FOREIGN:
        return {}
    found: dict[str, tuple[str, Problem]] = {}
    for name in sorted(unknown, key=lambda name: keys.pairs[name][0].place):
        key, node = keys.pairs[name]
        holds = node.items if isinstance(node, Items) else [node]
        meant = (
            _plainly_meant(name, model, frozenset(keys.pairs)) if any(isinstance(one, Keys) for one in holds) else ""
        )
        if meant in known and meant not in {other for other, _ in found.values()}:
            fix, repair = f"Did you mean “{meant}”?", (Edit(key.place, name, meant),)
            found[name] = (meant, broken("unknown-key", key.place, _NOT_CALLED.format(quote(name)), fix, repair))
    return found


_NOT_CALLED = "nothing is called {} here"


def unknown_keys(document: Document, model: type[Strict], found: list[Steps]) -> Iterator[Problem]:
    """A problem for each key that nothing is called; which keys there are is told once for each group of them."""
    is_foreign = sum(len(steps) == 1 for steps in found) >= FOREIGN
    if is_foreign:
        yield _other_system(document, model, sum(len(steps) == 1 for steps in found))
    listed: set[type[Strict]] = {model} if is_foreign else set()
    taken: set[Steps] = set()
    for steps in sorted(found, key=lambda steps: document.key_place(*steps)):
        key, parent = str(steps[-1]), model_at(model, steps[:-1])
        there = _written(document, steps[:-1])
        there |= {f"{upper}.{lower}" for upper in there for lower in _written(document, (*steps[:-1], upper))}
        fix = _where_it_belongs(key, parent, there) if parent else ""
        if not fix and parent and steps[:-1]:
            fix = _elsewhere(key, model, parent)
        if not fix and parent and parent not in listed:
            listed.add(parent)
            fix = f"Take it out, or use one of: {', '.join(field.name for field in fields_of(parent))}"
        message, place = _NOT_CALLED.format(quote(key)), document.key_place(*steps)
        meant = meant_by(document, model, steps)
        is_free = not is_foreign and (*steps[:-1], meant or key) not in taken
        repair = (Edit(place, key, meant),) if meant and is_free else ()
        taken.add((*steps[:-1], meant or key))
        yield broken("unknown-key", place, message, fix or "Take it out", repair)


def _other_system(document: Document, model: type[Strict], count: int) -> Problem:
    folder = getattr(model, "folder", "")
    kind = KINDS[folder].__name__.lower() if folder in KINDS else ""
    begin = f'Begin with: practices new {kind} "Its name", and move the texts over' if kind else "Move the texts over"
    known = ", ".join(field.name for field in fields_of(model))
    message = f"this looks like a record of another system, since {count} of its keys are called otherwise here"
    return broken("other-system", Place(document.path), message, f"{begin}. The keys here are: {known}")


def _written(document: Document, steps: Steps) -> frozenset[str]:
    """The keys that stand in a group of keys."""
    node = document.node(*steps)
    return frozenset(node.pairs) if isinstance(node, Keys) else frozenset()


def _where_it_belongs(key: str, parent: type[Strict], there: frozenset[str]) -> str:
    known = [field.name for field in fields_of(parent)]
    table = _other_words()
    word = _bare(key)
    same = [name for name in known if folded(name) == folded(key) or _bare(name) == word]
    if same:
        return _instead(same, there)
    paths = [path for path in table["fields"].get(word, []) if _leads_somewhere(parent, path)]
    if flat := [path for path in paths if "." not in path]:
        return _instead(flat[:2], there)
    if paths:
        return _below(paths[0], there)
    if slip := nearest(key, [name for name in known if name not in there]):
        return f"Did you mean “{slip}”?"
    if below := [f"{field.name}.{key}" for field in fields_of(parent) if field.model and _has(field.model, key)]:
        return _below(below[0], there) if len(below) == 1 else ""
    return str(table["advice"].get(word, ""))


def _instead(names: list[str], there: frozenset[str]) -> str:
    new = [name for name in names if name not in there]
    if not new:
        return f"`{names[0]}` says this here, and stands in the record already. Take this line out, or join the two"
    return f"Did you mean {' or '.join(f'“{name}”' for name in new)}?"


def _below(path: str, there: frozenset[str]) -> str:
    upper, lower = path.split(".")
    if path in there:
        return f"`{lower}:` under `{upper}:` says this here, and stands in the record already. Take this line out"
    if upper == "sources":
        return f"Write it as `{lower}:` of the source that it is about, under `sources:`"
    return f"Write it as `{lower}:` under `{upper}:`"


def _elsewhere(key: str, model: type[Strict], parent: type[Strict]) -> str:
    """That a key within a group belongs to the record itself."""
    if parent is not model and _has(model, key):
        return f"`{key}:` belongs to the record itself: write it at the beginning of a line"
    return ""


def _leads_somewhere(model: type[Strict], path: str) -> bool:
    first, _, rest = path.partition(".")
    field = next((field for field in fields_of(model) if field.name == first), None)
    return bool(field and (not rest or (field.model and _has(field.model, rest))))


def _has(model: type[Strict], name: str) -> bool:
    return any(field.name == name for field in fields_of(model))


def _bare(key: str) -> str:
    return re.sub(r"[\W_]+", "", key.casefold())


@cache
def _other_words() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = json.loads(_OTHER_WORDS.read_text("utf-8"))
    return data
