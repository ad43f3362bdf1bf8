"""Copies as programs leave them; such names are made here, since Git's own settings would keep some of them out."""

import shutil

NAMES = (
    "market-shelf.md~",
    "market-shelf.md.orig",
    "#market-shelf.md#",
    "market-shelf (1).md",
    "market-shelf - Copy.md",
    "market-shelf (Lena's conflicted copy 2026-11-01).md",
    "market-shelf.sync-conflict-20261101-101010-ABC.md",
    "market-shelf_LOCAL_123.md",
)


def make(root, monkeypatch):
    for name in NAMES:
        shutil.copy2(root / "practices/cases/market-shelf.md", root / "practices/cases" / name)
