#!/bin/sh
# Pagefind, asked for a word that no page has. One expects nothing, or words that begin with what was asked, as somebody may still be
# typing. It goes the other way too: it takes the longest word of the index that begins the word asked for, however short. "Chile" and
# "cash" find a page for its "c. 2011", marked as a hit, and the number of results is as sure as any. Within quotation marks the same
# word finds nothing, so the index does know.
# Our answer: templates/overrides/assets/search-query.js counts a word as found only where what was matched begins as it does.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq pagefind==1.5.2 pagefind_bin==1.5.2

mkdir site
cat >site/index.html <<'HTML'
<!doctype html>
<html lang="en"><head><title>Wells</title></head>
<body data-pagefind-body><h1>Wells</h1><p>A report, c. 2011, on water in the village.</p></body></html>
HTML
v/bin/python -m pagefind --site site >/dev/null
# What Pagefind's script asks a browser for, handed over from the disk.
cat >ask.mjs <<'JS'
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
const folder = `${process.cwd()}/site/pagefind/`;
globalThis.fetch = async (address) => new Response(await readFile(String(address).split("?")[0]));
globalThis.document = { querySelector: () => ({ getAttribute: () => "en" }), currentScript: null };
globalThis.window = { location: { origin: "" } };
globalThis.location = { href: "file:///", origin: "file://" };
const pagefind = await import(pathToFileURL(`${folder}pagefind.js`));
await pagefind.options({ basePath: folder, baseUrl: "/" });
for (const words of ["Chile", "cash", '"Chile"', "zebra"]) {
  const { results } = await pagefind.search(words);
  const marked = results.length ? (await results[0].data()).excerpt.match(/<mark>(.*?)<\/mark>/)[1] : "";
  console.log(`${words}: ${results.length}${marked && ` by ${marked}`}`);
}
JS
seen=$(node ask.mjs | paste -sd ';' -)
echo "version: $(v/bin/python -m pagefind --version)"
echo "expected: Chile: 0;cash: 0;\"Chile\": 0;zebra: 0"
echo "seen: $seen"
if [ "$seen" != 'Chile: 1 by c.;cash: 1 by c.;"Chile": 0;zebra: 0' ]; then
    echo "CHANGED: Chile and cash were found by c." >&2
    exit 1
fi
echo "It still holds."
