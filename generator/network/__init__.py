# The only place that opens a connection. It is called when somebody asks for it with `practices links`, and by nothing that is
# built. An address in a record is a stranger's text, so it must not make the computer of whoever runs the command ask
# itself or its neighbours: each host is resolved here, every place that it stands for must be a public one, and the
# connection goes to the very place that was looked at. That holds for each step of a redirect anew.

"""Asking an address elsewhere whether it still answers."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

MOST_STEPS = 10
"""So many redirects are followed, as browsers follow some twenty."""
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_MOST_READ = 500_000
Connect = Callable[[tuple[str, int], float | None, tuple[str, int] | None], socket.socket]


class Unsafe(Exception):
    """An address that may not be asked."""


_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (Unsafe, "unsafe"),
    (ssl.SSLCertVerificationError, "certificate"),
    (TimeoutError, "timeout"),
    (socket.gaierror, "unknown-host"),
    (Exception, "no-answer"),
)
"""What each failure is called; of several that fit, the first."""


@dataclass(frozen=True)
class Reply:
    """What came of asking. `status` is what the last address said, 0 if none did, and then `failure` says why.

    `address` is where the question ended, and `moved` where the address has gone for good.
    """

    status: int
    address: str
    failure: str = ""
    moved: str = ""
    text: str = ""


@dataclass(frozen=True)
class Asker:
    """Asks addresses under a name, and waits `timeout` seconds for each word of an answer.

    `anywhere` lets it ask hosts that are not public, which only tests of the program itself want.
    """

    agent: str
    timeout: float = 20
    anywhere: bool = False
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, address: str, method: str = "HEAD", *, wants_text: bool = False) -> Reply:
        """What an address answers, redirects followed."""
        here, moved, is_for_good = address, "", True
        seen: set[str] = set()
        while True:
            if here in seen or len(seen) > MOST_STEPS:
                return Reply(0, here, "loop", moved)
            seen.add(here)
            try:
                status, target, text = self._once(here, method, wants_text=wants_text)
            except (Unsafe, OSError, http.client.HTTPException, ValueError) as error:
                return Reply(0, here, next(name for kind, name in _FAILURES if isinstance(error, kind)), moved)
            if status not in _REDIRECTS or not target:
                return Reply(status, here, "", moved, text)
            here = urljoin(here, target)
            # Behind a redirect that is not for good, nobody has said where the page will stay.
            is_for_good = is_for_good and status in _FOR_GOOD
            moved = here if is_for_good else moved

    def _once(self, address: str, method: str, *, wants_text: bool) -> tuple[int, str, str]:
        scheme, host, path = _taken_apart(address)
        port = urlsplit(address).port
        made: http.client.HTTPConnection
        if scheme == "https":
            made = http.client.HTTPSConnection(host, port, timeout=self.timeout, context=self.trusted)
        else:
            made = http.client.HTTPConnection(host, port, timeout=self.timeout)
        made._create_connection = self._connected  # type: ignore[attr-defined]
        # A server that sends a letter now and then would never be waited for too long by the socket alone.
        watch = threading.Timer(3 * self.timeout, lambda: made.sock and made.sock.shutdown(socket.SHUT_RDWR))
        watch.daemon = True
        watch.start()
        try:
            made.request(method, path, headers={"User-Agent": self.agent, "Accept": "*/*"})
            reply = made.getresponse()
            text = reply.read(_MOST_READ).decode("utf-8", "replace") if wants_text else ""
            return reply.status, reply.headers.get("Location", ""), text
        finally:
            watch.cancel()
            made.close()

    def _connected(
        self, where: tuple[str, int], timeout: float | None = None, source: tuple[str, int] | None = None
    ) -> socket.socket:
        found = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)
        places = [(kind, place) for kind, _, _, _, place in found]
        if not self.anywhere and not all(is_public(str(place[0])) for _, place in places):
            raise Unsafe
        failure: OSError = OSError("no place")
        for kind, place in places:
            made = socket.socket(kind, socket.SOCK_STREAM)
            made.settimeout(timeout)
            try:
                made.connect(place)
            except OSError as error:
                made.close()
                failure = error
            else:
                return made
        raise failure


def _taken_apart(address: str) -> tuple[str, str, str]:
    """The scheme, the host, and what is asked of it, as they are sent."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Unsafe
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:@!$'()*+,;~-._[]")
    return parts.scheme, host, path


def is_public(place: str) -> bool:
    """Whether an address of the network is one that anybody could ask, however it is wrapped."""
    number = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if number in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return number.is_global and not number.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses of the old kind, as networks that only know the new one write them (RFC 6052)."""
