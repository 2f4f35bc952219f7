"""``draft --pdf``: each paper printed by LibreOffice beside its Word file, with a receipt; and what is never done.

Every character of a Word file is found again in its PDF, and every font is embedded: asked of one paper of each kind.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from cli_run import typed
from drawn import Drawn, papers
from engine_builder import changed, relation
from golden import text_of
from lexcollect.bundle.fonts import choose
from lexcollect.documents.drafting import DraftResult
from lexcollect.documents.engine.gate import open_package
from lexcollect.documents.results import PaperResult, Status
from lexcollect.files import sha256_file
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.pdf_copies import PdfCopies, print_papers
from lexcollect.office import OfficeTimeout, to_pdf
from outside import program

AS_OF = ("--as-of", "2026-11-21", "--no-input")
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def one_of_each() -> list[Drawn]:
    return list({one.paper: one for one in papers()}.values())


@pytest.fixture(scope="module")
def printed() -> dict[str, tuple[Drawn, bytes]]:
    chosen = one_of_each()
    office = Path(program("soffice"))
    folders = list({path.parent for path in choose(()).files})
    pages = to_pdf([one.data for one in chosen], office, fonts=folders)
    return {one.paper: (one, page) for one, page in zip(chosen, pages, strict=True) if page is not None}


def letters(text: str) -> Counter[str]:
    """The characters that show. A hyphen is a hyphen, whether a line may break at it or not; the reader of PDF files
    returns one at the end of a line as U+FFFE."""
    return Counter(c for c in re.sub("[\u2010\u2011\ufffe]", "-", text) if c.isprintable() and not c.isspace())


def text_in(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


#: The first half of a number at the end of a line, or what is left of it at the head of the next.
_TORN = re.compile(r"[0-9A-Za-z][-\u2010\u2011\ufffe]$|^[-\u2010\u2011][0-9](?!\d* ?天)")


def test_no_line_ends_inside_a_number_with_a_hyphen(printed: dict[str, tuple[Drawn, bytes]]) -> None:
    """证据2-10, 0570-8000011, DD-20230821: whole on one line, once."""
    torn = [
        (paper, line)
        for paper, (one, pdf) in printed.items()
        if one.template and paper != "schedule"  # its narrow columns of rates end lines where they must
        for line in text_in(pdf).splitlines()
        if _TORN.search(line.strip())
    ]
    assert not torn, "\n".join(f"{paper}: {line}" for paper, line in torn)


def test_no_line_ends_among_the_digits_behind_a_hyphen(printed: dict[str, tuple[Drawn, bytes]]) -> None:
    """LibreOffice tears DD-2023|0821 behind Word's own hyphen; our PDFs hold the whole number."""
    whole = re.compile("[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+")
    torn = []
    for paper, (one, pdf) in printed.items():
        words = set(whole.findall(re.sub("[\u2010\u2011]", "-", text_of(one.data))))
        lines = [re.sub("[\u2010\u2011\ufffe]", "-", line.strip()) for line in text_in(pdf).splitlines()]
        for above, below in pairwise(lines):
            head, rest = re.search("[0-9A-Za-z-]*$", above), re.match("[0-9A-Za-z-]*", below)
            if head and rest and rest[0] and "-" in head[0] and head[0] + rest[0] in words:
                torn.append((paper, head[0], rest[0]))
    assert torn == []
    (order, _) = printed["payment_order"]
    assert "DD\u201120230821" in text_of(order.data)


def test_every_character_of_a_word_file_is_found_again_in_its_pdf(printed: dict[str, tuple[Drawn, bytes]]) -> None:
    assert set(printed) == {one.paper for one in one_of_each()}
    for paper, (one, pdf) in printed.items():
        words = [line.strip("│ ") for line in text_of(one.data).splitlines() if not line.startswith("〔")]
        said = letters("".join(words).replace(" │ ", "").replace("│", "").replace("→", "").replace("↵", ""))
        missing = said - letters(text_in(pdf))
        assert not missing, (paper, missing)


def test_every_font_of_a_pdf_is_embedded(printed: dict[str, tuple[Drawn, bytes]], tmp_path: Path) -> None:
    pdffonts = program("pdffonts")
    for paper, (_, pdf) in printed.items():
        (tmp_path / "a.pdf").write_bytes(pdf)
        said = subprocess.run([pdffonts, str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in said.splitlines()[2:]]
        assert rows, paper
        assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), (paper, said)
        assert not any("CJKjp" in row[0] for row in rows), paper  # 仿宋 is not replaced by a Japanese sans


@pytest.mark.parametrize("one", one_of_each(), ids=lambda one: one.paper)
def test_the_gate_before_the_converter_lets_every_paper_of_ours_through(one: Drawn) -> None:
    assert open_package(one.data, "文书.docx").findings == []


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    prepare(load_example(), tmp_path / "案")
    return tmp_path / "案"


def letter(matter: Path) -> Path:
    return matter / "3-文书" / "v1" / "律师函.docx"


def test_typed_it_prints_once_and_leaves_what_is_up_to_date(matter: Path) -> None:
    program("soffice")
    code, out, err = typed("draft", "letter", "--pdf", str(matter), *AS_OF, cwd=matter)
    assert code == 0 and "PDF　新转 1 份" in out, out + err
    pdf, receipt = letter(matter).with_suffix(".pdf"), matter / "3-文书" / "v1" / "回执" / "letter.pdf.json"
    told = json.loads(receipt.read_text("utf-8"))
    assert told["of_sha256"] == sha256_file(letter(matter)) and told["sha256"] == sha256_file(pdf)
    assert told["program"].startswith("LibreOffice ")
    before = pdf.stat().st_mtime_ns
    code, out, _ = typed("draft", "letter", "--pdf", str(matter), *AS_OF, "--json", cwd=matter)
    assert code == 0 and json.loads(out)["papers"][0]["pdf"] == "3-文书/v1/律师函.pdf"
    assert pdf.stat().st_mtime_ns == before


def test_that_other_fonts_stand_in_the_pdf_is_said_where_the_papers_own_are_not_installed(tmp_path: Path) -> None:
    program("soffice")
    installed = subprocess.run([program("fc-list"), ":", "family"], capture_output=True, text=True, check=True).stdout
    lacking = "仿宋" not in installed and "FangSong" not in installed
    path = written(tmp_path)
    assert ("LX-A326" in codes(print_papers(standing(path)))) is lacking


def standing(path: Path) -> DraftResult:
    return DraftResult((PaperResult("letter", "律师函", Status.UNCHANGED, path),), ())


def codes(copies: PdfCopies) -> list[str]:
    return [f.code for f in copies.findings]


def written(folder: Path) -> Path:
    path = folder / "v1" / "律师函.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(next(one.data for one in papers() if one.name == "steel/律师函"))
    return path


def test_a_pdf_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    program("soffice")
    path = written(tmp_path)
    path.with_suffix(".pdf").write_bytes(b"%PDF-1.4 the stamped scan")
    assert codes(print_papers(standing(path))) == ["LX-A322"]
    assert path.with_suffix(".pdf").read_bytes() == b"%PDF-1.4 the stamped scan"


def test_a_copy_of_ours_follows_the_word_file_but_one_that_was_signed_does_not(tmp_path: Path) -> None:
    program("soffice")
    path = written(tmp_path)
    pdf = path.with_suffix(".pdf")
    assert print_papers(standing(path)).written == (pdf,)
    body = {"word/document.xml": lambda old: old.replace("律师函".encode(), "催款的函".encode())}
    path.write_bytes(changed(path.read_bytes(), body))
    assert print_papers(standing(path)).written == (pdf,) and "催款的函" in text_in(pdf.read_bytes())
    pdf.write_bytes(pdf.read_bytes() + b"%signed\n")
    path.write_bytes(
        changed(path.read_bytes(), {"word/document.xml": lambda old: old.replace("催款的函".encode(), b"")})
    )
    assert codes(print_papers(standing(path))) == ["LX-A322"] and pdf.read_bytes().endswith(b"%signed\n")


def test_a_word_file_that_fetches_from_elsewhere_is_not_opened(tmp_path: Path) -> None:
    program("soffice")
    path = written(tmp_path)
    outside = relation(IMAGE, "http://attacker.example/a.png", external=True)
    path.write_bytes(changed(path.read_bytes(), {"word/_rels/document.xml.rels": outside}))
    assert codes(print_papers(standing(path))) == ["LX-A323"] and not path.with_suffix(".pdf").exists()
    path.write_bytes(b"no Word file")
    assert codes(print_papers(standing(path))) == ["LX-A323"]


def test_without_libreoffice_the_word_files_are_written_and_it_is_said(matter: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    env = {**os.environ, "PATH": str(tmp_path / "bin")}
    words = [sys.executable, "-m", "lexcollect", "draft", "letter", "--pdf", str(matter), *AS_OF]
    done = subprocess.run(words, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "LX-A320" in done.stdout + done.stderr
    assert letter(matter).is_file() and not letter(matter).with_suffix(".pdf").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for a converter that hangs")
def test_a_converter_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    hangs = tmp_path / "soffice"
    hangs.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    hangs.chmod(0o755)
    begun = time.monotonic()
    with pytest.raises(OfficeTimeout):
        to_pdf([b"x"], hangs, seconds=1)
    assert time.monotonic() - begun < 30
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split(")")[1][:3]:
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child still runs")
