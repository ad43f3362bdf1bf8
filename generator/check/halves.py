# A record with a mistake in its fields is no record yet, but what it refers to can be looked at all the same. Else its
# dangling references would only be told in the next run, and a first draft would take one round more.

"""What can be said of a document that gave no record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document, Items, Keys, Node, Scalar
from ..problem import Problem
from ..rules import broken
from ..schema import KINDS, Local, Record, Ref, Strict
from ..schema.fields import Field, fields_of, is_map
from ..schema.walk import Step
from .links import Index, check_reference, check_texts, local, place_of

Found = tuple[tuple[Step, ...], Ref]


@dataclass(frozen=True)
class Half:
    """A document that gave no record: as it stands in its file, and without what could not be read."""

    written: Document
    meant: Document


def check_half(half: Half, index: Index) -> Iterator[Problem]:
    """Every reference of a document that leads nowhere, as far as it can be read, and the keys that it still needs."""
    written, meant, model = half.written, half.meant, KINDS[half.written.kind]
    yield from _needed(written, model)
    names = _names(meant, "sources")
    for steps, ref in _references(meant.front, model, ()):
        place = place_of(meant, steps, ref)
        if not isinstance(ref, Local):
            yield from check_reference(place, ref, index)
        elif (known := _names(meant, ref.kind)) is not None and _is_whole(written, meant, ref.kind):
            yield from local(place, ref, known)
    if names is not None and _is_whole(written, meant, "sources"):
        yield from check_texts(meant, names)
    else:
        yield from check_texts(meant, None)


def _needed(document: Document, model: type[Record]) -> Iterator[Problem]:
    status = document.front.pairs.get("status")
    said = status[1].value() if status else None
    if said not in ("documented", "reviewed"):
        return
    helps = {field.name: field.help for field in fields_of(model)}
    missing = [name for name in KINDS[document.kind].needed if name not in document.front.pairs]
    # A key that nobody knows is most likely one of those that are missing, under another name.
    if len(set(document.front.pairs) - set(helps)) >= len(missing):
        return
    for name in missing:
        message = f"a {said} record has `{name}`, and this one has not"
        fix = f"Add `{name}:` ({helps[name].rstrip('.')}), or write `status: outline`"
        yield broken("incomplete", document.place("status"), message, fix)


def _is_whole(written: Document, meant: Document, name: str) -> bool:
    """Whether all that was written below a key could be read."""
    return (name in written.front.pairs) == (name in meant.front.pairs)


def _names(document: Document, name: str) -> set[str] | None:
    """The keys or ids that a document lists under a key; none if the key is missing, None if it holds something else."""
    pair = document.front.pairs.get(name)
    if pair is None or pair[1].value() is None:
        return set()
    if isinstance(pair[1], Keys):
        return set(pair[1].pairs)
    if not isinstance(pair[1], Items):
        return None
    ids = [item.pairs["id"][1].value() for item in pair[1].items if isinstance(item, Keys) and "id" in item.pairs]
    return {str(one) for one in ids}


def _references(node: Node, model: type[Strict], steps: tuple[Step, ...]) -> Iterator[Found]:
    if not isinstance(node, Keys):
        return
    for field in fields_of(model):
        pair = node.pairs.get(field.name)
        if pair is None or pair[1].value() is None:
            continue
        at = (*steps, field.name)
        if field.model and is_map(model, field.name):
            groups = pair[1].pairs.items() if isinstance(pair[1], Keys) else ()
            for key, (_, group) in groups:
                yield from _references(group, field.model, (*at, key))
        else:
            yield from _in_field(pair[1], field, at)


def _in_field(node: Node, field: Field, at: tuple[Step, ...]) -> Iterator[Found]:
    listed = enumerate(node.items) if isinstance(node, Items) else ((None, node),)
    for number, item in listed:
        steps = at if number is None else (*at, number)
        if field.model:
            yield from _references(item, field.model, steps)
        elif field.ref and isinstance(item, Scalar) and item.value():
            yield steps, field.ref(item.text)
