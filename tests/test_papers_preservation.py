"""Preservation in all its species (财产保全): before suit, before enforcement, carried on, lifted; read as files."""

from __future__ import annotations

from datetime import date as D
from pathlib import Path
from typing import Any

import pytest

from case_kit import PARTIES, agenda_with, filing, matter_with
from in_suit import BEFORE_SUIT, EARLY, INSURER
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.papers import choose
from lexcollect.documents.plaintext import paragraphs, tables
from papers import codes as told
from papers import drafted, errors, material

BEFORE_ENFORCEMENT = "preservation_before_enforcement"
URGENT = "被申请人于2026年11月18日将一号库内的部分钢材运往外地"


def read(result: DraftResult, paper: str) -> str:
    """The whole text of a paper, tables too."""
    path = next(p.path for p in result.papers if p.paper == paper)
    assert path is not None, [f.line("zh") for f in result.findings if f.stops]
    data = path.read_bytes()
    return "\n".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])


def small(root: Path, *papers: str, as_of: D, **groups: Any) -> DraftResult:
    """Papers of the small file of 100,000 yuan."""
    matter = matter_with(as_of, **groups)
    ids = dict.fromkeys(id for fact in walk(matter.case) for id in getattr(fact, "evidence", ()))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(ids, 1)}
    return draft(papers, Material(matter.case, matter.claims, exhibits), root, sources={})


def codes(result: DraftResult) -> set[str]:
    return {f.code for f in result.findings}


# --- before suit (民事诉讼法 104) --------------------------------------------------------------------------


def test_before_suit_urgency_assets_and_security_are_told_and_the_suit_is_still_to_come(tmp_path: Path) -> None:
    """The claim is that of the complaint: 851,600.00 + 507,593.80 = 1,359,193.80; no court searches before suit."""
    unpriced = (", amount: 1359193.80}", "}")
    said = read(drafted(tmp_path, BEFORE_SUIT, given=material(EARLY, unpriced)), BEFORE_SUIT)
    assert said.startswith("诉前财产保全申请书\n")
    assert "申请人与二被申请人因买卖合同纠纷，将依法提起诉讼。因情况紧急，在提起诉讼前提出本申请。" in said
    assert "请求保全的财产价值合计以人民币1,359,193.80元为限。" in said and f"{URGENT}。" in said
    assert "被保全财产信息：" in said and "2100 0000 0000 0000 002" in said
    assert "查控系统" not in said and "民事起诉状" not in said and "向贵院提起诉讼" not in said
    assert "第一百零四条、第一百零五条、第一百零六条" in said and "第一百零三条" not in said
    assert "采取保全措施后三十日内不依法提起诉讼的，人民法院应当解除保全" in said
    # 财产保全规定 5(2): as much security as is asked for; its amount was not entered.
    assert "担保金额人民币【待补：担保金额】元" in said


def test_an_urgency_nobody_entered_is_a_blank(tmp_path: Path) -> None:
    change = ("  stage: suit\n", "  stage: pre_suit\n")
    said = read(drafted(tmp_path, BEFORE_SUIT, given=material(change)), BEFORE_SUIT)
    assert "【待补：情况紧急、不能等待的事实】。" in said
    assert "LX-P352" in told(BEFORE_SUIT, change)


def test_before_suit_no_exemption_and_less_security_is_told() -> None:
    """民事诉讼法 104(1): without security the application is dismissed; 财产保全规定 5(2): as much as is asked for."""
    assert errors(BEFORE_SUIT, EARLY, (INSURER, "{kind: none, reason: 事实清楚}")) == ["LX-P350"]
    less = (INSURER, INSURER.replace("1359193.80", "400000.00"))
    assert "LX-P351" in told(BEFORE_SUIT, EARLY, less) and errors(BEFORE_SUIT, EARLY, less) == []
    assert "LX-P351" not in told(BEFORE_SUIT, EARLY)


def test_a_matter_has_the_application_of_its_stage() -> None:
    assert BEFORE_SUIT in [p.id for p in choose(["all"], material(EARLY))[0]]
    assert "preservation" not in [p.id for p in choose(["all"], material(EARLY))[0]]
    assert BEFORE_SUIT not in [p.id for p in choose(["all"], material())[0]]
    assert errors(BEFORE_SUIT) == ["LX-P018"] and errors("preservation", EARLY) == ["LX-P018"]


def test_once_the_suit_is_filed_it_is_asked_for_in_the_suit(tmp_path: Path) -> None:
    """民事诉讼法 104(1): before the suit only; the application in the suit names the pending case."""
    number = "organ: 天津市北辰区人民法院, case_no: （2026）津0113民初88号"
    suit = f"{{id: 一审, kind: suit, date: 2026-10-09, against: [沈河, 郑样例], {number}}}"
    pending = ("choices:\n", f"filings:\n  - {suit}\nchoices:\n")
    assert errors(BEFORE_SUIT, EARLY, pending) == ["LX-P072", "LX-P072"]
    said = read(drafted(tmp_path, "preservation", given=material(pending)), "preservation")
    assert (
        "申请人与二被申请人买卖合同纠纷一案（案号：（2026）津0113民初88号），贵院正在审理。申请人提出本申请。" in said
    )


def test_before_an_arbitration_the_court_is_asked_directly(tmp_path: Path) -> None:
    """仲裁法(2025) 39(2), 民事诉讼法 104: the application in the suit is barred, that before it is not."""
    clause = (
        "{kind: court, court: 天津市北辰区人民法院, clause: 第8.1条, text: 由甲方（卖方）住所地人民法院管辖}",
        "{kind: arbitration, clause: 第8.1条, text: 提交天津仲裁委员会仲裁}",
    )
    given = material(EARLY, clause, ("\npreservation:\n", "\npreservation:\n  court: 沈阳市沈河区人民法院\n"))
    said = read(drafted(tmp_path, BEFORE_SUIT, given=given), BEFORE_SUIT)
    assert "将依法申请仲裁。因情况紧急，在申请仲裁前提出本申请。" in said
    assert "三十日内不依法申请仲裁的" in said and "此致\n沈阳市沈河区人民法院" in said
    assert "LX-P010" in errors("preservation", clause)


def test_no_assets_no_preservation_before_suit() -> None:
    """财产保全规定 10(1): definite assets; the relief of 10(2) is for a suit."""
    from steel import steel_text

    clues = steel_text().split("asset_clues:\n")[1].split("\nsettlement:")[0]
    assert errors(BEFORE_SUIT, EARLY, (f"asset_clues:\n{clues}", "")) == ["LX-P004"]


# --- before enforcement (民诉法解释 163) ---------------------------------------------------------------------

JUDGMENT = {
    "id": "判决",
    "kind": "judgment",
    "organ": "样例市某区人民法院",
    "case_no": "（2026）示01民初7号",
    "served_on": "2026-10-16",
    "effective_on": "2026-11-02",
    "performance_count": 10,
    "awards": [{"kind": "principal", "amount": "100000.00"}],
    "evidence": ["判决书"],
}
CLUE = {"kind": "bank_account", "owner": "乙", "description": "样例银行某支行 0001", "source": "bank_slip"}
WANTED = {
    "stage": "pre_enforcement",
    "urgent": "被申请人正在转让其全部设备",
    "guarantee": {"kind": "none", "reason": "判决已经生效"},
}


def decided(**more: Any) -> dict[str, Any]:
    return {"titles": [JUDGMENT], "preservation": WANTED, "asset_clues": [CLUE], **more}


def test_before_enforcement_the_title_its_content_and_the_urgency_are_told(tmp_path: Path) -> None:
    """财产保全规定 1(3): organ, number, main content. In force on 2026-11-02, ten days: 2026-11-12; nothing is late."""
    result = small(tmp_path, BEFORE_ENFORCEMENT, as_of=D(2026, 11, 10), **decided())
    said = read(result, BEFORE_ENFORCEMENT)
    assert "样例市某区人民法院（2026）示01民初7号民事判决书，于2026年11月2日发生法律效力" in said
    assert "人民币100,000.00元（生效法律文书确定、尚未履行的债务）" in said and "被申请人正在转让其全部设备。" in said
    assert "申请人请求准许不提供担保，理由：判决已经生效。" in said and "【待补：不需要" not in said
    assert "履行期间届满后五日内不申请执行的，人民法院应当解除保全" in said and "民事判决书副本1份" in said
    assert "第一百六十三条" in said and "提起诉讼" not in said
    assert "LX-P362" in codes(result)


def test_the_five_days_after_performance_are_the_end_of_it(tmp_path: Path) -> None:
    """2026-11-12 and five days: 2026-11-17, a Tuesday; on 2026-11-18 the paper is the application for enforcement."""
    assert small(tmp_path / "a", BEFORE_ENFORCEMENT, as_of=D(2026, 11, 17), **decided()).written
    late = small(tmp_path / "b", BEFORE_ENFORCEMENT, as_of=D(2026, 11, 18), **decided())
    assert not late.written and "LX-P361" in codes(late)


def test_once_enforcement_runs_nothing_comes_before_it(tmp_path: Path) -> None:
    applied = decided(filings=[filing("2026-11-06", "enforcement")])
    result = small(tmp_path, BEFORE_ENFORCEMENT, as_of=D(2026, 11, 10), **applied)
    assert not result.written and "LX-P353" in codes(result)
    without = small(tmp_path, BEFORE_ENFORCEMENT, as_of=D(2026, 11, 10), preservation=WANTED, asset_clues=[CLUE])
    assert "LX-P106" in codes(without)


def test_a_measure_before_enforcement_puts_the_five_days_on_the_agenda() -> None:
    """In force 2026-11-02, performance to 2026-11-12, five days to 2026-11-17 (民诉法解释 163)."""
    frozen = {"id": "冻结", "asset": "bank", "owner": "乙", "taken_on": "2026-11-06", "evidence": ["裁定"]}
    agenda = agenda_with(D(2026, 11, 10), **decided(measures=[frozen]))
    (row,) = [d for d in agenda.deadlines if d.rule == "preserve.postjudgment.apply"]
    assert row.period is not None and row.period.last_day == D(2026, 11, 17) and row.state == "running"
    applied = [filing("2026-11-16", "enforcement")]
    agenda = agenda_with(D(2026, 11, 20), **decided(measures=[frozen], filings=applied))
    (row,) = [d for d in agenda.deadlines if d.rule == "preserve.postjudgment.apply"]
    assert row.state == "done"
    # A measure of the suit goes on by itself (民诉法解释 168): nothing hangs on five days.
    early = {**frozen, "taken_on": "2026-05-06"}
    agenda = agenda_with(D(2026, 11, 10), **decided(measures=[early]))
    assert "preserve.postjudgment.apply" not in {d.rule for d in agenda.deadlines}


def test_an_application_before_suit_without_its_measure_asks_for_the_day() -> None:
    """民事诉讼法 104(3): the thirty days run from the measure; without its day nothing can be counted."""
    asked = [filing("2026-11-03", "presuit_preservation")]
    (row,) = [d for d in agenda_with(D(2026, 11, 10), filings=asked).deadlines if d.rule == "preserve.presuit.sue"]
    assert row.period is None and row.state == "missing"
    sued = [*asked, filing("2026-11-09", "suit")]
    assert "preserve.presuit.sue" not in {d.rule for d in agenda_with(D(2026, 11, 10), filings=sued).deadlines}


# --- carried on and lifted ----------------------------------------------------------------------------------

CASE = {"organ": "样例市某区人民法院", "case_no": "（2025）示01民初3号", "ruling_no": "（2025）示01民初3号之一"}
BANK = {
    "id": "账户",
    "asset": "bank",
    "owner": "乙",
    "description": "样例银行某支行 0001",
    "amount": "80000.00",
    "taken_on": "2025-12-10",
    "notified_end": "2026-12-09",
    "evidence": ["裁定"],
    **CASE,
}
HOUSE = {
    "id": "房屋",
    "asset": "immovable",
    "owner": "乙",
    "description": "乙地一路1号",
    "taken_on": "2025-12-12",
    "notified_end": "2028-12-11",
    **CASE,
}
AS_OF = D(2026, 11, 21)


def test_renewal_names_each_measure_its_end_and_its_term(tmp_path: Path) -> None:
    """财产保全规定 18, 民诉法解释 485: the freeze ends on 2026-12-09, a new year follows; the house waits."""
    given = {"measures": [BANK, HOUSE], "preservation": {"guarantee": {"kind": "insurer", "provider": "样例财险"}}}
    result = small(tmp_path, "preservation_renewal", as_of=AS_OF, **given)
    said = read(result, "preservation_renewal")
    assert (
        "\n请求对乙方样例有限公司名下的银行存款（样例银行某支行 0001）续行冻结，期限一年，自2026年12月10日起计算。"
        in said
    )
    assert "（案号：（2025）示01民初3号），贵院作出（2025）示01民初3号之一裁定，已采取下列保全措施：" in said
    assert "银行存款：样例银行某支行 0001，保全金额80,000.00元（证据1）" in said and "乙地一路1号" not in said
    assert "2025年12月10日\n2026年12月9日" in said and "此致\n样例市某区人民法院" in said
    assert "担保期间：【待补：保全担保的担保期间】" in said
    assert "第十八条" in said and "第四百八十五条" in said
    assert not {"LX-P358", "LX-P359"} & codes(result)


def test_a_named_measure_is_renewed_whenever_it_ends(tmp_path: Path) -> None:
    """民诉法解释 485(1): an immovable for three years."""
    given = {"measures": [BANK, HOUSE], "preservation": {"measures": ["房屋"]}}
    said = read(small(tmp_path, "preservation_renewal", as_of=AS_OF, **given), "preservation_renewal")
    assert "续行查封，期限三年，自2028年12月12日起计算" in said and "冻结" not in said


def test_within_seven_days_it_is_late_and_after_the_end_it_is_gone(tmp_path: Path) -> None:
    """财产保全规定 18: seven days before 2026-12-09 is 2026-12-02; 查封扣押冻结规定 27(1)."""
    assert "LX-P358" not in codes(small(tmp_path / "a", "preservation_renewal", as_of=D(2026, 12, 2), measures=[BANK]))
    late = small(tmp_path / "b", "preservation_renewal", as_of=D(2026, 12, 3), measures=[BANK])
    assert late.written and "LX-P358" in codes(late)
    gone = small(tmp_path / "c", "preservation_renewal", as_of=D(2026, 12, 10), measures=[BANK])
    assert not gone.written and {"LX-P356", "LX-P355"} <= codes(gone)


def test_nothing_near_its_end_nothing_taken_and_an_insolvent_owner(tmp_path: Path) -> None:
    """企业破产法 19: measures on an insolvent's assets are lifted, not renewed."""
    assert "LX-P354" in codes(small(tmp_path, "preservation_renewal", as_of=AS_OF, measures=[HOUSE]))
    assert "LX-P355" in codes(small(tmp_path, "preservation_renewal", as_of=AS_OF))
    insolvent = [{"person": "乙", "accepted_on": "2026-10-09", "court": "样例市中级人民法院"}]
    result = small(tmp_path, "preservation_renewal", as_of=AS_OF, measures=[BANK], insolvencies=insolvent)
    assert not result.written and "LX-P357" in codes(result)


def test_measures_of_two_courts_are_two_applications(tmp_path: Path) -> None:
    other = {
        **BANK,
        "id": "他院",
        "description": "样例银行二支行 0002",
        "organ": "乙地人民法院",
        "case_no": "（2025）乙01民初9号",
    }
    said = read(small(tmp_path, "preservation_renewal", as_of=AS_OF, measures=[BANK, other]), "preservation_renewal")
    assert said.splitlines().count("续行财产保全申请书") == 2
    assert "此致\n样例市某区人民法院" in said and "此致\n乙地人民法院" in said


@pytest.mark.parametrize(
    "groups, reason",
    [
        (
            {"filings": [filing("2025-12-20", outcome="withdrawn", ended_on="2026-11-10", organ="某院")]},
            "2026年11月10日，某院准许撤回起诉",
        ),
        ({"filings": [filing("2025-12-20", outcome="dismissed", ended_on="2026-11-10")]}, "2026年11月10日，裁判驳回"),
        ({"measures": [{**BANK, "pre_suit": True}]}, "诉前保全措施于2025年12月10日采取，此后三十日内没有提起诉讼"),
        (
            {"payments": [{"id": "付", "date": "2026-11-16", "amount": "100000.00", "payer": "乙"}]},
            "申请人的债权已经得到清偿",
        ),
        ({"preservation": {"release": "双方达成和解。"}}, "双方达成和解。"),
        ({}, "【待补：解除保全的理由】。"),
    ],
)
def test_release_tells_the_ground_the_file_shows(tmp_path: Path, groups: dict[str, Any], reason: str) -> None:
    """财产保全规定 23(1)(1), (4), (5); the sale of the small file bears no penalty, so 100,000.00 pays it."""
    result = small(tmp_path, "preservation_release", as_of=AS_OF, **{"measures": [BANK], **groups})
    said = read(result, "preservation_release")
    assert f"{reason}" in said and "请求解除对乙方样例有限公司名下的银行存款（样例银行某支行 0001）的冻结。" in said
    assert "第二十三条" in said and said.count("准许撤回起诉") + said.count("裁判驳回") <= 1
    assert ("LX-P360" in codes(result)) is ("清偿" not in reason)


def test_a_suit_in_time_leaves_no_ground_of_the_thirty_days(tmp_path: Path) -> None:
    given = {"measures": [{**BANK, "pre_suit": True}], "filings": [filing("2025-12-20")]}
    said = read(small(tmp_path, "preservation_release", as_of=AS_OF, **given), "preservation_release")
    assert "三十日内没有" not in said and "【待补：解除保全的理由】" in said
    assert PARTIES[1]["name"] in said


def test_in_enforcement_the_sides_are_called_as_there(tmp_path: Path) -> None:
    """民诉法解释 485(2): the execution creditor asks for the renewal; what is left is told by the title."""
    judged = {**JUDGMENT, "effective_on": "2026-01-05", "served_on": "2025-12-19"}
    given = {"titles": [judged], "measures": [BANK], "filings": [filing("2026-02-02", "enforcement")]}
    said = read(small(tmp_path, "preservation_renewal", as_of=AS_OF, **given), "preservation_renewal")
    assert "申请执行人：甲方示例有限公司" in said and "被执行人：乙方样例有限公司" in said
    assert "申请执行人与被执行人买卖合同纠纷一案" in said and "申请执行人（盖章）：甲方示例有限公司" in said
    assert "生效法律文书确定的债务尚有" in said


INSTALMENTS = {
    **JUDGMENT,
    "performance_count": None,
    "awards": [
        {"kind": "principal", "amount": "40000.00", "due_on": "2026-11-06"},
        {"kind": "principal", "amount": "60000.00", "due_on": "2026-12-10"},
        {"kind": "court_fee_to_creditor", "amount": "2300.00", "due_on": "2026-12-10"},
    ],
}


def test_of_instalments_the_next_one_is_the_safe_end(tmp_path: Path) -> None:
    """On 2026-11-13 the five days after 2026-11-06 are over, those after 2026-12-10 run to 2026-12-15, a Tuesday."""
    title = {name: value for name, value in INSTALMENTS.items() if value is not None}
    result = small(tmp_path, BEFORE_ENFORCEMENT, as_of=D(2026, 11, 13), **decided(titles=[title]))
    said = read(result, BEFORE_ENFORCEMENT)
    assert "应付申请人的诉讼费2,300.00元" in said and "申请执行人" not in said
    (note,) = [f for f in result.findings if f.code == "LX-P362"]
    assert "2026-12-15" in note.line("zh")
    frozen = {"id": "冻结", "asset": "bank", "owner": "乙", "taken_on": "2026-11-12", "evidence": ["裁定"]}
    agenda = agenda_with(D(2026, 11, 13), **decided(titles=[title], measures=[frozen]))
    (row,) = [d for d in agenda.deadlines if d.rule == "preserve.postjudgment.apply"]
    assert row.period is not None and row.period.last_day == D(2026, 12, 15)


def test_in_a_pending_suit_only_its_parties_are_respondents(tmp_path: Path) -> None:
    """民事诉讼法 103: the suit is against the buyer alone; the complaint is with the court already."""
    suit = (
        "filings:\n  - {id: 一审, kind: suit, date: 2026-10-09, against: 沈河, organ: 天津市北辰区人民法院}\nchoices:\n"
    )
    said = read(drafted(tmp_path, "preservation", given=material(("choices:\n", suit))), "preservation")
    assert "被申请人：沈阳沈河样例重型机械有限公司" in said and "郑样例" not in said.split("附：")[0]
    assert "民事起诉状" not in said and "证据材料1套" in said
    both = suit.replace("against: 沈河", "against: [沈河, 郑样例]")
    said = read(drafted(tmp_path / "b", "preservation", given=material(("choices:\n", both))), "preservation")
    assert "被申请人二：郑样例" in said
