#!/bin/sh
# Babel's localedata.load(name, merge_inherited=False) asks for what a locale says itself, without what it inherits: a way to look something
# up for all languages quickly. One expects a question to change nothing. Babel keeps the half answer under the locale's name, so from
# then on, anywhere in the same process, that locale lacks what it inherits: Locale("en", "GB").days raises KeyError. Asked the other way
# round it is as surprising: after a full load the flag does nothing. So what a date looks like hangs on who asked first.
# Our answer: generator/check/countries.py loads whole locales and never gives the flag.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq Babel==2.19.0

cat >half_first.py <<'PY'
from babel import Locale, localedata
localedata.load("en_GB", merge_inherited=False)
try:
    print(Locale("en", "GB").days["format"]["wide"][0])
except KeyError as error:
    print(f"KeyError {error}")
PY
cat >whole_first.py <<'PY'
from babel import Locale, localedata
print(Locale("en", "GB").days["format"]["wide"][0], end="; ")
half = localedata.load("en_GB", merge_inherited=False)
print("inherited words are", "there" if half["days"].get("format") else "left out")
PY
half=$(v/bin/python half_first.py)
whole=$(v/bin/python whole_first.py)
echo "version: Babel $(v/bin/python -c 'import babel; print(babel.__version__)')"
echo "expected: Monday, whoever asked before; inherited words are left out where the flag says so"
echo "seen: after the half load: $half"
echo "seen: before it: $whole"
if [ "$half; $whole" != "KeyError 'format'; Monday; inherited words are there" ]; then
    echo "CHANGED: was KeyError 'format' after the half load, and inherited words there after a whole one" >&2
    exit 1
fi
echo "It still holds."
