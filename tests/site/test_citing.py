"""Citing in a real browser: files that can be saved, data that no policy stops and that runs nothing, short forms."""

import functools
import http.server
import json
import shutil
import threading
from pathlib import Path

import pytest
import rispy
from playwright.sync_api import Browser, Page, expect
from pybtex.database import parse_string

from generator.schema import KINDS

from ..sites import run
from .test_reading import FAMILIES

CASE = "cases/lamps-at-the-well.html"


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


ENDINGS = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "csl.json"}


def assert_readable(text: str, ending: str) -> None:
    if ending == "bib":
        assert "lamps-at-the-well" in parse_string(text, "bibtex").entries
    elif ending == "ris":
        assert rispy.loads(text)[0]["id"] == "lamps-at-the-well"
    else:
        assert json.loads(text)[0]["id"] == "lamps-at-the-well"


@pytest.mark.parametrize("name", ENDINGS)
def test_a_file_is_saved_with_a_tap(address: str, page: Page, name: str) -> None:
    page.goto(address + CASE)
    link = page.get_by_role("link", name=name, exact=True)
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    with page.expect_download() as waiting:
        link.tap()
    assert waiting.value.suggested_filename == f"lamps-at-the-well.{ENDINGS[name]}"
    assert_readable(Path(waiting.value.path()).read_text("utf-8"), ENDINGS[name])


@pytest.mark.parametrize("name", ENDINGS)
def test_from_a_folder_a_file_is_shown_as_text(built: Path, page: Page, name: str) -> None:
    """Browsers heed `download` only where the page comes from a server; here the reader saves what is shown."""
    page.goto((built / "site" / CASE).as_uri())
    page.get_by_role("link", name=name, exact=True).tap()
    page.wait_for_url(f"**/lamps-at-the-well.{ENDINGS[name]}")
    assert_readable(page.locator("pre").inner_text(), ENDINGS[name])


def test_files_lie_beside_every_record_of_the_site(built: Path) -> None:
    for path in sorted((built / "practices").glob("*/*.md")):
        for ending in ("bib", "ris", "csl.json"):
            assert (built / "site" / path.parent.name / f"{path.stem}.{ending}").read_bytes().strip()


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_other_hosts_copy_the_files_and_keep_the_data(built: Path, tmp_path: Path, host: str) -> None:
    for part in ("cases/index", "cases/lamps-at-the-well", "index"):
        source = built / "build" / "docs" / f"{part}.md"
        target = tmp_path / "docs" / f"{part}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    for ending in ("bib", "ris", "csl.json"):
        shutil.copy(built / "build" / "docs" / f"cases/lamps-at-the-well.{ending}", tmp_path / "docs" / "cases")
    settings = "site_name: x\nuse_directory_urls: false\nmarkdown_extensions: [attr_list, def_list, footnotes, md_in_html, tables, toc]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    done = run([host, "build", "--clean"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for ending in ("bib", "ris", "csl.json"):
        made = tmp_path / "site" / "cases" / f"lamps-at-the-well.{ending}"
        assert made.read_bytes() == (built / "site" / "cases" / f"lamps-at-the-well.{ending}").read_bytes()
    html = (tmp_path / "site" / "cases" / "lamps-at-the-well.html").read_text("utf-8")
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(block)["headline"] == "Lamps at the well"
    assert 'download="lamps-at-the-well.bib"' in html


def test_the_data_of_every_kind_of_page_can_be_read(start: str, browser: Browser) -> None:
    page = browser.new_page()
    for name in FAMILIES:
        if "?" in name:
            continue
        page.goto(start + name)
        blocks = page.locator('script[type="application/ld+json"]').all_text_contents()
        kind, _, rest = name.partition("/")
        described = kind in KINDS and rest not in ("", "index.html")
        assert len(blocks) == described, name
        for block in blocks:
            found = json.loads(block)
            assert found["@context"] == "https://schema.org"
            response = page.evaluate("url => new URL(url, location.href).href", found["url"])
            assert response.endswith(name)
    page.close()


STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"


def test_a_strict_policy_lets_data_stand_and_stops_a_script(built: Path, tmp_path: Path, browser: Browser) -> None:
    html = (built / "site" / CASE).read_text("utf-8")
    html = html.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{STRICT}">', 1)
    html = html.replace("</body>", "<script>window.ran = true</script></body>", 1)
    (tmp_path / "page.html").write_text(html, "utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.add_init_script(
            "window.stopped = []; addEventListener('securitypolicyviolation', e => stopped.push(e.sourceFile + e.lineNumber + e.sample + e.blockedURI))"
        )
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/page.html")
        stopped = page.evaluate("stopped")
        blocks = page.locator('script[type="application/ld+json"]').all_text_contents()
        ran = page.evaluate("window.ran")
        page.close()
        server.shutdown()
    assert ran is None
    assert json.loads(blocks[0])["headline"] == "Lamps at the well"
    assert [where for where in stopped if "inline" in where], "the policy did not hold at all"
    line = next(at for at, text in enumerate(html.splitlines(), 1) if "ld+json" in text)
    assert not [where for where in stopped if f"page.html{line}" in where]


def test_a_short_form_is_written_out_where_a_thumb_can_follow_it(start: str, page: Page) -> None:
    page.goto(start + "cases/herders-trunk.html")
    long = page.locator(".hg-long", has_text="interlibrary loan")
    expect(long).to_be_visible()
    expect(long).to_have_count(1)
    long.get_by_role("link").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("interlibrary loan")
    page.get_by_role("link", name="The herders' trunk", exact=False).first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("herders' trunk")


def test_no_page_shows_a_link_that_was_not_made(built: Path) -> None:
    for path in sorted((built / "site").rglob("*.html")):
        starts = [part[:9] for part in path.read_text("utf-8").split('class="hg-long">')[1:]]
        assert set(starts) <= {"(<a href="}, path
