"""That a story may link to whatever page the library makes, and to nothing else."""

import shutil
from pathlib import Path

import pytest

from generator.problem import Problem

from .libraries import LIBRARY, TODAY, examine, make_site

STORY = min((LIBRARY / "practices/cases").glob("*.md")).relative_to(LIBRARY)


@pytest.fixture
def linking(tmp_path: Path):
    """Problems of the example library, one of whose stories has links to these addresses of the tree."""

    def problems(*targets: str) -> list[Problem]:
        root = tmp_path / "library"
        shutil.copytree(LIBRARY, root)
        links = "".join(f"- [there](../{target})\n" for target in targets)
        path = root / STORY
        path.write_text(f"{path.read_text('utf-8')}\n\n{links}", "utf-8")
        return [found for found in examine(root, TODAY).problems if found.place.path == STORY.as_posix()]

    return problems


def test_a_story_may_link_to_every_page_that_the_library_makes(linking) -> None:
    made = [page.address for page in make_site(LIBRARY, TODAY).pages if page.address.endswith(".md")]
    kinds = {address.partition("/")[0] for address in made}
    assert {"vocabularies", "countries", "years", "gaps", "backlash", "evidence", "index.md"} <= kinds
    assert any("--" in address for address in made)
    assert any(address.count(".") > 1 for address in made)
    assert linking(*made) == []


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("vocabularies/resistance/denail.md", "../vocabularies/resistance/denial.md"),
        ("vocabularies/resistance/denial.md#mett", "#met"),
        ("backlash.md#nowhere", ""),
    ],
)
def test_a_link_to_what_is_not_there_is_told_with_the_nearest_that_is(linking, target: str, meant: str) -> None:
    (found,) = linking(target)
    assert found.rule in ("dead-link", "dead-anchor")
    assert meant in found.fix
