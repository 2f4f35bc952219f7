"""The four papers in a word processor that is not ours: opened, laid out, and read back page by page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from outside import program
from papers import drafted

PAGES = {"律师函": (3, 5), "民事起诉状": (6, 9), "诉讼财产保全申请书": (4, 6), "还款和解协议": (5, 7)}


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("office")
    written = [str(path) for path in drafted(folder / "papers").written]
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *written,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {Path(path).stem: _texts(folder / f"{Path(path).stem}.pdf") for path in written}


def _texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("paper", PAGES)
def test_each_paper_has_its_pages_and_none_is_blank(laid_out: dict[str, list[str]], paper: str) -> None:
    fewest, most = PAGES[paper]
    pages = laid_out[paper]
    assert fewest <= len(pages) <= most
    assert all(len(page) > 60 for page in pages)


def test_every_page_of_the_complaint_carries_its_number(laid_out: dict[str, list[str]]) -> None:
    for number, page in enumerate(laid_out["民事起诉状"], 1):
        assert f"—{number}—" in page


def test_the_signature_does_not_stand_alone_on_the_last_page(laid_out: dict[str, list[str]]) -> None:
    last = laid_out["民事起诉状"][-1]
    assert last.index("2.证据清单及证据材料3套；3.原告营业执照复印件") < last.index("起诉人（盖章）")
    assert "附：1.本起诉状副本2份" in last  # the list stands whole, and not without the signature
    assert "此致天津市北辰区人民法院" in "".join(laid_out["民事起诉状"][-2:])


def test_figures_survive_the_layout(laid_out: dict[str, list[str]]) -> None:
    text = "".join(laid_out["民事起诉状"])
    for figure in ("851,600.00", "507,593.80", "1,359,193.80", "800,000.00", "719,600.00", "421,427.80"):
        assert figure in text
