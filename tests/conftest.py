"""What holds for every test: the program speaks Chinese until a test asks for English, and only for that test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lexcollect.wording import set_language


@pytest.fixture(autouse=True)
def speaks_chinese() -> Iterator[None]:
    """Leave no language behind: a run in English ends with its test, in whatever order the tests come."""
    set_language("zh")
    yield
    set_language("zh")
