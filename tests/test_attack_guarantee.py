"""A guarantee of which no period, or no kind, was agreed: what the sheets say, with the day (民法典 686, 692).

Facts: the steel matter; the three orders fell due on 2023-06-17, 2023-08-08 and 2023-11-06, so that six months ended on
2023-12-17, 2024-02-08 and 2024-05-06. The only demand reached the guarantor on 2025-07-04.
"""

from __future__ import annotations

from changed import changed, words
from lexcollect.documents.material import Material

AGREED = "    period: {count: 2, unit: year, each: 是, text: 自每份订单项下债务履行期限届满之日起二年，分别计算}\n"
KIND = ("    kind: surety_joint\n    name: 最高额", "    kind: surety_unclear\n    name: 最高额")
CAP = ("    cap: 800000.00\n    debts_from: 2023-03-15\n    debts_to: 2023-12-31\n", "")
NONE = (AGREED, "    period: {none_agreed: 是}\n")
VAGUE = (AGREED, "    period: {until_repaid: 是, text: 直至主债务还清时止}\n")
UNSAID = (AGREED, "")


def guarantee_rows(material: Material) -> list[str]:
    return [line for line in words("attack", material).splitlines() if "的保证期间已过" in line]


def test_without_an_agreed_period_the_sheet_says_six_months_and_the_days() -> None:
    """民法典 692(2): 没有约定……保证期间为主债务履行期限届满之日起六个月."""
    (row,) = guarantee_rows(changed("steel", NONE, CAP))
    assert "没有约定保证期间，依法为主债务履行期限届满之日起六个月" in row
    assert "2023年12月18日起先后届满，最晚至2024年5月6日届满（民法典692）" in row  # 2023-12-17 is a Sunday
    assert "期间内没有主张的证据，没有请求其承担" in row


def test_until_all_is_repaid_is_unclear_and_six_months_as_well() -> None:
    """担保制度解释 32: until repaid is taken as unclear."""
    (row,) = guarantee_rows(changed("steel", VAGUE, CAP))
    assert "保证期间约定不明，依法为主债务履行期限届满之日起六个月" in row and "担保制度解释32" in row


def test_what_nobody_entered_is_not_told_as_not_agreed() -> None:
    """Unknown is not 没有约定: what was agreed may be longer, and the sheet asks for the paper."""
    (row,) = guarantee_rows(changed("steel", UNSAID, CAP))
    assert "案件文件没有写有没有约定保证期间" in row and "请核对保证文书" in row
    assert "六个月内没有主张的证据；约定的期间更长的，可能尚未届满" in row and "没有请求其承担" not in row


def test_an_agreed_period_is_told_without_the_six_months() -> None:
    rows = guarantee_rows(changed("steel"))
    assert len(rows) == 2 and not any("六个月" in row or "先诉抗辩" in row for row in rows)


def test_without_an_agreed_kind_it_is_general_and_a_demand_keeps_nothing() -> None:
    """民法典 686(2), 693(1): a general guarantor is kept by a suit against the debtor alone."""
    rows = guarantee_rows(changed("steel", KIND))
    assert rows and all("没有约定保证方式，按一般保证：保证人可以主张先诉抗辩" in row for row in rows)
    assert not any("在保证期间内，证明力" in row for row in rows)  # the demand of 2025-07-04 kept nothing


def test_before_the_code_a_guarantee_of_no_kind_is_joint() -> None:
    """担保法 19 (before 2021): joint."""
    rows = guarantee_rows(changed("steel", KIND, ("created_on: 2023-03-15", "created_on: 2020-03-15")))
    assert rows and all("按连带责任保证（担保法19）" in row and "先诉抗辩" not in row for row in rows)


def test_a_period_that_still_runs_is_not_told_as_lost() -> None:
    """With five years the period of every order still runs on 2026-11-21; the demand did not go to the guarantor."""
    five = (AGREED, AGREED.replace("count: 2", "count: 5").replace("二年", "五年"))
    elsewhere = ("    recipient: 郑样例\n", "    recipient: 沈河\n")
    rows = guarantee_rows(changed("steel", five, elsewhere))
    assert rows and all("保证期间还没有届满，还没有可以证明的主张" in row for row in rows)
    assert not any("没有请求其承担" in row for row in rows)


def gaps(material: Material) -> str:
    text = words("review", material)
    return "\n".join(line for line in text.splitlines() if "担保成立且在保证期间内主张：" in line)


def test_the_matrix_of_proof_says_it_too() -> None:
    told = gaps(changed("steel", NONE, CAP))
    assert "没有约定保证期间或者约定不明，依法为六个月（民法典692）" in told
    told = gaps(changed("steel", KIND))
    assert "没有约定保证方式，按一般保证：对方可以先诉抗辩" in told
    told = gaps(changed("steel", UNSAID, CAP))
    assert "没有写有没有约定保证期间：没有约定的，六个月已经届满" in told and "只在债务到期之前主张过" not in told
    assert "六个月" not in gaps(changed("steel"))


def test_a_statement_of_less_than_the_books_is_a_defence_with_its_sum() -> None:
    """The bearings matter: the debtor sealed 342,650.00 on 2026-04-02, twelve deliveries make 346,150.00."""
    (row,) = [line for line in words("attack", changed("invoices")).splitlines() if "只确认" in line]
    assert "2026年4月2日的对账单只确认342,650.00元，多请求的3,500.00元不认" in row
    assert "当日账面346,150.00元，逐笔有交付的证据" in row and row.endswith("-3,500.00元 │")
    assert "差额3,500.00元的原因没有录入" in row
    equal = ("    amount: 342650.00 ", "    amount: 346150.00 ")
    assert "只确认" not in words("attack", changed("invoices", equal))
