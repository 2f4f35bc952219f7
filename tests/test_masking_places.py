"""Where in a text stand numbers of persons: every spelling of them, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.bundle.masking.kinds import Kind, shapes, standard
from lexcollect.bundle.masking.places import blotted, by_shape, by_value, canonical

FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_WEIGHTS = [pow(2, 17 - i, 11) for i in range(17)]


def found(text: str, kinds: frozenset[Kind] = frozenset(Kind)) -> list[tuple[str, Kind]]:
    """Return what is masked in ``text``, as it stands there."""
    return [(text[span.start : span.end], span.kind) for span in by_shape(text, kinds)]


def id_number(first: str) -> str:
    """Return 17 digits with their check sign (GB 11643)."""
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def card(first: str) -> str:
    """Return a card number with its check digit (Luhn)."""
    total = sum(sum(divmod(int(d) * (1 if n % 2 else 2), 10)) for n, d in enumerate(reversed(first)))
    return first + str(-total % 10)


def test_a_slip_of_a_bank_hides_both_accounts_and_keeps_the_sum_and_the_number_of_the_slip() -> None:
    slip = "回单编号：HD2023071400000001\n付款人账号：2100 0000 0000 0000 002\n金额（小写）¥300,000.00"
    assert found(slip) == [("2100 0000 0000 0000 002", Kind.ACCOUNT)]


def test_numbers_that_are_facts_of_the_case_stay() -> None:
    for text in (
        "电子发票号码：23122000000000000003",
        "合同编号：JB-SH-2023-001，订单DD-20230412",
        "统一社会信用代码：91120113MA05EXAMPL",
        "EMS邮件EA102030405CN",
        "价税合计15000000000.00元",
        "（2023）辽0103民初12345号",
        "2023-04-12 13:05:06",
        "经电话多次催告仍未付款，对账日期20230412",
    ):
        assert found(text, standard()) == [], text


def test_a_telephone_number_is_found_as_people_write_it() -> None:
    for number in (
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "8613800138000",
        "1 3 8 0 0 1 3 8 0 0 0",
    ):
        assert found(f"请联系老王{number}。") == [(number, Kind.MOBILE)], number
    assert found("电话：138·001·38000") == [("138·001·38000", Kind.MOBILE)]
    assert found("传真：6123 4567") == [("6123 4567", Kind.LANDLINE)]
    assert found("电话021-61234567") == [("021-61234567", Kind.LANDLINE)]
    assert found("电话：61234567") == [("61234567", Kind.LANDLINE)]


def test_a_number_that_breaks_at_the_end_of_a_line_is_one_number_and_two_cells_of_a_table_are_not() -> None:
    assert found("收货人何样文，联系方式1380013\n8000，货到付款") == [("1380013\n8000", Kind.MOBILE)]
    assert found("数量\n130\n20230412\n") == []


def test_an_identity_number_must_add_up() -> None:
    good = id_number("21019919710506001")
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert found(f"身份证{good}") == [(good, Kind.ID_NUMBER)]
    assert found(f"流水{wrong}") == []
    assert found("旧证310101800101123") == [("310101800101123", Kind.ID_NUMBER)]
    assert found("注册号310101000012345") == []


def test_kinds_that_are_off_are_found_only_when_they_are_asked_for() -> None:
    text = "微信号：wx_zhao88，邮箱zhao@example.com，住址：沈阳市沈河区样例街99号"
    assert found(text, standard()) == []
    assert [kind for _, kind in found(text)] == [Kind.WECHAT, Kind.EMAIL, Kind.ADDRESS]


def test_every_shape_tells_its_article_and_where_it_comes_from() -> None:
    no_shapes = {Kind.WORDS, Kind.BOX, Kind.DIGEST}
    assert {shape.kind for shape in shapes()} == set(Kind) - no_shapes
    for shape in shapes():
        assert shape.basis.startswith("个人信息保护法") and shape.source and shape.verified_on.year >= 2026


_PLAIN = st.text(alphabet="甲乙丙丁，。：货款收据元年月日abc ", max_size=20)
_NUMBERS = st.one_of(
    st.integers(0, 10**9 - 1).map(lambda n: (f"1{3 + n % 7}{n:09d}", Kind.MOBILE)),
    st.integers(0, 999).map(
        lambda n: (id_number(f"21010219{50 + n % 50:02d}{1 + n % 12:02d}{1 + n % 28:02d}{n:03d}"), Kind.ID_NUMBER)
    ),
    st.integers(10**10, 10**13).map(lambda n: (card(f"6222{n:014d}"[:18]), Kind.ACCOUNT)),
)
_SPELLINGS = st.sampled_from(["plain", "full", "spaced", "hyphens", "unseen", "line"])


def spelled(number: str, how: str) -> str:
    """Return ``number`` in a spelling."""
    if how == "full":
        return number.translate(FULL)
    if how in ("spaced", "hyphens"):
        mark = " " if how == "spaced" else "-"
        return mark.join(
            [number[:3], number[3:7], number[7:]] if len(number) == 11 else [number[:6], number[6:14], number[14:]]
        )
    if how == "unseen":
        return "\u200b".join(number)
    return f"甲方当面交来的办理信息{number[:5]}\n{number[5:]}" if how == "line" else number


@settings(max_examples=300, deadline=None)
@given(_PLAIN, _PLAIN, _NUMBERS, _SPELLINGS)
def test_a_number_in_any_spelling_is_gone_and_every_other_character_stays(
    before: str, after: str, number: tuple[str, Kind], how: str
) -> None:
    words, kind = number
    text = f"{before}：{spelled(words, how)}。{after}"
    spans = by_shape(text, standard())
    assert [(span.kind, span.value) for span in spans] == [(kind, words)]
    out = blotted(text, spans)
    assert len(out) == len(text) and not by_value(out, [(words, kind)])
    kept = [
        (a, b) for n, (a, b) in enumerate(zip(text, out, strict=True)) if not any(s.start <= n < s.end for s in spans)
    ]
    assert all(a == b for a, b in kept)


@settings(max_examples=200, deadline=None)
@given(_NUMBERS, st.lists(st.sampled_from([" ", "\n", "-", "|", "/", "  ", "，"]), min_size=20, max_size=20))
def test_a_value_once_known_is_found_in_whatever_spelling(number: tuple[str, Kind], marks: list[str]) -> None:
    words, kind = number
    torn = "".join(char + mark for char, mark in zip(words, marks, strict=False))
    (span,) = by_value(f"甲{torn}乙", [(words, kind)])
    assert canonical(torn, kind) == words and span.start == 1


def test_words_given_by_a_person_are_found_through_blanks_and_width() -> None:
    value = canonical("王 小明", Kind.WORDS)
    text = "收货人：王　小\n明，电话略"
    (span,) = by_value(text, [(value, Kind.WORDS)])
    assert text[span.start : span.end] == "王　小\n明"


def test_a_short_number_is_not_looked_for_within_sums_and_longer_numbers() -> None:
    """A telephone of seven figures would otherwise blot the sum in dispute."""
    known = [("5128000", Kind.LANDLINE)]
    for text in ("货款512,800.00元", "5,128,000.00元", "发票23122000000005128000", "合计5128000.50"):
        assert by_value(text, known) == [], text
    for text in ("座机5128000。", "512 8000", "(5128000)", "512-8000，转3", "共2 5128000 3"):
        assert len(by_value(text, known)) == 1, text
