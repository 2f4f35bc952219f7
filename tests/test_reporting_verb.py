"""Typing ``report``: what the screen shows, the files, and that all of them hold the same figures."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from cli_run import typed
from lexcollect.files import sha256_file

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = ("--as-of", "2026-11-21")
FORMULA = "=HYPERLINK(\"http://x\")<script>alert('x')</script>&"


@pytest.fixture(scope="module")
def cabinet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three matters: steel, a lease whose debtor has a name that a program could take for code, one broken."""
    root = tmp_path_factory.mktemp("柜")
    for name, example in (("钢材", "matter-steel"), ("二组/租赁", "matter-lease")):
        (root / name).mkdir(parents=True)
        shutil.copy(EXAMPLES / example / "案件.yaml", root / name / "案件.yaml")
    lease = root / "二组/租赁/案件.yaml"
    text = lease.read_text("utf-8")
    lease.write_text(text.replace("大连连港样例建筑工程有限公司", "'" + FORMULA.replace("'", "''") + "'"), "utf-8")
    (root / "坏的").mkdir()
    (root / "坏的" / "案件.yaml").write_text("schema: lexcollect/case/1\nmatter: [", "utf-8")
    return root


def told(*words: str, cwd: Path) -> dict[str, object]:
    _, out, _ = typed("report", *words, "--json", *DAY, cwd=cwd)
    found: dict[str, object] = json.loads(out)
    return found


def test_what_does_finance_have_to_reckon_with() -> None:
    """Ageing on 2026-11-21: 851,600.00 over 90 days, all of it on the steel works."""
    code, out, _ = typed("report", "ageing", str(EXAMPLES / "matter-steel"), *DAY, cwd=EXAMPLES)
    assert code == 0
    assert re.search(r"逾期90天以上 +3 +851,600\.00 +100\.0%", out)
    assert re.search(r"沈阳沈河样例重型机械有限公司 +851,600\.00 +851,600\.00 +3", out)
    assert "利息、违约金和费用不计入账龄" in out and "下一步" in out
    out.encode("gbk")


def test_own_bands_and_a_period() -> None:
    code, out, _ = typed(
        *("report", "recovery", "matter-steel", "--bands", "60，180,360", "--from", "2024-01-01", "--to", "2024-12-31"),
        *DAY,
        cwd=EXAMPLES,
    )
    assert code == 0 and "按 2023-12-31 日终的逾期天数确定" in out
    assert re.search(r"逾期1–60天 +1 +537,600\.00 +0\.00 +150,000\.00 +0\.00 +387,600\.00 +27\.9%", out)
    assert "期初已逾期的债权合计回收率：15.0%" in out


def test_no_dso_without_sales_and_with_them_the_formula() -> None:
    code, out, _ = typed("report", "dso", "matter-steel", *DAY, cwd=EXAMPLES)
    assert code == 1 and "LX-R200" in out and "--sales" in out
    assert "report dso --help" in out.rpartition("下一步")[2]
    code, out, _ = typed("report", "dso", "matter-steel", "--sales", "1200万", *DAY, cwd=EXAMPLES)
    assert code == 0 and "DSO＝期末应收账款余额×期间天数÷期内赊销额" in out
    assert re.search(r"应收账款周转天数（DSO） +23\.1\n", out)  # 851,600 × 325 / 12,000,000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--bands", "30,60,60"), "LX-R203"),
        (("--bands", "0,30"), "LX-R203"),
        (("--bands", "一个月"), "LX-R203"),
        (("--to", "2026-12-31"), "LX-R202"),
        (("--from", "2026-11-01", "--to", "2026-10-01"), "LX-R201"),
        (("--sales", "很多"), "LX-M101"),
        (("--sales", "0"), "LX-R208"),
    ],
)
def test_a_slip_is_told_with_what_to_write(words: tuple[str, ...], code: str) -> None:
    done, out, _ = typed("report", "all", "matter-steel", *words, *DAY, cwd=EXAMPLES)
    assert done == 1 and code in out


def test_a_broken_matter_is_named_and_the_others_are_told(cabinet: Path) -> None:
    code, out, _ = typed("report", "ageing", ".", *DAY, cwd=cabinet)
    assert code == 0 and "LX-R205" in out and "坏的" in out and "未计入的事项" in out
    assert "1,137,933.33" in out  # 851,600.00 and 286,333.33


def test_an_empty_folder_says_where_to_look(tmp_path: Path) -> None:
    code, out, _ = typed("report", *DAY, cwd=tmp_path)
    assert code == 0 and "LX-R204" in out and "合计" not in out
    code, out, _ = typed("report", "all", "没有这个", *DAY, cwd=tmp_path)
    assert code == 3 and "LX-A102" in out


@pytest.fixture(scope="module")
def made(cabinet: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("出")
    files = ("--xlsx", "报.xlsx", "--docx", "报.docx", "--html", "报.html")
    code, said, _ = typed("report", "all", str(cabinet), "--sales", "9000000", *files, *DAY, cwd=out)
    assert code == 0 and said.count("已写入") == 3
    return out


def figures(words: str) -> list[str]:
    return sorted(set(re.findall(r"-?\d[\d,]*\.\d\d(?!\d)", words)))


def test_every_way_out_shows_the_same_figures(cabinet: Path, made: Path) -> None:
    report = told("all", str(cabinet), "--sales", "9000000", cwd=made)
    money = {
        cell
        for part in report["reports"]  # type: ignore[attr-defined]
        for table in part["tables"]
        for row in (*table["rows"], table["total"] or {})
        if isinstance(row, dict)
        for cell in row.values()
        if isinstance(cell, str) and re.fullmatch(r"-?\d+\.\d\d", cell)
    }
    wanted = sorted(f"{float(cell):,.2f}" for cell in money)
    page = unescape((made / "报.html").read_text("utf-8"))
    tables = re.sub(r"<svg.*?</svg>", "", page, flags=re.S)
    assert [f for f in figures(re.sub(r"<[^>]+>", " ", tables)) if f in wanted] == wanted
    with zipfile.ZipFile(made / "报.docx") as packed:
        text = re.sub(r"<[^>]+>", " ", packed.read("word/document.xml").decode("utf-8"))
    assert [f for f in figures(text) if f in wanted] == wanted
    book = openpyxl.load_workbook(made / "报.xlsx")
    cells = {f"{c.value:,.2f}" for s in book for row in s.iter_rows() for c in row if isinstance(c.value, int | float)}
    assert set(wanted) <= cells


def test_a_hostile_name_is_a_name_everywhere(made: Path) -> None:
    book = openpyxl.load_workbook(made / "报.xlsx")
    hostile = [c for s in book for row in s.iter_rows() for c in row if str(c.value).startswith("=HYPERLINK")]
    assert hostile and all(cell.data_type == "s" and cell.quotePrefix for cell in hostile)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    page = (made / "报.html").read_text("utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "default-src 'none'" in page and not re.search(r"""(?:src|href)=["'](?!#)""", page)


def test_the_sheet_has_charts_and_prints_on_a4(made: Path) -> None:
    with zipfile.ZipFile(made / "报.xlsx") as packed:
        names = packed.namelist()
        drawn = sum(name.startswith("xl/charts/chart") for name in names)
        assert drawn >= 5
        sheets = [packed.read(n).decode("utf-8") for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
        assert all('orientation="landscape"' in sheet and 'paperSize="9"' in sheet for sheet in sheets)
        assert not any("<f>" in sheet for sheet in sheets)
        assert packed.read("xl/workbook.xml").decode("utf-8").count("Print_Titles") == len(sheets) - 1
    with zipfile.ZipFile(made / "报.docx") as packed:
        charts = [n for n in packed.namelist() if n.startswith("word/charts/")]
        assert len(charts) == drawn and "<w:tblHeader/>" in packed.read("word/document.xml").decode("utf-8")


def test_no_file_tells_where_the_matters_lie(cabinet: Path, made: Path) -> None:
    for name in ("报.html", "报.docx", "报.xlsx"):
        data = (made / name).read_bytes()
        members = [data]
        if name != "报.html":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                members = [packed.read(n) for n in packed.namelist()]
        assert not any(str(cabinet.parent).encode() in member for member in members)


def test_a_second_run_writes_the_same_bytes_and_a_changed_file_is_kept(cabinet: Path, made: Path) -> None:
    files = ("--xlsx", "报.xlsx", "--docx", "报.docx", "--html", "报.html")
    before = {name: sha256_file(made / name) for name in files[1::2]}
    words = ("report", "all", str(cabinet), "--sales", "9000000", *files, *DAY)
    assert typed(*words, cwd=made)[0] == 0
    assert {name: sha256_file(made / name) for name in files[1::2]} == before
    other = made / "手改.html"
    other.write_text((made / "报.html").read_text("utf-8").replace("账龄分析", "账龄", 1), "utf-8")
    code, out, _ = typed("report", "ageing", str(cabinet), "--html", "手改.html", *DAY, cwd=made)
    assert code != 0 and "LX-A128" in out and "账龄" in other.read_text("utf-8")
    book = openpyxl.load_workbook(made / "报.xlsx")
    book.save(made / "手改.xlsx")
    code, out, _ = typed("report", "ageing", str(cabinet), "--xlsx", "手改.xlsx", *DAY, cwd=made)
    assert code != 0 and "LX-A128" in out


def test_nothing_is_written_into_what_was_received(cabinet: Path) -> None:
    raw = cabinet / "钢材" / "1-收到的材料"
    raw.mkdir(exist_ok=True)
    code, out, _ = typed("report", "ageing", ".", "--xlsx", str(raw / "报.xlsx"), *DAY, cwd=cabinet)
    assert code != 0 and "LX-A125" in out and not list(raw.iterdir())


def test_in_english_no_chinese_sentence(made: Path, cabinet: Path) -> None:
    code, out, _ = typed("report", "ageing", "--lang", "en", str(EXAMPLES / "matter-steel"), *DAY, cwd=made)
    assert code == 0 and "overdue over 90" in out and "Principal left" in out
    assert not re.search(r"[。；，]", out)
