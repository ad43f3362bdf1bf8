"""What a language asks of lists, names and order, where it is easily got wrong."""

import pytest

from generator.languages import direction, known_locale, listed, locale_of, sort_key
from generator.languages.alphabet import grouped, place


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["Perú", "India"], "Perú e India"),
        (["Perú", "Irlanda", "Islandia"], "Perú, Irlanda e Islandia"),
        (["Cooperativa", "Iglesia del Barrio"], "Cooperativa e Iglesia del Barrio"),
        (["padres", "hijas"], "padres e hijas"),
        (["padres", "“hijas”"], "padres e “hijas”"),
        (["agua", "hielo"], "agua y hielo"),
        (["agua", "hiato"], "agua y hiato"),
        (["agua", "ion"], "agua y ion"),
        (["India", "Perú"], "India y Perú"),
        (["India"], "India"),
        (["y", "yogur"], "y y yogur"),
    ],
)
def test_spanish_says_e_before_the_sound_i(names, written):
    """Chromium's Intl.ListFormat and ICU do so; Babel 2.18 has no such rule."""
    assert listed(names, locale_of("es")) == written


def test_other_languages_list_as_babel_does():
    assert listed(["Peru", "India"], locale_of("en")) == "Peru and India"
    assert listed(["Pérou", "Inde", "Irak"], locale_of("fr")) == "Pérou, Inde et Irak"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es", ["Nube", "Nuñez", "Nz", "Ñame", "Oaxaca"]),
        ("en", ["Ñame", "Nube", "Nz", "Oaxaca"]),
        ("sv", ["Alm", "Zon", "Ål", "Äng", "Öl"]),
        ("es-PE", ["Nz", "Ñame"]),
        ("pl", ["Cud", "Czas", "Ćma", "Dom"]),
        ("es", ["Nube", "“Nuñez” y otros", "¿Ñame?", "Oaxaca"]),
        ("en", ["‘2’ of them", "A tale", "“Quoted”", "Ramp", "(Set apart)"]),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(language, names):
    assert sorted(set(names), key=lambda name: sort_key(name, language)) == names


def test_a_letter_with_a_place_of_its_own_is_a_heading_of_its_own():
    named = [(name, name) for name in ("Ñame", "Oaxaca", "Nube", "Zeta", "Árbol")]
    assert [group.letter for group in grouped(named, "es")] == ["A", "N", "Ñ", "O", "Z"]
    assert [group.letter for group in grouped(named, "en")] == ["A", "N", "O", "Z"]
    assert place("Ñame", "es") == ("Latn", "Ñ")


def test_a_language_that_cldr_has_under_another_name_is_known():
    assert str(locale_of("prs")) == "fa_AF"
    assert known_locale("qqq") is None
    assert str(locale_of("qqq")) == "en_GB"
    assert str(locale_of("pt-BR")) == "pt_BR"
    assert str(locale_of("zh-Hant")) == "zh_Hant"


@pytest.mark.parametrize(
    ("language", "runs"),
    [
        ("ar", "rtl"),
        ("prs", "rtl"),
        ("uz-Arab", "rtl"),
        ("ku-Latn", "ltr"),
        ("sw", "ltr"),
        ("am", "ltr"),
        ("my", "ltr"),
    ],
)
def test_a_language_runs_as_its_script_does(language, runs):
    assert direction(language) == runs
