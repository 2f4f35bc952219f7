"""Forms of enforcement on a title: 60 and 62, with the sums of the narrative application (民事诉讼法 247, 264)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cli_run import typed
from form_matters import title_material
from lexcollect.documents.drafting import draft
from lexcollect.documents.forms import form_of
from lexcollect.documents.forms.mapping import covered, mapped
from lexcollect.documents.material import View
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import title_form
from test_papers_form import ON_TITLE
from test_papers_forms_more import below, filled, ticked

BEFORE = date(2023, 11, 1)  # the settlement of the court is broken, enforcement is not asked for yet
AFTER = date(2026, 9, 15)
NATURAL = (
    ("类型: 公司\n    名称: 南浦样例商贸有限公司", "类型: 自然人\n    性别: 男\n    名称: 许样本"),
    ("    统一社会信用代码: 91330100MA0EX0B02M\n    法定代表人: {姓名: 许样本, 职务: 执行董事}\n", ""),
)


def view(paper: str, as_of: date, *changes: tuple[str, str]) -> View:
    return PAPERS[paper].view()(title_material(as_of, *changes))


def codes(found: View) -> list[str]:
    return [f.code for f in found.findings if f.stops]


def test_the_application_has_title_sums_and_doubled_interest() -> None:
    """Facts: the mediation paper of 10 April 2023, on 1 November 2023. Question: form 60.

    From 31 August 2023 all is due: 240,000 and the penalty 20,000. On 15 September 50,000 were paid, 15 days after:
    50,000 × 0.000175 × 15 = 131.25; left 210,000, 62 days: 36.75 × 62 = 2,278.50. Together 2,409.75; in all 212,409.75.
    """
    found = view("enforcement_form", BEFORE).fields
    assert ticked(found, "A1") == ["调解书"]
    assert below(found, "A2") == ["江州市东湖区人民法院"] and below(found, "A4") == ["（2023）江0102民初456号"]
    assert filled(found, "A5") == {"y": "2023", "m": "4", "d": "10"}
    assert ticked(found, "B1") == ["金钱给付", "本金", "迟延履行利息"]
    asked = filled(found, "B1")
    assert asked["principal"] == "210,000.00元" and "暂计至2023年11月1日为2,409.75元" in asked["delay_interest"]
    assert "interest" not in asked and "other_fees" not in asked  # nothing of them is left
    assert below(found, "B1") == ["以上款项暂计至2023年11月1日共212,409.75元"]
    assert len(below(found, "B3")) == 2 and "江州示例银行西湖支行" in below(found, "B3")[0]


def test_form_and_narrative_application_ask_for_the_same() -> None:
    form, told = view("enforcement_form", BEFORE).fields, view("enforcement", BEFORE).fields
    said = form["自述"]["B"]
    for item in told["请求事项"]:
        assert f"{item['序号']}. {item['内容']}" in said
    for line in (told["合计"], told["执行依据"], told["尚欠"], told["依据"], *told["经过"]):
        assert f"{line}。" in said
    assert below(form, "A6") == [told["判项"]]


def test_the_account_of_the_creditor_stands_in_its_block() -> None:
    block = view("enforcement_form", BEFORE).fields["当事人"][0]
    assert block["栏"] == "申请执行人（法人、非法人组织）"
    assert block["填"]["bank_account"] == "6200000000000000011" and block["填"]["bank"] == "江州示例银行东湖支行"


def test_measures_stand_with_the_end_that_the_court_told() -> None:
    """Two freezes of the case: the number of each, and the end of the earlier one; without an end the day is blank."""
    number = "case_no: （2023）江0102财保9号"
    head = "  - {asset: 银行存款, "
    one = head + "id: 冻一, owner: 南浦, taken_on: 2023-02-20, notified_end: 2024-02-19, " + number + "}\n"
    two = head + "id: 冻二, owner: 王样例, taken_on: 2023-02-25, notified_end: 2024-02-24, " + number + "}\n"
    found = view("enforcement_form", BEFORE, ("生效文书:\n", f"measures:\n{one}{two}生效文书:\n")).fields
    assert ticked(found, "B2") == ["有"]
    assert filled(found, "B2") == {"case_no": "（2023）江0102财保9号", "y": "2024", "m": "2", "d": "19"}
    bare = two.replace(" notified_end: 2024-02-24,", "")
    found = view("enforcement_form", BEFORE, ("生效文书:\n", f"measures:\n{one}{bare}生效文书:\n")).fields
    assert filled(found, "B2") == {"case_no": "（2023）江0102财保9号"}


@pytest.mark.parametrize(
    ("kind", "box"),
    [
        ("一审判决", "判决书"),
        ("支付令", "支付令"),
        ("裁决书", "裁决书"),
        ("公证债权文书", "赋予强制执行效力的债权文书"),
    ],
)
def test_the_kind_of_the_title_ticks_its_own_box(kind: str, box: str) -> None:
    found = view(
        "enforcement_form", BEFORE, ("类型: 调解书\n", f"类型: {kind}\n"), ("    调解书另有违约责任: 否\n", "")
    )
    assert ticked(found.fields, "A1") == [box], codes(found)


def test_a_mediation_paper_of_arbitrators_is_none_of_a_court() -> None:
    found = view(
        "enforcement_form",
        BEFORE,
        (
            "    法院或机构: 江州市东湖区人民法院\n    案号: （2023）江0102民初456号\n    对方",
            "    法院或机构: 江州仲裁委员会\n    案号: （2023）江仲调字第8号\n    对方",
        ),
    )
    assert ticked(found.fields, "A1") == ["调解书.3"]


def test_where_enforcement_stands_still_the_form_sends_to_resumption() -> None:
    """Broken settlement in enforcement, 15 September 2026: form 60 is for the first application (民事诉讼法 241)."""
    assert codes(view("enforcement_form", AFTER)) == ["LX-P109"]


def test_a_share_in_a_distribution_is_asked_for_against_the_natural_person() -> None:
    """民诉法解释 506: the company is told apart, the guarantor is a natural person. 120,000 + 26,754 are left.

    Recovered since enforcement was asked for on 6 November 2023: 30,000 and 60,000.
    """
    found = view("distribution", AFTER)
    assert {"LX-P302", "LX-P303"} <= {f.code for f in found.findings}
    assert filled(found.fields, "A1") == {"debtor": "王样例"}
    title = filled(found.fields, "A2")
    assert (title["doc_no"], title["exec_no"], title["recovered"]) == (
        "（2023）江0102民初456号",
        "（2023）江0102执789号",
        "90,000.00元",
    )
    assert ticked(found.fields, "A2") == ["是", "调解书", "是.2", "执行中"]
    assert below(found.fields, "A4") == ["146,754.00元（暂计至2026年9月15日）"]
    assert "第五百零六条、第五百零七条" in below(found.fields, "A5")[-1]
    assert "A3" not in found.fields["各栏"]  # nobody entered a priority, and none is denied


def test_of_two_natural_persons_nobody_says_whose_money_it_is() -> None:
    """Both can be the debtor of the other case: the blank stays, and what is to be written in is told (LX-P303)."""
    found = view("distribution", AFTER, *NATURAL)
    assert codes(found) == [] and "LX-P302" not in {f.code for f in found.findings}
    assert "debtor" not in filled(found.fields, "A1")
    assert "LX-P303" in {f.code for f in found.findings}


def test_a_thing_of_the_debtor_given_as_security_gives_priority() -> None:
    """民诉法解释 506(2): who holds a security in what was seized may ask for priority; against a company too."""
    what = "kind: 抵押, grantor: 南浦, contract: 购销合同, thing: 样例厂房一幢"
    entry = "number: 江州不动产第9号, registered_on: 2022-03-05, evidence: [购销合同]"
    pledge = ("生效文书:\n", f"collaterals:\n  - {{id: 押, {what}, {entry}}}\n生效文书:\n")
    found = view("distribution", AFTER, pledge)
    assert ticked(found.fields, "A3") == ["是", "质押、抵押"]


def test_against_companies_alone_there_is_no_share() -> None:
    """民诉法解释 506, 511: a company that cannot pay goes into insolvency."""
    alone = ("    对方: [南浦, 王样例]\n    送达我方日期", "    对方: [南浦]\n    送达我方日期")
    assert codes(view("distribution", AFTER, alone)) == ["LX-P301"]


def test_without_a_title_the_form_is_refused() -> None:
    from papers import material

    found = PAPERS["enforcement_form"].view()(material())
    assert codes(found) == ["LX-P106"]


@pytest.mark.parametrize(("paper", "number"), [("enforcement_form", "60"), ("distribution", "62")])
def test_the_written_form_holds_every_row(paper: str, number: str, tmp_path: Path) -> None:
    result = draft([paper], title_material(BEFORE), tmp_path, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    assert path is not None, [f.line("zh") for f in result.findings]
    lines = paragraphs(path.read_bytes())
    said = "\n".join(lines)
    assert all(row.head.lines[0] in said for row in form_of(number).rows.values())
    assert not [line for line in lines for seam in ("{", "None", "，，", "（）", "））") if seam in line]


def test_a_user_types_it_on_the_matter_after_judgment(tmp_path: Path) -> None:
    code, out, err = typed("demo", "--matter", "enforcement", cwd=tmp_path)
    assert code == 0, out + err
    matter = tmp_path / "示例-江州案"
    code, out, err = typed("draft", "distribution", "--as-of", "2026-09-15", cwd=matter)
    assert code == 0 and "参与分配申请书" in out, out + err
    code, out, err = typed("draft", "强制执行申请书（要素式）", "--as-of", "2026-09-15", cwd=matter)
    assert code != 0 and "draft resumption" in out + err


@pytest.mark.parametrize("number", [number for number in covered() if number in ON_TITLE])
def test_every_mapping_on_a_title_asks_for_facts_that_are_told(number: str) -> None:
    """A field or a circumstance that nobody fills would leave its row blank for ever."""
    found, on = title_form.begun(title_material(AFTER))
    assert on is not None
    asked = mapped(number)
    assert asked.fields <= title_form.told(found, on, number).keys()
    assert asked.circumstances <= title_form.known(found, on)
