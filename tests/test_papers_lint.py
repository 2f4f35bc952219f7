"""Language rules: what may not be said to a debtor, and the contexts in which the same words are in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.documents.lint import Setting, lint
from lexcollect.findings import Level
from papers import drafted, material

LETTER = Setting(letter=True)


def found(line: str, setting: Setting = LETTER) -> list[str]:
    return [dict(f.params)["rule"] for f in lint([line], setting)]


@pytest.mark.parametrize(
    "line",
    [
        "本函不构成委托人对任何权利的放弃。",
        "乙方按第二条足额、按时付清全部各期款项的，甲方免除违约金100.00元。",
        "货款尚未结清。",
        "贵方未按约付款，但其行为不构成犯罪。",
        "交付喇叭口管件20件。",
    ],
)
def test_allowed_contexts_are_no_finding(line: str) -> None:
    assert found(line) == []


def test_conditional_waiver_does_not_excuse_a_second_release() -> None:
    assert found("足额、按时付清的，甲方免除违约金；余款不再追究。") == ["L17"]


def test_full_width_and_spaced_words_are_found_too() -> None:
    assert found("后 果　自 负") == ["L01"]
    assert found("请在２４小时内付款") == ["L14"]


def test_a_lawyer_with_licence_may_write_a_lawyers_letter() -> None:
    assert found("本律师函要求付款。", Setting(letter=True, lawyer=True)) == []


def test_short_periods_matter_in_letters_only() -> None:
    assert found("全部剩余款项立即到期。", Setting(letter=False)) == []


def test_asking_to_check_is_fine_beside_a_demand() -> None:
    assert lint(["请核对明细。", "请于2026年12月1日前付清货款。"], LETTER) == []


def test_finding_names_rule_words_reason_and_way_out() -> None:
    one = lint(["逾期不付，后果自负。"], LETTER)[0]
    assert one.level is Level.ERROR
    assert "L01" in one.message("zh") and "后果自负" in one.message("zh")
    assert "诉讼" in one.remedy("zh")
    assert one.message("en") and one.remedy("en")


def test_shipped_papers_break_no_rule(tmp_path: Path) -> None:
    said = [f for f in drafted(tmp_path).findings if f.code in ("LX-P030", "LX-P031")]
    assert said == []


def test_users_own_words_stop_the_paper_they_stand_in(tmp_path: Path) -> None:
    rude = material(("被申请人长期拖欠，", "被申请人就是老赖，"))
    result = drafted(tmp_path, given=rude)
    assert {p.paper for p in result.papers if p.status == "refused"} == {"preservation"}
    stops = [f for f in result.findings if f.code == "LX-P030"]
    assert [f.level for f in stops] == [Level.ERROR, Level.WARNING]
    assert stops[1].where.line > 0
