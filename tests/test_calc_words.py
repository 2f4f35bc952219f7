"""``calc words``: amounts in capitals and back, by the rules for instruments."""

from __future__ import annotations

import pytest

from calc_run import asked, codes, data


@pytest.mark.parametrize(
    ("digits", "capitals"),
    [
        ("1359193.80", "壹佰叁拾伍万玖仟壹佰玖拾叁元捌角"),
        ("100000", "壹拾万元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("0.56", "伍角陆分"),
        ("0", "零元整"),
    ],
)
def test_digits_become_capitals_and_capitals_digits(digits: str, capitals: str) -> None:
    assert data("calc", "words", digits)["capitals"] == capitals
    assert float(data("calc", "words", f"人民币{capitals}")["amount"]) == float(digits)


def test_both_spellings_are_shown_where_the_rules_permit_two() -> None:
    assert data("calc", "words", "107000.53")["also"] == [
        "壹拾万柒仟元零伍角叁分",
        "壹拾万零柒仟元伍角叁分",
        "壹拾万零柒仟元零伍角叁分",
    ]
    _, screen = asked("calc", "words", "107000.53")
    assert "大写　人民币壹拾万柒仟元伍角叁分" in screen
    assert "也可　人民币壹拾万零柒仟元伍角叁分" in screen


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("拾万元整", "100000.00"),
        ("十万元", "100000.00"),
        ("壹拾元壹角贰分整", "10.12"),
        ("叁拾贰万柒仟元", "327000.00"),
    ],
)
def test_what_an_iou_says_is_read_and_its_spelling_remarked(written: str, amount: str) -> None:
    exit_code, screen = asked("calc", "words", written)
    assert exit_code == 0
    assert "LX-M118" in screen and f"{float(amount):,.2f}" in screen
    assert data("calc", "words", written)["amount"] == amount


def test_digits_and_capitals_of_one_paper_are_compared() -> None:
    assert codes("calc", "words", "￥327,000.00（大写：叁拾贰万捌仟元整）") == {"LX-M101"}
    assert codes("calc", "words", "100000", "壹拾万元整") == set()
    assert codes("calc", "words", "100000", "壹万元整") == {"LX-M117"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.005", "LX-M101"),
        ("佰元整", "LX-M101"),
        ("三万五", "LX-M101"),
        ("120w", "LX-M102"),
        ("1e5", "LX-M101"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_with_a_remedy(written: str, code: str) -> None:
    exit_code, screen = asked("calc", "words", written)
    assert exit_code == 1
    assert code in screen
    assert codes("calc", "words", written) == {code}
