"""Clauses: the sentences of the papers as data. What a sentence is, which one is said, what a broken file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lexcollect.casefile import kinds as k
from lexcollect.casefile.values import Kind
from lexcollect.causes import HeadKind, cause_of
from lexcollect.causes.cause import NOUNS
from lexcollect.causes.circumstances import CIRCUMSTANCES, MATTER
from lexcollect.causes.clause import Choice
from lexcollect.causes.clause_book import DATA, WORDS, ClauseBook, book_of, shipped_places
from lexcollect.causes.clause_files import read_clauses, read_layer, unknown_articles
from lexcollect.causes.sentence import MAX_TEXT, SENTENCE_REASONS, BadSentence, read_sentence
from lexcollect.documents.pen import Pen
from lexcollect.law.rules.debts import Part
from lexcollect.wording import say

SALE = cause_of("买卖合同纠纷")


def reason(text: str) -> str:
    with pytest.raises(BadSentence) as bad:
        read_sentence(text)
    return bad.value.reason


def test_a_gap_is_filled_with_a_fact_and_the_fact_is_not_read_again() -> None:
    sentence = read_sentence("判令{债务人}支付{债}{金额}元")
    assert sentence.gaps == {"债务人", "债", "金额"}
    assert sentence.fill({"债务人": "被告一", "债": "货款", "金额": "{债}[{债务人}]{{x}}"}) == (
        "判令被告一支付货款{债}[{债务人}]{{x}}元"
    )


def test_a_part_in_brackets_falls_away_as_a_whole_with_an_empty_gap() -> None:
    sentence = read_sentence("在场[，附言“{附言}”][（{款}，{项}）]。")
    assert sentence.fill({"附言": "货款", "款": "一", "项": "二"}) == "在场，附言“货款”（一，二）。"
    assert sentence.fill({"附言": "", "款": "一", "项": ""}) == "在场。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("字" * (MAX_TEXT + 1), "too_long"),
        ("支付\u202e货款", "unseen"),
        ("支付\u200b货款", "unseen"),
        ("支付\n货款", "unseen"),
        ("支付\x00货款", "unseen"),
        ("支付{}元", "gap"),
        ("支付{amount}元", "gap"),
        ("支付{金额.__class__}元", "gap"),
        ("支付{金额!r}元", "gap"),
        ("支付{金额:>1000000}元", "gap"),
        ("支付{0}元", "gap"),
        ("支付{ 金额 }元", "gap"),
        ("支付{{金额}}元", "brackets"),
        ("支付{金额元", "brackets"),
        ("支付金额}元", "brackets"),
        ("支付[金额", "brackets"),
        ("支付]金额", "brackets"),
        ("支付[甲{金额}[乙{数}]]", "brackets"),
        ("支付[金额]元", "nothing_optional"),
    ],
)
def test_what_is_no_sentence_is_refused_with_its_reason(text: str, expected: str) -> None:
    assert reason(text) == expected
    assert expected in SENTENCE_REASONS


def test_every_reason_has_words() -> None:
    for name in SENTENCE_REASONS:
        assert say(f"documents.sentence.{name}", shown="x")


def test_the_first_clause_that_holds_is_said_and_what_must_not_hold_is_asked_too() -> None:
    pen = Pen(book_of(SALE))
    applied = {"各项": "订单A货款本金10.00元", "条款": "第4.2条", "结算日": ""}
    assert pen.one("history.applied", applied) == "暂未冲抵"
    assert pen.one("history.applied", applied, {"applied", "named"}) == "已指明订单，冲抵订单A货款本金10.00元"
    assert pen.one("history.applied", applied, {"applied", "numbered"}) == (
        "未指明订单，按合同第4.2条冲抵订单A货款本金10.00元"
    )
    assert list(pen.used) == ["history.applied.not_yet", "history.applied.named", "history.applied.clause"]


def test_a_list_of_sentences_is_said_in_order() -> None:
    pen = Pen(book_of(SALE), {"agents", "exhibits"})
    said = pen.all("complaint.annexes", {"副本数": "2", "证据套数": "3", "身份材料": "营业执照复印件"})
    assert said == ["本起诉状副本2份", "证据清单及证据材料3套", "原告营业执照复印件、授权委托书各1份"]


def test_a_slip_of_the_program_is_no_empty_sentence() -> None:
    pen = Pen(book_of(SALE))
    with pytest.raises(KeyError):
        pen.one("history.nothing")
    with pytest.raises(KeyError):
        pen.one("history.moved", {"日子": "2026年1月1日"})
    with pytest.raises(KeyError):
        pen.one("history.moved", {"日期": "2026年1月1日"}, {"on_sunday"})


PLACES = sorted(path for path in DATA.glob("*.yaml") if not path.name.startswith("cause."))


@pytest.mark.parametrize("path", PLACES, ids=lambda p: p.name)
def test_shipped_files_are_read_without_a_finding(path: Path) -> None:
    file, problems = read_clauses(path, WORDS)
    assert [p.line("zh") for p in problems] == []
    assert file is not None
    assert {place: file.places[place] for place in file.places} == {
        place.id: place for place in shipped_places() if place.id.startswith(f"{path.stem}.")
    }


def test_shipped_files_are_sound_and_cite_articles_in_force() -> None:
    places = list(shipped_places())
    clauses = [clause for place in places for clause in place.clauses]
    assert len({c.id for c in clauses}) == len(clauses) > 150
    assert unknown_articles(clauses) == []
    for place in places:
        assert place.title, place.id
        used = frozenset().union(*(c.sentence.gaps for c in place.clauses))
        assert place.fields <= used, f"{place.id}: fields nobody uses"


def test_a_place_that_says_one_sentence_can_say_every_case_or_leaves_it_out_on_purpose() -> None:
    # A clause behind one without conditions would never be said.
    for place in shipped_places():
        if place.choice is Choice.FIRST:
            open_ended = [c.id for c in place.clauses if not c.when and not c.unless]
            assert open_ended in ([], [place.clauses[-1].id]), place.id


def test_what_a_cause_says_otherwise_is_a_sentence_there_is_or_says_when() -> None:
    """Where a place came to have several sentences, what a cause says for the whole place would never be said."""
    for path in sorted([*DATA.glob("cause.*.yaml"), *(DATA / "layers").glob("*.yaml")]):
        for id in yaml.safe_load(path.read_text("utf-8"))["clauses"]:
            place = next(p for p in shipped_places() if id == p.id or id.startswith(f"{p.id}."))
            assert id != place.id or id in {c.id for c in place.clauses}, f"{path.name}: {id}"


def test_every_circumstance_of_a_fact_is_asked_for_by_a_clause() -> None:
    # How the matter as a whole stands may also be asked for by articles alone.
    asked = {name for place in shipped_places() for c in place.clauses for name in (*c.when, *c.unless)}
    for path in (*DATA.glob("cause.*.yaml"), *(DATA / "layers").glob("*.yaml")):  # what a cause says otherwise
        for said in yaml.safe_load(path.read_text("utf-8"))["clauses"].values():
            if isinstance(said, dict):
                asked |= {*said.get("when", ()), *said.get("unless", ())}
    assert not {name for name in CIRCUMSTANCES if "." not in name and name not in MATTER} - asked


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("head", HeadKind),
        ("party", k.PartyKind),
        ("agent", k.AgentKind),
        ("unit", k.TermUnit),
        ("after", k.After),
        ("target", k.Target),
        ("scope", k.Scope),
        ("payment", k.PaymentKind),
        ("part", Part),
        ("acknowledgement", k.AcknowledgementKind),
        ("channel", k.CommunicationKind),
        ("status", k.Status),
        ("address", k.AddressBasis),
        ("security", k.GuaranteeKind),
        ("dispute", k.JurisdictionKind),
    ],
)
def test_circumstances_of_a_kind_are_the_words_of_the_case_file(prefix: str, names: type[k.Role]) -> None:
    known = {name: said for name, said in CIRCUMSTANCES.items() if name.startswith(f"{prefix}.")}
    assert set(known) == {f"{prefix}.{member.value}" for member in names}
    assert all(known[f"{prefix}.{member.value}"] == member.label for member in names if issubclass(names, Kind))


def mistakes(tmp_path: Path, place: str) -> list[tuple[str, int]]:
    """Return code and line of what is said about a file that holds one place."""
    path = tmp_path / "papers.yaml"
    path.write_text(f"title: 试\nplaces:\n  spot:\n{place}", "utf-8")
    file, problems = read_clauses(path, NOUNS)
    assert (file is None) == bool(problems)
    return [(p.code, p.where.line) for p in problems]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("    title: 处\n    fields: [日期]\n    text: 于{日期}\n", []),
        ("    fields: [日期]\n    text: 于{日期}\n", [("LX-P040", 3)]),
        ("    title: 处\n    text: 于今日\n", [("LX-P040", 3)]),
        ("    title: 处\n    fields: []\n    txt: 于今日\n", [("LX-P041", 6), ("LX-P040", 3)]),
        ("    title: 处\n    fields: []\n    text: 于{日期}\n", [("LX-P042", 6)]),
        ("    title: 处\n    fields: [债]\n    text: 于{债}\n", [("LX-P042", 5)]),
        ("    title: 处\n    fields: []\n    text: 于{日期\n", [("LX-P043", 6)]),
        ("    title: 处\n    fields: []\n    text: 于今日\n    when: [sundays]\n", [("LX-P044", 7)]),
        ("    title: 处\n    fields: []\n    choose: some\n    text: 于今日\n", [("LX-P044", 6)]),
        ("    title: 处\n    fields: []\n    clauses:\n      a: 于今日\n", []),
        ("    title: 处\n    fields: []\n    clauses:\n      a: [于今日]\n", [("LX-P040", 7)]),
        ("    title: 处\n    fields: []\n    clauses:\n      a: {text: 于, order: 1e3}\n", [("LX-P040", 7)]),
        ("    title: 处\n    fields: []\n    text: 于\n    text: 于今日\n", [("LX-A011", 7)]),
    ],
)
def test_a_broken_file_is_told_every_mistake_with_its_line(
    tmp_path: Path, place: str, expected: list[tuple[str, int]]
) -> None:
    assert mistakes(tmp_path, place) == expected


def test_an_article_that_does_not_exist_is_named_at_its_clause(tmp_path: Path) -> None:
    path = tmp_path / "papers.yaml"
    path.write_text(
        "title: 试\nplaces:\n  spot: {title: 处, fields: [], text: 于今日, articles: [民法典 568, 民法典 2000]}\n",
        "utf-8",
    )
    file, _ = read_clauses(path, NOUNS)
    assert file is not None
    [problem] = unknown_articles(file.places["papers.spot"].clauses)
    assert (problem.code, problem.where.line, dict(problem.params)["cite"]) == ("LX-P045", 3, "民法典第2000条")


def test_a_cause_may_say_a_sentence_otherwise_and_add_one(tmp_path: Path) -> None:
    """A loan asks to repay, and for interest beside it; both are lines of a file of its own."""
    path = tmp_path / "cause.loan.yaml"
    path.write_text(
        "clauses:\n"
        "  complaint.relief.price: 判令{债务人}偿还{本金}{金额}元\n"
        "  complaint.annexes.receipt: {text: 借条复印件1份, order: -1}\n",
        "utf-8",
    )
    places = {p.id: p for p in shipped_places()} | {c.id: p for p in shipped_places() for c in p.clauses}
    layer, problems = read_layer(path, path.name, places, NOUNS, may_add=True)
    assert [p.code for p in problems] == []
    pen = Pen(ClauseBook({"本金": "借款本金"}, layer), {"principal_head"})
    asked = {
        "债务人": "被告",
        "名目": "",
        "金额": "100.00",
        **dict.fromkeys(("截止", "截止日", "次日", "续算", "上限", "每日"), ""),
    }
    assert pen.one("complaint.relief", asked) == "判令被告偿还借款本金100.00元"
    papers = {"副本数": "1", "证据套数": "2", "身份材料": "身份证复印件"}
    assert pen.all("complaint.annexes", papers)[0] == "借条复印件1份"
