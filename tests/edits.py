"""What people do to a library between two builds, as data: each edit changes the small library in one way.

An edit is a function of a world and of dice: the same dice do the same to two worlds that are alike. Some leave a library that
has errors, which the next edit may mend or not; both kinds of build must say so alike.
"""

import dataclasses
import datetime
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from generator.folders import TREE
from generator.kept import KEPT
from generator.publish.exchange import OUT, PUBLISHED

from .sites import TODAY, small_library

WORDS = ("qzheldqx", "qzkeptqx", "qzeditorsqx", "qzreferenceqx", "qzwaitsqx", "qzpagenoteqx", "qztakenqx")
"""Words that the library's records hold, most of them in places that are not told."""
MORE = {
    "practices/cases/lamp-post.md": """---
title: The lamp at the crossing
summary: A lamp was lit at a crossing, so that people found the way to the reading.
status: documented
checked: 2026-11-01
for_editors: Ask qzeditorsqx again.
consent: {basis: written-consent, reference: qzreferenceqx, date: 2026-01-01, review: 2026-12-01}
organisations: [lantern-readers]
scope: {kind: country, countries: [KE], places: A town}
sensitivity: {held_back: {period: safety}}
period: {start: "2019", note: qzkeptqx}
strategies: [travelling-shelves]
lessons:
  - {id: oil-first, text: Buy the oil first., sources: [open]}
  - {id: who-lit-it, text: It was lit by qzheldqx., sources: [open], held_back: safety}
sources:
  open: {title: An open book, year: n.d., url: "https://books.example/open"}
---

It was lit each evening.[^open] See [the boat](fjord-boat.md) and [its box](fjord-boat.md#whole-boxes).

::: held-back safety
It was qzkeptqx who lit it.
:::
""",
    "practices/cases/the-well.md": """---
title: The qzwaitsqx well
embargo: 2026-11-25
strategies: [travelling-shelves]
organisations: [lantern-readers]
lessons:
  - {id: deep, text: Dig first., editorial: true}
---

## How deep

It waits.
""",
    "practices/cases/gone.md": """---
title: What was at the mill
withdrawn: {date: 2026-11-20}
---
""",
    "docs/notes.md": """# Notes

<!-- qzpagenoteqx -->

See [the lamp](cases/lamp-post.md), [the well](cases/the-well.md), [how deep it is](cases/the-well.md#how-deep)
and [what is safe](safety.md#exit).

![A shape](assets/shape.svg)
""",
    "docs/assets/shape.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>',
}


@dataclasses.dataclass
class World:
    """A library, and what else a build is made of: the day, and the state in which the program is."""

    root: Path
    day: datetime.date = TODAY
    program: str = ""
    first: dict[str, bytes] = dataclasses.field(default_factory=dict)
    before: dict[str, bytes] = dataclasses.field(default_factory=dict)
    """What the files held when somebody last wrote down what they hold, to go back there."""

    def write_down(self) -> None:
        self.before = {path: (self.root / path).read_bytes() for path in sources(self.root)}

    def go_back(self, to: dict[str, bytes]) -> None:
        for path in {*sources(self.root)} - to.keys():
            (self.root / path).unlink()
        for path, data in to.items():
            if _data(self.root / path) != data:
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_bytes(data)

    def of(self, pattern: str) -> list[Path]:
        return sorted(path for path in self.root.glob(pattern) if path.is_file())


Edit = Callable[[World, random.Random], object]


def world(root: Path) -> World:
    """The small library with records and a page more, of which some is not told, or not yet."""
    small_library(root)
    for path, text in MORE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return World(root, first={path: (root / path).read_bytes() for path in sources(root)})


def sources(root: Path) -> list[str]:
    """All that people write, by paths."""
    found = (path for name in ("practices", "docs", "templates") for path in (root / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in (*found, root / "mkdocs.yml"))


def alike(one: World, to: Path) -> World:
    """The same library in an empty folder, where nothing was built yet and nothing is kept."""
    for path in sources(one.root):
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(one.root / path, to / path)
    (to / TREE).mkdir(parents=True)
    return dataclasses.replace(one, root=to)


# Edits


def _changed(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for pattern, new in pairs:
        text = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    path.write_text(text, "utf-8")


def _one(world: World, dice: random.Random, pattern: str) -> Path:
    return dice.choice(world.of(pattern))


def _ends_with(pattern: str, *texts: str) -> Edit:
    def edit(world: World, dice: random.Random) -> None:
        path = _one(world, dice, pattern)
        path.write_text(path.read_text("utf-8") + dice.choice(texts), "utf-8")

    return edit


def _says(pattern: str, *pairs: tuple[str, str]) -> Edit:
    def edit(world: World, dice: random.Random) -> None:
        _changed(_one(world, dice, pattern), *pairs)

    return edit


def a_record_more(world: World, dice: random.Random) -> None:
    number = dice.randint(1, 9)
    text = MORE["practices/cases/lamp-post.md"].replace("lamp at", f"{number}th lamp at").replace("KE", "UG")
    (world.root / f"practices/cases/a-lamp-{number}.md").write_text(text, "utf-8")


def a_record_gone(world: World, dice: random.Random) -> None:
    _one(world, dice, "practices/[copqs]*/*.md").unlink()


def a_record_renamed(world: World, dice: random.Random) -> None:
    path = _one(world, dice, "practices/[copqs]*/*.md")
    path.rename(path.with_stem(f"{path.stem}-too"))
    for other in world.of("[dp]*/**/*.md"):
        text = other.read_text("utf-8")
        if (mended := re.sub(rf"(?<![\w-]){path.stem}(?![\w-])", f"{path.stem}-too", text)) != text:
            other.write_text(mended, "utf-8")


def a_record_withdrawn(world: World, dice: random.Random) -> None:
    path = _one(world, dice, "practices/[coq]*/*.md")
    title = re.search("^title: .*$", path.read_text("utf-8"), re.MULTILINE)
    assert title
    path.write_text(f"---\n{title[0]}\nwithdrawn: {{date: 2026-11-20, name_stays: true}}\n---\n", "utf-8")


def two_titles_change_places(world: World, dice: random.Random) -> None:
    paths = dice.sample(world.of("practices/cases/*.md"), 2)
    texts = [path.read_text("utf-8") for path in paths]
    titles = [next(line for line in text.splitlines() if line.startswith("title: ")) for text in texts]
    for path, text, title, other in zip(paths, texts, titles, reversed(titles), strict=True):
        path.write_text(text.replace(title, other, 1), "utf-8")


def a_passage_held_back_or_told(world: World, dice: random.Random) -> None:
    path = world.root / "practices/cases/market-shelf.md"
    held, told = (
        "    sources: [shelf-2021]\n    held_back: safety\nconditions:",
        "    sources: [shelf-2021]\nconditions:",
    )
    text = path.read_text("utf-8") if path.exists() else ""
    path.write_text(text.replace(held, told) if held in text else text.replace(told, held), "utf-8")


def an_embargo(world: World, dice: random.Random) -> None:
    path = _one(world, dice, "practices/[coq]*/*.md")
    _changed(path, ("^embargo: .*\n", ""), ("^title: .*$", rf"\g<0>\nembargo: 2026-11-{dice.randint(10, 30)}"))


def a_term_gone(world: World, dice: random.Random) -> None:
    path = _one(world, dice, "practices/vocabularies/*.md")
    _changed(path, (r"^  - id: (?:(?!^  - id|^[-\w])[\s\S])*\Z|^  - id: (?:(?!^  - id|^[-\w])[\s\S])*", ""))


def a_page_more(world: World, dice: random.Random) -> None:
    name = f"more-{dice.randint(1, 3)}.md"
    (world.root / "docs" / name).write_text(
        f"# More {dice.random()}\n\nSee [it](cases/fjord-boat.md#lessons).\n", "utf-8"
    )


def a_page_gone(world: World, dice: random.Random) -> None:
    _one(world, dice, "docs/[mn]*").unlink()


def another_day(world: World, dice: random.Random) -> None:
    world.day += datetime.timedelta(days=dice.choice([-8, -1, 1, 4, 9, 30, 400]))


def another_program(world: World, dice: random.Random) -> None:
    world.program = dice.choice([one for one in ("", "one", "other") if one != world.program])


def as_at_first(world: World, dice: random.Random) -> None:
    changed = [path for path, data in sorted(world.first.items()) if _data(world.root / path) != data]
    for path in dice.sample(changed, min(len(changed), dice.randint(1, 4))):
        (world.root / path).parent.mkdir(parents=True, exist_ok=True)
        (world.root / path).write_bytes(world.first[path])


def all_as_at_first(world: World, dice: random.Random) -> None:
    world.go_back(world.first)
    world.day = TODAY


def _data(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def saved_again(world: World, dice: random.Random) -> None:
    for path in sources(world.root):
        os.utime(world.root / path, (dice.randint(1, 9), 4e9))


RECORDS = "practices/[copqst]*/*.md"
EDITS: dict[str, Edit] = {
    "a sentence more": _ends_with(RECORDS, "\nIt was read again.\n", "\nReaders said: *so* it was.\n"),
    "a construct more": _ends_with(
        RECORDS, "\n| a | b |\n| - | - |\n| 1 | 2 |\n", "\nTerm\n:   What it is.\n", "\n1. one\n\n   - two\n",
        "\n## A heading {#one}\n\n[Up](#one)\n", "\nA <b>word</b> & an `x|y`.\n",
    ),
    "a link more": _ends_with(
        "practices/cases/*.md", "\nSee [it](../strategies/travelling-shelves.md).\n", "\nSee [it](market-shelf.md).\n",
        "\nSee [it](fjord-boat.md#whole-boxes), or [that](the-well.md#how-deep).\n", "\n[Out](https://out.example/a).\n",
        "\nSee [what is safe](../../docs/safety.md#exit).\n",
    ),
    "what may lead to a person": _ends_with(RECORDS, "\nWrite to ana.reader@mail.example or call +254 700 123 456.\n"),
    "a taken word": _ends_with(RECORDS, "\nIt was qztakenqx.\n"),
    "another title": _says(RECORDS, ("^title: ['\"]?", r"\g<0>Anew: ".replace(": ", " "))),
    "another summary": _says(RECORDS, ("^summary: ['\"]?", r"\g<0>Now ")),
    "another status": _says(RECORDS, ("^status: documented$", "status: outline")),
    "a record more": a_record_more,
    "a record gone": a_record_gone,
    "a record renamed": a_record_renamed,
    "a record withdrawn": a_record_withdrawn,
    "two titles change places": two_titles_change_places,
    "a passage held back or told": a_passage_held_back_or_told,
    "an embargo": an_embargo,
    "another country": _says("practices/[co]*/*.md", (r"\[KE\]", "[KE, UG]"), (r'\["NO"\]', "[KE]")),
    "a term renamed": _says("practices/vocabularies/*.md", ("label: ['\"]?", r"\g<0>Anew ")),
    "a term means otherwise": _says("practices/vocabularies/*.md", ("meaning: ['\"]?", r"\g<0>Now ")),
    "a term more": _says(
        "practices/vocabularies/*.md", ("^  - id: ", "  - id: one-more\n    label: One more\n    meaning: A thing.\n  - id: ")
    ),
    "a term gone": a_term_gone,
    "the card": _says("practices/library.md", ("^tagline: ", r"\g<0>Now, "), ("seldom", "now and then")),
    "another name of a country": _says("practices/library.md", ("Kenya", "Kenya (all of it)")),
    "a template of pages": _ends_with("templates/pages/*.md.jinja", "\nA line of our own.\n"),
    "a template that others read": _says("templates/*.md.jinja", ('_\\("', r"\g<0>Now ")),
    "a template of a script": _ends_with("templates/scripts/*.jinja", "\n{# a remark #}\n"),
    "a picture's template": _ends_with("templates/pictures/*", "{# a remark #}"),
    "the frame": _ends_with("templates/overrides/main.html", "{# a remark #}", "<!-- Ours. -->\n"),
    "a part of the frame": _ends_with("templates/overrides/partials/*.html", "<!-- Ours. -->\n"),
    "a colour": _says("templates/overrides/assets/holding-ground.css", ("#[0-9a-f]{6}", "#123456")),
    "a script": _ends_with("templates/overrides/assets/*.js", "// Ours.\n"),
    "the name of the site": _says("mkdocs.yml", ("^site_name: ", r"\g<0>Our ")),
    "a name in the navigation": _says("mkdocs.yml", ("- Explore: ", "- Look: "), ("title: About,", "title: Us,")),
    "a word of the frame": _says("mkdocs.yml", ("find: Find", "find: Now find")),
    "where the site is": _says("mkdocs.yml", ("^site_name: ", r"site_url: https://shelf.example/\n\g<0>")),
    "where one leaves to": _says("mkdocs.yml", ('exit: ""', "exit: https://elsewhere.example/")),
    "a page by hand": _ends_with("docs/**/*.md", "\nA line more.\n", "\n## A part more\n\nIt says so.\n"),
    "a heading of a page by hand": _says("docs/**/*.md", ("^## .*$", "## Another part")),
    "a page more": a_page_more,
    "a page gone": a_page_gone,
    "a picture": _says("docs/assets/shape.svg", ("h7", "h6")),
    "another day": another_day,
    "another program": another_program,
    "as at first": as_at_first,
    "all as at first": all_as_at_first,
    "saved again": saved_again,
}  # fmt: skip


# What befalls what was built


def a_file_of_the_site(root: Path, dice: random.Random) -> None:
    _spoiled(root / OUT, dice)


def a_file_of_the_tree(root: Path, dice: random.Random) -> None:
    _spoiled(root / TREE, dice)


def what_is_kept(root: Path, dice: random.Random) -> None:
    _spoiled(root / KEPT, dice)


def what_is_remembered(root: Path, dice: random.Random) -> None:
    (root / PUBLISHED).unlink(missing_ok=True)


def _spoiled(folder: Path, dice: random.Random) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    if files:
        path = dice.choice(files)
        match dice.randrange(3):
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(path.read_bytes()[: dice.randint(0, 99)])
            case _:
                path.write_bytes(path.read_bytes().replace(b"e", b"f", 1))


SPOILERS = (a_file_of_the_site, a_file_of_the_tree, what_is_kept, what_is_remembered)
