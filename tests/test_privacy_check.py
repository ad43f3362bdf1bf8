"""The privacy check at texts: what leads to one person is found, what only looks like it is not, whatever the text."""

import datetime
import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.check import Entry
from generator.check.models import read_model
from generator.check.privacy.across_records import look_at_all
from generator.check.privacy.passages import in_page
from generator.check.privacy.person_names import Names, parts_of, signatures
from generator.check.privacy.quasi_identifiers import TextContext, look, place_names
from generator.clearance import clear
from generator.document import parse
from generator.languages.lexicon import lexicon
from generator.problem import Severity
from generator.rules import PRIVACY, RULES
from generator.schema import Case

from .conftest import EXAMPLES
from .libraries import examine

TODAY = datetime.date(2026, 11, 21)


def said(text, around=None, rule=None):
    findings, _ = look(text, around or TextContext())
    return [finding.said for finding in findings if rule in (None, finding.rule)]


# Contact details


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to a.b+c@mail.house.org.", ["a.b+c@mail.house.org"]),
        ("lamp (at) house (dot) org", ["lamp (at) house (dot) org"]),
        ("lamp [arroba] casa.org", ["lamp [arroba] casa.org"]),
        ("[Write](mailto:lamp@house.org)", ["lamp@house.org"]),
        ("@lamp, 3@5, a@b, at house (at noon)", []),
        ("lamp@books.example, lamp@example.org, lamp@host.test", []),
    ],
)
def test_e_mail_addresses_are_found(text, found):
    assert said(text, rule="e-mail-address") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+254 722 000 111", ["+254 722 000 111"]),
        ("(+44) 20 7946 0958, tel. 20 7946 0958", ["+44) 20 7946 0958", "20 7946 0958"]),
        ("Ring 0722 000 111.", ["0722 000 111"]),
        ("Ring 0722000111.", ["0722000111"]),
        ("WhatsApp: 600 123 456", ["600 123 456"]),
        ("móvil 600123456", ["600123456"]),
        ("Call 116 or 999.", []),
        ("2018-2021, 2020-05-06, 1 200 000 people, 10 000-20 000", []),
        ("ISBN 978-92-4-159568-1, doi.org/10.1080/0722000111", []),
    ],
)
def test_telephone_numbers_are_found(text, found):
    assert said(text, rule="telephone-number") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is at -1.28333, 36.81667.", ["-1.28333, 36.81667"]),
        ("0.3476 32.5825", ["0.3476 32.5825"]),
        ("1°17′S, 36°49′E", ["1°17′S, 36°49′E"]),
        ("1.2921° S, 36.8219° E", ["1.2921° S, 36.8219° E"]),
        ("https://maps.example/@-1.2833,36.8166,17z", ["-1.2833,36.8166"]),
        ("p = 0.0123, 0.0456.", []),
        ("123.4567, 200.1234", []),
        ("1.5, 36.8; 12.345, 67.890", []),
    ],
)
def test_coordinates_are_found(text, found):
    assert said(text, rule="coordinates") == found


# Names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr Okafor and Mrs. Okafor came.", ["Mr Okafor", "Mrs. Okafor"]),
        ("Prof. Dr. Huda Rahman spoke.", ["Prof. Dr. Huda Rahman"]),
        ("Chief **Lampwright** ruled.", ["Chief **Lampwright"]),
        ("The story of Wanjiru Kamau’s shop", ["Wanjiru Kamau’s"]),
        ("Maria de la Cruz went.", ["Maria de la Cruz"]),
        ("A girl of twelve, called Tindwa, read.", ["Tindwa"]),
        ("Amina, aged 12, read.", ["Amina"]),
        ("Sunita (34) stayed.", ["Sunita"]),
        ("Tindwa Lampwright said so.", ["Tindwa Lampwright"]),
        ("La señora Quispe y don Pedro hablaron.", ["señora Quispe", "don Pedro"]),
        ("Una joven llamada Tindwa leyó.", ["Tindwa"]),
        ("Madame Diallo raconte.", ["Madame Diallo"]),
        ("My name is Tindwa and I read.", ["Tindwa"]),
        ("Its name is Bright Shelf.", []),
    ],
)
def test_names_of_persons_are_found_by_what_stands_around_them(text, found):
    assert said(text, rule="personal-name") == found


@pytest.mark.parametrize(
    "text",
    [
        "The Chief Executive Officer and the Chief Justice came.",
        "The Guardian said so. Human Rights Watch says so. The Ministry of Justice told them.",
        "Puerto Rico, South Sudan and Sister Namibia.",
        "Rosa Luxemburg Stiftung, the Catherine Hamlin Fistula Foundation, Jean Monnet University.",
        "Okello (2019), Mary Okello 2019, Mary Okello et al. 2019, Mary Okello and Jane Adams (2019b).",
        "A group of women called Bright Shelf. A programme named Reading Now.",
        "Girls in Kenya, aged 12, read. In Lampton, aged 40, they did not.",
        "la señora Presidenta, the Chair said, Madam Chair",
        "I SAID NO. Nobody said so. They said no.",
    ],
)
def test_what_is_no_person_is_left_alone(text):
    assert said(text, rule="personal-name") == []


def test_the_librarys_own_names_are_no_persons():
    text = "Lamp House says so. Juana Lamp Trust Group says so. Mary Lamp House closed."
    known = TextContext(Names(parts_of(["The Lamp House", "Mary Lamp House", "Juana Lamp"])))
    assert said(text, known) == []
    assert said(text.replace("Lamp House says", "Tall Hound says"), known) == ["Tall Hound"]


def test_authors_that_the_record_cites_may_be_named_and_nobody_else():
    around = TextContext(Names(authors=frozenset({"mary", "okello"})))
    assert said("Mary Okello argues; Mary Akello does not.", around) == ["Mary Akello"]


@pytest.mark.parametrize(
    "written", ["Dr Huda Rahman", "Huda Rahman", "Dr Rahman", "huda@house.org", "+254 722 000 111"]
)
def test_signatories_may_be_named(written):
    signed = signatures(["Dr Huda Rahman", "huda@house.org", "+254 722 000 111"])
    assert said(f"Signed, {written}", TextContext(Names(signed=signed))) == []
    assert said("Dr Huma Rahman", TextContext(Names(signed=signed))) == ["Dr Huma Rahman"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We stayed”, said Tindwa Lampwright.", ["Tindwa Lampwright"]),
        ("“We read now,” said Tindwa.", ["Tindwa"]),
        ("“We read now,” says Tindwa, a mother of two in Lampton.", ["Tindwa"]),
        ("“We read now,” said **Tindwa**.", ["Tindwa"]),
        ("“We read now”, said the facilitator, Tindwa.", ["Tindwa"]),
        ("“We read now”, said the nurse, Tindwa.", ["Tindwa"]),
        ("“We read now,” said a teacher, Tindwa Lamp.", ["Tindwa Lamp"]),
        ("“We read now,” she said. It was Tindwa.", []),
        ('"We read now" – Tindwa, mother of two, Lampton', ["Tindwa"]),
        ("“We read now.” (Tindwa, Lampton)", ["Tindwa"]),
        ("> “We read now.”\n>\n> — Tindwa Lampwright", ["Tindwa Lampwright"]),
        ("‘We read now.’ – TINDWA Lampwright", ["TINDWA Lampwright"]),
        ("It helps, says Sunita.", ["Sunita"]),
        ("«Leemos», dijo Tindwa.", ["Tindwa"]),
        ("« On lit », dit Tindwa.", ["Tindwa"]),
        ("According to Tindwa Lampwright, all read.", ["Tindwa Lampwright"]),
        ("According to Sunita, all read. Selon Tindwa Lampwright, tout va.", ["Sunita", "Tindwa Lampwright"]),
        ("Tindwa Lampwright led the groups.", ["Tindwa Lampwright"]),
        ("All read when Tindwa Lampwright taught them.", ["Tindwa Lampwright"]),
        ("LAMPWRIGHT Sunita read. The group of Sunita LAMPWRIGHT grew.", ["LAMPWRIGHT Sunita", "Sunita LAMPWRIGHT"]),
        ("Tindwa and her husband Rafo read.", ["Tindwa", "Rafo"]),
        ("She and her husband Rafo read.", ["Rafo"]),
        ("Tindwa, a mother of two, reads.", ["Tindwa"]),
        ("Je m’appelle Tindwa.", ["Tindwa"]),
        ("La facilitadora se llama Tindwa.", ["Tindwa"]),
        ("The shop was led by Tindwa Lampwright, and is run by Lamp House Trust Fund.", ["Tindwa Lampwright"]),
        ("“It was my lamp,” Zubeda said.", ["Zubeda"]),
        ("Tostara’s husband burned the books.", ["Tostara’s"]),
        ("Zubeda Tostara, now 34, keeps the lamp.", ["Zubeda Tostara"]),
        ("Thanks to Blessing, the hall was opened. Our thanks go to Sunita.", ["Blessing", "Sunita"]),
        ("Facilitator: Sunita. Trainer: Tindwa Lampwright", ["Sunita", "Tindwa Lampwright"]),
        ("We met Sunita at the well, and a nurse we call Amina. Ask for Sunita.", ["Sunita", "Amina", "Sunita"]),
        ("Amina joined in 2012. When Sunita left, all read.", ["Amina", "Sunita"]),
        ("As Amina puts it, all read. As Tindwa Lampwright says, some do.", ["Amina", "Tindwa Lampwright"]),
        ("In Amina’s own words, all read. In Tindwa Lampwright’s view, some do.", ["Amina’s", "Tindwa Lampwright’s"]),
        ("President Lamp came, and Prime Minister Lampwright.", ["President Lamp", "Minister Lampwright"]),
        ("Health Minister Tindwa Lampwright came.", ["Minister Tindwa Lampwright"]),
        (
            "In loving memory of Amina. Named after Sunita. In honour of Tindwa Lampwright.",
            ["Amina", "Sunita", "Tindwa Lampwright"],
        ),
        ("Zubeda (not her real name) reads. **Tostara**, a pseudonym, does not.", ["Zubeda", "Tostara"]),
        (
            "Como dice Amina, todas leen. La presidenta Lampa, la ministra Faro.",
            ["Amina", "presidenta Lampa", "ministra Faro"],
        ),
        ("Tindwa (nombre ficticio) lee. A la memoria de Amina.", ["Tindwa", "Amina"]),
        ("Comme le dit Amina, on lit. Le maire Diallo, selon les mots d’Awa.", ["Amina", "maire Diallo", "Awa"]),
        ("Tindwa (nom d’emprunt) lit. À la mémoire d’Amina Lampe.", ["Tindwa", "Amina Lampe"]),
    ],
)
def test_whoever_is_quoted_or_told_of_is_found_whatever_the_name(text, found):
    assert said(text, rule="personal-name") == found


@pytest.mark.parametrize(
    "text",
    [
        "“We read,” said the Ministry of Justice. “No,” said Kenya. “Yes,” says Human Rights Watch. “So,” said UNICEF.",
        "According to UN Habitat, the Asian Bank and Oxfam, more read. According to Parliament, fewer.",
        "“It is ours” (Okello 2019). “It is ours” (Okello and Musa 2019).",
        "However, a mother read. In Lampton, a woman read. Then, a nurse came. Women and their husbands read.",
        "“We read,” she said. Then all went home. “Lamps” – Every village had some.",
        "The Bright Shelf taught them. Its Bright Shelf taught them. Bright Shelf Foundation taught them.",
        "“We read,” UNICEF said. “No,” Kenya said. Lantern Readers’ partner read. Shelf and Loan Associations grew.",
        "La Ley María da Lampa, la Loi Marie Lampe",
        "CARE Malawi taught them. UNICEF Kenya helped. GBV Prevention grew.",
        "Thanks to Parliament and to Community Radio it spread. A blessing: Grace Period ended. (Doyle et al., 2018)",
        "Facilitator: Red Cross\n\nTrainer: Ministry of Health\n\nFacilitator: trained for two days.",
        "Grace Notes were sung. We met Monday at the well. It is dedicated to Parliament.",
        "As CARE puts it, all read. As Oxfam says, some do. In Oxfam’s words, and in Kenya’s view, few.",
        "The Union joined in 2012. The Amina joined too. Hurricane Maria took the roof. In Goma lived three. May came.",
        "The President of the Republic, the Prime Minister and the Deputy Mayor said so. The Commissioner General came.",
        "La Presidenta Ejecutiva, el alcalde Municipal y la ministra Interina firmaron. La Ministre Déléguée signa.",
        "In honour of International Women’s Day. In memory of all who fell. Named after Parliament.",
        "In Lampton (name changed) women read. The Reading Hour, in other words, grew.",
        "El presidente de la República y la ministra de Salud. Como dice Oxfam, todas leen. En memoria de todas.",
        "Le maire de Kolda et la ministre de la Santé. Comme le dit Oxfam, on lit. L’Union et l’Alliance Lampe lisent.",
    ],
)
def test_who_speaks_for_a_body_is_no_person(text):
    assert said(text, rule="personal-name") == []


def test_what_the_library_knows_does_not_become_a_person_by_doing_something():
    known = TextContext(Names(parts_of(["Bright Shelf"]), titles=parts_of(["Reading Hour"])))
    text = "Bright Shelf taught them. Reading Hour began. “We read”, says Bright Shelf. According to Bright Shelf, all read."
    assert said(text, known, "personal-name") == []
    text = text.replace("Bright Shelf taught", "Tall Shelf taught")
    assert said(text, known, "personal-name") == ["Tall Shelf"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“My husband cooks now and washes,” said a 29-year-old mother of two.", 1),
        ("A nurse told us: “My husband cooks now and washes.”", 1),
        ("“My husband cooks now” – mother of two, in the north", 1),
        ("“My husband cooks now,” said Tindwa.", 1),
        ("«Mi marido cocina», dijo una madre. «Mon mari cuisine», dit une femme.", 2),
        ("The report calls it “a quiet change at home”. “Reading Hour” is a programme.", 0),
        ("The report says that “those who own land are beaten less often at home”.", 0),
    ],
)
def test_every_quotation_of_a_person_is_a_reminder(text, count):
    assert len(said(text, rule="quoted-person")) == count


# Where people can be found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask @lamp.readers or facebook.com/lamp.readers.", ["@lamp.readers", "facebook.com/lamp.readers"]),
        ("[Write](https://www.instagram.com/lamp_readers/) or wa.me/254722000111", ["www.instagram.com/lamp_readers", "wa.me/254722000111"]),
        ("`@import` and a@lamp.example, 3 @ 5, @ noon, lamp.example/facebook", []),
    ],
)  # fmt: skip
def test_accounts_are_found(text, found):
    (passage,) = in_page("docs/a.md", text)
    findings, _ = look(passage.text, TextContext(), passage.prose)
    assert [one.said for one in findings if one.rule == "social-account"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The refuge is at 14 LN 3 Road, Lampton.", ["14 LN 3 Road"]),
        ("27 Harbour Street; 3B Lamp Rd.", ["27 Harbour Street", "3B Lamp Rd"]),
        ("Calle Faro 14; Av. Faro # 2031; 14 rue du Phare", ["Calle Faro 14", "Av. Faro # 2031", "14 rue"]),
        ("It is on plot number 7, house no. 12.", ["number 7", "no. 12"]),
        ("In 2019 Silk Road grew. 12 women crossed the Road. In 30 villages, Main Street closed. 5 Ways to Read.", []),
        ("Main Street closed. 12 came. Chapter 4, The Road. Mile 12. 40 per cent", []),
    ],
)
def test_houses_are_found(text, found):
    assert said(text, rule="street-address") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The group meets every Tuesday behind the mill.", ["meets every Tuesday"]),
        ("They gather on Fridays.", ["gather on Fridays"]),
        ("Women met next to the market.", ["met next to the market"]),
        ("Se reúnen cada martes. Elles se réunissent tous les mardis.", ["reúnen cada martes", "réunissent tous les mardis"]),
        ("They meet weekly. The council met on Tuesday 5 May 2019. On Tuesday they read.", []),
        ("The meeting room was beside the point. They meet in a school. Every Tuesday they read.", []),
    ],
)  # fmt: skip
def test_when_and_where_people_meet_is_found(text, found):
    assert said(text, rule="meeting-place") == found


# Counts and the mosaic


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 women in Nyandika district left.", ["3 women"]),
        ("Three young women in the village of Nyandika left.", ["Three young women"]),
        ("Two men left Nyandika county.", ["Two men"]),
        ("In Nyandika 2 girls left.", ["2 girls"]),
        ("One of the widows around Nyandika left.", ["One of the widows"]),
        ("One of the nine women in Nyandika left, and 2 men.", ["One of the nine women", "2 men"]),
        ("Three of the villages in Nyandika district left.", []),
        ("Tres mujeres del distrito de Puno.", ["Tres mujeres"]),
        ("Deux femmes du village de Kolda.", ["Deux femmes"]),
        ("10 women in Nyandika district", []),
        ("3,000 women, 2.5 women, 3% women and £3 women in Nyandika district", []),
        ("3 women in Kenya. Nyandika district is wide.", []),
        ("5 women's groups in Nyandika district", []),
        ("Every village has two women. Three women in the district.", []),
        ("Two women in Parliament, in June, in the Ministry of Justice, and at BRAC and NGOs", []),
    ],
)
def test_small_counts_with_a_small_place_are_found(text, found):
    assert said(text, rule="small-count") == found


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("3 women in Nyandika district", "Write “a few women in the region”"),
        ("One woman in Nyandika district", "Write “a few women in the region”"),
        ("Tres mujeres del distrito de Puno", "Write “un grupo de mujeres en la región”"),
        ("Deux femmes du village de Kolda", "Write “quelques femmes dans la région”"),
    ],
)
def test_the_fix_of_a_count_is_coarser_words_in_its_own_language(text, fix):
    assert [finding.fix for finding in look(text, TextContext())[0]] == [fix]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("On 12 May 2019 the village head of Nyandika village left.", 1),
        ("On 12 May 2019 the village head of Nyandika left.", 1),
        ("In May 2019 the head teacher of Nyandika primary school left.", 1),
        ("In May 2019 the director of the programme left.", 0),
        ("In May 2019 the mayor of Kenya left.", 0),
        ("In May 2019 a nurse in Nyandika left.", 1),
        ("On May 12, a young judge in Nyandika town left.", 1),
        ("2019-05-12: the midwife at Nyandika camp left.", 1),
        ("El 3 de mayo de 2019 la alcaldesa de la aldea de Nyandika salió.", 1),
        ("Le 3 mai 2019, la maire de la commune de Kolda partit.", 1),
        ("In 2019 the village head of Nyandika village left.", 0),
        ("On 12 May 2019 village heads of Nyandika village left.", 0),
        ("On 12 May 2019 the village head left.", 0),
        ("On 12 May 2019 the judge left Kenya.", 0),
        ("They may leave the judge in Nyandika town. Paper 2, May of all months.", 0),
    ],
)
def test_a_day_a_small_place_and_a_role_point_at_one_person(text, count):
    assert len(said(text, rule="points-at-one")) == count


def test_the_fix_of_a_mosaic_names_the_year():
    (finding,), _ = look("On 12 May 2019 the village head of Nyandika village left.", TextContext())
    assert finding.fix.startswith("Write “2019” instead of “12 May 2019”, the region instead of “Nyandika village”")


def test_the_places_field_gives_small_places_only():
    assert place_names("Schools in Nyandika and Lampton district, the north of Kenya") == {"nyandika", "lampton"}
    assert place_names("Eight provinces in the 2000s, 19 in 2013") == set()


# A library


def records(*bodies, front=""):
    paths = [f"practices/cases/case-{number}.md" for number in range(len(bodies))]
    texts = [f"---\ntitle: A case\n{front}---\n\n{body}\n" for body in bodies]
    return [parse(text, path)[0] for text, path in zip(texts, paths, strict=True)]


def entries_of(documents):
    return [Entry(document, read_model(document, Case)[0]) for document in documents]


PLACE, DAY = "The village head of Nyandika village left.", "On 12 May 2019 the village head left."


def together(*bodies, front=""):
    problems = look_at_all(entries_of(records(*bodies, front=front)), [], None, {})
    return [str(problem.place) for problem in problems if problem.rule == "points-together"]


@pytest.mark.parametrize(
    "front",
    [
        "organisations: [lamp-house]\n",
        "partners: [lamp-house]\n",
        "sources:\n  a:\n    title: A\n    year: n.d.\n    url: https://a.example/\n",
    ],
)
def test_records_on_the_same_work_are_read_together(front):
    assert (
        together(PLACE, DAY, front=front) == ["practices/cases/case-0.md:8:5"]
        or len(together(PLACE, DAY, front=front)) == 1
    )


def test_records_that_share_only_who_paid_are_not():
    assert together(PLACE, DAY, front="funders: [lamp-house]\n") == []
    assert together(PLACE, DAY) == []


def test_a_link_to_a_case_is_a_tie():
    assert len(together(PLACE, f"{DAY} See [it](case-0.md).".replace("case-0", "../cases/case-0"))) == 1


def test_two_passages_of_one_record_are_read_together():
    assert len(together(f"{PLACE}\n\n{DAY}")) == 1
    assert together(f"{PLACE}\n\nOn 12 May 2019 a judge came.") == []


@pytest.mark.alone
def test_ten_times_the_records_take_about_ten_times_as_long():
    def seconds(count):
        documents = records(*[PLACE, DAY] * (count // 2), front="organisations: [lamp-house]\n")
        entries = entries_of(documents)
        start = time.perf_counter()
        assert len(list(look_at_all(entries, [], None, {}))) == count // 2
        return time.perf_counter() - start

    seconds(100)
    assert seconds(2000) < 40 * max(seconds(200), 0.01)


def test_code_and_addresses_in_a_page_are_no_prose_and_places_are_exact():
    text = "# T\n\n`Mrs Amina Lamp`, [it](https://a.example/0722000111/Mrs-Amina)\n\n    Mrs Amina Lamp\n\n```\nMrs Amina Lamp\n```\n\nSo said Mrs Lamp.\n"
    passages = list(in_page("docs/a.md", text))
    found = [
        (str(passage.place(finding.start)), finding.said)
        for passage in passages
        for finding in look(passage.text, TextContext(), passage.prose)[0]
    ]
    assert found == [("docs/a.md:11:9", "Mrs Lamp")]


def test_a_warning_stops_nothing():
    assert {rule.severity for rule in PRIVACY} == {Severity.WARNING}
    assert {rule.severity for rule in RULES.values()} == set(Severity)


@pytest.mark.parametrize(
    "root", [EXAMPLES / name for name in ("library", "biblioteca", "county")], ids=lambda root: root.name
)
def test_no_invented_library_needs_a_privacy_check(root):
    names = {rule.name for rule in PRIVACY}
    assert [str(problem) for problem in examine(root, TODAY).problems if problem.rule in names] == []


def test_an_invented_library_is_looked_at_all_the_same():
    """The quiet of invented records is worth something: their days, places and roles are seen."""
    text = (EXAMPLES / "library" / "practices/cases/market-shelf.md").read_text("utf-8")
    assert look(text, TextContext())[1].days


def test_every_language_has_every_list():
    marks = {mark for found in lexicon().marks.values() for mark in found}
    assert {"titles", "people", "person", "numbers", "places", "role", "months", "says", "age", "given_names"} <= marks
    assert set(lexicon().coarse) == {"en", "es", "fr"}


# Whatever the text

PIECES = st.sampled_from(
    [
        "Mrs",
        "Amina",
        "Lampwright",
        "said",
        "3",
        "women",
        "in",
        "Nyandika",
        "district",
        "village",
        "of",
        "the",
        "judge",
        "on",
        "12",
        "May",
        "2019",
        ",",
        ".",
        "(",
        ")",
        "@",
        "+254",
        "722",
        "000",
        "aged",
        "34",
        "called",
        "girl",
        "1°17′S",
        "36°49′E",
        "-1.2833",
        "36.8166",
        "de",
        "la",
        "señora",
        "\n",
        "\n\n",
        "**",
        "_",
        "[",
        "](https://a.example/",
        "`",
        "”",
        "’s",
        "é",
        "ß",
        "村",
        "😀",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=60).map(" ".join)


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(TEXTS)
@example("")
@example("Mrs")
@example("May")
@example("of of Mrs. Mrs. A")
def test_any_text_gives_findings_that_quote_it(text):
    findings, _ = look(text, TextContext())
    for finding in findings:
        assert 0 <= finding.start < len(text)
        assert finding.rule in RULES
        assert finding.said.split()[0] in text
        assert finding.message
        assert finding.fix


@pytest.mark.alone
@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "\n", "\n ", "A ", "A. ", "Mrs ", "Mrs Amina ", "Amina Lamp ", "of ", "de ", "May ", "12 May ", "3 women in Nyandika district "),
        *("@", "a@", "a.", "a@a.", "(at) ", "+", "0", "0 ", "+1 ", "00-", "1.2345, ", "1°", "1°1′1″N ", "tel", "tel. 1 "),
        *("`", "```\n", "](", "[^", "https://", "    \n", "    a\n", "the judge ", "judge of the ", "called ", "Amina, aged "),
        *("“", "“a b", "”", "” – ", "said ", "”, said A", "according to ", "her husband ", "A, a mother", "\n> — A", "AAA Amina "),
        *("As Amina puts it ", "As A ", "in A’s words ", "Amina (not her real name) ", "A (not ", "d’", "d’A", "President ", "Amina joined "),
        *("@a", "@a.", "facebook.com/", "www.", "1 ", "1 A ", "1 Road ", "Calle ", "Calle A 1", "meets ", "every Tuesday ", "behind the "),
    ],
)  # fmt: skip
def test_to_look_at_a_text_twice_as_long_costs_about_twice_as_much(piece):
    def cost(length):
        text = (piece * (length // len(piece) + 1))[:length]
        before = time.process_time()
        for passage in in_page("docs/a.md", text):
            look(passage.text, TextContext(), passage.prose)
        return time.process_time() - before

    assert cost(40_000) < 3 * cost(20_000) + 0.5


# What somebody looked into


def record_with(alarms, story):
    """A case with these false alarms and this story, as an entry."""
    document, _ = parse(
        f"---\ntitle: A shelf\nfalse_alarms: {json.dumps(alarms)}\n---\n\n{story}\n", "practices/cases/shelf.md"
    )
    record, problems = read_model(document, Case)
    assert not problems, problems
    return Entry(document, record)


def rules_of(alarms, story):
    entry = record_with([{"why": "Nobody.", "date": "2026-11-01", **one} for one in alarms], story)
    return sorted(problem.rule for problem in look_at_all([entry], [], None, {}))


HERE = "Write to a.b@house.org. Ms Amina Juma led it, and Ms Amina Juma ended it."


@pytest.mark.parametrize(
    ("alarms", "told"),
    [
        ([], ["e-mail-address", "personal-name", "personal-name"]),
        ([{"rule": "e-mail-address", "text": "Write to a.b@house.org."}], ["personal-name", "personal-name"]),
        ([{"rule": "personal-name", "text": "Ms Amina Juma"}], ["e-mail-address"]),
        ([{"rule": "personal-name", "text": "Ms Amina Juma led it"}], ["e-mail-address", "personal-name"]),
        ([{"rule": "personal-name", "text": "a.b@house.org"}], ["e-mail-address", "false-alarm-gone", "personal-name", "personal-name"]),
        ([{"rule": "e-mail-address", "text": "Write to c.d@house.org."}], ["e-mail-address", "false-alarm-gone", "personal-name", "personal-name"]),
    ],
)  # fmt: skip
def test_a_false_alarm_silences_what_stands_within_its_words_and_nothing_else(alarms, told):
    assert rules_of(alarms, HERE) == told


def test_once_the_words_change_the_warning_is_back_and_that_is_told():
    alarm = {"rule": "personal-name", "text": "Ms Amina Juma led it"}
    assert rules_of([alarm], "Ms Amina Juma\nled it well.") == []
    assert rules_of([alarm], "Ms Amina Juma of the village led it.") == ["false-alarm-gone", "personal-name"]
    assert rules_of([alarm], "The head of the group led it.") == ["false-alarm-gone"]


def test_no_rule_but_those_that_guess_can_be_a_false_alarm():
    document, _ = parse(
        '---\ntitle: A\nfalse_alarms: [{rule: dead-link, text: a, why: b, date: "2026-11-01"}]\n---\n',
        "practices/cases/a.md",
    )
    _, problems = read_model(document, Case)
    assert [problem.rule for problem in problems] == ["not-in-list"]
    assert "personal-name" in problems[0].fix


def test_why_it_was_a_false_alarm_is_never_published():
    entry = record_with(
        [{"rule": "personal-name", "text": "Ms Amina Juma", "why": "Of 1905.", "date": "2026-11-01"}], HERE
    )
    cleared = clear([entry], TODAY)
    assert cleared.entries[0].record.false_alarms == ()
    assert "Of 1905." not in str(cleared.entries[0].record)
