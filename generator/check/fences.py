# What is held back of a story stands between two lines of colons. Somebody who asks for that and mistypes it must not
# read her passage on the site, so whatever looks like such a wish, in whatever marks or spelling, is either read as one
# or refused. The look is the same for a story, a field and a page; only a story can grant the wish.

"""Passages that are held back, and what looks like a wish for one."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from ..schema.disclosure import Reason
from .alike import as_seen

REASONS = get_args(Reason)

_OPENING = re.compile(rf"[ \t]*:::+ +held-back +({'|'.join(REASONS)})[ \t]*")
_CLOSING = re.compile(r"[ \t]*:::+[ \t]*")


@dataclass(frozen=True)
class Found:
    """Something in a text: where it begins, and how it is written."""

    offset: int
    text: str


@dataclass(frozen=True)
class Fences:
    """What a story holds back, each from its first character to behind its last, and what looks like a wish and is not granted.

    `opened` is the beginning of a passage that has no end.
    """

    passages: tuple[tuple[int, int], ...]
    strays: tuple[Found, ...]
    opened: Found | None = None


def fences(body: str) -> Fences:
    """What a story holds back. No line of a fence may stand within another one."""
    passages: list[tuple[int, int]] = []
    strays: list[Found] = []
    opened: Found | None = None
    for start, line, heads in _lines(body):
        if opened is None and _OPENING.fullmatch(line):
            opened = Found(start, line.strip())
        elif opened is not None and _CLOSING.fullmatch(line):
            passages.append((opened.offset, start + len(line)))
            opened = None
        elif (found := _wish(start, line, heads)) and (opened is None or _COLONS.search(_plain(line))):
            strays.append(found)
    return Fences(tuple(passages), tuple(_once(strays)), opened)


def wishes(text: str) -> Iterator[Found]:
    """Whatever looks as if something were to be held back, a fence as it should be included."""
    lines = (_wish(start, line, heads) for start, line, heads in _lines(text))
    yield from _once(found for found in lines if found)


def _once(wishes: Iterable[Found]) -> Iterator[Found]:
    """The wishes without those characters that only end one: a passage is one mistake, though it has two fences."""
    opened = False
    for found in wishes:
        ends = not re.search(r"[^\W_]", found.text)
        if not (ends and opened):
            yield found
        opened = not ends


def without_held_back_blocks(body: str) -> str:
    """A body without what is held back. Every other character keeps its place, so lines stay to be found."""
    read = fences(body)
    parts: list[str] = []
    end = 0
    for start, stop in (*read.passages, *([(read.opened.offset, len(body))] if read.opened else [])):
        parts += [body[end:start], re.sub(r"[^\n]", " ", body[start:stop])]
        end = stop
    return "".join([*parts, body[end:]])


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line: where it begins, its text, and whether a paragraph begins with it."""
    start, heads = 0, True
    for line in text.split("\n"):
        yield start, line, heads
        start += len(line) + 1
        heads = not line.strip()


# What a wish looks like. Everything is read in one plain form: capitals, wide and look-alike characters, escapes, entities and
# characters without a width make no difference.

_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("∶꞉ː˸׃։⁚", ":"),
        "∷": "::",
        **dict.fromkeys("‐‑‒–—―−⁃⸗", "-"),
        **dict.fromkeys("\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f", None),
    }
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_TARGET = re.compile(r"\]\([^()\n]*\)|https?://[^\s<>]+")
_HINT = re.compile(
    r"::|: +:|h.{0,12}[l1].{0,4}d.{0,8}b|publi|edit|rec|confid|priv|secret|intern|hid|redact|withh|keep|share|print|reserv|chapish"
    r"|not for|sensitiv|classif|veröff|vertrau|rahasia|dipubl|siri|>!|\|\||%%|\[|[^\x00-\x7f]|&#?\w|\\",
    re.IGNORECASE,
)
"""What a line must hold to be looked at closely; nearly none does."""

_COLONS = re.compile(r"(?<![^\W_])::|:::|^(?=[\W_]*: :)")
"""Two colons, unless they end a word: so end sentences that are typed in Amharic."""

_REASON = "|".join(REASONS)
_HELD = rf"(?<![^\W_])(?:with)?h[eo]ld(?:ing|s)?{{joint}}back(?=[\W_]|$|{_REASON})"
_ANY = _HELD.replace("{joint}", "[ _.-]{0,4}")
_AS_ONE = _HELD.replace("{joint}", r"[_.+/\\~·・*`-]{0,5}")
"""Written as one word, as nobody writes it in a sentence who does not mean the mark."""
_WHY = rf"[\W_]{{0,4}}(?:{_REASON})(?![^\W_])"
_LABEL = (
    rf"(?:{_ANY}|(?:not (?:for|to be) publi|do not publi|don.?t publi|(?:for )?editors? only|for[ _]editors"
    r"|off the record)\w*)"
)
_SECRET = (
    r"(?:confidential|private|secret|hidden|internal|sensitive|classified|spoiler|redact|hide(?: this)?|off (?:the )?record"
    r"|embargo(?:ed)?(?: until [^\]:]{1,40})?|not for (?:the )?(?:web|public|print|attribution|quotation|circulation|distribution))"
    r"(?=\s*[\]:=])"
)
_AT_A_HEAD_ALONE = re.compile(
    r"(?:strictly )?(?:confidential|redacted|withheld|(?:to be )?held back|(?:please )?hold (?:this )?back"
    r"|withhold|keep (?:this )?back|(?:please )?do not (?:publish|print|share)(?: this)?|don.?t (?:publish|share)(?: this)?"
    r"|for internal use|(?:for )?internal(?: use)? only|(?:for|notes? (?:to|for)) (?:the )?editors?|editors?(?:.{1,2}? eyes)? only"
    r"|not for (?:the web|attribution|quotation|circulation|distribution)|top secret"
    r"|confidencial|confidentiel(?:le)?|no publicar|ne pas publier|non publi[eé]|não publicar|usichapishwe|usichapishe"
    r"|vertraulich|nicht (?:zu )?veröffentlichen|rahasia|(?:jangan|tidak untuk) dipublikasikan"
    r"|سر[يّ]ي?|(?:ليس|غير) للنشر|لا (?:ت|ي)نشر|конфиденциально|не (?:для публикации|публиковать)|保密|机密|(?:请勿|不)公开|请勿发[表布]"
    r"|गोपनीय|प्रकाशित न करें|গোপনীয়|প্রকাশ করবেন না|ሚስጥር|ምስጢር)"
    r"(?:[\s*_]*[:=]|[\W_]*$| ?[–—-] )"
    r"|sensitive(?:\s*[:=][\W_]*$|\s*[:=–—-] ?(?:please )?do not)"
)
"""Words that ask for it in the way of a label: at the head of a paragraph, with a colon or alone."""
_NOTE = re.compile(r"[>\s]*\[!\w+\] ?.*" + _ANY)
_TAG = re.compile(rf"<[^<>]*{_AS_ONE}")

_ANYWHERE = re.compile(
    "|".join(
        (
            rf"{_AS_ONE}(?:{_WHY}|\s*[:=])",
            rf"\[[\W_]{{0,9}}(?:end |start |begin )?(?:{_AS_ONE}|{_LABEL}(?={_WHY}|\s*[\]:=,;-])|{_SECRET})[^\]]*+(?!\]\()",
            rf"\((?:{_AS_ONE}|{_ANY}(?={_WHY}\W|\s*[):=]))",
            r"(?<!\d)%%",
            r"(?<![^\W_])h[\W_]e[\W_]l[\W_]d[\W_]{1,4}b[\W_]a[\W_]c[\W_]k(?![^\W_])",
        )
    )
)
_SPOILER = re.compile(r"\s*>!|[^|]*\|\|[^\s|][^|]*\|\|")
_LEAD = re.compile(r"[\W_]*+(?:\d{1,9}[.)]\s[\W_]*+)?")
"""The characters before the first word of a line, a number of a list included."""
_MARK = re.compile(r"[!?%@$=~/:;^&<{`§¶†]|([^\w\s.…>*#|\"'-])\1|\*{3}")
_WITH_MARK = re.compile(_ANY)
_AT_FIRST = re.compile(rf"{_ANY}(?:\s*[:=]{_WHY}|{_WHY}[\W_]*$)")
_ALONE = re.compile(rf"{_ANY}[^\w.]*$")
_AT_A_HEAD = re.compile(
    rf"(?:(?:to be|please|begin|start|end)(?: of)? )?{_LABEL}(?:[\s*_]*[:=]|{_WHY}|[\s,]+for{_WHY}|[^\w.]*$)"
    rf"|{_AS_ONE}\W+\w+[\W_]*$"
)


def _plain(line: str) -> str:
    text = html.unescape(line) if "&" in line else line
    text = unicodedata.normalize("NFKC", text.translate(_LOOKALIKES)).translate(_LOOKALIKES).casefold()
    return re.sub(r"\s+", " ", _ESCAPE.sub("", text))


def _wish(start: int, line: str, heads: bool) -> Found | None:
    """What in a line looks like a wish to hold something back. `heads` says that a paragraph begins with it."""
    if not _HINT.search(line):
        return None
    if _looks_so(_plain(line), heads) or (not line.isascii() and _looks_so(_plain(as_seen(line)), heads)):
        return Found(start + len(line) - len(line.lstrip()), line.strip())
    return None


def _looks_so(plain: str, heads: bool) -> bool:
    text = _TARGET.sub("](_)", plain)
    if _TAG.search(text) or _NOTE.match(text):
        return True
    return bool(
        _COLONS.search(text) or _ANYWHERE.search(text) or _SPOILER.match(text) or _begins_with_wish(text, heads)
    )


def _begins_with_wish(text: str, heads: bool) -> bool:
    if any(_is_marked(*_parted(cell)) for cell in text.split("|")):
        return True
    signs, rest = _parted(text)
    if _ALONE.match(rest) and not re.search(r"[-#+|\d]", signs):
        return True
    heads = heads or bool(re.match(r"\s*[>|*+#\d-]", signs))
    return heads and bool(
        _AT_A_HEAD.match(rest)
        or _AT_A_HEAD_ALONE.match(rest)
        or (re.search(r"[*_]$", signs) and _WITH_MARK.match(rest))
    )


def _parted(text: str) -> tuple[str, str]:
    """The characters at the beginning of a text, and the rest."""
    lead = _LEAD.match(text)
    assert lead is not None
    return lead[0], text[lead.end() :]


def _is_marked(signs: str, rest: str) -> bool:
    return bool(_AT_FIRST.match(rest) or (_MARK.search(signs) and _WITH_MARK.match(rest)))
