#!/bin/sh
# The address of a heading. Python-Markdown's own is made of ASCII alone, and its documentation, like that of Material, names two cures for
# other scripts: slugify_unicode, and pymdownx's slugify. One expects them to keep the letters of a word. Both keep what Python's \w is, and
# vowel signs and viramas are marks, not \w: in Bengali, Hindi, Burmese or Tamil the vowels are gone, what is left is no word, and two
# different words are one address (day and gift, in Bengali). Greek, with which one would try it, comes out well.
# Our answer: generator/pages/anchors.py keeps the marks too.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq Markdown==3.11.3 pymdown-extensions==13.1.2

cat >slugs.py <<'PY'
import re
import sys
from importlib.metadata import version

import markdown
from markdown.extensions.toc import slugify_unicode
from pymdownx.slugs import slugify

WORDS = ["দিন", "দান", "मिट्टी", "νερό"]
CURES = {"slugify_unicode": slugify_unicode, "pymdownx": slugify(case="lower")}
KNOWN = ["দন", "দন_1", "मटट", "νερό"]
text = "\n\n".join(f"## {word}" for word in WORDS)
print(f"version: Python-Markdown {markdown.__version__}, pymdown-extensions {version('pymdown-extensions')}")
print(f"expected: {' '.join(WORDS)}")
changed = False
for name, cure in CURES.items():
    page = markdown.markdown(text, extensions=["toc"], extension_configs={"toc": {"slugify": cure}})
    seen = re.findall(r'id="([^"]*)"', page)
    print(f"seen: {name}: {' '.join(seen)}")
    changed |= seen != KNOWN
if changed:
    sys.exit(f"CHANGED: was {' '.join(KNOWN)}")
print("It still holds.")
PY
PYTHONIOENCODING=utf-8 v/bin/python slugs.py
