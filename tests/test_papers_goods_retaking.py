"""取回标的物通知书: title kept by the seller (民法典 641–643; 买卖合同解释 26; 担保制度解释 64).

The steel matter: price 1,301,600.00, paid 450,000.00. The demand of 2025-05-20 arrived on 2025-05-23 and gave seven
days: until 2025-05-30. Three quarters of the price are 976,200.00, reached with 526,200.00 more.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from in_suit import KEPT, KEPT_GRACE
from lexcollect.cli.exits import legal_stops
from lexcollect.documents.drafting import DraftResult
from papers import drafted, material
from test_papers_preservation import codes, read

PAPER = "goods_retaking"
PAYMENTS = "payments:\n"


def drawn(root: Path, *more: tuple[str, str], swap: tuple[tuple[str, str], ...] = ()) -> DraftResult:
    was, text = KEPT
    for old, new in swap:
        assert old in text, old
        text = text.replace(old, new)
    return drafted(root, PAPER, given=material((was, text), KEPT_GRACE, *more))


def stopped(result: DraftResult) -> set[str]:
    assert all(paper.path is None for paper in result.papers)
    return {f.code for f in result.findings if f.stops}


def paid(amount: str) -> tuple[str, str]:
    return PAYMENTS, f"{PAYMENTS}  - {{id: 再付, date: 2025-08-01, amount: {amount}, payer: 沈河}}\n"


def test_the_goods_are_asked_back_on_clause_demand_and_time(tmp_path: Path) -> None:
    result = drawn(tmp_path)
    said = read(result, PAPER)
    assert said.startswith("天津津渤示例钢材贸易有限公司\n取回标的物通知书\n沈阳沈河样例重型机械有限公司")
    assert (
        "合同第七条约定，贵方未付清价款前，三批热轧钢板的所有权属于我方：“需方付清全部货款前，货物所有权属于供方”"
        in said
    )
    assert "已于2023年4月8日登记（登记证明编号虚构0007号）" in said
    assert "货款合计1,301,600.00元" in said and "尚欠货款本金851,600.00元" in said
    assert "要求收到之日起7日内付清" in said and "经我方催告后在合理期限内仍未支付" in said
    assert "将存放在沈阳市沈河区样例街99号一号库的三批热轧钢板交还我方" in said and "在15日回赎期限内" in said
    assert "参照担保物权的实现程序拍卖、变卖标的物" in said
    assert "第六百四十一条、第六百四十二条、第六百四十三条" in said and "第六十四条" in said
    assert "【待补" not in said and not any(word in said for word in ("强制收回", "拖走", "自行取走"))
    assert "LX-C636" in codes(result) and "LX-C635" not in codes(result)


@pytest.mark.parametrize(("amount", "refused"), [("526199.99", False), ("526200.00", True)])
def test_from_three_quarters_of_the_price_on_nothing_is_taken_back(amount: str, refused: bool, tmp_path: Path) -> None:
    """买卖合同解释 26(1): 976,200.00 of 1,301,600.00; the agreed order takes the principal before the penalty."""
    result = drawn(tmp_path, paid(amount))
    assert ({f.code for f in result.findings if f.stops} == {"LX-C632"}) is refused
    assert "LX-C632" in legal_stops()


def test_without_a_demand_whose_time_is_over_want_of_payment_is_no_ground(tmp_path: Path) -> None:
    """民法典 642(1)(1): the time given by the only demand with one ran until 2027."""
    was, now = KEPT_GRACE
    result = drafted(tmp_path, PAPER, given=material(KEPT, (was, now.replace("grace_days: 7", "grace_days: 700"))))
    assert stopped(result) == {"LX-C634"}


def test_another_ground_needs_no_demand_but_its_facts(tmp_path: Path) -> None:
    """642(1)(3): sold on to a third person; the facts are a blank where nobody entered them."""
    swap = ("ground: unpaid", "ground: disposed, breach: 2026年3月将其中一批转卖他人")
    said = read(drawn(tmp_path / "a", swap=(swap,)), PAPER)
    assert "作出其他不当处分：2026年3月将其中一批转卖他人" in said
    blank = read(drawn(tmp_path / "b", swap=(("ground: unpaid", "ground: condition"),)), PAPER)
    assert "【待补：取回事由的事实】" in blank


@pytest.mark.parametrize(("swap", "code"), [(("ground: unpaid, ", ""), "LX-C633")], ids=["no ground"])
def test_what_is_not_entered_refuses_it(swap: tuple[str, str], code: str, tmp_path: Path) -> None:
    assert stopped(drawn(tmp_path, swap=(swap,))) == {code}


def test_an_unregistered_title_is_told_and_a_sale_without_the_clause_gives_nothing_back(
    tmp_path: Path,
) -> None:
    """民法典 641(2)."""
    bare = drawn(tmp_path / "a", swap=((" registered_on: 2023-04-08, number: 虚构0007号,", ""),))
    assert "LX-C635" in codes(bare) and "登记证明" not in read(bare, PAPER)
    assert stopped(drafted(tmp_path / "b", PAPER, given=material())) == {"LX-C631"}
