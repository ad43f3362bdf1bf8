"""Templates are compiled once for each state of the program; what is kept of that is never trusted blindly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.render.compiled import Compiled

TEXT = "{% if name %}Good morning, {{ name }}.{% endif %}"


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were compiled."""
    texts: list[str] = []
    compile_text: Callable[..., object] = Environment.compile

    def counted(self: Environment, source: str, *more: object) -> object:
        texts.append(source)
        return compile_text(self, source, *more)

    monkeypatch.setattr(Environment, "compile", counted)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return texts


def rendered(kept: Path, text: str = TEXT) -> str:
    environment = Environment(loader=DictLoader({"greeting": text}), bytecode_cache=Compiled(kept), autoescape=True)
    return environment.get_template("greeting").render(name="Amina")


def test_what_one_process_compiled_the_next_one_reads(tmp_path: Path, compiling: list[str]) -> None:
    assert {rendered(tmp_path / "kept") for _ in range(3)} == {"Good morning, Amina."}
    assert compiling == [TEXT]


def test_another_text_is_compiled_anew(tmp_path: Path, compiling: list[str]) -> None:
    rendered(tmp_path / "kept")
    assert rendered(tmp_path / "kept", "Good night, {{ name }}.") == "Good night, Amina."
    assert len(compiling) == 2


@pytest.mark.parametrize("harm", [b"", b"\0" * 40, b"nonsense"], ids=["empty", "zeros", "nonsense"])
def test_what_is_damaged_is_compiled_anew_and_kept_again(tmp_path: Path, compiling: list[str], harm: bytes) -> None:
    rendered(tmp_path / "kept")
    (file,) = (path for path in (tmp_path / "kept").rglob("*") if path.is_file())
    whole = file.read_bytes()
    file.write_bytes(harm or whole[:-1])
    assert rendered(tmp_path / "kept") == "Good morning, Amina."
    assert len(compiling) == 2
    assert file.read_bytes() == whole


def test_what_was_kept_of_the_program_in_another_state_goes(tmp_path: Path, compiling: list[str]) -> None:
    old = tmp_path / "kept" / "another-state"
    old.mkdir(parents=True)
    rendered(tmp_path / "kept")
    assert not old.exists()
    assert len(compiling) == 1


def test_where_nothing_can_be_kept_it_goes_on_without(tmp_path: Path, compiling: list[str]) -> None:
    (tmp_path / "kept").write_text("no folder", "utf-8")
    assert [rendered(tmp_path / "kept") for _ in range(2)] == ["Good morning, Amina."] * 2
    assert len(compiling) == 2


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, compiling: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    rendered(tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
    assert len(compiling) == 1
