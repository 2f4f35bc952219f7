"""Which court: what the facts of a matter link a suit to, and what a complaint then says (民事诉讼法 22–36, 235).

Each case was worked from the articles before the program was asked: 民事诉讼法 22, 24, 26, 28, 34, 35; 民诉法解释 18,
19, 28, 30; 民间借贷规定 3; 担保制度解释 21; 管辖批复 一, 四; 企业破产法 21.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from case_kit import CONTRACT, PARTIES, SURETY, case_with, surety
from cli_run import typed
from lexcollect.causes.table import nearest, official
from lexcollect.claims.court_kinds import level_of, special_of
from lexcollect.claims.jurisdiction import Jurisdiction, Link, of_enforcement, of_suit
from lexcollect.cn.regions import sits_over
from lexcollect.documents.material import View
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.views import court_kinds
from papers import FOLDER, codes, drafted, errors, material, text_of
from several import drafted as several_drafted
from several import two_leases

OURS = {**PARTIES[0], "domicile": "江州市东湖区建材路1号"}
THEIRS = {**PARTIES[1], "domicile": "江州市西湖区商贸街2号"}


def suit(contract: dict[str, Any] | None = None, **groups: Any) -> Jurisdiction:
    return of_suit(case_with(**{"parties": [OURS, THEIRS], "contracts": [{**CONTRACT, **(contract or {})}], **groups}))


def told(found: Jurisdiction) -> list[tuple[str, str]]:
    return [(one.link.value, one.court or one.place) for one in found.connections]


@pytest.mark.parametrize(
    ("court", "address", "answer"),
    [
        ("沈阳市沈河区人民法院", "辽宁省沈阳市沈河区样例街99号", True),
        ("天津市北辰区人民法院", "沈阳市沈河区样例街99号", False),
        ("江州市东湖区人民法院", "江州市西湖区商贸街2号", False),
        ("沈阳市和平区人民法院", "沈阳市建设路小区5号", None),  # no district in the address
        ("沈阳市中级人民法院", "沈阳市沈河区样例街99号", True),
        ("昆山市人民法院", "江苏省苏州市昆山开发区虚构路1号", None),  # a zone: the words do not decide
        ("上海金融法院", "上海市浦东新区", None),  # given its cases by kind
        ("台州市路桥区人民法院", "浙江省台州市路桥区中心路1号", True),
        ("上海市浦东新区人民法院", "上海市静安区样例路1号", False),
    ],
)
def test_a_court_sits_over_an_address_as_far_as_words_tell(court: str, address: str, answer: bool | None) -> None:
    assert sits_over(court, address) is answer


def test_a_price_is_sued_for_where_the_buyer_is_or_where_the_money_is_received() -> None:
    """24: domicile or performance; 解释 18(2): money is performed where it is received, here at the seller's."""
    found = suit()
    assert told(found) == [("defendant", "江州市西湖区商贸街2号"), ("receiver", "江州市东湖区建材路1号")]
    assert [str(c) for c in found.connections[1].cites] == ["民事诉讼法第24条", "民诉法解释第18条第2款"]
    assert found.excludes("江州市南湖区人民法院") and not found.excludes("江州市东湖区人民法院")
    agreed = suit({"performed_at": "江州市南湖区码头路9号"})
    assert told(agreed)[1] == ("place_agreed", "江州市南湖区码头路9号")  # 解释 18(1): the agreed place goes first


def test_a_loan_cites_its_own_rule_and_an_assignment_is_a_doubt() -> None:
    found = suit({"cause": "民间借贷纠纷"})
    assert str(found.connections[1].cites[1]) == "民间借贷规定第3条"
    moved = suit(assignments=[{"assignor": "原方示例有限公司", "date": "2024-04-01"}])
    assert "assigned" in moved.connections[1].doubts


def test_premises_go_where_they_lie_whatever_was_agreed() -> None:
    """34(1), 解释 28(2): exclusive; 35: the clause has no effect."""
    clause = {"cause": "房屋租赁合同纠纷", "jurisdiction": {"kind": "court", "court": "江州市东湖区人民法院"}}
    found = suit(clause, leased_things=[{"id": "铺", "contract": "合同", "name": "商铺", "place": "江州市南湖区1号"}])
    assert told(found) == [("premises", "江州市南湖区1号")] and found.exclusive
    assert [d.key for d in found.defects] == ["exclusive"] and found.excludes("江州市东湖区人民法院")


def test_a_thing_let_is_sued_for_where_it_is_used() -> None:
    """解释 19."""
    found = suit(
        {"cause": "建筑设备租赁合同纠纷"},
        leased_things=[{"id": "机", "contract": "合同", "name": "挖机", "place": "江州市北湖区工地"}],
    )
    assert told(found)[1] == ("use", "江州市北湖区工地")
    assert told(suit({"cause": "票据追索权纠纷"}))[1] == ("bill", "")
    assert told(suit({"cause": "公路货物运输合同纠纷"}))[1] == ("carriage", "")


@pytest.mark.parametrize(
    ("clause", "places", "defects"),
    [
        ({"court": "江州市东湖区人民法院"}, ["江州市东湖区人民法院"], []),
        ({"text": "由原告住所地人民法院管辖"}, ["江州市东湖区建材路1号"], []),
        ({"text": "由合同签订地人民法院管辖"}, [""], ["signed_place"]),
        ({"text": "由甲方所在地人民法院管辖"}, None, ["unclear"]),
    ],
)
def test_a_clause_chooses_among_five_places(
    clause: dict[str, str], places: list[str] | None, defects: list[str]
) -> None:
    """35, 解释 30; a clause from which no court can be told leaves the statute."""
    found = suit({"jurisdiction": {"kind": "court", **clause}})
    assert [d.key for d in found.defects] == defects
    if places is None:
        assert told(found)[0][0] == "defendant"
    else:
        assert told(found) == [("agreed", place) for place in places]


def test_an_agreed_court_at_none_of_the_five_places_is_void_without_proof_of_a_connection() -> None:
    """管辖批复 一."""
    far = {"jurisdiction": {"kind": "court", "court": "海市北区人民法院"}, "signed_place": "江州市东湖区"}
    found = suit(far)
    assert [(d.key, str(d.cite)) for d in found.defects] == [("no_link", "管辖批复第1条")]
    assert {"defendant", "receiver"} <= {one for one, _ in told(found)}
    assert [d.key for d in suit({**far, "signed_place": ""}).defects] == ["no_link_seen"]


def test_a_clause_for_arbitration_or_suit_keeps_its_part_on_courts() -> None:
    """管辖批复 四."""
    words = "可以提交江州仲裁委员会仲裁，也可以向原告住所地人民法院起诉"
    found = suit({"jurisdiction": {"kind": "arbitration", "text": words}})
    assert [d.key for d in found.defects] == ["both"]
    assert told(found)[0] == ("agreed", "江州市东湖区建材路1号")


def test_a_surety_is_no_ground_beside_the_debtor_and_has_a_contract_of_its_own_alone() -> None:
    """担保制度解释 21(2), (3)."""
    guarantor = {**SURETY, "domicile": "江州市南湖区3号"}
    case = case_with(parties=[OURS, THEIRS, guarantor], securities=[surety()])
    beside = of_suit(case).fitting("江州市南湖区人民法院")
    assert [one.doubts[0] for one in beside] == ["with_debtor"]
    alone = of_suit(case, [case.party("丁")], sureties_only=True)
    assert all("guarantee_contract" in one.doubts for one in alone.connections)


def test_insolvency_gathers_all_suits() -> None:
    """企业破产法 21."""
    accepted = [{"person": "乙", "accepted_on": "2026-01-05", "court": "江州市中级人民法院"}]
    assert told(suit(insolvencies=accepted)) == [("insolvency", "江州市中级人民法院")]


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("judgment", (Link.FIRST_INSTANCE, "江州市东湖区人民法院")),  # 235(1)
        ("payment_order", (Link.ISSUED, "江州市东湖区人民法院")),  # 解释 460
        ("award", (Link.DEBTOR, "江州市西湖区商贸街2号")),  # 235(2)
    ],
)
def test_a_title_is_enforced_where_its_kind_says(kind: str, first: tuple[Link, str]) -> None:
    clue = {
        "kind": "real_estate",
        "owner": "乙",
        "description": "厂房",
        "location": "江州市南湖区5号",
        "source": "公开文书",
    }
    case = case_with(
        parties=[OURS, THEIRS],
        titles=[{"id": "书", "kind": kind, "organ": "江州市东湖区人民法院", "against": ["乙"]}],
        asset_clues=[clue],
    )
    found = of_enforcement(case, case.titles[0]).connections
    assert (found[0].link, found[0].court or found[0].place) == first
    assert (found[1].link, found[1].place) == (Link.ASSETS, "江州市南湖区5号")


CLAUSE = "court: 天津市北辰区人民法院, clause: 第8.1条, text: 由甲方（卖方）住所地人民法院管辖"
NO_CLAUSE = (f"    jurisdiction: {{kind: court, {CLAUSE}}}\n", "")


def chosen(court: str, ground: str = "") -> tuple[str, str]:
    told_ground = f"  court_ground: {ground}\n" if ground else ""
    return ("  court: 天津市北辰区人民法院\n", f"  court: {court}\n{told_ground}")


def test_the_complaint_says_by_which_fact_its_court_has_the_case(tmp_path: Any) -> None:
    def said(name: str, court: str, *more: tuple[str, str]) -> str:
        given = material(NO_CLAUSE, chosen(court), *more)
        return text_of(drafted(tmp_path / name, "complaint", given=given), "complaint")

    ours = said("ours", "天津市北辰区人民法院")
    assert (
        "因合同纠纷提起的诉讼由被告住所地或者合同履行地人民法院管辖，合同没有约定履行地点，争议标的为给付货币，"
        "接收货币的一方原告所在地为天津市北辰区虚构路18号示例大厦6层，贵院对本案有管辖权" in ours
    )
    assert "第十八条" in ours
    theirs = said("theirs", "沈阳市沈河区人民法院")
    # The surety lives there too, and that is no ground beside the debtor.
    assert "管辖，被告一的住所地为沈阳市沈河区样例街99号，贵院对本案有管辖权" in theirs


def test_a_court_that_nothing_leads_to_is_refused_unless_the_ground_is_stated(tmp_path: Any) -> None:
    far = "江州市东湖区人民法院"
    assert errors("complaint", NO_CLAUSE, chosen(far)) == ["LX-P640"]
    told_ground = chosen(far, "上级人民法院指定贵院管辖（（2026）津01民辖5号）")
    assert "LX-P640" not in codes("complaint", NO_CLAUSE, told_ground)
    given = material(NO_CLAUSE, told_ground)
    text = text_of(drafted(tmp_path, "complaint", given=given), "complaint")
    assert "依据是上级人民法院指定贵院管辖（（2026）津01民辖5号），贵院对本案有管辖权" in text
    assert "LX-P641" in codes("complaint", NO_CLAUSE, chosen("天津铁路运输法院"))


def test_the_courts_of_a_matter_are_listed_with_article_and_doubt(tmp_path: Any) -> None:
    code, out, _ = typed("law", "court", str(FOLDER), cwd=tmp_path)
    assert code == 0 and "1. 合同约定的法院　天津市北辰区人民法院" in out and "民事诉讼法第35条" in out
    assert "选择的法院 天津市北辰区人民法院：对应合同约定的法院" in out


def test_a_slip_in_a_cause_is_answered_with_the_nearest_names(tmp_path: Any) -> None:
    assert nearest("买卖合司纠纷")[0] == "买卖合同纠纷" and official()["买卖合同纠纷"] == "88"
    code, out, _ = typed("law", "causes", "保理", cwd=tmp_path)
    assert code == 0 and "118.1　有追索权保理纠纷" in out and "有案由文件" in out
    _, near, _ = typed("law", "causes", "买卖合司", cwd=tmp_path)
    assert "LX-C601" in near and "88　买卖合同纠纷" in near


def levels(amount: str, ours: str, theirs: str, court: str = "") -> str:
    parties = [{**PARTIES[0], "domicile": ours}, {**PARTIES[1], "domicile": theirs}]
    return level_of(case_with(parties=parties), Decimal(amount), date(2026, 11, 21), court).level.value


@pytest.mark.parametrize(
    ("amount", "theirs", "court", "level"),
    [
        ("99999999.99", "浙江省杭州市上城区1号", "", "basic"),
        ("100000000.00", "江苏省苏州市姑苏区1号", "", "basic"),  # both in one province: five hundred million
        ("499999999.99", "江苏省苏州市姑苏区1号", "", "basic"),
        ("500000000.00", "江苏省苏州市姑苏区1号", "", "intermediate"),
        ("100000000.00", "浙江省杭州市上城区1号", "江苏省南京市中级人民法院", "intermediate"),  # one party outside
        ("100000000.00", "浙江省杭州市上城区1号", "上海市第一中级人民法院", "basic"),  # both outside
        ("100000000.00", "浙江省杭州市上城区1号", "南京市中级人民法院", "depends"),  # the court's province is not said
        ("100000000.00", "杭州市上城区1号", "江苏省南京市中级人民法院", "depends"),  # nor is that of a party
    ],
)
def test_the_level_turns_on_the_sum_and_on_who_is_outside_the_province(
    amount: str, theirs: str, court: str, level: str
) -> None:
    """法发〔2021〕27号: five hundred million; one hundred million where one party is outside the court's province."""
    assert levels(amount, "江苏省南京市玄武区1号", theirs, court) == level


def test_a_sale_made_over_the_network_is_performed_where_it_is_received_or_at_the_buyers() -> None:
    """民诉法解释 20; a place agreed goes before it."""
    found = suit({"online": "yes", "receipt_at": "江州市南湖区仓库"})
    assert told(found)[1] == ("receipt", "江州市南湖区仓库")
    assert [str(c) for c in found.connections[1].cites] == ["民事诉讼法第24条", "民诉法解释第20条"]
    assert told(suit({"online": "yes", "delivered_online": "yes"}))[1] == ("buyer", THEIRS["domicile"])
    assert "not_entered" in suit({"online": "yes"}).connections[1].doubts
    assert told(suit({"online": "yes", "performed_at": "江州市北湖区1号"}))[1][0] == "place_agreed"


def special(contract: dict[str, Any], amount: str, theirs: str = "江州市西湖区1号") -> list[tuple[str, str]]:
    parties = [OURS, {**THEIRS, "domicile": theirs}]
    case = case_with(parties=parties, contracts=[{**CONTRACT, **contract}])
    day = date(2026, 11, 21)
    level = level_of(case, Decimal(amount), day).level
    return [(one.kind.value, one.court) for one in special_of(case, case.contracts, level, day)]


def test_courts_for_special_cases_come_into_question_by_cause_level_and_place() -> None:
    """民诉法解释 2(2); 金融法院管辖规定 1: of intermediate level alone; 互联网法院管辖规定 1(6): of basic level."""
    assert special({"cause": "海上、通海水域货物运输合同纠纷"}, "100000") == [("maritime", "")]
    assert special({"cause": "融资租赁合同纠纷"}, "600000000", "上海市浦东新区1号") == [("financial", "上海金融法院")]
    assert special({"cause": "融资租赁合同纠纷"}, "100000", "上海市浦东新区1号") == []
    bought = {"platform": "示例商城", "online": "yes"}
    assert special(bought, "100000", "浙江省杭州市上城区1号") == [("internet", "杭州互联网法院")]
    assert special(bought, "100000") == []
    assert special({"cause": "铁路货物运输合同纠纷"}, "100000") == [("railway", "")]


def test_a_claim_of_the_sea_is_no_matter_of_a_local_court() -> None:
    """解释 2(2): the complaint is refused, unless the user says on what it rests."""
    cause = ("cause: 买卖合同纠纷", "cause: 船舶物料和备品供应合同纠纷")
    assert courted(cause) == ["LX-P771"] and courted() == []
    assert courted(cause, court="天津海事法院") == []
    ground = chosen("天津市北辰区人民法院", "双方书面协议")
    assert courted(cause, ground) == []


def courted(*changes: tuple[str, str], court: str = "天津市北辰区人民法院") -> list[str]:
    found = View("complaint", material(*changes))
    court_kinds.tell(found, court)
    return [f.code for f in found.findings]


def test_a_court_above_or_below_the_sum_is_told() -> None:
    """1,359,193.80 yuan are far below one hundred million."""
    assert courted(court="天津市第一中级人民法院") == ["LX-P770"]
    assert courted(court="天津市北辰区人民法院") == []


def leases(**places: str) -> dict[str, Any]:
    """Two leases without a clause, each with the place of its machine (民诉法解释 19)."""
    tree = two_leases(choices={"court": "江州市南湖区人民法院"})
    for contract in tree["contracts"]:
        del contract["jurisdiction"]
    for thing in tree["leased_things"]:
        thing["place"] = places[thing["contract"]]
    return tree


def test_each_of_several_contracts_needs_a_link_to_the_court_of_its_own(tmp_path: Any) -> None:
    """解释 19: the one is used in 南湖区, the other in 北湖区; the debtor has its seat in 西湖区."""
    apart = leases(租一="江州市南湖区工地", 租二="江州市北湖区工地")
    found = {f.code: f for f in several_drafted(tmp_path / "a", apart, "complaint").findings}
    assert "LX-P773" in found and "LX-P640" not in found
    assert "升降机租赁合同" in found["LX-P773"].message("zh") and "塔吊" not in found["LX-P773"].message("zh")


def test_the_link_of_each_of_several_contracts_is_told_as_that_of_one(tmp_path: Any) -> None:
    both = leases(租一="江州市南湖区工地", 租二="江州市南湖区一号码头")
    result = several_drafted(tmp_path, both, "complaint")
    assert not [f.line() for f in result.findings if f.stops]
    assert result.papers[0].path is not None
    text = "\n".join(paragraphs(result.papers[0].path.read_bytes()))
    statute = "没有约定管辖，因合同纠纷提起的诉讼由被告住所地或者合同履行地人民法院管辖，"
    assert f"《塔吊租赁合同》{statute}租赁物的使用地为江州市南湖区工地" in text
    assert "租赁物的使用地为江州市南湖区一号码头，贵院对本案有管辖权" in text and "第十九条" in text
