"""Amounts as people write them on IOUs and in case files: in words, in 万, in both; what is no certain amount."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.amounts import AMOUNT_REASONS, MAX_YUAN, BadAmount, format_yuan
from lexcollect.cn.capitals import capitals, permitted_spellings
from lexcollect.cn.yuan import read_yuan

AMOUNTS = st.integers(min_value=1, max_value=999_999_999_999_999).map(lambda cents: Decimal(cents).scaleb(-2))
#: Sums with many zeros, where 零 and the units are decided.
SPARSE = st.lists(st.sampled_from("0001234567890"), min_size=1, max_size=15).map(
    lambda digits: Decimal("".join(digits)).scaleb(-2)
)
SMALL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("叁拾贰万柒仟元", "327000.00"),
        ("叁拾贰万柒仟", "327000.00"),
        ("人民币叁拾贰万柒仟圆正", "327000.00"),
        ("三十二万七千元", "327000.00"),
        ("拾贰元", "12.00"),
        ("拾万元整", "100000.00"),
        ("两万元", "20000.00"),
        ("1.2万元", "12000.00"),
        ("12万", "120000.00"),
        ("￥12万", "120000.00"),
        ("0.5万", "5000.00"),
        ("1.234567万元", "12345.67"),
        ("1亿2000万", "120000000.00"),
        ("一亿二千万元", "120000000.00"),
        ("12万5000元", "125000.00"),
        ("3万5千6百元", "35600.00"),
        ("贰万伍佰元", "20500.00"),
        ("三万零五元", "30005.00"),
        ("12元5角6分", "12.56"),
        ("三元五角", "3.50"),
        ("伍角", "0.50"),
        ("32,7000.00", "327000.00"),
        ("1，359，193.80元", "1359193.80"),
        ("￥327,000.00（大写：叁拾贰万柒仟元整）", "327000.00"),
        ("人民币叁拾贰万柒仟元整（￥327,000.00）", "327000.00"),
        ("叁拾贰万柒仟元整，小写327000元", "327000.00"),
        ("人民币（大写）叁拾万元整", "300000.00"),
        ("327000（元）", "327000.00"),
    ],
)
def test_amounts_as_people_write_them(text, amount):
    assert str(read_yuan(text).value) == amount


@pytest.mark.parametrize(
    "text", ["1,359,193.80", "100000", "￥100,000.00元", "800000（元）", "327000元（叁拾贰万柒仟元）"]
)
def test_a_figure_everybody_reads_alike_needs_no_remark(text):
    assert read_yuan(text).usual


@pytest.mark.parametrize("text", ["12万", "拾贰元", "叁拾贰万柒仟元", "32,7000.00"])
def test_another_spelling_is_told(text):
    assert not read_yuan(text).usual


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\u3000\u200b", "empty"),
        ("三万五", "ambiguous"),
        ("3万5", "ambiguous"),
        ("三百五", "ambiguous"),
        ("12万500元", "ambiguous"),
        ("1.2万3千", "ambiguous"),
        ("壹万伍元", "ambiguous"),
        ("￥327,000.00（大写：叁拾贰万捌仟元整）", "disagree"),
        ("叁拾贰万柒仟元整 ￥372000", "disagree"),
        ("100元（200元）", "disagree"),
        ("壹贰叁元整", "spelling"),
        ("百万", "spelling"),
        ("一万二万", "spelling"),
        ("一亿二亿", "spelling"),
        ("约12万", "not_a_number"),
        ("12万多", "not_a_number"),
        ("12万左右", "not_a_number"),
        ("12万（含税）", "not_a_number"),
        ("1 2万", "not_a_number"),
        ("元", "not_a_number"),
        ("1.5角", "not_a_number"),
        ("12w", "unit"),
        ("3k", "unit"),
        ("007.50", "leading_zero"),
        ("012万", "leading_zero"),
        ("负叁元", "negative"),
        ("-12万", "negative"),
        ("（100）", "negative"),
        ("1.2345678万", "too_many_places"),
        ("一千万亿", "too_large"),
        ("万" * 200, "not_a_number"),
    ],
)
def test_what_is_no_certain_amount_is_refused_with_its_reason(text, reason):
    with pytest.raises(BadAmount) as refused:
        read_yuan(text)
    assert refused.value.reason == reason


@given(st.one_of(AMOUNTS, SPARSE))
def test_every_permitted_spelling_says_its_amount(amount):
    for words in permitted_spellings(amount):
        for text in (
            words,
            words.removesuffix("整"),
            words.translate(SMALL),
            f"{format_yuan(amount)}元（大写：{words}）",
        ):
            assert read_yuan(text).value == amount, text


@given(SPARSE, st.sets(st.integers(0, 40), max_size=4))
def test_a_spelling_that_lost_a_sign_is_never_another_amount_of_the_same_signs(amount, lost):
    """Whoever leaves out 零 or the 壹 of 壹拾 means the same sum, or is asked."""
    words = capitals(amount)
    text = "".join(c for i, c in enumerate(words) if not (i in lost and c == "零"))
    try:
        assert read_yuan(text).value == amount
    except BadAmount as bad:
        assert bad.reason in ("ambiguous", "spelling", "not_a_number")


@given(st.one_of(AMOUNTS, SPARSE), st.one_of(AMOUNTS, SPARSE))
def test_figure_and_words_agree_or_are_refused(one, other):
    try:
        assert read_yuan(f"￥{one}（大写：{capitals(other)}）").value == one == other
    except BadAmount as bad:
        assert bad.reason == "disagree" and one != other


@given(st.integers(1, 99_999), st.integers(0, 9999))
def test_ten_thousands_in_figures_are_exact(ten_thousands, rest):
    assert read_yuan(f"{ten_thousands}.{rest:04d}万元").value == ten_thousands * 10000 + rest
    assert read_yuan(f"{ten_thousands}万{rest:04d}元").value == ten_thousands * 10000 + rest


@given(
    st.one_of(st.text(max_size=30), st.text("零一二三五九十百千万亿元角分整壹贰0123456789.,（）￥大写", max_size=16))
)
def test_any_text_is_an_amount_or_refused(text):
    try:
        read = read_yuan(text)
    except BadAmount as refused:
        assert refused.reason in AMOUNT_REASONS
    else:
        assert 0 <= read.value <= MAX_YUAN
        assert read.value.as_tuple().exponent == -2
