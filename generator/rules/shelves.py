# The rules of how records stand together, and of what a record must have there: numbers, counts, shelves, days.

"""The rules for shelves."""

from __future__ import annotations

from .rule import NOTE, Rule

SHELVES = (
    Rule("series-number", "Papers of a series have numbers of their own.", "Two papers cannot be the same part."),
    Rule("series-gap", "The numbers of a series' papers have no gap.", "A gap looks like a lost paper."),
    Rule(
        "stated-count",
        "Counts that a paper states agree with its lists.",
        "“Ten organisations” with eight listed misleads.",
    ),
    Rule(
        "word-for-nothing",
        "A paper’s own word stands beside a form or a response that the paper names.",
        "The page shows the two together, so the word would be shown nowhere.",
    ),
    Rule(
        "lesson-number",
        "A lesson’s number is the one that its source gives it, and no two lessons of a record share one.",
        "Readers tell by it what the source says from what the editors draw.",
    ),
    Rule(
        "former-name-taken",
        "A former name of a record is not the name of another, nor its former name.",
        "At one address only one page can stand.",
    ),
    Rule(
        "name-of-a-country",
        "Another name of a region is not the name of a country.",
        "Whoever looks for that country would be led to a part of the world.",
    ),
    Rule("result-elsewhere", "A result is from a country of its case.", "Else the case would have no place for it."),
    Rule("theme-without-strategies", "A theme has strategies.", "An empty shelf should be known.", NOTE),
    Rule("strategy-without-cases", "A strategy has cases.", "An empty shelf should be known.", NOTE),
    Rule("homeless", "A record has the shelf on which it stands.", "Readers reach it only from the lists.", NOTE),
    Rule("overdue", "`check_again` is not past.", "Someone should compare the record with its sources.", NOTE),
    Rule(
        "placeholder-repository", "The library's repository is a real address.", "“Edit this page” leads there.", NOTE
    ),
    Rule(
        "no-private-address",
        "A library says where somebody without an account can write in private.",
        "Who asks that something be taken off must not have to ask in public.",
        NOTE,
    ),
    Rule(
        "no-history",
        "Where the card asks for `history`, all of it is here; for `reasons`, nothing is held back.",
        "Of a part of it, pages would tell wrong days; and a commit's subject cannot be mended once it tells too much.",
        NOTE,
    ),
    Rule(
        "no-site-address",
        "The settings say where the site is on the web, if it is there.",
        "Citations and data then tell whole addresses, and there are feeds of what changed. On a stick there is none.",
        NOTE,
    ),
)
