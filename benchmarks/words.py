# Text that looks to a search index like text: a few words that stand everywhere, many that stand once. English takes its common
# words from the library itself, as often as they stand there, so that a common query is as common as it will be. Rare
# words are put together from syllables, since a real library has tens of thousands and no list does.

"""Invented sentences in several languages and scripts."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import accumulate
from pathlib import Path

from generator.clearance.reading import letters_of

RARE = 0.08
"""How many words of a text are rare ones."""
RARE_WORDS = 60_000
SPACED = {
    "en": ("", "a e i o u ai ea", "b br d f g k l m n p r s st t v w"),
    "es": (
        "de la que el en y las los se del con una por para mujeres comunidad grupo violencia hombres trabajo familia derechos "
        "apoyo salud ingresos escuela cambio decisiones ahorro tierra líderes formación años después también según",
        "a e i o u ía ión",
        "b c d f g l m n p r s t v ll tr",
    ),
    "fr": (
        "de la les des et en le que pour dans une par femmes groupe communauté violences hommes travail famille droits santé "
        "revenus école changement décisions épargne terre formation années après aussi selon été avec sont leurs",
        "a e i o u é ou ai",
        "b c d f g l m n p r s t v ch",
    ),
    "pt": (
        "de a que o e em as os do da com uma por para mulheres comunidade grupo violência homens trabalho família direitos "
        "apoio saúde renda escola mudança decisões poupança terra formação anos depois também segundo não são",
        "a e i o u ão ei",
        "b c d f g l m n p r s t v lh",
    ),
    "sw": (
        "na ya wa kwa ni katika wanawake jamii kikundi ukatili wanaume kazi familia haki afya mapato shule mabadiliko maamuzi "
        "akiba ardhi mafunzo miaka baada pia kama hii watu walisema mradi viongozi wasichana",
        "a e i o u",
        "b ch d f g h k l m n ng p r s t w",
    ),
    "ar": (
        "في من على إلى النساء المجتمع مجموعة العنف الرجال العمل الأسرة حقوق الصحة الدخل المدرسة التغيير القرار الأرض "
        "التدريب سنوات بعد أيضا كانت التي الذين مع عن المشروع القيادة الفتيات",
        "ا و ي",
        "ب ت ج ح د ر س ش ع ف ق ك ل م ن ه",
    ),
    "am": (
        "ሴቶች ማህበረሰብ ቡድን ጥቃት ወንዶች ሥራ ቤተሰብ መብት ጤና ገቢ ትምህርት ለውጥ ውሳኔ ቁጠባ መሬት ስልጠና ዓመታት በኋላ እና ነው ውስጥ",
        "ላ ሉ ሊ ማ ሙ ሚ",
        "ረ ሰ በ ተ ነ ከ ወ ደ ገ ጠ",
    ),
    "bn": (
        "নারী সমাজ দল সহিংসতা পুরুষ কাজ পরিবার অধিকার স্বাস্থ্য আয় স্কুল পরিবর্তন সিদ্ধান্ত সঞ্চয় জমি প্রশিক্ষণ বছর পরে এবং এই তাদের জন্য থেকে করে",
        "া ি ু ে ো",
        "ক গ চ ত দ ন প ব ম র ল শ স",
    ),
    "ne": (
        "महिला समुदाय समूह हिंसा पुरुष काम परिवार अधिकार स्वास्थ्य आय विद्यालय परिवर्तन निर्णय बचत जग्गा तालिम वर्ष पछि र यो उनीहरू लागि बाट गर्ने",
        "ा ि ु े ो",
        "क ग च त द न प ब म र ल श स",
    ),
}  # fmt: skip
"""By language: its common words, and the two halves of the syllables of its rare ones."""
UNSPACED = {
    "my": "အမျိုးသမီး အသိုင်းအဝိုင်း အုပ်စု အကြမ်းဖက်မှု အမျိုးသား အလုပ် မိသားစု အခွင့်အရေး ကျန်းမာရေး ဝင်ငွေ ကျောင်း ပြောင်းလဲမှု ဆုံးဖြတ်ချက် စုဆောင်း မြေ သင်တန်း နှစ် ပြီး",
    "zh": "妇女 社区 小组 暴力 男性 工作 家庭 权利 健康 收入 学校 改变 决定 储蓄 土地 培训 之后 她们 支持 项目",
}
"""By language that is written without spaces: its words."""
LANGUAGES = {"en": 60, "es": 10, "fr": 7, "pt": 5, "sw": 4, "ar": 4, "am": 2, "bn": 2, "ne": 2, "my": 2, "zh": 2}
"""How many records of a hundred are in which language."""


class Language:
    """Draws words of one language. `heard` are texts from which common words are taken, as often as they stand there; `unsaid` are the
    letters of words that are never made up."""

    def __init__(self, code: str, heard: str = "", unsaid: Container[str] = ()) -> None:
        self.code = code
        self._unsaid = unsaid
        self.space = " " if code in SPACED else ""
        common, vowels, consonants = SPACED.get(code, (UNSPACED.get(code, ""), "", ""))
        counts = Counter(re.findall(r"\b[a-z]+\b", heard))  # no names: they are not in small letters
        self._common = sorted(counts, key=lambda word: (-counts[word], word)) or common.split()
        weights = (
            [counts[word] for word in self._common] if counts else [1 / at for at in range(1, len(self._common) + 1)]
        )
        self._weights = list(accumulate(weights))
        self._halves = (consonants.split(), vowels.split())

    def words(self, chance: random.Random, count: int) -> list[str]:
        """So many words, common ones and rare ones."""
        drawn = chance.choices(self._common, cum_weights=self._weights, k=count)
        return [self.rare(chance) if self.space and chance.random() < RARE else word for word in drawn]

    def sentence(self, chance: random.Random, words: int) -> str:
        """A sentence of about so many words."""
        text = self.space.join(self.words(chance, max(3, round(chance.gauss(words, words / 5)))))
        return text[0].upper() + text[1:] + ("." if self.space else "。")

    def rare(self, chance: random.Random) -> str:
        """A word of two to four syllables; low numbers come often, most come once."""
        return self.made_up(int(RARE_WORDS ** chance.random()))

    def made_up(self, number: int) -> str:
        """The word with a number."""
        consonants, vowels = self._halves
        word = ""
        while number or len(word) < 4 or letters_of(word) in self._unsaid:
            number, at = divmod(number, len(consonants) * len(vowels))
            word += consonants[at // len(vowels)] + vowels[at % len(vowels)]
        return word


def languages(practices: Path, unsaid: Container[str] = ()) -> dict[str, Language]:
    """The languages of an invented library; English as the records in `practices` have it. `unsaid` as above."""
    bodies = [path.read_text("utf-8").split("\n---\n", 1)[-1] for path in sorted((practices / "cases").glob("*.md"))]
    heard = re.sub(r"\]\([^)]*\)|\[\^[^\]]*\]", " ", " ".join(bodies))
    return {code: Language(code, heard if code == "en" else "", unsaid) for code in LANGUAGES}


def skewed(chance: random.Random, values: Sequence[str], most: int = 1) -> list[str]:
    """One to `most` different values; the first come often and the last seldom, as 1, 1/2, 1/3 (Zipf)."""
    weights = list(accumulate(1 / at for at in range(1, len(values) + 1)))
    return list(dict.fromkeys(chance.choices(values, cum_weights=weights, k=chance.randint(1, most))))
