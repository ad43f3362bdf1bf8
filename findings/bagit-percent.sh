#!/bin/sh
# RFC 8493 (2.1.3) has a percent sign in the name of a file written as %25 in the lists of a bag, and nothing else but ends of lines. bagit-python, the
# program of the Library of Congress with which most bags are made and checked, writes and reads ends of lines so, and leaves the percent
# sign as it is. One expects a bag that follows the standard to be valid; a name such as "100% sure.txt" makes it invalid there, and a bag
# that bagit-python makes of it does not follow the standard.
# Our answer: generator/editions/archive/bagit.py follows the standard, and no name that the program gives has such a sign.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
cd "$dir"
python3 -m venv v
v/bin/pip install -qq bagit==1.8.1

mkdir -p bag/data
printf x >"bag/data/100% sure.txt"
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >bag/bagit.txt
sum=$(sha256sum "bag/data/100% sure.txt" | cut -d' ' -f1)
check() { v/bin/python -c 'import bagit; print("valid" if bagit.Bag("bag").is_valid() else "invalid")' 2>/dev/null; }
printf '%s  data/100%%25 sure.txt\n' "$sum" >bag/manifest-sha256.txt
standard=$(check)
printf '%s  data/100%% sure.txt\n' "$sum" >bag/manifest-sha256.txt
other=$(check)
echo "version: bagit $(v/bin/python -c 'from importlib.metadata import version; print(version("bagit"))')"
echo "expected: valid with %25, as RFC 8493 has it, and invalid with the sign itself"
echo "seen: $standard with %25; $other with the sign itself"
if [ "$standard; $other" != "invalid; valid" ]; then
    echo "CHANGED: was invalid with %25, and valid with the sign itself" >&2
    exit 1
fi
echo "It still holds."
