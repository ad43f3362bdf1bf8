#!/bin/sh
# Pagefind, run again over a folder in which nothing changed. One expects the same files, as names that carry a sum of the content promise. So
# it is for the index of words; once a page has filters, the files of filters and the list that leads to them get another content
# and another name with each run, since their values are written in the order of a hash table with a seed by chance. A site cannot be
# built twice alike, readers load anew what did not change, and a mirror copies it.
# Our answer: no filters; kind, place and theme are metadata ("One index", docs/developing/decisions.md). 1.6.0 (npm) is said to mend it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq pagefind==1.5.2 pagefind_bin==1.5.2

# How many different sets of files three runs over the same folder give.
sets() {
    for run in 1 2 3; do
        v/bin/python -m pagefind --site "$1" --output-path "$dir/out-$run" >/dev/null
        (cd "out-$run" && find . -name '*.pf_*' -type f | sort | xargs cksum | cksum)
        rm -r "out-$run"
    done | sort -u | wc -l | tr -d ' '
}
mkdir plain filters
for number in 1 2 3 4 5 6 7 8; do
    for folder in plain filters; do
        filter=
        [ $folder = plain ] || filter=" data-pagefind-filter=\"place\""
        echo "<!doctype html><html lang=\"en\"><head><title>$number</title></head>" \
            "<body data-pagefind-body><h1>Page $number</h1><p$filter>Place $number</p></body></html>" >$folder/$number.html
    done
done
plain=$(sets plain)
filters=$(sets filters)
echo "version: $(v/bin/python -m pagefind --version)"
echo "expected: three runs give one set of files, with filters and without"
echo "seen: without filters $plain, with filters $filters"
if [ "$plain" != 1 ] || [ "$filters" = 1 ]; then
    echo "CHANGED: was 1 without filters, and more than 1 with them" >&2
    exit 1
fi
echo "It still holds."
