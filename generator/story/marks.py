# What is blanked before a withheld word is looked for and what is taken out before a page is published must be the same, to
# the character, or a word could stand in the one and not in the other. So what a comment is, what a link is and what the
# mark of a note is are said here, and nowhere else.

"""The marks of Markdown that several stations look for in a text as it is written."""

from __future__ import annotations

import re

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What stands between the editors in a page; it is not published. One that nobody ends goes to the end of the text."""

LINK = re.compile(r"\]\(([^\s()<>\\]{1,2000})(?: \"[^\"\n]{0,200}\")?\)")
"""The end of a link: behind its words its target, the only group, and perhaps a title. What its words hold is no matter."""

FOOTNOTE = re.compile(r"(?<!\\)\[\^([^\[\]\s]{1,200})\]")
"""The mark of a note; its only group is the key of a source."""

RECORD_LINK = re.compile(r"((?:\.\./)?[a-z0-9]+(?:(?:[/.]|--?)[a-z0-9]+)*\.md)(#[a-z0-9-]+)?|#[a-z0-9-]+")
"""The target of a link to a page of the library: its address, and a part of it; or a part of the page itself."""
WEB_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#:](?:[^\s()<>\"\\&]|\([^\s()<>\"\\&]*\)|&(?!#))*)?")
"""The target of a link to another site."""
ELSEWHERE = r"(https?://(?:[^\s<>\"'()]|\([^\s<>\"'()]*\))+)"
"""The address of another site within a text, as a pattern with one group."""


def keys_of_notes(body: str) -> list[str]:
    """The keys of the notes in a story, in the order of their marks."""
    return FOOTNOTE.findall(body)
