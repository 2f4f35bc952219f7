"""The finance lease as tests use it: 24 rents of 30,000, four in arrears, all called early on 2025-05-18."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.casefile import Case, parse_case
from lexcollect.deadlines.matter import Matter, answer_case

CASE_FILE = Path(__file__).resolve().parent / "data" / "finance_lease" / "案件.yaml"
AS_OF = date(2025, 11, 30)
ACCELERATION = "    加速到期: {到期日: 2025-05-18, 条款: 第9条, 证据: [催告函, 回执一]}\n"
OPTION = (
    "应收款:\n  - {编号: 留购, 标题: 留购价款, 所属合同: 融资租赁合同, 请求名目: 留购价款, "
    "金额: 100.00, 到期: 2026-04-30, bears_penalty: 否}\n"
)
TERMINATION = "    termination: {day: 2025-05-18, clause: 第9条, evidence: [催告函, 回执一]}\n"


def finance_lease_case(*changes: tuple[str, str]) -> Case:
    """Return the case after replacing texts in its file; each must be there."""
    text = CASE_FILE.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return loaded.case


def finance_lease_with(*changes: tuple[str, str], as_of: date = AS_OF) -> Matter:
    """Return the answers on that case."""
    return answer_case(finance_lease_case(*changes), as_of)
