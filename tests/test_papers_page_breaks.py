"""Where the pages of a paper end: every paper of every example and of each kind of debt, as LibreOffice lays them out.

The measures are those of the house's page (A4, 37 mm above, 35 mm below, so 225 mm of text, 22 lines of 28 points).
What holds a closing together may leave up to ten of them empty on the page before it, or four for each side
that signs an agreement and three; and the last page of a paper says more than "here is the signature". A list of up
to three annexes stands whole on the page of the signature.
"""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from drawn import Drawn, papers
from outside import program

#: The lines of a page: how far down the sheet they end, in points, and what they say.
Sheet = list[tuple[float, str]]
TOP, BOTTOM = 2098 / 20, (16838 - 1984) / 20
#: Lines of text, in points.
LINE = 28
#: How many papers one process converts: it ends without a word after some two hundred and fifty.
BATCH = 100
#: A line of a signature, and lines of a closing that say nothing of the matter.
SIGNED = re.compile(r"（(盖章|签名|签名、捺印|盖章或者签名、捺印|签名或者盖章)）")
CLOSING = re.compile(r"此致|特此(函告|通知|证明)。|附(件)?：|.{2,20}人民法院|—\d+—|第\d+页共\d+页|\d{4}年\d+月\d+日")


def chosen() -> list[Drawn]:
    """Return every paper that has a template; the official forms have pages of their own."""
    return [one for one in papers() if one.template]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Return the pages of each paper."""
    soffice = program("soffice")
    folder = tmp_path_factory.mktemp("pages")
    for n, one in enumerate(chosen()):
        (folder / f"{n:03}.docx").write_bytes(one.data)
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for start in range(0, len(files), BATCH):
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, *files[start : start + BATCH]], check=True, capture_output=True, timeout=600)
    return {one.name: _pages(folder / f"{n:03}.pdf") for n, one in enumerate(chosen())}


def _pages(pdf: Path) -> list[Sheet]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_lines(page) for page in document]
    finally:
        document.close()


def _lines(page: pypdfium2.PdfPage) -> Sheet:
    """Return the lines of a page by their lower edge in points from the top."""
    text, height, found = page.get_textpage(), page.get_height(), {}
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        line = round((height - bottom) / 6)
        low, said = found.get(line, (0.0, ""))
        found[line] = (
            max(low, height - bottom),
            said + re.sub(r"\s", "", text.get_text_bounded(left, bottom, right, top)),
        )
    return [found[line] for line in sorted(found)]


def number_of(page: Sheet) -> int:
    """Return the number printed on a page: each letter of a file counts its own from one."""
    found = re.search(r"—(\d+)—|第(\d+)页共", "".join(said for _, said in page))
    assert found is not None
    return int(found[1] or found[2])


def test_no_page_before_the_last_has_more_than_ten_empty_lines(
    pages: dict[str, list[Sheet]],
) -> None:
    empty = {}
    for name, sheets in pages.items():
        for sheet, following in pairwise(sheets):
            if number_of(following) == 1:
                continue  # the next letter of the file begins
            low = max((low for low, _ in sheet if low < BOTTOM + 2), default=TOP)
            sides = "".join(said for _, said in following).count("签订日期")
            if BOTTOM - low > max(10, 4 * sides + 3) * LINE:
                empty[f"{name}, page {number_of(sheet)}"] = BOTTOM - low
    assert not empty


def test_no_signature_stands_alone_on_its_page(pages: dict[str, list[Sheet]]) -> None:
    for name, sheets in pages.items():
        for sheet in sheets:
            signed = [n for n, (_, said) in enumerate(sheet) if SIGNED.search(said)]
            if signed:
                before = [said for _, said in sheet[: signed[0]] if not CLOSING.fullmatch(said)]
                assert any(len(said) > 8 for said in before), (name, number_of(sheet))


def test_a_short_list_of_annexes_is_not_torn(pages: dict[str, list[Sheet]]) -> None:
    """附：1.…2.…3.…: no page ends below the first entry of two or three, or between head and list."""
    entry = re.compile(r"([1-9])\.(?!\d)")
    for name, sheets in pages.items():
        for sheet, following in pairwise(sheets):
            said = [words for _, words in sheet if not re.fullmatch(r"—\d+—|第\d+页共\d+页", words)]
            heads = [n for n, words in enumerate(said) if re.fullmatch(r"附(件)?：", words)]
            if not heads or any(SIGNED.search(words) for words in said):
                continue
            first = entry.match(following[0][1])
            assert first is not None and int(first[1]) > 2, (name, number_of(sheet))
