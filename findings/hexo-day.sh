#!/bin/sh
# hexo-front-matter, with which Hexo writes the front matter of a page. It reads the day 2026-11-21 as midnight in Greenwich, and writes a date
# in the hours of the machine. One expects the day to come back, or the day with a time. In Lima the page comes back dated to the
# evening before, in Kathmandu to a quarter to six in the morning; each time it is saved in Lima, if the time is cut off again, it loses a
# day. In Greenwich, and so in most automatic tests, nothing is to be seen.
# Our answer: the check takes midnight off a date and refuses any other time (bad-date), so that no wrong day is taken over unseen.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund hexo-front-matter@5.0.0

cat >save.cjs <<'JS'
const { parse, stringify } = require("hexo-front-matter");
console.log(stringify(parse("---\ntitle: Wells\ndate: 2026-11-21\n---\nWords.\n")).match(/date: (.*)/)[1]);
JS
greenwich=$(TZ=UTC node save.cjs)
lima=$(TZ=America/Lima node save.cjs)
kathmandu=$(TZ=Asia/Kathmandu node save.cjs)
echo "version: hexo-front-matter 5.0.0"
echo "expected: 2026-11-21 everywhere, with or without a time"
echo "seen: Greenwich: $greenwich; Lima: $lima; Kathmandu: $kathmandu"
if [ "$greenwich, $lima, $kathmandu" != "2026-11-21 00:00:00, 2026-11-20 19:00:00, 2026-11-21 05:45:00" ]; then
    echo "CHANGED: was the 20th, 19:00, in Lima" >&2
    exit 1
fi
echo "It still holds."
