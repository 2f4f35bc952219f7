"""Every paper of every example matter as it lies in the folder: one fact in the same words, figures and days of the
account and the agenda, exhibits of the index, and nothing left open, doubled or empty.

The papers are those of ``drawn``; what they say is compared with what ``calc --json`` and ``due --json`` answer.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from drawn import Drawn, _example, papers
from lexcollect.casefile.facts import plain, walk
from lexcollect.documents.finished import check_finished, texts_of
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.matter.example import names
from lexcollect.matter.shapes.account import account_json
from lexcollect.matter.shapes.agenda import agenda_json

MONEY = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})*\.\d\d(?![\d%])")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
EXHIBIT = re.compile(r"证据(\d+-\d+[a-z]?)(?:，第(\d+)(?:–(\d+))?页)?")
#: A placeholder, a sign twice, an empty bracket, a word of the program.
BROKEN = re.compile(
    r"\{[{%#]|[}%#]\}|，，|。。|；；|、、|（\s*）|《\s*》|None|Decimal|<[A-Z]|待补：】|documents\.|，。|：。"
)
#: Heads of sections, as the papers number them.
HEAD = re.compile(r"^[一二三四五六七八九十]+、[^，。；：]{1,20}$")
#: What a paper adds up of the account itself, counted by hand.
BY_HAND = {
    # 1,359,193.80 less the 257,593.80 that the settlement waives.
    "steel": {"1,101,600.00"},
    # The settlement of the invoices: see test_example_invoices.
    # Overdue for more than a year are FP-01 to FP-05: 24,800 + 31,500 + 18,640 + 42,000 + 27,360.
    "invoices": {"366,641.00", "144,300.00"},
    # Paid under the title: 60,000.00 and 30,000.00.
    "enforcement": {"90,000.00"},
    # Eight rents of 58,000.00 are 464,000.00, with 7,733.33 for the last four days 471,733.33; 88,000.00 was paid and
    # 116,000.00 taken from the deposit, 204,000.00 in all; 267,733.33 with the penalty of 102,452.32 is 370,185.65.
    "lease": {"88,000.00", "204,000.00", "370,185.65", "464,000.00", "471,733.33"},
    # 6,100,000.00 paid, of which 45,430.12 went to interest: 6,054,569.88; the last 1,600,000.00 less that is
    # 1,554,569.88; the interest of 78,629.77 that is left and those 45,430.12 are 124,059.89.
    "works": {"124,059.89", "1,554,569.88", "6,054,569.88"},
    # The first payment paid all interest to 2020-11-19. The 12,000.00 of the second, by 120.80 a day (367,443.73 at
    # 12 %, 365), are 99 days: 11 of November, 31, 31 and 26 of February; 99 days are 11,959.54, and 40.46 are left.
    "loan": {"40.46"},
}
#: Days that a paper counts itself: to which interest is paid, as above.
COUNTED_BY_HAND = {"loan": {date(2021, 2, 26)}}


def mine(name: str) -> list[Drawn]:
    """The papers of one example that go out; those of the office quote findings, which are no pleading."""
    decided = bool(given(name).claims.titles)  # then there is no schedule on the contract (LX-P105)
    return [one for one in papers() if one.matter == name and not _internal(one) and not (decided and not _listed(one))]


def _listed(one: Drawn) -> bool:
    return one.paper in PAPERS


def _internal(one: Drawn) -> bool:
    return one.paper in PAPERS and PAPERS[one.paper].internal


@cache
def given(name: str) -> Material:
    return _example(name)


def text_of(one: Drawn) -> str:
    return "\n".join(paragraphs(one.data))


def answers(name: str) -> str:
    """What the account, the agenda and the facts of a matter say, as one text."""
    material = given(name)
    assert material.dossier is not None
    told = [account_json(material.case, material.claims), agenda_json(material.case, material.dossier.agenda)]
    facts = " ".join(str(value) for fact in walk(material.case) for value in plain(fact).values())
    return json.dumps(told, ensure_ascii=False) + facts


def sums(name: str) -> Iterator[Decimal]:
    """Every figure of the answers, and what payments did in all, to each part and to each debt."""
    for found in re.findall(r"(?<![\d.-])\d[\d,]*(?:\.\d+)?", answers(name)):
        yield Decimal(found.replace(",", ""))
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for share in given(name).claims.account.shares:
        for key in ("", share.part.value, share.debt, f"{share.debt} {share.part.value}", f"{share.payment}"):
            shares[key] += share.amount
    yield from shares.values()


def days(name: str) -> set[date]:
    """Every day of the answers, of the exhibits and births, the cut-off day and the one after it."""
    material, text = given(name), answers(name)
    found = {date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", text)}
    found |= {date(*map(int, parts)) for parts in DAY.findall(text)}
    found |= {one.date for one in material.exhibits.values() if one.date}
    titles = " ".join(f"{one.title}{one.purpose}{one.source}" for one in material.exhibits.values())
    found |= {date(*map(int, parts)) for parts in DAY.findall(titles)}
    found |= {party.born for party in material.case.parties if party.born}
    return found | {material.as_of, material.as_of + timedelta(1)}


@pytest.mark.parametrize("name", names())
def test_every_sum_in_a_paper_is_one_of_the_account(name: str) -> None:
    known = {*sums(name)} | {Decimal(words.replace(",", "")) for words in BY_HAND.get(name, ())}
    for one in mine(name):
        strange = {words for words in MONEY.findall(text_of(one)) if Decimal(words.replace(",", "")) not in known}
        assert not strange, (one.name, strange)


@pytest.mark.parametrize("name", names())
def test_every_day_in_a_paper_is_one_of_the_facts_or_of_the_agenda(name: str) -> None:
    known = days(name) | COUNTED_BY_HAND.get(name, set())
    for one in mine(name):
        told = {date(*map(int, parts)) for parts in DAY.findall(text_of(one))}
        assert told <= known, (one.name, sorted(told - known))


@pytest.mark.parametrize("name", names())
def test_every_exhibit_that_is_cited_stands_in_the_index_with_these_pages(name: str) -> None:
    index = {one.no: one for one in given(name).exhibits.values()}
    for one in mine(name):
        for number, first, last in EXHIBIT.findall(text_of(one).replace("\u2011", "-")):
            assert number in index, (one.name, number)
            if first:
                wanted = (index[number].page_from, index[number].page_to)
                assert (int(first), int(last or first)) == wanted, (one.name, number)


@pytest.mark.parametrize("name", names())
def test_nothing_is_left_open_doubled_or_empty(name: str) -> None:
    for one in mine(name):
        lines = paragraphs(one.data)
        broken = [line for line in lines if BROKEN.search(line)]
        assert not broken, (one.name, broken)
        assert not [f.line() for f in check_finished(one.data, one.title, texts_of(given(name).case)) if f.stops]


@pytest.mark.parametrize("name", names())
def test_no_heading_stands_alone(name: str) -> None:
    for one in mine(name):
        lines = [line for line in paragraphs(one.data) if line.strip()]
        alone = [a for a, b in zip(lines, [*lines[1:], "一、完"], strict=True) if HEAD.match(a) and HEAD.match(b)]
        assert not alone, (one.name, alone)


@pytest.mark.parametrize("name", names())
def test_a_claim_has_one_sum_wherever_it_is_pleaded(name: str) -> None:
    """Complaint, form, preservation and letter ask for the same whole, costs among it."""
    whole = f"{given(name).claims.total:,.2f}"
    pleaded = [one for one in mine(name) if one.paper in ("complaint", "form", "preservation", "resumption", "letter")]
    assert pleaded
    for one in pleaded:
        assert whole in text_of(one), one.name


@pytest.mark.parametrize("name", names())
def test_a_party_has_one_name_in_all_papers(name: str) -> None:
    """A company is never told with a part of its name left out: the full name stands in each paper that names it."""
    for party in given(name).case.parties:
        for one in mine(name):
            text = text_of(one)
            short = party.name[-8:]
            assert text.count(short) == text.count(party.name), (one.name, party.name)
