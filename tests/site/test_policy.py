"""The policy: every page keeps it, servers can send it, and a site that breaks it does not take the place of the last one."""

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.gate import inspect
from generator.gate.policy import header_files, headers, in_page, in_preview, inline_in, of_set
from generator.problem import has_errors
from generator.publish.building import build

from ..sites import REPOSITORY, TODAY, on_server_and_folder, practices, run, served, violations_of
from .looks import of_each_folder, of_each_look

PARTS = 2
"""In how many parts the pages are walked, so that every worker has some."""
LOADING = '# A page\n\n<p><img alt="" src="https://elsewhere.example/a.png"></p>\n'


def sent_by(site: Path) -> dict[str, str]:
    """The headers that a host sends which reads `_headers`."""
    first, *lines = (site / "_headers").read_text("utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@pytest.fixture(scope="module")
def hosted(built: Path) -> Iterator[str]:
    """Where the site begins on a server that sends the headers."""

    class Sending(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in sent_by(built / "site").items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Sending, directory=built / "site")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_keep_the_policy_and_ask_their_own_host_only(
    built: Path, hosted: str, browser: Browser, part: int
) -> None:
    """Whatever stands on any page stands on one of these; that no page loads from elsewhere the gate looks at with each build."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    violations = violations_of(page)
    said: list[str] = []
    asked: list[str] = []
    wide: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    pages = sorted({*of_each_look(built / "site"), *of_each_folder(built / "site")})[part::PARTS]
    assert pages
    for name in pages:
        page.goto(hosted + name)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []
    assert violations == []
    assert said == []
    assert {url for url in asked if not url.startswith((hosted, "data:"))} == set()
    assert page.context.cookies() == []
    assert (
        page.evaluate("localStorage.length + sessionStorage.length") == 0
    )  # whatever a page kept would still be there
    page.close()


FRAMED = """addresses => Promise.all(addresses.map((address) => new Promise((done) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { width: 360, height: 740, frameBorder: 0, src: address });
  frame.onload = () => {
    const { scrollWidth, clientWidth } = frame.contentDocument.documentElement;
    done([clientWidth, scrollWidth > clientWidth]);
    frame.remove();
  };
  document.body.append(frame);
})))"""
"""How wide pages are, and whether they are too wide for it, each run and laid out in a frame as large as a phone, which is quicker than a visit."""
AT_ONCE = 25


def test_every_page_keeps_the_policy_in_a_frame_and_fits_a_phone(built: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1900, "height": 3900})
    violations = violations_of(page)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/host.html", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><body>"))
    page.route("**/wide.html", lambda route: route.fulfill(content_type="text/html", body=f"<p>{'m' * 200}"))
    names = sorted(path.relative_to(built / "site").as_posix() for path in (built / "site").rglob("*.html"))
    with served(built / "site", "max-age=1000") as address:
        page.goto(f"{address}host.html")
        for at in range(0, len(names), AT_ONCE):
            some = names[at : at + AT_ONCE]
            found = page.evaluate(FRAMED, [address + name for name in some])
            assert [name for name, one in zip(some, found, strict=True) if one != [360, False]] == []
        assert violations == []
        assert said == []
        assert {url for url in asked if not url.startswith((address, "data:"))} == set()
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.evaluate(FRAMED, [f"{address}wide.html"]) == [[360, True]]
    page.close()


def test_what_a_page_in_a_frame_has_refused_is_heard(built: Path, browser: Browser) -> None:
    page = browser.new_page()
    violations = violations_of(page)
    bad = (built / "site" / "about.html").read_text("utf-8").replace("</main>", '<p style="color: red"></main>')
    page.route("**/host.html", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><body>"))
    page.route("**/bad.html", lambda route: route.fulfill(content_type="text/html", body=bad))
    with served(built / "site") as address:
        page.goto(f"{address}host.html")
        page.evaluate(FRAMED, [f"{address}bad.html"])
    assert "style-src-attr" in " ".join(violations)
    page.close()


@on_server_and_folder
def test_the_search_keeps_the_policy(start: str, browser: Browser) -> None:
    page = browser.new_page()
    violations = violations_of(page)
    page.goto(start + "index.html")
    page.locator("#hg-query").fill("books")
    page.locator("#hg-query").press("Enter")
    expect(page.locator(".hg-results li").first).to_be_visible()
    assert violations == []
    page.close()


def test_the_browser_refuses_what_breaks_the_policy(built: Path, tmp_path: Path, browser: Browser) -> None:
    html = (built / "site" / "about.html").read_text("utf-8")
    bad = '<script>document.title = "run"</script><img alt="" src="https://elsewhere.example/a.png"><p style="color: red">'
    (tmp_path / "bad.html").write_text(html.replace("</main>", f"{bad}</main>"), "utf-8")
    page = browser.new_page()
    violations = violations_of(page)
    page.goto((tmp_path / "bad.html").as_uri())
    page.wait_for_load_state("networkidle")
    refused = " ".join(violations)
    assert page.title() != "run"
    assert all(name in refused for name in ("script-src-elem", "img-src https://elsewhere.example", "style-src-attr"))
    page.close()


def test_the_frame_states_the_policy_of_the_program() -> None:
    frame = (REPOSITORY / "templates" / "overrides" / "main.html").read_text("utf-8")
    assert all(f'content="{policy}"' in frame for policy in (in_page(), of_set()))


def test_one_page_may_open_files_and_none_may_open_what_a_server_sends(built: Path) -> None:
    pages = (path for path in (built / "site").rglob("*.html") if of_set() in path.read_text("utf-8"))
    assert [path.name for path in pages] == ["set.html"]
    assert of_set().replace("frame-src file:", "frame-src 'none'") == in_page()


def test_every_host_is_told_the_same(built: Path) -> None:
    site = built / "site"
    pairs = headers(inline_in((site / "contribute" / "form.html").read_text("utf-8")))
    assert sent_by(site) == pairs
    (rule,) = json.loads((site / "vercel.json").read_text("utf-8"))["headers"]
    assert {row["key"]: row["value"] for row in rule["headers"]} == pairs
    for name, line in {
        ".htaccess": r'  Header always set (\S+) "(.*)"',
        "headers/nginx.conf": r'add_header (\S+) "(.*)" always;',
        "headers/Caddyfile": r'\t(\S+) "(.*)"',
    }.items():
        assert dict(re.findall(line, (site / name).read_text("utf-8"))) == pairs, name
    assert all('"' not in value for value in pairs.values())


def test_servers_say_what_pages_say_and_who_may_frame_them() -> None:
    assert headers()["Content-Security-Policy"] == f"{in_page()}; frame-ancestors 'none'"
    assert headers()["Referrer-Policy"] == "no-referrer"
    assert headers()["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers()["Permissions-Policy"]


def test_a_preview_lets_in_the_script_of_its_host_and_nothing_more() -> None:
    for policy in (in_page(), of_set()):
        shown = in_preview(f'<meta content="{policy}">')
        assert "script-src 'self' blob: 'wasm-unsafe-eval' 'unsafe-inline';" in shown
        assert shown.replace(" 'unsafe-inline'", "") == f'<meta content="{policy}">'


def load_in_the_frame(root: Path) -> None:
    """Let every page load a picture from elsewhere, where the check of records and pages does not look."""
    frame = root / "templates" / "overrides" / "main.html"
    picture = '<img src="https://elsewhere.example/a.png" alt="">'
    text = frame.read_text("utf-8")
    assert "</footer>" in text
    frame.write_text(text.replace("</footer>", f"{picture}</footer>"), "utf-8")


def test_the_gate_keeps_the_last_good_site_and_says_what_to_do(workshop: Path) -> None:
    (workshop / "site").mkdir()
    (workshop / "site" / "index.html").write_text("the last good site", "utf-8")
    load_in_the_frame(workshop)
    for _ in range(2):  # what did not pass once is not taken for built the second time
        done = practices(workshop, "build", "--today", TODAY.isoformat())
        assert done.exit_code == 1
        found = re.search(
            r"^build/site/about\.html:\d+:\d+: error: loads-from-elsewhere: .*$", done.stdout, re.MULTILINE
        )
        assert found, done.stdout
        assert "“https://elsewhere.example/a.png”" in found[0]
        assert "Put the file into the library" in found[0]
        assert "the last site stays as it was" in done.stderr
        assert [path.name for path in (workshop / "site").iterdir()] == ["index.html"]


def test_plain_mkdocs_passes_the_gate_too(workshop: Path) -> None:
    load_in_the_frame(workshop)
    done = run(["mkdocs", "build"], workshop, PRACTICES_TODAY=TODAY.isoformat())
    assert done.returncode == 1
    assert "about.html:" in done.stderr
    assert "loads-from-elsewhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_page_of_docs_would_load_is_said_with_its_own_line(workshop: Path) -> None:
    (workshop / "docs" / "new.md").write_text(LOADING, "utf-8")
    built = build(workshop, TODAY)
    assert built.out is None
    errors = [one for one in built.problems if has_errors([one])]
    assert [(one.place.path, one.place.line, one.rule) for one in errors] == [
        ("docs/new.md", 3, "loads-from-elsewhere")
    ]


def test_a_link_that_the_list_misses_stops_the_build(workshop: Path) -> None:
    frame = workshop / "templates" / "overrides" / "main.html"
    link = '<a href="https://elsewhere.example/" rel="noopener noreferrer">Away</a>'
    frame.write_text(frame.read_text("utf-8").replace("</footer>", f"{link}</footer>"), "utf-8")
    built = build(workshop, TODAY)
    assert built.out is None
    assert {problem.rule for problem in built.problems if problem.place.path.startswith("build/site/")} == {
        "link-not-listed"
    }
    settings = workshop / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "  away: https://elsewhere.example/\n", "utf-8")
    assert build(workshop, TODAY).out is not None


def test_what_is_laid_beside_the_pages_passes_by_reason_and_not_by_place(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built / "site", site)
    (site / "pagefind" / "more.js").write_text('fetch("https://elsewhere.example/")\n', "utf-8")
    twin = next((site / "pagefind").glob("*.pf_meta.js"))
    twin.write_text(twin.read_text("ascii").replace('","', '","AAAA'), "ascii")
    (site / "pagefind" / "more.unheard").write_text("?", "utf-8")
    assert [problem.place.path for problem in inspect(site, "site")] == [
        "site/pagefind/more.js",
        "site/pagefind/more.unheard",
        f"site/pagefind/{twin.name}",
    ]


def test_header_files_hold_no_more_than_the_site_needs() -> None:
    assert list(header_files()) == ["_headers", ".htaccess", "vercel.json", "headers/nginx.conf", "headers/Caddyfile"]
