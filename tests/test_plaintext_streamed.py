"""A long paper is read row by row: what is read is what the whole tree says, in every paper and in odd nestings."""

from __future__ import annotations

import tracemalloc

import pytest

from drawn import Drawn, papers
from engine_builder import tbl, tc, tr, with_body
from lexcollect.documents.plaintext import paragraphs, streamed_paragraphs, streamed_tables, tables

BOX = (
    "<w:p><w:r><w:t>前</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>后</w:t></w:r></w:p>"
)


@pytest.mark.parametrize("one", papers(), ids=lambda one: one.name)
def test_every_paper_reads_the_same_row_by_row(one: Drawn) -> None:
    assert streamed_paragraphs(one.data) == paragraphs(one.data)
    assert streamed_tables(one.data) == tables(one.data)


def test_a_table_in_a_table_and_a_text_box_are_read_where_they_stand() -> None:
    inner = tbl(tr("里一", "里二"))
    data = with_body("首", tbl(tr(tc("外", inner, "底"), "右"), tr("下", "角")), BOX, "尾")
    assert paragraphs(data) == streamed_paragraphs(data)
    assert paragraphs(data)[:8] == ["首", "外", "里一", "里二", "底", "右", "下", "角"] and "框内" in paragraphs(data)
    rows = [[["外\n里一\n里二\n底", "右"], ["下", "角"]], [["里一", "里二"]]]
    assert tables(data) == streamed_tables(data) == rows


def test_a_long_table_takes_the_memory_of_its_words_only() -> None:
    """Twenty thousand cells are a tree of some 37 megabytes; their words take a fraction of it."""
    data = with_body(tbl(*(tr(f"第{n}行", f"{n}.00") for n in range(10_000))))
    tracemalloc.start()
    try:
        rows = streamed_tables(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rows[0][9_999] == ["第9999行", "9999.00"] and most < 15_000_000, most
