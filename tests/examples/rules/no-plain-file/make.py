import os
from pathlib import Path


def make(root: Path, monkeypatch):
    """Pipes that nobody writes into, among the records, the pages and the templates, and in place of the settings."""
    for folder in ("docs", "templates/overrides"):
        (root / folder).mkdir(parents=True)
    for path in ("practices/cases/reading-hour.md", "docs/thanks.md", "templates/overrides/main.html", "mkdocs.yml"):
        os.mkfifo(root / path)
