# What was read while something was made, so that the next run knows whether it would come out the same. Two things are noted in the notes
# that are open: that a record was read, apart from its story, and that what is known of the library was asked something. What is asked is
# worked out with notes of its own, once, and whoever asks depends on the answer and not on all that was read for it. So nothing that
# follows from records may be kept in another way than `derived` and `asked`, or only the first who needs it would be told to depend on it.
# Notes are those of one thread: a process composes one page at a time.

"""Noting what is read and asked."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

Self = TypeVar("Self")
Value = TypeVar("Value")
Given = ParamSpec("Given")
Kind = TypeVar("Kind", bound=type)


class Notes:
    """What was read: `records` but for their stories, `bodies`, which are the stories, and `answers` of what is known."""

    __slots__ = ("answers", "bodies", "records")

    def __init__(self) -> None:
        self.records: set[Any] = set()
        self.bodies: set[Any] = set()
        self.answers: set[Answer] = set()


class Answer:
    """What something that is known says when it is asked by a name, with `given`. Without `notes` it follows from nothing that is noted."""

    __slots__ = ("given", "name", "notes", "of", "value")

    def __init__(self, of: str, name: str, given: tuple[Any, ...], value: Any, notes: Notes | None) -> None:
        self.of, self.name, self.given, self.value, self.notes = of, name, given, value, notes


_now: Notes | None = None


@contextmanager
def noting() -> Iterator[Notes]:
    """Notes of what is read within, and of nothing else."""
    global _now  # noqa: PLW0603 - this module is where notes are open, and no other sets it
    before, own = _now, Notes()
    _now = own
    try:
        yield own
    finally:
        _now = before


def note(answer: Answer) -> None:
    """Note that something was asked."""
    if _now is not None:
        _now.answers.add(answer)


# Records

_LEAVES: dict[type, Callable[[Any], str]] = {}
"""What stands for a value of some classes when it is part of another one: it is not read with that."""


def told_by(key: Callable[[Any], str]) -> Callable[[Kind], Kind]:
    """A class of values that come with the program, for each of which its key stands."""

    def told(kind: Kind) -> Kind:
        _LEAVES[kind] = key
        return kind

    return told


def watched(kind: Kind) -> Kind:
    """A class of records, whose fields are noted when they are read, but for what makes their address."""
    for field in dataclasses.fields(kind):
        if field.name not in ("kind", "slug"):
            setattr(kind, field.name, _watched(field.name))
    _LEAVES[kind] = lambda one: str(one.address)
    return kind


def _watched(name: str) -> property:
    def body(one: Any) -> Any:
        if _now is not None:
            _now.bodies.add(one)
        return one.__dict__[name]

    def other(one: Any) -> Any:
        if _now is not None:
            _now.records.add(one)
        return one.__dict__[name]

    return property(body if name == "body" else other, lambda one, value: one.__dict__.__setitem__(name, value))


# What is known

_ANSWERS = "what was asked"
"""Where a thing has its answers among its attributes: no attribute can be called so."""


def standing(*fields: str) -> Callable[[Kind], Kind]:
    """A class of which there is one for a library, and that others ask; that a field of those named is read is noted as a question."""

    def stand(kind: Kind) -> Kind:
        for name in fields:
            setattr(kind, name, _standing(name))
        _LEAVES[kind] = lambda _: ""
        return kind

    return stand


def _standing(name: str) -> property:
    def read(one: Any) -> Any:
        value = one.__dict__[name]
        if _now is not None:
            answers = _answers_of(one)
            found = answers.get(name) or answers.setdefault(name, Answer(type(one).__name__, name, (), value, None))
            _now.answers.add(found)
        return value

    return property(read, lambda one, value: one.__dict__.__setitem__(name, value))


def _answers_of(one: Any) -> dict[Any, Answer]:
    return cast(dict[Any, Answer], one.__dict__.setdefault(_ANSWERS, {}))


def _answered(one: Any, function: Callable[..., Any], given: tuple[Any, ...]) -> Answer:
    with noting() as notes:
        value = function(one, *given)
    return Answer(type(one).__name__, function.__name__, given, value, notes)


class derived(Generic[Value]):
    """What follows from a library, worked out when it is first asked for."""

    def __init__(self, function: Callable[[Any], Value]) -> None:
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, one: None, kind: type) -> derived[Value]: ...
    @overload
    def __get__(self, one: object, kind: type) -> Value: ...
    def __get__(self, one: Any, kind: type) -> derived[Value] | Value:
        if one is None:
            return self
        answers = _answers_of(one)
        answer = answers.get(self._name)
        if answer is None:
            answer = answers[self._name] = _answered(one, self._function, ())
        if _now is not None:
            _now.answers.add(answer)
        return cast(Value, answer.value)


def asked(function: Callable[Concatenate[Self, Given], Value]) -> Callable[Concatenate[Self, Given], Value]:
    """The same of what depends on what is asked about, which is given by place.

    What is given has a hash, and whoever is answered leaves the answer as it is.
    """
    name = function.__name__

    @wraps(function)
    def ask(self: Self, *given: Given.args, **named: Given.kwargs) -> Value:
        if named:
            raise TypeError(f"{name} is asked without names of what is given, such as {', '.join(named)}")
        # References of two kinds may be the same text.
        answers, key = _answers_of(self), (name, *given, *map(type, given))
        answer = answers.get(key)
        if answer is None:
            answer = answers[key] = _answered(self, function, given)
        if _now is not None:
            _now.answers.add(answer)
        return cast(Value, answer.value)

    return cast(Callable[Concatenate[Self, Given], Value], ask)


# Digests


def digest(value: object) -> bytes | None:
    """What stands for a value, in which records stand for themselves; None where nothing can, such as for a function within one.

    Equal values have one digest, whoever made them, and in whatever order sets give what is in them.
    """
    out = io.BytesIO()
    writer = _Writer(out, pickle.HIGHEST_PROTOCOL)
    writer.fast = True  # else it would matter whether two equal texts are one
    try:
        writer.dump(value)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError, ValueError):
        return None
    return hashlib.blake2b(out.getbuffer(), digest_size=16).digest()


def digest_of_record(one: Any) -> bytes | None:
    """What stands for all of a record but its story; what it was made of tells nothing that is shown."""
    apart = ("body", "came_of")
    return digest([value for name, value in sorted(one.__dict__.items()) if name not in apart and name[0] != "_"])


def digest_of_body(one: Any) -> bytes | None:
    """What stands for the story of a record."""
    return digest(one.__dict__["body"])


class _Writer(pickle.Pickler):
    def persistent_id(self, value: Any) -> Any:
        kind = type(value)
        if key := _LEAVES.get(kind):
            return kind.__name__, key(value)
        if kind is set or kind is frozenset:
            return sorted(digest(one) or _unknown(one) for one in value)
        return None

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if isinstance(value, str):
            return _made, (kind.__qualname__, str.__str__(value))
        if hasattr(kind, "model_fields"):
            return _made, (kind.__qualname__, value.__dict__)
        if dataclasses.is_dataclass(kind) and not isinstance(value, type):
            fields = [getattr(value, field.name) for field in dataclasses.fields(kind)]
            return _made, (kind.__qualname__, fields)
        if isinstance(value, Iterator):
            raise TypeError  # it says something only once
        return NotImplemented


def _unknown(value: object) -> bytes:
    raise TypeError(value)


def _made(*_: object) -> None:
    """Stands in a digest for what makes a value; a digest is never read back."""


# Questions that are asked again

_KEYS: dict[type, Callable[[Any], tuple[str, ...]]] = {}


def known_by(key: Callable[[Any], tuple[str, ...]]) -> Callable[[Kind], Kind]:
    """A class whose values are found again in the next run by a key, so that one can be asked about again."""

    def known(kind: Kind) -> Kind:
        _KEYS[kind] = key
        return kind

    return known


def as_question(answer: Answer) -> bytes | None:
    """What an answer is to, for the next run; None if that cannot be asked again."""
    out = io.BytesIO()
    try:
        _Asker(out, pickle.HIGHEST_PROTOCOL).dump((answer.of, answer.name, answer.given))
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    return out.getvalue()


class _Asker(pickle.Pickler):
    def persistent_id(self, value: Any) -> Any:
        key = _KEYS.get(type(value))
        return key(value) if key else None


def asked_again(question: bytes, of: Mapping[str, object], find: Callable[[tuple[str, ...]], Any]) -> Answer | None:
    """The answer now of what is known, by the names of its classes; None where that cannot be asked. `find` gives what has a key."""
    reader = pickle.Unpickler(io.BytesIO(question))
    reader.persistent_load = find  # type: ignore[method-assign]
    try:
        kind, name, given = reader.load()
        one: Any = of[kind]
        with noting() as notes:
            getattr(one, name)(*given) if given or not _is_told(one, name) else getattr(one, name)
    except Exception:  # it was asked of another library, and need not mean anything of this one
        return None
    return next(iter(notes.answers), None) if len(notes.answers) == 1 else None


def _is_told(one: object, name: str) -> bool:
    """Whether something is known without more words: it is no method."""
    return not callable(getattr(type(one), name))
