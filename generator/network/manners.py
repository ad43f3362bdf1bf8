# A check of many addresses is a visit at many doors. So each host is asked one thing at a time, after a pause, and not at all
# where its robots.txt asks programs to stay away (RFC 9309). It is asked for the head of a page only; for the page
# itself where it does not answer that, and once more where it failed, since a server may be tired for a minute.

"""Asking many addresses politely."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from . import Asker, Reply

_TOLD = (200, 299)
_TIRED = ("timeout", "no-answer", "unknown-host")
_STAY_AWAY = ("User-agent: *", "Disallow: /")
_LONGEST_PAUSE = 30.0


@dataclass
class Visitor:
    """Asks one host after another. `clock` is one in seconds, `wait` waits for so many."""

    asker: Asker
    clock: Callable[[], float]
    wait: Callable[[float], object]
    pause: float = 3
    _asked: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def visit(self, address: str) -> Reply:
        """What an address answers, if it may be asked."""
        if not self._rules_of(address).can_fetch(self.asker.agent, address):
            return Reply(0, address, "robots")
        reply = self._asked_for(address, "HEAD")
        if reply.failure not in ("unsafe", "certificate", "loop") and not _is_well(reply):
            reply = self._asked_for(address, "GET")
        if reply.failure in _TIRED or reply.status >= 500:
            reply = self._asked_for(address, "GET")
        return reply

    def _asked_for(self, address: str, method: str, *, wants_text: bool = False) -> Reply:
        host = urlsplit(address).netloc
        pause = self.pause
        if (rules := self._rules.get(_door(address))) and (wish := rules.crawl_delay(self.asker.agent)):
            pause = min(max(pause, float(wish)), _LONGEST_PAUSE)
        if host in self._asked:
            self.wait(max(0.0, self._asked[host] + pause - self.clock()))
        reply = self.asker.ask(address, method, wants_text=wants_text)
        self._asked[host] = self.clock()
        return reply

    def _rules_of(self, address: str) -> RobotFileParser:
        door = _door(address)
        if door not in self._rules:
            rules = RobotFileParser()
            reply = self._asked_for(f"{door}/robots.txt", "GET", wants_text=True)
            # Where there is no such file, or nobody answers at all, the address itself will tell more.
            is_shut = reply.status in (401, 403, 429) or reply.status >= 500
            rules.parse(_STAY_AWAY if is_shut else reply.text.splitlines() if _is_well(reply) else ())
            self._rules[door] = rules
        return self._rules[door]


def _is_well(reply: Reply) -> bool:
    return _TOLD[0] <= reply.status <= _TOLD[1]


def _door(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def in_turn(addresses: list[str]) -> Iterator[str]:
    """The addresses in an order in which each host rests as long as it can."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    for row in zip_longest(*by_host.values()):
        yield from (address for address in row if address)
