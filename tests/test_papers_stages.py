"""付款提醒函, 催款函, 最终催告函, 债务确认书: the stages of a claim before suit, each with what was done before it.

Figures are those of tests/test_claims_steel.py and tests/test_papers_services.py, counted by hand there; a fifth of a
price and two instalments of rent are counted here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from finance_lease import finance_lease_with
from letter_pages import codes, kept, written
from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.material import Material
from papers import material as steel_material
from services import AGENT, GUARDS, PROPERTY, service_material
from test_deadlines_whole_price import HEAD

#: What a friendly reminder never says, and what nobody but a court can do (documents rulebook 4.1, 4.3).
HARD = ("违约金", "诉讼", "仲裁", "保全", "律师", "后果", "催告")
PURPOSE = "choices:\n  letter: {purpose: [PURPOSE]}\n"


def material_of(matter: Matter) -> Material:
    """Return what the papers of a matter are written from; every exhibit a fact names is there."""
    ids = dict.fromkeys(id for fact in walk(matter.case) for id in getattr(fact, "evidence", ()))
    now = matter.due_now
    case, claims = matter.asked
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(case, claims, exhibits, earlier=now.asked if now else None)


@pytest.mark.parametrize("paper", ["reminder", "final_demand", "debt_confirmation", "demand"])
def test_the_words_of_the_agents_matter_are_those_that_were_read(tmp_path: Path, paper: str) -> None:
    assert written(tmp_path, service_material(AGENT), paper)[0] == kept(f"代理-{paper}")


# --- 付款提醒函 ---


def test_before_the_due_day_the_reminder_asks_for_payment_on_that_day(tmp_path: Path) -> None:
    # Guards: each month's fee is due on the 10th of the next; on 2025-03-05 nothing of 2025-02 is late.
    given = service_material(AGENT, ("到期: 2025-08-15", "到期: 2026-04-10"))
    said, found = written(tmp_path, given, "reminder")
    assert "下列款项即将到付款日" in said and "请贵方按付款日安排支付" in said and "2026年4月10日" in said
    assert "LX-P539" in [f.code for f in found] and "LX-P540" not in [f.code for f in found]
    assert [word for word in HARD if word in said] == []


def test_a_sum_due_after_more_than_thirty_days_is_none_to_remind_of(tmp_path: Path) -> None:
    # 2026-03-31 and thirty days are 2026-04-30.
    soon = service_material(AGENT, ("到期: 2025-08-15", "到期: 2026-04-30"))
    later = service_material(AGENT, ("到期: 2025-08-15", "到期: 2026-05-06"))
    assert written(tmp_path / "a", soon, "reminder")[0]
    said, found = written(tmp_path / "b", later, "reminder")
    assert not said and [f.code for f in found if f.stops] == ["LX-P530"]


def test_a_reminder_waives_and_threatens_nothing(tmp_path: Path) -> None:
    said, found = written(tmp_path, steel_material(), "reminder")
    assert [word for word in (*HARD, "免除", "不收") if word in said] == []
    assert "未付" in said and "851,600.00" in said and "LX-P540" in [f.code for f in found]
    assert "盖章" not in said


# --- 催款函与最终催告函 ---


def test_a_demand_tells_the_earlier_ones_that_arrived_and_are_proved(tmp_path: Path) -> None:
    said, _ = written(tmp_path, steel_material(), "demand")
    assert "2025年5月20日，我方以EMS（单号EA102030405CN）" in said and "该函于2025年5月23日送达" in said
    unproved = Material(steel_material().case, steel_material().claims, {})
    assert "EA102030405CN" not in written(tmp_path / "b", unproved, "demand")[0]


def test_a_final_demand_says_how_often_it_was_demanded_and_what_comes(tmp_path: Path) -> None:
    said, found = written(tmp_path, steel_material(), "final_demand")
    # 微信 2023-11-10, 微信 2024-09-12, 催告函 2025-05-20: three.
    assert "此前，我方已就上述欠款三次向贵方催告：2023年11月10日" in said
    assert "（1）向天津市北辰区人民法院提起诉讼；（2）向人民法院申请财产保全；（3）请求保证人承担保证责任。" in said
    assert "抄送：郑样例（保证人）" in said and "LX-P538" in [f.code for f in found]
    assert not any(word in said for word in ("我方将冻结", "我方将查封", "立即"))


def test_without_a_proved_demand_the_final_one_tells_none_and_asks(tmp_path: Path) -> None:
    given = service_material(AGENT)
    bare = Material(given.case.but(communications=()), given.claims, given.exhibits)
    said, found = written(tmp_path, bare, "final_demand")
    assert "此前的催告" not in said and "二、欠款金额" in said and "LX-P537" in [f.code for f in found]


def test_an_owner_is_not_told_of_cuts_in_any_stage(tmp_path: Path) -> None:
    for paper in ("reminder", "final_demand"):
        said, _ = written(tmp_path / paper, service_material(PROPERTY), paper)
        assert said and not any(word in said for word in ("停水", "停电", "供水", "供电", "门禁"))


# --- 函件目的 ---


def instalments(purpose: str, more: str = "", day: str = "2025-03-10") -> Material:
    """Return five parts of 60,000 of which those due by ``day`` are unpaid."""
    head = HEAD.replace("EARLY", "").replace("CAUSE", "买卖合同纠纷")
    head = head.replace(
        "名称: 虚构甲设备有限公司",
        "名称: 虚构甲设备有限公司, 住所: 甲市, 电话: 024-1, "
        "收款账户: {户名: 虚构甲设备有限公司, 开户行: 示范银行, 账号: '1'}",
    )
    days = ("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31")
    rows = "".join(f"  - {{编号: 第{n}期, 合同: 合同, 金额: 60000, 到期: {due}}}\n" for n, due in enumerate(days, 1))
    loaded = parse_case(head + rows + more + PURPOSE.replace("PURPOSE", purpose))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return material_of(answer_case(loaded.case, date.fromisoformat(day)))


@pytest.mark.parametrize(("purpose", "words"), [("whole", "请求贵方支付全部价款"), ("terminate", "通知贵方解除合同")])
def test_a_fifth_unpaid_lets_the_seller_demand_for_either_right(tmp_path: Path, purpose: str, words: str) -> None:
    # Two parts of 60,000 of 300,000: 40 %. 民法典 634(1).
    said, _ = written(tmp_path, instalments(purpose), "demand")
    assert words in said and "五分之一" in said and "第六百三十四条" in said


def test_below_a_fifth_neither_right_is_demanded_for(tmp_path: Path) -> None:
    # 70,000 paid on 02-15 leave 50,000 of 300,000: 16.7 %.
    paid = "付款:\n  - {编号: 款, 日期: 2025-02-15, 金额: 70000}\n"
    assert "LX-P535" in codes(tmp_path, instalments("whole", paid), "demand")


def test_rent_and_termination_at_once_are_refused(tmp_path: Path) -> None:
    assert "LX-P531" in codes(tmp_path, instalments("whole, terminate"), "demand")


def lessee(purpose: str, day: str) -> Material:
    early = "    加速到期: {到期日: 2025-05-18, 条款: 第9条, 证据: [催告函, 回执一]}\n"
    return material_of(
        finance_lease_with(
            (early, ""),
            ("letter: {", f"letter: {{purpose: [{purpose}], "),
            as_of=date.fromisoformat(day),
        )
    )


@pytest.mark.parametrize(
    ("purpose", "words"), [("whole", "请求贵方支付全部租金，包括尚未到期的租金"), ("terminate", "解除合同，收回租赁物")]
)
def test_three_rents_unpaid_let_the_lessor_demand_for_either(tmp_path: Path, purpose: str, words: str) -> None:
    # Due on the 15th; unpaid of February, March and April on 2025-05-05: three, 90,000 of 720,000.
    said, found = written(tmp_path, lessee(purpose, "2025-05-05"), "demand")
    assert words in said and "第七百五十二条" in said and "LX-P536" not in [f.code for f in found]


def test_one_rent_unpaid_is_told_to_be_too_little_without_a_clause(tmp_path: Path) -> None:
    # February alone on 2025-03-10: one, 30,000 of 720,000, 4.2 % (融资租赁解释 5(2)).
    assert "LX-P536" in codes(tmp_path, lessee("terminate", "2025-03-10"), "demand")


def test_no_other_contract_leads_to_the_whole_sum(tmp_path: Path) -> None:
    given = service_material(GUARDS, ("  函件选择: {", "  函件选择: {函件目的: [whole], "))
    assert "LX-P532" in codes(tmp_path, given, "demand")


def test_a_confirmation_goes_along_and_the_period_stands(tmp_path: Path) -> None:
    given = service_material(GUARDS, ("  函件选择: {", "  函件选择: {函件目的: [confirm], "))
    said, _ = written(tmp_path, given, "demand")
    assert "随函附上债务确认书" in said and "不影响上述付款期限" in said and "债务确认书\n" in said


# --- 债务确认书 ---


def test_the_debtor_confirms_principal_and_promises_and_the_penalty_stays(tmp_path: Path) -> None:
    said, found = written(tmp_path, steel_material(), "debt_confirmation")
    # 买卖合同解释 18(3): no sum of the penalty; 民法典 195: the debtor promises.
    assert "尚欠债权人货款本金人民币851,600.00元（大写：人民币捌拾伍万壹仟陆佰元整）" in said
    assert "507,593.80" not in said and "不改变双方关于违约金、管辖、费用承担的约定" in said
    assert "债务人同意于" in said and "不构成债权人同意延期" in said
    assert "郑样例知悉上述债务，同意继续按照原保证的约定承担保证责任" in said and "一式三份" in said
    assert "LX-P335" not in [f.code for f in found]


def test_words_that_give_the_penalty_up_are_a_trap_in_a_confirmation_too(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "条款"
    own.mkdir(parents=True)
    (own / "own.yaml").write_text(
        "clauses:\n  confirmation.promise: 债务人同意付清本金，债权人不再主张违约金\n", "utf-8"
    )
    from lexcollect.documents.drafting import draft

    sources = {"案件.yaml": "0" * 64}
    result = draft(
        ["debt_confirmation"], steel_material(), tmp_path, sources=sources, templates=[tmp_path / "templates"]
    )
    assert "LX-P335" in [f.code for f in result.findings]


def test_with_nothing_left_of_the_debt_there_is_nothing_to_confirm(tmp_path: Path) -> None:
    paid = "付款:\n" + "".join(f"  - {{日期: 2025-0{n + 1}-20, 金额: 60000}}\n" for n in range(1, 6))
    said, found = written(tmp_path, instalments("confirm", paid, "2025-09-01"), "debt_confirmation")
    assert not said and any(f.stops for f in found)
