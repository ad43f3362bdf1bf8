# What a browser may do with the site, said once. Each page carries the policy in its own head, since that also holds
# where no server sends headers: from a folder, and on hosts that know none. The gate refuses a page whose head says
# anything else, and the files for web servers are made from the same lines, so the two cannot differ.

"""The policy of the built site, and the header files of common hosts that carry it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import NamedTuple

SOURCES: dict[str, tuple[str, ...]] = {
    # For what has no directive of its own, which is fetching a page ahead: the plain page to which readers leave.
    "default-src": ("'self'",),
    # Pagefind is WebAssembly. From a folder its module is handed over as a blob: a folder's files cannot be imported.
    "script-src": ("'self'", "blob:", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    # The theme's style sheet holds its few icons as data.
    "img-src": ("'self'", "data:"),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    # In Firefox, a page of a folder is not “self” to its own forms; a page that came over http cannot open a file anyway.
    "form-action": ("'self'", "file:"),
    "base-uri": ("'none'",),
    "child-src": ("'none'",),
    "font-src": ("'none'",),
    "frame-src": ("'none'",),
    "media-src": ("'none'",),
    "object-src": ("'none'",),
    "worker-src": ("'none'",),
}
"""What a page may load and do, by the directives of the W3C's Content Security Policy, Level 3."""

_OF_SET = {**SOURCES, "frame-src": ("file:",)}

HEADERS_ONLY: dict[str, tuple[str, ...]] = {"frame-ancestors": ("'none'",)}
"""What the standard ignores in a page's head (section 3.3), so that only a server can say it."""

UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
"""What browsers offer to pages, and this site never asks for."""


def in_page() -> str:
    """The policy as it stands in the head of each page."""
    return _line(SOURCES)


def of_set() -> str:
    """The policy of the page that puts full texts together.

    In a folder no page can read another one, so it opens them out of sight, and they hand their texts over. Over http a page
    asks for them and can open nothing, since it may not open files.
    """
    return _line(_OF_SET)


def in_preview(html: str) -> str:
    """A page as `mkdocs serve` may show it: the host adds a script of its own, which reloads the page after an edit."""
    for policy in (SOURCES, _OF_SET):
        open_to_host = {**policy, "script-src": (*policy["script-src"], "'unsafe-inline'")}
        html = html.replace(_line(policy), _line(open_to_host), 1)
    return html


class Inline(NamedTuple):
    """The digests of scripts and styles that stand in pages themselves, as a policy names them."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


NOTHING = Inline()


def digest(text: str) -> str:
    """How a policy names a script or a style sheet that stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def alone(inline: Inline) -> str:
    """The policy of a page that is handed on as a single file: nothing but what it holds itself, and nobody can be asked."""
    return _line(
        {
            "default-src": ("'none'",),
            "script-src": inline.scripts or ("'none'",),
            "style-src": inline.styles or ("'none'",),
            "img-src": ("data:",),
            "base-uri": ("'none'",),
            "form-action": ("'none'",),
        }
    )


_DIGEST = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")


def inline_of(policy: str) -> Inline | None:
    """What a policy allows to stand in its page, if it is that of a page that is handed on as a single file."""
    parts = [tuple(_DIGEST.findall(part)) for part in policy.split("; ")]
    found = Inline(*parts[1:3]) if len(parts) > 2 else NOTHING
    return found if policy == alone(found) else None


_IN_HEAD = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def inline_in(html: str) -> Inline:
    """What the policy of a page allows to stand in the page itself; of most pages nothing."""
    found = _IN_HEAD.search(html)
    return (inline_of(found[1]) if found else None) or NOTHING


def headers(inline: Inline = NOTHING) -> dict[str, str]:
    """What a web server is to send with each file, by the names of the headers.

    A server says the same for all files, so it has to allow what stands `inline` in some; what each page says of itself
    holds beside it.
    """
    own = {"script-src": inline.scripts, "style-src": inline.styles}
    sources = {name: (*values, *own.get(name, ())) for name, values in SOURCES.items()}
    return {
        "Content-Security-Policy": _line(sources | HEADERS_ONLY),
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "X-Content-Type-Options": "nosniff",
    }


def header_files(inline: Inline = NOTHING) -> dict[str, str]:
    """The settings that make common hosts send the headers: the text of each, by its address in the site."""
    return {address: write(headers(inline)) for address, write in FORMS.items()}


def _line(directives: dict[str, tuple[str, ...]]) -> str:
    return "; ".join(" ".join((name, *values)) for name, values in directives.items())


def _netlify(sent: dict[str, str]) -> str:
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in sent.items())


def _apache(sent: dict[str, str]) -> str:
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in sent.items())
    return f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"


def _vercel(sent: dict[str, str]) -> str:
    rows = [{"key": name, "value": value} for name, value in sent.items()]
    return json.dumps({"headers": [{"source": "/(.*)", "headers": rows}]}, indent=2) + "\n"


def _nginx(sent: dict[str, str]) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in sent.items())


def _caddy(sent: dict[str, str]) -> str:
    return "header {\n" + "".join(f'\t{name} "{value}"\n' for name, value in sent.items()) + "}\n"


FORMS: dict[str, Callable[[dict[str, str]], str]] = {
    "_headers": _netlify,
    ".htaccess": _apache,
    "vercel.json": _vercel,
    "headers/nginx.conf": _nginx,
    "headers/Caddyfile": _caddy,
}
"""How each host wants it, by where the host looks for it; the last two are to be included by hand."""
