"""授权委托书, 法定代表人身份证明书, 送达地址确认书: the papers a complaint is filed with, for companies and persons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from form_matters import form_material, title_material
from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.models import Case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.lint import Setting, lint
from lexcollect.documents.material import Material, yuan
from lexcollect.documents.papers import choose
from lexcollect.documents.register import PAPERS
from lexcollect.findings import Level
from papers import codes, drafted, material, text_of
from services import AGENT, GUARDS, MATTERS, service_material
from test_legal_stops import INSOLVENT
from test_papers_sides import SEVERAL

ROOT = Path(__file__).resolve().parent.parent
FILED = ("power_of_attorney", "identity_certificate", "service_confirmation")
#: The same, with what a lawyer's firm sends (民诉法解释 88(1)).
WITH_FIRM = ("power_of_attorney", "firm_letter", *FILED[1:])
#: The evidence goes with them (证据规定 19).
LIST = "evidence_list"
#: The complaint on the official form of its cause.
FORM = "form"
#: What 民事诉讼法 62(2) lists, in its words.
LISTED = "代为承认、放弃、变更诉讼请求，进行和解，提起反诉或者上诉"
LAWYER = '    kind: lawyer\n    firm: 天津样例律师事务所\n    licence_no: "11201202600000001"\n'
SECOND = "  - {id: 员工甲, name: 王例成, kind: employee, authority: special}\n\ncontracts:\n"


def exhibits_of(case: Case) -> dict[str, ExhibitRef]:
    ids = dict.fromkeys(id for fact in facts_of(case) for id in fact.evidence)
    return {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}


def said(root: Path, paper: str, *changes: tuple[str, str]) -> str:
    return text_of(drafted(root, paper, given=material(*changes)), paper)


def test_a_lawyer_with_general_powers_is_told_what_they_do_not_hold(tmp_path: Path) -> None:
    text = said(tmp_path, "power_of_attorney")
    assert "委托人：天津津渤示例钢材贸易有限公司" in text and "法定代表人：周范例，执行董事" in text
    assert "受委托人：张示例，天津样例律师事务所律师，执业证号11201202600000001，联系电话19900000009" in text
    assert "委托人因与沈阳沈河样例重型机械有限公司、郑样例买卖合同纠纷一案" in text
    assert f"受委托人张示例的代理权限为一般授权，不包括{LISTED}。" in text and "特别授权" not in text
    # 民诉法解释 88(1).
    assert "张示例的律师执业证复印件、律师事务所证明材料" in text and "委托人（盖章）" in text


def test_special_powers_are_spelled_out_and_hold_no_collection_of_money(tmp_path: Path) -> None:
    text = said(tmp_path, "power_of_attorney", ("authority: general", "authority: special"))
    assert f"受委托人张示例的代理权限为特别授权：{LISTED}。" in text
    assert not any(word in text for word in ("全权", "一般授权", "代领", "代收"))


def test_a_second_agent_has_powers_and_papers_of_his_own(tmp_path: Path) -> None:
    text = said(tmp_path, "power_of_attorney", ("\ncontracts:\n", SECOND))
    assert "委托上列二名受委托人" in text
    assert "张示例的代理权限为一般授权" in text and "王例成的代理权限为特别授权" in text
    # 民诉法解释 88(4).
    assert "王例成的身份证件复印件、与委托人有合法劳动人事关系的证明材料" in text


STAGE = "    stages: [一审]\n"
NO_STAGE = (STAGE, "")


def test_a_stage_that_nobody_entered_stays_a_blank(tmp_path: Path) -> None:
    assert "委托的审级和期限：【待补：张示例的委托审级】。" in said(tmp_path, "power_of_attorney", NO_STAGE)
    assert "LX-P003" in codes("power_of_attorney", NO_STAGE)


def test_the_stages_of_an_agent_are_told_as_entered(tmp_path: Path) -> None:
    stages = (STAGE, "    stages: [一审, 执行]\n")
    assert "委托的审级和期限：一审、执行。" in said(tmp_path / "a", "power_of_attorney", stages)
    assert "LX-P003" not in codes("power_of_attorney", stages)
    second = ("\ncontracts:\n", SECOND.replace("authority: special", "authority: special, 审级: 一审"))
    text = said(tmp_path / "b", "power_of_attorney", stages, second)
    assert "委托的审级和期限：张示例：一审、执行；王例成：一审。" in text
    one_unsaid = said(tmp_path / "c", "power_of_attorney", stages, ("\ncontracts:\n", SECOND))
    assert "委托的审级和期限：【待补：王例成的委托审级】。" in one_unsaid


SERVED = "recipient: 王例成"


def test_postcode_and_consent_are_told_where_they_were_entered(tmp_path: Path) -> None:
    """民诉法解释 136: consent to electronic service is recorded in the confirmation."""
    for number, (entered, told) in enumerate(
        [
            ("是", "√ 同意电子送达　　□ 不同意电子送达"),
            ("否", "□ 同意电子送达　　√ 不同意电子送达"),
        ]
    ):
        change = (SERVED, f"同意电子送达: {entered}, {SERVED}")
        text = said(tmp_path / str(number), "service_confirmation", change)
        assert "邮政编码：300400" in text and told in text and "【待补" not in text


def test_no_more_than_two_agents_are_named(tmp_path: Path) -> None:
    third = SECOND.replace("\n\n", "\n  - {id: 员工乙, name: 李试用, kind: employee}\n\n")
    assert "LX-P161" in codes("power_of_attorney", ("\ncontracts:\n", third))
    assert "李试用" not in said(tmp_path, "power_of_attorney", ("\ncontracts:\n", third))


def test_a_company_has_no_relatives_and_a_lawyer_has_a_firm() -> None:
    relative = LAWYER.replace("lawyer", "close_relative")
    assert "LX-P162" in codes("power_of_attorney", (LAWYER, relative))
    assert "LX-P163" in codes("power_of_attorney", ("    firm: 天津样例律师事务所\n", ""))
    assert not {"LX-P162", "LX-P163"} & set(codes("power_of_attorney"))


def test_without_an_agent_nobody_is_empowered(tmp_path: Path) -> None:
    result = drafted(tmp_path, "power_of_attorney", given=service_material(AGENT))
    assert result.papers[0].refused and "LX-P160" in [f.code for f in result.findings]


def test_a_company_certifies_its_head(tmp_path: Path) -> None:
    text = said(tmp_path, "identity_certificate")
    assert text.startswith("法定代表人身份证明书\n周范例在我单位任执行董事职务，系我单位法定代表人。\n特此证明。")
    assert "91120113FAKE00013M" in text and "【待补" not in text and "身份证件号码" not in text


def test_a_post_that_nobody_entered_is_a_blank(tmp_path: Path) -> None:
    change = ("{name: 周范例, post: 执行董事}", "{name: 周范例}")
    assert "任【待补：周范例的职务】职务" in said(tmp_path, "identity_certificate", change)


def test_a_head_without_a_name_leaves_two_plain_blanks(tmp_path: Path) -> None:
    text = said(tmp_path, "identity_certificate", ("    legal_rep: {name: 周范例, post: 执行董事}\n", ""))
    assert "【待补：法定代表人的职务】" in text and "【待补：【待补" not in text


def test_a_branch_certifies_its_head_and_says_so_in_the_complaint(tmp_path: Path) -> None:
    change = ("    kind: organisation\n    name: 天津津渤", "    kind: branch\n    name: 天津津渤")
    text = said(tmp_path / "a", "identity_certificate", change)
    assert text.startswith("负责人身份证明书\n") and "系我单位负责人。" in text and "法定代表人" not in text
    assert "负责人身份证明书" in said(tmp_path / "b", "preservation", change)
    assert "法定代表人身份证明书" not in said(tmp_path / "c", "preservation", change)


def test_a_person_needs_no_certificate(tmp_path: Path) -> None:
    result = drafted(tmp_path, "identity_certificate", given=service_material(AGENT))
    assert result.papers[0].refused and "LX-P164" in [f.code for f in result.findings]


def test_the_address_for_service_is_the_one_entered_and_consent_is_left_to_who_signs(tmp_path: Path) -> None:
    text = said(tmp_path, "service_confirmation", ('postcode: "300400", ', ""))
    assert "送达地址：天津市北辰区虚构路18号示例大厦6层" in text and "收件人（代收人）：王例成" in text
    assert "联系电话：19900000002" in text and "邮政编码：【待补" in text
    assert "□ 同意电子送达" in text and "√" not in text and "☑" not in text and "电子邮箱" not in text
    # 法院专递邮寄送达规定 11, with its second paragraph.
    assert "文书退回之日视为送达之日" in text and "没有过错的除外" in text


def test_a_domicile_is_filled_in_and_asked_about_where_no_address_for_service_was_entered(tmp_path: Path) -> None:
    """The paper is signed by the party itself; another domicile it cannot have, and the warning stops a final one."""
    given = service_material(AGENT)
    creditor = given.case.creditor
    assert creditor.service_address is None
    result = drafted(tmp_path, "service_confirmation", given=given)
    text = text_of(result, "service_confirmation")
    assert f"送达地址：{creditor.domicile}" in text and f"受送达人（签名、捺印）：{creditor.name}" in text
    (told,) = [f for f in result.findings if f.code == "LX-P520"]
    assert creditor.domicile in told.message("zh") and told.level is Level.WARNING


def test_each_creditor_has_papers_of_its_own(tmp_path: Path) -> None:
    result = drafted(tmp_path, *FILED, given=material(*SEVERAL))
    for paper, times in zip(FILED, (2, 1, 2), strict=True):
        text = text_of(result, paper)
        title = {"power_of_attorney": "授权委托书", "identity_certificate": "法定代表人身份证明书"}
        assert text.splitlines().count(title.get(paper, "送达地址确认书")) == times, paper
    assert "委托人（签名、捺印）：己样例" in text_of(result, "power_of_attorney")


def test_who_is_not_sued_is_no_party_of_the_address_for_service() -> None:
    """企业破产法 21: an insolvent debtor is left out of what is filed with the complaint too."""
    for paper in ("power_of_attorney", "service_confirmation"):
        view = PAPERS[paper].view()(material(INSOLVENT))
        assert "沈阳沈河" not in str(view.fields) and "郑样例" in str(view.fields), paper
        assert {"LX-P070", "LX-P078"} <= {f.code for f in view.findings}


def test_a_statement_tells_the_principal_alone_and_waives_nothing(tmp_path: Path) -> None:
    text = said(tmp_path, "statement")
    # 432,000 + 332,000 + 537,600 - 300,000 - 150,000.
    assert "我方尚欠贵方货款人民币851,600.00元。" in text
    assert "我方同意于　　　　年　　月　　日前付清上述款项。" in text
    # 买卖合同解释 18(3): no late charge in figures.
    assert yuan(material().claims.account.penalty) not in text and "违约金明细" not in text
    assert "律函" not in text  # the number of the lawyer's letter is none of this letter
    assert "不构成我方对任何权利的放弃" in text and "√" not in text and "【待补" not in text


def test_money_that_went_to_interest_first_is_not_told_as_paid_on_the_debt(tmp_path: Path) -> None:
    """民法典 561: of what was paid on the loan a part went to interest, so less is left of it than the debtor paid."""
    case = parse_case((ROOT / "examples" / "matter-loan" / "案件.yaml").read_bytes()).case
    assert case is not None
    given = Material(case, answer_case(case, date(2026, 5, 18)).claims, exhibits_of(case))
    paid, lent = sum(p.amount for p in case.payments), sum(o.amount for o in given.own)
    assert paid > lent - given.principal
    text = text_of(drafted(tmp_path, "statement", given=given), "statement")
    assert "上表“已清偿借款”一栏只列冲抵借款的部分，先冲抵利息的部分不在其内。" in text and "已清偿借款（元）" in text
    assert "先冲抵" not in said(tmp_path / "steel", "statement")


@pytest.mark.parametrize("name", MATTERS)
def test_every_cause_has_a_statement(tmp_path: Path, name: str) -> None:
    given = service_material(name)
    text = text_of(drafted(tmp_path, "statement", given=given), "statement")
    noun = given.book.nouns["债"]
    assert f"我方尚欠贵方{noun}人民币{yuan(given.principal)}元" in text and given.case.debtor.name in text


@pytest.mark.parametrize("name", MATTERS)
def test_every_cause_has_an_address_for_service(tmp_path: Path, name: str) -> None:
    given = service_material(name)
    text = text_of(drafted(tmp_path, "service_confirmation", given=given), "service_confirmation")
    assert f"{given.contract.cause}一案" in text


def test_the_powers_of_the_statute_waive_nothing_and_a_waiver_beside_them_still_stops() -> None:
    power, waiver = f"特别授权：{LISTED}。", f"特别授权：{LISTED}。我方放弃违约金。"
    assert lint([power], Setting()) == []
    assert "L17" in str(lint([waiver], Setting())[0])


def test_they_are_written_with_all_and_when_named() -> None:
    assert {paper.id for paper in choose(["all"], material())[0]} >= set(FILED)
    assert [p.id for p in choose(["授权委托书", *FILED[1:]], material())[0]] == list(FILED)


def test_the_papers_of_a_suit_are_written_with_one_word(tmp_path: Path) -> None:
    assert [p.id for p in choose(["filing"], material())[0]] == ["complaint", *WITH_FIRM, LIST, FORM]
    assert choose(["起诉材料"], material()) == choose(["filing"], material())
    result = drafted(tmp_path, "filing")
    assert [p.paper for p in result.papers] == ["complaint", *WITH_FIRM, LIST, FORM] and not any(
        p.refused for p in result.papers
    )


def test_a_person_without_an_agent_files_without_the_papers_of_companies_and_agents() -> None:
    """民事诉讼法 61, 登记立案规定 6(1): nobody is empowered, nobody heads a person; both are said."""
    papers, notes = choose(["filing"], service_material(AGENT))
    assert [p.id for p in papers if p.id != LIST] == ["complaint", "service_confirmation"]
    told = [(f.code, f.level) for f in notes if f.code not in ("LX-P611", "LX-P737")]  # of catalogue and form elsewhere
    assert told == [("LX-A175", "note"), ("LX-A230", "note"), ("LX-A176", "note")]


def test_the_papers_of_a_suit_may_be_asked_for_beside_others() -> None:
    papers, _ = choose(["filing", "demand"], material())
    assert [p.id for p in papers] == ["complaint", *WITH_FIRM, LIST, FORM, "demand"]
    papers, _ = choose(["all", "filing"], material())
    assert set(FILED) < {p.id for p in papers} and len({p.id for p in papers}) == len(papers)


# --- the official form of the cause goes along (法〔2025〕82号) -------------------------------------------------


def along(given: Material) -> tuple[bool, list[str]]:
    papers, notes = choose(["all"], given)
    return FORM in {paper.id for paper in papers}, [f.line("zh") for f in notes if f.code[:6] in ("LX-P73", "LX-P24")]


def test_all_has_the_official_form_and_says_which_edition() -> None:
    """Facts: a sale. Answer: form 06 of the edition of 14 July 2025, beside the narrative complaint."""
    there, notes = along(material())
    assert there and len(notes) == 1
    assert "第06号文本" in notes[0] and "2025-07-14版" in notes[0] and "逐字核对过" in notes[0]


def test_a_cause_without_an_official_form_has_the_narrative_complaint_alone() -> None:
    there, notes = along(service_material(GUARDS))
    assert not there and len(notes) == 1 and "没有最高人民法院发布的要素式文本" in notes[0]


def test_a_form_without_a_block_for_the_defendant_is_left_out_and_said() -> None:
    """Form 14 has no block for a company as defendant: a note, and no error of the whole run (LX-P244)."""
    company = (
        ("身份: 债务人, 类型: 自然人", "身份: 债务人, 类型: 公司"),
        ("公民身份号码: 33019919790512002X, 性别: 女, 出生日期: 1979-05-12, ", ""),
    )
    there, notes = along(form_material("14", *company))
    assert not there and any("没有" in line and "栏目" in line for line in notes)
    assert along(form_material("14"))[0]


def test_what_a_court_decided_is_not_sued_for_on_a_form() -> None:
    assert not along(title_material(date(2026, 9, 15)))[0]


def test_named_by_itself_it_is_written_once_and_without_the_note() -> None:
    papers, notes = choose(["all", "form"], material())
    assert [p.id for p in papers].count(FORM) == 1 and "LX-P736" not in [f.code for f in notes]
