"""The official forms in a word processor that is not ours: pages as the master divides them, no character lost."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from lexcollect.documents.forms import Filling, form_of, numbers
from lexcollect.documents.forms.drawing import draw
from lexcollect.documents.plaintext import paragraphs
from outside import program
from papers import drafted

#: Pages of the printed master (measures of the edition); a drawn form breaks its rows where the page ends.
MASTER = {
    "06": 6,
    "08": 6,
    "09": 6,
    "10": 5,
    "11": 6,
    "12": 6,
    "13": 6,
    "14": 4,
    "17": 5,
    "18": 6,
    "19": 5,
    "28": 6,  # the list of evidence stands on a page of its own
    "39": 5,
}
FILLED = "民事起诉状（要素式）"


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[str], list[str]]]:
    """Return each form, empty, and the filled one: paragraphs of the Word file, and pages of its PDF."""
    folder = tmp_path_factory.mktemp("forms")
    files = [folder / f"{number}.docx" for number in numbers()]
    for path in files:
        path.write_bytes(draw(form_of(path.stem), Filling()))
    files += drafted(folder / "papers", "form").written
    command = [program("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.stem: (paragraphs(path.read_bytes()), _pages(folder / f"{path.stem}.pdf")) for path in files}


def _pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def signs(text: str) -> Counter[str]:
    return Counter(re.sub(r"[^\w□√]", "", text))


def test_every_character_of_the_word_file_is_found_in_its_pages(
    laid_out: dict[str, tuple[list[str], list[str]]],
) -> None:
    """Nothing is cut off at the edge of a cell."""
    for name, (said, pages) in laid_out.items():
        numbered = Counter("".join(str(n) for n in range(1, len(pages) + 1)))
        assert not signs("".join(said)) - signs("".join(pages)), name
        heads = signs("编号页码证据名称证据来源拟证明事项" * len(pages))  # the head of the list of evidence repeats
        assert not signs("".join(pages)) - signs("".join(said)) - numbered - heads, name


@pytest.mark.parametrize("number", MASTER)
def test_an_empty_form_has_the_pages_of_the_master_or_one_fewer(
    laid_out: dict[str, tuple[list[str], list[str]]], number: str
) -> None:
    """The master repeats a row that a page end cuts; a drawn form flows."""
    assert MASTER[number] - 1 <= len(laid_out[number][1]) <= MASTER[number]


def test_the_filled_form_of_the_demo_has_ten_pages_with_their_numbers(
    laid_out: dict[str, tuple[list[str], list[str]]],
) -> None:
    pages = laid_out[FILLED][1]
    assert len(pages) == 10
    assert all(str(number) in page for number, page in enumerate(pages, 1))
