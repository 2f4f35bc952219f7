"""Recourse among equals: what a co-guarantor or joint debtor that paid asks another to bear, by hand from the law.

Ours paid 300,000 on 2024-05-20 (``recourse``). 担保制度解释 13: agreed shares, of what was paid; agreed recourse or
joint guarantee without shares, or one signed paper: shares of what cannot be had from the debtor; else nothing.
民法典 519(2): beyond the own share, within the other's unperformed one; 519(1): shares that cannot be told are equal.
"""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from lexcollect.findings import Refused
from test_transfers import drafted, texts
from transfers import answered, recourse


def among(whom: str, payments: Any = (), **sharing: Any) -> dict[str, Any]:
    base = recourse(payments=list(payments))
    (contract,) = base["contracts"]
    plain = {key: value for key, value in contract.items() if key != "late_penalty"}
    return {**base, "contracts": [{**plain, "recourse_from": whom, "sharing": sharing}]}


def asked(whom: str, **sharing: Any) -> D:
    return answered(among(whom, **sharing)).claims.total


def refused(whom: str, **sharing: Any) -> str:
    with pytest.raises(Refused) as error:
        _ = answered(among(whom, **sharing)).claims
    (found,) = error.value.findings
    return found.code


def test_agreed_shares_are_of_what_was_paid() -> None:
    """13(1): 40 % of 300,000."""
    assert asked("co_guarantor", ground="agreed_shares", share="40") == D("120000.00")


@pytest.mark.parametrize("ground", ["agreed_recourse", "joint_guarantee", "same_paper"])
def test_without_agreed_shares_a_part_of_what_cannot_be_had_from_the_debtor(ground: str) -> None:
    """13(1), 13(2): 240,000 cannot be had; three guarantors: 80,000 each."""
    assert asked("co_guarantor", ground=ground, persons=3, unrecovered="240000") == D("80000.00")


def test_what_cannot_be_had_from_the_debtor_must_be_known_first() -> None:
    assert refused("co_guarantor", ground="same_paper", persons=3) == "LX-M284"


def test_without_a_ground_there_is_no_recourse_from_a_co_guarantor() -> None:
    """13(3): 除前两款规定的情形外 … 不予支持."""
    assert refused("co_guarantor", persons=3, unrecovered="240000") == "LX-M252"


def test_a_joint_debtor_asks_for_what_passes_its_own_share() -> None:
    """519(2): debt 400,000, own share 40 % = 160,000: 140,000 beyond; the other's 60 % = 240,000 is open: 140,000."""
    assert asked("joint_debtor", debt="400000", own_share="40", share="60") == D("140000.00")


def test_never_more_than_the_share_the_other_has_not_performed() -> None:
    """The other paid 150,000 of its 240,000 itself: 90,000."""
    assert asked("joint_debtor", debt="400000", own_share="40", share="60", performed="150000") == D("90000.00")


def test_shares_that_cannot_be_told_are_equal() -> None:
    """519(1): three debtors of 450,000: own share 150,000, 150,000 beyond, the other's 150,000."""
    matter = answered(among("joint_debtor", debt="450000", persons=3))
    assert matter.claims.total == D("150000.00")
    assert "LX-M286" in {f.code for f in matter.claims.findings}


def test_who_paid_no_more_than_its_share_asks_for_nothing() -> None:
    assert refused("joint_debtor", debt="600000", persons=2) == "LX-M285"


def test_the_head_rests_on_the_article_of_the_share() -> None:
    (head,) = answered(among("co_guarantor", ground="same_paper", persons=2, unrecovered="200000")).claims.heads
    assert [str(c) for c in head.cites] == ["担保制度解释第13条第2款"]
    (head,) = answered(among("joint_debtor", debt="450000", persons=3)).claims.heads
    assert [str(c) for c in head.cites] == ["民法典第519条第2款"]


def test_a_payment_of_the_other_goes_to_its_share() -> None:
    """80,000 less 30,000."""
    paid = [{"date": "2025-01-15", "amount": "30000.00", "payer": "乙", "evidence": ["还款回单"]}]
    groups = among("co_guarantor", paid, ground="agreed_recourse", persons=3, unrecovered="240000")
    assert answered(groups).claims.total == D("50000.00")


@pytest.mark.parametrize("paper", ["complaint", "demand"])
def test_papers_against_a_co_guarantor_tell_the_share_and_never_the_whole(tmp_path: Path, paper: str) -> None:
    groups = among("co_guarantor", ground="same_paper", persons=3, unrecovered="240000")
    said = texts(drafted(tmp_path, groups, paper))[paper]
    assert "应分担款项" in said and "80,000.00元" in said and "向债务人不能追偿的部分为240,000.00元" in said
    assert "第十三条" in said and "第七百条" not in said
    assert "第十八条" not in said.replace(
        "〈中华人民共和国民事诉讼法〉的解释》第十八条", ""
    )  # where money is to be paid
    assert "的债务提供保证，" not in said.replace("同一债务提供担保", "")


def test_the_complaint_against_a_joint_debtor_rests_on_519(tmp_path: Path) -> None:
    groups = among("joint_debtor", debt="400000", own_share="40", share="60")
    said = texts(drafted(tmp_path, groups, "complaint"))["complaint"]
    assert "双方对400,000.00元债务承担连带责任，被告的份额为60%" in said
    assert "第五百一十九条" in said and "第七百条" not in said and "保证" not in said.replace("委托保证合同", "")


@pytest.mark.parametrize(
    ("sharing", "asked_for", "fallen"),
    [
        # 300,000, three equal shares; the third performs nothing: 100,000 × 1/2 each. 300,000 − 150,000 = 150,000.
        ({"debt": "300000", "persons": 3, "failed": "100000"}, "150000.00", "50,000.00"),
        # Of its 100,000 it paid 40,000: 60,000 × 1/2 = 30,000. The other bears 130,000; ours paid 170,000 beyond.
        ({"debt": "300000", "persons": 3, "failed": "60000"}, "130000.00", "30,000.00"),
        # Shares 50, 30, 20 of 300,000: 60,000 × 30/80 = 22,500 falls on the other: 112,500; ours bears 187,500.
        (
            {"debt": "300000", "own_share": "50", "share": "30", "failed": "60000", "failed_share": "20"},
            "112500.00",
            "22,500.00",
        ),
        # The other paid 12,500 itself: 100,000.
        (
            {
                "debt": "300000",
                "own_share": "50",
                "share": "30",
                "failed": "60000",
                "failed_share": "20",
                "performed": "12500",
            },
            "100000.00",
            "22,500.00",
        ),
    ],
)
def test_the_share_of_one_who_cannot_perform_falls_on_the_others_in_proportion(
    tmp_path: Path, sharing: dict[str, Any], asked_for: str, fallen: str
) -> None:
    """519(3): 被追偿的连带债务人不能履行其应分担份额的，其他连带债务人应当在相应范围内按比例分担, ours among them."""
    groups = among("joint_debtor", **sharing)
    matter = answered(groups)
    assert matter.claims.total == D(asked_for)
    (head,) = matter.claims.heads
    assert [str(c) for c in head.cites] == ["民法典第519条第2款", "民法典第519条第3款"]
    assert "LX-M311" in {f.code for f in matter.claims.findings}
    said = texts(drafted(tmp_path, groups, "complaint"))["complaint"]
    assert "不能履行其应分担份额中的" in said and f"其中对方分担{fallen}元" in said


def test_what_cannot_be_performed_needs_its_share_and_stays_within_it() -> None:
    assert refused("joint_debtor", debt="300000", own_share="50", share="30", failed="60000") == "LX-M309"
    assert refused("joint_debtor", debt="300000", persons=3, failed="150000") == "LX-M310"
