# The shelves on which the rest stands. A vocabulary is data: which terms there are, what they mean and whose they are.
# The code knows only the roles that a vocabulary can play, so a library of another field brings its own.

"""Themes, strategies, organisations, vocabularies, and the library's own card."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .code_hosts import CodeHost, edit_address, host_of
from .disclosure import Part
from .parts import Recommendation, Record
from .refs import ROLES, TERM_ID, Country, OrganisationKind, OrganisationRef, SourceKey, TermId, ThemeRef
from .times import problem
from .values import Called, Line, Strict, Summary, Text, Truth, Url


def _known_role(value: Any) -> Any:
    if isinstance(value, str) and value in ROLES:
        return value
    raise problem("not-in-list", "this is not a role", f"Write one of: {', '.join(ROLES)}")


Role = Annotated[str, BeforeValidator(_known_role), Called("the name of a role")]
"""What the terms of a vocabulary are used for: one of ROLES."""


def _in_private(value: Any) -> Any:
    is_mail = isinstance(value, str) and re.fullmatch(
        r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{1,190}\.[^\s@<>()\[\]]{2,60}", value
    )
    if is_mail or (isinstance(value, str) and re.fullmatch(r"https://[^\s<>\"()\[\]]{4,1900}", value)):
        return value
    message = "this is neither a web address that begins with https:// nor an e-mail address"
    raise problem("bad-url", message, "Write one of the two, or leave the line out")


PrivateAddress = Annotated[str, BeforeValidator(_in_private), Called("a web address or an e-mail address")]
"""Where somebody can write so that nobody else reads it."""


class Theme(Record):
    """One of the upper shelves."""

    folder = "themes"
    needed = ("summary", "order")
    search_rank = 60
    schema_type = ("CollectionPage",)

    order: int | None = Field(None, ge=1, description="Its place among the themes.")
    sign: Literal["circle", "wave", "square", "triangle", "diamond", "arch"] | None = Field(
        None, description="The shape by which its pages are known, beside its colour and its name."
    )


class Step(Part):
    """One step of how a strategy goes."""

    text: Line = Field(description="What people do, in a few words.")
    sources: tuple[SourceKey, ...] = Field(description="Keys of this record's sources that say so.", min_length=1)
    editorial: Truth = Field(
        False, description="true if that it comes here, or stands for the whole strategy, is the editors' own reading."
    )


class Strategy(Record):
    """A shelf within a theme."""

    folder = "strategies"
    needed = ("summary", "theme", "order")
    shelf = "theme"
    search_rank = 50
    schema_type = ("CollectionPage",)

    theme: ThemeRef | None = Field(None, description="The one theme to which it belongs.")
    order: int | None = Field(None, ge=1, description="Its place among the strategies of its theme.")
    steps: tuple[Step, ...] = Field((), description="How it goes, in three to five steps.")


class Organisation(Record):
    """Who did it, paid for it or published it."""

    folder = "organisations"
    needed = ("kind", "summary", "sources")
    is_sent_on = False
    search_rank = 80

    acronym: Line | None = Field(None, description="The short name by which it is known.")
    also: tuple[Line, ...] = Field((), description="Other names, in other languages too.")
    kind: OrganisationKind | None = Field(None, description="What sort of organisation it is.")
    countries: tuple[Country, ...] = Field((), description="Where it has its seat, or works if it is local.")
    part_of: OrganisationRef | None = Field(None, description="The organisation to which it belongs.")
    url: Url | None = Field(None, description="Its own site.")
    iati: Line | None = Field(
        None, description="Its identifier in aid data (IATI), as it publishes it.", examples=["XM-DAC-00000"]
    )
    recommendations: tuple[Recommendation, ...] = Field((), description="What a text that it published asks of whom.")
    told_as: Line | None = Field(
        None,
        description="Set this to keep its name off the whole site: every record then tells it by this description.",
        examples=["A women's network in the region"],
    )


class VocabularyTerm(Strict):
    """One term: what it is called, what it means, and whose word it is."""

    id: Annotated[str, Field(pattern=f"^{TERM_ID.pattern}$")] = Field(
        description="What records write. It never changes."
    )
    label: Line = Field(description="What readers see.")
    meaning: Text = Field(description="One line that says what it means.")
    sources: tuple[SourceKey, ...] = Field((), description="The scheme it comes from, by its key in `sources`.")
    short: tuple[Line, ...] = Field(
        (), description="For a glossary: its short forms, as they are written.", examples=[["NGO"]]
    )
    familiar: Truth = Field(
        False,
        description="For a glossary: true if nearly every reader knows the short form, as with HIV or UN. It is then not written out in brackets.",
    )
    code: Line | None = Field(None, description="Its code in that scheme.", examples=["014"])
    group: Line | None = Field(None, description="The group within the vocabulary.")
    parent: TermId | None = Field(None, description="The id of the wider term.")
    says: Line | None = Field(None, description="How somebody who meets it would put it, in plain words.")
    heard: tuple[Line, ...] = Field(
        (),
        description="Other sentences in which somebody would tell of it. For the search, which shows the one by which it found the term.",
    )
    in_text: Line | None = Field(
        None,
        description="How it stands within a sentence, where that differs from the label.",
        examples=["randomised trial"],
    )
    also: tuple[Line, ...] = Field(
        (),
        description="Other words and short forms for it: readers see them, and the search finds by them. How they differ stands in brackets.",
    )
    same_as: tuple[Url, ...] = Field(
        (),
        description="The same term in other schemes, by the address that it has there as linked data.",
        examples=[["http://metadata.un.org/sdg/5.1"]],
    )
    see_also: tuple[TermId, ...] = Field((), description="Ids of neighbouring terms in this vocabulary.")
    countries: tuple[Country, ...] = Field((), description="For a region: the countries in it.")
    compares: Truth = Field(
        False,
        description="For a kind of evidence: true if it is a study that compares those who had the practice with others who had not.",
    )
    stands: Literal["inside", "outside"] | None = Field(
        None,
        description="For a claimant. inside: they did the work, took part in it or paid for it. outside: they studied it and had no "
        "other part in it. Left out: neither can be said of all who are called so.",
    )
    local: Truth = Field(
        False, description="true if this library coined the term because no scheme has one; the meaning says why."
    )


class Vocabulary(Record):
    """A list of terms with their meanings and the scheme they come from."""

    folder = "vocabularies"
    is_sent_on = False
    needed = ("role", "summary", "terms", "sources")
    schema_type = ("DefinedTermSet",)

    role: Role | None = Field(None, description="What its terms are used for in records.")
    terms: tuple[VocabularyTerm, ...] = Field((), description="The terms, in the order in which they are shown.")


PLACEHOLDER_HOST = "https://example.org/"
"""Reserved by RFC 2606: an address that nobody can own, for libraries that have none yet."""


class Library(Strict):
    """The library's own card: practices/library.md. Its body opens the home page."""

    title: Line = Field(description="The name of the library.")
    tagline: Line = Field(description="What it is, in a few words.")
    summary: Summary = Field(description="What it is, for those who have never seen it.")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = Field(
        "en-GB", description="The language of its own words (BCP 47)."
    )
    licence: Line = Field(description="The licence of what the library writes itself.", examples=["CC BY 4.0"])
    licence_url: Url = Field(description="Where that licence can be read.")
    publisher: Line | None = Field(
        None,
        description="Who publishes it, as it is cited where the library is cited as a whole: an organisation and no person. Left out, the "
        "library's own name stands there.",
    )
    repository: Url | None = Field(
        None, description="Where a change can be proposed: the address of the library's files on a code host."
    )
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$")] = Field(
        "main", description="The branch there from which the site is made."
    )
    code_host: CodeHost | None = Field(
        None, description="What runs there, if its name does not tell; gitea stands for Forgejo too."
    )
    history: Literal["dates", "reasons"] | None = Field(
        None,
        description="What each page tells of its record's history in Git. dates: when it was added and last changed. "
        "reasons: also the subject of the last change, which anybody who commits then writes for readers; only in a library that "
        "holds nothing back.",
    )
    private_address: PrivateAddress | None = Field(
        None,
        description="Where somebody without an account can write so that nobody else reads it: the address of a form, or an e-mail address.",
        examples=["https://example.org/write-to-us"],
    )
    signatories: tuple[Line, ...] = Field(
        (),
        description="Persons who sign for the library in public, and addresses at which it wants to be reached; the "
        "check warns of all others. Each has agreed.",
    )
    country_names: dict[Country, Line] = Field(
        {}, description="Names that this library uses where they differ from the usual short name (Unicode CLDR)."
    )

    @property
    def signed(self) -> tuple[str, ...]:
        """Names and addresses that are public by the library's own wish."""
        return (*self.signatories, *filter(None, [self.private_address]))

    def edit_address(self, path: str) -> str:
        """Where a file of the library opens for a change; empty where it does not say where its files are kept."""
        if not self.is_placed or not self.repository:
            return ""
        return edit_address(self.repository, self.code_host or host_of(self.repository), self.branch, path)

    @property
    def is_placed(self) -> bool:
        """Whether it says where a change can be proposed."""
        return bool(self.repository) and not self.has_placeholder

    @property
    def has_placeholder(self) -> bool:
        """Whether its repository is still the example with which a library begins."""
        return (self.repository or "").startswith(PLACEHOLDER_HOST)
