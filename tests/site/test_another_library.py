"""A small library of another field, in Spanish, is built by the same code: it knows kinds of records and not contents."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from generator.document import read
from generator.folders import TEMPLATES
from generator.publish.building import Built, build

from ..sites import REPOSITORY, TODAY
from .test_pages import Reader, lost_links

EXAMPLE = REPOSITORY / "tests" / "examples" / "biblioteca"
GUIDES = (
    "contribute/fields.html",
    "contribute/rules.html",
    "data/columns.html",
    "developing/components.html",
)
"""Pages that show the program's own definitions or are for its developers, in English."""
COLUMNS = frozenset(re.findall(r"\w+", (REPOSITORY / "tests/examples/data/columns.txt").read_text("utf-8")))
"""What tables of data and their columns are called."""
SAID_BY_ATTRIBUTES = re.compile(r"alt|aria-label|content|data-.+|placeholder|summary|title|value")


class Saying(HTMLParser):
    """All that a page says: its text, and the attributes that are read out or shown by a script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.at: list[str] = []
        self.headings: list[str] = []
        self.facts: list[tuple[str, str]] = []
        self._silent = 0
        self.feed(html)
        self.text = " ".join("".join(self.parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self.parts += [f" {value} " for name, value in attrs if value and SAID_BY_ATTRIBUTES.fullmatch(name)]
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")
        elif tag == "dt":
            self.facts.append(("", ""))
        self.at.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        while tag in self.at and self.at.pop() != tag:
            pass
        if tag in ("p", "li", "dt", "dd", "h1", "h2", "h3", "title"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.parts.append(data)
        if self.headings and {"h1", "h2", "h3"} & set(self.at):
            self.headings[-1] = (self.headings[-1] + data).strip()
        if self.facts and "dt" in self.at:
            self.facts[-1] = (self.facts[-1][0] + data.strip(), "")
        elif self.facts and "dd" in self.at:
            self.facts[-1] = (self.facts[-1][0], self.facts[-1][1] + data)

    def fact(self, words: str) -> str | None:
        """What a card says under these words."""
        return next((" ".join(value.split()) for name, value in self.facts if name == words), None)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    root = tmp_path_factory.mktemp("biblioteca") / "copia"
    shutil.copytree(EXAMPLE, root)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    assert settings.count("custom_dir: ../../../templates/overrides\n") == 1
    overrides = json.dumps((TEMPLATES / "overrides").as_posix())
    (root / "mkdocs.yml").write_text(settings.replace("../../../templates/overrides\n", f"{overrides}\n", 1), "utf-8")
    return root, build(root, TODAY)


@pytest.fixture(scope="module")
def site(library: tuple[Path, Built]) -> Path:
    return library[0] / "site"


@pytest.fixture(scope="module")
def sources(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def says(sources: dict[str, str]) -> dict[str, Saying]:
    return {name: Saying(html) for name, html in sources.items()}


def test_it_has_no_problems_at_all(library: tuple[Path, Built]) -> None:
    root, built = library
    assert [str(problem) for problem in built.problems] == []
    assert built.out == root / "site"


def test_every_record_has_its_page(library: tuple[Path, Built], sources: dict[str, str]) -> None:
    records = list((library[0] / "practices").glob("*/*.md"))
    assert {path.parent.name for path in records} == {
        "themes", "strategies", "cases", "series", "papers", "programmes", "questions", "organisations", "vocabularies"
    }  # fmt: skip
    assert {f"{path.parent.name}/{path.stem}.html" for path in records} <= sources.keys()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("index.html", "Lo que se siembra en común, y lo que echa raíz."),
        ("strategies/turnos-de-riego.html", "Turnos de riego"),
        ("vocabularies/obstaculos/tramites.html", "Trámites"),
        ("vocabularies/respuestas/demostracion.html", "Demostración"),
        ("vocabularies/metas/2.5.html", "2.5 Diversidad de semillas"),
        ("countries/pe.html", "Perú"),
        ("countries/es.html", "España"),
        ("countries/mx.html", "México"),
        ("countries/br.html", "Brasil"),
        ("countries/index.html", "Países y regiones"),
        ("cases/index.html", "Casos"),
        ("acerca.html", "Acerca de esta biblioteca"),
        ("contribute/fields.html", "Los campos de una ficha"),
        ("contribute/rules.html", "Las reglas para las fichas"),
        ("404.html", "Esta página no está aquí"),
    ],
)
def test_pages_are_there_and_called_in_spanish(says: dict[str, Saying], name: str, title: str) -> None:
    assert says[name].headings[0] == title


def test_every_page_says_that_it_is_in_spanish(sources: dict[str, str]) -> None:
    assert {name: Reader(html).lang for name, html in sources.items() if Reader(html).lang != "es"} == {}


def test_headings_and_cards_are_in_spanish(says: dict[str, Saying]) -> None:
    case = says["cases/feria-del-name.html"]
    assert case.headings[3:] == [
        "Resultados",
        "Resistencia y respuestas",
        "Lecciones",
        "Condiciones",
        "Límites y fracasos",
        "En qué difieren las fuentes",
        "Datos",
        "Relacionado",
        "Fuentes",
        "Sobre esta ficha",
        "Cómo citar esta ficha",
    ]
    assert "Cuántas familias participan" in case.text
    assert case.fact("Lo que se encontró, por estudio") == (
        "Entrevistas: ◆ Desigual Recuento: ▲ Mejoró Ver los 3 resultados"
    )
    assert case.fact("Dónde") == "Perú"
    assert case.fact("Lugares") == "Perú (Tres valles del sur). No se dan lugares más precisos."
    theory = says["programmes/surcos-comunes.html"]
    assert "Teoría del cambio" in theory.headings
    assert (theory.fact("Con fondos de") or "").startswith("Fundación Tierra Llana (donante: de donde viene el dinero)")
    assert "Resultados a mediano plazo" in theory.text
    assert "Revisado hace poco" in says["index.html"].headings


def test_labels_follow_their_grammar_and_keep_every_sign(says: dict[str, Saying], sources: dict[str, str]) -> None:
    title = 'La "Feria del ñame" & el maíz morado | trueque de otoño'
    assert says["cases/feria-del-name.html"].headings[0] == title
    assert f"RSC: {title} (FÑM, Perú)" in links(sources["cases/index.html"])
    assert f"RSC: {title} (FÑM, Perú)" in links(sources["vocabularies/comarcas/andes.html"])
    assert f"Leer todo sobre “{title}”, con sus fuentes" in links(sources["strategies/ferias-de-trueque.html"])
    assert "Cooperativa Ribera Honda y Huerto La Acequia: La libreta del barrio (España)" in links(
        sources["cases/index.html"]
    )
    assert "RSC: Agua por turnos (Varios países)" in links(sources["cases/index.html"])
    assert "RSC: Semillas viajeras (Los Andes)" in links(sources["cases/index.html"])
    assert "La compostera de la escuela (no consta el lugar)" in links(sources["cases/index.html"])


def test_lists_and_counts_are_in_spanish(says: dict[str, Saying]) -> None:
    assert says["cases/agua-por-turnos.html"].fact("Dónde") == "México, Brasil y Costa Rica"
    assert (
        says["papers/quien-guarda-la-semilla.html"].fact("En qué se basa") == "2 organizaciones, 1 proyecto y 3 países"
    )
    assert re.search(r"\(2 casos\)", says["index.html"].text)
    assert "Trámites: encontrada en 2 casos" in says["index.html"].text
    assert "En portugués." in says["cases/feria-del-name.html"].text


def test_days_and_months_are_written_as_spanish_does(says: dict[str, Saying]) -> None:
    case = says["cases/feria-del-name.html"]
    assert "revisada el 3 de octubre de 2026" in case.text
    assert case.fact("Años") == "aproximadamente marzo de 2019 a octubre de 2024. No hubo feria en 2020."


def test_one_series_is_called_by_the_word_for_one(says: dict[str, Saying]) -> None:
    assert says["series/index.html"].headings[0] == "Series"
    assert says["papers/quien-guarda-la-semilla.html"].fact("Serie") == (
        "Cuadernos del huerto, documento 1 de 3 (número impreso: 1/2022)"
    )


def for_readers(says: dict[str, Saying], sources: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What all pages but the guides say; of the page on data without its list of tables, whose definitions are the program's."""
    for name, page in says.items():
        if name == "data/index.html":
            before, tables, after = re.split(r'(?=<h2 id="(?:tables|other)")', sources[name])
            assert tables.count("<li>") > 20
            yield name, Saying(before + after).text
        elif name not in GUIDES:
            yield name, page.text


def test_a_source_without_a_year_says_so_in_spanish(says: dict[str, Saying], sources: dict[str, str]) -> None:
    assert [name for name, text in for_readers(says, sources) if "n.d." in text] == []


def test_no_english_words_of_the_templates_are_left(says: dict[str, Saying], sources: dict[str, str]) -> None:
    found = []
    for name, said in for_readers(says, sources):
        text = re.sub(r"practices/\S+\.md|[a-z]+/\S+\.html", "", said)  # addresses are not words
        found += [(name, words) for words in english() if words in text]
    assert found == []


def test_no_english_words_of_the_host_are_left(says: dict[str, Saying]) -> None:
    words = ("Jump back", "Skip to", "Table of contents", "Search", "Page not found")
    assert [(name, word) for name, page in says.items() for word in words if word in page.text] == []


def test_no_markdown_or_template_is_left(sources: dict[str, str]) -> None:
    marks = re.compile(r".{0,30}(?:\]\(|\[\^|\{[%{#.:]|\*\*|Footnotes Go Here|&amp;amp;|markdown=).{0,30}")
    left = []
    for name, html in sources.items():
        text = re.sub(r"<(script|style|head|code|pre).*?</\1>", " ", html, flags=re.DOTALL)
        left += [(name, mark) for mark in marks.findall(re.sub(r"<[^>]+>", "", text))]
    assert left == []


def english() -> list[str]:
    """The longer pieces of the English messages, without what is put into them."""
    with (TEMPLATES / "locale" / "es.po").open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    whole = [text for ids in messages for text in (ids if isinstance(ids, list | tuple) else (ids,))]
    pieces = {piece.strip(" .:,;“”()") for text in whole for piece in re.split(r"%\(\w+\)s|%[a-z]\b", text)}
    long = sorted(piece for piece in pieces if len(piece) > 12)
    assert len(long) > 150
    return long


def test_it_says_nothing_of_a_scheme_that_it_does_not_use(says: dict[str, Saying]) -> None:
    """Its regions are of its own making, so no page may ascribe them to the United Nations."""
    assert [name for name, page in says.items() if "M49" in page.text] == []


def test_nothing_of_the_other_library_is_on_any_page(sources: dict[str, str], says: dict[str, Saying]) -> None:
    others = records()
    shelves = [path for path in others if path.parent.name in ("themes", "strategies", "vocabularies")]
    slugs = {path.stem for path in shelves} | {path.stem for path in others if "-" in path.stem}
    card = record(REPOSITORY / "practices" / "library.md")
    titles = {card["title"], card["tagline"], *(item["title"] for item in others.values() if " " in item["title"])}
    assert len(shelves) > 20
    assert len(titles) > 100
    words = words_of(slugs | term_ids(others))
    found, told = [], dict(for_readers(says, sources))
    for name, html in sources.items():
        # The guides are in English and name the fields of a record, some of which a vocabulary is called after.
        if name.startswith("data/"):
            # Tables and their columns are called as the fields are, and the columns are explained as these.
            links = " ".join(href for href, _ in Reader(html).links)
            said = f"{links} {told.get(name, '')}"
            found += [(name, match) for match in words.findall(said) if match not in COLUMNS]
            found += [(name, title) for title in titles if title in said]
        elif name in GUIDES:
            found += [(name, match) for href, _ in Reader(html).links for match in words.findall(href)]
        elif name == "contribute/form.html":
            # Its data names the fields of a record too, and words by which persons are known.
            found += [(name, title) for title in titles if title in html]
        else:
            found += [(name, match) for match in words.findall(html)]
            found += [(name, title) for title in titles if title in says[name].text]
    assert found == []


def test_the_guides_take_no_example_from_the_other_library(says: dict[str, Saying]) -> None:
    others = records()
    acronyms = {item["acronym"] for item in others.values() if item.get("acronym")}
    slugs = {path.stem for path in others if "-" in path.stem}
    words = words_of(acronyms | slugs | term_ids(others))
    assert [(name, match) for name in GUIDES for match in words.findall(says[name].text)] == []


def records() -> dict[Path, dict[str, Any]]:
    """The records of the other library."""
    return {path: record(path) for path in (REPOSITORY / "practices").glob("*/*.md")}


def term_ids(others: dict[Path, dict[str, Any]]) -> set[str]:
    """The ids of its terms; those of one word could stand in any text."""
    found = {term["id"] for item in others.values() for term in item.get("terms", []) if "-" in term["id"]}
    assert len(found) > 50
    return found


def words_of(words: set[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(words)))})(?![\w-])")


def record(path: Path) -> dict[str, Any]:
    document, _ = read(path, path.relative_to(REPOSITORY).as_posix())
    assert document is not None
    return document.front.value()


def test_every_link_leads_to_a_page_and_a_place_on_it(sources: dict[str, str], site: Path) -> None:
    assert lost_links(site, {name: Reader(html) for name, html in sources.items()}) == []


def test_every_page_leads_to_its_source_in_this_library(library: tuple[Path, Built], sources: dict[str, str]) -> None:
    start = "https://codigo.example/huertos/edit/main/"
    edits = {(name, href) for name, html in sources.items() for href, _ in Reader(html).links if "/edit/main/" in href}
    assert len({name for name, _ in edits}) > 80
    assert {(name, href) for name, href in edits if not href.startswith(start)} == set()
    assert {(name, href) for name, href in edits if not (library[0] / href.removeprefix(start)).is_file()} == set()


def test_leaving_is_in_spanish_and_leads_where_this_library_says(
    sources: dict[str, str], says: dict[str, Saying]
) -> None:
    for name in ("cases/feria-del-name.html", "404.html"):
        assert "Mayúsculas, pulse 2 veces más para salir." in says[name].text
        assert links(sources[name]).count("Salir de este sitio") == 2
    assert '<a href="../seguridad.html#salida">Lo que salir no puede hacer</a>' in sources["cases/feria-del-name.html"]
    assert Reader(sources["measures.html"]).lang == "es"
    assert 'data-on="https://es.wikipedia.org/"' in sources["measures.html"]
    assert 'data-slash="off"' in sources["404.html"]


def test_a_library_that_is_not_discreet_shows_titles_and_summaries(sources: dict[str, str]) -> None:
    head = sources["cases/agua-por-turnos.html"].partition("</head>")[0]
    assert "<title>Agua por turnos – Semilla y surco</title>" in head
    assert '<meta property="og:title" content="Agua por turnos">' in head
    summary = record(EXAMPLE / "practices" / "cases" / "agua-por-turnos.md")["summary"]
    assert f'<meta name="description" content="{" ".join(summary.split())}">' in head


def test_a_search_index_was_made_in_spanish(site: Path) -> None:
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == ["es"]
    assert entry["languages"]["es"]["page_count"] > 50


def links(html: str) -> list[str]:
    return [text for _, text in Reader(html).links]
