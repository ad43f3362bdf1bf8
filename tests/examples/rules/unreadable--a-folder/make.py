import os
from pathlib import Path


def make(root: Path, monkeypatch):
    """Folders that the system does not open; simulated, because root may open everything."""
    really_look = os.scandir
    closed = [root / path for path in ("practices/drafts", "docs/minutes", "templates/overrides/old")]
    for folder in closed:
        folder.mkdir(parents=True)
        (folder / "lamps.md").write_text("# Lamps\n", "utf-8")

    def refuse(path):
        if Path(path) in closed:
            raise PermissionError(13, "Permission denied")
        return really_look(path)

    monkeypatch.setattr(os, "scandir", refuse)
