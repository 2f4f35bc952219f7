"""Several creditors and debtors in one paper: who pays with whom, on what ground, and what share is whose.

The steel matter on 2026-11-21 owes 851,600.00 principal and 507,593.80 penalty (tests/test_cli_demo.py).
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from case_kit import JOINT, PARTIES, agenda_with, case_with, claim, letter
from lexcollect.casefile.loader import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views.sides import part_of
from papers import codes, drafted, errors, fields, material, text_of

AGENTS = "\nagents:\n"


def with_party(line: str) -> tuple[str, str]:
    return AGENTS, f"  - {line}\n{AGENTS}"


BUYER = (
    "{id: 丁, role: debtor, kind: organisation, name: 沈阳丁例示例有限公司, uscc: 91210103FAKE00044Y, "
    "legal_rep: {name: 丁样文}, domicile: 沈阳市沈河区样例街1号, tie: {%s}}"
)
SPOUSE = (
    "{id: 戊, role: spouse, kind: natural, name: 戊样例, id_no: '210199198103120025', gender: 女, "
    "domicile: 沈阳市沈河区样例街99号, tie: {%s}}"
)
SELLER = (
    "{id: 己, role: creditor, kind: natural, name: 己样例, id_no: '120199198103120015', gender: 男, "
    "domicile: 天津市北辰区虚构路2号, phone: 19900000077, tie: {%s}}"
)
JOINED = (
    "{id: 庚, role: joint_debtor, kind: natural, name: 庚样例, id_no: '210199198103120033', gender: 男, "
    "domicile: 沈阳市沈河区样例街2号, tie: {%s}}"
)
#: Two sellers, two buyers.
SEVERAL = (
    with_party(SELLER % "sharing: joint, ground: agreed, text: 两名卖方享有连带债权"),
    with_party(BUYER % "sharing: joint, ground: agreed, text: 两名买方承担连带责任"),
)


def relief(*changes: tuple[str, str]) -> list[str]:
    return [row["内容"] for row in fields("complaint", *changes)["诉讼请求"]]


# --- debtors ---------------------------------------------------------------------------------------------------


def test_two_buyers_jointly_are_asked_together_and_the_ground_is_told() -> None:
    """民法典 518: a joint debt rests on law or agreement."""
    joint = with_party(BUYER % "sharing: joint, text: 合同第9条约定两名买方对货款承担连带责任, evidence: 合同")
    asked = relief(joint)
    assert asked[0] == "判令被告一、被告二连带支付货款851,600.00元；"
    assert asked[1].startswith("判令被告一、被告二连带支付违约金（暂计至2026年11月21日为507,593.80元")
    assert asked[2].startswith("判令被告三在最高债权额800,000.00元范围内")
    assert asked[-1] == "本案案件受理费、保全费由三被告负担。"
    told = fields("complaint", joint)
    assert told["共同"] == ["合同第9条约定两名买方对货款承担连带责任（证据2-1，第4-6页）"] or told["共同"][
        0
    ].startswith("合同第9条约定两名买方对货款承担连带责任（证据2")
    assert [row["称谓"] for row in told["被告"]] == ["被告一", "被告二", "被告三"]
    assert "第五百一十八条" in told["法律依据"]


def test_buyers_by_shares_are_each_asked_for_their_own_part_to_the_fen() -> None:
    """民法典 517.

    60 % and 40 % of 851,600.00 are 510,960.00 and 340,640.00; of 507,593.80 they are 304,556.28 and 203,037.52.
    """
    own = ("    evidence: 企业信息\n", "    evidence: 企业信息\n    tie: {sharing: shares, share: 60}\n")
    both = (own, with_party(BUYER % "sharing: shares, share: 40"))
    asked = relief(*both)
    assert asked[0] == (
        "判令被告一、被告二支付货款851,600.00元，其中被告一承担60%（510,960.00元）、被告二承担40%（340,640.00元）；"
    )
    assert asked[1].endswith("，其中被告一承担60%（304,556.28元）、被告二承担40%（203,037.52元）；")
    assert "连带" not in asked[0] + asked[1]
    told = fields("complaint", *both)
    assert told["共同"] == ["被告一、被告二按份额承担上述债务：被告一承担60%、被告二承担40%"]
    assert "第五百一十七条" in told["法律依据"]
    limits = fields("preservation", *both)["保全数额"]["各被申请人"]
    # 60 % and 40 % of 1,359,193.80.
    assert [row["金额"] for row in limits[:2]] == ["815,516.28", "543,677.52"]


def test_shares_nobody_stated_are_equal() -> None:
    """民法典 517(2): three debtors of 100.00 owe 33.33, 33.33 and 33.34."""
    others = [{**PARTIES[1], "id": id, "name": f"{id}样例有限公司"} for id in "丙丁"]
    case = case_with(parties=[*PARTIES, {**others[0], "tie": {"份额关系": "按份"}}, others[1]])
    claims = answer_case(case, date(2024, 2, 1)).claims
    given = Material(case, claims, {})
    assert [part_of(given, p, Decimal("100.00")) for p in given.debtors] == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({}, {}, "LX-C160"),
        ({"sharing": "joint"}, {"sharing": "shares", "share": "50"}, "LX-C161"),
        ({"sharing": "shares", "share": "60"}, {"sharing": "shares"}, "LX-C161"),
        ({"sharing": "shares", "share": "60"}, {"sharing": "shares", "share": "50"}, "LX-C161"),
        ({"sharing": "shares"}, {}, "LX-C166"),
        ({"sharing": "joint"}, {}, ""),
    ],
)
def test_what_is_open_or_contradictory_about_two_debtors_is_asked(first, second, code) -> None:
    two = [PARTIES[0], {**PARTIES[1], "tie": first}, {**PARTIES[1], "id": "丙", "name": "丙方有限公司", "tie": second}]
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": two,
        "contracts": [{"id": "合同", "cause": "买卖合同纠纷", "name": "买卖合同", "signed_on": "2024-01-10"}],
        "obligations": [{"id": "货款", "contract": "合同", "amount": "100.00", "due": "2024-03-15"}],
    }
    found = [f.code for f in parse_case(json.dumps(tree, ensure_ascii=False)).findings if f.code >= "LX-C160"]
    assert found == ([code] if code else [])


def test_who_joined_the_debt_up_to_a_sum_is_asked_for_no_more() -> None:
    """民法典 552: within the debt it was willing to take on."""
    joined = with_party(JOINED % "ground: 债务加入, cap: 300000.00, date: 2024-06-01, evidence: 还款计划")
    asked = relief(joined)
    assert asked[0] == "判令被告一支付货款851,600.00元；"
    assert asked[2] == "判令被告二在300,000.00元范围内对上述第1、2项债务承担连带清偿责任；"
    told = fields("complaint", joined)
    assert told["共同"][0].startswith(
        "2024年6月1日，被告二表示愿意加入上述债务，限于300,000.00元，与被告一承担连带债务（证据"
    )
    assert "第五百五十二条" in told["法律依据"]
    limits = {row["称谓"]: row["金额"] for row in fields("preservation", joined)["保全数额"]["各被申请人"]}
    assert limits["被申请人二"] == "300,000.00"


INSOLVENT = (
    "\npreservation:\n",
    """
insolvencies:
  - {person: 沈河, accepted_on: 2026-06-01, court: 沈阳市中级人民法院, claims_until: 2026-12-31}

preservation:
""",
)


def test_an_insolvent_buyer_is_left_out_and_the_other_one_sued() -> None:
    """企业破产法 21; a joint debtor may be asked for the whole (民法典 518). Who signed is told as it was."""
    joint = with_party(BUYER % "sharing: joint, text: 两名买方承担连带责任")
    told = fields("complaint", joint, INSOLVENT)
    assert [row["名称"] for row in told["被告"]] == ["沈阳丁例示例有限公司", "郑样例"]
    assert told["诉讼请求"][0]["内容"] == "判令被告一支付货款851,600.00元；"
    assert told["合同"]["订立"].startswith(
        "2023年3月15日，原告与沈阳沈河样例重型机械有限公司、被告一签订《钢材购销框架合同》"
    )
    assert told["共同"] == ["两名买方承担连带责任"]


def test_interest_runs_on_against_the_solvent_buyer_and_stops_for_the_guarantor() -> None:
    """企业破产法 46(2) stops the claim against the insolvent, 担保制度解释 22 that against its guarantor.

    0.05 % of 851,600.00 are 425.80 a day; 2026-06-01 to 2026-11-21 are 174 days (30, 31, 31, 30, 31, 21): 74,089.20.
    So 507,593.80 run on against the solvent buyer, and 433,504.60 are filed: 1,285,104.60 with the price.
    """
    joint = with_party(BUYER % "sharing: joint, text: 两名买方承担连带责任")
    asked = relief(joint, INSOLVENT)
    assert asked[1].startswith("判令被告一支付违约金（暂计至2026年11月21日为507,593.80元；自2026年11月22日起")
    (guarantor,) = [said for said in asked if "800,000.00元范围内" in said]
    assert "此后" not in guarantor
    given = material(joint, INSOLVENT)
    assert not [f for f in given.claims.findings if f.code == "LX-M010"]
    (said,) = [f.line("zh") for f in given.claims.findings if f.code == "LX-M251"]
    assert "只申报到 2026-05-31 的 1,285,104.60 元" in said
    assert given.claims.sureties[0].gross < material(joint).claims.sureties[0].gross


def test_of_an_only_buyer_or_one_by_shares_the_interest_stops() -> None:
    own = ("    evidence: 企业信息\n", "    evidence: 企业信息\n    tie: {sharing: shares, share: 60}\n")
    for given in (material(INSOLVENT), material(own, with_party(BUYER % "sharing: shares, share: 40"), INSOLVENT)):
        found = {f.code for f in given.claims.findings}
        assert "LX-M010" in found and "LX-M251" not in found
        assert given.claims.account.penalty == Decimal("433504.60")


def test_who_owes_on_a_ground_nobody_stated_is_not_told_as_signing() -> None:
    told = fields("complaint", with_party(JOINED % ""))
    assert told["合同"]["订立"].startswith("2023年3月15日，原告与被告一签订")
    assert "【待补" in told["共同"][0]
    assert told["诉讼请求"][2]["内容"] == "判令被告二对上述第1、2项债务承担连带清偿责任；"


# --- accounts of several creditors ------------------------------------------------------------------------------

OWN_ACCOUNT = "bank: {account_name: 己样例, bank_name: 滨海示例银行, account_no: '6222000000000000777'}, tie:"
FIRST_SELLER = "account_no: 1200 0000 0000 0000 001}\n"


def two_sellers(tie: str, *, account: bool = True) -> tuple[tuple[str, str], ...]:
    line = SELLER % tie
    changes = [with_party(line.replace("tie:", OWN_ACCOUNT) if account else line)]
    if "shares" in tie:
        changes.append((FIRST_SELLER, f"{FIRST_SELLER}    tie: {{sharing: shares, share: 70}}\n"))
    return tuple(changes)


@pytest.mark.parametrize("paper", ["letter", "settlement", "guarantor"])
def test_the_accounts_of_all_sellers_are_named(tmp_path: Path, paper: str) -> None:
    """民法典 517: each is owed its own share; 518: who pays one of joint creditors pays all."""
    given = material(*two_sellers("sharing: shares, share: 30"))
    said_ = text_of(drafted(tmp_path / "a", paper, given=given), paper)
    assert "6222000000000000777" in said_ and "各债权人的款项按其份额分别付入其本人的账户" in said_
    given = material(*two_sellers("sharing: joint, ground: agreed, text: 两名卖方享有连带债权"))
    said_ = text_of(drafted(tmp_path / "b", paper, given=given), paper)
    assert "6222000000000000777" in said_ and "付入以上任一账户，即为向全体债权人付款" in said_


def test_a_seller_by_shares_needs_an_account_and_a_joint_one_does_not() -> None:
    for paper in ("letter", "settlement"):
        assert "LX-P004" in errors(paper, *two_sellers("sharing: shares, share: 30", account=False))
        joint = two_sellers("sharing: joint, ground: agreed, text: 两名卖方享有连带债权", account=False)
        assert errors(paper, *joint) == [] and "LX-P140" not in codes(paper, *joint)
        assert "LX-P140" in codes(paper, *two_sellers("sharing: common", account=False))


# --- the spouse (民法典 1064) -------------------------------------------------------------------------------------

NATURAL = (
    """    kind: organisation
    name: 沈阳沈河样例重型机械有限公司
    uscc: 91210103FAKE00021K
    legal_rep: {name: 吴样本, phone: 19900000004}
""",
    "    kind: natural\n    name: 吴样本\n    id_no: '210199197105060033'\n    gender: 男\n",
)


def test_marriage_alone_makes_no_defendant() -> None:
    alone = (NATURAL, with_party(SPOUSE % "with_party: 沈河"))
    told = fields("complaint", *alone)
    assert [row["名称"] for row in told["被告"]] == ["吴样本", "郑样例"]
    assert told["共同"] == []


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        ("共同签名", "与被告一共同签名，上述债务属于夫妻共同债务"),
        ("家庭日常生活", "在婚姻关系存续期间为家庭日常生活需要所负，属于夫妻共同债务"),
        ("夫妻共同生活", "上述债务用于夫妻共同生活，属于夫妻共同债务"),
        ("夫妻共同经营", "上述债务用于夫妻共同生产经营，属于夫妻共同债务"),
        ("事后追认", "作为被告一的配偶追认上述债务，该债务属于夫妻共同债务"),
    ],
)
def test_a_spouse_is_sued_on_the_ground_that_carries_it(ground: str, said: str) -> None:
    told = fields("complaint", NATURAL, with_party(SPOUSE % f"ground: {ground}, evidence: 还款计划"))
    assert told["诉讼请求"][0]["内容"] == "判令被告一、被告二共同支付货款851,600.00元；"
    (line,) = told["共同"]
    assert said in line and "（证据" in line
    assert "第一千零六十四条" in told["法律依据"]


# --- creditors ---------------------------------------------------------------------------------------------------


def test_two_sellers_jointly_stand_as_plaintiffs_one_and_two(tmp_path: Path) -> None:
    """A company and a natural person; each signs in its own way."""
    both = with_party(SELLER % "sharing: joint, text: 合同约定两名卖方享有连带债权, evidence: 合同")
    assert relief(both)[0] == "判令被告一向原告一、原告二支付货款851,600.00元；"
    text = text_of(drafted(tmp_path, "complaint", given=material(both)), "complaint")
    assert "原告一：天津津渤示例钢材贸易有限公司" in text
    assert "原告二：己样例，男" in text
    assert "（以上各原告以下合称“原告”）" in text
    assert "起诉人（盖章）：天津津渤示例钢材贸易有限公司" in text
    assert "起诉人（签名、捺印）：己样例" in text
    assert "合同约定两名卖方享有连带债权（证据2" in text


def test_sellers_by_shares_each_ask_for_their_part() -> None:
    own = ("    phone: 022-00000018\n", "    phone: 022-00000018\n    tie: {sharing: shares, share: 75}\n")
    asked = relief(own, with_party(SELLER % "sharing: shares, share: 25"))
    # 75 % and 25 % of 851,600.00.
    assert asked[0] == (
        "判令被告一向原告一、原告二支付货款851,600.00元，"
        "其中原告一享有75%（638,700.00元）、原告二享有25%（212,900.00元）；"
    )


def test_a_second_creditor_is_never_told_to_be_a_debtor() -> None:
    two = with_party(SELLER % "")
    found = [f for f in PAPERS["complaint"].view()(material(two)).findings if f.code == "LX-P095"]
    assert found and "债务人" not in found[0].line("zh").partition("；")[0]
    assert errors("complaint", two) == ["LX-P095"]


# --- the other papers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["complaint", "letter", "preservation", "settlement"])
def test_every_paper_is_written_for_two_sellers_two_buyers_and_a_surety(tmp_path: Path, paper: str) -> None:
    given = material(*SEVERAL)
    result = drafted(tmp_path, paper, given=given)
    text = text_of(result, paper)
    for name in ("天津津渤示例钢材贸易有限公司", "己样例", "沈阳沈河样例重型机械有限公司", "沈阳丁例示例有限公司"):
        assert name in text, name
    assert "两名买方承担连带责任" in text
    # The letters and messages went to one of the two buyers; the payments came from it.
    assert "向被告一、被告二催要" not in text and "向被告一、被告二寄送" not in text
    assert "二已付" not in text
    if paper == "letter":
        assert "沈阳丁例示例有限公司（统一社会信用代码：91210103FAKE00044Y）：" in text
        assert "连带向委托人付清" in text
    if paper == "settlement":
        assert "乙方二（债务人）：沈阳丁例示例有限公司" in text and "一式五份" in text
        assert "甲方二（签名、捺印）：己样例" in text
    if paper == "preservation":
        assert "申请人二：己样例" in text and "被申请人二：沈阳丁例示例有限公司" in text


def test_by_shares_beside_a_joined_debtor_is_left_to_counsel() -> None:
    own = ("    evidence: 企业信息\n", "    evidence: 企业信息\n    tie: {sharing: shares, share: 60}\n")
    more = (own, with_party(BUYER % "sharing: shares, share: 40"), with_party(JOINED % "ground: joined"))
    assert "LX-P096" in codes("complaint", *more)


# --- dates -----------------------------------------------------------------------------------------------------------


def test_a_demand_on_one_debtor_by_shares_does_nothing_for_the_other() -> None:
    """诉讼时效规定 15(2) speaks of joint debtors; debts by shares stand apart (民法典 517)."""
    two = [*PARTIES, {**JOINT, "role": "debtor", "tie": {"sharing": "shares", "share": "50"}}]
    two[1] = {**two[1], "tie": {"sharing": "shares", "share": "50"}}
    agenda = agenda_with(parties=two, communications=[letter("2025-05-01", "丙")])
    assert claim(agenda, person="丙").period.nominal == date(2028, 5, 1)
    assert claim(agenda, person="乙").period.nominal == date(2027, 3, 15)
    joint = [*PARTIES, {**JOINT, "role": "debtor", "tie": {"sharing": "joint"}}]
    together = agenda_with(parties=joint, communications=[letter("2025-05-01", "丙")])
    assert claim(together, person="乙").period.nominal == date(2028, 5, 1)


def test_shares_of_a_sum_that_does_not_divide_are_each_rounded_to_the_nearest_fen() -> None:
    """60 % and 40 % of 9,461.51 are 5,676.906 and 3,784.604: 5,676.91 and 3,784.60, together the whole."""
    own = ("    evidence: 企业信息\n", "    evidence: 企业信息\n    tie: {sharing: shares, share: 60}\n")
    given = material(own, with_party(BUYER % "sharing: shares, share: 40"))
    amount = Decimal("9461.51")
    assert [str(part_of(given, party, amount)) for party in given.case.debtors] == ["5676.91", "3784.60"]
