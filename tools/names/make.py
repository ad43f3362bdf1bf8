"""Makes generator/data/country-marks.json and ordinary-words.txt: what gives a country away, and words that are no names.

It was run once, and is needed again only for newer data. In a temporary folder, where $HERE is this repository:

    cd "$(mktemp -d)"
    for name in cldr-subdivisions-full@48.2.0 countries-list@3.4.1 i18n-nationality@1.4.0
    do npm pack "$name"; done
    for file in *.tgz; do mkdir "${file%.tgz}"; tar xzf "$file" -C "${file%.tgz}"; done
    apt-get download wamerican-small && dpkg -x wamerican-small*.deb words
    "$HERE"/.venv/bin/python "$HERE"/tools/names/make.py "$HERE"

The first is under the Unicode licence, the two others of npm under MIT; the list of words is SCOWL's, whose notice stands in
the file. Names of countries and towns in all languages are CLDR's too, as Babel has them; they are laid down here because reading
all its languages takes a second or more.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from babel import localedata
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from generator.clearance.countries import form_of, says_something
from generator.clearance.reading import letters_of, read

HERE = Path()
PARTS = re.compile(r"[()&/]|\s-\s")
FEW_ZONES = 4
ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "r", "rs", "est", "st", "ness", "able")
NOTICE = "SCOWL, Copyright 2000-2020 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of this array for any purpose. It is provided “as is” without express or implied warranty."


MONTHS_AND_DAYS = "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday"


def data_in(pattern):
    (path,) = HERE.glob(pattern)
    return json.loads(path.read_text("utf-8"))


def subdivisions():
    for path in sorted(HERE.glob("cldr-subdivisions-full*/package/subdivisions/*/*.json")):
        names = json.loads(path.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
        yield from ((code[:2].upper(), name) for code, name in names.items())


def peoples():
    for path in sorted(HERE.glob("i18n-nationality*/package/langs/*.json")):
        names = json.loads(path.read_text("utf-8"))["nationalities"]
        for code, name in names.items():
            yield from ((code, one.strip()) for one in re.split(r"[,;/]| or ", re.sub(r"\([^)]*\)", "", name)))


def money(codes):
    """Words for the money of one country only, such as naira, and its code."""
    last = {}
    owners = {}
    for code in codes:
        try:
            current = get_territory_currencies(code)
        except KeyError:
            current = []
        for currency in current:
            owners.setdefault(currency, set()).add(code)
    for currency, countries in owners.items():
        word = get_currency_name(currency, locale="en").split()[-1].casefold()
        last.setdefault(word, set()).update(countries)
    widely = {"USD", "EUR", "GBP", "CHF", "AUD", "NZD", "DKK", "NOK", "XCD", "XOF", "XAF", "XPF", "ZAR", "ILS"}
    for currency, (country, *others) in owners.items():
        if not others and currency not in widely:
            yield country, currency
    for word, (country, *others) in last.items():
        if not others and len(word) > 3:
            yield country, word


def abroad():
    """What countries, and the towns of those with a few zones of time, are called in all languages that Babel has.

    Second, what continents and the like are called, which give no country away.
    """
    homes = get_global("zone_territories")
    zones = Counter(homes.values())
    wide = set()
    found = {(code, zone.rpartition("/")[2].replace("_", " ")) for zone, code in homes.items()}
    for language in sorted(localedata.locale_identifiers()):
        data = localedata.load(language, merge_inherited=False)
        for code, name in data.get("territories", {}).items():
            wide |= {letters_of(name)} if code.isdigit() else set()
            found |= {(code, part.strip()) for part in (name, *PARTS.split(name))}
        for zone, names in data.get("time_zones", {}).items():
            if "city" in names and zones.get(homes.get(zone), 9) <= FEW_ZONES:
                found.add((homes[zone], str(names["city"])))
    return sorted(found), wide


def distinct(names, known):
    """One of those names that are read alike, and none in which a shorter one is found where a word begins."""
    shorter = {letters_of(name) for name in (*known, *names) if is_found_within(name)}
    by_letters = {letters_of(name): name for name in sorted(names, reverse=True)}
    told = set(map(letters_of, known))
    for letters, name in sorted(by_letters.items()):
        begins = (0, *read(name).gaps)
        parts = {letters[start:end] for start in begins for end in range(start + 1, len(letters) + 1)} - {letters}
        if letters not in told and not parts & shorter:
            yield name


def is_found_within(name):
    """Whether a name is found in longer words that begin with it."""
    return says_something(name) and form_of(name, is_own=False) == "name" and len(name.split()) == 1


def ordinary():
    (path,) = HERE.glob("words/usr/share/dict/american-english-small")
    words = {word for word in path.read_text("utf-8").split() if re.fullmatch("[a-z]{2,}", word)}
    words |= set(MONTHS_AND_DAYS.split())
    bases = {word for word in words if not any(word.endswith(end) and word[: -len(end)] in words for end in ENDINGS)}
    return sorted(bases)


def main(root):
    data = data_in("countries-list*/package/countries.min.json")
    codes = sorted(code for code in data if code in get_global("territory_currencies"))
    found = {code: {"places": set(), "peoples": set(), "money": set(), "phone": set()} for code in codes}
    for code in codes:
        found[code]["places"] |= {data[code].get("capital") or "", *re.split(r"[,/]", data[code]["native"])} - {""}
        found[code]["phone"] = {str(number) for number in data[code]["phone"]}
    for kind, pairs in (("places", subdivisions()), ("peoples", peoples()), ("money", money(codes))):
        for code, name in pairs:
            if code in found and len(name) > 2:
                found[code][kind].add(" ".join(name.split()))
    shared = {}
    for code, kinds in found.items():
        for number in kinds["phone"]:
            shared.setdefault(number, set()).add(code)
    for code, kinds in found.items():
        kinds["phone"] = {number for number in kinds["phone"] if shared[number] == {code}}
    names, wide = abroad()
    for code, name in names:
        if code in found:
            found[code].setdefault("abroad", set()).add(name)
    for kinds in found.values():
        known = (*kinds["places"], *kinds["peoples"])
        for kind in kinds:
            kinds[kind] = {name for name in kinds[kind] if letters_of(name) not in wide}
        kinds["abroad"] = set(distinct(tuple(filter(says_something, kinds.get("abroad", ()))), known))
    lines = [
        f'"{code}": ' + json.dumps({kind: sorted(names) for kind, names in kinds.items() if names}, ensure_ascii=False)
        for code, kinds in found.items()
    ]
    about = "What gives a country away besides its name: capital, first-level subdivisions, names of its people, money and telephone prefix that no other country has, and what it and its towns are called in all languages of CLDR. Made by tools/names/make.py."
    text = '{\n"about": ' + json.dumps(about) + ',\n"countries": {\n' + ",\n".join(lines) + "\n}\n}\n"
    (root / "generator/data/country-marks.json").write_text(text, "utf-8")
    (root / "generator/data/ordinary-words.txt").write_text(f"{NOTICE}\n\n{' '.join(ordinary())}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
