"""Adding to the law on a copy of the package: a rule is one file, a rule with an "if" its record and its function, a
fee one file. Pages, ``law show``, ``law at``, what can be watched, examples and help follow by themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import lexcollect

PACKAGE = Path(lexcollect.__file__).parent
ROOT = PACKAGE.parent

#: A term nobody has enacted.
TERM = """title: 虚构的催告期
title_en: An invented notice
facts: {notice_received_on: date}
starts: [notice_received_on]
roll: next
warn: [10, 5, 2]
cites: [民法典 563]
says: {zh: 收到通知后二十日（民法典 564）, en: twenty days after the notice (民法典 564)}
applies: {zh: 只用于测试, en: tests only}
counts: {zh: 收到通知之日, en: receipt of the notice}
interrupted: {zh: 无, en: nothing}
doubtful: {zh: 无, en: nothing}
length:
  unit: day
  certainty: statutory
  summary: 虚构的期间
  source: 测试
  verified_on: 2026-05-16
  review_by: 2027-05-31
  values:
    2021-01-01: {value: 20, cite: [民法典 564(2)]}
"""
#: The same with a question that data cannot answer.
BRANCH = TERM.replace("虚构的催告期", "虚构的加速期").replace(
    "cites: [民法典 563]\n", "function: rights:invented\nwatch: function\n"
)
FUNCTION = '''

def invented(received_on: date, law: Law | None = None, *, urgent: bool = False) -> Answer[Deadline]:
    """Return the end of the invented period; ``urgent`` matters run from the day before."""
    return term("right.invented_branch", received_on - timedelta(days=1) if urgent else received_on, law)
'''
FEE = """kind: invented
title: 虚构申请费
title_en: invented fee
amount: needed
prepaid_by: applicant
borne_by: applicant
borne_under: [诉讼费用交纳办法 29]
parts:
  tiers:
    title: 虚构申请费
    title_en: Invented fee
    unit: 每行：超过该金额的部分按该百分比
    certainty: statutory
    summary: 虚构的收费
    source: 测试
    verified_on: 2026-05-16
    review_by: 2027-05-31
    values:
      2007-04-01: {value: [[0, 2], [10000, 1]], cite: [诉讼费用交纳办法 13(1)(1)]}
  minimum:
    title: 虚构申请费的最低数额
    title_en: Least invented fee
    unit: yuan
    certainty: statutory
    summary: 虚构的最低数额
    source: 测试
    verified_on: 2026-05-16
    review_by: 2027-05-31
    values:
      2007-04-01: {value: 50, cite: [诉讼费用交纳办法 13(1)(1)]}
"""
EXAMPLES = """examples:
- id: a
  rule: right.invented
  facts: {notice_received_on: 2026-03-02}
  expect: {nominal: 2026-03-22, last_day: 2026-03-23}
- {id: b, rule: right.invented_branch, facts: {notice_received_on: 2026-03-02}, expect: {nominal: 2026-03-22}}
"""
#: Asks the copy everything at once: a process costs more than what it is asked.
PROBE = """
import contextlib, io, json, sys
from lexcollect.cli.main import main
from lexcollect.cli.rule_reference import rule_pages

def asked(*words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(list(words))
    return [code, out.getvalue()]

found = {" ".join(words): asked(*words) for words in json.loads(sys.argv[1])}
print(json.dumps({"answers": found, "pages": rule_pages()}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with a term, a function rule and a fee added."""
    root = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, root / "lexcollect", ignore=ignored)
    for kind in ("templates", "schemas", "examples"):
        (root / kind).symlink_to(ROOT / kind)
    data = root / "lexcollect" / "law" / "data"
    (data / "rules" / "right" / "invented.yaml").write_text(TERM, encoding="utf-8")
    (data / "rules" / "right" / "invented_branch.yaml").write_text(BRANCH, encoding="utf-8")
    (data / "fees" / "invented.yaml").write_text(FEE, encoding="utf-8")
    rights = root / "lexcollect" / "law" / "rules" / "rights.py"
    before = rights.read_text("utf-8").replace("from datetime import date\n", "from datetime import date, timedelta\n")
    rights.write_text(before + FUNCTION, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def told(copy: Path) -> dict[str, Any]:
    """Everything the copy says about what was added."""
    matter = copy / "案"
    matter.mkdir()
    case = (ROOT / "examples" / "matter-lease" / "案件.yaml").read_text("utf-8")
    watched = "\nwatched:\n"
    for number, rule in enumerate(("right.invented", "虚构的加速期")):
        watched += f"  - {{id: 事项{number}, rule: {rule}, start: 2026-05-11}}\n"
    (matter / "案件.yaml").write_text(case + watched, encoding="utf-8")
    (copy / "own.yaml").write_text(EXAMPLES, encoding="utf-8")
    day = ("--as-of", "2026-05-31")
    questions = [
        ("law", "show", "right.invented"),
        ("law", "show", "right.invented_branch", "--lang", "en"),
        ("law", "show"),
        ("law", "show", "invented"),
        ("law", "at", "2026-05-31"),
        ("law", "check", str(copy / "own.yaml")),
        ("due", str(matter), *day),
        ("due", str(matter), *day, "--json"),
        ("calc", "fee", "--help"),
        ("calc", "fee", "25000", "--kind", "invented", *day),
        ("calc", "fee", "25000", "--kind", "invented", *day, "--json"),
        ("calc", "fee", "1000", "--kind", "invented", *day),
        ("law", "show", "money.invented_minimum"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(copy), "LEXCOLLECT_CONFIG": str(copy / "config")}
    command = [sys.executable, "-c", PROBE, json.dumps(questions)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=copy, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def said(told: dict[str, Any], *words: str) -> str:
    """The screen of the question that begins with these words."""
    return next(out for asked, (_, out) in told["answers"].items() if asked.startswith(" ".join(words)))


def test_a_term_of_one_file_is_shown_with_its_headings_and_articles(told: dict[str, Any]) -> None:
    screen = said(told, "law show right.invented")
    assert "收到通知后二十日" in screen and "民法典第564条第2款" in screen and "文本核至2026年5月" in screen
    assert "right.invented" in said(told, "law show") and "虚构的催告期" in said(told, "law show")
    assert "right.invented" in said(told, "law at")


def test_it_has_its_page_and_the_index_leads_to_it(told: dict[str, Any]) -> None:
    page = told["pages"]["right.invented.md"]
    assert (
        "虚构的催告期" in page and "| 20 日 |" in page and "`notice_received_on`" in page and "`terms:answer`" in page
    )
    assert "(right.invented.md)" in told["pages"]["README.md"]
    assert "`rights:invented`" in told["pages"]["right.invented_branch.md"]


def test_a_rule_with_an_if_is_its_record_and_its_function(told: dict[str, Any]) -> None:
    assert "twenty days after the notice" in said(told, "law show right.invented_branch")


def test_both_are_checked_by_examples_without_another_line(told: dict[str, Any]) -> None:
    assert told["answers"][next(q for q in told["answers"] if q.startswith("law check"))][0] == 0
    assert "2 个一致" in said(told, "law check")


def test_both_can_be_watched_in_a_matter_by_id_or_title(told: dict[str, Any]) -> None:
    document = json.loads(next(out for q, (_, out) in told["answers"].items() if q.startswith("due") and "json" in q))
    ends = {d["id"]: d["last_day"] for d in document["deadlines"] if d["id"].startswith("watched:")}
    assert ends == {"watched:事项0": "2026-06-01", "watched:事项1": "2026-06-01"}
    assert "虚构的催告期" in said(told, "due")


def test_a_fee_of_one_file_is_offered_computed_and_shown(told: dict[str, Any]) -> None:
    assert "invented" in said(told, "calc fee --help")
    assert "200+15,000×1%" in said(told, "calc fee 25000")
    document = json.loads(next(out for q, (_, out) in told["answers"].items() if q.startswith("calc") and "json" in q))
    assert (document["amount"], document["prepaid_by"]) == ("350.00", "applicant")
    assert "低于最低收费，收50.00元" in said(told, "calc fee 1000")
    assert "虚构申请费的最低数额" in said(told, "law show money.invented_minimum")


def test_the_shipped_pages_do_not_change_by_what_is_added(told: dict[str, Any]) -> None:
    before = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "rules").iterdir()}
    added = {"right.invented.md", "right.invented_branch.md"}
    assert set(told["pages"]) - set(before) == added
    assert [n for n, page in told["pages"].items() if n in before and page != before[n]] == [
        "README.md",
        "parameters.md",
    ]
