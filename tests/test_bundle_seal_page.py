"""The page of the index that is sealed shows an exhibit: a seal without a row could be put behind any index."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest

from bundle_kit import COVER, catalogue, item, material
from lexcollect.bundle.index_page import make_index


def pages(folder: Path, count: int, groups: int) -> list[str]:
    """Return the words on each page of the index of so many exhibits, shared out over so many groups."""
    file = material(folder, "送货单.txt", b"60")
    items = [item(f"{1 + n * groups // count}-{n + 1}", file, title=f"送货单第{n + 1}号") for n in range(count)]
    made = make_index(catalogue(*items), {one.id: 1 for one in items}, COVER, date(2026, 11, 21), "ab" * 32)
    return [page.extract_text() for piece in made.pieces for page in pypdf.PdfReader(io.BytesIO(piece)).pages]


@pytest.mark.parametrize("groups", [1, 3])
def test_whatever_the_number_of_exhibits_the_seal_stands_below_a_row(tmp_path: Path, groups: int) -> None:
    lengths = set()
    for count in range(16, 42, 2):
        said = pages(tmp_path, count, groups)
        lengths.add(len(said))
        (sealed,) = (page for page in said if "提交人（盖章）" in page)
        assert sealed == said[-1] and f"送货单第{count}号" in sealed
        assert [page.count("证明对象") for page in said] == [1] * len(said), "each page has the heads once"
        words = "".join(said)
        assert [words.count(f"送货单第{n}号") for n in range(1, count + 1)] == [1] * count
    assert lengths == {1, 2}


def test_a_group_of_one_exhibit_takes_its_heading_along(tmp_path: Path) -> None:
    for count in range(20, 40, 3):
        said = pages(tmp_path, count, count)
        assert f"送货单第{count}号" in said[-1] and f"分组{count}" in said[-1]
        assert sum(page.count(f"分组{count}") for page in said) == 1
