# What the ledger keeps of an edition that was closed: its number, its day, and for each record digests of its parts, by which a
# later state of the library can be held against it. Nothing in it can be read. A digest of a short value can be guessed all
# the same, so a record that is withdrawn loses its digests, and nothing that is published holds any.

"""Editions that were closed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .values import Date, Strict

Digest = Annotated[str, Field(pattern="^[0-9a-f]{8,64}$")]
_Address = Annotated[str, Field(pattern=r"^[a-z]+/[^\s/]+$", max_length=300)]
_Part = Annotated[str, Field(pattern="^[a-z]+$", max_length=40)]


class ClosedEdition(Strict):
    """An edition that was closed: what each record was then."""

    edition: int = Field(ge=1, description="Its number; the first is 1.")
    date: Date = Field(description="The day on which it was closed.")
    state: Digest = Field(description="A digest of all that it told, by which the same is known again.")
    records: dict[_Address, dict[_Part, Digest | None] | None] = Field(
        description="The digests of each record's parts, by its address: none of a part from which something was left out, and nothing of a record that was withdrawn later."
    )
