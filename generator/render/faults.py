# A library may have templates of its own, and go on with them when the program has become newer. Then a template asks for what
# is no longer there. What Jinja and Python say of it is turned into a place in that template; a fault of the program's own
# templates is a fault of the program, and is left to raise.

"""What a template of the library's own cannot be rendered for."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError


class TemplateFault(Exception):
    """A template that cannot be rendered: its file, the line, counted from one, and what is said of it."""

    def __init__(self, path: Path, line: int, said: str) -> None:
        super().__init__(path, line, said)
        self.path, self.line, self.said = path, line, said

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.said}"


@contextmanager
def placed(own: Path | None) -> Iterator[None]:
    """Raise a `TemplateFault` for whatever fails while a template below `own` is rendered."""
    try:
        yield
    except TemplateFault:
        raise
    except Exception as error:
        where = list(_places(error))
        if own is None or not where or not where[-1][0].is_relative_to(own):
            raise
        said = f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
        raise TemplateFault(*where[-1], said) from error


def _places(error: Exception) -> Iterator[tuple[Path, int]]:
    """The templates through which the error went, and the lines in them; the one in which it arose comes last."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename.endswith(".jinja"):
            yield Path(frame.f_code.co_filename), line
    if isinstance(error, TemplateSyntaxError) and error.filename:
        yield Path(error.filename), error.lineno
