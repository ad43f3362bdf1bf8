# The ledger is written by the program, and a person who merges two branches may still leave it half of each. Whatever is wrong
# with it is said with the one way to mend it: to have the file as it was committed. No edition is passed over in silence, for
# a page would then tell what changed since another one.

"""Reading the ledger of editions."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from ..document import files
from ..folders import EDITIONS
from ..problem import Place, Problem, quote
from ..rules import broken
from ..schema.editions import ClosedEdition

_FIX = "Take the file as it was committed, such as with: git checkout HEAD -- {}"


def read_ledger(root: Path) -> tuple[tuple[ClosedEdition, ...], list[Problem]]:
    """The editions that were closed, the first one first, and what is wrong with the files that tell of them.

    A library without the folder has closed none.
    """
    paths, problems = files(root, EDITIONS)
    found: list[ClosedEdition] = []
    for path in paths:
        relative = path.relative_to(root).as_posix()
        try:
            edition = read_edition(path.read_bytes())
        except OSError as error:
            message = f"the file cannot be opened ({error.strerror})"
            problems.append(broken("unreadable", Place(relative), message, "Check its rights"))
        except Unreadable as wrong:
            problems.append(_bad(relative, str(wrong), wrong.line, wrong.column))
        else:
            if relative != f"{EDITIONS}/{edition.edition}.json":
                problems.append(_misnamed(relative, edition))
            else:
                found.append(edition)
    found.sort(key=lambda one: one.edition)
    return tuple(found), [*problems, *([] if problems else _out_of_order(found))]


class Unreadable(Exception):
    """That a text tells of no edition, and where."""

    def __init__(self, what: str, line: int = 1, column: int = 1) -> None:
        super().__init__(what)
        self.line, self.column = line, column


def read_edition(data: bytes) -> ClosedEdition:
    """The edition that a file of the ledger tells of. Raises Unreadable, which says what is wrong and where."""
    try:
        return ClosedEdition.model_validate(json.loads(data.decode("utf-8")))
    except json.JSONDecodeError as error:
        raise Unreadable("this is no JSON from here on", error.lineno, error.colno) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise Unreadable(f"{quote(where)} is missing, or not as the program writes it") from None
    except (ValueError, RecursionError):
        raise Unreadable("this is no text of an edition") from None


def _misnamed(relative: str, edition: ClosedEdition) -> Problem:
    message = f"the file tells of edition {edition.edition}, and is called otherwise"
    return broken("bad-edition", Place(relative), message, f"Rename it to {edition.edition}.json")


def _out_of_order(found: list[ClosedEdition]) -> list[Problem]:
    """What is wrong with the numbers and days of the editions together."""
    for number, edition in enumerate(found, 1):
        relative = f"{EDITIONS}/{edition.edition}.json"
        if edition.edition != number:
            return [_bad(f"{EDITIONS}/{number}.json", f"edition {number} is not told of, and later ones are")]
        if number > 1 and edition.date < found[number - 2].date:
            return [_bad(relative, f"edition {number} is older than the one before it")]
    return []


def _bad(relative: str, message: str, line: int = 1, column: int = 1) -> Problem:
    return broken("bad-edition", Place(relative, line, column), message, _FIX.format(relative))
