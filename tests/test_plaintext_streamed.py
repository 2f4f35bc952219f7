"""A paper is read in one pass: what is read is what the whole tree says, in every paper and in odd nestings."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from xml.etree import ElementTree

import pytest

from drawn import Drawn, papers
from engine_builder import tbl, tc, tr, with_body
from lexcollect.documents.plaintext import paragraphs, tables, words_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
BOX = (
    "<w:p><w:r><w:t>前</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>后</w:t></w:r></w:p>"
)


def words(node: ElementTree.Element) -> str:
    return "".join(n.text or "" if n.tag == f"{W}t" else SPACES.get(n.tag, "") for n in node.iter()).strip()


def cells(row: ElementTree.Element) -> list[str]:
    found = []
    for cell in row.findall(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        wide = 1 if span is None else int(span.get(f"{W}val", "1"))
        found += ["\n".join(words(p) for p in cell.iter(f"{W}p"))] * wide
    return found


def by_tree(data: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """The same words, read from the whole tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    lines = [line for p in body.iter(f"{W}p") if (line := words(p))]
    return lines, [[cells(row) for row in table.findall(f"{W}tr")] for table in body.iter(f"{W}tbl")]


@pytest.mark.parametrize("one", papers(), ids=lambda one: one.name)
def test_every_paper_reads_as_its_tree_does(one: Drawn) -> None:
    assert words_of(one.data) == by_tree(one.data)


def test_a_table_in_a_table_and_a_text_box_are_read_where_they_stand() -> None:
    inner = tbl(tr("里一", "里二"))
    data = with_body("首", tbl(tr(tc("外", inner, "底"), "右"), tr("下", "角")), BOX, "尾")
    assert words_of(data) == by_tree(data)
    assert paragraphs(data)[:8] == ["首", "外", "里一", "里二", "底", "右", "下", "角"] and "框内" in paragraphs(data)
    rows = [[["外\n里一\n里二\n底", "右"], ["下", "角"]], [["里一", "里二"]]]
    assert tables(data) == rows


def test_a_long_table_takes_the_memory_of_its_words_only() -> None:
    """Twenty thousand cells are a tree of some 37 megabytes; their words take a fraction of it."""
    data = with_body(tbl(*(tr(f"第{n}行", f"{n}.00") for n in range(10_000))))
    tracemalloc.start()
    try:
        rows = tables(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rows[0][9_999] == ["第9999行", "9999.00"] and most < 15_000_000, most
