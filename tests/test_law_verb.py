"""``lexcollect law``: what a lawyer asks of the law book, what is stale, and examples of the office's own."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli_run import ENGLISH_SENTENCE
from lexcollect.cli.exits import Exit
from lexcollect.cli.main import main
from lexcollect.cli.rule_reference import INDEX, OTHERS, PAGES, rule_pages, write_pages
from lexcollect.law.book import shipped_book
from lexcollect.law.explained import PARTS
from lexcollect.law.index import rules
from lexcollect.law.state import missing_publications, shipped_sources, stale_on
from lexcollect.lawcheck.examples import verdict_on
from lexcollect.wording import set_language
from lexcollect.yamltree import read_yaml

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "data" / "law"
HAN = re.compile(r"[一-鿿]")

OWN = """
examples:
- id: own-01
  title: 货款三年
  rule: limitation.general
  facts: {due_date: 2023-05-31}
  expect: {nominal: 2026-05-31, last_day: 2026-06-01, act_by: 2026-05-29}
- id: own-02
  topic: court_fee.acceptance
  input: {claim: '10000.00', procedure: ordinary_first_instance}
  expected: {fee: '50.00'}
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    """Chinese, and without a table of rates that somebody keeps on this machine."""
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "config"))
    yield
    set_language("zh")


@pytest.fixture
def typed(capsys):
    """Type ``law WORDS`` and read exit code and screen."""

    def run(*words: str) -> tuple[int, str]:
        code = main(["law", *words])
        seen = capsys.readouterr()
        return code, seen.out + seen.err

    return run


@pytest.fixture
def answered(typed):
    """Type ``law WORDS --json`` and read exit code and document."""

    def run(*words: str):
        code, out = typed(*words, "--json")
        document = json.loads(out)
        assert document["exit"] == code
        return code, document

    return run


# --- how far it reaches ---


def test_without_a_word_the_three_dates_of_the_law_book_are_told(typed, answered):
    code, out = typed()
    assert code == Exit.FINE
    assert "2026-05-16" in out and "2026-09-20" in out and "2026-12-31" in out
    _, document = answered()
    assert document["known_through"] == {
        "texts": "2026-05-16",
        "lpr": "2026-09-20",
        "lpr_until": "2026-10-19",
        "holidays": "2026-12-31",
    }


# --- show ---


def test_a_rule_is_shown_with_what_it_says_and_its_dated_parameters(typed):
    """民法典 188: two years until 2017-09-30, three since."""
    code, out = typed("show", "limitation.general")
    assert code == Exit.FINE
    for part in ("内容", "适用", "起算", "中断、中止", "争议", "依据"):
        assert re.search(rf"^  {part} +\S", out, re.M)
    assert re.search(r"1987-01-01 起\s+2 年\s+民法通则第135条", out)
    assert re.search(r"2021-01-01 起\s+3 年\s+民法典第188条第1款", out)
    assert "2026-05-16" in out and "2027-05-31" in out
    assert not ENGLISH_SENTENCE.search(out)


def test_the_same_rule_in_english_and_as_plain_data(typed, answered):
    code, out = typed("show", "limitation.general", "--lang", "en")
    assert code == Exit.FINE and "Interrupted or suspended by" in out and "three years" in out
    _, document = answered("show", "limitation.general", "--lang", "en")
    rule = document["rule"]
    assert set(PARTS) < set(rule) and rule["warn"] == [90, 30, 7]
    first = rule["parameters"][0]["values"][0]
    assert (first["since"], first["value"], first["unit"]) == ("1987-01-01", "2", "year")


def test_fee_tables_are_shown_bracket_by_bracket(typed):
    """诉讼费用交纳办法 13(1)(1)."""
    code, out = typed("show", "money.court_fee_acceptance")
    assert code == Exit.FINE
    assert "超过 10,000 元的部分 2.5%" in out


def test_without_a_name_every_rule_is_listed_by_family(typed, answered):
    code, out = typed("show")
    assert code == Exit.FINE and "诉讼时效" in out and "limitation.general" in out
    _, document = answered("show")
    assert sorted(r["id"] for r in document["rules"]) == sorted(rules())
    assert {p["name"] for p in document["parameters"]} <= {p.name for p in shipped_book().parameters()}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("limitation.generel", "limitation.general"),
        ("受理费", "proc.fee.first"),
        ("double interest", "enforce.delay_interest"),
        ("LPR", ""),
        ("", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_ones(answered, name: str, meant: str):
    code, document = answered("show", name)
    assert code == Exit.LAW_UNKNOWN
    assert [f["code"] for f in document["findings"]] == ["LX-L501"]
    assert not meant or meant in document["nearest"]


@pytest.mark.parametrize("name", list(rules()))
def test_every_rule_can_be_shown_in_both_languages(typed, name: str):
    for lang in ("zh", "en"):
        code, out = typed("show", name, "--lang", lang)
        assert code == Exit.FINE and name in out


# --- at ---


def test_a_day_before_the_lpr_has_the_benchmark_and_says_that_the_lpr_is_unknown(answered, typed):
    """买卖合同解释 18(4): the benchmark until 2019-08-19."""
    code, document = answered("at", "2018-05-01")
    assert code == Exit.FINE
    rates = {r["name"]: r for r in document["rates"]}
    assert rates["le_1y"]["rate"] == "4.35" and rates["le_1y"]["published"] == "2015-10-24"
    assert rates["lpr_1y"]["rate"] is None and "2019-08-20" in rates["lpr_1y"]["unknown"]
    assert "2019-08-20" in rates["lpr_1y"]["unknown_text"]["params"].values()
    assert document["calendar"] == {"kind": "rest", "published": True, "unknown": None, "unknown_text": None}
    assert "4.35%" in typed("at", "2018年5月1日")[1]


def test_the_parameters_are_those_of_the_day(answered):
    """仲裁法: six months until 2026-02-28, three since."""
    value = {
        day: next(p for p in answered("at", day)[1]["parameters"] if p["name"] == "arb.set_aside")["value"]
        for day in ("2026-02-28", "2026-03-01")
    }
    assert value == {"2026-02-28": "6", "2026-03-01": "3"}


def test_what_the_book_does_not_know_of_a_day_is_said_as_unknown(answered, typed):
    _, document = answered("at", "1990-01-01")
    unknown = [p for p in document["parameters"] if p["value"] is None]
    assert unknown and all(p["unknown"] for p in unknown)
    assert all(p["unknown_text"]["key"] and p["unknown_text"]["params"] for p in unknown), "a program reads these"
    assert document["calendar"]["kind"] == "unknown" and document["calendar"]["unknown"]
    _, out = typed("at", "1990-01-01")
    assert "right.contract_termination" in out and "2021-01-01" in out


def test_a_day_after_the_last_verification_warns_and_a_year_without_a_notice_is_provisional(answered, typed):
    document = answered("at", "2027-10-01")[1]
    assert document["after_last_verification"] is True
    assert document["calendar"] == {"kind": "rest", "published": False, "unknown": None, "unknown_text": None}
    assert next(r for r in document["rates"] if r["name"] == "lpr_1y")["rate"] is None
    _, out = typed("at", "2027-10-01")
    assert "暂定" in out and "库中不知道" in out


def test_without_a_date_the_as_of_day_is_meant_and_a_wrong_date_is_a_usage_error(answered, typed):
    assert answered("at", "--as-of", "2020-03-05")[1]["day"] == "2020-03-05"
    code, out = typed("at", "31.12.2020")
    assert code == Exit.USAGE and "31.12.2020" in out


def test_the_screen_of_a_day_speaks_english_too(typed):
    _, out = typed("at", "2024-05-06", "--lang", "en")
    assert "is a working day" in out and "LPR one year: 3.45% (since 2024-04-22)" in out


# --- stale ---


def test_nothing_is_stale_while_every_publication_is_on_file(typed):
    code, out = typed("stale", "--as-of", "2026-10-19")
    assert code == Exit.FINE and "√" in out
    assert "LX-L505" in out, "the notice for the next year is said to be missing"


def test_a_missing_publication_of_the_lpr_is_named(answered):
    """LPR: published on the 20th or the next working day."""
    code, document = answered("stale", "--as-of", "2026-11-21")
    assert code == Exit.LAW_UNKNOWN
    assert document["stale"] == {"parameters": [], "lpr": ["2026-10-20", "2026-11-20"], "holidays": []}
    (error,) = [f for f in document["findings"] if f["level"] == "error"]
    assert error["code"] == "LX-L503" and "2026-10-20" in error["message"]


def test_a_newer_table_of_the_user_ends_the_staleness(answered, tmp_path):
    table = write(tmp_path, "date,1y,5y,source\n2026-10-20,3.00,3.50,x\n2026-11-20,3.00,3.50,x\n", "newer.csv")
    assert answered("update", "--rates", table)[0] == Exit.FINE
    code, document = answered("stale", "--as-of", "2026-11-21")
    assert code == Exit.FINE and document["stale"]["lpr"] == []
    assert document["known_through"]["lpr"] == "2026-11-20"


def test_a_missing_holiday_notice_and_parameters_past_their_review_are_named(answered, typed):
    code, document = answered("stale", "--as-of", "2027-06-01")
    assert code == Exit.LAW_UNKNOWN
    assert document["stale"]["holidays"] == [2027]
    assert "limitation.general" in document["stale"]["parameters"]
    codes = {f["code"] for f in document["findings"]}
    assert {"LX-L502", "LX-L503", "LX-L504"} <= codes
    assert "普通诉讼时效期间" in typed("stale", "--as-of", "2027-06-01")[1]


def test_texts_are_unchecked_from_the_day_after_their_verification_on(answered):
    """Rates and holidays may be complete: a law of July 2026 is unknown all the same."""
    told = {day: answered("stale", "--as-of", day)[1] for day in ("2026-05-16", "2026-05-17", "2026-10-19")}
    found = {day: [f["code"] for f in one["findings"]].count("LX-L627") for day, one in told.items()}
    assert found == {"2026-05-16": 0, "2026-05-17": 1, "2026-10-19": 1}
    assert [one["texts"]["unchecked_days"] for one in told.values()] == [0, 1, 156]
    assert all(one["texts"]["verified_through"] == "2026-05-16" for one in told.values())
    assert told["2026-10-19"]["exit"] == Exit.FINE and told["2026-10-19"]["stale"]["lpr"] == []


def test_remedies_name_commands_that_can_be_typed(answered):
    """A missing publication and a missing notice are mended by what a user has: a row, a small table."""
    findings = answered("stale", "--as-of", "2027-02-01")[1]["findings"]
    remedy = {f["code"]: f["remedy"] for f in findings}
    assert "law update --add" in remedy["LX-L503"] and "law update --holidays" in remedy["LX-L504"]


def test_far_years_are_told_in_one_line(typed):
    code, out = typed("stale", "--as-of", "2099-01-01")
    assert code == Exit.LAW_UNKNOWN and "2027 至 2099" in out
    assert len(missing_publications(date(2099, 1, 1), shipped_sources())) <= 240


def test_law_known_by_report_only_is_a_note_from_its_first_day_on(answered):
    codes = {
        day: [f["code"] for f in answered("stale", "--as-of", day)[1]["findings"]]
        for day in ("2026-06-29", "2026-06-30")
    }
    assert "LX-L506" not in codes["2026-06-29"] and "LX-L506" in codes["2026-06-30"]


def test_stale_is_false_only_when_nothing_is() -> None:
    assert not stale_on(date(2026, 10, 19), shipped_sources())
    assert stale_on(date(2027, 1, 1), shipped_sources()).years == (2027,)


# --- check ---


def test_all_worked_examples_of_the_rulebooks_pass(answered):
    code, document = answered("check", str(EXAMPLES / "deadlines-examples.yaml"), str(EXAMPLES / "money-examples.yaml"))
    assert code == Exit.FINE
    assert document["summary"] == {"count": 344, "passed": 344, "failed": 0}


def write(tmp_path: Path, written: str | bytes, name: str = "own.yaml") -> str:
    path = tmp_path / name
    path.write_bytes(written if isinstance(written, bytes) else written.encode("utf-8"))
    return str(path)


def test_an_office_keeps_both_kinds_of_examples_in_one_file(typed, tmp_path):
    code, out = typed("check", write(tmp_path, OWN))
    assert code == Exit.FINE
    assert "√ own-01　货款三年" in out and "共 2 个示例：2 个一致，0 个不同" in out


def test_a_difference_names_line_key_and_both_values(typed, answered, tmp_path):
    file = write(tmp_path, OWN.replace("2026-06-01", "2026-05-31").replace("'50.00'", "'51.00'"))
    code, out = typed("check", file)
    assert code == Exit.FINDINGS
    assert "× own-01　货款三年（第 3 行）" in out
    assert "last_day：应为2026-05-31，得到2026-06-01" in out
    assert "LX-L507" in out
    _, document = answered("check", file)
    assert document["files"][0]["examples"][1]["differences"] == [{"key": "fee", "expected": "51.00", "found": "50.00"}]


def test_an_id_is_unique_over_all_files(answered, tmp_path):
    code, document = answered("check", write(tmp_path, OWN), write(tmp_path, OWN, "second.yaml"))
    assert code == Exit.FINDINGS
    assert [f["code"] for f in document["findings"]] == ["LX-L007", "LX-L007"]
    assert all(f["where"]["file"].endswith("second.yaml") for f in document["findings"])


@pytest.mark.parametrize(
    ("written", "code", "exit"),
    [
        ("examples: []\n", "LX-L508", Exit.FINDINGS),
        ("cases: []\n", "LX-L006", Exit.FINDINGS),
        ("examples: seven\n", "LX-L006", Exit.FINDINGS),
        ("- a\n- b\n", "LX-L006", Exit.FINDINGS),
        ("", "LX-L006", Exit.FINDINGS),
        ("a: &a [1]\nexamples: [*a, *a]\n", "LX-A009", Exit.FINDINGS),
        ("examples: " + "[" * 40 + "]" * 40, "LX-A008", Exit.FINDINGS),
        ("examples: [{id: !!python/object:os.system x}]\n", "LX-A012", Exit.FINDINGS),
        ("examples:\n  - {id: a, id: b}\n", "LX-A011", Exit.FINDINGS),
        ("examples：\n  - id: a\n", "LX-A006", Exit.FINDINGS),
        (b"\xff\xfe\x00\x01", "LX-A003", Exit.UNREADABLE),
        (b"x" * 4_000_001, "LX-A005", Exit.UNREADABLE),
    ],
)
def test_a_bad_file_is_a_finding(answered, tmp_path, written: str | bytes, code: str, exit: Exit):
    found, document = answered("check", write(tmp_path, written))
    assert found == exit, document
    assert code in {f["code"] for f in document["findings"]}


def test_a_missing_file_does_not_keep_the_others_from_being_checked(answered, tmp_path):
    code, document = answered("check", str(tmp_path / "gone.yaml"), write(tmp_path, OWN))
    assert code == Exit.UNREADABLE
    assert document["summary"]["passed"] == 2


@pytest.mark.parametrize(
    "entry",
    [
        "seven",
        "[1, 2]",
        "{}",
        "{id: x, rule: [a], facts: {}, expect: {nominal: 1}}",
        "{id: x, rule: limitation.general, facts: {contract_type: cut, delivered_on: 2024-01-01}, expect: {status: a}}",
        (
            "{id: x, rule: sme.payment_due, facts: {buyer: large_enterprise, delivered_on: 9999-12-31}, "
            "expect: {nominal: a}}"
        ),
        "{id: x, topic: court_fee.acceptance, input: {claim: 1e400}, expected: {fee: '1'}}",
        "{id: x, topic: court_fee.acceptance, input: {claim: NaN}, expected: {fee: '1'}}",
        "{id: x, topic: {a: b}, input: {claim: '1'}, expected: {fee: '1'}}",
        "{id: x, topic: interest.sales.fixed_at_breach, input: [], expected: {total: '1'}}",
    ],
)
def test_an_entry_of_any_shape_is_an_example_that_fails(answered, tmp_path, entry: str):
    code, document = answered("check", write(tmp_path, f"examples:\n- {entry}\n"))
    assert code == Exit.FINDINGS
    (example,) = document["files"][0]["examples"]
    assert not example["passed"] and (example["problem"] or example["differences"])


ODD = st.recursive(
    st.none()
    | st.text(max_size=8)
    | st.sampled_from(
        ("true", "NaN", "Infinity", "1e400", "-1", "9999-12-31", "0001-01-01", "1990-01-01", "2024-02-29", "二〇二四")
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("n", "unit", "date", "type", "amount")), inner, max_size=3)
    ),
    max_leaves=6,
)
ROWS = [
    row for name in ("deadlines", "money") for row in read_yaml(EXAMPLES / f"{name}-examples.yaml")[0].data["examples"]
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ROWS), ODD, st.data())
def test_whatever_stands_in_place_of_a_fact_the_run_goes_on(row, odd, data):
    kind = "input" if "topic" in row else "facts"
    key = data.draw(st.sampled_from(sorted(row[kind])))
    verdict = verdict_on({**row, kind: {**row[kind], key: odd}})
    assert verdict.id == row["id"]
    for lang in ("zh", "en"):
        assert verdict.problem is None or verdict.problem.render(lang)


def test_a_file_of_examples_cannot_steer_the_screen(typed, tmp_path):
    sneaky = OWN.replace("货款三年", '"\\e[2J\\u202E货款"').replace("id: own-02", 'id: "b\\e]0;x\\a"')
    _, out = typed("check", write(tmp_path, sneaky))
    assert "货款" in out and not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", out)


@pytest.mark.parametrize(
    "words", [("check",), ("show", "a", "b", "c"), ("stale", "2026-11-21"), ("at", "2026-01-01", "b"), ("tell",)]
)
def test_a_wrong_command_line_is_told_as_such(typed, words: tuple[str, ...]):
    code, out = typed(*words)
    assert code == Exit.USAGE and HAN.search(out)


# --- the pages ---


def test_the_pages_of_rules_are_what_the_program_says_now():
    """Written anew by ``python -m lexcollect.cli.rule_reference``."""
    folder, pages = ROOT / PAGES, rule_pages()
    assert {path.name for path in folder.iterdir()} == set(pages)
    assert [name for name, page in pages.items() if (folder / name).read_text("utf-8") != page] == []


def test_there_is_a_page_for_every_rule_and_the_index_leads_to_it():
    pages = rule_pages()
    assert set(pages) == {INDEX, OTHERS, *(f"{id}.md" for id in rules())}
    assert all(f"({id}.md)" in pages[INDEX] for id in rules())


def test_a_page_of_a_rule_that_is_gone_is_removed(tmp_path):
    (tmp_path / "limitation.gone.md").write_text("old", "utf-8")
    write_pages(tmp_path)
    assert not (tmp_path / "limitation.gone.md").exists()
    assert (tmp_path / "limitation.general.md").is_file()
