from pathlib import Path


def make(root: Path, monkeypatch):
    """A file that the system does not open; simulated, because root may open everything."""
    closed, really_open = root / "practices/cases/reading-hour.md", Path.open

    def refuse(path, *arguments, **options):
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return really_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
