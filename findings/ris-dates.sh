#!/bin/sh
# A date in RIS has four parts, year/month/day/other, and the format's own description gives "1998///Spring" as an example. One expects a
# reader to take the year at least. pandoc gives back no date at all, without a word. citation-js takes the year and loses the words, so
# that "2011///c." becomes a year that is certain. A date without slashes, "c. 2011", comes through citation-js whole.
# Our answer: _ris_date in generator/catalogue/citing/formats.py writes a plain PY, and beside it, in words, a DA without slashes.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq pypandoc_binary==1.17
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2

printf '%s\r\n' \
    'TY  - RPRT' 'TI  - A season' 'PY  - 1998///Spring' 'ER  - ' \
    'TY  - RPRT' 'TI  - B guess' 'DA  - 2011///c.' 'ER  - ' \
    'TY  - RPRT' 'TI  - C words' 'PY  - 2011' 'DA  - c. 2011' 'ER  - ' >dates.ris
"$(v/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')" -f ris -t csljson dates.ris >pandoc.json
cat >read.mjs <<'JS'
import fs from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
console.log(JSON.stringify(new Cite(fs.readFileSync("dates.ris", "utf8")).data));
JS
node read.mjs >citation-js.json
cat >compare.py <<'PY'
import json
import sys

import pypandoc


def dates(file):
    items = sorted(json.load(open(file, encoding="utf-8")), key=lambda item: item["title"])
    issued = [item.get("issued", {}) for item in items]
    return [date.get("raw") or date.get("literal") or "-".join(str(part) for row in date.get("date-parts", []) for part in row) for date in issued]


seen = {"pandoc": dates("pandoc.json"), "citation-js": dates("citation-js.json")}
known = {"pandoc": ["", "", "2011"], "citation-js": ["1998", "2011", "c. 2011"]}
print(f"version: pandoc {pypandoc.get_pandoc_version()}, citation-js 0.8.2")
print("expected: the year of 1998///Spring and of 2011///c. is read, and what stands after it is kept")
for program, found in seen.items():
    print(f"seen: {program}: 1998///Spring is {found[0]!r}, 2011///c. is {found[1]!r}, c. 2011 beside a plain year is {found[2]!r}")
if seen != known:
    sys.exit(f"CHANGED: was {known}")
print("It still holds.")
PY
v/bin/python compare.py
