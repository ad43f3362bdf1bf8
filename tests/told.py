"""Records as people tell them in the form: any shape that its questions allow, with texts that try everything."""

import random
from typing import Any

from generator.pages.form_shape import LEFT_TO_EDITORS, Question, parts

CHOSEN = {"one": "of-a-list", "several": ["first-choice", "second"]}
LIKE = {
    "a date": "2026-11-02",
    "a year, month or day": "2018-04",
    "a year of publication": "c. 2011",
    "a web address": "https://books.example/x?a=1&b=%20",
    "a DOI": "10.1234/x.5",
    "a number": "840",
    "a number, also with a point": "0.440",
    "the code of a currency": "EUR",
}
PIECES = (
    *(
        "NO",
        "yes",
        "true",
        "null",
        "~",
        "1:30",
        "0123",
        "2019-13-04",
        "- a",
        "# b",
        "a: b",
        "a #b",
        "'",
        '"',
        "\\",
        "\\n",
        "{{ x }}",
    ),
    *(
        "{% x %}",
        "<b>",
        "<!--",
        "</script>",
        "&amp;",
        "|",
        ">-",
        "[a]",
        "{a}",
        "*a*",
        "&a",
        "!!x",
        "@",
        "`",
        "%",
        "---",
        "...",
        "\t",
        "\n",
    ),
    *("größer", "মেয়েরা", "النساء", "女性", "👩🏾‍🌾", "e\u0301", "\u200f", "a  b", "“said”", "€ 50 000", "لا يا"),
)
UNSEEN = ("\0", "\x07", "\x1b[31m", "\r", "\x85", "\u2028", "\u202e", "\ufeff", "\U000e0041")
"""Signs that nobody sees, which the form takes out."""


class Teller:
    """Tells one record after the other, always the same ones for a number."""

    def __init__(self, number: int, pieces: tuple[str, ...] = PIECES) -> None:
        self.dice = random.Random(number)
        self.pieces = pieces
        self.parts = parts()

    def text(self) -> str:
        """A few pieces, never nothing."""
        return " ".join(self.dice.choices(self.pieces, k=self.dice.randint(1, 5))).strip() or "x"

    def record(self) -> dict[str, Any]:
        """What somebody told of a case, as the values of its fields."""
        return {"title": self.text(), **self._part("Case", 0.5)}

    def _part(self, part: str, share: float = 0.7) -> dict[str, Any]:
        told = {one.name: self._answer(one) for one in self.parts[part] if one.required or self.dice.random() < share}
        return {name: value for name, value in told.items() if value}

    def _answer(self, question: Question) -> Any:
        if question.holds == "part":
            return self._part(question.part)
        if question.holds == "parts":
            return [made for _ in range(self.dice.randint(1, 3)) if (made := self._part(question.part))]
        if question.holds == "map":
            return {f"{question.name}-{number}": self._part(question.part) for number in range(self.dice.randint(1, 3))}
        if question.holds == "truth":
            return True
        if question.holds in CHOSEN:
            chosen = CHOSEN[question.holds]
            if question.listed.startswith("own ") and isinstance(chosen, list):
                return [f"{question.listed.removeprefix('own ')}-0"]
            return self.dice.choice(question.choices) if question.choices else chosen
        if "look" in question.limits:
            return "sw"
        return LIKE.get(question.limits.get("like", "")) or self.text()


def nothing_of_editors(value: Any) -> bool:
    """Whether no key of a record is one that is left to its editors, but for the address of a lesson."""
    if isinstance(value, dict):
        return not (set(value) & LEFT_TO_EDITORS - {"id"}) and all(nothing_of_editors(part) for part in value.values())
    return all(nothing_of_editors(part) for part in value) if isinstance(value, list) else True
