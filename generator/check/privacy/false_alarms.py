# Whoever reads the same false alarm each day stops reading alarms. So an editor can write beside the record that she looked, why
# nobody is led to by these words, and when. What she looked at is a passage, not a rule: once its words change, the warning is back,
# and that she has to look anew is told.

"""Warnings that somebody looked into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ...problem import Problem, quote
from ...rules import broken
from ...schema.disclosure import FalseAlarm
from ..entry import Entry


class Raised(NamedTuple):
    """A warning, the passage in which it was found, and where in it."""

    problem: Problem
    text: str
    at: int


def unheeded(raised: Iterable[Raised], entries: Iterable[Entry]) -> Iterator[Problem]:
    """The warnings that nobody has looked into, and those of an earlier look that the records give no more."""
    known: Mapping[str, Entry] = {entry.document.path: entry for entry in entries if entry.record.false_alarms}
    heard: set[tuple[str, int]] = set()
    for one in raised:
        entry = known.get(one.problem.place.path)
        alarms = enumerate(entry.record.false_alarms) if entry else ()
        covering = [at for at, alarm in alarms if _covers(alarm, one)]
        heard.update((one.problem.place.path, at) for at in covering)
        if not covering:
            yield one.problem
    for path, entry in known.items():
        for at, alarm in enumerate(entry.record.false_alarms):
            if (path, at) not in heard:
                place = entry.document.place("false_alarms", at, "text")
                message = f"{quote(alarm.text)} gives no warning of {alarm.rule} here, or not any more"
                fix = "Look at the words that stand there now, then write them, or take the item out"
                yield broken("false-alarm-gone", place, message, fix)


def _covers(alarm: FalseAlarm, one: Raised) -> bool:
    """Whether the words of an item hold what a warning was raised about; line ends are as good as spaces."""
    if alarm.rule != one.problem.rule:
        return False
    words = re.compile(r"\s+".join(map(re.escape, alarm.text.split())))
    return any(found.start() <= one.at < found.end() for found in words.finditer(one.text))
