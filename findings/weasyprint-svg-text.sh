#!/bin/sh
# A picture with labels in a PDF by WeasyPrint. A paragraph in Arabic is right: its letters join, one of them in three forms at the
# beginning, in the middle and at the end. One expects the same of <text> in an SVG on the same page, since the same library shapes both. But
# there each letter is set by itself: none joins, and they run from left to right, so an Arabic label is backwards and in pieces; vowel signs
# of Bengali or Hindi fall apart likewise. No message, exit 0.
# Our answer, for an edition as PDF: labels of pictures as HTML, or printed by a browser.
# Needs Pango on the machine: on Debian, libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq weasyprint==70.0
npm install --silent --no-audit --no-fund dejavu-fonts-ttf@2.37.3

cat >labels.py <<'PY'
import re
import sys

import weasyprint

LETTER = "\u0628"  # beh
FONT = "<style>@font-face { font-family: F; src: url(node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf) }</style>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="10" y="20" font-family="F">{}</text></svg>'


def glyphs(body):
    """The numbers of the glyphs that the page draws, in their order."""
    page = weasyprint.HTML(string=FONT + body, base_url=".").write_pdf(uncompressed_pdf=True)
    return [number for shown in re.findall(rb"\[([^\]]*)\] ?TJ", page) for number in re.findall(rb"<([0-9a-f]{4})", shown)]


seen = {"HTML": glyphs(f'<p style="font-family: F">{LETTER * 3}</p>'), "SVG": glyphs(SVG.format(LETTER * 3))}
print(f"version: WeasyPrint {weasyprint.__version__}")
print("expected: the letter three times is three glyphs of three forms, in HTML and in SVG")
for where, found in seen.items():
    print(f"seen: {where}: {len(found)} glyphs of {len(set(found))} forms")
if [(len(found), len(set(found))) for found in seen.values()] != [(3, 3), (3, 1)]:
    sys.exit("CHANGED: was 3 of 3 in HTML, and 3 of 1 in SVG")
print("It still holds.")
PY
v/bin/python labels.py
