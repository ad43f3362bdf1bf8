#!/bin/sh
# A table over several pages in a PDF by WeasyPrint. It repeats the head of the table on each page. "tr { break-inside: avoid }" is the usual
# advice for rows that must not be cut, and one expects it to change nothing for a row that is higher than a page. But then the head is gone
# from all pages that the row fills, and comes back on that where it ends. Without the rule all is well.
# Our answer, for an edition as PDF: rows that may grow long go without the rule.
# Needs Pango on the machine: on Debian, libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq weasyprint==70.0 pypdf==7.1.1
npm install --silent --no-audit --no-fund dejavu-fonts-ttf@2.37.3

cat >table.py <<'PY'
import io
import sys

import pypdf
import weasyprint

TABLE = """
<style>
@font-face {{ font-family: F; src: url(node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf) }}
@page {{ size: 200mm 60mm; margin: 5mm }} table {{ font: 16px/20px F }} {}
</style>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>first</td></tr><tr><td>{}</td></tr></tbody></table>
"""


def heads(style):
    """For each page, whether it has the head of the table."""
    lines = "<br>".join(f"line {number}" for number in range(30))
    book = weasyprint.HTML(string=TABLE.format(style, lines), base_url=".").write_pdf()
    return ["Head" in page.extract_text() for page in pypdf.PdfReader(io.BytesIO(book)).pages]


plain, avoiding = heads(""), heads("tr { break-inside: avoid }")
print(f"version: WeasyPrint {weasyprint.__version__}")
print("expected: the head on every page, with and without the rule")
print(f"seen: without it on {sum(plain)} of {len(plain)} pages, with it on {sum(avoiding)} of {len(avoiding)}")
if not all(plain) or len(avoiding) < 4 or any(avoiding[1:-1]):
    sys.exit("CHANGED: was on every page without the rule, and with it on the first and the last alone")
print("It still holds.")
PY
v/bin/python table.py
