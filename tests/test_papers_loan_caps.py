"""How the protected rate of a loan is derived in its papers (民间借贷规定 25, 31).

The older 24 % to 2020-08-19 holds only for whoever asks for it; from 2020-08-20 on four times the one-year LPR stands
with the LPR, its day and where it comes from, so that a judge can count it again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from test_papers_loan import drafted, texts

LATER = (
    ("签订日期: 2020-03-10", "签订日期: 2021-03-10"),
    ("固定日期: 2021-03-09", "固定日期: 2022-03-09"),
    ("日期: 2020-03-10, 金额: 300000", "日期: 2021-03-10, 金额: 300000"),
    ("日期: 2020-03-10, 金额: 291000", "日期: 2021-03-10, 金额: 291000"),
    ("日期: 2020-09-10", "日期: 2021-09-10"),
    ("出具日期: 2020-03-10", "出具日期: 2021-03-10"),
)


def told(tmp_path: Path, *changes: tuple[str, str], paper: str = "complaint") -> str:
    return texts(drafted(tmp_path, *changes, papers=(paper,)))[paper]


@pytest.mark.parametrize("paper", ["complaint", "preservation"])
def test_a_loan_of_before_the_cap_asks_for_the_older_interpretation_and_derives_the_cap(
    tmp_path: Path, paper: str
) -> None:
    # Filed on 2022-11-30 the LPR in force was 3.65 %, published on 2022-11-21; four times that is 14.6 %.
    said = told(tmp_path, paper=paper)
    assert "请求适用当时的司法解释计算自合同成立到2020年8月19日的利息，该部分年利率以24%为限" in said
    assert (
        "以起诉时（2022年11月30日）的一年期贷款市场报价利率3.65%（2022年11月21日公布）的四倍即年利率14.6%为限" in said
    )


def test_a_loan_of_after_the_cap_takes_lpr_of_the_day_it_was_made(tmp_path: Path) -> None:
    said = told(tmp_path, *LATER)
    assert (
        "年利率以合同成立时（2021年3月10日）的一年期贷款市场报价利率3.85%（2021年2月20日公布）的四倍即15.4%为限" in said
    )
    assert "请求适用当时的司法解释" not in said


def test_a_rate_within_the_cap_needs_no_derivation(tmp_path: Path) -> None:
    said = told(tmp_path, *LATER, ("月利率2.5%", "年利率12%"))
    assert "的四倍即" not in said
    assert "利息在法律保护的上限内按下列年利率主张" in said


def test_a_whole_number_of_lpr_is_told_as_published(tmp_path: Path) -> None:
    from decimal import Decimal

    from lexcollect.documents.views.loans import _quoted

    assert [_quoted(Decimal(rate)) for rate in ("3.00", "3.45", "3.1")] == ["3.0", "3.45", "3.1"]
