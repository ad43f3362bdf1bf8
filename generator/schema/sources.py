# A source that several records cite is a record of its own, so that its title, its authors and its address are corrected in one
# place. What each record read of it stands in that record: it is that record's reading, and no property of the work.

"""Sources that several records cite."""

from __future__ import annotations

from pydantic import Field

from .citations import Work
from .parts import Record
from .values import Language, Line, Text


class Source(Work, Record):
    """A work that several records cite."""

    folder = "sources"
    needed = ("year",)
    is_sent_on = False
    search_rank = 85

    title: Line = Field(description="The title as the source itself gives it.")
    language: Language | None = Field(
        None, description="The language it is in (ISO 639), where it is not the library's own.", examples=["es"]
    )
    note: Text | None = Field(None, description="What every reader of it should know, such as why it is weak.")
