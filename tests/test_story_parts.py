"""A story taken apart at its headings, so that the page of a record keeps one order."""

import shutil
from pathlib import Path

from generator.pages.story_parts import StoryPart, parts_of

from .libraries import COUNTY, LIBRARY, pages_of

STORY = """It began in a kitchen.

## Situation

No lamp burned.

```
## no heading
```

### Within it

## Action ##

They read."""


def test_a_story_is_parted_at_its_headings_and_nothing_of_it_is_lost() -> None:
    assert parts_of(STORY) == (
        StoryPart("", "It began in a kitchen."),
        StoryPart("Situation", "No lamp burned.\n\n```\n## no heading\n```\n\n### Within it"),
        StoryPart("Action", "They read."),
    )
    assert parts_of("") == ()


def order(page: str, *sections: str) -> list[int]:
    return [page.index(section) for section in sections]


def test_a_case_is_told_in_one_order() -> None:
    page = pages_of(LIBRARY)["cases/market-shelf.md"]
    places = order(
        page,
        'class="hg-card hg-card--case"',
        'class="hg-bar-of-page"',
        'class="hg-here"',
        "{ #outcomes }",
        "{ #resistance }",
        "{ #lessons }",
        "{ #cautions }",
        "{ #disagreements }",
        "{ #takes }",
        "{ #details }",
        "{ #connections }",
        "{ #sources }",
        "{ #about-this-record }",
    )
    assert places == sorted(places)


def test_what_a_story_says_is_not_known_stands_among_the_limits(tmp_path: Path) -> None:
    root = shutil.copytree(LIBRARY, tmp_path / "library")
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(f"{path.read_text('utf-8')}\n## Not known\n\nWho mended it.\n", "utf-8")
    page = pages_of(root)["cases/market-shelf.md"]
    assert '### <span id="what-is-not-known"></span>Not known' in page
    places = order(page, "{ #cautions }", "Who mended it.", "{ #details }")
    assert places == sorted(places)


def test_a_part_that_was_called_otherwise_once_is_found_by_its_old_address() -> None:
    pages = pages_of(COUNTY).values()
    assert [page for page in pages if '## <span id="what-was-done"></span>Action' in page]
