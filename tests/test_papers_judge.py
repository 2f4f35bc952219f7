"""The papers as a judge reads them: nothing in them belongs to somebody else, and nothing asked for is left behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from finance_lease import finance_lease_with
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.circumstances import to_return
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from papers import material as steel_material
from services import AGENT, FREIGHT, GUARDS, PROCESSING, PROPERTY, service_material
from test_papers_lease import drafted as lease
from test_papers_lease import texts


def lines(root: Path, given: Material, paper: str) -> list[str]:
    result = draft([paper], given, root, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    assert path is not None, [f.line() for f in result.findings]
    return paragraphs(path.read_bytes())


@pytest.mark.parametrize("name", [GUARDS, FREIGHT, PROCESSING, PROPERTY])
def test_a_demand_in_the_creditors_own_name_bears_no_number_of_its_law_firm(tmp_path: Path, name: str) -> None:
    given = service_material(name)
    number = given.case.choices.letter.letter_no
    assert number and number in lines(tmp_path / "firm", given, "letter")
    own = lines(tmp_path / "own", given, "demand")
    assert number not in "\n".join(own)
    # The line of the number is gone with it: the title follows the head of the letter.
    assert own.index("催款函") == 1


def test_a_letter_to_a_guarantor_bears_no_number_of_the_law_firm(tmp_path: Path) -> None:
    given = steel_material()
    number = given.case.choices.letter.letter_no
    own = lines(tmp_path, given, "guarantor")
    assert number and number not in "\n".join(own) and own.index("保证人催告函") == 1


def test_a_creditor_without_a_lawyer_keeps_the_number_of_its_own_letter(tmp_path: Path) -> None:
    given = service_material(AGENT, ("函件选择: {天数: 10}", "函件选择: {天数: 10, 函号: 青禾催〔2026〕1号}"))
    assert "青禾催〔2026〕1号" in lines(tmp_path, given, "demand")


#: 民法典 691: damages are within the guarantee; the excavator SMP-0002 is still out, 1,000 yuan a day go on.
ON = "占用费等损失"


@pytest.mark.parametrize("paper", ["complaint", "guarantor"])
def test_a_guarantor_of_a_lease_is_asked_for_the_use_fee_that_runs_on(tmp_path: Path, paper: str) -> None:
    result = lease(tmp_path, papers=(paper,))
    said = texts(result)[paper]
    assert ON in said and "及此后违约金、占用费" in said and "及此后违约金）" not in said


@pytest.mark.parametrize("paper", ["complaint", "guarantor"])
def test_a_guarantor_is_not_asked_for_a_fee_that_has_ended(tmp_path: Path, paper: str) -> None:
    ended = (
        "per_day: 1000.00, first: 2025-08-05, clause:",
        "per_day: 1000.00, first: 2025-08-05, last: 2025-09-15, clause:",
    )
    said = texts(lease(tmp_path, ended, papers=(paper,)))[paper]
    assert ON in said and "及此后违约金" in said and "及此后违约金、占用费" not in said


def test_who_asks_for_the_whole_rent_of_a_finance_lease_does_not_ask_for_the_thing(tmp_path: Path) -> None:
    # 民法典 752, 融资租赁解释 10: one or the other; the term ended on 2026-04-30, the rent was called in on 2025-05-18.
    matter = finance_lease_with(as_of=date(2026, 5, 31))
    assert to_return(matter.case, matter.case.contracts[0], date(2026, 5, 31)) == []
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    said = "\n".join(lines(tmp_path, Material(matter.case, matter.claims, exhibits), "complaint"))
    assert "支付全部未付租金" in said and "返还数控机床" not in said


@pytest.mark.parametrize(("paper", "who"), [("complaint", "原告"), ("preservation", "申请人")])
def test_one_paper_of_identity_is_not_listed_as_one_each(tmp_path: Path, paper: str, who: str) -> None:
    said = "\n".join(lines(tmp_path, service_material(AGENT), paper))
    assert f"{who}身份证复印件1份" in said and "复印件各1份" not in said


def test_the_application_for_preservation_lists_the_power_of_attorney_of_its_agent(tmp_path: Path) -> None:
    said = "\n".join(lines(tmp_path, service_material(GUARDS), "preservation"))
    assert "申请人营业执照复印件、法定代表人身份证明书、授权委托书各1份" in said
