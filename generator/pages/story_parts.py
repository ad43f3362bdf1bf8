# The page of a record tells things in an order that is the same for all of its kind, and a story's own parts have their places in
# it. So a story is taken apart at its headings of the second level; what stands above the first of them has none.

"""The parts of a story."""

from __future__ import annotations

from dataclasses import dataclass

_FENCES = ("```", "~~~")


@dataclass(frozen=True)
class StoryPart:
    """A heading of a story, and what stands below it up to the next; both as Markdown."""

    heading: str
    text: str


def parts_of(story: str) -> tuple[StoryPart, ...]:
    """A story, part by part; whatever stands above its first heading comes first, without one."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for row in story.split("\n"):
        if row.startswith(_FENCES):
            fence = "" if row.startswith(fence or " ") else fence or row[:3]
        if row.startswith("## ") and not fence:
            parts.append((row[3:].strip().rstrip("#").strip(), []))
        else:
            parts[-1][1].append(row)
    made = (StoryPart(heading, "\n".join(rows).strip("\n")) for heading, rows in parts)
    return tuple(part for part in made if part.heading or part.text)
