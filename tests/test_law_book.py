"""The law book: numbers with their first day and article; unknown law is refused."""

from datetime import date
from pathlib import Path

import pytest

from lexcollect.law.book import Book, Folder, shipped_book
from lexcollect.law.parameters import read_parameter
from lexcollect.law.trace import Certainty, Citation, LawUnknown

GOOD = """
title: 试验期间
title_en: A trial period
unit: year
certainty: statutory
summary: 只用于测试
source: 无
verified_on: 2026-05-16
review_by: 2027-05-31
values:
  2010-01-01: {value: 2, cite: [民法通则 135]}
  2017-10-01: {value: 3, cite: 民法典 188(1), certainty: debated}
"""


def book(tmp_path: Path, written: str = GOOD) -> Book:
    (tmp_path / "trial").mkdir(exist_ok=True)
    (tmp_path / "trial" / "period.yaml").write_text(written, encoding="utf-8")
    return Book(Folder(tmp_path))


def codes(tmp_path: Path, written: str) -> list[str]:
    path = tmp_path / "p.yaml"
    path.write_text(written, encoding="utf-8")
    parameter, problems = read_parameter(path, "p")
    assert parameter is None
    return [p.code for p in problems]


def test_the_value_of_a_day_is_the_last_one_that_began_on_or_before_it(tmp_path: Path) -> None:
    law = book(tmp_path)
    assert law.at("trial.period", date(2017, 9, 30)).number == 2
    new = law.at("trial.period", date(2017, 10, 1))
    assert (new.number, new.since, new.cite) == (3, date(2017, 10, 1), (Citation("民法典", "188(1)"),))
    assert new.certainty is Certainty.DEBATED
    assert "trial.period" in law


def test_a_day_before_the_first_value_is_unknown_law(tmp_path: Path) -> None:
    with pytest.raises(LawUnknown) as refusal:
        book(tmp_path).at("trial.period", date(2009, 12, 31))
    words = refusal.value.text
    assert "2010-01-01" in words.render("zh") and "试验期间" in words.render("zh")
    assert "A trial period" in words.render("en")


def test_a_day_after_the_end_is_unknown_law(tmp_path: Path) -> None:
    law = book(tmp_path, GOOD + "until: 2026-09-20\n")
    assert law.at("trial.period", date(2026, 9, 20)).number == 3
    with pytest.raises(LawUnknown):
        law.at("trial.period", date(2026, 9, 21))


def test_a_table_is_kept_as_rows_and_is_no_number(tmp_path: Path) -> None:
    law = book(tmp_path, GOOD.replace("value: 2,", "value: [[10000, 50], [100000, 2.5]],"))
    value = law.at("trial.period", date(2010, 1, 1))
    assert value.value == (("10000", "50"), ("100000", "2.5"))
    with pytest.raises(TypeError):
        _ = value.number


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("unit: year\n", "", "LX-L001"),
        ("unit: year", "unit: year\nlength: 3", "LX-L002"),
        ("cite: [民法通则 135]", "cites: [民法通则 135]", "LX-L001"),
        ("{value: 2, cite", "{value: 2, remark: x, cite", "LX-L002"),
        ("2010-01-01:", "2010年1月1日:", "LX-L003"),
        ("2026-05-16", "May 2026", "LX-L003"),
        ("2010-01-01:", "2018-01-01:", "LX-L004"),
        ("certainty: statutory", "certainty: sure", "LX-L005"),
    ],
)
def test_a_malformed_parameter_is_refused_with_its_place(tmp_path: Path, before: str, after: str, code: str) -> None:
    assert before in GOOD
    assert code in codes(tmp_path, GOOD.replace(before, after))


def test_every_shipped_parameter_reads_and_says_when_to_look_again() -> None:
    parameters = list(shipped_book().parameters())
    assert len(parameters) > 120
    for parameter in parameters:
        assert parameter.review_by > parameter.verified_on, parameter.name
        assert len({value.since for value in parameter.values}) == len(parameter.values), parameter.name
        assert all(value.cite for value in parameter.values), parameter.name


def test_a_parameter_is_stale_after_the_day_for_its_review(tmp_path: Path) -> None:
    law = book(tmp_path)
    assert law.stale(date(2027, 5, 31)) == []
    assert [p.name for p in law.stale(date(2027, 6, 1))] == ["trial.period"]
    assert shipped_book().stale(date(2026, 11, 21)) == []
