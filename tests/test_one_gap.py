"""One gap stops only what depends on it: new files hold up no letter, a missing rate hides no principal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bundle_kit import everything_said, marked_pdf, page_text, pdf_bytes
from cli_run import typed
from lexcollect.cli.exits import Exit
from lexcollect.layout import CASE, RAW
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

DAY = ("--as-of", "2026-11-21")
#: Beyond the last LPR of the law book (published 2026-09-20, good until 2026-10-19).
LATE = ("--as-of", "2026-12-25")


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    example, folder = load_example(), tmp_path / "案"
    prepare(example, folder)
    receive(example.inbox, folder)
    return folder


def new_files(matter: Path, count: int) -> None:
    raw = matter / RAW
    raw.chmod(0o755)
    for number in range(count):
        (raw / f"新材料{number}.txt").write_text("补充", "utf-8")


@pytest.mark.parametrize("words", [("calc",), ("due",), ("draft", "letter"), ("draft", "all")])
def test_sixteen_new_files_stop_no_sum_no_deadline_and_no_paper(matter: Path, words: tuple[str, ...]) -> None:
    new_files(matter, 16)
    code, out, _ = typed(*words, str(matter), *DAY, "--json", cwd=matter.parent)
    told = json.loads(out)["findings"]
    assert code == Exit.FINE
    assert {f["level"] for f in told if f["code"] == "LX-E013"} == {"warning"}


def package(matter: Path) -> tuple[dict[str, Any], Path]:
    """Build a package; return what is told and its pages."""
    code, out, _ = typed("bundle", str(matter), *DAY, "--json", cwd=matter.parent)
    told = json.loads(out)
    assert code == Exit.FINE
    return told, matter / told["package"] / "data" / "证据.pdf"


def test_a_file_that_arrived_later_leaves_a_marked_draft_until_it_is_accounted_for(matter: Path) -> None:
    marked = "草稿未确认"
    whole, _ = package(matter)
    assert whole["draft"] is False and not any(marked in page for page in words_of_pages(matter))
    new_files(matter, 2)
    told, pages = package(matter)
    assert told["draft"] is True and told["unlisted"] == ["新材料0.txt", "新材料1.txt"]
    assert [f["level"] for f in told["findings"] if f["code"] == "LX-E013"] == ["warning", "warning"]
    said = words_of_pages(matter, 2)
    assert all(marked in page for page in said) and len(said) == told["pages"] == whole["pages"]
    assert "新材料" not in everything_said(pages.parents[1])
    catalogue = matter / "2-整理" / "证据目录.yaml"
    accounted = "".join(f"  - {{file: 新材料{n}.txt, reason: 无关}}\n" for n in range(2))
    catalogue.write_text(catalogue.read_text("utf-8").replace("left_out:\n", "left_out:\n" + accounted), "utf-8")
    told, _ = package(matter)
    assert told["draft"] is False and told["unlisted"] == []
    assert not any(marked in page for page in words_of_pages(matter, 3))


@pytest.mark.parametrize("name", ["最低可以接受60万.docx", "新来的/送货单.jpg", "补充.zip"])
def test_what_arrived_later_is_named_on_the_screen_and_in_no_package(matter: Path, name: str) -> None:
    path = matter / RAW / name
    (matter / RAW).chmod(0o755)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"PK\x03\x04")
    code, out, _ = typed("bundle", str(matter), *DAY, cwd=matter.parent)
    assert code == Exit.FINE and name in out and "草稿未确认" in out and "目录没有交代" in out
    assert not any(path.name in str(one) for one in (matter / "4-证据包").rglob("*"))


def test_a_listed_file_that_is_gone_still_stops_the_package(matter: Path) -> None:
    new_files(matter, 1)
    catalogue = matter / "2-整理" / "证据目录.yaml"
    catalogue.write_text(catalogue.read_text("utf-8").replace("合同", "合同（没有）", 1), "utf-8")
    gone = next(path for path in (matter / RAW).rglob("*") if path.is_file() and "合同" in path.name)
    gone.parent.chmod(0o755)
    gone.unlink()
    code, out, _ = typed("bundle", str(matter), *DAY, "--json", cwd=matter.parent)
    assert code == Exit.FINDINGS and not (matter / "4-证据包" / "v1").exists()
    assert {"LX-E010", "LX-E026"} & {f["code"] for f in json.loads(out)["findings"] if f["level"] == "error"}


def test_an_exhibit_numbered_twice_still_stops_the_papers_that_would_cite_it(matter: Path) -> None:
    catalogue = matter / "2-整理" / "证据目录.yaml"
    catalogue.write_text(catalogue.read_text("utf-8").replace('"3-2"', '"3-1"', 1), "utf-8")
    code, out, _ = typed("draft", "letter", str(matter), *DAY, cwd=matter.parent)
    assert code == Exit.FINDINGS and "LX-E006" in out


def running_loss(matter: Path) -> None:
    """The same matter without an agreed penalty, asking for the loss at the running LPR plus 30 %."""
    case = matter / CASE
    text = case.read_text("utf-8")
    start = text.index("    late_penalty:")
    end = text.index("    cost_clause:")
    case.write_text(text[:start] + "    overdue_loss: {markup: 30, mode: segmented}\n" + text[end:], "utf-8")


def test_a_rate_that_is_not_published_yet_hides_neither_principal_nor_what_is_known(matter: Path) -> None:
    running_loss(matter)
    code, out, _ = typed("calc", str(matter), *LATE, "--json", cwd=matter.parent)
    told = json.loads(out)
    assert code == Exit.LAW_UNKNOWN and told["complete"] is False
    assert [f["level"] for f in told["findings"] if f["code"] == "LX-M011"] == ["error"]
    _, screen, _ = typed("calc", str(matter), *LATE, cwd=matter.parent)
    assert screen.startswith("！") and "不能用于文书" in screen.splitlines()[0]
    assert "2026-10-19" in screen and "应收合计" in screen


def test_what_is_incomplete_enters_no_paper_and_no_annex(matter: Path) -> None:
    running_loss(matter)
    for words in (("calc", "--annex"), ("draft", "letter")):
        code, out, _ = typed(*words, str(matter), *LATE, cwd=matter.parent)
        assert code == Exit.LAW_UNKNOWN and "LX-A104" in out
    assert not list((matter / "3-文书").rglob("*.docx")) and not list((matter / "3-文书").rglob("*.xlsx"))


def test_before_the_gap_the_account_is_complete(matter: Path) -> None:
    running_loss(matter)
    code, out, _ = typed("calc", str(matter), "--as-of", "2026-10-19", "--json", cwd=matter.parent)
    assert code == Exit.FINE and json.loads(out)["complete"] is True


def test_a_loan_that_is_not_sued_yet_shows_its_account_with_the_last_known_cap(tmp_path: Path) -> None:
    """民间借贷规定 31(2): the cap hangs on the LPR of the day of suit, which no table has yet."""
    case = Path(__file__).parent / "data" / "loan" / CASE
    (tmp_path / CASE).write_bytes(case.read_bytes())
    code, out, _ = typed("calc", str(tmp_path), *LATE, "--json", cwd=tmp_path)
    told = json.loads(out)
    assert code == Exit.LAW_UNKNOWN and told["complete"] is False
    # 163 days at 24 % and 21 at 12 % (4 × 3.00) on 291,000 are 33,197.92; what is over of 40,000 pays principal
    assert "284197.92" in out
    code, out, _ = typed("draft", "letter", str(tmp_path), *LATE, cwd=tmp_path)
    assert code == Exit.LAW_UNKNOWN and not list(tmp_path.rglob("*.docx"))


# --- a package before the case file is finished -----------------------------------------------------------------


def changed(matter: Path, before: str, after: str) -> None:
    case = matter / CASE
    text = case.read_text("utf-8")
    assert before in text
    case.write_text(text.replace(before, after, 1), "utf-8")


def packed(matter: Path) -> tuple[int, dict[str, str], str]:
    """Return exit code, level of each finding by code, and the first page of the bundle."""
    code, out, _ = typed("bundle", str(matter), *DAY, "--no-input", "--json", cwd=matter.parent)
    data = json.loads(out)
    words = page_text(matter / data["package"] / "data" / "证据.pdf", 1) if data.get("package") else ""
    return code, {f["code"]: f["level"] for f in data["findings"]}, "".join(words.split())


TITLE = "原告天津津渤示例钢材贸易有限公司与被告沈阳沈河样例重型机械有限公司、郑样例买卖合同纠纷"
#: Mistakes and gaps in places that a package has nothing to do with.
ELSEWHERE = {
    "an amount": ("amount: 300000.00", "amount: 三十来万"),
    "a rate": ("rate: 每日万分之五", "rate: 待定"),
    "a day": ("signed_on: 2023-03-15", "signed_on: 2023-02-30"),
    "an unknown key": ("matter: 沈河案", "matter: 沈河案\nwhatever: 1"),
    "a code": ("uscc: ", "uscc: 12345 # "),
    "a due term": ("payment_term:", "payment_trem:"),
}


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_a_mistake_elsewhere_in_the_case_file_holds_up_no_package(matter: Path, kind: str) -> None:
    changed(matter, *ELSEWHERE[kind])
    assert typed("calc", str(matter), *DAY, cwd=matter.parent)[0] != Exit.FINE
    code, told, page = packed(matter)
    assert code == Exit.FINE and "error" not in told.values(), told
    assert told["LX-B153"] == told["LX-B155"] == "warning" and "LX-B154" not in told
    assert TITLE in page and "待补" not in page


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("name: 沈阳沈河样例重型机械有限公司", "name:", "被告名称"),
        ("name: 天津津渤示例钢材贸易有限公司", "name: 　", "原告名称"),
        ("cause: 买卖合同纠纷", "cause:", "案由"),
    ],
)
def test_what_the_cover_lacks_is_printed_as_a_blank_and_told(matter: Path, before: str, after: str, left: str) -> None:
    changed(matter, before, after)
    code, told, page = packed(matter)
    assert code == Exit.FINE and told["LX-B154"] == "warning"
    assert f"【待补：{left}】" in page


@pytest.mark.parametrize(
    ("before", "after"),
    [("    role: debtor", "    role: 不知道"), ("    role: surety", "    role:"), ("    role: creditor", "    rol: x")],
)
def test_a_party_on_no_side_is_left_off_no_cover(matter: Path, before: str, after: str) -> None:
    changed(matter, before, after)
    code, told, _ = packed(matter)
    assert code == Exit.FINDINGS and told["LX-B156"] == "error"
    assert not (matter / "4-证据包" / "v1").exists()


def test_the_first_day_of_a_matter_gives_a_package_with_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "新案"
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "合同.pdf").write_bytes(pdf_bytes(marked_pdf()))
    assert typed("new", "新案", "--from", "材料", "--no-input", *DAY, cwd=tmp_path)[0] == Exit.FINE
    code, told, page = packed(folder)
    assert code == Exit.FINE and {told[c] for c in ("LX-C003", "LX-B153", "LX-B154")} == {"warning"}
    assert "原告【待补：原告名称】与被告【待补：被告名称】【待补：案由】" in page


def words_of_pages(folder: Path, version: int = 1) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(folder / "4-证据包" / f"v{version}" / "data" / "证据.pdf") as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def test_a_package_of_a_proposal_is_marked_as_a_draft_on_every_page(tmp_path: Path) -> None:
    """First users filed an index that said 待确认 in every row."""
    folder = tmp_path / "新案"
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "合同.pdf").write_bytes(pdf_bytes(marked_pdf()))
    typed("new", "新案", "--from", "材料", "--no-input", *DAY, cwd=tmp_path)
    _, told, _ = packed(folder)
    assert told["LX-E035"] == "warning"
    assert all("草稿未确认" in page for page in words_of_pages(folder))


def test_the_screen_does_not_advise_to_file_a_draft(tmp_path: Path) -> None:
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "合同.pdf").write_bytes(pdf_bytes(marked_pdf()))
    typed("new", "新案", "--from", "材料", "--no-input", *DAY, cwd=tmp_path)
    _, out, _ = typed("bundle", "新案", *DAY, "--no-input", cwd=tmp_path)
    assert "草稿" in out and "不能提交" in out and "提交当天" not in out


def test_one_exhibit_that_is_not_confirmed_makes_the_whole_a_draft(matter: Path) -> None:
    catalogue = matter / "2-整理" / "证据目录.yaml"
    text = catalogue.read_text("utf-8")
    at = text.index("purpose:")
    catalogue.write_text(text[:at] + "purpose: 待确认" + text[text.index("\n", at) :], "utf-8")
    code, _, _ = packed(matter)
    assert code == Exit.FINE
    assert all("草稿未确认" in page for page in words_of_pages(matter))


def test_a_confirmed_package_bears_no_such_mark(matter: Path) -> None:
    packed(matter)
    assert not any("草稿" in page for page in words_of_pages(matter))


def test_a_rate_that_is_missing_and_a_law_that_is_unknown_hold_up_no_package(matter: Path) -> None:
    running_loss(matter)
    code, out, _ = typed("bundle", str(matter), *LATE, "--no-input", "--json", cwd=matter.parent)
    assert code == Exit.FINE and json.loads(out)["package"] == "4-证据包/v1"


def test_a_finished_case_file_is_not_told_to_be_unfinished_and_names_who_is_sued(matter: Path) -> None:
    code, told, page = packed(matter)
    assert code == Exit.FINE and not {"LX-B153", "LX-B154", "LX-B155"} & set(told)
    assert TITLE in page


@pytest.mark.parametrize(
    ("text", "code"), [("schema: lexcollect/case/1\nmatter: [", "LX-A"), ("schema: lexcollect/case/9\n", "LX-C002")]
)
def test_a_case_file_that_cannot_be_read_at_all_stops_the_package(matter: Path, text: str, code: str) -> None:
    (matter / CASE).write_text(text, "utf-8")
    exit_code, told, _ = packed(matter)
    assert exit_code != Exit.FINE and any(c.startswith(code) for c, level in told.items() if level == "error")
    assert not (matter / "4-证据包" / "v1").exists()


def test_all_that_stops_and_all_that_is_told_comes_at_once(matter: Path) -> None:
    """A mistake in the catalogue and three in the case file: one run names the four."""
    changed(matter, "amount: 300000.00", "amount: 三十来万")
    changed(matter, "rate: 每日万分之五", "rate: 待定")
    catalogue = matter / "2-整理" / "证据目录.yaml"
    catalogue.write_text(catalogue.read_text("utf-8").replace('"3-2"', '"3-1"', 1), "utf-8")
    code, told, _ = packed(matter)
    assert code == Exit.FINDINGS and told["LX-E006"] == "error"
    assert {told["LX-C012"], told["LX-C013"]} == {"warning"}


# --- sums, days and papers before the catalogue is finished -----------------------------------------------------

UNFINISHED = {
    "a number twice": ('"3-2"', '"3-1"'),
    "no purpose": ("    purpose: ", "    purpose: # "),
    "no title": ("    title: ", "    title: # "),
    "an unknown kind": ("kind: 书证", "kind: 纸"),
    "not YAML": ("items:", "items: ["),
    "another schema": ("schema: lexcollect/catalogue/1", "schema: lexcollect/catalogue/7"),
    "a file that is not there": ("files: [", "files: [没有这个.pdf, "),
}


def unfinished(matter: Path, kind: str) -> None:
    catalogue = matter / "2-整理" / "证据目录.yaml"
    before, after = UNFINISHED[kind]
    text = catalogue.read_text("utf-8")
    assert before in text, kind
    catalogue.write_text(text.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize("verb", ["calc", "due"])
@pytest.mark.parametrize("kind", UNFINISHED)
def test_an_unfinished_catalogue_holds_up_no_sum_and_no_day(matter: Path, kind: str, verb: str) -> None:
    unfinished(matter, kind)
    code, out, _ = typed(verb, str(matter), *DAY, "--json", cwd=matter.parent)
    data = json.loads(out)
    assert code == Exit.FINE and not [f for f in data["findings"] if f["level"] == "error"]
    assert [f["code"] for f in data["findings"] if f["code"] in ("LX-A160", "LX-A161")] != []
    if verb == "calc":
        assert data["total"] == "1359193.80"
    else:
        assert "2028-05-23" in out


@pytest.mark.parametrize("kind", ["no purpose", "a file that is not there"])
def test_what_papers_do_not_cite_of_an_exhibit_holds_up_no_paper(matter: Path, kind: str) -> None:
    unfinished(matter, kind)
    code, out, _ = typed("draft", "complaint", str(matter), *DAY, cwd=matter.parent)
    assert code == Exit.FINE, out
    assert list((matter / "3-文书").rglob("民事起诉状.docx"))


@pytest.mark.parametrize("kind", ["no title", "an unknown kind", "not YAML"])
def test_what_papers_cite_stops_them(matter: Path, kind: str) -> None:
    unfinished(matter, kind)
    assert typed("draft", "complaint", str(matter), *DAY, cwd=matter.parent)[0] != Exit.FINE
    assert not list((matter / "3-文书").rglob("*.docx"))
