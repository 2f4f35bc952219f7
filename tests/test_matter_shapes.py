"""Answers as plain data: beside every sentence stand its key and parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc_run import data
from lexcollect.law.trace import Certainty, Citation
from lexcollect.matter.shapes.said import keyed, plain, said, said_all
from lexcollect.wording import Text, say, speaking, text
from steel import CASE_FILE


def test_a_sentence_comes_with_its_key_and_parameters() -> None:
    words = text("calc.date.count", start=date(2026, 1, 31), length=text("calc.unit.month", number=1), nominal="x")
    found = said("reading", words)
    assert found["reading"] == words.render()
    assert found["reading_text"] == {
        "key": "calc.date.count",
        "params": {
            "start": "2026-01-31",
            "length": {"key": "calc.unit.month", "params": {"number": 1}},
            "nominal": "x",
        },
    }


def test_a_missing_sentence_is_null_twice() -> None:
    assert said("would_count", None) == {"would_count": None, "would_count_text": None}


def test_sentences_keep_their_order() -> None:
    words = (text("general.level.error"), text("general.level.note"))
    found = said_all("notes", words)
    assert found["notes"] == [w.render() for w in words]
    assert [w["key"] for w in found["notes_text"]] == ["general.level.error", "general.level.note"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("10.00"), "10.00"),
        (date(2026, 11, 21), "2026-11-21"),
        ([Decimal("1.50"), date(2026, 1, 1)], ["1.50", "2026-01-01"]),
        (Certainty.DEBATED, "debated"),
        (Citation("民法典", "188(1)"), "民法典第188条第1款"),
        (3, 3),
        (True, True),
        (None, None),
        ("订单一", "订单一"),
    ],
)
def test_parameters_are_plain(value: Any, written: Any) -> None:
    assert plain(value) == written
    json.dumps(plain(value))


def keyed_in(value: Any) -> Iterator[tuple[str, str, Any]]:
    """Every sentence in a document: its field, the sentence, and what stands beside it."""
    if isinstance(value, list):
        for inner in value:
            yield from keyed_in(inner)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.endswith("_text") and name.removesuffix("_text") in value:
                yield name, value[name.removesuffix("_text")], inner
            else:
                yield from keyed_in(inner)


def numbers(sentence: str) -> str:
    """The sentence with every number in one spelling: amounts travel plain, in a sentence they are grouped."""
    return re.sub(r"\d[\d,]*(\.\d+)?", lambda n: f"{Decimal(n[0].replace(',', '')).normalize():f}", sentence)


def again(keyed_text: dict[str, Any]) -> str:
    """The sentence made anew from key and parameters, as a program in another language would."""

    def made(value: Any) -> Any:
        if isinstance(value, dict):
            return Text(value["key"], tuple((k, made(v)) for k, v in value["params"].items()))
        return [made(v) for v in value] if isinstance(value, list) else value

    return str(made(keyed_text).render())


@pytest.mark.parametrize(
    "words",
    [
        ("due", str(CASE_FILE.parent)),
        ("calc", str(CASE_FILE.parent)),
        ("calc", "interest", "100000", "--from", "2024-01-01", "--to", "2024-12-31", "--lpr", "--times", "1.5"),
        ("calc", "fee", "851600"),
        ("calc", "date", "2026-01-31", "1", "month"),
    ],
)
def test_every_sentence_of_an_answer_can_be_made_from_its_key(words: tuple[str, ...]) -> None:
    english = list(keyed_in(data(*words, "--lang", "en")))
    assert len(english) > 2
    for name, sentence, beside in english:
        pairs = zip(sentence, beside, strict=True) if isinstance(sentence, list) else [(sentence, beside)]
        for said_words, made_of in pairs:
            if made_of is None:
                assert said_words is None
                continue
            with speaking("en"):
                assert numbers(again(made_of)) == numbers(said_words), name


def test_keys_are_those_of_the_catalogue() -> None:
    found = keyed(text("deadlines.title.limitation"))
    assert say(found["key"])
