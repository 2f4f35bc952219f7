"""``draft`` without a paper: which papers fit a matter at which stage, what each lacks, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calc_run import asked
from case_kit import CONTRACT, PARTIES, SURETY, debt, surety
from in_suit import UNANSWERED
from lexcollect.cli.console import SCREEN
from lexcollect.documents.papers import choose
from lexcollect.documents.register import PAPERS, STAGES
from lexcollect.documents.survey import Readiness, survey
from lexcollect.findings import Level
from lexcollect.layout import CASE
from lexcollect.matter.creation import create
from papers import drafted, material

LAWYER = {"id": "张", "name": "张示例", "kind": "lawyer", "firm": "样例所", "licence_no": "11201202600000001"}


def matter(folder: Path, **groups: Any) -> Path:
    create(folder)
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": PARTIES,
        "contracts": [CONTRACT],
        "obligations": [debt()],
        **groups,
    }
    (folder / CASE).write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    return folder


def offer(folder: Path, *words: str) -> tuple[dict[str, Any], Path]:
    code, out = asked("draft", str(folder), "--json", "--as-of", "2026-11-21", *words)[:2]
    assert code == 0
    return {one["paper"]: one for one in json.loads(out)["offered"]}, folder


def test_a_matter_of_a_sale_is_offered_letters_and_the_papers_of_a_suit_and_nothing_is_written(tmp_path: Path) -> None:
    found, folder = offer(matter(tmp_path / "案"))
    assert {id for id, one in found.items() if one["readiness"] != "apart"} >= {"demand", "complaint", "settlement"}
    assert found["demand"]["stage"] == "before" and found["complaint"]["stage"] == "filing"
    # No title, no pending suit, no assignment: these belong to other matters.
    # Nobody is insolvent, nobody asked for a measure of enforcement: neither is an error of the review sheet.
    apart = ("enforcement", "resumption", "withdrawal", "evidence_extension", "assignment_notice", "evidence_list")
    for id in (*apart, "bankruptcy_claim", "consumption_limit", "debtor_joinder"):
        assert found[id]["readiness"] == "apart" and found[id]["refusals"], id
    assert not list((folder / "3-文书").rglob("*"))


def test_a_letter_of_a_lawyer_without_a_lawyer_lacks_the_lawyer_and_is_ready_with_one(tmp_path: Path) -> None:
    """律师法 13: only a firm writes a 律师函; what is missing is named with its article."""
    found, _ = offer(matter(tmp_path / "无"))
    assert found["letter"]["readiness"] == "lacks"
    (no_lawyer,) = [one for one in found["letter"]["refusals"] if one["code"] == "LX-P002"]
    assert "律师法13" in no_lawyer["remedy"]
    found, _ = offer(matter(tmp_path / "有", agents=[LAWYER]))
    assert not [one for one in found["letter"]["refusals"] if one["code"] == "LX-P002"]


def test_an_arbitration_clause_bars_the_suit_with_its_article_and_no_letter(tmp_path: Path) -> None:
    """仲裁法 5: where there is an agreement on arbitration the court does not accept the suit; a demand may be sent."""
    clause = {"kind": "arbitration", "text": "提交天津仲裁委员会仲裁", "clause": "第9条"}
    found, folder = offer(matter(tmp_path / "案", contracts=[{**CONTRACT, "jurisdiction": clause}]))
    assert found["complaint"]["readiness"] == "barred" and "仲裁法" in found["complaint"]["refusals"][0]["message"]
    assert found["demand"]["readiness"] != "barred"
    out = asked("draft", str(folder), "--as-of", "2026-11-21")[1]
    assert " × complaint 民事起诉状　" in out


def test_the_offer_keeps_to_one_screen_and_tells_all_where_it_is_asked(tmp_path: Path) -> None:
    folder = matter(tmp_path / "案", parties=[*PARTIES, SURETY], securities=[surety()], agents=[LAWYER])
    out = asked("draft", str(folder), "--as-of", "2026-11-21")[1]
    whole = asked("draft", str(folder), "--as-of", "2026-11-21", "--full")[1]
    lines = [line for line in out.splitlines() if not line.endswith(" …")]  # the word before the wait is no answer
    assert len(lines) <= SCREEN and "只查看，没有写文件" in out
    assert out.splitlines()[-1].startswith("下一步　lexcollect draft") and " all" in out.splitlines()[-1]
    assert "没有正在审理的诉讼，撤诉申请书没有可以提交的案件" in whole and whole.count("● 待补：") > out.count(
        "● 待补："
    )


def test_a_blank_is_named_in_the_words_that_the_paper_prints(tmp_path: Path) -> None:
    unsaid = material(("    stages: [一审]\n", ""))
    (one,) = survey(unsaid, tmp_path, sources={}, papers=[PAPERS["power_of_attorney"]])
    assert one.readiness is Readiness.LACKS and one.blanks == ("张示例的委托审级",)
    text = drafted(tmp_path, "power_of_attorney", given=unsaid).papers[0].path
    assert text is not None and not one.since


def test_every_paper_has_a_stage_and_those_of_the_office_are_offered_to_nobody(tmp_path: Path) -> None:
    assert {paper.stage for paper in PAPERS.values()} <= set(STAGES)
    found = survey(material(), tmp_path, sources={})
    assert {one.paper.id for one in found} == {id for id, paper in PAPERS.items() if not paper.internal}


def test_what_changed_is_told_against_the_version_that_said_otherwise(tmp_path: Path) -> None:
    """A payment of 200,000.00 in place of 300,000.00: the principal changes, and the second look says the same."""
    drafted(tmp_path, "letter")
    lower = material(("amount: 300000.00, payer: 沈河", "amount: 200000.00, payer: 沈河"))
    first = survey(lower, tmp_path, sources={}, papers=[PAPERS["letter"]])
    drafted(tmp_path, "letter", given=lower)
    again = survey(lower, tmp_path, sources={}, papers=[PAPERS["letter"]])
    assert first[0].since == again[0].since == "v1" and first[0].changes == again[0].changes
    assert any("951,600.00" in change.new for change in first[0].changes)


@pytest.mark.parametrize(("given", "with_suit"), [((), True), ((UNANSWERED,), True)])
def test_all_papers_hold_what_a_suit_is_filed_with(given: tuple[tuple[str, str], ...], with_suit: bool) -> None:
    chosen = {paper.id for paper in choose(["all"], material(*given))[0]}
    assert ({"complaint", "power_of_attorney", "service_confirmation", "evidence_list"} <= chosen) is with_suit
    assert "payment_order" not in chosen


def test_the_list_and_the_paper_as_it_is_made_tell_the_same_of_it(tmp_path: Path) -> None:
    """What the list calls ready tells nothing more once it is written: the marks of the paper itself are the gaps."""
    for paper in ("complaint", "preservation", "service_confirmation"):
        (one,) = survey(material(), tmp_path, sources={}, papers=[PAPERS[paper]])
        made = drafted(tmp_path, paper)
        marked = [f for f in made.findings if f.code == "LX-P003"]
        others = {f for f in made.findings if f.level is Level.WARNING and f.code not in ("LX-P003", "LX-P013")}
        assert len(marked) <= len(one.blanks) and (one.readiness is Readiness.READY) == (not marked and not others)
        assert others == set(one.doubts)
