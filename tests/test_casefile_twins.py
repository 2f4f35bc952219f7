"""Facts entered twice: certain ones are errors, doubtful ones are asked about until a person says that they are two."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_hands import EXAMPLES
from case_kit import AS_OF, CONTRACT, JOINT, PARTIES, SURETY, debt, filing, letter, seal, surety
from cli_run import typed
from lexcollect.casefile.facts import fields_of
from lexcollect.casefile.loader import Loaded, load_case, parse_case
from lexcollect.casefile.models import Case
from lexcollect.deadlines.matter import answer_case
from papers import drafted, material, text_of

PAID = {"date": "2024-05-06", "amount": "30000.00", "payer": "乙", "channel": "银行转账", "evidence": ["回单"]}
NOTE = {"obligation": "货款", "date": "2024-02-01", "doc_no": "SH-1", "goods": "圆钢", "quantity": "70吨"}
INVOICE = {"number": "23122001", "date": "2024-02-02", "amount": "100.00", "obligation": "货款"}
COST = {"kind": "lawyer_fee", "amount": "20000.00", "date": "2026-01-05", "evidence": ["律师费发票"]}
LOOKED = {"distinct": "是"}


def loaded(**groups: Any) -> Loaded:
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": PARTIES,
        "contracts": [CONTRACT],
        "obligations": [debt()],
        **groups,
    }
    return parse_case(json.dumps(tree, ensure_ascii=False, indent=1))


def told(**groups: Any) -> list[str]:
    return [f.code for f in loaded(**groups).findings if "LX-C080" <= f.code <= "LX-C085"]


def person(id: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "role": "surety", "kind": "natural", "name": name, "domicile": "丁地", **more}


# --- payments: a claim is never reduced in silence ---------------------------------------------------------


@pytest.mark.parametrize(
    "second, code",
    [
        ({}, "LX-C080"),
        ({"id": "付款二"}, "LX-C080"),
        ({"channel": "银 行 转 账"}, "LX-C080"),
        ({"amount": "30,000元"}, "LX-C080"),
        ({"date": "2024年5月6日"}, "LX-C080"),
        ({"evidence": ["流水"]}, "LX-C081"),
        ({"memo": "货款"}, "LX-C081"),
        ({"payer": ""}, "LX-C081"),
        ({"channel": "现金", "memo": "尾款", "evidence": []}, "LX-C081"),
    ],
)
def test_a_payment_entered_a_second_time_is_refused_or_asked_about(second: dict[str, Any], code: str) -> None:
    assert told(payments=[PAID, {**PAID, **second}]) == [code]
    for which in ([{**PAID, **LOOKED}, {**PAID, **second}], [PAID, {**PAID, **second, **LOOKED}]):
        assert told(payments=which) == []


@pytest.mark.parametrize(
    "second",
    [{"date": "2024-05-07"}, {"amount": "30000.01"}, {"payer": "丁"}, {"kind": "set_off"}],
)
def test_payments_of_another_day_amount_payer_or_kind_are_two(second: dict[str, Any]) -> None:
    assert told(parties=[*PARTIES, SURETY], payments=[PAID, {**PAID, **second}]) == []


def test_the_same_payment_entered_under_two_contracts_is_asked_about() -> None:
    other = {**CONTRACT, "id": "合同二", "name": "加工合同"}
    debts = [debt(), debt("加工费", contract="合同二")]
    twice = [{**PAID, "designated_for": id} for id in ("货款", "加工费")]
    assert told(contracts=[CONTRACT, other], obligations=debts, payments=twice) == ["LX-C081"]


def test_the_question_names_the_line_what_is_alike_and_that_both_count() -> None:
    (asked,) = [f for f in loaded(payments=[PAID, {**PAID, "memo": "货款"}]).findings if f.code == "LX-C081"]
    first = next(f for f in loaded(payments=[PAID]).case.payments)  # type: ignore[union-attr]
    assert str(first.where.line) in asked.message("zh") and "日期、金额" in asked.message("zh")
    assert "两条都计入" in asked.message("zh") and "确为另一笔: 是" in asked.remedy("zh")
    assert asked.where.line > first.where.line


@settings(deadline=None)
@given(
    amounts=st.lists(st.sampled_from(["100", "2500.50", "30000.00"]), min_size=1, max_size=6),
    days=st.lists(st.sampled_from(["2024-05-06", "2024-06-07"]), min_size=6, max_size=6),
    memos=st.lists(st.sampled_from(["", "货款", "尾款"]), min_size=6, max_size=6),
    looked=st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_no_case_with_two_equal_payments_is_counted_without_a_word(
    amounts: list[str], days: list[str], memos: list[str], looked: list[bool]
) -> None:
    rows = [
        {"amount": a, "date": d, "memo": m, "payer": "乙"} | (LOOKED if yes else {})
        for a, d, m, yes in zip(amounts, days, memos, looked, strict=False)
    ]
    pairs = {
        (i, j)
        for i in range(len(rows))
        for j in range(i)
        if all(rows[i][key] == rows[j][key] for key in ("amount", "date")) and not (looked[i] or looked[j])
    }
    read = loaded(obligations=[debt(amount="900000.00")], payments=rows)
    asked = [f for f in read.findings if f.code in ("LX-C080", "LX-C081")]
    assert len(asked) == len({i for i, _ in pairs})
    copied = any(rows[i]["memo"] == rows[j]["memo"] for i, j in pairs)
    assert (read.case is None) == copied
    if read.case is not None:
        account = answer_case(read.case, AS_OF).account
        counted = sum((s.amount for s in account.shares), Decimal(0)) + sum((a for _, a in account.credits), Decimal(0))
        assert counted == sum((Decimal(a) for a in amounts), Decimal(0))


# --- every other group -------------------------------------------------------------------------------------

ALIKE = {
    "registry_checks": (
        {"party": "乙", "date": "2026-11-20", "state": "active"},
        {"evidence": ["登记查询"]},
    ),
    "enforcement_requests": (
        {"id": "a", "kind": "listing", "debtor": "乙", "listing": "able", "text": "有存款而不履行"},
        {"id": "b", "evidence": ["回单"]},
    ),
    "evidence_requests": (
        {"id": "a", "kind": "investigation", "item": "抵扣记录", "holder": "某税务局", "evidence": ["发票"]},
        {"id": "b", "proves": "收到发票"},
    ),
    "opposing_exhibits": ({"id": "a", "title": "收条", "number": "证据1"}, {"id": "b", "title": "收据"}),
    "form_entries": ({"form": "08", "section": "事实与理由", "row": "7", "text": "按月付息"}, {"text": "每月付息"}),
    "issues": ({"id": "a", "title": "货物是否交付", "ours": "已交付"}, {"id": "b", "ours": "已经交付"}),
    "counterclaims": ({"id": "a", "title": "质量赔偿款", "amount": "5000.00"}, {"id": "b", "due_on": "2025-01-02"}),
    "questions": ({"to": "被告", "text": "印章是否真实"}, {"purpose": "确认印章"}),
    "deliveries": (NOTE, {"receiver": "刘小样"}),
    "invoices": (
        {"number": "23122001", "date": "2024-02-02", "amount": "100.00", "obligation": "货款"},
        {"amount": "1.00"},
    ),
    "payouts": ({"obligation": "货款", "date": "2024-02-03", "amount": "90000.00"}, {"channel": "银行转账"}),
    "rents": (
        {
            "id": "a",
            "contract": "合同",
            "amount": "900.00",
            "first": "2024-05-01",
            "last": "2024-07-31",
            "due_day": "5",
        },
        {"id": "b", "last": "2024-08-31"},
    ),
    "leased_things": (
        {"id": "机", "contract": "合同", "name": "挖掘机", "number": "SMP-0001"},
        {"id": "b", "place": "沈阳市"},
    ),
    "assignments": ({"assignor": "丙公司", "date": "2024-05-06"}, {"agreement": "转让合同"}),
    "milestones": ({"obligation": "货款", "kind": "acceptance", "date": "2024-03-05"}, {"title": "终验"}),
    "acknowledgements": (seal("2024-06-01", content="尚欠十万元"), {"id": "b", "signed_by": "何样文"}),
    "communications": (letter("2024-07-01", content="催款"), {"id": "b", "evidence": ["函件底稿"]}),
    "securities": (surety(), {"id": "b", "cap": "5.00"}),
    "filings": (filing("2025-01-02", case_no="（2025）辽0103民初1号"), {"id": "b", "organ": "沈阳市沈河区人民法院"}),
    "titles": (
        {"id": "a", "kind": "judgment", "case_no": "（2025）辽0103民初1号", "served_on": "2025-03-01"},
        {"id": "b", "case_no": "(2025)辽0103民初1号", "organ": "沈阳市沈河区人民法院"},
    ),
    "measures": (
        {"id": "a", "asset": "bank", "owner": "乙", "taken_on": "2025-01-02", "description": "账户"},
        {"id": "b", "organ": "沈阳市沈河区人民法院"},
    ),
    "insolvencies": ({"person": "乙", "accepted_on": "2025-01-02"}, {"court": "沈阳市中级人民法院"}),
    "collaterals": (
        {"id": "a", "kind": "mortgage", "grantor": "乙", "thing": "厂房", "registered_on": "2024-01-12"},
        {"id": "b", "number": "他项1号"},
    ),
    "dispositions": (
        {"id": "a", "kind": "gift", "by": "乙", "date": "2025-01-02"},
        {"id": "b", "to": "乙例之妻"},
    ),
    "watched": ({"id": "a", "rule": "appeal.judgment", "start": "2025-01-02"}, {"id": "b", "evidence": ["判决"]}),
    "asset_clues": (
        {"kind": "bank_account", "owner": "乙", "description": "账户", "source": "contract"},
        {"source": "invoice"},
    ),
    "costs": (COST, {"date": None}),
    "running_fees": (
        {"id": "a", "contract": "合同", "title": "占用费", "per_day": "10.00", "first": "2025-01-02"},
        {"id": "b", "last": "2025-02-01"},
    ),
}
APART = {
    "registry_checks": {"date": "2026-11-27"},
    "enforcement_requests": {"id": "b", "debtor": "丙"},
    "evidence_requests": {"id": "b", "item": "报关单"},
    "opposing_exhibits": {"id": "b", "title": "证言", "number": "证据2"},
    "form_entries": {"row": "8", "text": "已还一期"},
    "issues": {"id": "b", "title": "违约金是否过高"},
    "counterclaims": {"id": "b", "title": "代垫运费"},
    "questions": {"text": "货物由谁签收"},
    "payouts": {"date": "2024-02-04"},
    "milestones": {"date": "2024-04-05"},
    "assignments": {"date": "2024-06-07"},
    "rents": {"id": "b", "first": "2024-06-01"},
    "leased_things": {"id": "b", "number": "SMP-0002"},
    "deliveries": {"doc_no": "SH-2"},
    "invoices": {"number": "23122002"},
    "acknowledgements": {"id": "b", "content": "下月付款"},
    "communications": {"id": "b", "content": "再次催款"},
    "securities": {"id": "b", "created_on": "2024-02-10"},
    "filings": {"id": "b", "case_no": "（2025）辽0103民初2号"},
    "titles": {"id": "b", "case_no": "（2025）辽0103民初2号"},
    "measures": {"id": "b", "description": "另一账户"},
    "insolvencies": {"person": "丙"},
    "collaterals": {"id": "b", "thing": "机器"},
    "dispositions": {"id": "b", "date": "2025-02-02"},
    "watched": {"id": "b", "start": "2025-02-02"},
    "asset_clues": {"description": "另一账户"},
    "costs": {"date": "2026-02-05"},
    "running_fees": {"id": "b", "title": "二号机占用费"},
}


def two_of(group: str, one: dict[str, Any], changes: dict[str, Any]) -> list[str]:
    other = {key: value for key, value in {**one, **changes}.items() if value is not None}
    return told(parties=[*PARTIES, JOINT, SURETY], **{group: [one, other]})


@pytest.mark.parametrize("group", ALIKE)
def test_copies_are_refused_twins_are_asked_about_and_what_is_told_apart_is_two(group: str) -> None:
    one, changes = ALIKE[group]
    copy = {"id": "b"} if "id" in one else {}
    assert two_of(group, one, copy) == ["LX-C080"]
    assert two_of(group, one, {**copy, **LOOKED}) == []
    assert two_of(group, one, changes) == ["LX-C081"]
    assert two_of(group, one, {**changes, **LOOKED}) == []
    assert two_of(group, one, {**copy, **APART[group]}) == []


def test_two_calls_of_one_day_at_different_hours_are_two() -> None:
    call = {"id": "a", "kind": "call", "date": "2026-11-27", "recipient": "乙", "content": "催款"}
    assert told(communications=[{**call, "time": "10:30"}, {**call, "id": "b", "time": "下午3点"}]) == []
    assert told(communications=[{**call, "time": "10:30"}, {**call, "id": "b", "time": "上午10点半"}]) == ["LX-C080"]


def test_every_group_of_facts_is_looked_through() -> None:
    groups = {f.key for f in fields_of(Case) if f.model is not None and f.many}
    assert groups == {*ALIKE, "payments", "parties", "agents", "contracts", "obligations", "obstacles", "reviews"}
    strike = {"reason": "疫情封控", "first": "2024-05-01"}
    assert told(obstacles=[strike, strike]) == ["LX-C080"]
    lawyer = {"id": "甲律师", "name": "张示例", "kind": "lawyer", "licence_no": "11201202600000001"}
    assert told(agents=[lawyer, {**lawyer, "id": "乙律师"}]) == ["LX-C080"]
    assert told(agents=[lawyer, {**lawyer, "id": "乙律师", "name": "李示例"}]) == ["LX-C082"]
    assert told(agents=[lawyer, {**lawyer, "id": "乙律师", "name": "李示例", "licence_no": "1"}]) == []


def test_an_order_number_is_a_name_of_its_own_so_equal_orders_are_asked_about_and_not_refused() -> None:
    assert told(obligations=[debt("订单一"), debt("订单二")]) == ["LX-C081"]
    assert told(obligations=[debt("订单一"), debt("订单二", **LOOKED)]) == []
    assert told(obligations=[debt("订单一"), debt("订单二", date="2024-01-16")]) == []
    assert told(obligations=[debt("三月"), debt("四月", due="2024-04-15")]) == []
    numbered = {**CONTRACT, "number": "JB-001"}
    assert told(contracts=[numbered, {**numbered, "id": "又", "signed_on": "2024-01-11"}]) == ["LX-C081"]
    assert told(contracts=[numbered, {**numbered, "id": "又", "number": "JB-002"}]) == []


def test_one_invoice_for_two_orders_is_two_rows_and_the_whole_of_it_under_both_is_asked_about() -> None:
    debts = [debt(), debt("货款二", date="2024-01-20")]
    assert told(obligations=debts, invoices=[INVOICE, {**INVOICE, "obligation": "货款二", "amount": "60.00"}]) == []
    assert told(obligations=debts, invoices=[INVOICE, {**INVOICE, "obligation": "货款二"}]) == ["LX-C081"]


def test_three_of_a_kind_are_told_twice_and_one_look_settles_its_own_pairs_only() -> None:
    assert told(payments=[PAID] * 3) == ["LX-C080"] * 2
    assert told(payments=[{**PAID, **LOOKED}, PAID, PAID]) == ["LX-C080"]


# --- persons -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["乙方样例有限公司 ", "乙方样例 有限公司", "乙方样例\u3000有限公司"])
def test_creditor_and_debtor_are_two(written: str) -> None:
    ours = {**PARTIES[0], "name": "乙方样例有限公司"}
    assert told(parties=[ours, {**PARTIES[1], "name": written}]) == ["LX-C085"]
    code = "91120113FAKE00013M"
    assert told(parties=[{**PARTIES[0], "uscc": code}, {**PARTIES[1], "uscc": code.lower()}]) == ["LX-C085"]


@pytest.mark.parametrize(
    "first, second",
    [
        ("大连（港）样例公司", "大连(港)样例公司"),
        ("ＡＢ样例公司", "AB样例公司"),
        ("大连〔港〕样例公司", "大连（港）样例公司"),
    ],
)
def test_one_company_under_two_ids_is_refused_however_its_name_is_typed(first: str, second: str) -> None:
    two = [person("保一", first, kind="organisation"), person("保二", second, kind="organisation")]
    assert told(parties=[*PARTIES, *two]) == ["LX-C083"]


def test_persons_of_one_name_are_told_apart_by_their_numbers_or_by_a_look() -> None:
    numbers = ["210199197105060017", "210299198209190035"]
    assert told(parties=[*PARTIES, person("一", "丁样"), person("二", "丁样")]) == ["LX-C084"]
    assert told(parties=[*PARTIES, person("一", "丁样"), person("二", "丁样", **LOOKED)]) == []
    both = [person(id, "丁样", id_no=number) for id, number in zip("一二", numbers, strict=True)]
    assert told(parties=[*PARTIES, *both]) == []
    same = [person(id, name, id_no=numbers[0]) for id, name in (("一", "丁样"), ("二", "丁祥"))]
    assert told(parties=[*PARTIES, *same]) == ["LX-C083"]
    shop = {**person("店", "丁样"), "kind": "individual_business"}
    assert told(parties=[*PARTIES, person("一", "丁样"), shop]) == ["LX-C084"]


# --- what a user sees --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_shipped_matters_hold_nothing_twice(path: Path) -> None:
    assert [f.code for f in load_case(path).findings if "LX-C080" <= f.code <= "LX-C085"] == []


def test_calc_shows_the_question_and_refuses_a_line_pasted_twice(tmp_path: Path) -> None:
    line = next(row for row in EXAMPLES[0].read_text("utf-8").splitlines() if "付款二" in row)
    slip, ledger = line, line.replace("付款二", "付款三").replace("memo: 付2023年8月21日订单货款", "memo: 流水摘要")
    for twice, code, exit_code in ((ledger, "LX-C081", 0), (slip.replace("付款二", "付款三"), "LX-C080", 1)):
        text = EXAMPLES[0].read_text("utf-8").replace(slip, f"{slip}\n{twice}")
        (tmp_path / "案件.yaml").write_text(text, "utf-8")
        done, out, err = typed("calc", "--as-of", "2026-11-21", cwd=tmp_path)
        assert (done, code in out + err) == (exit_code, True), out + err


def test_a_thousand_facts_of_one_day_are_told_apart_or_asked_about_one_by_one() -> None:
    talk = [letter("2024-07-01", id=str(n), kind="im", content=f"第{n}条") for n in range(1000)]
    assert told(communications=talk) == []
    assert told(communications=[*talk, {**talk[7], "id": "又", "tied_to": "微信号"}]) == ["LX-C081"]
    # One that says nothing of its content may be any of them.
    silent = {key: value for key, value in talk[0].items() if key != "content"}
    assert told(communications=[*talk, {**silent, "id": "又"}]) == ["LX-C081"]
    assert told(communications=[{**silent, "id": "又"}, *talk]) == ["LX-C081"] * 1000


def test_an_invoice_in_two_rows_is_one_invoice_in_the_complaint(tmp_path: Path) -> None:
    row = 'number: "23122000000000000003", date: 2023-09-12, amount: 537600.00, obligation: DD-20230821'
    split = (
        'number: "23122000000000000003", date: 2023-09-12, amount: 500000.00, obligation: DD-20230821}\n'
        '  - {number: "23122000000000000003", date: 2023-09-12, amount: 30000.00, obligation: DD-20230602'
    )
    said = text_of(drafted(tmp_path, "complaint", given=material((row, split))), "complaint")
    assert "开具增值税发票3份，金额合计1,294,000.00元" in said


def test_no_answer_is_given_on_a_line_pasted_twice_and_every_answer_carries_the_question(tmp_path: Path) -> None:
    text = EXAMPLES[0].read_text("utf-8")
    line = next(row for row in text.splitlines() if "付款二" in row)
    twin = line.replace("付款二", "付款三").replace("memo: 付2023年8月21日订单货款", "memo: 流水摘要")
    (tmp_path / "证据目录.yaml").write_text("", "utf-8")
    for verb in ("calc", "due", "draft"):
        (tmp_path / "案件.yaml").write_text(text.replace(line, f"{line}\n{line.replace('付款二', '付款三')}"), "utf-8")
        code, out, err = typed(verb, "--as-of", "2026-11-21", "--json", cwd=tmp_path)
        assert (code, "LX-C080" in out + err) == (1, True), verb
        (tmp_path / "案件.yaml").write_text(text.replace(line, f"{line}\n{twin}"), "utf-8")
        assert "LX-C081" in "".join(typed(verb, "--as-of", "2026-11-21", "--json", cwd=tmp_path)[1:]), verb
