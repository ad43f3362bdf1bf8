"""The theme's words in languages that the theme does not have."""

from pathlib import Path
from types import SimpleNamespace

import material
import pytest
from jinja2 import Environment, FileSystemLoader

from generator.folders import TEMPLATES

THEME = Path(material.__file__).parent / "templates"
OVERRIDE = TEMPLATES / "overrides" / "partials" / "language.html"


def words(language: str, *keys: str) -> list[str]:
    loader = FileSystemLoader([TEMPLATES / "overrides", THEME])
    template = Environment(loader=loader).from_string(
        "{% import 'partials/language.html' as lang with context %}"
        "{% for key in keys %}{{ lang.t(key) }}{% if not loop.last %}|{% endif %}{% endfor %}"
    )
    config = SimpleNamespace(theme=SimpleNamespace(language=language))
    return template.render(config=config, keys=keys).split("|")


@pytest.mark.parametrize(
    ("language", "direction", "footer"),
    [
        ("es", "ltr", "Pie"),
        ("ar", "rtl", "هامش سفلي"),
        ("sw", "ltr", "Footer"),
        ("ne", "ltr", "Footer"),
        ("ps", "rtl", "Footer"),
        ("prs", "rtl", "Footer"),
    ],
)
def test_a_page_is_in_the_librarys_language_whether_the_theme_has_it_or_not(
    language: str, direction: str, footer: str
) -> None:
    """Material 9.8 ends in a template that is missing where `theme.language` is sw, am, ne, so, ha, rw, qu, ht, ps or ti."""
    assert words(language, "language", "direction", "footer") == [language, direction, footer]


def test_the_list_is_that_of_the_theme() -> None:
    known = {path.stem for path in (THEME / "partials" / "languages").glob("*.html")}
    line = next(line for line in OVERRIDE.read_text("utf-8").splitlines() if "set known" in line)
    assert set(line.split('"')[1].split()) == known
