"""审查单: parties, sums, court, days and decisions on one page, the working behind it annexed; for the office alone."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cli_run import typed
from drawn import _example, _kind
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.drafting import draft
from lexcollect.documents.finished import check_finished
from lexcollect.documents.material import Material
from lexcollect.documents.papers import choose
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.receipts import path_of, read
from lexcollect.documents.register import PAPERS
from lexcollect.layout import CASE
from lexcollect.matter.example import names
from lexcollect.matter.shapes.account import account_json
from outside import program
from papers import material
from test_every_kind import KINDS

PAPER = "review"


def drawn(root: Path, given: Material, *papers: str) -> dict[str, Any]:
    made = draft(papers or (PAPER,), given, root, sources={})
    (result,) = [one for one in made.papers if one.paper == PAPER]
    assert result.path is not None, [f.line() for f in made.findings]
    receipt = read(path_of(result.path.parent, PAPER))
    assert receipt is not None
    return {**receipt.fields, "文件": result.path}


@pytest.fixture(scope="module")
def steel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return drawn(tmp_path_factory.mktemp("审"), _example("steel"))


def test_the_front_page_names_who_answers_for_what(steel: dict[str, Any]) -> None:
    """851,600.00 and 507,593.80; the guarantor for two orders up to 800,000.00, the first lapsed on 2025-06-17."""
    people = {row["名称"]: row for row in steel["当事人"]}
    assert people["沈阳沈河样例重型机械有限公司"]["责任"] == "全部债务1,359,193.80元"
    surety = people["郑样例"]
    assert surety["地位"] == "连带责任保证人"
    kept, lost = surety["责任"].split("；")
    assert kept == "对DD-20230602、DD-20230821承担800,000.00元（最高额800,000.00元）"
    assert lost == "不含DD-20230406（理由见第二、四部分）"
    assert [(row["项目"], row["金额"]) for row in steel["请求"]] == [("货款", "851,600.00"), ("违约金", "507,593.80")]
    assert steel["合计"] == {"金额": "1,359,193.80", "每日": "425.80"}
    assert steel["法院"] == "天津市北辰区人民法院"


def test_the_day_to_work_to_is_the_first_of_the_agenda(steel: dict[str, Any]) -> None:
    # 2025-05-23 and three years (民法典 188); from 2026-11-21 to 2028-05-23 are 40 + 365 + 144 = 549 days.
    assert steel["最先"] == "最先到的是主债务诉讼时效：最迟2028年5月23日办妥（还有549天）"
    assert [row["办理日"] for row in steel["期限"]] == ["2028-05-23", "2028-07-04"]


def test_every_claim_has_its_working_and_every_deadline_its_proof_and_what_is_left(steel: dict[str, Any]) -> None:
    """24 days on 432,000.00 at 0.05 % are 5,184.00; without the letter of 2025-05-23 that of 2024-09-12 decides."""
    assert steel["分段"][0]["金额"] == "5,184.00" and len(steel["分段"]) == 5
    said = " ".join(line["内容"] for part in steel["计算"] for line in part["行"])
    assert "86,166.00" in said and "199,366.00" in said and "222,061.80" in said
    limitation = steel["推算"][0]
    assert limitation["标题"].startswith("1. 主债务诉讼时效（DD-20230406、DD-20230602、DD-20230821）")
    lines = [line["内容"] for line in limitation["行"]]
    assert any(line.startswith("如果2025年5月23日催款函") and "2027年9月13日" in line for line in lines)
    assert any(line.startswith("没有计入：2025年11月3日电话") and "录音" in line for line in lines)
    assert any("证明链：内容（证据5-3" in line for line in lines)


def test_other_readings_have_their_effect_in_yuan_or_days(steel: dict[str, Any]) -> None:
    """A day less is 425.80 (851,600.00 × 0.05 %); a due day not rolled over two days: 432,000.00 × 0.05 % × 2."""
    effects = {row["说法"]: row["影响"] for row in steel["读法"]}
    assert effects["现按：“暂计至”当日计入。如改按：“暂计至”当日不计入"] == "-425.80元"
    assert next(v for k, v in effects.items() if "休息日顺延" in k and "保证" not in k) == "+432.00元"
    assert next(v for k, v in effects.items() if k.startswith("保证期间（DD-20230406）")) == "+2天"


def test_what_each_paper_lacks_is_what_the_paper_prints(steel: dict[str, Any]) -> None:
    lacking = {row["文书"]: row for row in steel["缺项"]}
    assert lacking["民事起诉状"]["状态"] == "可以签发" and lacking["民事起诉状"]["内容"] == "—"
    assert lacking["授权委托书"]["状态"] == "可以签发"
    assert "强制执行申请书" not in lacking and "审查单" not in lacking


def test_forms_that_were_only_read_are_said_to_be(steel: dict[str, Any]) -> None:
    """The rulebook compared 14 forms by script and read 8; that of a sale is among the 14."""
    assert [row["内容"] for row in steel["要素式"]] == [
        "本案用第06号文本（2025-07-14版），已逐字核对",
        "收录的文本中逐字核对的有14种，只经人工核对的有8种",
    ]


def test_the_articles_stand_with_their_words(steel: dict[str, Any]) -> None:
    words = {row["条文"]: row["原文"] for row in steel["条文"]}
    assert words["民法典第188条第1款"].startswith("向人民法院请求保护民事权利的诉讼时效期间为三年")
    assert words["民法典第585条第2款"].startswith("约定的违约金低于造成的损失的")


def test_the_sheet_is_for_the_office_and_never_filed(steel: dict[str, Any]) -> None:
    data = steel["文件"].read_bytes()
    text = "\n".join(paragraphs(data))
    assert text.startswith("审查单\n内部文件：不提交法院，不交给对方。")
    given = _example("steel")
    assert PAPER not in {paper.id for paper in choose(["filing"], given)[0]}
    assert PAPER in {paper.id for paper in choose(["all"], given)[0]}
    assert all(not paper.filed and not paper.letter for paper in PAPERS.values() if paper.internal)


def test_the_same_facts_change_nothing_and_a_changed_fact_is_named_against_the_version_before(tmp_path: Path) -> None:
    given = _example("steel")
    draft(["all"], given, tmp_path, sources={})
    again = draft(["all"], given, tmp_path, sources={})
    assert again.changed_nothing
    later = material(as_of=date(2026, 11, 22))
    moved = replace(later, dossier=given.dossier)
    fields = drawn(tmp_path, moved, "complaint", PAPER)
    told = [row for row in fields["变化"] if row["文书"] == "民事起诉状"]
    assert told and {row["版本"] for row in told} == {"v1"}
    # One day more: 507,593.80 + 425.80.
    assert any("508,019.60" in row["现"] for row in told)


def test_without_deadlines_there_is_no_sheet() -> None:
    bare = replace(material(), dossier=None)
    assert [f.code for f in PAPERS[PAPER].view()(bare).findings] == ["LX-P620"]
    assert PAPER not in {paper.id for paper in choose(["all"], bare)[0]}


@pytest.mark.parametrize("name", names())
def test_every_example_has_a_sheet_whose_sums_are_those_of_the_account(tmp_path: Path, name: str) -> None:
    given = _example(name)
    fields = drawn(tmp_path, given)
    told = account_json(given.case, given.claims)
    assert fields["合计"]["金额"].replace(",", "") == told["total"]
    assert [row["金额"].replace(",", "") for row in fields["请求"]] == [head["amount"] for head in told["heads"]]
    assert given.dossier is not None and len(fields["推算"]) == len(given.dossier.agenda.deadlines)
    assert not [f.line() for f in check_finished(fields["文件"].read_bytes(), "审查单") if f.code == "LX-P053"]


def test_doubts_of_one_kind_stand_in_one_row_and_both_are_counted(tmp_path: Path) -> None:
    """The guarantor of the machines is free of three debts, two of one reason: the repair and a rent."""
    fields = drawn(tmp_path, _example("lease"))
    rows = {row["编号"]: row for row in fields["疑点"]}
    assert len(rows) == len(fields["疑点"])
    lapsed = rows["LX-M005"]["事项"]
    assert lapsed.startswith("不能要求担保人 冯样例 对 维修费、2024-12 承担责任")
    assert "（同类2处，其余：" in lapsed and "对 2025-01 承担责任" in lapsed
    # Files that were not taken in differ in their names alone; the statement and the chat are named by two exhibits.
    assert "（同类23处，其余：押金回单.pdf、" in rows["LX-E026"]["事项"]
    # 23 files, two reasons for three debts and one doubt of each of six other kinds: 31 in eight.
    assert fields["概况"].startswith("错误0处、疑点31处，8类（第四部分）")


def test_errors_stand_first_and_what_costs_money_before_what_costs_a_look(tmp_path: Path) -> None:
    given = _example("enforcement")
    rows = drawn(tmp_path, given)["疑点"]
    levels = [row["轻重"] for row in rows]
    assert levels == sorted(levels, key=["错误", "注意"].index) and "错误" in levels
    codes = [row["编号"] for row in rows if row["轻重"] == "注意"]
    assert codes.index("LX-P302") < codes.index("LX-E026")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lease with its material taken in, as the demonstration leaves it, before the insurer gave its undertaking."""
    place = tmp_path_factory.mktemp("演示")
    code, out, err = typed("demo", "--matter", "lease", cwd=place)
    assert code == 0, out + err
    case = place / "示例-挖机租赁案" / CASE
    undertaken = ", number: YLBH2026SY0042, amount: 904785.65"
    assert undertaken in case.read_text("utf-8")
    case.write_text(case.read_text("utf-8").replace(undertaken, ""), "utf-8")
    return place


def test_after_the_sheet_three_lines_say_what_is_open_and_json_has_it_too(desk: Path) -> None:
    """With its material the matter has seven doubts in six kinds: debts lapsed for two reasons, five of one each."""
    asked = ("draft", "示例-挖机租赁案", "review", "--as-of", "2026-11-21")
    _, said, _ = typed(*asked, cwd=desk)
    lines = said.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(" 审查单　没有红线和错误"))
    assert lines[at + 1].lstrip("　").startswith("疑点 7 处（6 类）") and "LX-M004" in lines[at + 1]
    assert lines[at + 2].lstrip("　").startswith("3 份文书还没有写齐：还款和解协议")
    assert lines[-1].startswith("下一步　lexcollect draft ")
    _, data, _ = typed(*asked, "--json", cwd=desk)
    told = json.loads(data)["review"]
    assert (told["errors"], told["doubts"], len(told["kinds"]), len(told["lacking"])) == (0, 7, 6, 3)
    assert {one["code"]: one["count"] for one in told["kinds"]}["LX-M005"] == 2
    assert [one["blanks"] for one in told["lacking"] if one["paper"] == "preservation_cover"] == [
        ["保函的编号", "担保金额"]
    ]


def test_the_front_is_one_page_on_every_example_and_kind_of_debt(tmp_path: Path) -> None:
    """As LibreOffice lays it out: the annex begins on the second sheet."""
    matters = {name: _example(name) for name in names()}
    matters |= {kind.replace("/", "-"): _kind(kind) for kind in KINDS}
    for name, given in matters.items():
        agenda = Dossier(answer_case(given.case, given.as_of).agenda)
        made = drawn(tmp_path / name, given if given.dossier else replace(given, dossier=agenda))
        (tmp_path / f"{name}.docx").write_bytes(made["文件"].read_bytes())
    files = sorted(map(str, tmp_path.glob("*.docx")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    second = {}
    for name in matters:
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        second[name] = document[1].get_textpage().get_text_bounded().lstrip()[:10]
        document.close()
    assert {name: said for name, said in second.items() if not said.startswith("审查单附件")} == {}
