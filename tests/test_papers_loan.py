"""The four papers of a private loan: every sentence is of a loan, every figure is that of the hand count."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.causes import Cause, causes
from lexcollect.causes.clause_book import book_of, shipped_places
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.pen import Pen
from lexcollect.documents.plaintext import paragraphs, tables
from loan import loan_with

PAPERS = ("complaint", "letter", "preservation", "settlement")
#: Words of a sale, of a penalty and of an unfinished sentence: none of them has a place in a loan.
FOREIGN = ("货", "买", "卖", "订单", "订购", "违约金", "交付标的", "借款借款", "None", "{", "}")

#: What a guarantee covers where nothing was agreed, in the words of 民法典 691.
WHOLE = "主债权及其利息、违约金、损害赔偿金和实现债权的费用"


def material(*changes: tuple[str, str]) -> Material:
    matter = loan_with(*changes)
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(matter.case, matter.claims, exhibits)


def drafted(root: Path, *changes: tuple[str, str], papers: tuple[str, ...] = PAPERS) -> DraftResult:
    return draft(papers, material(*changes), root, sources={"案件.yaml": "0" * 64})


def texts(result: DraftResult) -> dict[str, str]:
    """Return the whole text of each paper, tables too."""
    found = {}
    for one in result.papers:
        assert one.path is not None, [f.line() for f in result.findings]
        data = one.path.read_bytes()
        cells = (cell for table in tables(data) for row in table for cell in row)
        found[one.paper] = "\n".join([*paragraphs(data), *cells])
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("loan")))


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_of_a_sale_stands_in_the_papers_of_a_loan(said: dict[str, str], paper: str) -> None:
    own = said[paper].replace(WHOLE, "")
    assert [word for word in FOREIGN if word in own] == []


def test_the_complaint_asks_for_what_was_counted_by_hand(said: dict[str, str]) -> None:
    complaint = said["complaint"]
    for words in (
        "案由：民间借贷纠纷",
        "判令被告一返还借款本金284,633.22元",
        "判令被告一支付借期内利息8,607.45元",
        "判令被告一支付逾期利息（暂计至2022年11月30日为71,841.43元；自2022年12月1日起以284,633.22元为基数，",
        "，按年利率14.6%计算至实际付清之日止）",
        "共365,082.10元",
        "约定借款300,000.00元（编号JK-001）",
        "原告于2020年3月10日以银行转账方式交付借款291,000.00元",
        "该笔借款的本金按实际交付的291,000.00元计算",
        "没有约定逾期利率，逾期利息参照借期内利率计算",
        "2020年3月10日至2020年8月19日年利率24%；2020年8月20日至2022年11月30日年利率14.6%",
        "对借款JK-001项下债务（截至2022年11月30日本金284,633.22元、利息80,448.88元及此后利息）承担连带清偿责任",
        "各笔借款及欠款",
    ):
        assert words in complaint, words
    for article in ("第六百六十七条", "第六百七十条", "第六百七十四条", "第六百七十五条", "第六百七十六条"):
        assert article in complaint, article
    assert "孙闻达" not in complaint


def test_the_letter_the_application_and_the_settlement_say_the_same_figures(said: dict[str, str]) -> None:
    assert "向委托人还清借款本金人民币284,633.22元" in said["letter"] and "365,082.10" in said["letter"]
    assert "各段年利率（2020年3月10日至2020年8月19日年利率24%；" in said["letter"]
    assert "暂计至2022年11月30日的利息80,448.88元" in said["preservation"]
    assert "借款本金人民币284,633.22元" in said["settlement"] and "利息人民币80,448.88元" in said["settlement"]
    assert "按年利率14.6%支付利息" in said["settlement"]
    # 2.5 % a month was agreed: what runs on must not be told at the contract's own rate.
    assert "之后的利息按年利率14.6%继续计算" in said["settlement"] and "原合同约定" not in said["settlement"]


def test_a_loan_without_a_rate_pleads_lpr_and_no_agreement(tmp_path: Path) -> None:
    change = ("    期内利息: {利率: 月利率2.5%, 条款: 第2条}\n", "")
    complaint = texts(drafted(tmp_path, change, papers=("complaint",)))["complaint"]
    assert "借期内利率和逾期利率均没有约定，逾期利息参照逾期之日的一年期贷款市场报价利率计算" in complaint
    assert "年利率3.85%" in complaint and "借期内利息按" not in complaint
    assert "第六百七十四条" not in complaint and "第二十八条" in complaint


def test_a_monthly_rate_stands_on_the_form_with_its_clause(tmp_path: Path) -> None:
    """The blank of the form is for a yearly rate; a monthly one is written below it, the clause with it."""
    assert "\n月利率2.5%（第2条）\n" in texts(drafted(tmp_path, papers=("form",)))["form"] + "\n"


def test_a_payout_that_was_not_entered_is_not_pleaded(tmp_path: Path) -> None:
    payout = "  - {应收款: JK-001, 日期: 2020-03-10, 金额: 291000, 渠道: 银行转账, 证据: [转账回单]}\n"
    complaint = texts(drafted(tmp_path, ("借款交付:\n" + payout, ""), papers=("complaint",)))["complaint"]
    assert "交付借款" not in complaint and "第六百七十条" not in complaint


@pytest.mark.parametrize("id", ["借款", "借款一"])
def test_a_loan_called_by_its_own_noun_is_named_once(tmp_path: Path, id: str) -> None:
    papers = texts(drafted(tmp_path, ("JK-001", id)))
    assert [paper for paper, text in papers.items() if "借款借款" in text] == []
    assert f"对{id}项下债务（截至2022年11月30日本金284,633.22元" in papers["complaint"]
    assert "依法冲抵利息33,633.22元" in papers["complaint"]  # there is one loan: nothing to tell apart


@pytest.mark.parametrize("cause", causes(), ids=lambda cause: cause.id)
def test_a_debt_called_by_the_noun_of_its_cause_is_named_once_in_every_cause(cause: Cause) -> None:
    book = book_of(cause)
    noun = cause.nouns["单笔"]
    for place in ("contract.items", "history.order_undated"):
        said = Pen(book).one(place, {**dict.fromkeys(book.place(place).fields, ""), "编号": noun})
        assert noun in said and noun * 2 not in said


@pytest.mark.parametrize("cause", causes(), ids=lambda cause: cause.id)
def test_no_sentence_names_the_noun_of_its_cause_twice_running(cause: Cause) -> None:
    book = book_of(cause)
    clauses = [clause for place in shipped_places() for clause in book.place(place.id).clauses]
    texts = [(clause.id, part) for clause in clauses for part in clause.sentence.parts if isinstance(part, str)]
    nouns = (cause.nouns["单笔"], cause.nouns["债"])
    assert [(id, text) for id, text in texts if any(noun * 2 in text for noun in nouns)] == []
