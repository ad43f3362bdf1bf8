#!/bin/sh
# A list in words, in Spanish: "Perú e India", "siete u ocho". Spanish changes the word before its own sound, and what reads CLDR's data one
# expects to do it. CLDR has the pattern "{0} y {1}" and no rule in its data for the change: ICU, and so every browser, has the rule in its
# program. Babel takes the pattern as it stands. The same list is right where a browser formats it and wrong where Babel does.
# Our answer: listed() in generator/languages/__init__.py.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq Babel==2.19.0

node -e '
const words = (items, type) => new Intl.ListFormat("es", { type }).format(items);
console.log(`ICU ${process.versions.icu}`);
console.log(words(["Perú", "India"], "conjunction") + ", " + words(["siete", "ocho"], "disjunction"));
' >icu.txt
cat >compare.py <<'PY'
import sys

import babel
from babel.lists import format_list

version, icu = open("icu.txt", encoding="utf-8").read().splitlines()
ours = f"{format_list(['Perú', 'India'], locale='es')}, {format_list(['siete', 'ocho'], style='or', locale='es')}"
print(f"version: Babel {babel.__version__}, {version}")
print("expected: Perú e India, siete u ocho, from both")
print(f"seen: ICU: {icu}; Babel: {ours}")
if (icu, ours) != ("Perú e India, siete u ocho", "Perú y India, siete o ocho"):
    sys.exit("CHANGED: was right in ICU, and with y and o in Babel")
print("It still holds.")
PY
PYTHONIOENCODING=utf-8 v/bin/python compare.py
