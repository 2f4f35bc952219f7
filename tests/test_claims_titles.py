"""After judgment: what a title grants, partial recoveries, double interest, settlement in enforcement, by hand.

The title of ``mediation`` grants 480,000 yuan in four instalments of 120,000, a penalty of 20,000 with the last, and
the court fee of 4,400 to the creditor with the first; one missed instalment makes all due.
"""

from __future__ import annotations

from datetime import date as D
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from case_kit import PARTIES, SURETY, case_with, debt, filing, letter, matter_with, surety
from cli_run import typed
from lexcollect.casefile.loader import parse_case
from lexcollect.causes import HeadKind
from lexcollect.claims.titles import Kept
from lexcollect.findings import Refused
from lexcollect.law.rules.parts import Part

AS_OF = D(2026, 9, 15)
DAYS = ("2023-04-28", "2023-06-30", "2023-08-31", "2023-10-31")


def awards() -> list[dict[str, Any]]:
    """What the mediation paper grants."""
    return [
        *({"kind": "本金", "amount": "120000", "due_on": day} for day in DAYS),
        {"kind": "违约金", "amount": "20000", "due_on": DAYS[-1]},
        {"kind": "应付我方的诉讼费", "amount": "4400", "due_on": DAYS[0]},
    ]


def mediation(**more: Any) -> dict[str, Any]:
    """The mediation paper, signed for on 2023-04-10."""
    return {
        "id": "调解书",
        "kind": "mediation_paper",
        "case_no": "（2023）某0102民初456号",
        "served_on": "2023-04-10",
        "own_sanction": "否",
        "accelerates": "是",
        "awards": awards(),
        "evidence": ["调解书"],
        **more,
    }


def paid(*rows: tuple[str, str], **more: Any) -> list[dict[str, Any]]:
    """Payments of the debtor."""
    return [{"date": day, "amount": amount, "evidence": ["回单"], **more} for day, amount in rows]


RECOVERED = paid(
    ("2023-04-28", "124400"),
    ("2023-06-30", "120000"),
    ("2023-09-15", "50000"),
    ("2024-01-19", "30000"),
    ("2024-04-30", "60000"),
)
AGREED = {
    "signed_on": "2024-03-15",
    "filed": "是",
    "evidence": ["和解"],
    "instalments": [{"due_on": day, "amount": "60000"} for day in ("2024-04-30", "2024-07-31", "2024-10-31")],
}
OWED = {"obligations": [debt(amount="500000.00", due="2022-09-30")], "contracts": [
    {"id": "合同", "cause": "买卖合同纠纷", "name": "买卖合同", "signed_on": "2022-03-01",
     "late_penalty": "每日万分之五"}]}  # fmt: skip


def facts(title: dict[str, Any], payments: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The file with one title."""
    old = {**debt(amount="500000.00", due="2022-09-30"), "date": "2022-03-10"}
    return {"contracts": OWED["contracts"], "obligations": [old], "titles": [title], "payments": payments, **more}


def test_a_missed_instalment_makes_the_rest_due_and_recoveries_lessen_the_base() -> None:
    """Base 120,000 + 120,000 + 20,000 from 2023-08-31 (迟延履行利息解释 1–3): 15, 141, 243 and 1,111 days."""
    claims = matter_with(AS_OF, **facts(mediation(), RECOVERED)).claims
    (title,) = claims.titles
    lines = [(line.amount, line.days, line.double) for line in title.owed.lines if line.days]
    assert lines == [
        (Decimal(50000), 15, Decimal("131.25")),
        (Decimal(30000), 141, Decimal("740.25")),
        (Decimal(60000), 243, Decimal("2551.50")),
        (Decimal(120000), 1111, Decimal("23331.00")),
    ]
    assert title.missed == D(2023, 8, 31)
    assert (title.double, title.left(Part.PRINCIPAL), title.left(Part.PENALTY)) == (Decimal("26754.00"), 120000, 0)
    assert (claims.total, claims.per_day) == (Decimal("146754.00"), Decimal("21.00"))
    assert [(h.kind, h.amount) for h in claims.heads] == [
        (HeadKind.PRICE, 120000),
        (HeadKind.DOUBLE_INTEREST, Decimal("26754.00")),
    ]
    assert [(r.reading.key, r.effect) for r in title.readings] == [("claims.title.reading_each", Decimal("-1494.50"))]


def test_a_broken_settlement_is_deducted_and_its_months_are_the_other_reading() -> None:
    """执行和解规定 9, 17; 3(3) leaves out stays for review only: 47 of 243 and 139 of 1,111 days are debated."""
    claims = matter_with(AS_OF, **facts(mediation(agreements=[AGREED]), RECOVERED)).claims
    (title,) = claims.titles
    assert title.agreement is not None
    assert (title.agreement.kept, title.agreement.broken_on, title.agreement.paid) == (
        Kept.BROKEN,
        D(2024, 7, 31),
        Decimal(60000),
    )
    assert claims.total == Decimal("146754.00")
    assert title.readings[-1].effect == Decimal("-3412.50")
    assert "LX-M227" in {f.code for f in claims.findings}


def test_a_settlement_that_is_kept_or_performed() -> None:
    """执行和解规定 8, 11(1), 11(2): performed late is performed; before the next day nothing is resumed."""
    early = matter_with(D(2024, 6, 1), **facts(mediation(agreements=[AGREED]), RECOVERED)).claims
    assert early.titles[0].agreement.kept is Kept.RUNNING and early.titles[0].agreement.next_due == D(2024, 7, 31)  # type: ignore[union-attr]
    done = [*RECOVERED, *paid(("2024-11-20", "120000"))]
    claims = matter_with(AS_OF, **facts(mediation(agreements=[AGREED]), done)).claims
    assert (claims.titles[0].settled, claims.total, claims.per_day) == (True, 0, 0)
    resumed = {**AGREED, "resumed_on": "2024-08-20"}
    again = matter_with(AS_OF, **facts(mediation(agreements=[resumed]), done)).claims
    # 120,000 from 2023-08-31 to 2024-11-20: 122 + 325 = 447 days, 21 yuan each: 9,387; with the earlier 3,423.00
    assert not again.titles[0].settled and again.total == Decimal("12810.00")


def test_the_doubled_part_is_paid_last() -> None:
    """迟延履行利息解释 4: 10,000 due 2025-03-10, 9,000 on 2025-03-20, 1,500 on 2025-06-08."""
    title = mediation(
        kind="appeal_judgment", served_on="2025-02-28", performance_count="10", accelerates="否",
        awards=[{"kind": "货款", "amount": "10000"}],
    )  # fmt: skip
    claims = matter_with(D(2025, 12, 31), **facts(title, paid(("2025-03-20", "9000"), ("2025-06-08", "1500")))).claims
    owed = claims.titles[0].owed
    # ten days from 2025-02-28: Monday 2025-03-10; 9,000 x 10 days 15.75; 1,000 x 90 days 15.75
    assert [(line.days, line.double) for line in owed.lines] == [(10, Decimal("15.75")), (90, Decimal("15.75"))]
    assert (owed.double_paid, owed.over, claims.total) == (Decimal("31.50"), Decimal("468.50"), 0)


def test_the_period_to_perform_moves_from_a_rest_day_for_the_interest_and_not_for_the_two_years() -> None:
    """民事诉讼法 85(3); ten days from 2025-06-19 end on Sunday 06-29: interest from 06-30, two years from 06-29."""
    title = mediation(
        kind="judgment", served_on=None, effective_on="2025-06-19", performance_count="10", accelerates="否",
        awards=[{"kind": "货款", "amount": "100000"}],
    )  # fmt: skip
    title = {key: value for key, value in title.items() if value is not None}
    found = matter_with(D(2025, 7, 10), **facts(title, []))
    assert found.claims.titles[0].debts[0].expires == D(2025, 6, 30)
    assert found.claims.titles[0].double == Decimal("175.00")
    assert found.agenda.get("enforcement:调解书").period.nominal == D(2027, 6, 29)  # type: ignore[union-attr]


def test_interest_the_title_itself_grants_runs_and_bears_no_doubled_part() -> None:
    """100,000 at 6 % from 2025-01-01; due 2025-04-10; on 2025-04-30: 120 days 1,972.60, doubled 20 days 350.00."""
    title = mediation(
        kind="award", served_on="2025-04-01", effective_on="2025-04-01", performance_day="2025-04-10",
        accelerates="否",
        awards=[
            {"kind": "本金", "amount": "100000"},
            {"kind": "利息", "rate": "年利率6%", "first": "2025-01-01"},
            {"kind": "律师费", "amount": "3000"},
        ],
    )  # fmt: skip
    claims = matter_with(D(2025, 4, 30), **facts(title, [])).claims
    (found,) = claims.titles
    assert found.left(Part.INTEREST) == Decimal("1972.60")
    # base 100,000 and 3,000: 103,000 x 0.000175 x 20
    assert found.double == Decimal("360.50")
    assert claims.total == Decimal("105333.10")


def test_a_court_fee_owed_to_the_creditor_is_outside_the_base_unless_chosen() -> None:
    """迟延履行利息解释 1(3): 4,400 due 2023-04-28, nothing paid: 4,400 x 0.000175 x 33 days = 25.41."""
    at = D(2023, 5, 31)
    (outside,) = matter_with(at, **facts(mediation(accelerates="否"), [])).claims.titles
    (inside,) = matter_with(at, **facts(mediation(accelerates="否", court_fee_in_base="是"), [])).claims.titles
    assert (outside.double, inside.double) == (Decimal("693.00"), Decimal("718.41"))
    assert outside.readings[0].effect == Decimal("25.41") and inside.readings[0].effect == Decimal("-25.41")


def test_a_stay_nobody_but_the_court_or_the_creditor_caused_is_left_out() -> None:
    """迟延履行利息解释 3(3): 2023-09-01 to 2023-09-10 are ten days."""
    stay = {"first": "2023-09-01", "last": "2023-09-10"}
    one = [{"kind": "货款", "amount": "100000", "due_on": "2023-08-31"}]
    plain, stayed, asked = (
        matter_with(D(2023, 9, 30), **facts(mediation(accelerates="否", awards=one, stays=stays), [])).claims.total
        for stays in ([], [stay], [{**stay, "debtors_request": "是"}])
    )
    assert (plain, stayed, asked) == (Decimal("100525.00"), Decimal("100350.00"), Decimal("100525.00"))


def test_a_mediation_paper_with_a_sanction_of_its_own_bears_no_doubled_part() -> None:
    """民事调解规定 15(2); while nobody answered, it is counted and asked about."""
    unasked = {key: value for key, value in mediation().items() if key != "own_sanction"}
    claims = matter_with(AS_OF, **facts(unasked, RECOVERED)).claims
    assert claims.total == Decimal("146754.00") and "LX-M221" in {f.code for f in claims.findings}
    own = matter_with(AS_OF, **facts(mediation(own_sanction="是"), RECOVERED)).claims
    assert own.total == Decimal("120000.00") and "LX-M222" in {f.code for f in own.findings}


def test_what_a_title_does_not_decide_keeps_its_own_account() -> None:
    """Two debts, one decided: the other asks for price and penalty by the contract."""
    two = facts(
        mediation(
            accelerates="否", covers=["货款"], awards=[{"kind": "货款", "amount": "1000", "due_on": "2023-08-31"}]
        ),
        [],
    )
    two["obligations"] = [
        *two["obligations"],
        {**debt("尾款", amount="2000.00", due="2023-08-31"), "date": "2022-03-10"},
    ]
    claims = matter_with(D(2023, 9, 10), **two).claims
    # 尾款: 2,000 and 0.05 % x 10 days; the title: 1,000 and 0.0175 % x 10 days
    assert [(h.kind.value, h.amount) for h in claims.heads] == [
        ("price", Decimal("2000.00")),
        ("penalty", Decimal("10.00")),
        ("price", Decimal("1000")),
        ("double_interest", Decimal("1.75")),
    ]
    assert claims.decided == {"货款"}


def test_a_guarantor_bound_by_the_title_owes_what_it_says_others_what_they_promised() -> None:
    who = {"parties": [*PARTIES, SURETY], "securities": [surety(created_on="2022-03-01")],
           "communications": [letter("2022-10-20", "丁")]}  # fmt: skip
    both = facts(mediation(against=["乙", "丁"]), RECOVERED, **who)
    alone = facts(mediation(against=["乙"]), RECOVERED, **who)
    assert matter_with(AS_OF, **both).claims.sureties[0].covered == ()
    assert matter_with(AS_OF, **alone).claims.sureties[0].covered == ("货款",)


def test_a_payment_that_may_belong_to_two_titles_is_asked_for() -> None:
    other = mediation(id="判决", case_no="（2023）某0102民初9号", served_on="2023-04-11")
    both = {**facts(mediation(), RECOVERED), "titles": [mediation(), other]}
    with pytest.raises(Refused) as refused:
        _ = matter_with(AS_OF, **both).claims
    assert refused.value.findings[0].code == "LX-M223"
    named = {**both, "payments": [{**p, "title": "调解书"} for p in RECOVERED]}
    assert next(t.total for t in matter_with(AS_OF, **named).claims.titles) == Decimal("146754.00")


def test_a_title_without_its_sums_leaves_the_contract_s_figures_and_says_so() -> None:
    bare = {key: value for key, value in mediation().items() if key not in ("awards", "accelerates")}
    claims = matter_with(AS_OF, **facts(bare, RECOVERED)).claims
    assert not claims.titles and "LX-M220" in {f.code for f in claims.findings}


def test_two_years_run_again_from_the_last_day_of_the_settlement() -> None:
    """民诉法解释 466, 执行和解规定 10: from 2024-10-31 to Saturday 2026-10-31."""
    agenda = matter_with(AS_OF, **facts(mediation(agreements=[AGREED]), RECOVERED)).agenda
    deadline = agenda.get("enforcement:调解书")
    assert deadline is not None and deadline.period is not None
    assert (deadline.period.nominal, deadline.period.last_day) == (D(2026, 10, 31), D(2026, 11, 2))
    without = {**AGREED, "evidence": []}
    weaker = matter_with(AS_OF, **facts(mediation(agreements=[without]), RECOVERED)).agenda.get("enforcement:调解书")
    # without its paper the settlement falls: the last payment of 2024-04-30 decides
    assert weaker is not None and weaker.period is not None and weaker.period.nominal == D(2026, 4, 30)


def test_after_an_ended_enforcement_no_period_binds_and_the_general_surety_s_clock_starts() -> None:
    """民诉法解释 517(2); 担保制度解释 28(1)(1): three years from the service of the ruling."""
    ended = mediation(terminated_on="2024-12-20", termination_served_on="2024-12-25")
    who = {"parties": [*PARTIES, SURETY], "securities": [surety("surety_general", created_on="2022-03-01")],
           "filings": [filing("2023-02-10", outcome="mediation_paper", ended_on="2023-04-10")]}  # fmt: skip
    agenda = matter_with(AS_OF, **facts(ended, RECOVERED, **who)).agenda
    assert agenda.get("enforcement:调解书").state == "no_limit"  # type: ignore[union-attr]
    (clock,) = agenda.of_rule("guarantee.limitation_general")
    assert clock.period is not None and clock.period.nominal == D(2027, 12, 25)


@pytest.mark.parametrize(
    "change, code",
    [
        ({"awards": [{"kind": "本金"}]}, "LX-C180"),
        ({"awards": [{"kind": "利息", "rate": "年利率6%"}]}, "LX-C181"),
        ({"awards": [{"kind": "律师费", "rate": "年利率6%", "first": "2025-01-01"}]}, "LX-C182"),
        ({"instalments": ["2023-04-30"]}, "LX-C183"),
        ({"awards": [{"kind": "本金", "amount": "1"}]}, "LX-C184"),
        ({"agreements": [{**AGREED, "signed_on": "2024-05-01"}]}, "LX-C185"),
    ],
)
def test_what_of_a_title_cannot_be_counted_is_said(change: dict[str, Any], code: str) -> None:
    import json

    tree = {"schema": "lexcollect/case/1", "matter": "小案", "parties": PARTIES, **facts(mediation(**change), [])}
    assert code in {f.code for f in parse_case(json.dumps(tree, ensure_ascii=False)).findings}


def test_chinese_keys_say_the_same() -> None:
    text = (
        "生效文书:\n  - {编号: 调解书, 类型: 调解书, 送达我方日期: 2023-04-10, 一期未付全部到期: 是,"
        " 判项: [{类型: 货款, 金额: 100, 应付日期: 2023-05-01}, {类型: 货款, 金额: 100, 应付日期: 2023-06-01}],"
        " 执行和解: [{签订日期: 2024-03-15, 已提交法院: 是, 分期: [{应付日期: 2024-04-30, 金额: 60}]}],"
        " 中止暂缓: [{起: 2024-01-01, 止: 2024-01-31, 被执行人申请: 否}], 终本裁定日期: 2025-01-01}\n"
    )
    head = "格式: lexcollect/case/1\n案名: 小案\n当事人: []\n合同: []\n应收款: []\n"
    loaded = parse_case(head + text)
    assert not [f for f in loaded.findings if f.code in ("LX-C004", "LX-C005", "LX-C007")]
    assert case_with(**facts(mediation(), [])).titles[0].instalment_days == tuple(D.fromisoformat(d) for d in DAYS)


def test_two_years_of_an_accelerated_mediation_paper_run_from_the_missed_day_to_be_safe() -> None:
    """民事诉讼法 250(2) counts from the last instalment; once all is due the earlier day is planned on."""
    first = paid(("2023-04-28", "124400"), ("2023-06-30", "120000"))
    deadline = matter_with(D(2023, 12, 1), **facts(mediation(), first)).agenda.get("enforcement:调解书")
    assert deadline is not None and deadline.period is not None
    assert deadline.period.nominal == D(2025, 8, 31)
    plain = matter_with(D(2023, 12, 1), **facts(mediation(accelerates="否"), first)).agenda.get("enforcement:调解书")
    assert plain is not None and plain.period is not None and plain.period.nominal == D(2025, 10, 31)


@pytest.mark.parametrize("granted", [[], [{"kind": "本金", "amount": "400000"}]])
def test_without_the_sum_of_each_instalment_the_first_unpaid_one_is_planned_on(granted: list[dict[str, str]]) -> None:
    """民事诉讼法 250: nothing paid on 2024-06-30, two years: 2026-06-30; from the last, 2026-12-31: 2028-12-31."""
    days = ["2024-06-30", "2024-12-31", "2025-12-31", "2026-12-31"]
    paper = mediation(served_on="2024-01-10", awards=granted, instalments=days)

    def row(*payments: tuple[str, str], **more: Any) -> Any:
        given = facts({**paper, **more}, paid(*payments))
        return matter_with(D(2025, 3, 1), **given).agenda.get("enforcement:调解书")

    missed = row()
    assert (missed.period.nominal, missed.period.act_by) == (D(2026, 6, 30), D(2026, 6, 30))
    assert [other.value.nominal for other in missed.answer.alternatives] == [D(2028, 12, 31)]
    assert missed.answer.certainty == "debated"
    assert row(("2024-06-28", "100000")).period.nominal == D(2026, 12, 31)  # the second was not paid
    assert row(("2024-06-28", "100000"), ("2024-12-30", "100000")).period.nominal == D(2028, 12, 31)
    assert row(accelerates="否").period.nominal == D(2028, 12, 31)


def test_calc_tells_the_title_line_by_line_and_not_the_contract(tmp_path: Path) -> None:
    import json

    tree = {"schema": "lexcollect/case/1", "matter": "小案", "parties": PARTIES, **facts(mediation(), RECOVERED)}
    (tmp_path / "案件.yaml").write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    said = typed("calc", str(tmp_path), "--as-of", "2026-09-15", "--full", cwd=tmp_path)[1]
    assert "120,000.00 × 日万分之一点七五 × 1111 日" in said and "合计 146,754.00" in said
    assert "换一种算法：不按加速到期、各期自其履行期限届满起算，-1,494.50" in said
    # 诉讼费用交纳办法 14(1): 50 and 1.5 % of what is above 10,000
    assert "执行申请费 2,101.31" in said
    assert "LX-M004" not in said and "案件受理费" not in said
    data = json.loads(typed("calc", str(tmp_path), "--as-of", "2026-09-15", "--json", cwd=tmp_path)[1])
    assert (data["total"], data["titles"][0]["double"]) == ("146754.00", "26754.00")


def test_insolvency_stops_general_and_doubled_interest_and_a_dismissal_lifts_it() -> None:
    """企业破产法 46(2), 破产法规定三 3, 12(2): accepted 2023-09-11, so 2023-09-10 is the last day: ten days, 17.50."""
    one = [
        {"kind": "货款", "amount": "10000", "due_on": "2023-08-31"},
        {"kind": "利息", "rate": "年利率3.65%", "first": "2023-08-01"},
    ]
    gone = {"person": "乙", "accepted_on": "2023-09-11", "claims_until": "2023-11-01"}
    at = D(2023, 12, 31)
    stopped = matter_with(at, **facts(mediation(accelerates="否", awards=one), [], insolvencies=[gone])).claims
    (title,) = stopped.titles
    # interest of the title: 2023-08-01 to 2023-09-10, 41 days at one yuan
    assert (title.double, title.left(Part.INTEREST), title.per_day) == (Decimal("17.50"), Decimal("41.00"), 0)
    lifted = {**gone, "ended_on": "2023-12-01", "ending": "驳回申请"}
    free = matter_with(at, **facts(mediation(accelerates="否", awards=one), [], insolvencies=[lifted])).claims
    # 122 days to 2023-12-31, and 153 days of interest
    assert (free.titles[0].double, free.titles[0].left(Part.INTEREST)) == (Decimal("213.50"), Decimal("153.00"))
    assert not [s for s in free.stops if s.ground.value == "insolvent"]


@pytest.mark.parametrize(
    "fee, said", [("2000", "还应补交 300.00 元"), ("2300", "还应补交 0.00 元"), ("2500", "多 200.00 元")]
)
def test_a_court_fee_paid_already_is_set_against_that_of_the_present_claim(tmp_path: Path, fee: str, said: str) -> None:
    """诉讼费用交纳办法 13(1)(1), 21: on 100,000 yuan 50 and 2.5 % of 90,000 are 2,300."""
    import json

    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": PARTIES,
        "contracts": [{"id": "合同", "cause": "买卖合同纠纷", "name": "买卖合同", "signed_on": "2024-01-10"}],
        "obligations": [debt()],
        "filings": [filing("2026-05-06", fee_paid=fee)],
    }
    (tmp_path / "案件.yaml").write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    assert said in typed("calc", str(tmp_path), "--as-of", "2026-09-15", cwd=tmp_path)[1]
