"""What the register keeps of sentences, amounts and levels comes back as it went in, and means the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.casefile.kinds import Currency
from lexcollect.deadlines.urgency import alarm
from lexcollect.law.index import rules
from lexcollect.law.period import Period
from lexcollect.law.states import State
from lexcollect.register.agenda import _level, _state
from lexcollect.register.columns import Json, Sentence, Word, Yuan, clean
from lexcollect.register.contents import LEVELS, before
from lexcollect.register.kinds import Standing
from lexcollect.wording import Text, text

WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)
DAYS = st.dates()
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)
PARAMS = st.recursive(
    st.one_of(WORDS, DAYS, AMOUNTS, st.integers(-(10**9), 10**9), st.none(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=3).map(
            lambda found: Text("general.next", tuple(found.items()))
        ),
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), PARAMS, max_size=4))
def test_a_sentence_comes_back_with_its_parameters(params: dict) -> None:
    told = Text("general.next", tuple(params.items()))
    kept = Sentence().process_bind_param(told, None)
    assert kept is not None
    assert Sentence().process_result_value(kept, None) == told


@given(AMOUNTS)
def test_an_amount_comes_back_to_the_last_digit(amount: Decimal) -> None:
    assert Yuan().process_result_value(Yuan().process_bind_param(amount, None), None) == amount


@given(st.text())
def test_every_text_becomes_one_that_databases_take(words: str) -> None:
    kept = clean(words)
    assert "\0" not in kept
    kept.encode("utf-8")
    assert clean(kept) == kept
    assert Json().process_result_value(Json().process_bind_param([words], None), None) == [words]


def test_a_kind_is_said_in_both_languages_after_it_was_kept() -> None:
    told = text("register.sum", amount=Decimal("1.00"), currency=Currency.CNY)
    kept = Sentence().process_result_value(Sentence().process_bind_param(told, None), None)
    assert kept is not None
    assert [kept.render(lang) for lang in ("zh", "en")] == [told.render(lang) for lang in ("zh", "en")]


@pytest.mark.parametrize("kind", [Standing, "lexcollect.casefile.kinds:Role"])
def test_a_word_that_nobody_knows_is_no_state(kind: type[StrEnum] | str) -> None:
    with pytest.raises(ValueError, match="unheard_of"):
        Word(kind).process_result_value("unheard_of", None)


@given(
    st.sampled_from(sorted(id for id, rule in rules().items() if rule.warn)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 10),
    st.integers(-800, 40),
    st.one_of(st.just(()), st.lists(st.integers(0, 400), min_size=1, max_size=3).map(tuple)),
)
def test_level_and_state_on_a_later_day_are_those_of_the_law(
    rule: str, act_by: date, roll: int, away: int, chosen: tuple[int, ...]
) -> None:
    """What is kept of a period and its warnings tells every later day what ``deadlines.urgency`` would tell."""
    from lexcollect.deadlines.urgency import thresholds

    period = Period(act_by - timedelta(days=1000), act_by, act_by + timedelta(days=roll), act_by)
    as_of = act_by + timedelta(days=away)
    days = thresholds(rule, chosen)
    kept = dict.fromkeys(LEVELS) | {n: before(act_by, d) for n, d in zip(LEVELS, days, strict=False)}
    assert _level({**kept, "act_by": act_by}, as_of) is alarm(rule, period, as_of, chosen)
    assert _state(State.RUNNING, act_by, period.last_day, as_of) is period.state(as_of)
