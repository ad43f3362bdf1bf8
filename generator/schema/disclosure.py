# What decides whether a record may be told, and how far: consent, sensitivity, embargo, withdrawal. These models only
# say what a contributor can ask for; `clearance` carries it out before anything else sees the record.

"""Consent, sensitivity, embargo and withdrawal."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ..rules import PRIVACY
from .refs import OrganisationRef
from .times import problem
from .values import Called, Date, Line, Strict, Truth

Reason = Literal["safety", "relations", "personal", "legal"]
"""Why something is held back: grounds of exclusion that publishers of aid data use.

https://support.iatistandard.org/hc/en-us/articles/214392226-Exclusions (the fourth there, commercial, has no use here).
"""


class Part(Strict):
    """A part of a record that can be held back by itself."""

    held_back: Reason | None = Field(
        None, description="Set this to keep the whole part off the site; readers learn neither what it is nor why."
    )


class Consent(Strict):
    """On what ground the record is published. The form itself is never put here."""

    basis: Literal["public-source", "organisational-agreement", "written-consent"] = Field(
        description="public-source: all of it is published elsewhere. organisational-agreement: the organisation agreed. "
        "written-consent: the people concerned agreed in writing."
    )
    reference: Line | None = Field(
        None, description="Where whoever asked keeps the answer, such as a number in their own files. Never published."
    )
    date: Date = Field(description="The day on which it was given, or the public sources were looked at.")
    review: Date | None = Field(None, description="The day by which it must be asked for again. Never published.")


class Collective(Strict):
    """An organisation that this record tells only by a description."""

    organisation: OrganisationRef = Field(description="Which; its file's name.")
    told_as: Line = Field(
        description="What readers see instead, in words that fit several.", examples=["A women's network in the region"]
    )


class Sensitivity(Strict):
    """How far the record may be told. Readers see that some details are withheld, and never which."""

    place: Literal["country", "sub-region", "region", "withheld"] | None = Field(
        None,
        description="The closest that its place may be told; regions are those of the regions vocabulary.",
    )
    organisations: tuple[Collective, ...] = Field((), description="Organisations told only by a description.")
    held_back: dict[str, Reason] = Field(
        {}, description="Whole fields that stay off the site, each with the reason.", examples=[{"period": "safety"}]
    )
    left_out: Truth = Field(False, description="true if details were left out of the file itself, which is safer.")


def _known_alarm(value: Any) -> Any:
    names = [rule.name for rule in PRIVACY]
    if value in names:
        return value
    raise problem("not-in-list", "no rule that looks for persons is called so", f"Write one of: {', '.join(names)}")


class FalseAlarm(Strict):
    """A warning of the privacy check that somebody looked into, and that nobody need heed."""

    rule: Annotated[str, BeforeValidator(_known_alarm), Called("the name of a rule")] = Field(
        description="The rule that warned, as the message names it."
    )
    text: Line = Field(
        description="The words around what it found, just as they stand in the record; once they change, it warns again."
    )
    why: Line = Field(description="Why these words lead to nobody whom they could harm. Never published.")
    date: Date = Field(description="The day on which somebody decided so.")


class Withdrawal(Strict):
    """A record that is no longer published."""

    date: Date = Field(description="The day on which it was withdrawn.")
    name_stays: Truth = Field(
        False,
        description="true if its name may go on being said in other records and pages; else each place is an error.",
    )
