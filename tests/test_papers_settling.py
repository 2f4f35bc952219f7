"""A settlement follows the day: terms as formulas of the account, drafted again tomorrow without a refusal.

The steel matter on 2026-11-21: 851,600.00 and a penalty of 507,593.80 that grows by 425.80 a day; instalments of
1,101,600.00, so 257,593.80 is waived.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from papers import material
from services import AGENT, FOLDER, FREIGHT, PROPERTY, service_material
from steel import ROOT

WAIVED = "  waive_penalty: 257593.80\n"
LAST = "2027-09-30, amount: 250000.00}"


def settled(*changes: tuple[str, str], as_of: date) -> tuple[dict[str, Any], list[str]]:
    found = PAPERS["settlement"].view()(material(*changes, as_of=as_of))
    return found.fields, [f.code for f in found.findings]


@pytest.mark.parametrize(
    ("as_of", "waived", "whole"),
    [
        (date(2026, 11, 20), "257,168.00", "1,358,768.00"),
        (date(2026, 11, 21), "257,593.80", "1,359,193.80"),
        (date(2026, 11, 22), "258,019.60", "1,359,619.60"),
        (date(2026, 12, 21), "270,367.80", "1,371,967.80"),
    ],
)
def test_a_fixed_waiver_is_carried_to_the_day_of_the_paper(as_of: date, waived: str, whole: str) -> None:
    fields, codes = settled(as_of=as_of)
    assert fields["债务"]["合计"] == whole and fields["减免"]["金额"] == waived
    assert fields["分期合计"]["金额"] == "1,101,600.00"
    assert ("LX-P080" in codes) is (as_of != date(2026, 11, 21))


def test_the_rest_is_waived_whatever_it_comes_to() -> None:
    fields, codes = settled((WAIVED, "  waive_rest: 是\n"), as_of=date(2026, 11, 25))
    # Four days × 425.80.
    assert fields["减免"]["金额"] == "259,297.00" and "LX-P080" not in codes


def test_without_a_waiver_the_last_instalment_takes_what_the_days_added() -> None:
    whole = ((WAIVED, ""), (LAST, "2027-09-30, amount: 507593.80}"))
    fields, codes = settled(*whole, as_of=date(2026, 11, 23))
    assert [row["金额"] for row in fields["分期"]][-1] == "508,445.40" and "LX-P081" in codes
    assert fields["减免"] == {} and fields["债务"]["合计"] == fields["分期合计"]["金额"]


def test_the_last_instalment_without_a_sum_takes_the_rest() -> None:
    fields, codes = settled((WAIVED, ""), (LAST, "2027-09-30}"), as_of=date(2026, 11, 23))
    assert [row["金额"] for row in fields["分期"]][-1] == "508,445.40"
    assert "LX-P081" not in codes and "LX-P005" not in codes


def test_instalment_days_already_past_are_told_with_their_days() -> None:
    view = PAPERS["settlement"].view()
    # The first instalment is due on 2026-12-31: that day it can still be paid, the day after it is past.
    assert "LX-P185" not in settled(as_of=date(2026, 12, 31))[1]
    told = [f for f in view(material(as_of=date(2027, 1, 1))).findings if f.code == "LX-P185"]
    assert len(told) == 1 and "2026-12-31" in told[0].line() and "2027-09-30" not in told[0].line()


def test_terms_that_no_day_explains_are_refused() -> None:
    _, codes = settled((LAST, "2027-09-30, amount: 250000.01}"), as_of=date(2026, 11, 22))
    assert "LX-P005" in codes


def test_a_waiver_never_reaches_the_principal() -> None:
    terms = ("  instalments:\n    - {due_on: 2026-12-31, amount: 351600.00}\n", "  instalments:\n")
    more = (terms, (LAST, "2027-09-30, amount: 50000.00}"), (WAIVED, "  waive_rest: 是\n"))
    _, codes = settled(*more, as_of=date(2026, 11, 21))
    assert "LX-P008" in codes


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("{应付日期: 2026-04-30, 金额: 7247}", "{应付日期: 2026-04-30}", "LX-C133"),
        ("金额: 7000}", "金额: 7000}\n  付清后免除其余: 是\n  付清后免除违约金: 100", "LX-C134"),
    ],
)
def test_terms_that_contradict_each_other_are_told(was: str, now: str, code: str) -> None:
    text = (FOLDER / "物业服务.yaml").read_text("utf-8")
    assert was in text
    assert code in [f.code for f in parse_case(text.replace(was, now)).findings]


def test_persons_are_asked_for_no_seal_and_have_no_licence_to_lose() -> None:
    owner = PAPERS["settlement"].view()(service_material(PROPERTY)).fields
    assert owner["加速"]["事由"] == "乙方转移主要财产的，适用前述约定" and "加盖公章" in owner["变更账户"]
    agent = PAPERS["settlement"].view()(service_material(AGENT)).fields
    assert "本人签名" in agent["变更账户"] and "吊销营业执照" in agent["加速"]["事由"]
    firms = PAPERS["settlement"].view()(service_material(FREIGHT)).fields
    assert "加盖公章" in firms["变更账户"] and "吊销营业执照" in firms["加速"]["事由"]


def test_the_annex_of_a_person_is_signed_and_not_sealed() -> None:
    from lexcollect.claims.schedule_table import table_of
    from lexcollect.documents.views.schedule import view

    for name, sign in ((AGENT, "签名"), (PROPERTY, "盖章")):
        given = service_material(name)
        assert view(table_of(given.case, given.claims.account))["签章"] == sign


def test_terms_of_a_much_later_day_are_refused_and_not_carried_below_nothing() -> None:
    """The lease: instalments of 904,785.65 against 456,778.61 owed on 2025-10-31, 448,007.04 too much; the last, of
    300,000.00, cannot give that back."""
    case = parse_case((ROOT / "examples" / "matter-lease" / "案件.yaml").read_text("utf-8")).case
    assert case is not None
    matter = answer_case(case, date(2025, 10, 31))
    found = PAPERS["settlement"].view()(Material(matter.case, matter.claims, {}))
    (told,) = [f for f in found.findings if f.code == "LX-P005"]
    assert found.fields == {} and "904,785.65" in told.message("zh") and "456,778.61" in told.message("zh")
