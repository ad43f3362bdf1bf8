"""The pages of this library are converted in one pass, and are what Python-Markdown makes of them."""

from ...markup_judge import judged


def test_every_page_is_as_the_host_makes_it_and_nearly_all_are_converted_in_one_pass(shipped):
    pages = judged(shipped)
    assert {page.address: page.difference for page in pages if page.difference} == {}
    by_hand = {path.relative_to(shipped / "docs").as_posix() for path in (shipped / "docs").rglob("*.md")}
    assert {page.address: page.reason for page in pages if page.reason and page.address not in by_hand} == {}
