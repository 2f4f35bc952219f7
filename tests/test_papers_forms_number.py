"""``draft form --number``: forms that no cause names, and causes that have a form and no cause file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from form_matters import title_material
from lexcollect.documents.drafting import draft
from lexcollect.documents.forms.mapping import covered
from lexcollect.documents.forms.reading import numbers, of_cause
from lexcollect.documents.material import View
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from papers import material
from test_claims_currency import dollars
from test_papers_forms_more import below, filled, ticked

AFTER = date(2026, 9, 15)
SALE = "cause: 买卖合同纠纷"
COURT, COURT_OF_THE_SEA = "\n  court: 天津市北辰区人民法院\n", "天津海事法院"


def on_title(number: str, *changes: tuple[str, str]) -> View:
    return PAPERS["form"].view()(replace(title_material(AFTER, *changes), form=number))


def of_another_cause(name: str, number: str = "", court: str = "") -> View:
    changes = [(SALE, f"cause: {name}"), *([(COURT, f"\n  court: {court}\n")] if court else [])]
    return PAPERS["form"].view()(replace(material(*changes), form=number))


def stops(view: View) -> list[str]:
    return [f.code for f in view.findings if f.stops]


def blocks(view: View) -> dict[str, dict[str, Any]]:
    return {f"{block['栏']}{block['填'].get('name', '')}": block for block in view.fields["当事人"]}


def test_every_form_on_file_but_the_answer_is_reached() -> None:
    """An answer (06-answer) is the other side's: every other form can be typed."""
    assert set(numbers()) - set(covered()) == {"06-answer"}


@pytest.mark.parametrize(("number", "who"), [("65", "异议申请人"), ("66", "复议申请人"), ("67", "申请人")])
def test_the_creditor_objects_as_who_asks_for_enforcement(number: str, who: str) -> None:
    """Facts: the matter after judgment. What he objects to nobody entered: no box is ticked, the rows are named."""
    view = on_title(number)
    found = blocks(view)
    mine = found[f"{who}（法人、非法人组织）江州示例建材有限公司"]
    assert mine["选"] == ["申请执行人", "有限责任公司"]
    assert found["其他当事人（法人、非法人组织）南浦样例商贸有限公司"]["选"] == ["被执行人", "有限责任公司"]
    assert found["其他当事人（自然人）王样例"]["选"] == ["被执行人", "男"]
    assert set(view.fields["各栏"]) == {"D1", "F1"}
    assert below(view.fields, "D1") == ["详见附件的证据清单，共14份证据"]
    so_far = below(view.fields, "F1")
    assert so_far[0].startswith("江州市东湖区人民法院（2023）江0102民初456号民事调解书，于2023年4月10日发生法律效力")
    assert so_far[1].startswith("2023年11月6日，申请执行人申请强制执行") and "（2023）江0102执789号" in so_far[1]
    assert "LX-P735" in [f.code for f in view.findings]  # what he objects to and asks for is his to say
    told = next(f.line("zh") for f in view.findings if f.code == "LX-P300")
    assert "请求" in told and "“" not in told.split("第")[0]
    assert ("原文书号、送达日期" in told) is (number != "65")


def test_security_in_enforcement_is_signed_by_the_other_side() -> None:
    """执行担保规定: the creditor prepares case number, debtor and sum; the rest is left to who signs."""
    view = on_title("63")
    assert filled(view.fields, "A2") == {"amount": "146,754.00元"} and ticked(view.fields, "A2") == ["金钱给付"]
    found = {block["栏"]: block for block in view.fields["当事人"]}
    assert found["执行案号"]["填"] == {"case_no": "（2023）江0102执789号"}
    assert found["被担保人"]["选"] == ["被执行人"]
    assert set(found) == {"执行案号", "被担保人"} and view.fields["落款"] == {}


def test_against_a_judgment_there_is_no_request_not_to_enforce() -> None:
    """民事诉讼法 248, 249: form 68 is against awards and deeds; the creditor is another party in it."""
    assert stops(on_title("68")) == ["LX-P307"]
    award = on_title("68", ("类型: 调解书\n", "类型: 裁决书\n"), ("    调解书另有违约责任: 否\n", ""))
    assert ticked(award.fields, "A1") == ["仲裁裁决"]
    assert below(award.fields, "A3") == ["（2023）江0102民初456号"]
    assert [block["栏"] for block in award.fields["当事人"]] == ["其他当事人（法人、非法人组织）"]


def test_the_private_prosecution_tells_title_and_enforcement_with_its_article() -> None:
    """拒不执行判决裁定罪解释 14: the report to police or prosecutor is no fact of the case file and stays blank."""
    view = on_title("04")
    warned = next(f.line("zh") for f in view.findings if f.code == "LX-P308")
    assert "拒不执行判决裁定罪解释14" in warned
    assert {block["栏"] for block in view.fields["当事人"]} == {
        "自诉人（单位）",
        "诉讼代理人",
        "被告人（单位）",
        "被告人（自然人）",
    }
    assert set(view.fields["各栏"]) == {"F1"}
    assert any("（2023）江0102执789号" in line for line in below(view.fields, "F1"))


def test_without_a_title_they_are_refused() -> None:
    view = PAPERS["form"].view()(replace(material(), form="65"))
    assert stops(view) == ["LX-P106"]


@pytest.mark.parametrize(
    ("cause", "number"),
    [
        ("金融借款合同纠纷", "08"),
        ("信用卡纠纷", "10"),
        ("保证保险合同纠纷", "19"),
        ("海上、通海水域货运代理合同纠纷", "39"),
    ],
)
def test_a_cause_without_a_file_has_its_form_on_what_was_agreed(cause: str, number: str) -> None:
    """Facts: 851,600.00 are left, a penalty of 0.05 % a day was agreed: 507,593.80, together 1,359,193.80.

    No file says what the law of such a cause is: no article of it is cited, and that is told (LX-P304). A forwarder at
    sea sues in the maritime court (海事诉讼特别程序法 4).
    """
    view = of_another_cause(cause, court=COURT_OF_THE_SEA if number == "39" else "")
    assert of_cause(cause) == number == view.fields["文本"]
    assert stops(view) == [] and "LX-P304" in [f.code for f in view.findings]
    assert "LX-P009" not in [f.code for f in view.findings]
    assert filled(view.fields, "J1") == {"clause": "第8.1条：由甲方（卖方）住所地人民法院管辖"}
    rows = " ".join(str(cell) for id, cell in view.fields["各栏"].items() if id.startswith("C"))
    assert all(said in rows for said in ("851,600.00", "507,593.80", "1,359,193.80"))
    assert "legal_basis" not in str(view.fields["各栏"]) and "《中华人民共和国民法典》" not in str(view.fields["各栏"])
    assert {"被告一", "被告二"} <= {block["称"] for block in view.fields["当事人"]}


def test_no_form_stands_for_another_cause_and_none_is_invented() -> None:
    other = of_another_cause("买卖合同纠纷", "10")
    assert stops(other) == ["LX-P306"] and "（06）" in next(f.line("zh") for f in other.findings if f.stops)
    assert stops(of_another_cause("服务合同纠纷", "06")) == ["LX-P738"]  # and there is none for services
    assert stops(of_another_cause("买卖合同纠纷", "99")) == ["LX-P305"]
    assert stops(of_another_cause("买卖合同纠纷", "06-answer")) == ["LX-P305"]
    assert stops(of_another_cause("买卖合同纠纷", "06")) == []


def test_sums_in_dollars_are_refused_since_the_form_prints_yuan() -> None:
    """The form says 元（人民币，下同；如外币需特别注明）: a claim in dollars would read as one in yuan."""
    for cause in ("买卖合同纠纷", "信用卡纠纷"):
        given = material((SALE, f"cause: {cause}"), *dollars())
        assert "LX-P313" in stops(PAPERS["form"].view()(given))


def test_its_file_has_the_title_and_number_of_the_form_and_versions_of_its_own(tmp_path: Path) -> None:
    given = replace(title_material(AFTER), form="65")
    result = draft(["form"], given, tmp_path, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    assert path is not None and path.name == "执行异议申请书（要素式第65号）.docx"
    assert "被执行人√" in "".join(paragraphs(path.read_bytes()))
    again = draft(["form"], replace(given, form="66"), tmp_path, sources={"案件.yaml": "0" * 64})
    assert again.papers[0].path is not None and again.papers[0].path.parent == path.parent
    assert draft(["form"], given, tmp_path, sources={"案件.yaml": "0" * 64}).changed_nothing


def test_a_sum_that_changed_is_told_of_a_form_by_its_number(tmp_path: Path) -> None:
    """A later day adds 21.00 a day (120,000 × 0.000175): the version of form 63 shows another sum (LX-A133)."""
    from lexcollect.documents.drafting import outdated

    draft(["form"], replace(title_material(AFTER), form="63"), tmp_path, sources={"案件.yaml": "0" * 64})
    found = outdated(title_material(date(2026, 9, 16)), tmp_path)
    assert [dict(f.params)["fields"] for f in found if f.code == "LX-A133"] == [("担保信息中的被担保的债权种类及数额",)]


def test_a_user_types_the_number(tmp_path: Path) -> None:
    code, out, err = typed("demo", "--matter", "enforcement", cwd=tmp_path)
    assert code == 0, out + err
    matter = tmp_path / "示例-江州案"
    code, out, err = typed("draft", "form", "--number", "65", "--as-of", "2026-09-15", cwd=matter)
    assert code == 0 and "执行异议申请书" in out, out + err
    code, out, err = typed("draft", "--number", "66", "--as-of", "2026-09-15", cwd=matter)
    assert code == 0 and "执行复议申请书" in out, out + err
    code, out, err = typed("draft", "resumption", "--number", "65", "--as-of", "2026-09-15", cwd=matter)
    assert code != 0 and "draft form --number 65" in out + err
