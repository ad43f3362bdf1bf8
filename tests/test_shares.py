"""A library that several processes compose has the bytes of one that one process composes."""

import shutil

import pytest

from generator import processes, site
from generator.site import make_site

from .libraries import COUNTY, LIBRARY, TODAY, made

FAULTY = LIBRARY.parent / "rules" / "template-fails" / "templates"


@pytest.fixture
def several(monkeypatch):
    """Have so many processes compose a library of any size from now on."""

    def begin(count):
        monkeypatch.setattr(processes, "cores", lambda: count)
        monkeypatch.setattr(site, "WORTH_IT", 1)

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
