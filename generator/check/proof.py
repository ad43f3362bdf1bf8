# A record may say that something is proven only if it has a study that could prove it. Which kinds of evidence are such
# studies is data of the vocabulary (`compares`); which words claim a proof is data of the program, by language. The words
# of all languages count at once, as in the privacy check. A word is left alone where it is denied, where it says how things
# turned out (“proved difficult”), and within quotation marks, since it is then somebody's word and the record says whose.

"""Claims of proof."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..folders import DATA
from ..problem import Problem, quote
from ..rules import broken
from ..schema import Case, Record, Vocabulary
from ..schema.refs import EvidenceKind
from .entry import Entry

PROOF = DATA / "proof.json"
REACH = 4
"""How many words before it may deny a word."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!?;:]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’")


@dataclass(frozen=True)
class _Words:
    says: frozenset[str]
    denies: frozenset[str]
    turns_out: frozenset[str]


@cache
def _words() -> _Words:
    languages = json.loads(PROOF.read_text("utf-8")).values()

    def all_of(name: str) -> frozenset[str]:
        return frozenset(word for lists in languages for word in lists[name])

    return _Words(all_of("says"), all_of("not"), all_of("turns_out"))


def check_proof(entries: list[Entry]) -> Iterator[Problem]:
    """Where a record without a study that compares says that something is proven."""
    comparing = {
        term.id
        for entry in entries
        if isinstance(entry.record, Vocabulary) and entry.record.role == EvidenceKind.role
        for term in entry.record.terms
        if term.compares
    }
    for entry in entries:
        if _has_study(entry.record, comparing):
            continue
        for steps, text in _claims(entry.record):
            for word in said_to_be_proven(text):
                message = (
                    f"{quote(word)} claims a proof, and no outcome here rests on a study that compares with others"
                )
                fix = "Write what was seen and who says so, put somebody else's word in quotation marks, or add the outcome of the study"
                yield broken("proof-without-study", entry.document.place(*steps), message, fix)


def said_to_be_proven(text: str) -> list[str]:
    """The words of a text that claim a proof."""
    words = _words()
    prose = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    found = list(_WORD.finditer(prose))
    claims = []
    for at, match in enumerate(found):
        if match[0].lower() not in words.says:
            continue
        sentence = max((end.end() for end in _END.finditer(prose, 0, match.start())), default=0)
        before = {other[0].lower() for other in found[max(0, at - REACH) : at] if other.start() >= sentence}
        after = found[at + 1][0].lower() if at + 1 < len(found) else ""
        is_denied = before & words.denies or any(word.endswith(("n't", "n’t")) for word in before)
        if not is_denied and after not in words.turns_out:
            claims.append(match[0])
    return claims


def _has_study(record: Record, comparing: set[str]) -> bool:
    return isinstance(record, Case) and any(str(outcome.evidence) in comparing for outcome in record.outcomes)


def _claims(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What a record says of itself: its summary, its outcomes and its lessons."""
    if record.summary:
        yield ("summary",), record.summary
    for number, outcome in enumerate(record.outcomes if isinstance(record, Case) else ()):
        yield ("outcomes", number, "statement"), outcome.statement
    for number, lesson in enumerate(getattr(record, "lessons", ())):
        yield ("lessons", number, "text"), lesson.text
