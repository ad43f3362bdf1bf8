# What is true of a record, said once. The check, the messages, the fields page, the JSON Schema, the skeletons
# and the link index all derive from these models. KINDS is the registry: the folder in which a record lies
# decides which model reads it.

"""The kinds of records and their fields."""

from .cases import Case, Outcome
from .citations import Citation
from .disclosure import Consent, Part, Sensitivity
from .papers import Paper, Series
from .parts import Bearing, Lesson, Period, Recommendation, Record, Resistance, Scope, Statement
from .programmes import Programme
from .questions import Question
from .refs import (
    COUNTRIES,
    ROLES,
    SLUG,
    Abbreviation,
    Country,
    EvidenceKind,
    LessonRef,
    Local,
    OrganisationRef,
    Ref,
    Region,
    SourceKey,
    SourceRef,
    Term,
    Word,
)
from .shelves import Library, Organisation, Strategy, Theme, Vocabulary, VocabularyTerm
from .sources import Source
from .values import SUMMARY_WORDS, Strict

KINDS: dict[str, type[Record]] = {
    kind.folder: kind for kind in (
        Theme, Strategy, Case, Series, Paper, Programme, Question, Organisation, Source, Vocabulary,
    )
}  # fmt: skip

__all__ = [
    "COUNTRIES", "KINDS", "ROLES", "SLUG", "SUMMARY_WORDS", "Abbreviation", "Bearing", "Case", "Citation", "Consent", "Country", "EvidenceKind", "Lesson", "LessonRef", "Library",
    "Local", "Organisation", "OrganisationRef", "Outcome", "Paper", "Part", "Period", "Programme", "Question", "Recommendation",
    "Record", "Ref", "Region", "Resistance", "Scope", "Sensitivity", "Series", "Source", "SourceKey", "SourceRef", "Statement", "Strategy", "Strict", "Term",
    "Theme", "Vocabulary", "VocabularyTerm", "Word",
]  # fmt: skip
