"""Unknown keys: an address of a party is its domicile, and no legal position is proposed for a likeness of letters."""

from __future__ import annotations

import pytest

from lexcollect.casefile.loader import parse_case
from lexcollect.findings import Finding

CASE = """schema: lexcollect/case/1
matter: 小案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 甲公司}
  - {id: 乙, role: debtor, kind: organisation, name: 乙公司}
contracts:
  - {id: 合同, name: 购销合同, cause: 买卖合同纠纷, signed_on: 2023-01-01}
obligations:
  - {id: 订单, contract: 合同, amount: 100.00, due: {day: 2023-06-01}}
"""


def unknown(was: str, now: str) -> Finding:
    """Return what is said of the one key that is not known."""
    assert was in CASE
    found = [f for f in parse_case(CASE.replace(was, now)).findings if f.code in ("LX-C010", "LX-C019", "LX-C220")]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "key", ["地址", "注册地址", "公司地址", "户籍地址", "address", "Address", "registered_address"]
)
def test_an_address_of_a_party_is_its_domicile_and_not_the_agreed_address_of_service(key: str) -> None:
    """民事诉讼法 124 asks for the domicile; an address of service binds only who agreed on it."""
    found = unknown("name: 乙公司", f"name: 乙公司, {key}: 沈阳市某路1号")
    assert found.code == "LX-C220"
    assert "住所地" in found.remedy("zh")
    assert "domicile" in found.remedy("en")
    assert "是不是“送达地址”" not in found.remedy("zh")


def test_the_word_for_residence_is_read_as_the_domicile() -> None:
    case = parse_case(CASE.replace("name: 乙公司", "name: 乙公司, 住址: 沈阳市某路1号")).case
    assert case is not None
    assert case.parties[1].domicile == "沈阳市某路1号"


@pytest.mark.parametrize(
    ("was", "now", "weighty"),
    [
        ("name: 乙公司", "name: 乙公司, 送货地址: 某路1号", "送达地址"),
        ("name: 乙公司", "name: 乙公司, service_adress: 某路1号", "service_address"),
        ("name: 乙公司", "name: 乙公司, 共同关联: 兄弟公司", "共同关系"),
        ("signed_on: 2023-01-01", "signed_on: 2023-01-01, 订约金: 5000", "违约金"),
        ("signed_on: 2023-01-01", "signed_on: 2023-01-01, 逾期利润: 5000", "逾期利息"),
    ],
)
def test_a_legal_position_is_not_proposed_for_a_likeness_of_letters(was: str, now: str, weighty: str) -> None:
    found = unknown(was, now)
    assert found.code == "LX-C019"
    assert f"是不是“{weighty}”" not in found.remedy("zh")


def test_a_slip_of_the_pen_in_a_plain_key_is_still_met_with_the_right_one() -> None:
    found = unknown("name: 乙公司", "name: 乙公司, 联系电活: 123")
    assert (found.code, dict(found.params)["near"]) == ("LX-C010", "联系电话")


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        ("signed_on: 2023-01-01", "signed_on: 2023-01-01, 利息: 月息2分", "期内利息"),
        ("signed_on: 2023-01-01", "signed_on: 2023-01-01, 租金: 每月8000元", "最外层的“租金”"),
        ("signed_on: 2023-01-01", "signed_on: 2023-01-01, 质保金: 3%", "款项: 质保金"),
        ("signed_on: 2023-01-01", "signed_on: 2023-01-01, 合同价: 500万", "应收款"),
        ("name: 甲公司", 'name: 甲公司, 账号: "6200"', "“收款账户”下的 户名、开户行、账号"),
        ("name: 乙公司", "name: 乙公司, 配偶: 王样例", "身份写“配偶”"),
        ("amount: 100.00", "amount: 100.00, 违约金: 每日万分之五", "写在“合同”里"),
        ("amount: 100.00", "amount: 100.00, 已付: 20.00", "“付款”"),
        ("matter: 小案", "matter: 小案\n法院: 江州市东湖区人民法院", "“选择”的“法院”"),
        ("matter: 小案", "matter: 小案\n被告: 乙公司", "“当事人”"),
    ],
)
def test_a_fact_at_the_wrong_place_is_sent_to_its_own(was: str, now: str, place: str) -> None:
    """What a first user writes where he looks for it; the nearest key by letters would be another fact."""
    found = [f for f in parse_case(CASE.replace(was, now)).findings if f.stops]
    assert [f.code for f in found] == ["LX-C236"]
    assert place in found[0].remedy("zh")


def test_an_unknown_key_is_answered_with_the_keys_of_its_group_and_not_with_those_of_all() -> None:
    remedy = unknown("signed_on: 2023-01-01", "signed_on: 2023-01-01, zzz: 1").remedy("zh")
    assert "案由、" in remedy and "签订日期" in remedy
    assert "确为另一笔" not in remedy and "写入文书" not in remedy
