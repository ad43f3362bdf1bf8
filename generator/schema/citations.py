# What a source is, and how one record cites it. A work that several records cite is a record of its own (sources.py), and then
# a citation names that record and says only what its own editors read. What both have in common is said here once.

"""Works, and how records cite them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BeforeValidator, ConfigDict, Field

from .disclosure import Part
from .refs import SourceRef
from .times import problem
from .values import Date, Doi, Language, Line, Published, Strict, Text, Truth, Url

_WITH_VOLUME = re.compile(
    r"(?P<name>.*?\D),? (?:vol(?:ume)?\.? ?)?(?P<volume>\d{1,4})"
    r"(?: ?\((?P<issue>[\w .–-]+)\)|/(?P<part>\d+))?(?:[:,;] ?(?:pp?\. ?)?(?P<pages>[a-z]?\d[\w–-]*))?"
)
"""A journal as many write it: “Health and Human Rights 17(2), 127-138”."""


def _name_alone(value: Any) -> Any:
    """A name with a number alone is left: a journal can be called so."""
    found = _WITH_VOLUME.fullmatch(value.strip()) if isinstance(value, str) and len(value) <= 300 else None
    told = {"volume": "", "issue": "", "pages": ""}
    if found:
        told |= {"volume": found["volume"], "issue": found["issue"] or found["part"], "pages": found["pages"]}
    if found and (told["issue"] or told["pages"]):
        keys = "".join(f", `{key}: {said}`" for key, said in told.items() if said)
        raise problem(
            "journal-unclear", "more than the name of a journal stands here", f"Write `journal: {found['name']}`{keys}"
        )
    return value


Journal = Annotated[Line, BeforeValidator(_name_alone)]
"""The name of a journal, without its volume."""

YEAR = (
    "The year in which it came out; `c. 2011` for a guess, `2018-2020` for a span, `forthcoming`, `n.d.` if not said."
)


class Work(Strict):
    """Something published, or told, that records rest on."""

    title: Line = Field(description="The title as the source itself gives it.")
    publisher: Line | None = Field(None, description="Who published it.")
    authors: Line | None = Field(
        None, description="Who wrote it, as the source credits them. Authors of cited works are the only people named."
    )
    journal: Journal | None = Field(
        None, description="The journal or newspaper in which it came out, by its name alone.", examples=["The Lancet"]
    )
    volume: Line | None = Field(None, description="The volume of that journal.", examples=["17"])
    issue: Line | None = Field(None, description="The issue within the volume.", examples=["2"])
    pages: Line | None = Field(None, description="On which pages, or the number of the article.", examples=["104-112"])
    year: Published | None = Field(None, description=YEAR)
    url: Url | None = Field(None, description="Where it can be read.", examples=["https://example.org/report.pdf"])
    mirror: Truth = Field(
        False,
        description="true if that address is a copy on a site where anybody shares documents, and not the publisher's own; the link then says so.",
    )
    doi: Doi | None = Field(
        None, description="Its DOI, which stays when addresses change.", examples=["10.1234/example.5"]
    )
    archived: Url | None = Field(
        None,
        description="A copy that an archive of the web keeps.",
        examples=["https://web.archive.org/web/2026/https://example.org/"],
    )
    accessed: Date | None = Field(None, description="The day on which it was last read at its address.")
    licence: Line | None = Field(
        None, description="Under what licence it may be copied, as it says itself.", examples=["CC BY 4.0"]
    )
    kind: Literal[
        "report", "evaluation", "journal-article", "working-paper", "book", "brief", "web-page", "news", "listing",
        "personal-communication",
    ] = Field(
        "web-page", description="What sort of text it is. personal-communication: told to the editors; needs consent."
    )  # fmt: skip
    language: Language | None = Field(
        None, description="The language it is in (ISO 639), where it is not the library's own.", examples=["es"]
    )

    def model_post_init(self, context: object) -> None:
        """Refuse a volume or an issue of nothing."""
        if (self.volume or self.issue) and not self.journal:
            raise problem(
                "journal-unclear", "a volume or an issue is told, and no journal", "Add `journal:` with its name"
            )

    @property
    def doi_address(self) -> str | None:
        """Where the DOI leads."""
        return f"https://doi.org/{quote(self.doi, safe='/:.;')}" if self.doi else None


def _without_what_a_source_says(schema: dict[str, Any]) -> None:
    """In the JSON Schema, a citation that names a source needs no more than that."""
    own = schema.pop("required", [])
    schema["anyOf"] = [{"required": ["source"]}, {"required": own}]


class Citation(Work, Part):
    """How a record cites a source: in its own words, or by the name of the source's record."""

    model_config = ConfigDict(json_schema_extra=_without_what_a_source_says)

    source: SourceRef | None = Field(
        None,
        description="The source's own record, if it has one. Then only `read` and `note` stand beside it, and all else is said there.",
    )
    year: Published = Field(description=YEAR)
    read: Literal["whole", "part", "unread"] | None = Field(
        None,
        description="How much of it the editors of this record read. `unread`: known only from another source. Left out, the "
        "page says that it is not said.",
    )
    note: Text | None = Field(None, description="What a reader should know about it, such as why it is weak.")

    def told_by(self, work: Work) -> Citation:
        """The same with what the record of its source says, whatever stood here before."""
        said = {name: getattr(work, name) for name in SHARED}
        return self.model_copy(update={**said, "year": work.year or UNDATED})


SHARED = tuple(Work.model_fields)
"""What the record of a source says for all that cite it."""
UNDATED = "n.d."
