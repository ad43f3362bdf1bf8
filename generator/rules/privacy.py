# The rules of the privacy check: what only a person can decide. The program points at it; whoever publishes looks a second
# time. Each rule names the public guidance that it follows.

"""The rules that guess."""

from __future__ import annotations

from .rule import WARNING, Guidance, Rule

WHO = Guidance(
    "World Health Organization, ethical and safety recommendations on sexual violence in emergencies (2007)",
    "http://www.who.int/reproductivehealth/publications/violence/9789241595681/en/",
)
UN_WOMEN = Guidance(
    "UN Women, informed consent and confidentiality",
    "https://endvawnow.org/en/articles/1166-obtener-el-consentimiento-informado-y-mantener-la-confidencialidad.html",
)
GBVIMS = Guidance("GBVIMS, information sharing protocol", "http://www.gbvims.com/gbvims-tools/isp/")
IATI = Guidance(
    "IATI help desk of the Dutch foreign ministry, sensitive data",
    "https://helpdesk-opendata-minbuza.nl/questions/question/how-can-an-implementing-agency-deal-with-sensitive-data/",
)

PRIVACY = (
    Rule(
        "e-mail-address",
        "No e-mail address stands in a record or on a page.",
        "It leads to one person, for ever.",
        WARNING,
        UN_WOMEN,
    ),
    Rule(
        "telephone-number",
        "No telephone number stands in a record or on a page.",
        "It leads to one person, and goes stale.",
        WARNING,
        UN_WOMEN,
    ),
    Rule(
        "coordinates",
        "No coordinates stand in a record or on a page.",
        "A country or a region is as near as is safe.",
        WARNING,
        IATI,
    ),
    Rule(
        "personal-name",
        "Roles are written, not names of persons. Authors of cited works are named under `authors`, and those who sign "
        "for the library under `signatories` in practices/library.md.",
        "To be named can bring revenge on a person, her family and those who helped her.",
        WARNING,
        UN_WOMEN,
    ),
    Rule(
        "social-account",
        "No account on a social network stands in a text.",
        "It leads to persons, to all whom they know, and to where they are now.",
        WARNING,
        UN_WOMEN,
    ),
    Rule(
        "street-address",
        "No road with a house number stands in a text.",
        "A refuge, an office or a home can be found by it.",
        WARNING,
        UN_WOMEN,
    ),
    Rule(
        "meeting-place",
        "No text says on which day of the week or at which spot people meet.",
        "Whoever wants to harm them need only wait there.",
        WARNING,
        WHO,
    ),
    Rule(
        "small-count",
        "An exact count below ten does not stand with a place smaller than a province.",
        "Neighbours can tell who they are.",
        WARNING,
        GBVIMS,
    ),
    Rule(
        "points-at-one",
        "A passage does not give a day or month, a place smaller than a province and the role of one person.",
        "Each may be harmless, and together they point to somebody.",
        WARNING,
        WHO,
    ),
    Rule(
        "points-together",
        "Records and passages on the same work do not give these three together either.",
        "Whoever reads one can read the other.",
        WARNING,
        GBVIMS,
    ),
    Rule(
        "false-alarm-gone",
        "What somebody looked into (`false_alarms`) stands in the record as it stood then.",
        "Where the words have changed, nobody has looked at those that stand there now.",
        WARNING,
        WHO,
    ),
    Rule(
        "media-author",
        "A picture or document does not hold the name of who made it, unless that is a signatory.",
        "Programs write it into the file unasked. `practices clean-media` takes it out.",
        WARNING,
        UN_WOMEN,
    ),
    Rule(
        "media-hidden",
        "A picture or document holds nothing but what it shows.",
        "Nobody can tell from whom the rest is. `practices clean-media` takes it out.",
        WARNING,
        WHO,
    ),
)
"""What only a person can decide. The program points at it; whoever publishes looks a second time."""
