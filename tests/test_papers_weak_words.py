"""Weakly proved acknowledgements (诉讼时效规定 14): papers say no more than the exhibit shows, and the office is told.

The example's chat of 10 November 2023 counts because clause 6.1 names the clerk and the account. Without that nobody
knows whose words they are: the complaint tells who said what in which way, never that the debtor owned to a debt.
"""

from __future__ import annotations

import pytest

from changed import changed, told_on, words

CHAT = (
    "    signed_by: 何样文\n    signer_authority: 合同第6.1条\n    channel: im\n    tied_to: 合同第6.1条载明的微信号\n"
)
WORDS = "    content: 年底资金紧，春节前付一部分\n"
ACCOUNT = (CHAT + WORDS, "    signed_by: 何样文\n    channel: im\n" + WORDS)
NOBODY = (CHAT + WORDS, "    channel: im\n" + WORDS)
SILENT = (CHAT + WORDS, "    signed_by: 何样文\n    channel: im\n")
STATEMENT = (
    "    seal: 财务专用章\n    content: 确认五批货物合计1,301,600.00元、已付300,000.00元、尚欠1,001,600.00元\n"
    "    promises_payment: 是\n"
)


def test_a_chat_of_an_attributed_clerk_is_told_as_the_debtors_in_his_own_words() -> None:
    told = told_on("2023年11月10日，被告一的", words("complaint", changed("steel")))
    assert told.startswith(
        "2023年11月10日，被告一的授权经办人何样文（合同第6.1条）以微信表示：“年底资金紧，春节前付一部分”"
    )


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (ACCOUNT, "2023年11月10日，何样文以微信表示：“年底资金紧，春节前付一部分”（证据5-1"),
        (NOBODY, "2023年11月10日，与原告联系的微信账号表示：“年底资金紧，春节前付一部分”（证据5-1"),
        (SILENT, "2023年11月10日，何样文以微信作出回复（证据5-1"),
    ],
)
def test_a_chat_whose_account_is_nobodys_is_not_put_into_the_debtors_mouth(edit: tuple[str, str], said: str) -> None:
    """证据规定 on messages: an account must be tied to its user before its words are the debtor's."""
    given = changed("steel", edit)
    assert "承诺1110" in given.weak
    text = words("complaint", given)
    assert said in text
    told = told_on("2023年11月10日", text)
    assert "被告一" not in told.partition("\n")[0] and "同意付款" not in told


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("    signed_by: 王五\n", "王五在对账单上签字，对账单载明金额1,001,600.00元"),
        ("", "原告收到对账单一份，载明金额1,001,600.00元"),
        (
            "    seal: 财务专用章\n    promises_payment: 否\n",
            "被告一在对账单上加盖财务专用章，对账单载明金额1,001,600.00元",
        ),
    ],
)
def test_a_statement_nobody_entitled_signed_confirms_no_debt(lines: str, said: str) -> None:
    text = words("complaint", changed("steel", (STATEMENT, lines)))
    told = told_on("2023年10月8日", text)
    assert said in told and "确认欠款" not in told


def test_a_sealed_statement_without_a_sum_confirms_none() -> None:
    """A seal below a list says that the list was seen; the sum is not in the case file, so no paper says one."""
    lines = "    amount: 1001600.00\n" + STATEMENT
    told = told_on("2023年10月8日", words("complaint", changed("steel", (lines, "    seal: 财务专用章\n"))))
    assert told.startswith("2023年10月8日，被告一在对账单上加盖财务专用章（证据4-2")


def test_a_plan_from_an_unknown_mailbox_is_told_without_the_debtor_owning_to_it() -> None:
    tied = (
        "    tied_to: 被告一采购部邮箱，且何样文2024年4月17日微信预告\n    content: 承认尚欠851,600元并提出分期计划\n"
    )
    told = told_on("2024年4月18日", words("complaint", changed("steel", (tied, ""))))
    assert told.startswith("2024年4月18日，与原告联系的电子邮箱发来还款计划（证据5-1")


def test_the_attack_sheet_names_the_weakness_and_what_mends_it() -> None:
    text = words("attack", changed("steel", ACCOUNT))
    row = next(line for line in text.splitlines() if "诉讼时效已过" in line)
    assert "2023年11月10日付款承诺证明力弱（账号与对方的关系没有证明），不算中断：补账号归属的证据后可计" in row
    assert "承诺证明力弱" not in words("attack", changed("steel"))


def test_what_confirms_no_sum_answers_no_complaint_of_the_goods() -> None:
    """The last confirmation of a sum stands against 质量异议; a promise proved weakly confirms nothing."""
    later = "    amount: 851600.00\n    signed_by: 何样文\n    signer_authority: 合同第6.1条\n    channel: im\n"
    weak = (later + "    tied_to: 合同第6.1条载明的微信号\n", "    amount: 851600.00\n    channel: im\n")
    row = next(line for line in words("attack", changed("steel", weak)).splitlines() if "质量、数量不符合" in line)
    assert "2024年9月12日承诺确认欠款" not in row and "2024年4月18日还款计划确认欠款" in row


def test_the_list_of_exhibits_calls_a_weak_message_a_message() -> None:
    row = next(
        line for line in words("evidence_list", changed("steel", ACCOUNT)).splitlines() if line.startswith("│ 5-1 │")
    )
    assert "2023年11月10日微信消息" in row and "2023年11月10日承诺" not in row
