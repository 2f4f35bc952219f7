"""攻防表: defences with a fact behind them, burden with its article, exhibits that answer, effect in yuan and days."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as Y
from pathlib import Path
from typing import Any

import pytest

from case_kit import CONTRACT, filing, matter_with
from drawn import _example
from lexcollect.documents.attack_court import court
from lexcollect.documents.attack_set_off import set_offs
from lexcollect.documents.attacks import Attack, attacks
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.law.citations import Known, check
from lexcollect.matter.example import names
from papers import material


def of(name: str) -> tuple[Material, dict[str, list[Attack]]]:
    given = _example(name)
    assert given.dossier is not None
    found: dict[str, list[Attack]] = {}
    for one in attacks(given, given.dossier):
        found.setdefault(one.id, []).append(one)
    return given, found


def rows(name: str) -> list[dict[str, str]]:
    fields = PAPERS["attack"].view()(_example(name)).fields
    return list(fields["抗辩"])


def test_limitation_falls_back_253_days_when_the_letter_falls() -> None:
    """2028-05-23 to 2027-09-13 are 253 days, and the claim is still alive: no yuan is lost by that step."""
    _, found = of("steel")
    (one,) = found["limitation"]
    assert (one.days, one.yuan) == (-253, None)
    row = next(row for row in rows("steel") if row["说法"].startswith("诉讼时效已过"))
    assert "民法典192、193" in row["举证"] and "证据5-3　《催款函》" in row["回答"]
    assert "退到2027年9月13日（未届满）" in row["还缺"] and "已于2026年11月10日届满" in row["还缺"]


def test_the_cut_of_the_penalty_is_what_the_law_itself_counts() -> None:
    """合同编通则解释 64, 65: the debtor proves that it is too high; at LPR and a half the penalty is some 146,281.

    By hand, in years of 365 days: (432,000 × 24 + 132,000 × 1,227) × 5.325 % = 25,142; 332,000 × 1,201 × 5.325 % =
    58,171; (537,600 × 90 + 387,600 × 1,021) × 5.175 % = 62,968; the leap day makes up the rest.
    """
    given, found = of("steel")
    (one,) = found["reduction"]
    (head,) = [head for head in given.claims.heads if head.kind.value == "penalty"]
    assert one.yuan == Y("361312.83") and head.amount - one.yuan == Y("146280.97")
    row = next(row for row in rows("steel") if "违约金折合年化18.25%" in row["说法"])
    assert row["影响"] == "-361,312.83元" and "合同编通则解释64" in row["举证"]


def test_a_receiver_without_authority_puts_the_debts_of_his_deliveries_at_stake() -> None:
    # Orders two and three: 332,000.00 + 387,600.00.
    _, found = of("steel")
    (one,) = found["signer"]
    assert one.yuan == Y("719600.00") and "SH-0609、SH-0907" in one.said["单据"]
    row = next(row for row in rows("steel") if "无权签收" in row["说法"])
    assert row["说法"] == "孙小临和SH-0907的签收人不是公司的人，或者无权签收、对账"  # nobody is named on that note


def test_a_guarantee_kept_by_one_letter_is_lost_with_it_and_no_more_than_its_ceiling() -> None:
    """Order two: 332,000.00 + 199,366.00; order three: 387,600.00 + 222,061.80; at most 800,000.00 of both together."""
    _, found = of("steel")
    kept = {one.said["债项"]: one.yuan for one in found["guarantee"]}
    assert kept == {"DD-20230406": None, "DD-20230602、DD-20230821": Y("800000.00")}


def test_rents_kept_by_one_notice_are_one_defence_and_what_it_came_too_early_for_another() -> None:
    """The notice of 2025-08-04 came within the six months of the rents due 2025-02-05 to 2025-07-05.

    6,229.20 + 41,234.80 + 78,706.00 + 77,662.00 + 76,583.20 + 75,539.20 rest on it alone (民法典 693). The rent due on
    2025-08-05 was asked for a day too early: 7,733.33 + 2,194.72 are debated. Three debts were never asked for.
    """
    _, found = of("lease")
    kept = {one.said["债项"]: (one.answers, one.yuan) for one in found["guarantee"]}
    assert kept == {
        "2025-02、2025-03、2025-04、2025-05、2025-06、2025-07": ("guarantee_answer", Y("355954.40")),
        "2025-08": ("guarantee_early", Y("9928.05")),
        "维修费、2024-12、2025-01": ("guarantee_lost", None),
    }


def test_what_no_fact_makes_possible_is_not_told() -> None:
    _, steel = of("steel")
    assert not {"loan", "invoice", "set_off", "enforce"} & set(steel)
    _, loan = of("loan")
    assert "loan" in loan and not {"quality", "signer", "invoice"} & set(loan)
    _, title = of("enforcement")
    assert "enforce" in title and not {"court", "reduction", "invoice"} & set(title)
    _, lease = of("lease")
    assert "set_off" in lease  # the deposit


LATE = {"late_penalty": {"rate": "每日万分之五", "clause": "第6条"}}


def counter(**claim: Any) -> Attack:
    """The one defence by set-off: 100,000.00 due on 2024-03-15, at 0.05 % a day, to 2026-11-21."""
    given = {"id": "质", "title": "质量赔偿款", "by": "乙", "evidence": ["鉴定"], **claim}
    matter = matter_with(contracts=[{**CONTRACT, **LATE}], counterclaims=[given])
    (one,) = set_offs(Material(matter.case, matter.claims, {}))
    return one


def test_a_set_off_takes_what_the_account_loses_from_the_day_its_notice_arrived() -> None:
    """合同编通则解释 55, 56; 民法典 561: on 2026-11-01 there are 960 days of 50.00, 48,000.00 of penalty.

    Of 60,000.00 they go first, 12,000.00 are principal, on which 21 days of 6.00 are saved: 60,126.00.
    """
    one = counter(amount="60000.00", due_on="2026-05-01", notified_on="2026-11-01")
    assert one.yuan == Y("60126.00") and [place for place, _ in one.more] == ["counter_counted"] and not one.wants


def test_a_claim_whose_limitation_is_over_sets_nothing_off() -> None:
    """民法典 188, 合同编通则解释 58: due 2023-04-13, over on Monday 2026-04-13, the notice came seven days later."""
    one = counter(amount="60000.00", due_on="2023-04-13", notified_on="2026-04-20")
    assert (one.yuan, one.days, one.more[0][0], one.effects[0][0]) == (None, 7, "counter_over", "effect_none")
    alive = counter(amount="60000.00", due_on="2023-04-13", notified_on="2026-04-20", limitation_ends="2027-01-05")
    assert alive.yuan is not None and alive.days is None


def test_a_claim_not_due_or_of_another_kind_sets_nothing_off() -> None:
    """民法典 568, 569: due 2026-12-01, twenty days after the notice."""
    one = counter(amount="60000.00", due_on="2026-12-01", notified_on="2026-11-11")
    assert (one.yuan, one.days, one.more[0][0]) == (None, 20, "counter_not_due")
    other = counter(amount="60000.00", due_on="2026-05-01", notified_on="2026-11-01", same_kind="no")
    assert (other.yuan, other.more[0][0]) == (None, "counter_other_kind")


def test_a_claim_on_the_assignor_that_fell_due_later_binds_no_assignee() -> None:
    """民法典 549: ours was due on 2024-03-15; a later claim counts only from the same contract."""
    keys = {"amount": "60000.00", "due_on": "2024-04-15", "notified_on": "2026-11-01", "against_assignor": "yes"}
    assert counter(**keys).more[0][0] == "counter_later" and counter(**keys).days == 31
    assert counter(**keys, same_contract="yes").yuan is not None


def test_what_nobody_entered_of_a_set_off_is_asked_for() -> None:
    one = counter(evidence=[])
    assert one.yuan is None and [place for place, _ in one.wants] == [
        *("counter_amount", "counter_due", "counter_notice", "counter_evidence")
    ]
    # Without a notice the effect is that of one received on the day of the account: nothing is saved yet but it.
    assert counter(amount="20000.00", due_on="2026-05-01").yuan == Y("20000.00")


def objected(**keys: Any) -> Attack:
    suit = filing("2026-06-10", procedure="ordinary", organ="甲地人民法院", **keys)
    matter = matter_with(contracts=[{**CONTRACT, **LATE}], filings=[suit])
    (one,) = court(Material(matter.case, matter.claims, {}), Dossier(matter.agenda))
    return one


def test_an_objection_to_the_court_costs_forty_days_and_what_runs_on_meanwhile() -> None:
    """民事诉讼法 171(2), 183(2): ten days and thirty; the steel penalty grows by 425.80 a day, 17,032.00 in forty."""
    _, found = of("steel")
    (one,) = found["court"]
    assert one.days == 40 and ("effect_grows", {"金额": "17,032.00"}) in one.effects
    assert [place for place, _ in one.wants] == ["court_unserved"]
    row = next(row for row in rows("steel") if row["说法"].endswith("没有管辖权"))
    assert "上诉期10天、二审裁定30天" in row["影响"] and "起诉状副本送达日" in row["还缺"]


def test_an_objection_that_comes_too_late_costs_nothing() -> None:
    """民事诉讼法 130: served on 2026-06-22, fifteen days to Tuesday 2026-07-07."""
    late = objected(complaint_served_on="2026-06-22")
    assert ("court_late", {"日期": "2026年7月7日"}) in late.more and late.days is None
    assert late.effects == (("effect_none", {}),)
    open_ = objected(complaint_served_on="2026-11-13")  # to Saturday 11-28, so Monday 11-30
    assert ("court_until", {"日期": "2026年11月30日"}) in open_.more and open_.days == 40
    raised = objected(complaint_served_on="2026-11-06", objection={"by": "乙", "date": "2026-11-12"})
    assert ("court_raised", {"日期": "2026年11月12日"}) in raised.more
    ruled = {"by": "乙", "date": "2026-07-01", "upheld": "no", "ruling_served_on": "2026-08-03"}
    assert objected(objection=ruled).effects == (("effect_none", {}),)


@pytest.mark.parametrize("name", names())
def test_every_exhibit_that_answers_is_named_by_number_and_title(name: str) -> None:
    given, found = of(name)
    for one in (one for group in found.values() for one in group):
        assert set(one.exhibits) <= set(given.exhibits), one.id
    for row in rows(name):
        assert all(row.values()), row


def test_every_article_of_the_sheet_is_in_the_index() -> None:
    view = PAPERS["attack"].view()(_example("steel"))
    assert view.pen.articles and all(check(cite) is Known.YES for cite in view.pen.articles)


def test_the_sheet_is_for_the_office_and_written_when_it_is_named(tmp_path: Path) -> None:
    made = draft(["attack"], _example("steel"), tmp_path, sources={})
    path = made.papers[0].path
    assert path is not None
    assert "\n".join(paragraphs(path.read_bytes())).startswith("攻防表\n内部文件：不提交法院，不交给对方。")
    assert "attack" not in {one.paper for one in draft(["all"], _example("steel"), tmp_path, sources={}).papers}
    assert draft(["attack"], replace(material(), dossier=None), tmp_path, sources={}).papers[0].refused
