"""`practices links`: what is asked, of whom, how politely, and what is said of each answer. Only this computer is asked."""

import datetime
import json
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

from generator.authoring import outgoing_links
from generator.authoring.outgoing_links import Asked, verdict
from generator.cli import main
from generator.network import Asker, Reply, is_public
from generator.network.manners import Visitor, in_turn

from .libraries import LIBRARY, TODAY, examine


class Page(BaseHTTPRequestHandler):
    """Answers by the path: a number is a status, `to-…` leads on, and so on."""

    seen: ClassVar[list[tuple[str, str, str]]] = []
    robots = ""
    failing = 0

    def do_HEAD(self) -> None:
        self.answer("HEAD")

    def do_GET(self) -> None:
        self.answer("GET")

    def answer(self, method: str) -> None:
        type(self).seen.append((method, self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            return self.send(200 if self.robots else 404, self.robots)
        if self.path == "/slow":
            threading.Event().wait(1)
            return None
        if self.path == "/tired" and type(self).failing:
            type(self).failing -= 1
            return self.send(503)
        if self.path == "/no-head" and method == "HEAD":
            return self.send(405)
        if self.path in LEADS:
            return self.send(*LEADS[self.path])
        return self.send(int(self.path[1:]) if self.path[1:].isdigit() else 200)

    def send(self, status: int, text: str = "") -> None:
        self.send_response(status)
        if status in (301, 302, 308):
            self.send_header("Location", text)
            text = ""
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


LEADS = {
    "/old": (301, "/older"),
    "/older": (308, "/here"),
    "/for-now": (302, "/here"),
    "/then": (301, "/for-now"),
    "/round": (301, "/and-round"),
    "/and-round": (301, "/round"),
    "/to-file": (302, "file:///etc/passwd"),
    "/to-nowhere": (301, "/404"),
}


@pytest.fixture
def server() -> Iterator[str]:
    Page.seen, Page.robots, Page.failing = [], "", 0
    made = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


class Clock:
    """A clock that only goes on when somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


def visitor(clock: Clock, timeout: float = 5) -> Visitor:
    return Visitor(Asker("shelf-link-check/1", timeout, anywhere=True), lambda: clock.now, clock.wait, 3)


def asked_of(reply: Reply) -> Asked:
    return Asked.of(reply, TODAY)


@pytest.mark.parametrize(
    ("path", "status", "moved", "said"),
    [
        ("/here", 200, "", None),
        ("/old", 200, "/here", "has moved to “{}/here”"),
        ("/for-now", 200, "", None),
        ("/then", 200, "/for-now", "has moved to “{}/for-now”"),
        ("/404", 404, "", "is gone (404)"),
        ("/410", 410, "", "is gone (410)"),
        ("/to-nowhere", 404, "/404", "is gone (404)"),
        ("/500", 500, "", "has trouble (500)"),
        ("/403", 403, "", "does not show itself to programs (403)"),
        ("/no-head", 200, "", None),
    ],
)
def test_what_an_address_answers_is_told(server: str, path: str, status: int, moved: str, said: str | None) -> None:
    reply = visitor(Clock()).visit(server + path)
    assert (reply.status, reply.failure) == (status, "")
    assert reply.moved == (server + moved if moved else "")
    found = verdict(server + path, asked_of(reply))
    assert (found[0] if found else None) == (said.format(server) if said else None)


@pytest.mark.parametrize(("path", "failure"), [("/round", "loop"), ("/to-file", "unsafe"), ("/slow", "timeout")])
def test_what_kept_an_address_from_answering_is_told(server: str, path: str, failure: str) -> None:
    reply = visitor(Clock(), timeout=0.1).visit(server + path)
    assert (reply.status, reply.failure) == (0, failure)
    found = verdict(server + path, asked_of(reply))
    assert found
    assert found[1]


def test_a_port_at_which_nobody_listens_gives_no_answer_and_a_host_that_nobody_knows_says_so(server: str) -> None:
    port = int(server.rpartition(":")[2])
    made = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    free = made.server_port
    made.server_close()
    assert free != port
    assert visitor(Clock()).visit(f"http://127.0.0.1:{free}/").failure == "no-answer"
    assert verdict("http://gone.invalid/", asked_of(Reply(0, "http://gone.invalid/", "unknown-host")))


def test_a_server_that_is_tired_is_asked_once_more_and_no_more_than_that(server: str) -> None:
    Page.failing = 2
    assert visitor(Clock()).visit(f"{server}/tired").status == 200
    Page.seen, Page.failing = [], 9
    assert visitor(Clock()).visit(f"{server}/tired").status == 503
    assert [method for method, path, _ in Page.seen if path == "/tired"] == ["HEAD", "GET", "GET"]


def test_it_says_who_asks_and_rests_between_two_questions_to_one_host(server: str) -> None:
    clock = Clock()
    one = visitor(clock)
    one.visit(f"{server}/here")
    one.visit(f"{server}/200")
    assert {agent for _, _, agent in Page.seen} == {"shelf-link-check/1"}
    assert [path for _, path, _ in Page.seen] == ["/robots.txt", "/here", "/200"]
    assert clock.waited == [3, 3]


def test_it_stays_away_where_it_is_asked_to_and_is_as_slow_as_it_is_asked_to(server: str) -> None:
    Page.robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
    clock = Clock()
    one = visitor(clock)
    assert one.visit(f"{server}/private/a").failure == "robots"
    assert one.visit(f"{server}/here").status == 200
    assert [path for _, path, _ in Page.seen] == ["/robots.txt", "/here"]
    assert clock.waited == [7]


def test_hosts_are_asked_in_turn() -> None:
    given = ["http://a.example/1", "http://a.example/2", "http://b.example/1", "http://a.example/3"]
    assert list(in_turn(given)) == [
        "http://a.example/1",
        "http://b.example/1",
        "http://a.example/2",
        "http://a.example/3",
    ]


# Nobody near is asked


def test_a_place_that_is_not_public_is_not_asked_whatever_the_record_says(server: str) -> None:
    for address in (server, server.replace("127.0.0.1", "localhost"), server.replace("127.0.0.1", "2130706433")):
        assert Asker("a", 5).ask(f"{address}/here").failure in ("unsafe", "unknown-host")
    assert Page.seen == []


@pytest.mark.parametrize(
    "address",
    [
        "ftp://books.example/a",
        "file:///etc/passwd",
        "http://user:word@127.0.0.1/",
        "http:///a",
        "gopher://books.example",
    ],
)
def test_only_plain_web_addresses_are_asked(address: str) -> None:
    assert Asker("a", 5, anywhere=True).ask(address).failure == "unsafe"


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.0.1", False), ("169.254.169.254", False),
        ("0.0.0.0", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
        ("fd00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:93.184.216.34", True), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_places_are_public(place: str, public: bool) -> None:
    assert is_public(place) is public


# What is asked


def changed(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    root = shutil.copytree(LIBRARY, tmp_path / "library")
    for address, old, new in changes:
        path = root / "practices" / address
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return root


def test_every_address_is_known_with_its_places_and_a_source_with_its_own_record_only_there(tmp_path: Path) -> None:
    root = changed(tmp_path)
    (root / "docs").mkdir()
    (root / "docs/help.md").write_text("# Help\n\nSee [them](https://help.example/a_(b)).\n", "utf-8")
    found = {
        address: [str(one) for one in where] for address, where in outgoing_links.links(examine(root, TODAY)).items()
    }
    assert found["https://copies.example/boxes?a=1&b=(2)"] == ["practices/sources/boxes-and-boats.md:7:6"]
    assert found["https://doi.org/10.1234/boxes.%282022%29_5"] == ["practices/sources/boxes-and-boats.md:9:6"]
    assert found["https://help.example/a_(b)"] == ["docs/help.md:3:1"]
    assert len(found["https://books.example/shelf"]) == 2
    assert "https://lantern.example/" in found


def test_what_is_held_back_is_not_asked_for(tmp_path: Path) -> None:
    top = "---\nembargo: 2027-01-01\n"
    root = changed(tmp_path, ("organisations/lantern-readers.md", "url: https://lantern.example/", "url: https://lantern.example/\nsensitivity: {held_back: {url: safety}}"),
                   ("sources/boxes-and-boats.md", "---\n", top))  # fmt: skip
    found = outgoing_links.links(examine(root, TODAY))
    assert {address for address in found if "lantern.example" in address or "copies.example" in address} == set()


def test_paths_and_hosts_narrow_it_down(tmp_path: Path) -> None:
    every = outgoing_links.links(examine(changed(tmp_path), TODAY))
    below = outgoing_links.chosen(every, ("practices/sources",))
    assert {place.path for where in below.values() for place in where} == {"practices/sources/boxes-and-boats.md"}
    assert list(outgoing_links.chosen(every, (), ("example",))) == [one for one in every if ".example/" in one]
    assert list(outgoing_links.chosen(every, (), ("lantern.example",))) == ["https://lantern.example/"]
    assert outgoing_links.chosen(every, (), ("antern.example",)) == {}


# The report


def test_a_run_that_was_stopped_goes_on_where_it_was_and_asks_again_after_some_days(tmp_path: Path) -> None:
    report, asked = tmp_path / "deep" / "links.json", []

    def visit(address: str) -> Reply:
        if address == "http://c.example/" and "http://c.example/" not in asked:
            asked.append(address)
            raise KeyboardInterrupt
        asked.append(address)
        return Reply(200, address)

    def run(day: datetime.date, older_than: int = 30) -> list[str]:
        given = ["http://a.example/", "http://b.example/", "http://c.example/"]
        return [
            address for address, _, is_new in outgoing_links.ask_all(given, visit, report, day, older_than) if is_new
        ]

    with pytest.raises(KeyboardInterrupt):
        run(TODAY)
    assert run(TODAY) == ["http://c.example/"]
    assert run(TODAY) == []
    assert len(run(TODAY, 0)) == 3
    assert len(run(TODAY + datetime.timedelta(days=30))) == 3


@pytest.mark.parametrize("text", ["", "[]", "{", '{"http://a.example/": 1}', '{"http://a.example/": {"day": "x"}}'])
def test_a_report_that_cannot_be_read_is_begun_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.json").write_text(text, "utf-8")
    assert outgoing_links.read_report(tmp_path / "links.json") == {}


def command(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(
        main, ["links", "--root", str(root), "--today", TODAY.isoformat(), "--pause", "0", *arguments]
    )
    return done.exit_code, done.stdout, done.stderr


def test_the_command_says_which_line_what_answered_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = changed(tmp_path)
    replies = {
        "https://copies.example/boxes?a=1&b=(2)": Reply(404, "x"),
        "https://archive.example/2026/boxes": Reply(200, "y", "", "https://archive.example/new"),
    }
    monkeypatch.setattr(Visitor, "visit", lambda _, address: replies.get(address, Reply(200, address)))
    code, out, said = command(root, str(root / "practices/sources"))
    assert code == 1
    assert out.splitlines() == [
        "practices/sources/boxes-and-boats.md:10:11: https://archive.example/2026/boxes has moved to “https://archive.example/new”, "
        "2026-11-21. Look whether that is the same page, and correct the address.",
        "practices/sources/boxes-and-boats.md:7:6: https://copies.example/boxes?a=1&b=(2) is gone (404), 2026-11-21. See whether an "
        "archive of the web has it, and write that copy as `archived:`; else take `url:` out.",
    ]  # fmt: skip
    assert "3 of 3 addresses looked at, 2 to see to." in said
    rows = json.loads(command(root, str(root / "practices/sources"), "--format", "json")[1])
    assert {row["url"]: row["status"] for row in rows}["https://copies.example/boxes?a=1&b=(2)"] == 404
    assert all(row["places"] for row in rows)
    assert (root / "build/links.json").is_file()


def test_the_name_under_which_it_asks_is_the_librarys(tmp_path: Path) -> None:
    agent = outgoing_links.agent(examine(changed(tmp_path), TODAY))
    assert agent.startswith("the-lantern-shelf-link-check/")
    assert agent.isascii()


@pytest.mark.parametrize(
    ("repository", "shown"), [("https://code.example/shelf", True), ("https://example.org/shelf", False)]
)
def test_it_tells_hosts_where_its_records_lie_only_if_that_is_known(
    tmp_path: Path, repository: str, shown: bool
) -> None:
    root = changed(tmp_path)
    card = root / "practices" / "library.md"
    card.write_text(re.sub(r"(?m)^repository: .*$", f"repository: {repository}", card.read_text("utf-8")), "utf-8")
    assert (f"(+{repository})" in outgoing_links.agent(examine(root, TODAY))) == shown


def test_records_with_errors_are_not_asked_about(tmp_path: Path) -> None:
    root = changed(tmp_path, ("cases/fjord-boat.md", "title:", "titel:"))
    code, _, said = command(root)
    assert code == 2
    assert "have errors" in said
