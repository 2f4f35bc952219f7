"""A rule of law is one file: what it says, what it takes, how it counts; read strictly and only when asked for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lexcollect.findings import Refused
from lexcollect.law import index as index_module
from lexcollect.law.book import Book, Folder, shipped_book
from lexcollect.law.explained import explained, parameters_of
from lexcollect.law.index import Index, rule, rules, shipped_index
from lexcollect.law.parameters import DATA
from lexcollect.law.record import HEADINGS, KINDS, Rule, read_record
from lexcollect.law.rules import companies, procedure, rights
from lexcollect.law.rules.terms import answer, shipped_law
from lexcollect.law.rules.watch import one_day
from lexcollect.lawcheck import keys

HAN = re.compile(r"[一-鿿]")
#: 民法典 416, with the headings cut short.
GOOD = """title: 价款抵押权的登记
title_en: Registration of a purchase-money security
order: 350
facts:
  delivered_on: date
starts: [delivered_on]
roll: none
warn: [5, 3, 1]
certainty: convention
says: {zh: 交付后十日内登记的优先, en: ten days give priority}
applies: {zh: 价款, en: a price}
counts: {zh: 交付之日, en: delivery}
interrupted: {zh: 无, en: nothing}
doubtful: {zh: 是否顺延, en: the roll-over}
length:
  unit: day
  certainty: statutory
  summary: 交付后十日内登记
  source: 国家法律法规数据库
  verified_on: 2026-05-16
  review_by: 2027-05-31
  values:
    2021-01-01: {value: 10, cite: [民法典 416]}
"""


def refusals(tmp_path: Path, written: str) -> list[tuple[str, int]]:
    path = tmp_path / "registration.yaml"
    path.write_text(written, encoding="utf-8")
    found, problems = read_record(path, "right.registration")
    assert found is None
    return [(p.code, p.where.line) for p in problems]


def test_a_record_is_read_with_its_length_which_bears_the_rule_s_titles(tmp_path: Path) -> None:
    path = tmp_path / "registration.yaml"
    path.write_text(GOOD, encoding="utf-8")
    found, problems = read_record(path, "right.registration")
    assert found is not None and not problems
    assert found.length is not None and found.length.title == "价款抵押权的登记"
    assert found.length.at(date(2026, 5, 1)).number == 10
    assert found.said("en")["counts"] == "delivery" and found.watch == "term"


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("title_en: R", "title_eng: R", "LX-L002", 2),
        ("order: 350", "order: first", "LX-L008", 3),
        ("  delivered_on: date", "  delivered_on: day", "LX-L008", 5),
        ("starts: [delivered_on]", "starts: [delivered]", "LX-L008", 6),
        ("roll: none", "roll: never", "LX-L008", 7),
        ("roll: none\n", "", "LX-L001", 0),
        ("warn: [5, 3, 1]", "warn: [5, 3]", "LX-L008", 8),
        ("certainty: convention", "certainty: sure", "LX-L005", 9),
        ("certainty: convention", "watch: always", "LX-L008", 9),
        ("certainty: convention", "outer: {rule: right.lien_grace, form: act_on}", "LX-L002", 9),
        ("en: nothing}", "eng: nothing}", "LX-L002", 13),
        ("doubtful:", "doubt:", "LX-L002", 14),
        ("  unit: day", "  units: day", "LX-L002", 16),
        ("  review_by: 2027-05-31\n", "", "LX-L001", 15),
        ("2021-01-01:", "2021年:", "LX-L003", 23),
        ("says: {zh: 交付后十日内登记的优先, en: ten days give priority}", "like: right.lien_grace", "LX-L002", 11),
    ],
)
def test_what_a_record_gets_wrong_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, code: str, line: int
) -> None:
    assert before in GOOD
    found = refusals(tmp_path, GOOD.replace(before, after))
    assert code in {c for c, _ in found}
    assert not line or (code, line) in found


def test_a_rule_without_length_and_function_is_no_rule(tmp_path: Path) -> None:
    assert "LX-L001" in {code for code, _ in refusals(tmp_path, GOOD.split("length:")[0])}


@pytest.mark.parametrize("key", HEADINGS)
def test_a_rule_without_one_of_the_five_headings_is_refused(tmp_path: Path, key: str) -> None:
    lines = [line for line in GOOD.splitlines(keepends=True) if not line.startswith(f"{key}:")]
    folder = tmp_path / "right"
    folder.mkdir()
    (folder / "registration.yaml").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        Index(tmp_path).rule("right.registration")
    assert {f.code for f in refusal.value.findings} == {"LX-L001"}


# --- the shipped records ---


@pytest.mark.parametrize("name", list(shipped_index()))
def test_what_a_record_names_is_there(name: str) -> None:
    found, book = rule(name), shipped_book()
    for other in (found.like, found.otherwise, found.outer[0] if found.outer else ""):
        assert not other or other in shipped_index(), other
    assert not found.like or not rule(found.like).like, "explained in one place"
    assert not found.outer or found.outer[1] in found.facts
    assert all(parameter in book for parameter in found.reads)
    assert parameters_of(found, book) or found.verified_on or found.source or found.like, (
        "nothing says when its texts were compared"
    )
    assert set(found.triggers) <= set(found.facts)
    if found.function:
        assert callable(found.implementation())
        assert found.certainty is None and not found.cites and not found.outer, "said by the function"
    one_day(name)


def test_no_rule_is_explained_a_second_time_in_code() -> None:
    for found in rules().values():
        if found.function:
            assert "Says:" not in (found.implementation().__doc__ or ""), found.function


def test_every_rule_has_a_place_of_its_own_in_the_order() -> None:
    orders = [found.order for found in rules().values()]
    assert len(set(orders)) == len(orders)


def test_the_kinds_of_facts_are_those_the_reader_of_examples_knows() -> None:
    single = {"date", "days", "number", "text", "flag", "service", "parties", "none", "told"}
    assert single | set(keys.MAPPINGS) | set(keys.ROWS) >= KINDS


def numbers(words: str) -> set[str]:
    """Article numbers as written: 188(1), 162-1, 20.3."""
    return set(re.findall(r"(?<![\d.])\d+(?:[.-]\d+)*(?:\(\d+\))*", words))


@pytest.mark.parametrize("found", [r for r in rules().values() if not r.like], ids=lambda r: r.id)
def test_chinese_and_english_of_a_rule_name_the_same_articles(found: Rule) -> None:
    chinese, english = found.said("zh"), found.said("en")
    for key in HEADINGS:
        assert HAN.search(chinese[key]), key
        chinese[key].encode("gbk")
        assert numbers(chinese[key]) == numbers(english[key]), key


def test_the_usual_source_names_the_month_of_the_texts() -> None:
    assert dict(explained(rule("proc.answer"), "zh"))["source"] == "上列条文，文本核至2026年5月。"
    assert dict(explained(rule("proc.answer"), "en"))["source"] == "the articles named, texts to May 2026."


def test_a_rule_stated_by_its_record_answers_under_its_name_too() -> None:
    day, law = date(2026, 3, 2), shipped_law()
    assert procedure.answer(day) == answer("proc.answer", day)
    assert rights.lien_grace(day, law) == answer("right.lien_grace", day, law)
    assert companies.creditor_claim(announced_on=day).value.rule == "company.merger_claim_announced"
    with pytest.raises(AttributeError):
        _ = procedure.anwser


# --- read when asked for ---


def test_asking_one_rule_reads_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(path: Path, id: str):
        read.append(id)
        return read_record(path, id)

    monkeypatch.setattr(index_module, "read_record", counted)
    fresh = Index(DATA / "rules")
    book = Book(Folder(DATA / "parameters"), fresh)
    assert len(fresh) == len(rules()) and "proc.answer" in fresh and not read
    book.at("proc.answer", date(2026, 3, 2))
    fresh.rule("proc.answer")
    assert fresh.titled("支付令异议") is fresh.rule("payorder.objection")
    assert fresh.titled("没有的规则") is None and fresh.titled("") is None
    assert read == ["proc.answer", "payorder.objection"]


def test_how_far_the_texts_were_verified_is_read_without_building_the_parameters() -> None:
    assert shipped_book().verified_through() == max(p.verified_on for p in shipped_book().parameters())
