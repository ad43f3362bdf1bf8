# The plain values that records are made of: text, dates, truth, web addresses. Each type cleans what it is given,
# refuses what it cannot mean, and says why in the words of a rule. Everything is frozen; unknown keys are refused.

"""Types of plain values."""

from __future__ import annotations

import datetime
import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ..problem import quote
from .times import day, first_of_several, problem, published, when

SUMMARY_WORDS = 60
"""A summary is read on a phone, in lists: no more words than fit there."""


class Strict(BaseModel):
    """The base of every model: immutable, and no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_what_was_left_empty(cls, data: Any) -> Any:
        """Forms write each of their fields, empty ones as an empty text. Such a key says no more than one left out."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if not (isinstance(value, str) and not value.strip())}


@dataclass(frozen=True)
class Called:
    """What a contributor calls a type, for the fields page and the messages."""

    words: str


# Text


UNSEEN = re.compile("[\xad\u2060]|(?<=[!-\u02af])\u200b|\u200b(?=[!-\u02af])")
"""Signs that only say where a line may end. They come with words out of other programs, and keep a search from finding
them. Thai, Khmer and Burmese need U+200B."""


def clean(text: Any) -> Any:
    """A text without signs that nobody sees, in the form in which the same letters are the same."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).strip() if isinstance(text, str) else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Alone:
    """What is noted of a list whose only item may stand without a hyphen."""


def _in_a_list(value: Any) -> Any:
    return [value] if isinstance(value, Mapping) else value


def _or_alone(schema: dict[str, Any]) -> None:
    """In the JSON Schema, such a list may also be its item."""
    own = {name: schema.pop(name) for name in ("type", "items") if name in schema}
    schema["anyOf"] = [own["items"], own]


ONE_OR_MORE = (Alone(), BeforeValidator(_in_a_list), Field(json_schema_extra=_or_alone))
"""What makes of a tuple of groups one that may be written as its only group."""


@dataclass(frozen=True)
class Forbidden:
    """What no text of a record may hold: the rule that it breaks, what it looks like, what is wrong, and the fix.

    `instead` gives the fix for what was found, or nothing where that is harmless; without it the fix is always the same.
    """

    rule: str
    pattern: re.Pattern[str]
    message: str
    fix: str
    instead: Callable[[str], str] | None = None

    def faults(self, text: str) -> Iterator[tuple[str, str]]:
        """Each thing in a text that looks so, and what to write instead."""
        for found in self.pattern.finditer(text):
            if fix := self.instead(found[0]) if self.instead else self.fix:
                yield found[0], fix


def _sign_of(entity: str) -> str:
    sign = html.unescape(entity)
    if sign == entity:
        return ""
    return f"Write {sign} itself" if sign.isprintable() and sign.strip() else "Write a space"


ORDERS = Forbidden(
    "orders",
    re.compile(
        r"(?:java|vb)script\s*:|\bdata:[a-z]+/[a-z0-9.+-]+[;,]"
        r"|\bon(?:abort|animation|auxclick|before|blur|cancel|change|click|close|copy|cut|dblclick|drag|drop|end|error"
        r"|focus|form|hashchange|input|invalid|key|load|message|mouse|offline|page|paste|pointer|popstate|progress|reset"
        r"|resize|scroll|search|select|show|start|stop|submit|toggle|touch|transition|unload|wheel)[a-z]*\s*=\s*[\w\"'`(]",
        re.IGNORECASE,
    ),
    "is an order to a browser, or looks like it",
    "Tell in words what is meant",
)
"""Addresses that are programs, and attributes that run one (https://html.spec.whatwg.org/#event-handler-attributes)."""
FORBIDDEN = (
    Forbidden(
        "entity",
        re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
        "is how HTML writes a character, and would be shown as it is",
        "Write the character itself",
        _sign_of,
    ),
    Forbidden(
        "raw-html",
        re.compile(r"<[A-Za-z/!?][^>]{0,30}>?"),
        "is HTML, or looks like it",
        "Write plain words, and put a space after a < that is meant",
    ),
    Forbidden("curly-brackets", re.compile(r"[{}]"), "is a curly bracket", "Use round brackets"),
    ORDERS,
)
"""Pages show all texts as they are written. They are refused nevertheless, for a record is read by other programs too."""


def _harmless(text: str) -> str:
    for forbidden in FORBIDDEN:
        for said, fix in forbidden.faults(text):
            raise problem(forbidden.rule, f"{quote(said)} {forbidden.message}", fix)
    return text


def _brief(text: str) -> str:
    count = len(text.split())
    if count > SUMMARY_WORDS:
        raise problem(
            "summary-too-long",
            f"this text has {count} words, and at most {SUMMARY_WORDS} fit where it is shown",
            "Keep who, where and what changed, and move the rest into the body below the second ---",
        )
    return text


Line = Annotated[
    str,
    BeforeValidator(clean),
    Field(min_length=1, max_length=300),
    AfterValidator(_one_line),
    AfterValidator(_harmless),
    Called("a line of text"),
]
"""Plain text on one line, such as a title."""

Text = Annotated[
    str,
    BeforeValidator(clean),
    Field(min_length=1, max_length=2000),
    AfterValidator(_one_line),
    AfterValidator(_harmless),
    Called("text"),
]
"""Plain text of a few sentences. It is shown as written: no Markdown, no HTML."""

Summary = Annotated[Text, AfterValidator(_brief), Called(f"text of at most {SUMMARY_WORDS} words")]
"""Plain words, at most SUMMARY_WORDS of them."""


Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
"""A language by its code (ISO 639), with a script where that is needed."""


# Dates


def _looks_like(pattern: str) -> Any:
    """In the JSON Schema, what a value that is read by a function of our own looks like."""
    return Field(json_schema_extra={"pattern": pattern})


_MIDNIGHT = "([T ]00:00.*)?$"
Date = Annotated[
    datetime.date,
    BeforeValidator(day),
    _looks_like(f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_MIDNIGHT}"),
    Called("a date"),
]
"""A day, written 2026-11-21."""

_WHEN = f"^[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}{_MIDNIGHT})?)?$"
When = Annotated[str, BeforeValidator(when), _looks_like(_WHEN), Called("a year, month or day")]
"""A year, a month or a day, written 2018, 2018-04 or 2018-04-30 (ISO 8601)."""

FirstYear = Annotated[str, BeforeValidator(first_of_several), _looks_like(_WHEN), Called("a year, month or day")]
"""The same, which can be the first of several years."""

Published = Annotated[str, BeforeValidator(published), Called("a year of publication")]
"""When a source came out: 2021, `c. 2021`, `2018-2020`, `forthcoming`, or `n.d.` where it does not say."""


def _truth(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    meant = _TRUTHS.get(value.casefold(), "") if isinstance(value, str) else ""
    raise problem("bad-truth", "this is neither true nor false", "Write true or false, or leave the line out", meant)


_TRUTHS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


Truth = Annotated[bool, BeforeValidator(_truth), Called("true or false")]
"""true or false, in these words only."""


WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and len(value) <= 2000 and WEB_ADDRESS.fullmatch(value):
        host = value.split("/")[2]
        if "." in host.strip("."):
            return value
    raise problem(
        "bad-url",
        "this is not a web address",
        "Write it whole, beginning with https://, without spaces, or leave the line out if it is not known",
    )


Url = Annotated[str, BeforeValidator(clean), BeforeValidator(_web_address), Called("a web address")]
"""A whole web address, beginning with http:// or https://."""


BARE_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s<>\"\\^`{|}]+")
BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def _doi(value: Any) -> Any:
    if isinstance(value, str):
        bare = BEFORE_DOI.sub("", value)
        if len(bare) <= 300 and BARE_DOI.fullmatch(bare):
            return bare
    raise problem(
        "bad-doi",
        "this is not a DOI",
        "Write it from its 10. on, such as 10.1234/example.5, or leave the line out if it has none",
    )


Doi = Annotated[str, BeforeValidator(clean), BeforeValidator(_doi), Called("a DOI")]
"""The lasting name of a publication, kept from its 10. on (https://www.doi.org/the-identifier/what-is-a-doi/)."""
