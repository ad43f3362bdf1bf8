# References. A value knows what it refers to: each is a str of its own class (OrganisationRef, ResistanceForm,
# Country), so whoever walks a record finds every link in it, without a second list of which field points where.

"""Types of references between records, and within one."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from babel import Locale
from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TERM_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


NAMES = "x-names"
"""In a JSON Schema, the mark of a value that names something, with the type of the reference."""


class Ref(str):
    """The slug of another record. `kind` names the folder in which that record lies.

    Any text is taken here: whether there is such a record is known only where all of them are, and the message there
    can name the nearest one.
    """

    kind: ClassVar[str] = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1, max_length=200))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Whoever knows what there is puts it in the place of the mark."""
        return {**handler(schema), NAMES: cls.__name__}


class ThemeRef(Ref):
    """A theme: the stem of a file in practices/themes/."""

    kind = "themes"


class StrategyRef(Ref):
    """A strategy: the stem of a file in practices/strategies/."""

    kind = "strategies"


class CaseRef(Ref):
    """A case: the stem of a file in practices/cases/."""

    kind = "cases"


class SeriesRef(Ref):
    """A series: the stem of a file in practices/series/."""

    kind = "series"


class PaperRef(Ref):
    """A paper: the stem of a file in practices/papers/."""

    kind = "papers"


class ProgrammeRef(Ref):
    """A programme: the stem of a file in practices/programmes/."""

    kind = "programmes"


class QuestionRef(Ref):
    """An open question: the stem of a file in practices/questions/."""

    kind = "questions"


class SourceRef(Ref):
    """A source with a record of its own: the stem of a file in practices/sources/."""

    kind = "sources"


class LessonRef(Ref):
    """A lesson of another record, by its address on the site: `cases/its-file#its-id`."""

    kind = "lessons"

    @property
    def home(self) -> tuple[str, str]:
        """The kind and the slug of the record that holds it."""
        folder, _, slug = self.partition("#")[0].partition("/")
        return folder, slug


class OrganisationRef(Ref):
    """An organisation: the stem of a file in practices/organisations/."""

    kind = "organisations"


class Term(Ref):
    """The id of a term in the vocabulary that plays `role`; the vocabulary's own slug is the library's choice."""

    kind = "vocabularies"
    role: ClassVar[str] = ""


class ResistanceForm(Term):
    """A form of resistance."""

    role = "resistance"


class ResponseForm(Term):
    """A form of response to resistance."""

    role = "response"


class Level(Term):
    """A level of the socio-ecological model."""

    role = "level"


class Scale(Term):
    """How far something reaches: local, national, regional, global."""

    role = "scale"


class People(Term):
    """A group of people whom the work is for or with."""

    role = "people"


class Actor(Term):
    """People or institutions who act, or are acted upon, in a role."""

    role = "actor"


class Approach(Term):
    """A cross-cutting way of working."""

    role = "approach"


class EvidenceKind(Term):
    """A kind of knowledge. Kinds are not ranks."""

    role = "evidence"


class Claimant(Term):
    """Who makes a claim."""

    role = "claimant"


class Sdg(Term):
    """A target of the Sustainable Development Goals."""

    role = "sdg"


class Region(Term):
    """A region of the world."""

    role = "region"


class OrganisationKind(Term):
    """A kind of organisation."""

    role = "organisation-kind"


class Audience(Term):
    """Those to whom a recommendation speaks."""

    role = "audience"


class Axis(Term):
    """A strategic axis of the guidelines on which a programme rests."""

    role = "axis"


class Respect(Term):
    """A strategy of RESPECT, the framework of the World Health Organization for preventing violence against women."""

    role = "respect"


class GenderMarker(Term):
    """A score of the OECD's gender equality policy marker. No record names one: no funder's own score was found."""

    role = "gender-marker"


class Word(Term):
    """A word with others for the same thing. No record names it: what a record tells of, its text says."""

    role = "word"


class Abbreviation(Term):
    """A short form that readers may not know. No record refers to one: it is found where it stands in a text."""

    role = "abbreviation"


def _iso_countries() -> frozenset[str]:
    # CLDR's territories hold the ISO 3166-1 codes, and groupings (EU, UN, ...) and private codes beside them. Kosovo has
    # none of ISO's; XK, which the standard leaves to its users, is what CLDR, the EU and the World Bank write.
    other = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    codes = Locale("en").territories
    return frozenset(str(code) for code in codes if re.fullmatch("[A-Z]{2}", str(code))) - other


COUNTRIES = _iso_countries()


class Country(Ref):
    """A country by its ISO 3166-1 alpha-2 code, in capitals; XK for Kosovo, which has none there."""

    kind = "countries"


ROLES: dict[str, type[Term]] = {
    term.role: term
    for term in (
        ResistanceForm, ResponseForm, Level, Scale, People, Actor, Approach,
        EvidenceKind, Claimant, Sdg, Region, OrganisationKind, Audience, Axis, Respect, GenderMarker, Word, Abbreviation,
    )
}  # fmt: skip
"""The roles that a vocabulary can play, each with the type whose values it lists."""


class Local(Ref):
    """The id of something within the same record; `kind` is the field in which it is listed."""


class SourceKey(Local):
    """The key of one of the record's own sources."""

    kind = "sources"


class StudyKey(Local):
    """The key of one of the record's own studies."""

    kind = "studies"


class ObjectiveId(Local):
    """The id of one of the programme's own objectives."""

    kind = "objectives"


class ActivityId(Local):
    """The id of one of the programme's own activities."""

    kind = "activities"


class TermId(Local):
    """The id of a term of the same vocabulary."""

    kind = "terms"


ItemId = Annotated[str, Field(pattern=f"^{SLUG.pattern}$")]
"""An address within the record, such as a lesson's. It never changes, whatever the order."""
FormerName = Annotated[str, Field(pattern=f"^{SLUG.pattern}$")]
"""A name that the file of a record had, without its ending."""
