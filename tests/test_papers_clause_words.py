"""What papers say in the words of a contract: whole sentences, nothing left out, nothing that contradicts itself.

Facts: 大连设备租赁案. Questions: how is a clause told that only names a court, what the guarantee covers, a payment
whose memo names a month, and whom does the notice of termination speak to? Answers by hand.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from lexcollect.documents.views.courts import clause_words
from lexcollect.proposing.finders.guarantees import _scope_words
from test_claims_lease import CASE_FILE
from test_papers_lease import drafted, texts


def _gone(start: str) -> tuple[str, str]:
    """Return the change that takes the line of the case file that begins so."""
    line = next(line for line in CASE_FILE.read_text("utf-8").splitlines() if line.strip().startswith(start))
    return f"{line}\n", ""


NO_END = (
    *map(_gone, ("termination:", "running_fees:", "- {id: 占用费一", "- {id: 占用费二")),
    ("last: 2025-08-04", "last: 2025-08-31"),
    (", return_evidence: 收回交接单", ""),
    ("choices:\n", "choices:\n  termination: {contract: 租赁合同, basis: 催告后未履行, known_on: 2026-11-01}\n"),
)
PAID = "payments:\n  - {id: 付3月, date: 2025-03-20, amount: 20000.00, payer: 连港, memo: 3月租金, evidence: 流水}\n"


@pytest.mark.parametrize(
    ("text", "own", "court"),
    [
        ("甲方住所地人民法院", "", "甲方住所地人民法院"),
        ("甲方住所地有管辖权的人民法院", "", "甲方住所地有管辖权的人民法院"),
        ("争议由甲方所在地法院", "", "甲方所在地法院"),
        ("协商不成的，可向沈阳市和平区人民法院", "", "沈阳市和平区人民法院"),
        ("由甲方住所地人民法院管辖。", "由甲方住所地人民法院管辖", "和平法院"),
        ("发生争议，向甲方住所地人民法院起诉", "发生争议，向甲方住所地人民法院起诉", "和平法院"),
        ("", "", "和平法院"),
    ],
)
def test_a_clause_that_only_names_a_court_is_told_as_that_court(text: str, own: str, court: str) -> None:
    said = clause_words(SimpleNamespace(text=text, clause="第十条", court="和平法院"))  # type: ignore[arg-type]
    assert (said["原文"], said["法院"]) == (own, court)


def test_without_a_clause_nothing_of_it_is_told() -> None:
    assert set(clause_words(None).values()) == {""}


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (
            "丙方对乙方在本合同项下的租金、违约金、房屋占有使用费、赔偿金及实现债权的费用承担连带责任保证",
            "租金、违约金、房屋占有使用费、赔偿金及实现债权的费用",
        ),
        (
            "保证范围包括货款本金、利息、违约金及实现债权的费用，保证人承担连带责任保证",
            "货款本金、利息、违约金及实现债权的费用",
        ),
        (
            "保证人对承租方应支付的租金、占用费和律师费、诉讼费提供连带责任保证",
            "租金、占用费和律师费、诉讼费",
        ),
        ("本人对上述借款承担连带保证责任", ""),
    ],
)
def test_the_scope_of_a_guarantee_is_the_list_of_the_clause_word_for_word(clause: str, words: str) -> None:
    assert _scope_words(clause) == words


def test_the_complaint_tells_the_clause_on_the_guarantee_and_on_the_court_as_the_contract_has_them(
    tmp_path: Path,
) -> None:
    fragment = ("text: 由甲方住所地人民法院管辖", "text: 甲方住所地人民法院")
    said = texts(drafted(tmp_path, fragment, ("payments:\n", PAID), papers=("complaint",)))["complaint"]
    assert "合同第十一条约定，争议由甲方住所地人民法院管辖" in said
    assert "担保范围包括租金、违约金、占用费、赔偿金及实现债权的费用，" in said
    assert "附言“3月租金”，按合同约定冲抵" in said and "“3月租金”，未指明" not in said


def test_a_scope_without_the_words_of_the_clause_is_told_by_its_kinds(tmp_path: Path) -> None:
    words = ("    scope_text: 租金、违约金、占用费、赔偿金及实现债权的费用\n", "")
    said = texts(drafted(tmp_path, words, papers=("complaint",)))["complaint"]
    assert "担保范围包括租金、违约金、损害赔偿金、实现债权的费用" in said


def test_the_notice_of_termination_speaks_to_the_lessee_and_asks_for_the_machine_once(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, *NO_END, papers=("termination_notice",)))["termination_notice"]
    body, copied = said.split("抄送：")
    assert "担保人对贵方" not in body and "保证责任" not in body
    assert copied.startswith("冯样例（保证人；合同解除后，保证人对债务人应当承担的民事责任仍应当承担保证责任")
    assert body.count("向我方返还XE215挖掘机（SMP-0002）") == 1
    assert "返还之日以前，贵方继续占用的，应当支付占用期间的费用" in body


def test_a_later_demand_tells_that_the_earlier_ones_were_not_met(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, *NO_END[:-1], papers=("demand",)))["demand"]
    assert "由前台签收；贵方至今仍有款项未付清。" in said and said.count("至今仍有款项未付清") == 1


def test_a_demand_that_asks_for_a_repair_says_on_what_ground(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, papers=("demand",)))["demand"]
    assert "因保管不善造成租赁物毁损的，应当承担赔偿责任" in said and "第七百一十四条" in said


def test_a_set_off_of_the_deposit_is_not_told_as_a_payment_that_named_no_month(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, papers=("complaint",)))["complaint"]
    assert "以押金116,000.00元抵扣所欠款项，按合同约定冲抵" in said
