"""Whether the colours of the style sheet can be told apart, light and dark, and whether the guide says so truly."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CSS = (ROOT / "templates" / "overrides" / "assets" / "holding-ground.css").read_text("utf-8")
GUIDE = (ROOT / "docs" / "developing" / "design.md").read_text("utf-8")
SIGNS = ("circle", "wave", "square", "triangle", "diamond", "arch")
GROUNDS = ("paper", "raised", "tint", "answer-tint")

TEXT = [
    *(("ink", ground) for ground in GROUNDS),
    *(("soft", ground) for ground in GROUNDS),
    *(("link", ground) for ground in GROUNDS),
    *((sign, "raised") for sign in SIGNS),
    ("night-ink", "night"),
    ("night-soft", "night"),
    ("few-ink", "few"),
    ("paper", "some"),
    ("paper", "many"),
]
"""What is read, and what it stands on: at least 4.5 (WCAG 2.2, 1.4.3)."""

SHAPES = [
    *((sign, "paper") for sign in SIGNS),
    ("theme", "paper"),
    ("push", "tint"),
    ("push", "paper"),
    ("answer", "answer-tint"),
    ("answer", "paper"),
    ("answer", "raised"),
    *((shade, "raised") for shade in ("few", "some", "many")),
]
"""Shapes that carry meaning, such as signs, the bars of an exchange and the focus: at least 3 (WCAG 2.2, 1.4.11)."""


def colours(scheme: str) -> dict[str, str]:
    """The custom properties of a scheme that are colours, by their name without `--hg-`."""
    light, dark = re.findall(r":root \{\n(\s+(?:color-scheme|--hg-paper).*?)\n\s*\}", CSS, re.DOTALL)[:2]
    blocks = [light, dark] if scheme == "dark" else [light]
    return {name: value for block in blocks for name, value in re.findall(r"--hg-([\w-]+): (#[0-9a-f]{6});", block)}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(scheme: str, over: str, under: str) -> float:
    own = colours(scheme)
    high, low = sorted((luminance(own[over]), luminance(own[under])), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("over", "under"), TEXT)
def test_text_can_be_read(scheme: str, over: str, under: str) -> None:
    assert contrast(scheme, over, under) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("over", "under"), SHAPES)
def test_shapes_can_be_seen(scheme: str, over: str, under: str) -> None:
    assert contrast(scheme, over, under) >= 3


def test_the_formula_is_the_one_of_wcag() -> None:
    assert round((luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05), 2) == 21
    assert round((luminance("#ffffff") + 0.05) / (luminance("#767676") + 0.05), 2) == 4.54


def test_dark_is_a_scheme_of_its_own() -> None:
    light, dark = colours("light"), colours("dark")
    assert set(light) == set(dark)
    assert {name for name in light if light[name] == dark[name]} <= {"night-ink"}


def test_the_guide_states_every_pair_as_it_is() -> None:
    rows = re.findall(r"^\| `([\w-]+)` on `([\w-]+)` \| ([\d.]+) \| ([\d.]+) \|", GUIDE, re.MULTILINE)
    stated = {(over, under): (light, dark) for over, under, light, dark in rows}
    assert stated == {
        pair: tuple(f"{contrast(scheme, *pair):.1f}" for scheme in ("light", "dark")) for pair in TEXT + SHAPES
    }


def test_the_guide_names_every_token() -> None:
    tokens = set(re.findall(r"^  --hg-([\w-]+):", CSS.split("@media")[0], re.MULTILINE))
    assert {token for token in tokens if f"`{token}`" not in GUIDE} == set()
