#!/bin/sh
# A footnote that is cited three times gets three arrows back. One expects the first arrow to lead to the first place, and so on. Where one of
# the places stands in a block of HTML with `markdown` (md_in_html, as admonitions and grids of Material need it), Python-Markdown counts
# it last: the blocks are read after all the rest.
# All arrows bear the same title, so a reader with a screen reader cannot tell either.
# Our answer: generator/publish/note_backlinks.py puts the arrows of a built page in order and numbers them.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq Markdown==3.11.3

cat >arrows.py <<'PY'
import re
import sys

import markdown

TEXT = """\
<div markdown>

In a box.[^1]

</div>

In the middle.[^1]

At the end.[^1]

[^1]: A source.
"""
page = markdown.markdown(TEXT, extensions=["footnotes", "md_in_html"])
places = re.findall(r'<sup id="([^"]*)"', page)
ways = re.findall(r'class="footnote-backref" href="#([^"]*)" title="([^"]*)"', page)
seen = [places.index(place) + 1 for place, _ in ways]
print(f"version: Python-Markdown {markdown.__version__}")
print("expected: the arrows lead to the places 1, 2, 3, and their titles tell them apart")
print(f"seen: they lead to {', '.join(map(str, seen))}, with {len({title for _, title in ways})} title")
if seen != [2, 3, 1] or len({title for _, title in ways}) != 1:
    sys.exit("CHANGED: was 2, 3, 1, with 1 title")
print("It still holds.")
PY
v/bin/python arrows.py
