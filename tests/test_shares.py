"""A library that several processes compose has the bytes of one that one process composes."""

import shutil

import pytest

from generator import processes
from generator.address import Share
from generator.pages import composing
from generator.site import make_site, pages_alone, share_of_site, site_of

from .libraries import COUNTY, LIBRARY, TODAY, examined, made

FAULTY = LIBRARY.parent / "rules" / "template-fails" / "templates"


@pytest.fixture
def several(monkeypatch):
    """Have so many processes compose a library of any size from now on."""

    def begin(count):
        monkeypatch.setattr(processes, "cores", lambda: count)
        monkeypatch.setattr(composing, "WORTH_IT", 1)

    return begin


@pytest.mark.parametrize(
    ("root", "count"),
    [(LIBRARY, 2), (LIBRARY, 3), pytest.param(COUNTY, 3, marks=pytest.mark.thorough)],
    ids=["library-2", "library-3", "county-3"],
)
def test_several_processes_compose_the_same_pages_in_the_same_order(several, root, count):
    alone = made(root)
    several(count)
    assert alone.is_sound
    assert make_site(root, TODAY) == alone


def test_a_page_composed_alone_is_as_it_is_among_all():
    site = {page.address: page for page in made(LIBRARY).pages}
    wanted = ("organisations/lantern-readers.md", "cases/fjord-boat.md")
    found = pages_alone(LIBRARY, examined(LIBRARY), TODAY, (*wanted, "organisations/nowhere.md"))
    assert {page.address: page for page in found} == {address: site[address] for address in wanted}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    root = tmp_path_factory.mktemp("faulty") / "library"
    shutil.copytree(LIBRARY, root)
    shutil.copytree(FAULTY, root / "templates", dirs_exist_ok=True)
    return root


@pytest.mark.parametrize("count", [2, 3])
def test_several_processes_say_the_same_of_a_template_that_fails(several, faulty, count):
    alone = make_site(faulty, TODAY)
    several(count)
    assert "template-fails" in {problem.rule for problem in alone.problems}
    assert make_site(faulty, TODAY) == alone


def test_a_template_that_fails_is_told_wherever_the_same_text_was_read_before(faulty, tmp_path):
    again = shutil.copytree(faulty, tmp_path / "again")
    assert make_site(again, TODAY).problems == make_site(faulty, TODAY).problems


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_shares_of_several_machines_are_together_the_pages_of_one(several, count, processes):
    several(processes)
    whole, found = made(LIBRARY), examined(LIBRARY)
    shares = [share_of_site(LIBRARY, found, TODAY, Share(number, count)) for number in range(count)]
    composed = [page for share in shares for page in share.pages]
    assert sorted(composed, key=lambda page: page.address) == sorted(
        (page for page in whole.pages if page in composed), key=lambda page: page.address
    )
    together = site_of(LIBRARY, found, TODAY, made=tuple(composed))
    assert {page.address: page.as_bytes() for page in together.pages} == {
        page.address: page.as_bytes() for page in whole.pages
    }
    addresses = {page.address for page in whole.pages}
    for share in shares:
        assert share.elsewhere | {page.address for page in share.pages} == {
            address for address in addresses if "--page-" not in address
        }
