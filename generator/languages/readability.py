# How hard English is to read, by the formula that most editors know. A library that counts syllables by a dictionary brings a
# language toolkit with it, so they are counted by rule here: a word may be one off, a text of some hundred words hardly is. What is
# measured is long words and long sentences alone; whether a text is understood is told by readers. For a language without a
# formula here nothing is said, since the weights of one language are wrong for any other.

"""How hard a text is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

FEWEST_WORDS = 100
"""In a shorter text one long name decides."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9]|\s*$)")
_SAID = re.compile(r"(?<=[^aeiouylrw])le([ds]?)$")
"""Such as in table and handled: a syllable, though its e is silent."""
_SILENT = re.compile(
    r"(?<=[aeiouyhklmnprsvwxzbcfg])ed$"  # asked, saved
    r"|(?<![cs]h)(?<![sxzcgie])es$"  # lives, but not places, watches
    r"|(?<=[gq])ues?$|e$"  # dialogue, made
    r"|(?<=[^aeiouy])e(?=(?:ly|ness|ment|ful|less|hold)s?$)"  # safely
    r"|(?<=som)e(?=\w{3})|(?<=us)i(?=ness)|(?<=[vo])e(?=ry)"  # something, business, every
)
"""A vowel that is written and not spoken."""
_APART = re.compile(
    r"[^cgst]ia(?!g)|[^t]ia(?=t)|iu|ii|[rv]iou|[^gtnls]io(?!u)"  # area, various, period
    r"|[rdcxu]iet|[^tc]ien(?!d)|scien|[^q]uie|[^gq]u[ao](?!y)|[^q]uen[ct]"  # society, audience, influence
    r"|eo(?!p)|oe[mt]|eas?$|theat|react|^creat|coop"
    r"|oyee|ying|[eou]ing|ism$|(?<=[ds])n't"
)
"""Two vowels beside each other that are two syllables, and endings that are one more than their vowels."""


def grade(blocks: Iterable[str], language: str) -> float | None:
    """The school year of the United States in which a text is understood; None for a short text, or in another language than English.

    The Flesch–Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas for Navy Enlisted
    Personnel, Research Branch Report 8-75, Naval Air Station Memphis 1975. Each block ends a sentence, with a full stop or without.
    """
    if language.partition("-")[0] != "en":
        return None
    words, sentences, spoken = 0, 0, 0
    for block in blocks:
        for sentence in _SENTENCE_END.split(block):
            found = _WORD.findall(sentence)
            words, sentences = words + len(found), sentences + bool(found)
            spoken += sum(map(syllables, found))
    if words < FEWEST_WORDS:
        return None
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word has, by rule; a short form in capitals is spelt out."""
    if word.isupper() and 1 < len(word) < 6:
        return len(word) + 2 * word.count("W")
    spoken = re.sub(r"'(?!t$)\w*$", "", word.lower().replace("’", "'"))
    spoken = _SILENT.sub("", _SAID.sub(r"el\1", spoken)) if len(spoken) > 2 else spoken
    return max(1, len(re.findall(r"[aeiouy]+", spoken)) + len(_APART.findall(spoken)))
