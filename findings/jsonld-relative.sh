#!/bin/sh
# JSON-LD with relative addresses, read without a base, as a harvester reads what it took out of a page. One expects readers of one
# standard to say the same: to leave such statements out, or to complain. Four make three graphs: PyLD 2 and jsonld.js leave all out;
# rdflib makes files on the harvester's own disk of them, by the folder in which it happens to run; PyLD 3 makes addresses on
# example.org, a host that nobody named. None says a word.
# Our answer: generator/pages/json_ld.py writes whole addresses as soon as the site has one.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq rdflib==7.6.0 PyLD==3.3.0
v/bin/pip install -qq --target two PyLD==2.0.4
npm install --silent --no-audit --no-fund jsonld@9.0.0

cat >page.json <<'JSON'
{"@context": {"@vocab": "https://schema.org/"}, "@id": "wells/", "@type": "Article", "isPartOf": {"@id": "../"}}
JSON
cat >rdflib_reads.py <<'PY'
import rdflib
print(rdflib.Graph().parse(data=open("page.json").read(), format="json-ld").serialize(format="nt"))
PY
cat >pyld_reads.py <<'PY'
import json
from pyld import jsonld
print(jsonld.to_rdf(json.load(open("page.json")), {"format": "application/n-quads"}))
PY
cat >js_reads.mjs <<'JS'
import fs from "node:fs";
import jsonld from "jsonld";
console.log(await jsonld.toRDF(JSON.parse(fs.readFileSync("page.json")), { format: "application/n-quads" }));
JS
v/bin/python rdflib_reads.py >rdflib.nt
v/bin/python pyld_reads.py >pyld3.nt
PYTHONPATH=two v/bin/python pyld_reads.py >pyld2.nt
node js_reads.mjs >js.nt
cat >compare.py <<'PY'
import re
import sys
from pathlib import Path

READERS = {"rdflib 7.6.0": "rdflib.nt", "PyLD 3.3.0": "pyld3.nt", "PyLD 2.0.4": "pyld2.nt", "jsonld.js 9.0.0": "js.nt"}
here = Path.cwd().resolve().as_uri()
seen = {}
for reader, file in READERS.items():
    found = set(re.findall(r"<([^>]*)>", Path(file).read_text()))
    seen[reader] = sorted(address.replace(here, "file://HERE") for address in found if "schema.org" not in address and "w3.org" not in address)
known = {
    "rdflib 7.6.0": [f"{here.rpartition('/')[0]}/", "file://HERE/wells/"],
    "PyLD 3.3.0": ["http://example.org/", "http://example.org/base/wells/"],
    "PyLD 2.0.4": [],
    "jsonld.js 9.0.0": [],
}
print(f"version: {', '.join(READERS)}")
print("expected: the same of all four, and no address that nobody wrote")
for reader, found in seen.items():
    print(f"seen: {reader}: {' '.join(found) or 'nothing'}")
if seen != known:
    sys.exit(f"CHANGED: was {known}")
print("It still holds.")
PY
v/bin/python compare.py
