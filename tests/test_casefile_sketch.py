"""The sketch of a case file: who sues whom over what, whatever the rest of the file says."""

from __future__ import annotations

import pytest

from lexcollect.casefile.sketch import sketch_case

ENGLISH = """schema: lexcollect/case/1
matter: 沈河案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 天津示例甲有限公司}
  - {id: 丙, role: surety, kind: natural, name: 郑样例, id_no: "210199197105060017"}
  - {id: 乙, role: debtor, kind: organisation, name: 沈阳示例乙有限公司, uscc: 错误}
contracts:
  - {id: 合同, cause: 买卖合同纠纷, late_penalty: {rate: 待定}}
obligations:
  - {id: 货款, amount: 三十来万}
"""
CHINESE = """格式: lexcollect/case/1
案件名称: 沈河案
当事人:
  - {代号: 甲, 身份: 债权人, 名称: 天津示例甲有限公司}
  - {代号: 丙, 身份: 保证人, 名称: 郑样例, 身份证号: "210199197105060017"}
  - {代号: 乙, 身份: 债务人, 名称: 沈阳示例乙有限公司}
合同:
  - {案由: 买卖合同纠纷}
"""


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["english", "chinese"])
def test_names_sides_and_cause_are_read_in_either_language_beside_mistakes(text: str) -> None:
    sketch = sketch_case(text)
    assert sketch is not None
    assert (sketch.matter, sketch.creditors, sketch.cause) == ("沈河案", ("天津示例甲有限公司",), "买卖合同纠纷")
    # in the order of a complaint: the debtor before who answers for him
    assert sketch.opponents == ("沈阳示例乙有限公司", "郑样例")
    assert sketch.id_numbers == ("210199197105060017",) and sketch.unplaced == ()


@pytest.mark.parametrize(("tie", "sued"), [("", False), (", tie: {ground: consent}", True), (", tie: {}", False)])
def test_a_spouse_is_sued_only_on_a_stated_ground(tie: str, sued: bool) -> None:
    """民法典 1064: being married is no ground."""
    text = ENGLISH.replace("contracts:", f"  - {{id: 丁, role: spouse, kind: natural, name: 钱样例{tie}}}\ncontracts:")
    sketch = sketch_case(text)
    assert sketch is not None and ("钱样例" in sketch.opponents) is sued


@pytest.mark.parametrize(
    ("before", "after", "unplaced"),
    [
        ("role: debtor", "role: 谁", ("沈阳示例乙有限公司",)),
        ("role: surety, ", "", ("郑样例",)),
        ("name: 郑样例", "name: '　'", ()),
    ],
)
def test_a_party_is_placed_by_its_role_or_named_as_on_no_side(
    before: str, after: str, unplaced: tuple[str, ...]
) -> None:
    sketch = sketch_case(ENGLISH.replace(before, after))
    assert sketch is not None and sketch.unplaced == unplaced
    assert ("" in sketch.opponents) is (not unplaced)


@pytest.mark.parametrize("text", ["matter: [", "- a\n", "matter: 甲\n", "schema: lexcollect/case/9\n", ""])
def test_what_is_no_case_file_has_no_sketch(text: str) -> None:
    assert sketch_case(text) is None
