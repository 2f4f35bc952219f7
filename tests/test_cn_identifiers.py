"""Identifiers: check digits of credit codes, ID numbers and waybills; case numbers in any brackets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.identifiers import (
    SOFT_PROBLEMS,
    BadCaseNumber,
    check_id_number,
    check_s10,
    check_uscc,
    id_birth,
    id_gender,
    normalise_case_number,
    normalise_id_number,
    normalise_uscc,
    parse_case_number,
)

SELLER, BUYER, GUARANTOR = "91120113FAKE00013M", "91210103FAKE00021K", "210199197105060017"
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


@pytest.mark.parametrize("code", [SELLER, BUYER, "91210102FAKE0003XW", "91210202FAKE000482"])
def test_the_codes_of_the_sample_matters_pass(code):
    assert check_uscc(code) == []
    assert set(code) <= set(LETTERS)  # the invented bodies keep to the alphabet of GB 32100


@pytest.mark.parametrize(
    ("code", "problems"),
    [
        ("91120113FAKE00013N", ["checksum"]),
        ("91120113FAKE00031M", ["checksum"]),
        ("9112011IFAKE00013M", ["charset"]),
        ("9112011AFAKE00013M", ["charset"]),  # a letter inside the administrative division
        ("91120113FAKE00013", ["length"]),
        ("120113000012345", ["length"]),  # the registration number of 15 digits
        ("", ["length"]),
        ("天津津渤", ["length", "charset"]),
    ],
)
def test_credit_codes_with_problems(code, problems):
    assert check_uscc(code) == problems


def test_typing_habits_are_no_problem():
    for typed in (SELLER.lower(), full_width(SELLER), f" {SELLER[:8]} {SELLER[8:]}\u3000", SELLER + "\u200b"):
        assert normalise_uscc(typed) == SELLER
        assert check_uscc(typed) == []
    assert check_id_number("21019919710506005x") == ["unknown_county"]
    assert normalise_id_number(full_width("21019919710506005x")) == "21019919710506005X"


@given(st.integers(0, 17), st.sampled_from(LETTERS))
def test_one_wrong_character_in_a_credit_code_is_found(place, letter):
    wrong = SELLER[:place] + letter + SELLER[place + 1 :]
    assert (check_uscc(wrong) == []) == (wrong == SELLER)


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_digit_in_an_id_number_is_found(place, digit):
    wrong = GUARANTOR[:place] + digit + GUARANTOR[place + 1 :]
    assert (not set(check_id_number(wrong)) - SOFT_PROBLEMS) == (wrong == GUARANTOR)


@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.integers(0, 999))
def test_exactly_one_check_sign_fits_and_birth_and_gender_are_read(day, order):
    body = f"120113{day:%Y%m%d}{order:03d}"
    fitting = [sign for sign in "0123456789X" if check_id_number(body + sign) == []]
    assert len(fitting) == 1
    assert id_birth(body + fitting[0]) == day
    assert id_gender(body + fitting[0]) == ("男" if order % 2 else "女")


@pytest.mark.parametrize("number", [GUARANTOR, "210299198209190035"])
def test_a_county_that_does_not_exist_is_no_wrong_check_digit(number):
    assert check_id_number(number) == ["unknown_county"]


@pytest.mark.parametrize(
    ("number", "problems"),
    [
        ("110105194912310029", ["checksum"]),
        ("110105194902300020", ["birth"]),
        ("110105194902300026", ["birth", "checksum"]),
        ("11010519491231X021", ["charset"]),
        ("110105491231002", ["length"]),
        ("", ["length"]),
        ("1.10105194912E+17", ["length", "charset"]),
        ("990105194912310022", ["checksum", "unknown_county"]),
    ],
)
def test_id_numbers_with_problems(number, problems):
    assert check_id_number(number) == problems


def test_birth_and_gender_of_the_lease_trap():
    # The contract prints 女; the 17th digit says otherwise and the check digit is right.
    assert id_birth("210299198209190035") == date(1982, 9, 19)
    assert id_gender("210299198209190035") == "男"
    assert id_birth("110105194902300026") is None
    assert id_birth("abc") is None
    assert id_gender("abc") is None


@pytest.mark.parametrize("number", ["EA102030405CN", "EA102030572CN", "ea 102 030 405 cn"])
def test_waybills_of_the_sample_matter_pass(number):
    assert check_s10(number) == []


@pytest.mark.parametrize(
    ("number", "problems"),
    [
        ("EA102030404CN", ["checksum"]),
        ("EA102030504CN", ["checksum"]),
        ("1EA02030405CN", ["charset"]),
        ("EA10203040CN", ["length"]),
        ("EA1020304-5CN", ["charset"]),
    ],
)
def test_waybills_with_problems(number, problems):
    assert check_s10(number) == problems


@pytest.mark.parametrize(
    "typed",
    [
        "（2026）津0113民初123号",
        "(2026)津0113民初123号",
        "(2026）津0113民初123号",
        "［２０２６］津０１１３民初１２３号",
        "〔2026〕津0113民初123号",
        " (2026) 津0113 民初 123 号 ",
    ],
)
def test_case_numbers_in_any_brackets(typed):
    assert normalise_case_number(typed) == "（2026）津0113民初123号"
    number = parse_case_number(typed)
    assert (number.year, number.court, number.kind, number.serial) == (2026, "津0113", "民初", "123")


@pytest.mark.parametrize(
    ("typed", "court", "kind"),
    [
        ("（2021）最高法民终12号", "最高法", "民终"),
        ("（2022）京民终7号", "京", "民终"),
        ("（2022）京73民初7号", "京73", "民初"),
        ("（2023）辽0103执恢45号之一", "辽0103", "执恢"),
        ("（2024）内0102民诉前调9号", "内0102", "民诉前调"),
        ("（2025）津0113财保1号", "津0113", "财保"),
        ("（2014）沈河民三初字第00123号", "", "沈河民三初"),
    ],
)
def test_parts_of_case_numbers(typed, court, kind):
    number = parse_case_number(typed)
    assert (number.court, number.kind) == (court, kind)
    assert str(number) == typed


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("2026津0113民初123号", "unreadable"),
        ("（2026）津0113民初123", "unreadable"),
        ("（2026）津0113号", "unreadable"),
        ("（2026）津0113民初<b>1号", "unreadable"),
        ("（26）津0113民初1号", "bad_year"),
        ("（1026）津0113民初1号", "bad_year"),
        ("（2026）东0113民初1号", "unknown_court"),
        ("（" + "2" * 9999, "unreadable"),
    ],
)
def test_case_numbers_refused_with_their_reason(typed, reason):
    with pytest.raises(BadCaseNumber) as refused:
        parse_case_number(typed)
    assert refused.value.reason == reason


@given(st.text(max_size=25))
def test_checks_take_any_text(text):
    assert set(check_uscc(text)) <= {"length", "charset", "checksum"}
    assert set(check_id_number(text)) <= {"length", "charset", "birth", "checksum", "unknown_county"}
    assert set(check_s10(text)) <= {"length", "charset", "checksum"}
