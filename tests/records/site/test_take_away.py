"""What the shipped library weighs as a folder to take along."""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.editions.file_names import unfit
from generator.editions.for_phones import for_phones

_HREF = re.compile(r'<a\b[^>]*?\shref="([^"#?:]+)[^":]*"')


def test_a_copy_for_phones_has_less_than_half_of_the_files_and_leads_to_no_other(shipped: Path) -> None:
    site = shipped / "site"
    whole = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    phone = for_phones(whole)
    assert len(phone) < len(whole) / 2
    dead = {
        (address, href)
        for address, data in phone.items()
        if address.endswith(".html")
        for href in set(_HREF.findall(data.decode()))
        if posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(urlsplit(href).path))) not in phone
    }
    assert dead == set()
    assert list(unfit(whole)) == []
