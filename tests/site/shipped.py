"""The fixtures of `tests/sites.py` with the shipped library in place of the county's, for the tests that still name its records."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..sites import served


@pytest.fixture(scope="session")
def built(shipped: Path) -> Path:
    return shipped


@pytest.fixture(scope="session")
def address(shipped: Path) -> Iterator[str]:
    with served(shipped / "site") as where:
        yield where


@pytest.fixture
def start(request: pytest.FixtureRequest, shipped: Path) -> str:
    if getattr(request, "param", "file") == "http":
        return request.getfixturevalue("address")
    return (shipped / "site").as_uri() + "/"
