"""Amounts, days and rates are read alike wherever they are typed: case file, catalogue, command line, Python.

The same text gives the same value at every door, or is refused at every door for the same reason.
"""

from __future__ import annotations

from datetime import date

import pytest

import lexcollect
from calc_run import codes, data
from lexcollect.casefile import parse_case
from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.rates import BadRate, read_rate
from lexcollect.cn.yuan import read_yuan
from lexcollect.evidence.catalogue import read_catalogue
from lexcollect.findings import Refused
from lexcollect.matter.interview import amount, rate
from lexcollect.wording import say, text
from test_casefile_values import CASE

CATALOGUE = """\
schema: lexcollect/catalogue/1
groups:
  - {number: 1, title: 甲}
items:
  - {id: 单, number: 1-1, ENTRY}
"""
BOTH = "￥327,000.00（大写：叁拾贰万柒仟元整）"
AMOUNTS = ["12万", "叁拾贰万柒仟元", "1.2万元", BOTH, "007.50", "三万五", "12w", "100元（200元）"]
DAYS = ["2024-02-01 10:30", "2024年2月1日（星期四）", "贰零贰肆年零贰月零壹日"]
DAYS += ["2024年2月1日周五", "2024年2月", "45323", "1/2/2024"]
RATES = ["日息万三", "月息一分五", "每逾期一日按未付款项的万分之三", "年利率15.4%", "年息1分", "0.05%"]
RATES += ["每日万分之三，不超过总额5%", "每逾期一日按合同总价的万分之三", "同期存款利率", "LPR下浮10%"]


def reasons_in_a_case(was: str, now: str) -> list[str]:
    """The reasons told for a value of the case file."""
    assert CASE.count(was) == 1
    findings = parse_case(CASE.replace(was, now)).findings
    return [str(dict(f.params)["reason"]) for f in findings if f.code in ("LX-C011", "LX-C012", "LX-C013")]


def refusal(ask: object) -> str:
    """The reason a Python program is told."""
    with pytest.raises(Refused) as refused:
        ask()  # type: ignore[operator]
    return str(dict(refused.value.findings[0].params)["reason"])


@pytest.mark.parametrize("written", AMOUNTS)
def test_an_amount_is_read_alike_at_every_door(written: str) -> None:
    case = "amount: 100000.00", f'amount: "{written}"'
    try:
        value = read_yuan(written).value
    except BadAmount as bad:
        why = say(f"general.amount.{bad.reason}")
        assert reasons_in_a_case(*case) == [why]
        assert refusal(lambda: lexcollect.read_amount(written)) == why
        assert codes("calc", "words", written) <= {"LX-M101", "LX-M102"}
        assert why in str(amount(written)[0])
    else:
        read = parse_case(CASE.replace(*case)).case
        assert read is not None
        assert read.obligations[0].amount == value == lexcollect.read_amount(written)
        assert data("calc", "words", written)["amount"] == str(value) == amount(written)[0]


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_alike_at_every_door(written: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    case = "date: 2024-02-01", f'date: "{written}"'
    (tmp_path / "甲.pdf").write_bytes(b"%PDF-1.4\n")
    entry = f'title: 单, date: "{written}", date_source: 甲, kind: 书证, source: 原告, purpose: 证, files: [甲.pdf]'
    item, findings = read_catalogue(CATALOGUE.replace("ENTRY", entry).encode(), tmp_path)
    try:
        day = parse_date(written)
    except BadDate as bad:
        why = say(f"general.date.{bad.reason}", day=bad.day)
        assert reasons_in_a_case(*case) == [why]
        assert [str(dict(f.params)["reason"]) for f in findings if f.code == "LX-E015"] == [why]
        asked = data("calc", "interest", "1000", "--rate", "年利率6%", "--from", written, "--to", "2024-12-31")
        assert why in str(asked)
    else:
        read = parse_case(CASE.replace(*case)).case
        assert read is not None and item is not None
        assert read.deliveries[0].date == item.items[0].date == day == date(2024, 2, 1)
        told = data("calc", "interest", "1000", "--rate", "年利率6%", "--from", written, "--to", "2024-12-31")
        assert told["from"] == "2024-02-01"


@pytest.mark.parametrize("written", RATES)
def test_a_rate_is_read_alike_at_every_door(written: str) -> None:
    case = "rate: 每日万分之三", f'rate: "{written}"'
    period = ("2024-03-03", "2024-12-31")
    try:
        read_rate(written)
    except BadRate as bad:
        why = str(text(f"general.rate.{bad.reason}"))
        assert reasons_in_a_case(*case) == [why]
        assert refusal(lambda: lexcollect.interest(1000, written, *period)) == why
        assert refusal(lambda: lexcollect.penalty(1000, written, period[1], first=period[0])) == why
        assert why in str(rate(written)[0])
        found = data("calc", "penalty", "1000", "--rate", written, "--from", period[0], "--to", period[1])["findings"]
        assert why in found[0]["message"]
    else:
        read = parse_case(CASE.replace(*case)).case
        assert read is not None
        assert read.contracts[0].late_penalty.rate == read_rate(written)
        assert rate(written)[0] == written
        assert codes("calc", "penalty", "1000", "--rate", written, "--from", *period[:1], "--to", period[1]) <= {
            "LX-M114"
        }


def test_a_payment_says_why_its_day_is_none() -> None:
    asked = ("calc", "interest", "1000", "--rate", "年利率6%", "--from", "2024-01-01", "--to", "2024-12-31")
    found = data(*asked, "--payments", "24/3/5:100", "--payments", "2024-03-05")["findings"]
    assert [f["code"] for f in found] == ["LX-M103", "LX-M103"]
    assert "年份只有两位" in found[0]["message"] and "没有用冒号" in found[1]["message"]
