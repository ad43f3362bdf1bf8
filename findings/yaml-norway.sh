#!/bin/sh
# Two tools of one chain, each right by its own book. The npm package `yaml` writes YAML 1.2, in which only true and false are truth values, so
# it leaves the text NO, for Norway, without quotation marks, as content editors that write with it do. Python's PyYAML, which MkDocs reads
# pages with, knows YAML 1.1: NO is false, an hour is a number counted in sixties, 1_000 is a thousand. One expects a text that a library
# wrote to be a text when the other reads it. js-yaml, as widely used, takes care of the old readers and quotes all of these.
# Our answer: generator/document/ reads every plain word as text, and the check names a country or a truth value that came so.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq PyYAML==6.0.3
npm install --silent --no-audit --no-fund yaml@2.9.1 js-yaml@5.5.0

cat >write.mjs <<'JS'
import fs from "node:fs";
import * as jsYaml from "js-yaml";
import YAML from "yaml";
const texts = { country: "NO", opens: "22:30", answer: "on", code: "1_000" };
fs.writeFileSync("yaml.yml", YAML.stringify(texts));
fs.writeFileSync("js-yaml.yml", jsYaml.dump(texts));
JS
node write.mjs
cat >read.py <<'PY'
import sys

import yaml

seen = {tool: list(yaml.safe_load(open(f"{tool}.yml")).values()) for tool in ("yaml", "js-yaml")}
print(f"version: yaml 2.9.1 and js-yaml 5.5.0 (npm) write, PyYAML {yaml.__version__} reads")
print("expected: ['NO', '22:30', 'on', '1_000'], as they were handed over")
for tool, values in seen.items():
    print(f"seen: {tool}: {values}")
if seen != {"yaml": [False, 1350, True, 1000], "js-yaml": ["NO", "22:30", "on", "1_000"]}:
    sys.exit("CHANGED: was [False, 1350, True, 1000] through yaml, and all texts through js-yaml")
print("It still holds.")
PY
v/bin/python read.py
