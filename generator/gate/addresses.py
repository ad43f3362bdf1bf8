# How a browser reads an address, as far as it matters here: which host would be asked. Browsers forgive much, so an
# address is first cleaned as they clean it (WHATWG URL Standard, section 4.4): a tab inside it, a backslash for a slash
# or a space before it must not hide a host.

"""Addresses as browsers read them."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_AROUND = "".join(map(chr, range(0x21)))


def cleaned(address: str) -> str:
    """The address without what browsers drop, and with slashes where they read slashes."""
    return re.sub(r"[\t\n\r]", "", address.strip(_AROUND)).replace("\\", "/")


def scheme_of(address: str) -> str:
    """What stands before the colon, such as `https`, in small letters; nothing where the address is relative."""
    found = _SCHEME.match(cleaned(address))
    return found[1].lower() if found else ""


def is_elsewhere(address: str) -> bool:
    """Whether the address leads out of the site: it names a scheme or a host."""
    return bool(scheme_of(address)) or cleaned(address).startswith("//")


def is_picture(address: str) -> bool:
    """Whether the address holds a picture itself, so that nothing is asked for."""
    return cleaned(address).lower().startswith("data:image/")


def in_srcset(value: str) -> list[str]:
    """The addresses of a `srcset`, which may hold commas themselves (HTML Standard, section 4.8.4.2.2)."""
    found = []
    rest = value.lstrip(" \t\n\f\r,")
    while rest:
        address, rest = re.match(r"(\S*)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
        if address.endswith(","):
            address = address.rstrip(",")
        else:
            rest = rest.partition(",")[2]
        found.append(address)
        rest = rest.lstrip(" \t\n\f\r,")
    return found
