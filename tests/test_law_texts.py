"""The words of the cited articles: as they stood on a day, of the right edition, and never made up."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lexcollect.causes import causes
from lexcollect.cli.exits import Exit
from lexcollect.cli.main import main
from lexcollect.law.book import shipped_book
from lexcollect.law.citations import ANSWERS, article_number, editions
from lexcollect.law.index import rules
from lexcollect.law.rules.event_kinds import catalogue
from lexcollect.law.texts import ArticleText, Missing, NoText, named, paragraphs, shipped, text_of
from lexcollect.law.trace import Citation, parse_citation
from lexcollect.wording import set_language
from steel import FOLDER

ROOT = Path(__file__).resolve().parent.parent
TOOL = runpy.run_path(str(ROOT / "docs" / "articles.py"))
#: Cited, and not among the parts of the Civil Code whose text was at hand (人格权编, 婚姻家庭编).
MISSING = {("民法典", "1024"), ("民法典", "1032"), ("民法典", "1033"), ("民法典", "1034"), ("民法典", "1064")}
#: Cited whole, for its tables.
WHOLE = {("仲裁收费办法", "")}
AGAIN = "run: python docs/articles.py FOLDER-OF-STATUTES"


def words(written: str, day: str = "") -> str:
    citation = named(written)
    assert citation is not None, written
    found = text_of(citation, date.fromisoformat(day) if day else None)
    assert isinstance(found, ArticleText), (written, found)
    return found.paragraph


def why(written: str, day: str = "") -> NoText:
    citation = named(written)
    assert citation is not None, written
    found = text_of(citation, date.fromisoformat(day) if day else None)
    assert isinstance(found, Missing), (written, found)
    return found.why


# --- every cited article has its text ---


def test_every_article_the_program_cites_has_a_text_or_stands_on_the_list() -> None:
    wanted = {(edition, number) for edition, numbers in TOOL["wanted"]().items() for number in numbers}
    assert len(wanted) > 400
    without = {(e, n) for e, n in wanted if (e.edition, n) not in shipped(e.name)}
    assert {(e.name, n) for e, n in without} == MISSING, AGAIN


def test_no_article_is_shipped_that_nobody_cites() -> None:
    wanted = {(e.name, e.edition, n) for e, numbers in TOOL["wanted"]().items() for n in numbers}
    found = {(e.name, *one) for e in editions() for one in shipped(e.name)}
    assert found - wanted == set(), AGAIN


def cited_by_the_law_book() -> set[Citation]:
    out = {c for p in shipped_book().parameters() for v in p.values for c in v.cite}
    out |= {c for rule in rules().values() for c in rule.cites}
    return out | {c for kind in catalogue().values() for c in kind.cites}


def test_what_rules_parameters_and_events_cite_can_be_read() -> None:
    """Beside the tool: what the engine itself holds, edition by edition."""
    found = {c: text_of(c) for c in cited_by_the_law_book() if c.law != ANSWERS}
    assert len(found) > 150
    without = {(c.law, article_number(c)) for c, text in found.items() if isinstance(text, Missing)}
    assert without <= MISSING | WHOLE, AGAIN


def test_the_grounds_of_every_cause_can_be_read() -> None:
    seen = 0
    for path in (ROOT / "lexcollect" / "causes").rglob("*.yaml"):
        for citation in TOOL["_mentioned"](path.read_text("utf-8")):
            seen += 1
            found = text_of(Citation(citation.law, citation.article))
            assert isinstance(found, ArticleText) or (citation.law, citation.article) in MISSING, (path.name, citation)
    assert seen > 10 and causes()


# --- the words themselves, compared with the articles as a lawyer knows them ---


@pytest.mark.parametrize(
    ("written", "day", "said"),
    [
        ("民法典188(1)", "", "向人民法院请求保护民事权利的诉讼时效期间为三年。法律另有规定的，依照其规定。"),
        ("民法典 693(2)", "", "连带责任保证的债权人未在保证期间请求保证人承担保证责任的，保证人不再承担保证责任。"),
        ("诉讼费用交纳办法16", "", "适用简易程序审理的案件减半交纳案件受理费。"),
        ("民间借贷规定26(1)", "2019-06-01", "借贷双方约定的利率未超过年利率24%"),
        ("民间借贷规定25(1)", "2022-06-01", "一年期贷款市场报价利率四倍的除外"),
        ("民事诉讼法250", "2024-01-01", "申请执行的期间为二年"),
        ("民事诉讼法(2021)246", "", "申请执行的期间为二年"),
        ("民事诉讼法246", "2023-12-31", "申请执行的期间为二年"),  # the same article under its number of then
        ("民法通则135", "2016-01-01", "诉讼时效期间为二年"),
        ("欠款条批复", "", "应认定诉讼时效中断"),
        ("刑法274", "", "敲诈勒索公私财物"),
        ("外币逾期利息批复", "", "当事人没有约定利率计算标准或者约定不明时"),
        ("迟延履行利息批复(2009旧规则)", "", "按比例清偿"),
    ],
)
def test_the_words_of_an_article_are_those_of_its_day(written: str, day: str, said: str) -> None:
    assert said in words(written, day)


def test_items_stay_with_the_paragraph_that_opens_them() -> None:
    """民法典 195: one paragraph with four items."""
    (only,) = paragraphs(words("民法典195"))
    assert only.count("\n") == 4 and "（四）" in only


def test_no_text_runs_on_into_the_next_heading_or_article() -> None:
    for edition in editions():
        for number in [number for year, number in shipped(edition.name) if year == edition.edition]:
            for line in words(f"{edition.name}({edition.edition}){number}").splitlines():
                assert line.strip() == line and line and not line.startswith("#")
                assert not line.startswith(("第一章", "第二章", "第三章", "第一节", "第二节", "第三节"))


# --- how people write an article ---


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        ("民法典188", "民法典 188"),
        ("民法典 188", "民法典 188"),
        ("民法典第188条", "民法典 188"),
        ("《民法典》第一百八十八条第一款", "民法典 188(1)"),
        ("中华人民共和国民法典第一百八十八条", "中华人民共和国民法典 188"),
        ("民法典１８８（１）", "民法典 188(1)"),
        ("民法典第195条第1款第2项", "民法典 195(1)(2)"),
        ("民诉法解释第二百零六条", "民诉法解释 206"),
        ("民事诉讼法(2021)239", "民事诉讼法(2021) 239"),
        ("刑法第三百零七条之一", "刑法 307-1"),
        ("欠款条批复", "欠款条批复"),
        ("最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一）第四十一条",
         "最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一） 41"),
    ],
)  # fmt: skip
def test_an_article_is_understood_as_people_write_it(written: str, citation: str) -> None:
    assert named(written) == parse_citation(citation)


@pytest.mark.parametrize("written", ["", "民法", "limitation.general", "188", "民法典一八八", "民法典188x", "张三"])
def test_what_names_no_article_is_none(written: str) -> None:
    found = named(written)
    assert found is None or isinstance(text_of(found), Missing)


# --- what has no text says so ---


@pytest.mark.parametrize(
    ("written", "day", "reason"),
    [
        ("民法典1261", "", NoText.NO_ARTICLE),
        ("民法典1300(1)", "", NoText.NO_ARTICLE),
        ("民法典3", "", NoText.NOT_SHIPPED),
        ("民法典1024", "", NoText.NOT_SHIPPED),
        ("民法典188", "2020-12-31", NoText.NOT_THEN),
        ("民间借贷规定25", "2015-08-31", NoText.NOT_THEN),
        ("民法典(2019)188", "", NoText.NO_LAW),
        ("建设工程解释二(2026)5", "", NoText.REPORT),
        ("建设工程解释二", "2026-07-01", NoText.REPORT),
        ("民事诉讼法(2017)100", "", NoText.NOT_SHIPPED),  # only an extract of that edition is on file
    ],
)
def test_what_has_no_text_says_why_and_never_takes_another(written: str, day: str, reason: NoText) -> None:
    assert why(written, day) is reason


def test_a_law_in_force_before_its_version_on_file_is_told() -> None:
    """票据法: in force since 1996, on file as amended in 2004."""
    found = text_of(Citation("票据法", "17"))
    assert isinstance(found, ArticleText)
    assert found.older(date(2000, 1, 1)) and not found.older(date(2004, 8, 28))


# --- on the screen ---


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]):
    def run(*line: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main([*line])
        set_language("zh")
        return code, capsys.readouterr().out

    return run


def test_an_article_is_shown_with_source_edition_and_day_of_check(typed) -> None:
    code, out = typed("law", "show", "民法典188(2)")
    assert code == Exit.FINE
    assert "→ 2  诉讼时效期间自权利人知道" in out and "2021-01-01 起施行" in out
    assert "核对日 2026-05-16" in out and "国家法律法规数据库" in out
    assert typed("law", "show", "民法典", "188")[0] == Exit.FINE


def test_an_article_as_plain_data(typed) -> None:
    code, out = typed("law", "show", "民间借贷规定26", "--as-of", "2019-06-01", "--json")
    article = json.loads(out)["article"]
    assert code == Exit.FINE and len(article["paragraphs"]) == 2
    assert (article["edition"]["in_force"], article["edition"]["until"]) == ("2015-09-01", "2020-08-19")
    assert article["checked"] == "2026-05-16"


@pytest.mark.parametrize(
    ("article", "as_of", "code"),
    [
        ("民法典188", "2019-01-01", "LX-L631"),
        ("民法典1261", "2026-01-01", "LX-L632"),
        ("建设工程解释二", "2026-07-01", "LX-L633"),
        ("民法典3", "2026-01-01", "LX-L634"),
        ("民法典(2019)188", "2026-01-01", "LX-L630"),
        ("民法总典3", "2026-01-01", "LX-L501"),
    ],
)
def test_an_article_without_text_ends_with_unknown_law(typed, article: str, as_of: str, code: str) -> None:
    exit_code, out = typed("law", "show", article, "--as-of", as_of, "--json")
    found = json.loads(out)
    assert exit_code == Exit.LAW_UNKNOWN and [f["code"] for f in found["findings"]] == [code]
    assert "text" not in found.get("article", {})


def test_former_words_are_a_note(typed) -> None:
    code, out = typed("law", "show", "票据法17", "--as-of", "2000-01-01", "--json")
    assert code == Exit.FINE and [f["code"] for f in json.loads(out)["findings"]] == ["LX-L635"]


def test_a_rule_is_shown_with_the_words_it_stands_on(typed) -> None:
    _, out = typed("law", "show", "limitation.general")
    assert "诉讼时效期间为三年" in out and "诉讼时效期间为二年" in out
    _, data = typed("law", "show", "limitation.general", "--json")
    assert any("诉讼时效期间为三年" in one.get("cited", "") for one in json.loads(data)["rule"]["texts"])


def test_the_working_of_a_deadline_has_the_words_of_the_decisive_article(typed) -> None:
    """民法典 188(1) for the limitation of the price, not 203 on the counting of days."""
    _, out = typed("due", str(FOLDER), "--as-of", "2026-11-21", "--why", "1")
    assert "向人民法院请求保护民事权利的诉讼时效期间为三年" in out and "核对日 2026-05-16" in out
    _, data = typed("due", str(FOLDER), "--as-of", "2026-11-21", "--why", "1", "--json")
    assert [one["cite"] for one in json.loads(data)["why"]["texts"]] == ["民法典第188条第1款"]


def test_texts_are_not_read_by_due_without_why() -> None:
    program = (
        "import sys; from lexcollect.cli.main import main; code = main(sys.argv[1:]);"
        "sys.exit(code or ('lexcollect.law.texts' in sys.modules and 99))"
    )
    words = [sys.executable, "-c", program, "due", str(FOLDER), "--as-of", "2026-11-21"]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*words, "--why", "1"], capture_output=True, check=False).returncode == 99
