"""Which names can be one person: the table a lawyer would check by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.duties.alike import Likeness, former_in, likeness


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("甲方示例有限公司", "甲方示例有限公司", Likeness.SAME),
        ("甲方示例（集团）有限公司", "甲方示例(集团)有限公司", Likeness.SAME),
        ("甲方 示例 有限公司", "甲方示例有限公司", Likeness.SAME),
        ("甲方示例有限公司", "甲方示例股份有限公司", Likeness.SIMILAR),
        ("甲方示例有限公司", "甲方示例有限责任公司", Likeness.SIMILAR),
        ("天津津渤示例钢材贸易有限公司", "天津津勃示例钢材贸易有限公司", Likeness.SIMILAR),
        ("天津津渤示例钢材贸易有限公司", "津渤示例钢材贸易有限公司", Likeness.SIMILAR),
        ("天津津渤示例钢材贸易有限公司", "沈阳沈河样例重型机械有限公司", None),
        ("沈河", "沈阳沈河样例重型机械有限公司", Likeness.SIMILAR),
        ("张伟", "张玮", None),
        ("张伟", "张伟国", None),
        ("", "甲方示例有限公司", None),
        ("有限公司", "甲方示例有限公司", None),
    ],
)
def test_names(asked: str, name: str, expected: Likeness | None) -> None:
    assert likeness(asked, name) is expected


def test_an_identifier_is_compared_with_identifiers_alone() -> None:
    assert likeness("91210103fake00021k", "无关", ("91210103FAKE00021K",)) is Likeness.IDENT
    assert likeness("91210103FAKE00021K", "91210103FAKE00021K") is None


@pytest.mark.parametrize(
    "words", ["曾用名：辽沈样例机器厂", "原名称为辽沈样例机器厂，2019年变更", "样例机器有限公司（原辽沈样例机器厂）"]
)
def test_old_names(words: str) -> None:
    assert former_in(words) == ("辽沈样例机器厂",)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared_without_a_crash_and_both_ways_alike(one: str, other: str) -> None:
    assert (likeness(one, other) is Likeness.SAME) == (likeness(other, one) is Likeness.SAME)
