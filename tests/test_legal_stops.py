"""Legal stops (法律障碍): what must not be done, against whom, on which article, and what goes on.

Each part states facts of a small file, the right answer with its article, and two neighbours that look alike and are
no stop. The claim is that of ``case_kit``: 100,000 yuan due 2024-03-15, asked on 2026-11-21.
"""

from __future__ import annotations

from datetime import date as D
from pathlib import Path
from typing import Any

import pytest

from case_kit import CONTRACT, PARTIES, SURETY, debt, filing, letter, matter_with, surety
from lexcollect.claims.stop import Act, Ground, Stop
from lexcollect.cli.exits import Exit, exit_for, legal_stops
from lexcollect.documents.register import PAPERS
from lexcollect.documents.stops import CODES
from lexcollect.findings import finding
from lexcollect.law.citations import Known, check
from papers import drafted, errors, material, text_of
from steel import AS_OF, steel

ACCEPTED = {"person": "乙", "accepted_on": "2026-10-09", "court": "样例市中级人民法院"}
IN_STEEL = (
    "insolvencies:\n  - {person: 沈河, accepted_on: 2025-03-01, court: 样例市中级人民法院, case_no: （2025）示破12号}\n"
)
INSOLVENT = ("choices:\n", f"{IN_STEEL}choices:\n")


def stops(as_of: D = AS_OF, **groups: Any) -> list[Stop]:
    """The stops of the small file."""
    return list(matter_with(as_of, **groups).claims.stops)


def barred(act: Act, as_of: D = AS_OF, **groups: Any) -> list[tuple[str, str]]:
    """Against whom ``act`` is barred, and why."""
    return [(s.person, s.ground.value) for s in stops(as_of, **groups) if s.act is act and s.bars]


def cited(act: Act, ground: Ground, as_of: D = AS_OF, **groups: Any) -> list[str]:
    """The articles of the first such stop."""
    return [str(c) for c in next(s for s in stops(as_of, **groups) if s.act is act and s.ground is ground).cites]


def with_surety(**groups: Any) -> dict[str, Any]:
    """The small file with the joint guarantee of 丁, asked in time."""
    asked = [letter("2024-04-01", "丁")]
    return {"parties": [*PARTIES, SURETY], "securities": [surety()], "communications": asked, **groups}


# --- nothing in the way ---------------------------------------------------------------------------------------


def test_a_plain_overdue_debt_has_no_stop() -> None:
    assert not any(s.bars for s in stops())
    assert not any(s.bars for s in steel().claims.stops)


# --- insolvency -----------------------------------------------------------------------------------------------


def test_insolvency_stops_demand_suit_preservation_and_settlement_for_the_debtor_alone() -> None:
    """企业破产法 16, 19, 21, 44."""
    groups = with_surety(insolvencies=[ACCEPTED])
    assert all(barred(act, **groups) == [("乙", "insolvent")] for act in Act)
    assert cited(Act.SUE, Ground.INSOLVENT, **groups) == ["企业破产法第21条", "企业破产法第44条"]
    assert cited(Act.PRESERVE, Ground.INSOLVENT, **groups)[0] == "企业破产法第19条"
    assert cited(Act.SETTLE, Ground.INSOLVENT, **groups)[0] == "企业破产法第16条"


def test_insolvency_of_tomorrow_and_of_the_guarantor_leave_the_debtor() -> None:
    assert barred(Act.SUE, insolvencies=[{**ACCEPTED, "accepted_on": "2026-11-22"}]) == []
    assert barred(Act.SUE, **with_surety(insolvencies=[{**ACCEPTED, "person": "丁"}])) == [("丁", "insolvent")]


@pytest.mark.parametrize(
    "more, groups, said",
    [
        ({}, {}, "企业破产法第48条"),
        ({"claims_until": "2026-12-15"}, {}, "请在 2026-12-15 前向管理人申报债权"),
        ({"claims_until": "2026-11-10"}, {}, "企业破产法第56条"),
        ({"claims_until": "2026-12-15"}, {"filings": [filing("2026-11-01", "bankruptcy_claim")]}, "15日内起诉确认债权"),
    ],
)
def test_what_to_do_instead_follows_how_far_the_insolvency_is(
    more: dict[str, str], groups: dict[str, Any], said: str
) -> None:
    found = stops(insolvencies=[{**ACCEPTED, **more}], **groups)
    assert said in next(s for s in found if s.ground is Ground.INSOLVENT).instead.render("zh")


def test_the_complaint_goes_on_against_the_guarantor_alone(tmp_path: Path) -> None:
    """担保制度解释 22, 23: interest to 2025-02-28 for him too; 719,600.00 + 194,394.00, at most 800,000.00."""
    result = drafted(tmp_path, "complaint", given=material(INSOLVENT))
    said = text_of(result, "complaint")
    assert "被告：郑样例" in said
    assert "案由：保证合同纠纷" in said
    assert "1. 判令被告在最高债权额800,000.00元范围内，对订单DD-20230602、DD-20230821项下债务" in said
    assert "本金719,600.00元、违约金194,394.00元）承担连带清偿责任；\n2. 本案" in said
    assert "（以上保证责任暂计至2026年11月21日共800,000.00元）" in said
    assert (
        "2025年3月1日，样例市中级人民法院裁定受理沈阳沈河样例重型机械有限公司的破产申请，案号（2025）示破12号。" in said
    )
    assert "〈中华人民共和国民法典〉有关担保制度的解释》第二十二条、第二十三条" in said
    assert "被告一" not in said
    assert not any(f.stops for f in result.findings)
    assert {"LX-P070", "LX-P078"} <= {f.code for f in result.findings}


def test_a_general_guarantor_of_an_insolvent_debtor_answers_at_once(tmp_path: Path) -> None:
    """民法典 687(2)(2): after acceptance he cannot point to the debtor first; kept by the suit of 2024-01-05."""
    suit = "filings:\n  - {id: 一审, kind: suit, date: 2024-01-05, evidence: 合同}\nchoices:\n"
    changes = (("kind: surety_joint", "kind: surety_general"), ("choices:\n", f"{IN_STEEL}{suit}"))
    said = text_of(drafted(tmp_path, "complaint", given=material(*changes)), "complaint")
    assert "）承担保证责任；" in said
    assert "强制执行后仍不能清偿" not in said
    assert "第六百八十七条" in said


def test_preservation_goes_on_against_the_guarantor_and_not_beyond_him(tmp_path: Path) -> None:
    said = text_of(drafted(tmp_path, "preservation", given=material(INSOLVENT)), "preservation")
    assert "请求保全的财产价值合计以人民币800,000.00元为限" in said
    assert "名下银行存款" in said and "冻结被申请人郑样例" in said
    rows = said.split("线索来源")[1].split("除上述线索外")[0].splitlines()
    assert not any(line == "沈阳沈河样例重型机械有限公司" for line in rows)  # its account is no target any more


def test_letter_and_settlement_of_an_insolvent_debtor_are_refused_and_do_not_hinder_the_others(tmp_path: Path) -> None:
    result = drafted(tmp_path, given=material(INSOLVENT))
    own = {paper.id for paper in PAPERS.values() if paper.belongs(material())}
    assert {p.paper: p.refused for p in result.papers if p.paper in own} == {
        "letter": True,
        "complaint": False,
        "preservation": False,
        "settlement": True,
    }
    assert exit_for(result.findings) is Exit.LEGAL_STOP


def test_without_a_guarantor_nobody_is_left_to_sue() -> None:
    alone = "  defendants: [沈河]\n"
    assert "choices:\n" in INSOLVENT[0]
    changes = (INSOLVENT[0], f"{IN_STEEL}choices:\n{alone}")
    assert errors("complaint", changes) == ["LX-P070"]


# --- arbitration ----------------------------------------------------------------------------------------------


def agreed(**jurisdiction: str) -> dict[str, Any]:
    """The small file with a dispute clause."""
    return {"contracts": [{**CONTRACT, "jurisdiction": jurisdiction}]}


def test_arbitration_clause_stops_suit_and_court_preservation() -> None:
    """仲裁法 5, 39 (28 before 2026-03-01); 民事诉讼法 127; 民诉法解释 215."""
    clause = agreed(kind="arbitration", clause="第十条")
    assert barred(Act.SUE, **clause) == [("", "arbitration")]
    assert barred(Act.PRESERVE, **clause) == [("", "arbitration")]
    assert cited(Act.SUE, Ground.ARBITRATION, **clause) == [
        "仲裁法第5条",
        "民事诉讼法第127条第1款第2项",
        "民诉法解释第215条",
    ]
    assert cited(Act.PRESERVE, Ground.ARBITRATION, **clause)[0] == "仲裁法第39条"
    assert cited(Act.PRESERVE, Ground.ARBITRATION, D(2026, 2, 27), **clause)[0] == "仲裁法第28条"


def test_arbitration_hinders_neither_demand_nor_settlement_and_a_court_clause_nothing() -> None:
    clause = agreed(kind="arbitration", clause="第十条")
    assert barred(Act.DEMAND, **clause) == barred(Act.SETTLE, **clause) == []
    assert barred(Act.SUE, **agreed(kind="court", court="样例区人民法院")) == []


# --- title and pending proceedings ----------------------------------------------------------------------------


def title(kind: str = "judgment", **more: Any) -> dict[str, Any]:
    """A paper on the claim, in force since 2026-05-01."""
    return {"titles": [{"id": "判决", "kind": kind, "effective_on": "2026-05-01", **more}]}


def test_a_judgment_on_the_claim_stops_a_second_suit_and_sends_to_enforcement() -> None:
    """民诉法解释 247; 民事诉讼法 127(5), 247; preservation before enforcement is 民诉法解释 163."""
    assert barred(Act.SUE, **title()) == [("乙", "decided")]
    assert cited(Act.SUE, Ground.DECIDED, **title()) == [
        "民诉法解释第247条",
        "民事诉讼法第127条第1款第5项",
        "民事诉讼法第247条",
    ]
    assert cited(Act.PRESERVE, Ground.DECIDED, **title()) == ["民诉法解释第163条"]
    assert cited(Act.SUE, Ground.DECIDED, **title("award"))[0] == "仲裁法第10条第1款"


def test_a_judgment_on_another_debt_or_against_another_person_is_no_stop() -> None:
    two = {"obligations": [debt(), debt("尾款", amount="0.01")]}
    assert barred(Act.SUE, **two, **title(covers=["尾款"])) == [("乙", "decided")]
    paid = [{"date": "2024-03-15", "amount": "0.01", "designated_for": "尾款"}]
    assert barred(Act.SUE, **two, **title(covers=["尾款"]), payments=paid) == []
    assert barred(Act.SUE, **with_surety(**title(against=["丁"]))) == [("丁", "decided")]


def test_a_notarial_deed_or_payment_order_is_to_be_weighed_and_stops_nothing() -> None:
    for kind in ("notarial_deed", "payment_order"):
        assert barred(Act.SUE, **title(kind)) == []
        assert next(s.ground for s in stops(**title(kind)) if s.act is Act.SUE and s.person == "乙") is Ground.EARLIER


def test_a_pending_suit_stops_another_and_leaves_preservation() -> None:
    """民诉法解释 247: 在诉讼过程中."""
    pending = {"filings": [filing("2026-06-01")]}
    assert barred(Act.SUE, **pending) == [("乙", "pending")]
    assert barred(Act.PRESERVE, **pending) == []
    before = {"filings": [filing("2026-06-01", outcome="judgment", ended_on="2026-11-30")]}
    assert barred(Act.SUE, **before) == [("乙", "pending")]  # decided only after the cut-off day


@pytest.mark.parametrize(
    "kind, outcome, found",
    [
        ("suit", "withdrawn", []),  # 民诉法解释 214
        ("suit", "dismissed", []),  # 民诉法解释 212, 248: a person has to say which dismissal
        ("mediation", "pending", []),
        ("payment_order", "pending", []),  # a suit ends those proceedings (民诉法解释 430)
        ("presuit_preservation", "pending", []),
        ("suit", "judgment", [("乙", "decided")]),  # without its title on file
        ("arbitration", "pending", [("乙", "pending")]),
    ],
)
def test_which_earlier_proceedings_stop_a_suit(kind: str, outcome: str, found: list[tuple[str, str]]) -> None:
    assert barred(Act.SUE, filings=[filing("2026-06-01", kind, outcome=outcome)]) == found


def test_preservation_while_arbitration_is_pending_goes_through_the_institution() -> None:
    assert barred(Act.PRESERVE, filings=[filing("2026-06-01", "arbitration")]) == [("乙", "pending")]


def test_a_suit_against_the_debtor_leaves_the_guarantor_to_be_sued() -> None:
    assert barred(Act.SUE, **with_surety(filings=[filing("2026-06-01")])) == [("乙", "pending")]


def test_preservation_in_the_pending_suit_is_written(tmp_path: Path) -> None:
    both = "filings:\n  - {id: 一审, kind: suit, date: 2026-06-01, against: [沈河, 郑样例], evidence: 合同}\nchoices:\n"
    result = drafted(tmp_path, "complaint", "preservation", given=material(("choices:\n", both)))
    assert [p.refused for p in result.papers] == [True, False]
    assert exit_for(result.findings) is Exit.LEGAL_STOP


# --- due, paid ------------------------------------------------------------------------------------------------


def test_what_is_not_due_is_neither_sued_for_nor_demanded() -> None:
    """民法典 509(1), 578."""
    later = {"obligations": [debt(due="2026-11-21")]}
    assert barred(Act.SUE, **later) == barred(Act.DEMAND, **later) == [("", "not_due")]
    assert barred(Act.SETTLE, **later) == []
    assert barred(Act.SUE, D(2026, 11, 22), **later) == []  # the day after the due day


def test_a_letter_goes_out_for_what_is_due_even_if_more_falls_due_later() -> None:
    two = {"obligations": [debt(), debt("尾款", due="2026-12-31")]}
    assert barred(Act.DEMAND, **two) == []
    assert barred(Act.SUE, **two) == [("", "not_due")]


def test_a_debt_paid_in_full_stops_everything_and_one_cent_left_nothing() -> None:
    """民法典 557(1)(1)."""
    paid = {"payments": [{"date": "2024-03-15", "amount": "100000.00"}]}
    assert all(barred(act, **paid) == [("", "paid")] for act in Act)
    rest = {"payments": [{"date": "2024-03-15", "amount": "99999.99"}]}
    assert barred(Act.SUE, **rest) == []
    later = {"payments": [{"date": "2026-11-22", "amount": "100000.00"}]}
    assert barred(Act.SUE, **later) == []


def signed(**more: Any) -> dict[str, Any]:
    """A settlement of 2026-09-01: 60,000 by 2026-10-31, 40,000 by 2026-12-31, five days of grace."""
    rows = [{"due_on": "2026-10-31", "amount": "60000.00"}, {"due_on": "2026-12-31", "amount": "40000.00"}]
    return {"settlement": {"instalments": rows, "signed_on": "2026-09-01", **more}}


FIRST = {"payments": [{"date": "2026-10-30", "amount": "60000.00"}]}


def test_a_settlement_that_is_kept_stops_demand_suit_and_preservation() -> None:
    """民法典 509(1): the first instalment is paid, the second falls due on 2026-12-31."""
    assert barred(Act.SUE, **signed(), **FIRST) == barred(Act.DEMAND, **signed(), **FIRST) == [("", "performing")]
    assert barred(Act.SETTLE, **signed(), **FIRST) == []
    found = next(s for s in stops(**signed(), **FIRST) if s.ground is Ground.PERFORMING)
    assert "2026-12-31" in found.instead.render("zh")
    assert barred(Act.SUE, D(2026, 11, 5), **signed()) == [("", "performing")]  # the last day of grace


def test_a_broken_or_unsigned_settlement_and_an_instalment_short_of_a_cent_are_no_stop() -> None:
    assert barred(Act.SUE, **signed()) == []
    assert barred(Act.SUE, D(2026, 11, 6), **signed()) == []
    assert barred(Act.SUE, **signed(signed_on="2026-11-22"), **FIRST) == []
    short = {"payments": [{"date": "2026-10-30", "amount": "59999.99"}]}
    assert barred(Act.SUE, **signed(), **short) == []
    early = {"payments": [{"date": "2026-08-31", "amount": "60000.00"}]}  # before it was signed: in its sum already
    assert barred(Act.SUE, **signed(), **early) == []


# --- what is weighed ------------------------------------------------------------------------------------------


def test_limitation_is_a_plea_and_no_stop() -> None:
    """民法典 192, 193: due 2020-03-15, over in 2023; the court does not apply it by itself."""
    old = {"obligations": [debt(due="2020-03-15", date="2020-01-15")]}
    assert barred(Act.SUE, **old) == []
    assert cited(Act.SUE, Ground.LIMITATION, **old) == ["民法典第192条第1款", "民法典第193条"]
    assert Ground.LIMITATION not in {s.ground for s in stops()}


@pytest.mark.parametrize("paper", ["complaint", "preservation", "settlement"])
def test_a_guarantor_whose_period_is_over_stands_in_no_paper_and_is_told(paper: str, tmp_path: Path) -> None:
    """民法典 693(1): a general guarantor, no suit against the debtor in time."""
    result = drafted(tmp_path, paper, given=material(("kind: surety_joint", "kind: surety_general")))
    assert "LX-P075" in [f.code for f in result.findings]
    parties = text_of(result, paper).split("事实与理由")[0] if paper != "settlement" else text_of(result, paper)
    assert "郑样例" not in parties


# --- the contract of stops ------------------------------------------------------------------------------------


def test_every_paper_of_the_register_names_its_act() -> None:
    assert {p.act for p in PAPERS.values() if p.act} == {act.value for act in Act}
    # Who heads a company is certified in any proceedings, and an assignment is notified whatever stands against a suit;
    # measures that were taken are carried on or lifted, which is judged measure by measure; lists and securities go
    # with an application, and what a third person undertakes in enforcement is that person's own paper.
    assert {p.id for p in PAPERS.values() if not p.act} == {
        "identity_certificate",
        "assignment_notice",
        "assignee_notice",
        "preservation_renewal",
        "preservation_release",
        "asset_list",
        "preservation_undertaking",
        "preservation_suretyship",
        "enforcement_undertaking",
        "preservation_cover",
        "claims_change",
        "withdrawal",
        "bankruptcy_claim",
        "jurisdiction_reply",
        "evidence_investigation",
        "investigation_order",
        "document_production",
        "evidence_preservation",
        "evidence_extension",
        "reminder",
        "retaking_notice",
        "handover_record",
        "service_checklist",
        "write_off",
        "evidence_list",
        "review",
        "attack",
        "evidence_opinion",
        "hearing_outline",
        "counsel_opinion",
        "supplementary_opinion",
        "closing_report",
        "file_cover",
        "file_index",
    }


def test_every_ground_has_a_finding_and_those_that_bar_end_with_6() -> None:
    assert set(CODES) == set(Ground)
    # A day or a sum that is not entered is a gap in the file, no bar of the law.
    weighed = {Ground.LAPSED, Ground.LIMITATION, Ground.EARLIER, Ground.DAY_UNKNOWN, Ground.AMOUNT_UNKNOWN}
    assert {CODES[g] for g in Ground if g not in weighed} <= legal_stops()
    assert not {CODES[g] for g in weighed} & legal_stops()


def test_a_stop_that_only_warns_does_not_decide_the_exit_code() -> None:
    from lexcollect.findings import Level

    told = {"paper": "", "name": "", "cites": (), "instead": "", "day": AS_OF}
    assert exit_for([finding("LX-P070", level=Level.WARNING, **told)]) is Exit.FINE
    assert exit_for([finding("LX-P070", **told), finding("LX-P019", amount="", total="")]) is Exit.LEGAL_STOP


def test_every_article_of_a_stop_was_in_force_on_the_day() -> None:
    matters = [
        with_surety(insolvencies=[ACCEPTED]),
        agreed(kind="arbitration", clause="第十条"),
        title(),
        title("award"),
        title("notarial_deed"),
        title("payment_order"),
        {"filings": [filing("2026-06-01")]},
        {"filings": [filing("2026-06-01", outcome="dismissed")]},
        {"filings": [filing("2026-06-01", "payment_order")]},
        {"obligations": [debt(due="2026-12-31")]},
        {"payments": [{"date": "2024-03-15", "amount": "100000.00"}]},
    ]
    found = [(c, AS_OF) for groups in matters for s in stops(**groups) for c in s.cites]
    early = D(2026, 2, 27)
    found += [(c, early) for groups in matters[1:4] for s in stops(early, **groups) for c in s.cites]
    assert len(found) > 40
    assert [c for c, on in found if check(c, on) is not Known.YES] == []


def test_json_of_the_account_names_each_stop() -> None:
    from lexcollect.matter.shapes.account import account_json

    found = matter_with(**with_surety(insolvencies=[{**ACCEPTED, "claims_until": "2026-12-15"}]))
    stop = next(s for s in account_json(found.case, found.claims)["stops"] if s["act"] == "sue")
    assert (stop["person"], stop["ground"], stop["bars"]) == ("乙", "insolvent", True)
    assert stop["instead_text"]["key"] == "claims.instead.insolvent.file_until"


# --- the end of an insolvency -----------------------------------------------------------------------------------


def test_the_end_of_an_insolvency_decides_what_may_be_done() -> None:
    """企业破产法 12(2), 108: nothing stands any more; 92, 102, 123, 124: the debtor stays protected."""
    for ending in ("dismissed", "paid"):
        over = {**ACCEPTED, "ended_on": "2026-11-01", "ending": ending}
        assert barred(Act.SUE, insolvencies=[over]) == []
        assert barred(Act.SUE, D(2026, 10, 31), insolvencies=[over]) == [("乙", "insolvent")]
    for ending, key in (("restructured", "insolvent.restructured"), ("wound_up", "insolvent.wound_up")):
        over = {**ACCEPTED, "ended_on": "2026-11-01", "ending": ending}
        found = stops(**with_surety(insolvencies=[over]))
        assert barred(Act.SUE, **with_surety(insolvencies=[over])) == [("乙", "insolvent")]
        assert {s.instead.key for s in found if s.ground is Ground.INSOLVENT} == {f"claims.instead.{key}"}
