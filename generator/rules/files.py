# The rules of which files a library has, and what can be read of them at all.

"""The rules for files."""

from __future__ import annotations

from .rule import Rule

FILES = (
    Rule("wrong-folder", "A record lies in the folder of its kind.", "The folder decides what kind of record it is."),
    Rule("wrong-ending", "A record's file ends in .md.", "Editors and code hosts then show it as text."),
    Rule(
        "bad-file-name",
        "A file's name is made of small letters a to z, digits and hyphens.",
        "The name is the record's address for ever, on every system and in every link.",
    ),
    Rule(
        "left-copy",
        "Beside a record lies no copy of it that a program left: a half-saved one, one of before, or one of two that differ.",
        "It may hold what was taken out of the record since, and it is no second record.",
    ),
    Rule(
        "not-checked",
        "A path that `practices check` is given is that of a record, of a page, or of a folder that holds some.",
        "Silence about a file that was never read would be taken for a clean record. The command ends with 2.",
    ),
    Rule(
        "reserved-name",
        "No record is called “index”, none “README” or the like, and none as Windows calls a device, such as “nul”.",
        "The first is the address of the list of all records of a kind; the others tell of a folder, or cannot be a file there.",
    ),
    Rule(
        "duplicate-address",
        "No two pages have one address.",
        "One would hide the other, and nobody would know which.",
    ),
    Rule(
        "link-file", "A record is a file of its own, not a link to another place.", "Links can lead out of the library."
    ),
    Rule(
        "no-plain-file",
        "What lies among the records, the pages and the templates is a plain file.",
        "A pipe or a device may never end.",
    ),
    Rule(
        "too-large",
        "A text is at most 500,000 bytes long, another file 20,000,000; a folder holds at most 20,000 files.",
        "Larger ones are a mistake or an attack.",
    ),
    Rule(
        "long-line",
        "A line has at most 10,000 characters, and a paragraph 20,000 and 200 lines. A table has as many rows as it likes.",
        "Longer ones are no text that somebody reads, and can keep a program busy for hours.",
    ),
    Rule(
        "long-run",
        "No character is repeated more than 1,000 times in a row, spaces between or not.",
        "It says nothing, and can keep a program busy for hours.",
    ),
    Rule(
        "nested-too-deep",
        "Quotations and lists stand at most 10 deep in each other, and at most 20 brackets of a kind are open at once.",
        "No reader could follow, and a program that tries is busy for hours.",
    ),
    Rule(
        "too-many-parts",
        "A text has at most 5,000 paragraphs and items of lists, and 500 headings.",
        "Nobody reads so much on one page, and a program that tries is busy for long.",
    ),
    Rule(
        "unreadable", "A record's file can be opened, and is there itself.", "What cannot be read cannot be published."
    ),
    Rule("wrong-encoding", "A record is saved as UTF-8.", "Otherwise names in other scripts are damaged."),
    Rule(
        "hidden-character",
        "A record holds no control characters and none that change the direction of writing.",
        "They make a text look other than it is.",
    ),
    Rule(
        "two-versions",
        "A file holds one version of its text.",
        "Where two people changed it at once, programs leave both in it, and a page would tell both.",
    ),
    Rule(
        "no-front-matter",
        "A record begins with front matter between two lines of `---`.",
        "That is where its data stands.",
    ),
    Rule(
        "stray-file",
        "Nothing lies in docs/ that a computer or an editor made for itself.",
        "Whatever lies there goes onto the site, and such files tell of whose machine they come from.",
    ),
    Rule(
        "media-location",
        "A picture in docs/ does not say where it was taken.",
        "Telephones write it into the file, and nobody sees it. `practices clean-media` takes it out.",
    ),
    Rule(
        "media-unread",
        "A file in docs/ is of a kind that can be looked into: JPEG, PNG, GIF, WebP, SVG, PDF, or text.",
        "What cannot be looked at cannot be cleared.",
    ),
    Rule(
        "media-inline",
        "No picture stands in the text of a page as letters, after `data:`.",
        "It keeps what it tells of who made it and where, and nobody sees that.",
    ),
    Rule("missing-library", "The library has its card, practices/library.md.", "The site takes its name from it."),
    Rule(
        "bad-edition",
        "A file in editions/ is as `practices close-edition` wrote it, and called by its number; no number is left out.",
        "What changed since an earlier edition is told by it.",
    ),
)
