"""Links to change a page lead to the right place on each code host, and whoever has no account is told where to write."""

import pytest

from generator.problem import has_errors

from .libraries import TODAY, examine, make_site

PATH = "practices/cases/market-shelf.md"


def with_card(library, **said):
    """A copy of the small library whose card says so."""
    root = library()
    card = root / "practices/library.md"
    lines = [line for line in card.read_text("utf-8").splitlines() if line.partition(":")[0] not in said]
    at = lines.index("---", 1)
    lines[at:at] = [f"{key}: {value}" for key, value in said.items() if value]
    card.write_text("\n".join(lines) + "\n", "utf-8")
    return root


def page(root):
    site = make_site(root, TODAY)
    assert not has_errors(site.problems), site.problems
    return next(page.text for page in site.pages if page.address == "cases/market-shelf.md")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({"repository": "https://github.com/group/library"}, f"https://github.com/group/library/edit/main/{PATH}"),
        ({"repository": "https://github.com/group/library.git/"}, f"https://github.com/group/library/edit/main/{PATH}"),
        ({"repository": "https://github.com/group/library", "branch": "master"}, f"https://github.com/group/library/edit/master/{PATH}"),
        ({"repository": "https://gitlab.com/group/sub/library"}, f"https://gitlab.com/group/sub/library/-/edit/main/{PATH}"),
        ({"repository": "https://codeberg.org/group/library", "branch": "release/one"}, f"https://codeberg.org/group/library/_edit/release/one/{PATH}"),
        ({"repository": "https://git.ngo.example/group/library", "code_host": "gitea"}, f"https://git.ngo.example/group/library/_edit/main/{PATH}"),
        ({"repository": "https://gitlab.ngo.example/library"}, f"https://gitlab.ngo.example/library/-/edit/main/{PATH}"),
        ({"repository": "https://bitbucket.org/group/library"}, f"https://bitbucket.org/group/library/src/main/{PATH}?mode=edit"),
    ],
)  # fmt: skip
def test_a_link_to_change_a_page_has_the_form_of_its_host(said, address, library):
    assert f"]({address})" in page(with_card(library, **said))


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://write.example/to-us", "https://write.example/to-us"),
        ("editors@lanterns.example", "mailto:editors@lanterns.example"),
    ],
)
def test_whoever_has_no_account_finds_on_each_page_where_to_write(written, link, library):
    root = with_card(library, private_address=written)
    assert f"[Write to us in private, without an account]({link})" in page(root)
    assert not [one for one in examine(root, TODAY).problems if one.place.path == "practices/library.md"]


def test_without_a_repository_the_private_address_stands_alone(library):
    text = page(with_card(library, repository=""))
    assert "Suggest a change" not in text
    assert "[Write to us in private, without an account](https://write.example/to-us)" in text


@pytest.mark.parametrize(
    "written", ["http://write.example/", "call us", "javascript:alert(1)", "a@b", "https://x.example/(y"]
)
def test_a_private_address_that_nobody_can_use_is_refused(written, library):
    rules = [one.rule for one in examine(with_card(library, private_address=f'"{written}"'), TODAY).problems]
    assert "bad-url" in rules


@pytest.mark.parametrize("branch", ["-x", "a b", "x?y", '"main\\"'])
def test_a_branch_that_is_none_is_refused(branch, library):
    assert has_errors(examine(with_card(library, branch=f"'{branch}'"), TODAY).problems)


def test_a_library_is_reminded_of_what_it_should_say_before_it_is_public(library):
    root = with_card(library, private_address="")
    settings = "site_name: The Lantern Shelf\ndocs_dir: build/docs\nuse_directory_urls: false\n"
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    assert {"no-private-address", "no-site-address"} <= {one.rule for one in examine(root, TODAY).problems}
    (root / "mkdocs.yml").write_text(f"{settings}site_url: https://lanterns.example/\n", "utf-8")
    assert "no-site-address" not in {one.rule for one in examine(root, TODAY).problems}


def test_what_stands_at_the_foot_of_every_page_is_listed_once_among_the_links_that_lead_away(library):
    root = with_card(library, repository="https://bitbucket.org/group/library")
    pages = {page.address: page.text for page in make_site(root, TODAY).pages}
    own = pages["outgoing.md"].rpartition("[Suggest a change")[0]
    assert own.count("https://write.example/to-us") <= 2
    assert "mode=edit" not in own
    assert "bitbucket.org" in own
