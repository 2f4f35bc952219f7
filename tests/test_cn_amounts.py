"""Amounts in digits and in capitals: the worked examples of the rulebook, the traps, the round trip."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.amounts import AMOUNT_REASONS, MAX_YUAN, BadAmount, fen, format_yuan, parse_yuan
from lexcollect.cn.capitals import capitals, parse_capitals, permitted_spellings

EXAMPLES = yaml.safe_load((Path(__file__).parent / "data/cn/amounts.yaml").read_text("utf-8"))["examples"]
UPPER = {e["id"]: e for e in EXAMPLES if e["id"].startswith("upper-")}
FORMAT = {e["id"]: e for e in EXAMPLES if e["id"].startswith("fmt-")}
AMOUNTS = st.integers(min_value=1, max_value=999_999_999_999_999).map(lambda cents: Decimal(cents).scaleb(-2))
#: Sums with many zeros, where the rules about 零 are decided.
SPARSE = st.lists(st.sampled_from("0001234567890"), min_size=1, max_size=15).map(
    lambda digits: Decimal("".join(digits)).scaleb(-2)
)


def test_the_examples_are_all_there():
    assert (len(UPPER), len(FORMAT)) == (40, 5)


@pytest.mark.parametrize("example", UPPER.values(), ids=UPPER)
def test_capitals_of_worked_examples(example):
    amount, expected = Decimal(example["input"]["amount"]), example["expected"]
    assert "人民币" + capitals(amount) == expected["canonical"]
    for spelling in [expected["canonical"], *expected.get("also_accepted", [])]:
        assert parse_capitals(spelling) == amount


@pytest.mark.parametrize("example", FORMAT.values(), ids=FORMAT)
def test_digits_of_worked_examples(example):
    assert format_yuan(Decimal(example["input"]["value"])) == example["expected"]["text"]


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1359193.80", "壹佰叁拾伍万玖仟壹佰玖拾叁元捌角"),
        ("100001000", "壹亿零壹仟元整"),
        ("1070000000", "壹拾亿零柒仟万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000010000000", "壹万亿零壹仟万元整"),
        ("9000100000000.01", "玖万零壹亿元零壹分"),
        ("9999999999999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals_up_to_thirteen_digits(amount, written):
    assert capitals(Decimal(amount)) == written
    assert parse_capitals(written) == Decimal(amount)


@given(st.one_of(AMOUNTS, SPARSE))
def test_capitals_come_back_as_the_same_amount(amount):
    assert parse_capitals(capitals(amount)) == amount


@given(SPARSE)
def test_every_permitted_spelling_is_read(amount):
    for spelling in permitted_spellings(amount):
        assert parse_capitals("人民币" + spelling) == amount


@given(SPARSE, SPARSE)
def test_no_spelling_stands_for_two_amounts(one, other):
    assert (one == other) == bool(permitted_spellings(one) & permitted_spellings(other))


@given(st.one_of(AMOUNTS, SPARSE))
def test_digits_come_back_as_the_same_amount(amount):
    assert parse_yuan(format_yuan(amount)) == amount
    assert parse_yuan(f"￥{amount}元") == amount


@pytest.mark.parametrize(
    "spelling", ["人民币壹佰圆整", "壹佰元正", " 人民币 壹佰元整 ", "人民币：壹佰圓整", "￥壹佰元整"]
)
def test_capitals_in_other_permitted_dress(spelling):
    assert parse_capitals(spelling) == Decimal(100)


def test_unsimplified_capitals_are_read():
    assert parse_capitals("貳億零陸萬參仟圓整") == Decimal("200063000")


@pytest.mark.parametrize(
    ("spelling", "reason"),
    [
        ("", "empty"),
        ("人民币", "empty"),
        ("一百元整", "small"),
        ("壹佰毛", "not_a_number"),
        ("负壹元整", "negative"),
        ("壹拾万亿元整", "too_large"),
        ("壹佰元", "spelling"),  # 整 is required after 元
        ("拾元整", "spelling"),  # 壹拾
        ("壹元伍角陆分整", "spelling"),  # no 整 after 分
        ("壹亿壹仟元整", "spelling"),  # the converter's mistake: 壹亿零壹仟元整
        ("壹万零零壹元整", "spelling"),
        ("壹仟零元整", "spelling"),
        ("壹元贰分", "spelling"),  # 零 after 元
        ("壹贰叁元整", "spelling"),
        ("壹" * 100, "not_a_number"),
    ],
)
def test_spellings_the_rules_refuse(spelling, reason):
    with pytest.raises(BadAmount) as refused:
        parse_capitals(spelling)
    assert refused.value.reason == reason


@given(st.text("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整", max_size=20))
def test_whatever_is_read_from_capitals_is_permitted(text):
    try:
        amount = parse_capitals(text)
    except BadAmount as refused:
        assert refused.reason in AMOUNT_REASONS
    else:
        assert text in permitted_spellings(amount)


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("-0.01", "negative"),
        ("0.001", "too_many_places"),
        ("10000000000000", "too_large"),
        ("9999999999999.995", "too_large"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1e400", "too_large"),
    ],
)
def test_capitals_of_no_amount(amount, reason):
    with pytest.raises(BadAmount) as refused:
        capitals(Decimal(amount))
    assert refused.value.reason == reason


@pytest.mark.parametrize("function", [fen, format_yuan, capitals])
@pytest.mark.parametrize("value", [0.1, 1, "1"])
def test_money_is_decimal_only(function, value):
    with pytest.raises(TypeError):
        function(value)


def test_fen_rounds_half_up_and_knows_no_minus_zero():
    assert str(fen(Decimal("0.005"))) == "0.01"
    assert str(fen(Decimal("-0.005"))) == "-0.01"
    assert str(fen(Decimal("-0.004"))) == "0.00"
    assert str(fen(Decimal("17032.744"))) == "17032.74"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,359,193.80", "1359193.80"),
        ("100000", "100000.00"),
        ("100000.5", "100000.50"),
        ("100,000.00元", "100000.00"),
        ("￥100,000.00", "100000.00"),
        ("¥ 100000", "100000.00"),
        ("人民币 12,300 元整", "12300.00"),
        ("人民币￥12300.5", "12300.50"),
        ("RMB 12,300.00", "12300.00"),
        ("12,300 CNY", "12300.00"),
        ("12300元人民币", "12300.00"),
        ("１２，３００．５０", "12300.50"),
        (" \u3000800000\u00a0", "800000.00"),
        ("\ufeff800000\u200b", "800000.00"),
        ("0", "0.00"),
        ("9,999,999,999,999.99", "9999999999999.99"),
    ],
)
def test_amounts_as_people_type_them(text, amount):
    assert str(parse_yuan(text)) == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \u3000", "empty"),
        ("10万", "unit"),
        ("1.23万元", "unit"),
        ("１．２亿", "unit"),
        ("10w", "unit"),
        ("-5", "negative"),
        ("−5.00元", "negative"),
        ("￥-5", "negative"),
        ("(500.00)", "negative"),
        ("1.005", "too_many_places"),
        ("100.000", "too_many_places"),
        ("10,000,000,000,000", "too_large"),
        ("9" * 500, "too_large"),
        ("007.50", "leading_zero"),
        ("00012", "leading_zero"),
        ("￥0,123.00", "leading_zero"),
        ("00", "leading_zero"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("约12300", "not_a_number"),
        ("1,00", "not_a_number"),
        ("1.234,56", "not_a_number"),
        ("1 359 193.80", "not_a_number"),
        ("12_300", "not_a_number"),
        ("$100", "not_a_number"),
        ("元", "not_a_number"),
        ("—", "not_a_number"),
        ("٣٤", "not_a_number"),
        ("+5", "not_a_number"),
        ("100.", "not_a_number"),
        (".5", "not_a_number"),
        ("1" + " " * 5000 + "x", "not_a_number"),
    ],
)
def test_amounts_refused_with_their_reason(text, reason):
    with pytest.raises(BadAmount) as refused:
        parse_yuan(text)
    assert refused.value.reason == reason


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text):
    try:
        amount = parse_yuan(text)
    except BadAmount as refused:
        assert refused.reason in AMOUNT_REASONS
    else:
        assert 0 <= amount <= MAX_YUAN
        assert amount.as_tuple().exponent == -2
