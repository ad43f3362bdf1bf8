# The rows of a front matter are walked as somebody reads them who knows what was meant, and not as YAML does: which row
# stands below which key, and where a row is out of line with its neighbours. Each fault is taken as mended before the
# next row is looked at. YAML decides whether a front matter holds; this is asked only where it does not, or reads nonsense.

"""Faults in the rows of a front matter, from top to foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from ..problem import quote
from ..schema import KINDS, Library
from ..schema.fields import keys_below
from .fault import KEY, STRICT, Fault, continued, shifted, width
from .values import BLOCK, fault_in_value

_ENTRY = re.compile(
    rf"(?P<lead>[ ]*)(?P<bullets>(?:-(?:[ ]+|$))*)"
    rf"(?:(?P<key>{KEY}|\"[^\"]*\"|'[^']*'|[^\s\"'\[\]{{}}#&*!|>%@`,?-][^:#]*?)[ \t]*:(?:[ \t]+|$))?(?P<value>.*)"
)
_BULLET = re.compile(
    r"(?P<sign>[•·●▪‣◦∙⁃–—−*+])[ \t\u00a0]+(?=\S)|(?P<glued>-)(?=[^\W_]|[\"'\[])|(?P<number>\d{1,2}[.)])[ ]+(?=\S)"
)
_ODD = re.compile(r"[ ]*[^\S ]\s*")
_NAMES = {"\t": "a tab", "\u00a0": "a no-break space", "\u202f": "a no-break space", "\u3000": "a wide space"}


@dataclass
class _Level:
    """What stands open at a column: keys or items, whether the last of them wants something, and whose they are."""

    kind: str
    column: int
    wanting: bool = True
    owner: str = ""
    key: str = ""
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may_hold(self, key: str) -> bool:
        """Whether a key may stand here, as far as one can tell."""
        return self.kind == "map" and key in self.known.get(self.owner, frozenset((key,)))

    def knows(self, key: str) -> bool:
        """Whether a key is known to stand here, and not only not known to be wrong."""
        return self.kind == "map" and key in self.known.get(self.owner, frozenset())

    def below(self) -> str:
        """Whose keys they are that stand below the last key."""
        if self.kind == "seq":
            return self.owner
        return f"{self.owner}/" if f"{self.owner}/" in self.known and self.owner not in self.known else self.key


@cache
def _known(kind: str) -> dict[str, frozenset[str]]:
    return keys_below((KINDS.get(kind, Library),))


_DOUBTFUL = re.compile(
    r"[ ]*(?:[^\S ]|[•·●▪‣◦∙⁃–—−*+][\s]|-[^\s-]|\d{1,2}[.)][ ])|[^\"#]*\"[^\"]*$|[^'#]*: '[^']*$|.*: ! |[ ]*\.{3}|-{3}"
)


def may_hide_faults(rows: list[str], kind: str) -> bool:
    """Whether a walk is worth its time in rows that YAML has read: whether one begins oddly, or with an unknown key."""
    known = _known(kind).get("", frozenset())
    first = next((row for row in rows if row.strip() and row[0] != "#"), "")
    return first.startswith("- ") or any(
        row and (_DOUBTFUL.match(row) or (row[0] not in " #-" and row.partition(":")[0] not in known)) for row in rows
    )


class Scan:
    """One walk over rows; `faults` yields what is wrong, and `rows` are as mended by what was yielded so far."""

    def __init__(self, rows: list[str], kind: str) -> None:
        self.rows = list(rows)
        self._known = _known(kind)
        self._levels: list[_Level] = []

    def faults(self) -> Iterator[Fault]:
        """Every fault, in the order of rows."""
        at, tries = 0, 0
        while at < len(self.rows):
            fault, following = self._row(at)
            if fault:
                yield fault
                for number, row in fault.edits:
                    self.rows[number] = row
                tries += 1
                if tries < 4 and following == at:
                    continue
            tries, at = 0, max(following, at + 1)

    def _row(self, at: int) -> tuple[Fault | None, int]:
        row = self.rows[at]
        if not row.strip() or row.lstrip().startswith("#"):
            return None, at + 1
        column = width(row)
        if fault := self._left_over(at) or self._odd_indent(at) or self._bullet(at, column) or self._stray_quote(at):
            return fault, at
        entry = _ENTRY.fullmatch(row)
        assert entry
        if not entry["bullets"] and entry["key"] is None:
            return self._words(at, column)
        key = "" if entry["bullets"] else entry["key"]
        if fault := self._needless_hyphen(at, column, key) or self._out_of_line(at, column, key):
            return fault, at
        if fault := self._unfinished(at, entry):
            return fault, at
        return self._enter(at, entry)

    # The levels

    def _out_of_line(self, at: int, column: int, key: str) -> Fault | None:
        """Go to the level on which a key stands, or an item where `key` is empty; or say that it stands on none."""
        levels, kind = self._levels, "map" if key else "seq"
        closed: list[_Level] = []
        while levels and levels[-1].column > column:
            closed.append(levels.pop())
        if not levels and closed:
            return self._first_too_far(at, closed[-1].column)
        top = levels[-1] if levels else _Level("", -1)
        home = next((level for level in closed if level.knows(key)), None)
        if top.column == column and top.kind == kind:
            return self._not_indented(at, key, home) if home and not top.may_hold(key) else None
        if top.column == column and key:
            return self._below_the_hyphen(at, column, closed)
        if top.wanting and not closed:
            top.wanting = False
            levels.append(_Level(kind, column, owner=top.below() if levels else "", known=self._known))
            return None
        if top.column == column:
            fix = "Put it below a key that has nothing after its colon, or take it out"
            edits = tuple((number, "") for number in range(at, continued(self.rows, at, column)))
            return Fault(at, column, "this item of a list belongs to no key", fix, edits)
        home = home or next((level for level in reversed(levels) if level.knows(key)), None)
        near = closed[-1] if closed and closed[-1].column - column <= column - top.column else top
        return self._moved(at, column, (home or near).column)

    def _needless_hyphen(self, at: int, column: int, key: str) -> Fault | None:
        """A hyphen before a key that stands among keys, and is no item."""
        level = next((one for one in reversed(self._levels) if one.column == column), None)
        item = re.match(rf"[ ]*((?:-[ ]+)+)({KEY})[ \t]*:(?:[ \t]|$)", self.rows[at])
        if key or not item or (level and (level.kind == "seq" or level.wanting)) or (self._levels and not level):
            return None
        if level and not level.knows(item[2]):
            return None
        known = self._known.get(level.owner if level else "", frozenset())
        edits = []
        for number in range(at, len(self.rows)):
            other = re.match(rf"[ ]{{{column}}}((?:-[ ]+)+)({KEY})[ \t]*:(?:[ \t]|$)", self.rows[number])
            if other and other[2] in known:
                edits.append((number, " " * column + self.rows[number].lstrip(" -")))
        fix = "Take it out" + (f", here and before the {len(edits) - 1} below" if len(edits) > 1 else "")
        return Fault(at, column, f"a hyphen stands before the key `{item[2]}`", fix, tuple(edits), certain=not level)

    def _stray_quote(self, at: int) -> Fault | None:
        """A quotation mark before a key, which would swallow all rows up to the next one."""
        row = self.rows[at]
        found = re.match(rf"([ ]*(?:-[ ]+)*)([\"'])({KEY})[ \t]*:(?:[ \t]|$)", row)
        if not found or row.count(found[2]) % 2 == 0:
            return None
        message = f"a quotation mark stands before the key `{found[3]}`"
        edit = (at, found[1] + row[found.end(2) :])
        return Fault(at, found.start(2), message, "Take it out", (edit,), certain=True)

    def _not_indented(self, at: int, key: str, home: _Level) -> Fault:
        fault = self._moved(at, width(self.rows[at]), home.column)
        message = f"`{key}` belongs below `{home.owner.rstrip('/')}`, and does not line up with what stands there"
        return Fault(at, fault.column, message, fault.fix, fault.edits, certain=True)

    def _below_the_hyphen(self, at: int, column: int, closed: list[_Level]) -> Fault | None:
        """A key in the column of the hyphens above: the next key of the group around, or one of the item, moved."""
        item = self._levels.pop()
        if self._levels and self._levels[-1].column == column:
            return None
        self._levels.append(item)
        return self._moved(at, column, closed[-1].column if closed else column + 2)

    def _first_too_far(self, at: int, by: int) -> Fault:
        first = next(number for number, row in enumerate(self.rows) if row.strip() and not row.lstrip().startswith("#"))
        fix = f"Take the {'space' if by == 1 else f'{by} spaces'} before it away"
        edits = shifted(self.rows, range(first, at), -by)
        return Fault(first, by, "this line does not line up with those below it", fix, edits)

    def _moved(self, at: int, column: int, to: int) -> Fault:
        block = [at]
        for number in range(at + 1, len(self.rows)):
            stands = width(self.rows[number])
            if self.rows[number].strip() and (stands < max(column, 1) or column < to <= stands):
                break
            block.append(number)
        by = to - column
        fix = f"Indent it by {abs(by)} space{'' if abs(by) == 1 else 's'} {'more' if by > 0 else 'less'}, as its neighbours are"
        return Fault(at, column, "this line does not line up with those above it", fix, shifted(self.rows, block, by))

    def _enter(self, at: int, entry: re.Match[str]) -> tuple[Fault | None, int]:
        """Note what a row opens, and look at its value."""
        levels, bullets, key = self._levels, entry["bullets"], entry["key"]
        column = width(self.rows[at])
        empty = not entry["value"].strip() or entry["value"].startswith("#")
        if bullets:
            owner = levels[-1].owner
            dashes = [
                _Level("seq", column + found.start(), False, owner, "", self._known)
                for found in re.finditer("-", bullets)
            ]
            dashes[-1].wanting = empty and key is None
            levels[-1:] = dashes
            if key is not None:
                levels.append(_Level("map", column + len(bullets), empty, owner, key, self._known))
        else:
            levels[-1].wanting, levels[-1].key = empty, key
        if empty:
            return None, at + 1
        start = entry.start("key") if key is not None else column
        if BLOCK.fullmatch(entry["value"]):
            end = self._end_of_block(at, start)
            odd = self._odd_indent(end) if end < len(self.rows) else None
            return odd, at if odd else end
        return fault_in_value(self.rows, at, entry.start("value"), start)

    def _end_of_block(self, at: int, key: int) -> int:
        for number in range(at + 1, len(self.rows)):
            row = self.rows[number]
            if row.strip() and width(row) <= key:
                return number
        return len(self.rows)

    # Rows that are no entries

    def _words(self, at: int, column: int) -> tuple[Fault | None, int]:
        """A row without a key and without a hyphen: the text of the key above, or something forgotten."""
        below = self._levels[-1] if self._levels else _Level("", -1, wanting=False)
        wanted = below.wanting and below.column < column
        if fault := self._nearly_a_key(at, column, wanted=wanted):
            return fault, at
        if wanted:
            fault, end = fault_in_value(self.rows, at, column, below.column)
            below.wanting = False
            return fault, end
        end = max(continued(self.rows, at, column), at + 1)
        text = self.rows[at].strip()
        message = f"{quote(text, 40)} has no key, and is not indented as what goes on from the line above"
        fix = "Indent it by two spaces more than the key above, or write a key and a colon before it"
        above = next((row for row in reversed(self.rows[:at]) if row.strip()), "")
        deeper = (
            width(above) if not STRICT.match(above) else width(above) + (4 if above.lstrip().startswith("-") else 2)
        )
        return Fault(at, column, message, fix, shifted(self.rows, range(at, end), deeper - column)), end

    def _again(self, at: int, column: int, found: re.Match[str]) -> bool:
        rest = [row for row in self.rows[at + 1 : at + 20] if row.strip()]
        return (
            any(width(row) == column and re.match(r"\d{1,2}[.)] ", row.strip()) for row in rest) or found[0][:2] != "1."
        )

    def _bullet(self, at: int, column: int) -> Fault | None:
        """What stands for the hyphen of a list, where one is wanted."""
        found = _BULLET.match(self.rows[at].strip())
        levels = [level for level in self._levels if level.column <= column]
        top = levels[-1] if levels else _Level("", -1, wanting=False)
        wanted = top.wanting or (top.kind == "seq" and top.column == column)
        if not found or not wanted or (found["number"] and not self._again(at, column, found)):
            return None
        edits: list[tuple[int, str]] = []
        for number in range(at, len(self.rows)):
            row = self.rows[number]
            if row.strip() and width(row) < column:
                break
            other = _BULLET.match(row.strip())
            if width(row) == column and other and other.lastgroup == found.lastgroup:
                edits.append((number, f"{' ' * column}- {row.strip()[other.end() :]}"))
            elif found["glued"] and width(row) == column + 1:
                edits.append((number, f" {row}"))
        if found["glued"]:
            message, fix = "no space stands after this hyphen", "Write a hyphen, a space and the item"
        else:
            message = f"{quote(found['sign'] or found['number'])} is not the hyphen of a list"
            fix = "Write - and a space before each item"
        rule = "yaml-syntax" if found["glued"] or found["number"] else "lookalike"
        return Fault(at, column, message, fix, tuple(edits), rule, certain=True)

    def _nearly_a_key(self, at: int, column: int, *, wanted: bool) -> Fault | None:
        """A key without its colon, without the space after it, or with = in its place."""
        row = self.rows[at]
        text, start = row.strip(), " " * column
        following = next((one for one in self.rows[at + 1 :] if one.strip()), "")
        has_children = bool(STRICT.match(following)) and width(following) > column
        has_siblings = bool(re.match(rf"[ ]{{{column}}}{KEY}[ \t]*:", following))
        if wanted and not has_siblings and not has_children:
            return None
        if found := re.match(rf"({KEY})[ \t]*(:(?!//)|=)[ \t]*(?=\S)", text):
            edits = ((at, f"{start}{found[1]}: {text[found.end() :]}"),)
            place = column + found.start(2)
            if found[2] == "=":
                return Fault(at, place, "an = stands where a colon belongs", "Write `key: value`", edits)
            return Fault(at, place, "no space stands after this colon", "Write `key: value`, with a space", edits)
        word, _, rest = text.partition(" ")
        if not re.fullmatch(KEY, word) or (rest and not wanted and not self._is_key(word, column)):
            return None
        message = f"the key {quote(word)} has no colon after it"
        fix = (
            f"Write `{word}:`"
            if not rest
            else f"Write `{word}: {rest}`"
            if len(rest) <= 40
            else f"Write `{word}:` and a space"
        )
        return Fault(at, column, message, fix, ((at, f"{start}{word}: {rest}".rstrip()),))

    def _is_key(self, word: str, column: int) -> bool:
        """Whether a word is a key that may stand at a column."""
        return any(level.column == column and level.knows(word) for level in self._levels)

    def _unfinished(self, at: int, entry: re.Match[str]) -> Fault | None:
        """An item such as `- text` with keys below it, whose own key lacks its colon or the space after it."""
        if entry["key"] is not None or not entry["value"]:
            return None
        following = next((row for row in self.rows[at + 1 :] if row.strip()), "")
        column = entry.start("value")
        if width(following) < column or not re.match(rf"[ ]*{KEY}[ \t]*:(?:[ \t]|$)", following):
            return None
        found = re.match(rf"({KEY})(?P<sign>:(?=\S)|[ ]+|$)", entry["value"])
        if not found:
            return None
        rest = entry["value"][found.end() :]
        edits = ((at, f"{self.rows[at][:column]}{found[1]}: {rest}".rstrip()),)
        if found["sign"] == ":":
            place = column + found.start("sign")
            return Fault(at, place, "no space stands after this colon", "Write `key: value`, with a space", edits)
        message = f"the key {quote(found[1])} has no colon after it"
        return Fault(at, column, message, f"Write `{found[1]}:` and a space", edits)

    # Characters that cannot be seen, and dots

    def _odd_indent(self, at: int) -> Fault | None:
        found = _ODD.match(self.rows[at])
        if not found:
            return None
        sign = next(mark for mark in found[0] if mark != " ")
        end = at
        while end < len(self.rows) and (not self.rows[end].strip() or _ODD.match(self.rows[end])):
            end += 1
        edits = []
        for number in range(at, end):
            if other := _ODD.match(self.rows[number]):
                spaces = "".join("  " if mark == "\t" else " " for mark in other[0])
                edits.append((number, spaces + self.rows[number][other.end() :]))
        name, guessed = _NAMES.get(sign, "a space of another kind"), False
        if sign == "\t":
            message, fix, rule = "a tab stands where YAML wants spaces", "Replace it by two spaces", "yaml-syntax"
            # Below a line that stands deeper, nobody can see how far in a tab was meant to lead.
            above = next((row for row in reversed(self.rows[:at]) if row.strip() and row.lstrip()[0] != "#"), "")
            deeper = width(above) - width(edits[0][1])
            if guessed := deeper > 0:
                edits = [(number, " " * deeper + row) for number, row in edits]
                fix = f"Replace it by spaces: {width(above)} if it goes on with the line above"
        else:
            message, rule = f"{name} stands where YAML wants ordinary ones", "lookalike"
            fix = "Delete it and type ordinary spaces; it looks like them"
        if len(edits) > 1:
            fix += f", here and in the {len(edits) - 1} line{'s' if len(edits) > 2 else ''} below"
        return Fault(at, found[0].index(sign), message, fix, tuple(edits), rule, certain=sign != "\t", guessed=guessed)

    def _left_over(self, at: int) -> Fault | None:
        """Three dots, which end a text to YAML."""
        if not re.fullmatch(r"\.{3}[ \t]*", self.rows[at]):
            return None
        return Fault(at, 0, "three dots end the front matter to YAML", "Take them out", ((at, ""),))
