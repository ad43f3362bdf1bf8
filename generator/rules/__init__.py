# Every rule that a record can break, as data: its name, its weight, what it asks and why. The checks say where and
# how a rule is broken; this table is what the rules page shows, and what the golden examples are named after.
# A rule is added here first, then a check that reports it, then an example that breaks it.

"""The rules for records."""

from __future__ import annotations

from ..problem import Edit, Place, Problem
from .files import FILES
from .privacy import PRIVACY
from .rule import NOTE, WARNING, Guidance, Rule
from .shelves import SHELVES
from .sources import SOURCES

__all__ = ["GROUPS", "PRIVACY", "RULES", "Rule", "broken"]

YAML = (
    Rule("yaml-syntax", "The front matter is YAML.", "What cannot be parsed is lost."),
    Rule(
        "yaml-feature", "The front matter uses no anchors, aliases or tags of YAML.", "They can hide or multiply data."
    ),
    Rule(
        "lookalike",
        "What the program reads is typed plainly: ordinary spaces, hyphens, straight quotation marks.",
        "Word and telephones put other characters in their place, which look the same and mean nothing to a program.",
    ),
    Rule("yaml-depth", "The front matter is at most 20 levels deep.", "No record needs more."),
    Rule("duplicate-key", "A key stands once.", "Of two, YAML would silently keep the last."),
    Rule(
        "lost-word",
        "A value with a word such as #MeToo stands in quotation marks.",
        "YAML would silently leave it out.",
    ),
    Rule(
        "yaml-boolean",
        "Words that YAML reads as true or false stand in quotation marks.",
        "NO is Norway, and other programs would read it as false.",
    ),
)

MARYLAND = Guidance(
    "What Works Centre for Local Economic Growth, the Scientific Maryland Scale",
    "http://www.whatworksgrowth.org/resources/the-scientific-maryland-scale/",
)

FIELDS = (
    Rule("unknown-key", "Every key is one of the fields of its kind.", "A mistyped key would be lost in silence."),
    Rule("too-many", "A file has at most 100 problems in its fields.", "More would hide each other."),
    Rule(
        "other-system",
        "A record is written for this library.",
        "Whoever brings one from elsewhere needs to know where each text goes, and not only which keys are wrong.",
    ),
    Rule("missing-key", "A record has the fields that it must have.", "Pages cannot be made without them."),
    Rule("incomplete", "A documented record has what its kind needs.", "Readers trust the word “documented”."),
    Rule(
        "wrong-type", "A field holds text, a list or a group of keys as the fields page says.", "See the fields page."
    ),
    Rule("wrong-value", "A field holds a value of its type.", "See the fields page."),
    Rule(
        "not-in-list", "A field with a fixed list of values holds one of them.", "Pages, lists and filters rest on it."
    ),
    Rule("bad-slug", "A reference is written as a file's name without its ending.", "So that it can be followed."),
    Rule("bad-number", "A number is written in digits, within its bounds.", "See the fields page."),
    Rule("bad-date", "A date is a day of the calendar, year-month-day.", "2019-13-04 helps nobody."),
    Rule("bad-year", "A year is written 2018, or 2018-04, or 2018-04-30.", "So that it can be sorted and compared."),
    Rule("bad-truth", "A yes-or-no field says true or false.", "Programs read “yes” and “on” in different ways."),
    Rule("bad-url", "A web address is whole.", "A reader should be able to follow it."),
    Rule("empty", "A text or a list that must have something is not empty.", "An empty line tells nothing."),
    Rule("text-too-long", "A text fits its place.", "Longer texts belong in the body."),
    Rule("summary-too-long", "A summary has at most 60 words.", "It is read on a phone, in lists."),
    Rule("period-ends-before-start", "A period ends after it starts.", "One of the two years is wrong."),
    Rule("period-both-ends", "A period is ongoing or has an end.", "It cannot be both."),
    Rule("scope-mismatch", "The kind of scope fits the places listed.", "Lists by country rest on it."),
    Rule("checked-in-future", "`checked` is not in the future.", "Nobody has compared the record on a day to come."),
    Rule("bad-currency", "A currency is told by its ISO 4217 code.", "A dollar is not the dollar of the neighbours."),
    Rule(
        "dose-without-amount",
        "A dose says how often, how many hours, or in what time.",
        "Whoever plans the same asks for nothing else.",
    ),
    Rule(
        "journal-unclear", "A journal's name stands apart from its volume.", "Programs of references read each alone."
    ),
    Rule("end-without-beginning", "Years that end begin, too.", "Where only one year is told, it is no span."),
    Rule("tie-to-nothing", "What a practice grew from or belongs to has a name.", "Else nobody can follow it."),
    Rule(
        "interval-unclear",
        "An interval has two ends, and the number lies between them; its level is told in per cent, such as 95.",
        "It tells how sure the number is.",
    ),
    Rule("main-without-study", "A main outcome is that of a study.", "Who planned the study says what it was for."),
    Rule(
        "proof-without-study",
        "No summary, outcome or lesson says “proven” where no outcome rests on a study that compares.",
        "Without others to compare with, nobody can tell whether the practice brought the change. Readers plan by such words.",
        source=MARYLAND,
    ),
)

LINKS = (
    Rule("unknown-reference", "A reference leads to a record that exists.", "Links must not dangle."),
    Rule("unknown-term", "A term is one of its vocabulary.", "Readers find what others call by the same word."),
    Rule("unknown-country", "A country is an ISO 3166-1 code.", "So that it has one name and one page."),
    Rule(
        "unknown-id", "An id named within a record is listed in it.", "An activity cannot serve an unknown objective."
    ),
    Rule("duplicate-id", "An id stands once within a record.", "It is an address."),
    Rule("duplicate-short-form", "A short form stands for one thing.", "Otherwise nobody knows which is meant."),
    Rule(
        "reserved-id",
        "An item's id is not that of a section of its page, nor of a heading of its story.",
        "Its address would lead to the section instead.",
    ),
    Rule("unknown-lesson", "The address of a lesson is that of one that exists.", "Links must not dangle."),
    Rule("own-lesson", "A record bears on lessons of other records.", "Nobody is her own witness."),
    Rule(
        "code-without-ground",
        "A strategy of RESPECT that a case is said to use names its source, or says that it is the editors’ reading.",
        "The scheme is somebody else’s, and readers must see who sorted the case into it.",
    ),
    Rule(
        "reason-without-ground",
        "What speaks for or against a lesson names its sources, or is marked as our own reading.",
        "A reader must see whose judgement it is.",
    ),
    Rule(
        "event-not-there",
        "An event that another case tells of as its own stands there, in the same form.",
        "It is counted there, and here no more.",
    ),
    Rule(
        "circular-tie",
        "No practice is made from itself, or part of itself, nor by way of others.",
        "What came first, or is the whole, could not be told.",
    ),
    Rule("circular-parent", "A term does not stand below itself.", "A list of terms within terms must have a top."),
    Rule("duplicate-role", "A role is played by one vocabulary.", "Otherwise nobody knows which terms are meant."),
    *SOURCES,
    Rule("unused-study", "A study is named by an outcome.", "A study that found nothing cannot be counted.", NOTE),
    Rule("no-address", "What a documented case lists has an `id`.", "Places shift when something is added.", NOTE),
    Rule(
        "dead-link",
        "A link in a story, on a page of docs/ or in the frame leads to a page or a file of the library.",
        "Links must not dangle.",
    ),
    Rule(
        "dead-anchor",
        "A link to a part of a page, such as `../cases/a-case.md#outcomes`, leads to a part that the page has.",
        "A reader who follows it would be left at the head of the page.",
    ),
    Rule(
        "link-cut",
        "A link to the page of a country, of a year and the like leads to one that some record still gives.",
        "Where what gave it is withdrawn or held back, the site has the words without the link.",
        NOTE,
    ),
)

TEXTS = (
    Rule("raw-html", "No text of a record has HTML.", "It can harm readers, and breaks in other programs."),
    Rule(
        "entity",
        "No field has characters in HTML's writing, such as `&amp;`.",
        "A form or an export wrote them, and pages show them as they are.",
    ),
    Rule("curly-brackets", "No text of a record has curly brackets.", "Programs read them as commands."),
    Rule(
        "orders",
        "No text of a record has orders to a browser, such as `javascript:` or `onclick=`.",
        "They could run where a copy of the text is shown with less care.",
    ),
    Rule(
        "talk-of-reading",
        "A record tells of the practice, and at one place only how much of its sources was read.",
        "Readers come for the story. The sources say how much of each was read.",
        NOTE,
    ),
    Rule(
        "word-of-the-field",
        "A record uses the words that its field uses, such as randomised and comparison group.",
        "Whoever knows the field looks for them, and whoever learns it should meet them.",
        NOTE,
    ),
)

BODY = (
    Rule(
        "picture",
        "A body has no pictures.",
        "They may show people, carry places in their data, or load from elsewhere.",
    ),
    Rule(
        "link-form",
        "A link is `[words](../kind/slug.md)` or `[words](https://…)`.",
        "Others can be turned against readers.",
    ),
    Rule("heading-level", "Headings in a body begin with `##`.", "The title is the only heading of the first level."),
    Rule(
        "note-form",
        "A footnote mark is `[^key]`, with the key of a source, and stands outside the words of links.",
        "A mistyped mark leaves a claim without its source, and nobody sees it.",
    ),
    Rule(
        "list-form",
        "A list's items begin with a hyphen or a number that follows the last one, each on a line of its own.",
        "Pages number anew what is numbered otherwise, and run together what is no list.",
    ),
    Rule(
        "table-form",
        "A table has a row of heads, a row of `| --- | --- |` and rows with as many cells.",
        "Other tables fall apart, or lose cells, in silence.",
    ),
    Rule(
        "left-over",
        "A story has no marks that its pages cannot show.",
        "They would stay on the page as characters that no reader understands.",
    ),
    Rule(
        "unclear-markdown",
        "A story's Markdown means the same to every program.",
        "Nobody could say what readers see.",
    ),
    Rule("footnote-defined", "A body does not define footnotes or links.", "They are made from `sources`."),
)

PAGES = (
    Rule(
        "page-front-matter",
        "A page of docs/ has no front matter.",
        "It would be printed, and the title above it lost.",
    ),
    Rule(
        "page-title",
        "A page of docs/ begins with its title, `# About this library`, and has no second one.",
        "Tabs, lists and the way back are called after it.",
    ),
    Rule(
        "template-fails",
        "A template of the library's own can be rendered by the program that is installed.",
        "A program that has become newer gives templates other things to show.",
    ),
    Rule(
        "host-setting",
        "`mkdocs.yml` holds what MkDocs takes, and names extensions, plugins and a theme that are installed.",
        "MkDocs would stop at the first that it cannot use, or make a site whose links lead astray.",
    ),
)

DISCLOSURE = (
    Rule(
        "consent-missing",
        "What is not public is told with consent.",
        "A name or a story on a website can bring retaliation, on relatives and helpers too.",
    ),
    Rule("consent-incomplete", "A consent says what it rests on.", "Otherwise nobody can ask again."),
    Rule("consent-lapsed", "A consent is asked for again in time.", "Until then its record is off the site.", WARNING),
    Rule(
        "held-back-field",
        "What is held back is a field of its kind that can be left out.",
        "A mistyped name would publish what somebody asked to hold back.",
    ),
    Rule(
        "held-back-block",
        "What is held back of a story stands between `::: held-back` with its reason, and `:::`, and nowhere else in the record.",
        "A mistyped wish would publish what somebody asked to hold back, so whatever looks like one is refused.",
    ),
    Rule(
        "withheld-name",
        "What is withheld is not named in what is published.",
        "A value can be taken out by the program, a name within a sentence cannot.",
    ),
    Rule(
        "quoted-person",
        "A person's words are quoted with her consent, and nothing beside them tells who she is.",
        "Words stay on the web for ever, and neighbours know who speaks like that.",
        NOTE,
    ),
    Rule("withdrawn-name", "What was withdrawn is no longer named.", "No program can cut a name out of a sentence."),
    Rule("withdrawn-heading", "A withdrawn shelf's title is said no more.", "It may be an ordinary phrase.", NOTE),
)

GROUPS = {
    "files": FILES,
    "yaml": YAML,
    "fields": FIELDS,
    "links": LINKS,
    "texts": TEXTS,
    "body": BODY,
    "pages": PAGES,
    "disclosure": DISCLOSURE,
    "shelves": SHELVES,
    "second-look": PRIVACY,  # part of the address of the list of rules, so it stays
}

RULES: dict[str, Rule] = {rule.name: rule for group in GROUPS.values() for rule in group}
"""Every rule by its name."""


def broken(name: str, place: Place, message: str, fix: str, repair: tuple[Edit, ...] = ()) -> Problem:
    """The Problem of the rule called `name` being broken at `place`."""
    return RULES[name].broken(place, message, fix, repair)
