# What was read for each page, as the next run needs it: records and their stories by name, and answers by what stands for them, each with what was
# read for it in turn. All stand once in a table, and what was read is told by numbers, since a page reads hundreds.

"""What pages came of, to be held against what is known later."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..clearance import Cleared
from ..noted import Answer, Notes, as_question, digest, digest_of_body, digest_of_record


@dataclass(frozen=True)
class Read:
    """What was read for something: numbers of records, of those whose stories were read, and of answers in a table."""

    records: array[int]
    bodies: array[int]
    answers: array[int]


@dataclass(frozen=True)
class Row:
    """An answer: its question, what stands for it, and what was read for it; nothing was if it is part of what is given."""

    question: bytes | None
    digest: bytes | None
    read: Read | None


@dataclass
class Table:
    """All records and answers that were read, each once."""

    records: list[str] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)


Digests = Mapping[str, tuple[bytes | None, bytes | None]]
"""What stands for each record, and for its story, by its address."""


def digests(entries: Iterable[Cleared]) -> Digests:
    """What stands for each of these records, and for its story."""
    return {entry.address: (digest_of_record(entry), digest_of_body(entry)) for entry in entries}


class Writing:
    """Writes a table."""

    def __init__(self) -> None:
        self.table = Table()
        self._records: dict[str, int] = {}
        self._questions: dict[bytes, int] = {}
        self._answers: dict[Answer, int] = {}

    def read(self, notes: Notes) -> Read:
        """What was noted, by numbers."""
        return Read(
            _numbers(self._record(one.address) for one in notes.records),
            _numbers(self._record(one.address) for one in notes.bodies),
            _numbers(self.answer(one) for one in notes.answers),
        )

    def answer(self, answer: Answer) -> int:
        """The number of an answer."""
        if answer not in self._answers:
            question = as_question(answer)
            known = self._questions.get(question) if question else None
            if known is None:
                read = None if answer.notes is None else self.read(answer.notes)
                known = self._written(Row(question, digest(answer.value), read))
            self._answers[answer] = known
        return self._answers[answer]

    def taken(self, read: Read, table: Table, answer: Callable[[int], int]) -> Read:
        """What was read by the numbers of another table, by those of this one; `answer` takes an answer over."""
        return Read(
            _numbers(self._record(table.records[one]) for one in read.records),
            _numbers(self._record(table.records[one]) for one in read.bodies),
            _numbers(map(answer, read.answers)),
        )

    def row(self, row: Row, table: Table, answer: Callable[[int], int]) -> int:
        """The number of an answer of another table."""
        known = self._questions.get(row.question) if row.question else None
        if known is None:
            read = self.taken(row.read, table, answer) if row.read else None
            known = self._written(Row(row.question, row.digest, read))
        return known

    def _written(self, row: Row) -> int:
        self.table.answers.append(row)
        number = len(self.table.answers) - 1
        if row.question:
            self._questions[row.question] = number
        return number

    def _record(self, address: str) -> int:
        number = self._records.setdefault(address, len(self._records))
        if number == len(self.table.records):
            self.table.records.append(address)
        return number


def _numbers(numbers: Iterable[int]) -> array[int]:
    return array("I", sorted(set(numbers)))


class Taking:
    """Takes answers of another table over as they are, with all that was read for them."""

    def __init__(self, table: Table, writing: Writing) -> None:
        self._table, self._writing = table, writing
        self._numbers: dict[int, int] = {}

    def read(self, read: Read) -> Read:
        """What was read, by the numbers of the new table."""
        return self._writing.taken(read, self._table, self._answer)

    def _answer(self, number: int) -> int:
        if number not in self._numbers:
            self._numbers[number] = self._taken(number)
        return self._numbers[number]

    def _taken(self, number: int) -> int:
        return self._writing.row(self._table.answers[number], self._table, self._answer)


class Holding(Taking):
    """Holds what was read in another run against what is known now; `ask` asks a question again."""

    def __init__(
        self,
        table: Table,
        writing: Writing,
        changed: tuple[frozenset[int], frozenset[int]],
        ask: Callable[[bytes], Answer | None],
    ) -> None:
        super().__init__(table, writing)
        self._records, self._bodies = changed
        self._ask = ask
        self._held: dict[int, bool] = {}
        self._again: dict[int, Answer] = {}

    @property
    def is_still(self) -> bool:
        """Whether all answers stand as they were written, so far: of none that rests on others anything else was read."""
        return all(self._table.answers[number].read is None for number in self._again)

    def holds(self, read: Read) -> bool:
        """Whether all that was read would be read again."""
        return (
            self._records.isdisjoint(read.records)
            and self._bodies.isdisjoint(read.bodies)
            and all(self._is_held(one) for one in read.answers)
        )

    def _is_held(self, number: int) -> bool:
        held = self._held.get(number)
        if held is None:
            row = self._table.answers[number]
            held = row.read is not None and self.holds(row.read)
            if not held and row.question and row.digest and (answer := self._ask(row.question)):
                # What is read for it may be other things now, though it says the same.
                held, self._again[number] = digest(answer.value) == row.digest, answer
            self._held[number] = held
        return held

    def _taken(self, number: int) -> int:
        again = self._again.get(number)
        return super()._taken(number) if again is None else self._writing.answer(again)


def changed(table: Table, before: Digests, now: Digests) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the records of a table that are other than they were, or gone, and of those whose stories are."""
    return (_differing(table.records, before, now, 0), _differing(table.records, before, now, 1))


def _differing(names: Sequence[str], before: Digests, now: Digests, which: int) -> frozenset[int]:
    unknown = (None, None)
    pairs = ((before.get(name, unknown)[which], now.get(name, unknown)[which]) for name in names)
    return frozenset(number for number, (was, own) in enumerate(pairs) if was is None or was != own)
