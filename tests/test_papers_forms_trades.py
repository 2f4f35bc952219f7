"""Official forms of causes without a cause file (08, 10, 17, 18, 19, 39): what was entered stands in their rows.

Interest of such a lender is that of its own account, entered as receivables with what they are charged for; no rule of
interest is on file for them, so that none is counted. Figures are counted by hand from the case files in data/forms.
"""

from __future__ import annotations

import pytest

from form_matters import BARE, form_fields, form_material
from lexcollect.documents.forms import form_of
from lexcollect.documents.forms.mapping import covered, mapped
from lexcollect.documents.register import PAPERS
from test_papers_forms_more import below, filled, ticked


def codes(number: str, *changes: tuple[str, str]) -> list[str]:
    return [f.code for f in PAPERS["form"].view()(form_material(number, *changes)).findings]


def test_a_bank_loan_by_the_account_of_the_bank() -> None:
    """Facts: 1,000,000 lent, 100,000 repaid: 900,000.00. Of 18,000 interest 6,000 was paid: 12,000.00.

    Penalty interest 5,510.00, compound interest 95.70, lawyer 30,000.00. Together 947,605.70.
    """
    found = form_fields("08")
    assert filled(found, "C1") == {"date": "2025年3月31日", "principal": "900,000.00"}
    assert filled(found, "C2") == {
        "date": "2025年3月31日",
        "term_interest": "12,000.00",
        "compound": "95.70",
        "penalty": "5,510.00",
    }
    assert ticked(found, "C2") == [] and "F12" not in found["各栏"]  # no rate runs on; no ceiling was entered
    assert below(found, "C8") == ["947,605.70元（暂计至2025年3月31日）"]
    assert filled(found, "F3") == {"agreed": "1,000,000.00元", "disbursed": "1,000,000.00元"}
    assert filled(found, "F5") == {"rate": "4.35", "c1": "三", "penalty_rate": "6.525", "c4": "五"}
    assert ticked(found, "F5") == ["利率", "罚息（违约金）"]
    assert ticked(found, "F7") == ["按月计息、到期一次性还本"]
    assert filled(found, "F8") == {"repaid_principal": "100,000.00", "repaid_interest": "6,000.00"}
    # 1 to 31 March 2025
    assert filled(found, "F9") == {"since": "2025年3月1日", "overdue": "31天"}
    assert ticked(found, "F15") == ["连带责任保证"] and ticked(found, "F13") == ["是", "正式登记"]
    assert found["自述"]["C"][0] == "1. 判令被告一支付借款本金900,000.00元；"


def test_interest_that_nobody_counted_leaves_the_sums_of_a_loan_blank() -> None:
    """Facts: the same loan without the account of the bank, 100,000 paid. Question: what is left of the principal?

    Answer: nobody knows before the interest is counted (民法典 561): no sum is told, and LX-P730 says why.
    """
    items = [line for line in case_text("08") if "费用项目" in line]
    without = [(line, "") for line in items] + [("指定清偿: 利息, ", "")]
    found = form_fields("08", *without)
    assert not {"C1", "C8", "F8"} & found["各栏"].keys() and "C" not in found["自述"]
    assert "900,000.00" not in str({id: cell for id, cell in found["各栏"].items() if id.startswith("C")})
    assert "LX-P730" in codes("08", *without) and "LX-P730" not in codes("08")


def case_text(number: str) -> list[str]:
    from form_matters import DATA

    return (DATA / BARE[number][0]).read_text("utf-8").splitlines(keepends=True)


def test_a_card_with_what_the_bank_charges() -> None:
    """48,600 less 1,400: 47,200.00. Interest 3,120.45, late fee 860.00, handling 729.00: 4,709.45; in all 51,909.45."""
    found = form_fields("10")
    assert filled(found, "C1")["principal"] == "47,200.00"
    assert filled(found, "C2")["amount"] == "4,709.45" and "from" not in filled(found, "C2")
    assert filled(found, "C2")["detail"] == "利息3,120.45元；滞纳金860.00元；分期手续费729.00元"
    assert below(found, "C7") == ["51,909.45元（暂计至2024年12月31日）"]
    assert filled(found, "F4") == {"amount": "1,400.00"}  # on 6 May, after the 25th of March
    assert filled(found, "F5") == {
        "since": "2024年3月26日",
        "date": "2024年12月31日",
        "principal": "47,200.00",
        "interest": "3,120.45",
        "late_fee": "860.00",
        "fee": "729.00",
    }
    assert ticked(found, "F6") == ["是"] and filled(found, "F6")["detail"].startswith("2024年6月12日")


@pytest.mark.parametrize("number", ["17", "18"])
def test_an_insured_asks_for_the_sum_insured(number: str) -> None:
    """186,400 less 50,000 in advance are 136,400.00; with 9,600.00 of salvage 146,000.00."""
    found = form_fields(number)
    assert filled(found, "C1")["amount"] == "146,000.00"
    assert "136,400.00" in str(found["各栏"]["C1"]) and ticked(found, "C2") == ["否"]
    assert below(found, "C5") == ["146,000.00元（暂计至2024年12月31日）"]
    assert len(below(found, "F5")) == 2 and "186,400.00元" in below(found, "F5")[0]
    assert below(found, "F4") == ["2024年9月3日台风过境，仓前路8号1号库进水，存货水渍（证据2）"]  # entered for this row
    assert "F3" not in found["各栏"]  # whether clauses were explained is for the insurer to prove


def test_an_insurer_that_paid_a_bank_takes_recourse() -> None:
    """86,000 paid on 27 June 2024, due on the 28th; 0.03 % a day are 25.80, 186 days to 31 December: 4,798.80.

    With the premium of 2,400.00: 7,198.80. In all 93,198.80.
    """
    found = form_fields("19")
    assert filled(found, "C1") == {"amount": "86,000.00"}
    charged = filled(found, "C2")
    assert (charged["amount"], charged["from"]) == ("7,198.80", "2025年1月1日")
    assert charged["detail"] == "保险费2,400.00元；违约金4,798.80元"
    assert below(found, "C6") == ["93,198.80元（暂计至2024年12月31日）"]
    assert filled(found, "F6") == {"date": "2024年6月27日", "amount": "86,000.00"}
    assert filled(found, "F7") == {"date": "2024年7月8日", "premium_due": "2,400.00"}


def test_a_forwarder_asks_fee_by_fee() -> None:
    """Sea freight 128,000 less 28,000, trucking 9,600, customs 2,400, agency 6,000: 118,000.00.

    0.05 % a day are 59.00, from 29 June to 31 December 186 days: 10,974.00. In all 128,974.00. A penalty is no loss of
    interest: row 2 stays blank, row 5 tells it.
    """
    found = form_fields("39")
    assert filled(found, "C1") == {
        "ocean_freight": "100,000.00",
        "trucking": "9,600.00",
        "customs": "2,400.00",
        "other_fees": "6,000.00",
    }
    assert "C2" not in found["各栏"] and "10,974.00" in filled(found, "C5")["content"]
    assert filled(found, "C6") == {"total": "128,974.00", "date": "2024年12月31日"}
    assert filled(found, "F4") == {"agreed": "146,000.00元", "received": "28,000.00元"}
    assert (filled(found, "F5"), ticked(found, "F5")) == ({"due": "2024年6月28日"}, ["是"])
    assert [ticked(found, id) for id in ("F7", "F8", "F9")] == [["已完成"], ["已完成"], ["是"]]
    assert ticked(found, "X1") == ["是"] and "X2" not in found["各栏"]


def test_what_was_done_in_part_ticks_no_box() -> None:
    """One delivery is missing, the invoice is 1 yuan short, no account was agreed: rows 7, 8 and 9 stay open."""
    short = (
        ("  - {订单: 拖车, 日期: 2024-03-12, 单号: TC-001, 证据: [提单]}\n", ""),
        ("日期: 2024-04-02, 金额: 146000", "日期: 2024-04-02, 金额: 145999"),
        ("类型: 对账单", "类型: 承诺"),
    )
    found = form_fields("39", *short)
    assert ticked(found, "F7") == [] and len(below(found, "F7")) == 3
    assert not {"F8", "F9"} & found["各栏"].keys()


# --- what is entered for a row ------------------------------------------------------------------------------


def test_an_entry_stands_in_its_row_with_its_exhibit() -> None:
    found = form_fields("10")
    assert ticked(found, "F3") == ["是"] and below(found, "F3")[0].endswith("由林样例抄写并签名（证据1）")
    assert ticked(found, "S3") == ["是"] and ticked(form_fields("39"), "F6") == ["订舱", "拖车", "报关"]


NEXT = "要素栏:\n"


def entry(said: str) -> tuple[str, str]:
    return (NEXT, f"{NEXT}  - {{文本编号: 10, {said}}}\n")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("栏目: 事实与理由, 栏号: 17, 填写: 无此项", "LX-P731"),
        ("栏目: 事实与理由, 栏号: 3, 勾选: [可能]", "LX-P731"),
        ("栏目: 事实和理由, 栏号: 3, 勾选: [是]", "LX-P731"),
        ("栏号: 3, 勾选: [是]", "LX-P731"),  # three sections have a row 3
        ("栏目: 诉讼请求, 栏号: 5, 勾选: [否]", "LX-P732"),  # the fees of the court are asked for
        ("栏目: 诉讼请求, 栏号: 4, 勾选: [是]", "LX-P732"),  # no costs were entered
    ],
)
def test_an_entry_without_a_place_is_refused_and_a_contradiction_told(said: str, code: str) -> None:
    assert code in codes("10", entry(said))
    found = form_fields("10", entry(said)) if code == "LX-P732" else {}
    if found:
        assert (ticked(found, "C4"), ticked(found, "C5")) == (["否"], ["是"])


def test_an_entry_for_a_form_that_is_not_on_file_is_told() -> None:
    assert "LX-P733" in codes("10", ("文本编号: 10, 栏目: 对", "文本编号: 99, 栏目: 对"))


def test_once_every_choice_is_entered_nobody_is_asked_to_tick() -> None:
    wish = "栏目: 对纠纷解决方式的意愿, 栏号: "
    rows = (
        f"{wish}是否了解先行调解解决纠纷的好处, 勾选: [了解, 了解.2, 了解.3, 了解.4, 了解.5]",
        f"{wish}{form_of('10').rows['S1'].called}, 勾选: [了解]",
    )
    both = (NEXT, NEXT + "".join(f"  - {{文本编号: 10, {said}}}\n" for said in rows))
    assert "LX-P243" in codes("10") and "LX-P243" not in codes("10", both)
    assert ticked(form_fields("10", both), "S2") == ["了解", "了解.2", "了解.3", "了解.4", "了解.5"]


# --- how much is filled -------------------------------------------------------------------------------------

#: Rows of claims and facts that no fact of a case file fills: another trade's, or the other side's.
LEFT = {
    "06": 7,
    "08": 2,
    "09": 2,
    "10": 3,
    "11": 1,
    "12": 5,
    "13": 8,
    "14": 0,
    "17": 2,
    "18": 2,
    "19": 3,
    "28": 2,
    "39": 1,
}


def test_every_complaint_on_file_is_filled_in_claims_and_facts() -> None:
    """Thirteen complaints are on file; of each all rows but the few that are named are filled from facts."""
    complaints = [number for number in covered() if form_of(number).title == "民事起诉状"]
    assert complaints == sorted(LEFT)
    for number in complaints:
        left = [id for id, why in mapped(number).left.items() if why == "unknown"]
        assert len(left) == LEFT[number], (number, left)
        rows = [id for id in form_of(number).rows if id[0] in "CF"]
        assert len([id for id in rows if id in mapped(number).rows]) >= len(rows) * 3 // 5, number
