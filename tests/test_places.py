"""Whatever file a slip stands in: the place that is shown counts from 1, the second payment is payments[2]."""

from __future__ import annotations

from pathlib import Path

import pytest

from calc_run import asked
from lexcollect.casefile import parse_case
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.yamltree import dotted

CASE = """\
schema: lexcollect/case/1
matter: 小案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 甲公司, uscc: 91120113FAKE00013M, domicile: 天津}
  - {id: 乙, role: debtor, kind: organisation, name: 乙公司, uscc: 91210103FAKE00021K, domicile: 沈阳}
contracts:
  - {id: 合同, cause: 买卖合同纠纷, name: 购销合同, signed_on: 2024-01-05}
obligations:
  - {id: 订单一, contract: 合同, amount: 100000.00, due: {day: 2024-03-31}}
payments:
  - {date: 2024-04-01, amount: 1000.00}
  - PAYMENT
"""


@pytest.mark.parametrize(
    "payment, code, place",
    [
        ("{date: 2024-04-02, amount: 很多}", "LX-C012", "payments[2].amount（金额）"),
        ("{date: 2024-04-02}", "LX-C003", "payments[2].amount（金额）"),
        ("{date: 2024-04-02, amount: 1.00, payer: 丙}", "LX-C034", "payments[2]"),
        ("{date: 2024-04-02, amount: 1.00, payr: 乙}", "LX-C010", "payments[2].payr"),
        ("没有", "LX-C005", "payments[2]"),
    ],
)
def test_the_second_payment_of_a_case_file_is_number_two(payment: str, code: str, place: str) -> None:
    found = [f for f in parse_case(CASE.replace("PAYMENT", payment)).findings if f.code == code]
    assert [(f.where.field, f.where.line) for f in found] == [(place, 12)]
    assert "0" not in [str(value) for _, value in found[0].params]


def test_the_second_item_of_an_evidence_catalogue_is_number_two(tmp_path: Path) -> None:
    written = tmp_path / "2-整理" / "证据目录.yaml"
    written.parent.mkdir()
    written.write_text(
        "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 合同}\nitems:\n"
        "  - {id: 合同, title: 购销合同, group: 1, files: [合同.pdf], purpose: 证明合同}\n  - 第二项\n",
        "utf-8",
    )
    _, findings = load_catalogue(written, tmp_path)
    (told,) = [f for f in findings if f.code == "LX-E004"]
    assert told.where.field == "items[2]"
    assert "“证据第 2 条”的写法不对" in told.message("zh") and "items no. 2" in told.message("en")


def test_a_worked_example_names_the_second_event_as_number_two(tmp_path: Path) -> None:
    path = tmp_path / "例.yaml"
    path.write_text(
        "examples:\n- id: 一\n  rule: limitation.general\n  facts:\n    due_date: 2024-01-10\n    events:\n"
        "    - {type: letter_arrived, date: 2024-05-01}\n    - {type: letter_arrived, dat: 2024-06-01}\n"
        "  expect: {nominal: 2027-06-01}\n",
        "utf-8",
    )
    _, told = asked("law", "check", str(path), "--json")
    assert "examples[1].facts.events[2].dat" in str(told)


def test_a_place_without_a_list_is_its_keys() -> None:
    assert dotted(("choices", "letter", "agent")) == "choices.letter.agent"
    assert dotted(("payments", 0)) == "payments[1]"
    assert dotted(()) == ""
