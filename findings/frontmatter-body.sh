#!/bin/sh
# python-frontmatter reads a page and writes it again, nothing changed in between. One expects the page, perhaps with the YAML laid out
# anew. But the body is stripped before it is kept: where it begins with code set in by four blanks, the first line of the code becomes
# a paragraph. And the keys come back sorted by name, so whatever hung on their order, such as which source is the first, is another.
# Our answer: generator/document/ cuts front matter off by itself and keeps every sign of the body and its place.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq python-frontmatter==1.3.0 Markdown==3.11.3

cat >again.py <<'PY'
import sys
from importlib.metadata import version

import frontmatter
import markdown

PAGE = """\
---
title: Wells
sources: {zeal: 2011, acre: 2012}
---

    one: 1
    two: 2

Words.
"""
again = frontmatter.dumps(frontmatter.loads(PAGE))
shown = [markdown.markdown(text.split("---\n", 2)[2]).replace("\n", " ") for text in (PAGE, again)]
keys = list(frontmatter.loads(again)["sources"])
print(f"version: python-frontmatter {version('python-frontmatter')}")
print(f"expected: {shown[0]}; sources: zeal, acre")
print(f"seen: {shown[1]}; sources: {', '.join(keys)}")
if "<pre>" not in shown[0] or not shown[1].startswith("<p>one: 1") or keys != ["acre", "zeal"]:
    sys.exit("CHANGED: the code was a paragraph after the second writing, and the keys were sorted")
print("It still holds.")
PY
v/bin/python again.py
