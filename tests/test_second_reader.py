"""Two more readers of a PDF: one saves and counts (pypdf), one looks (pypdfium2); where they differ is told."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import hidden_kit as kit
from bundle_kit import RED, bundle_of, codes, item, marked_pdf, material, near, packed, page_text, pdf_bytes, shown
from intake_kit import record, taken
from lexcollect.bundle import pdf_source, rendered
from lexcollect.bundle.model import Built
from lexcollect.formats.kinds import Status
from lexcollect.formats.second_reader import count_pages, form_values, salvage, values_of
from outside import program
from test_damage import JPEG, pictured


def five_pages() -> bytes:
    pdf = kit.sheet()
    for _ in range(4):
        pdf.pages.append(pdf.pages[0])
    return pdf_bytes(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)


def built_of(folder: Path, data: bytes) -> Built:
    return packed(folder, item("1-1", material(folder, "合同.pdf", data)))


def said(findings: Any, code: str) -> str:
    found = [f for f in findings if f.code == code]
    assert len(found) == 1, [f.line() for f in findings]
    return found[0].message("zh")


# --- pages that only the second reader reaches ------------------------------------------------------------------


@pytest.mark.parametrize("harm", [(b"/Root", b"/Rooo"), (b"trailer << /Root", b"trailer << /Boot")])
def test_pages_of_a_file_that_the_first_reader_gives_up_are_saved(tmp_path: Path, harm: tuple[bytes, bytes]) -> None:
    data = five_pages().replace(*harm)
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(io.BytesIO(data))
    intake = taken(tmp_path / "收", {"合同.pdf": data})
    assert record(intake, "合同.pdf").status is Status.BROKEN
    assert "还能读出 5 页" in said(intake.findings, "LX-I084")
    built = built_of(tmp_path / "包", data)
    assert built.pages["1-1"] == (2, 6) and "救回 5 页" in said(built.findings, "LX-B071")
    assert "998877.66" in page_text(bundle_of(built), 6)
    assert subprocess.run([program("qpdf"), "--check", str(bundle_of(built))], check=False).returncode == 0
    assert built.folder and next((built.folder / "data/originals").iterdir()).read_bytes() == data


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", five_pages()[:300], b"%PDF-1.7 " + bytes(range(256)) * 20])
def test_what_no_reader_opens_stays_a_placeholder(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert count_pages(path) == 0 and salvage(path, tmp_path / "b.pdf") == 0
    assert codes(built_of(tmp_path, data)) == ["LX-B011"]


# --- what they count --------------------------------------------------------------------------------------------


def test_readers_that_agree_say_nothing(tmp_path: Path) -> None:
    assert codes(built_of(tmp_path, five_pages())) == []
    assert not [f for f in taken(tmp_path, {"a.pdf": five_pages()}).findings if f.code == "LX-I083"]


@pytest.mark.parametrize(
    ("harm", "counts"),
    [
        ((b"/Kids [ 3 0 R", b"/Kids [ 99 0 R"), ("主读取程序 4 页", "第二个读取程序 4 页", "文件自己写的 5 页")),
        ((b"/Count 5", b"/Count 9"), ("主读取程序 5 页", "文件自己写的 9 页")),
        ((b"/Count 5", b"/Count 2"), ("主读取程序 5 页", "文件自己写的 2 页")),
    ],
)
def test_a_file_whose_pages_are_counted_otherwise_is_told(
    tmp_path: Path, harm: tuple[bytes, bytes], counts: tuple[str, ...]
) -> None:
    data = five_pages().replace(*harm)
    at_intake = said(taken(tmp_path / "收", {"a.pdf": data}).findings, "LX-I083")
    in_bundle = said(built_of(tmp_path / "包", data).findings, "LX-B070")
    assert all(one in at_intake and one in in_bundle for one in counts)


def test_a_second_reader_that_counts_otherwise_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.formats.second_reader._counted", lambda _: {"pypdf": 3})
    assert "第二个读取程序 3 页" in said(built_of(tmp_path, five_pages()).findings, "LX-B070")


# --- what stands in the form ------------------------------------------------------------------------------------


def _form() -> pikepdf.Pdf:
    """A form with fields below fields: 当事人.名称, 当事人.电话, 金额."""
    pdf = kit.sheet(b"")

    def field(name: str, value: str, **more: Any) -> Any:
        box = Array([100, 500, 300, 520])
        return pdf.make_indirect(
            Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(value), Rect=box, **more)
        )

    party = pdf.make_indirect(Dictionary(T=String("当事人")))
    kids = [field("名称", "样例公司", Parent=party), field("电话", "024-1", Parent=party)]
    party.Kids = Array(kids)
    sum_ = field("金额", "300000")
    pdf.Root.AcroForm = Dictionary(Fields=Array([party, sum_]))
    pdf.pages[0].obj.Annots = Array([*kids, sum_])
    return pdf


def test_both_readers_find_the_same_values_under_the_same_names(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(_form()))
    with pikepdf.open(path) as pdf:
        first = values_of(pdf)
    assert first == form_values(path) == {"当事人.名称": "样例公司", "当事人.电话": "024-1", "金额": "300000"}
    assert "LX-B072" not in codes(built_of(tmp_path, path.read_bytes()))


def test_a_value_that_the_second_reader_finds_otherwise_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {"当事人.名称": "样例公司", "当事人.电话": "024-1", "金额": "30000"}
    monkeypatch.setattr("lexcollect.bundle.pdf_surroundings.form_values", lambda *_: other)
    assert "1 个表单值两个读取程序读出的不同：金额" in said(built_of(tmp_path, pdf_bytes(_form())).findings, "LX-B072")


@pytest.mark.parametrize("more", [{"NeedsRendering": True}, {}])
def test_a_form_that_only_its_own_program_shows_is_told_at_intake(tmp_path: Path, more: dict[str, Any]) -> None:
    pdf = kit.sheet(b"BT /F1 12 Tf 72 700 Td (Please wait...) Tj ET")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))
    for key, value in more.items():
        pdf.Root[f"/{key}"] = value
    data = pdf_bytes(pdf)
    assert "LX-I085" in {f.code for f in taken(tmp_path / "收", {"申请表.pdf": data}).findings}
    assert "LX-B024" in codes(built_of(tmp_path / "包", data))


def test_a_form_with_fields_besides_is_an_ordinary_one(tmp_path: Path) -> None:
    pdf = _form()
    pdf.Root.AcroForm.XFA = String("<xdp/>")
    assert "LX-I085" not in {f.code for f in taken(tmp_path, {"a.pdf": pdf_bytes(pdf)}).findings}


# --- what it looks like -----------------------------------------------------------------------------------------


def test_a_page_that_came_out_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever loses content on the way to the sheet: the second engine sees it."""
    real = pdf_source._content

    def lossy(contents: Any) -> Any:
        written, coding = real(contents)
        return (b"", {}) if b"re f" in written else (written, coding)

    monkeypatch.setattr("lexcollect.bundle.pdf_source._content", lossy)
    built = built_of(tmp_path, _two())
    assert "第 2 页" in said(built.findings, "LX-B073")
    assert not near(shown(bundle_of(built), 3), RED)


def _two() -> bytes:
    pdf = kit.sheet()
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Contents = pdf.make_stream(b"1 0 0 rg 100 100 200 200 re f\n")
    return pdf_bytes(pdf, compress_streams=False)


def test_a_page_shifted_on_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdf_source.page_matrix

    def shifted(*args: Any) -> Any:
        a, b, c, d, e, f = real(*args)
        return (a, b, c, d, e + 40, f)

    monkeypatch.setattr("lexcollect.bundle.pdf_source.page_matrix", shifted)
    assert "LX-B073" in codes(built_of(tmp_path, _two()))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (-50, 20, 1140, 860), (0, 0, 200, 90)])
def test_our_sheets_look_as_the_pages_do(tmp_path: Path, turn: int, box: tuple[int, int, int, int]) -> None:
    found = codes(built_of(tmp_path, pdf_bytes(marked_pdf(box, turn, content=kit.PRICE.replace(b"/F1", b"/F0")))))
    assert "LX-B073" not in found and "LX-B075" not in found


def test_a_page_that_looks_blank_but_says_something_is_told(tmp_path: Path) -> None:
    built = built_of(tmp_path, pdf_bytes(kit.sheet(b"1 g\n" + kit.PRICE)))
    assert "第 1 页" in said(built.findings, "LX-B074")


def test_an_empty_page_is_an_empty_page(tmp_path: Path) -> None:
    assert codes(built_of(tmp_path, pdf_bytes(kit.sheet(b"q Q\n")))) == []


def test_a_renderer_that_fails_costs_no_page_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: Any) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("lexcollect.bundle.rendered._look", odd)
    built = built_of(tmp_path, five_pages())
    assert built.pages["1-1"] == (2, 6) and "RuntimeError" in said(built.findings, "LX-B075")


def test_of_many_scans_some_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs a decoding; text pages among them are all compared."""
    monkeypatch.setattr("lexcollect.bundle.rendered._SCAN_PIXELS", 1000)
    monkeypatch.setattr("lexcollect.bundle.rendered._SCANS", 3)
    real = rendered._look
    looked: list[int] = []
    monkeypatch.setattr(
        "lexcollect.bundle.rendered._look", lambda *args: (looked.append(args[2].number), real(*args))[1]
    )
    with pikepdf.open(io.BytesIO(pictured(JPEG, "DCTDecode"))) as pdf:
        for _ in range(8):
            pdf.pages.append(pdf.pages[1])
        data = pdf_bytes(pdf)
    assert codes(built_of(tmp_path, data)) == []
    scans = [number for number in looked if number not in (1, 3)]
    assert {1, 3} <= set(looked) and 1 <= len(scans) <= 3
