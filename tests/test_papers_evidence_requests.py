"""Evidence in a running suit: the five applications with the contents their rules demand, read as files."""

from __future__ import annotations

from datetime import date as D
from pathlib import Path

import pytest

from papers import codes as told
from papers import drafted, errors, material
from running_suit import ASKED, PENDING, REQUESTS, SUIT
from test_papers_preservation import read

FIVE = (
    *("evidence_investigation", "investigation_order", "document_production"),
    *("evidence_preservation", "evidence_extension"),
)


def said(root: Path, paper: str, *changes: tuple[str, str]) -> str:
    return read(drafted(root, paper, given=material(*(changes or (PENDING, ASKED)))), paper)


def test_the_court_is_asked_to_collect_what_a_party_cannot(tmp_path: Path) -> None:
    """证据规定 20(2): who has it and where, what it is, why, what it proves, a definite clue."""
    text = said(tmp_path, "evidence_investigation")
    assert text.startswith("调查收集证据申请书\n")
    assert (
        "\n请求人民法院向沈阳市沈河区税务局调查收集：沈阳沈河样例重型机械有限公司对三张增值税专用发票的抵扣记录。"
        in text
    )
    assert "被调查人：沈阳市沈河区税务局，住所地沈阳市沈河区样例街1号。" in text
    assert "因客观原因不能自行收集：该记录由国家有关部门保存，当事人无权查阅。" in text
    assert "证据的线索：发票号码23122000000000000001至23122000000000000003（证据" in text
    assert "要证明的事实：被告一已经收到并抵扣三张发票。" in text
    assert "第六十七条" in text and "第九十四条" in text and "第二十条" in text and "【待补" not in text


def test_an_order_is_signed_by_the_lawyer_too_and_its_rules_are_local(tmp_path: Path) -> None:
    text = said(tmp_path / "a", "investigation_order")
    assert "请求签发律师调查令，由申请人的诉讼代理律师向样例科技有限公司调查收集" in text
    assert "申请律师（签名）：张示例" in text and "律师事务所函" in text
    assert "LX-P372" in told("investigation_order", PENDING, ASKED)
    employee = ("    kind: lawyer\n", "    kind: employee\n")
    assert errors("investigation_order", PENDING, ASKED, employee) == ["LX-P004"]
    assert "申请律师" not in said(tmp_path / "b", "evidence_investigation")


def test_a_document_of_the_other_side_is_named_with_its_weight_and_its_ground(tmp_path: Path) -> None:
    """证据规定 45(1): name, fact and its importance, on what control rests, why it must be produced (47)."""
    text = said(tmp_path, "document_production")
    assert "\n请求责令沈阳沈河样例重型机械有限公司提交书证：2023年4月至9月的入库单和应付账款明细账。" in text
    assert "该事实的重要性：该批货物没有签收人" in text and "应当提交的理由：账簿、记账原始凭证" in text
    assert "沈阳沈河样例重型机械有限公司控制该书证的根据：对账单盖章确认五批货物，说明被告一记有账目（证据" in text
    assert "第一百一十二条" in text and "第四十五条、第四十七条" in text


def test_evidence_in_danger_is_described_with_place_danger_and_method(tmp_path: Path) -> None:
    """证据规定 25(1), 27(2)."""
    text = said(tmp_path, "evidence_preservation")
    assert "请求对沈阳沈河样例重型机械有限公司持有的一号库2023年9月7日的监控录像采取复制的方法予以保全。" in text
    assert "该证据可能灭失或者以后难以取得：录像会被定期覆盖。" in text and "所在地沈阳市沈河区样例街99号" in text
    assert "担保情况" not in text and "第八十四条" in text


def test_before_a_suit_urgent_evidence_is_preserved_and_nothing_else_is_asked(tmp_path: Path) -> None:
    """民事诉讼法 84(2)."""
    text = said(tmp_path, "evidence_preservation", ASKED)
    assert "因买卖合同纠纷，将依法提起诉讼。因情况紧急，在提起诉讼前申请保全证据。" in text
    for paper in FIVE:
        assert errors(paper, ASKED) == ([] if paper == "evidence_preservation" else ["LX-P367"])


def test_a_longer_period_names_the_obstacle_and_the_days(tmp_path: Path) -> None:
    """民诉法解释 100(1), 证据规定 52: before the period ends, an objective obstacle."""
    text = said(tmp_path, "evidence_extension")
    assert "请求将本案的举证期限自2026年12月1日延长15日，用于提供：2025年11月3日的通话录音。" in text
    assert "在举证期限内提供上述证据存在客观障碍：录音所在的手机正在送修。" in text and "第一百条" in text


@pytest.mark.parametrize("paper", FIVE)
def test_after_the_period_it_is_too_late_and_without_one_it_is_asked(paper: str) -> None:
    """民诉法解释 94, 98, 100, 112: before the period ends; its last day is still in time."""
    over = ("choices:\n", SUIT.replace("2026-12-01", "2026-11-20"))
    assert errors(paper, over, ASKED) == ["LX-P369"]
    last = ("choices:\n", SUIT.replace("2026-12-01", "2026-11-21"))
    assert errors(paper, last, ASKED) == []
    none = ("choices:\n", SUIT.replace("    举证期限届满日: 2026-12-01\n", ""))
    assert "LX-P370" in told(paper, none, ASKED) and errors(paper, none, ASKED) == []
    assert errors(paper, PENDING) == ["LX-P368"]


def test_what_the_rule_demands_and_nobody_entered_is_a_blank(tmp_path: Path) -> None:
    bare = "evidence_requests:\n  - {id: 账, kind: 提交书证, item: 应付账款明细账}\nchoices:\n"
    text = said(tmp_path, "document_production", PENDING, ("choices:\n", bare))
    for blank in ("要证明的事实", "待证事实的重要性", "对方控制书证的根据", "应当提交书证的理由"):
        assert f"【待补：{blank}】" in text
    assert told("document_production", PENDING, ("choices:\n", bare)).count("LX-P003") == 4


def test_several_requests_of_a_kind_stand_in_one_application_under_heads(tmp_path: Path) -> None:
    told_of_it = "holder: 样例海关, address: 虚构路2号, reason: 无权查阅, clue: 单号1, proves: 出口"
    second = f"  - {{id: 海关, kind: 调查取证, item: 报关单, {told_of_it}}}\nchoices:\n"
    text = said(tmp_path, "evidence_investigation", PENDING, ("choices:\n", REQUESTS.replace("choices:\n", second)))
    assert "2. 请求人民法院向样例海关调查收集：报关单。" in text and "（一）沈阳沈河" in text and "（二）报关单" in text


def test_days_before_the_suit_are_slips() -> None:
    from lexcollect.casefile import parse_case
    from steel import steel_text

    early = SUIT.replace("2026-12-01", str(D(2026, 6, 1)))
    assert "LX-C057" in [f.code for f in parse_case(steel_text().replace("choices:\n", early)).findings]


def test_the_period_for_evidence_stands_on_the_agenda() -> None:
    """民诉法解释 99: the court fixes it; its day is 2026-12-01, a Tuesday, and nothing is counted."""
    from steel import steel_with

    (row,) = [d for d in steel_with(PENDING).agenda.deadlines if d.id == "evidence:一审"]
    assert row.period is not None and row.period.last_day == D(2026, 12, 1) and row.state == "running"
    (row,) = [d for d in steel_with(PENDING, as_of=D(2026, 12, 2)).agenda.deadlines if d.id == "evidence:一审"]
    assert row.state == "gone"
    ended = ("choices:\n", SUIT.replace("    审理程序", "    outcome: 判决\n    ended_on: 2026-11-02\n    审理程序"))
    assert "evidence:一审" not in {d.id for d in steel_with(ended).agenda.deadlines}


def test_a_request_that_looks_around_is_warned_of() -> None:
    """民诉法解释 95: one entry of a day and a sum is evidence, all the statements of an account are none."""
    from lexcollect.casefile import parse_case
    from steel import steel_text

    def found(item: str) -> list[str]:
        asked = f"evidence_requests:\n  - {{id: 账, kind: 调查取证, item: {item}}}\nchoices:\n"
        return [f.code for f in parse_case(steel_text().replace("choices:\n", asked)).findings]

    assert "LX-C421" in found("被告一全部银行流水")
    assert "LX-C421" not in found("2023年7月14日300000元转账的回单")
