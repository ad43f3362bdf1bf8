#!/bin/sh
# An organisation as the author in a RIS file. One expects a name without a comma to stay whole, and two readers to agree. pandoc makes
# a person of it: "Institute of Public Health" is somebody called Public Health, first name Institute, with the particle "of", and is
# cited and sorted so. citation-js keeps it. Neither can tell an organisation with a comma in its name from a person. What both take
# whole is a name with a comma at its end, which nobody would think of.
# Our answer: generator/catalogue/citing/authors.py ends a name that must stay whole with a comma.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq pypandoc_binary==1.17
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2

printf '%s\r\n' \
    'TY  - RPRT' 'AU  - Institute of Public Health' 'TI  - Wells' 'PY  - 2011' 'ER  - ' \
    'TY  - RPRT' 'AU  - Ministry of Wells, Seeds and Roads' 'TI  - Seeds' 'PY  - 2012' 'ER  - ' \
    'TY  - RPRT' 'AU  - Institute of Public Health,' 'TI  - Roads' 'PY  - 2013' 'ER  - ' >authors.ris
"$(v/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')" -f ris -t csljson authors.ris >pandoc.json
cat >read.mjs <<'JS'
import fs from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
console.log(JSON.stringify(new Cite(fs.readFileSync("authors.ris", "utf8")).data));
JS
node read.mjs >citation-js.json
cat >compare.py <<'PY'
import json
import sys

import pypandoc

PARTS = ("literal", "family", "given", "dropping-particle")


def names(file):
    items = sorted(json.load(open(file, encoding="utf-8")), key=lambda item: item["issued"]["date-parts"])
    return [" | ".join(f"{part}: {item['author'][0][part]}" for part in PARTS if item["author"][0].get(part)) for item in items]


seen = {"pandoc": names("pandoc.json"), "citation-js": names("citation-js.json")}
cut = "family: Ministry of Wells | given: Seeds and Roads"
known = {
    "pandoc": ["family: Public Health | given: Institute | dropping-particle: of", cut, "family: Institute of Public Health"],
    "citation-js": ["literal: Institute of Public Health", cut, "family: Institute of Public Health"],
}
print(f"version: pandoc {pypandoc.get_pandoc_version()}, citation-js 0.8.2")
print("expected: each name whole, by both, with no sign added")
for program, found in seen.items():
    for name in found:
        print(f"seen: {program}: {name}")
if seen != known:
    sys.exit(f"CHANGED: was {known}")
print("It still holds.")
PY
v/bin/python compare.py
