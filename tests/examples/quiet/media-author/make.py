from pathlib import Path

from generator.media import without_traces
from tests.pictures import document, jpeg


def make(root: Path, monkeypatch):
    """A PDF as `practices clean-media` leaves it, and a photograph by those who sign for the library."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.pdf").write_bytes(without_traces("lamp.pdf", document(author="Tindwa Lampwright")))
    (root / "docs/lamp.jpg").write_bytes(jpeg(author="The Lantern Readers"))
    card = root / "practices/library.md"
    signed = "---\nsignatories: [The Lantern Readers]\n"
    card.write_text(signed + card.read_text("utf-8").removeprefix("---\n"), "utf-8")
