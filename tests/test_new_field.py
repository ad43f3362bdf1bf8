"""That a field can be added by the steps that the page for developers gives."""

import re
import shutil
from pathlib import Path

import pytest

from .libraries import LIBRARY, ROOT
from .test_new_kind import PACKAGE, added, run

PAGE = (ROOT / "docs/developing/add-a-field.md").read_text("utf-8")


def written(first: str) -> str:
    """The lines of the page that are to be written, of which the first begins so."""
    (found,) = re.findall(rf"^    {re.escape(first)}.*\n(?:    .+\n)*", PAGE, re.MULTILINE)
    return re.sub(r"^    ", "", found, flags=re.MULTILINE)


@pytest.mark.thorough
def test_its_steps_put_the_new_field_on_the_page_and_into_the_skeleton(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__", "data"))
    (tmp_path / "generator" / "data").symlink_to(PACKAGE / "data")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(LIBRARY, tmp_path / "library")
    for path, before, more in (
        ("generator/schema/cases.py", '    funders: tuple[OrganisationRef, ...] = Field((), description="Who paid, as far as the sources say.")\n', f"    {written('season: Text')}"),
        ("templates/pages/cases.md.jinja", '{% call m.fact(_("Funders")) %}\n  {% if case.funders %}{{ m.links(case.funders) }}{% else %}{{ _("Not recorded") }}{% endif %}\n{% endcall %}\n', written("{% if case.season %}")),
        ("library/practices/cases/fjord-boat.md", "    note: Its chapter on the fjord.\n", written("season: From May")),
    ):  # fmt: skip
        file = tmp_path / path
        file.write_text(added(file.read_text("utf-8"), before, more), "utf-8")
    checked = run(tmp_path, "check", "--root", "library")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert run(tmp_path, "render", "--root", "library", "--to", str(tmp_path / "tree")).returncode == 0
    page = (tmp_path / "tree/cases/fjord-boat.md").read_text("utf-8")
    assert "Time of the year\n:   From May \\| when the ice has gone, to October.\n" in page
    assert run(tmp_path, "new", "case", "Try", "--as", "try", "--root", "library").returncode == 0
    skeleton = (tmp_path / "library/practices/cases/try.md").read_text("utf-8")
    assert "# At what time of the year, where that matters, and why.\n# season:\n" in skeleton
