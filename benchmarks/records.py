# A library of any size to measure with: the real one with invented cases beside its own. Every field of the model is
# filled (tests/filled.py reads them from the models), values are drawn from the real vocabularies and shelves, a few often
# and most seldom. The same size gives the same bytes. Run: python -m benchmarks.records --cases 1000 --to build/benchmark/1000

"""Invented records of realistic length, as a library that `practices build` builds."""

from __future__ import annotations

import argparse
import datetime
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.clearance.countries import country_secrets
from generator.clearance.reading import letters_of
from generator.schema import Country, Local, Paper, Ref, Term, Vocabulary
from generator.schema.cases import Outcome
from generator.schema.effort import Cost, Reach, Tie
from generator.schema.fields import Field
from generator.schema.refs import StudyKey
from generator.site import examine
from tests.filled import Filler

from .words import LANGUAGES, Language, languages, skewed

REPOSITORY = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 21)
TAKEN = ("practices", "docs", "templates", "mkdocs.yml")
"""What of the repository makes a library."""
COUNTRIES = [
    "KE",
    "UG",
    "ET",
    "IN",
    "BD",
    "NP",
    "PE",
    "BI",
    "RW",
    "NI",
    "CO",
    "TZ",
    "NE",
    "ML",
    "SN",
    "EG",
    "JO",
    "LB",
    "ID",
    "KH",
    "MM",
    "PH",
    "BR",
    "BO",
    "GT",
    "HN",
    "MX",
    "ZA",
    "MW",
    "MZ",
    "GH",
    "NG",
    "SL",
]
"""Where invented cases are, those first where most are."""
TOLD_BY_REGION = (40, 7)
"""Of so many invented cases the one with this number tells its place by region only."""
TOLD_OF_REGION = (20, 9)
"""Of so many the one with this number is about a region as a whole."""
SECLUDED = "GW"
"""Where those are: a country that no organisation of the library would give away."""
UNSAID = frozenset(letters_of(secret.name) for secret in country_secrets(SECLUDED, ()))
"""The letters of its names, which no word that is made up has."""
MOST_PARTS = {
    "outcomes": 4,
    "resistance": 3,
    "responses": 2,
    "lessons": 3,
    "conditions": 2,
    "cautions": 2,
    "disagreements": 1,
    "bears_on": 1,
}
"""How many of a part a record has at most; of any other one."""
SELDOM = ("costs", "materials", "not_for", "adapted_from", "part_of", "doses")
"""What three of four cases do not tell."""
MOST_STUDIES = 2
MOST_SOURCES = 6
SENTENCE = 14
"""Words in a sentence, about."""


class Inventor(Filler):
    """Fills a case as a contributor might: one language throughout, several of what comes in lists, real terms."""

    def __init__(self, language: Language, chance: random.Random, slugs: dict[str, list[str]]) -> None:
        self.language, self.chance = language, chance
        super().__init__(self._sentences(), slugs)

    def case(self, number: int) -> tuple[dict[str, Any], str]:
        """The front matter of a case, and its story."""
        chance = self.chance
        self.number = number
        self.keys = [f"source-{at}" for at in range(1, chance.randint(2, MOST_SOURCES) + 1)]
        self.studies = [f"study-{at}" for at in range(1, chance.randint(1, MOST_STUDIES) + 1)]
        day = TODAY - datetime.timedelta(days=int(chance.triangular(0, 900, 200)))
        given: dict[str, Any] = {
            # What waits for its day must not by chance be called what another record says, so each has its number.
            "title": f"{self.language.sentence(chance, 5).rstrip('.。')} {number}",
            "acronym": "".join(chance.choices("ABCDEGIKLMNOPRSTUW", k=4)),
            "summary": " ".join(self.language.sentence(chance, 12) for _ in range(3)),
            **({} if self.language.code == "en" else {"language": self.language.code}),
            "status": chance.choices(("documented", "reviewed", "outline"), (8, 1, 1))[0],
            "checked": day.isoformat(),
            "check_again": (day + datetime.timedelta(days=365 * chance.randint(1, 3))).isoformat(),
            "consent": {"basis": "public-source", "date": day.isoformat()},
            "formerly": [f"called-otherwise-{number}"],
            **self._withheld(number),
        }
        told = self.record("cases", **given)
        if "embargo" in told:
            told.pop("acronym", None)  # of four letters, among so many words, one is the same
        if own := told["scope"].get("countries"):
            told["outcomes"][0]["countries"] = own[:1]
        return {
            name: value for name, value in told.items() if name not in SELDOM or chance.random() < 1 / 3
        }, self.story()

    def _withheld(self, number: int) -> dict[str, Any]:
        """How far some of the records may be told."""
        if number % TOLD_BY_REGION[0] == TOLD_BY_REGION[1]:
            return {"sensitivity": {"place": "region", "held_back": {"period": "safety"}, "left_out": "true"}}
        if number % 200 == 11:
            return {"embargo": "2027-03-01"}
        return {"withdrawn": {"date": "2026-05-01"}} if number % 500 == 13 else {}

    def _field(self, field: Field) -> Any:
        if field.model and field.name in ("sources", "studies"):
            return self._by_key(field)
        if field.name in ("period", "scope"):
            return self._period() if field.name == "period" else self._scope()
        if field.name == "accounts":
            return [self._group(field.model), self._group(field.model)]
        if field.model and field.many:
            parts = [self._group(field.model) for _ in range(self.chance.randint(1, MOST_PARTS.get(field.name, 1)))]
            if self.chance.random() < 0.01:
                parts[-1]["held_back"] = "personal"
            return parts
        if field.ref and field.many:
            return skewed(self.chance, COUNTRIES) if field.ref is Country else self._refs(field.ref)
        return super()._field(field)

    def _group(self, model: Any) -> dict[str, Any]:
        group = super()._group(model)
        if model is Tie:
            group.pop("case")  # those of the real library are not there
        if model in (Cost, Reach):
            group.pop("end")  # it might lie before the start
        if model is Outcome:
            group.pop("countries")  # they must be those of the case
        if model is Reach:
            group["most"] = str(int(group["number"]) + self.chance.randint(1, 500))
        return group

    def _by_key(self, field: Field) -> dict[str, Any]:
        if field.name == "studies":
            return {key: self._group(field.model) for key in self.studies}
        return {key: self._source(field, at) for at, key in enumerate(self.keys)}

    def _source(self, field: Field, at: int) -> dict[str, Any]:
        source = self._group(field.model)
        source |= dict.fromkeys(("journal", "volume", "issue", "pages"))
        if self.chance.random() < 0.3:
            journal = " ".join(self.language.words(self.chance, 3)).title()
            source |= {"journal": journal, "volume": str(self.chance.randint(1, 90)), "issue": "2", "pages": "45-67"}
        number = int(20_000 ** self.chance.random())
        source |= {
            "title": self.language.sentence(self.chance, 8).rstrip(".。"),
            "publisher": " ".join(self.language.words(self.chance, 5)).title(),
            "authors": " ".join(self.language.words(self.chance, 4)).title(),
            "year": str(self.chance.randint(1995, 2026)),
            "url": f"https://site-{number}.example/reports/{self.chance.randint(1, 10**6)}.pdf",
        }
        told = {name: value for name, value in source.items() if value is not None}
        return told | ({"language": self.language.code} if self.language.code != "en" else {})

    def _period(self) -> dict[str, Any]:
        start = int(self.chance.triangular(1985, 2025, 2015))
        period = {"start": str(start), "note": next(self.texts)}
        if self.chance.random() < 0.3:
            return {**period, "ongoing": "true", "approximate": "true"}
        return {**period, "end": str(min(start + self.chance.randint(1, 6), 2026))}

    def _scope(self) -> dict[str, Any]:
        # A withheld place must not by chance be what another record says in public, so each has its number, and no common words.
        if self.number % TOLD_BY_REGION[0] == TOLD_BY_REGION[1]:
            places = f"{' '.join(self.language.rare(self.chance) for _ in range(4))} {self.number}"
            return {"kind": "country", "countries": [SECLUDED], "places": places, "note": next(self.texts)}
        said = {"places": f"{' '.join(self.language.words(self.chance, 4))} {self.number}", "note": next(self.texts)}
        is_region = self.number % TOLD_OF_REGION[0] == TOLD_OF_REGION[1]
        if not is_region and self.chance.random() < 0.9:
            return {"kind": "country", "countries": skewed(self.chance, COUNTRIES), **said}
        region = skewed(self.chance, self.slugs["region"])[0]
        if is_region:
            return {"kind": "region", "region": region, "focus": region, **said}
        return {"kind": "multi-country", "countries": self.chance.sample(COUNTRIES, 4), **said}

    def _value(self, field: Field) -> Any:
        if field.choices:
            return skewed(self.chance, field.choices)[0] if field.name != "kind" else "report"
        if field.holds == "true or false":
            return str(self.chance.random() < 0.1).lower()
        if field.holds == "a year, month or day":
            return str(self.chance.randint(2000, 2026))
        return super()._value(field)

    def _ref(self, ref: type[Ref]) -> str:
        return self._refs(ref)[0]

    def _refs(self, ref: type[Ref]) -> list[str]:
        if issubclass(ref, Local):
            return skewed(self.chance, self.studies if issubclass(ref, StudyKey) else self.keys, 2)
        name = ref.role if issubclass(ref, Term) else ref.kind
        return skewed(self.chance, self.slugs[name], 3)

    def _sentences(self) -> Iterator[str]:
        while True:
            yield self.language.sentence(self.chance, SENTENCE)

    def story(self) -> str:
        """Three sections of a story, and a link."""
        strategy = skewed(self.chance, self.slugs["strategies"])[0]
        parts = [f"## {self.language.sentence(self.chance, 3).rstrip('.。')}\n\n{self._paragraph()}" for _ in range(3)]
        return "\n\n".join([*parts, f"[{self.language.words(self.chance, 1)[0]}](../strategies/{strategy}.md)"]) + "\n"

    def _paragraph(self) -> str:
        sentences = [next(self.texts) for _ in range(self.chance.randint(5, 9))]
        return " ".join(
            f"{text}[^{self.chance.choice(self.keys)}]" if at % 3 == 2 else text for at, text in enumerate(sentences)
        )


def known(root: Path) -> dict[str, list[str]]:
    """What the library in `root` has to refer to, by kind or role, in an order that has nothing to do with the alphabet."""
    found: dict[str, list[str]] = {}
    for entry in examine(root, TODAY).entries:
        found.setdefault(entry.kind, []).append(entry.slug)
        if isinstance(entry.record, Vocabulary) and entry.record.role:
            found.setdefault(entry.record.role, []).extend(term.id for term in entry.record.terms)
        if isinstance(entry.record, Paper):  # its cases are invented anew, so that theirs are not there
            lessons = found.setdefault("lessons", [])
            lessons += [f"{entry.kind}/{entry.slug}#{lesson.id}" for lesson in entry.record.lessons]
    for name, values in sorted(found.items()):
        random.Random(name).shuffle(values)
    return found


def write_library(root: Path, cases: int, beside: Path = REPOSITORY) -> None:
    """Make in `root`, which must not exist, a library of so many invented cases and of what lies in another one."""
    root.mkdir(parents=True)
    for name in TAKEN:
        source = beside / name
        if source.exists():
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, root / name)
    (root / "build" / "docs").mkdir(parents=True)
    spoken, slugs = languages(root / "practices", UNSAID), known(root)
    for number in range(cases):
        chance = random.Random(number)
        language = spoken[chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]]
        if number % TOLD_BY_REGION[0] == TOLD_BY_REGION[1]:
            # Where a script has no capitals, each common word could be the name of the place that is withheld.
            language = spoken["en"]
        front, story = Inventor(language, chance, slugs).case(number)
        text = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
        path = root / "practices" / "cases" / f"invented-{number:05}.md"
        path.write_text(f"---\n{text}---\n\n{story}", "utf-8")


def main() -> None:
    """Write a library into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
    asked = parser.parse_args()
    write_library(asked.to, asked.cases)


if __name__ == "__main__":
    main()
