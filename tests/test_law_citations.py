"""Every article the program cites exists, on the day for which it is cited."""

import ast
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import lexcollect
from lexcollect.law import citations
from lexcollect.law.book import shipped_book
from lexcollect.law.citations import ANSWERS, Known, check, procedure_number, statutes_first
from lexcollect.law.parameters import Parameter
from lexcollect.law.rules.event_kinds import catalogue
from lexcollect.law.trace import Citation

PACKAGE = Path(lexcollect.__file__).parent


def written_in_code() -> list[tuple[str, Citation]]:
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Citation":
                parts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if parts and len(parts) == len(node.args):
                    found.append((path.name, Citation(*parts)))
    return found


def test_every_citation_in_the_code_exists() -> None:
    found = written_in_code()
    assert len(found) > 80
    assert [(place, str(c)) for place, c in found if check(c) is not Known.YES] == []


def test_every_citation_in_the_catalogue_of_events_exists() -> None:
    assert [(k.code, str(c)) for k in catalogue().values() for c in k.cites if check(c) is not Known.YES] == []


def overlaps(parameter: Parameter, index: int, citation: Citation) -> bool:
    """A value may rest on an edition that was in force at some time while the value was."""
    first = parameter.values[index].since
    after = parameter.values[index + 1].since if index + 1 < len(parameter.values) else date(2036, 1, 1)
    if citation.law == ANSWERS:
        return True
    law = citation.law.partition("(")[0]
    return any(
        e.in_force <= after and (e.until or date.max) >= first  # a period that began before may end under it
        for e in citations.editions()
        if law in (e.name, e.alias) or citation.law == e.short
    )


def test_every_citation_in_the_book_exists_while_its_value_holds() -> None:
    wrong = []
    for parameter in shipped_book().parameters():
        for index, value in enumerate(parameter.values):
            wrong += [
                (parameter.name, str(c))
                for c in value.cite
                if check(c) is not Known.YES or not overlaps(parameter, index, c)
            ]
    assert wrong == []


@pytest.mark.parametrize(
    ("law", "article", "known"),
    [
        ("民法典", "188(1)", Known.YES),
        ("民法典", "1261", Known.NO_ARTICLE),
        ("民法总典", "1", Known.NO_LAW),
        ("担保解释", "44(1)", Known.YES),  # a usual abbreviation
        ("民事诉讼法(2017)", "239(2)", Known.YES),
        ("民事诉讼法(2017)", "100", Known.NOT_ON_FILE),  # only an extract of that edition is on file
        ("民事诉讼法(2021)", "300", Known.NO_ARTICLE),
        ("民事诉讼法", "300", Known.YES),
        ("刑法", "293-1", Known.YES),
        ("欠款条批复", "", Known.YES),
        (ANSWERS, "20.1", Known.YES),
        (ANSWERS, "18.1", Known.NO_ARTICLE),
        ("保障中小企业款项支付条例(2020旧版)", "8(1)", Known.YES),  # the long name of the edition
    ],
)
def test_what_the_index_knows(law: str, article: str, known: Known) -> None:
    assert check(Citation(law, article)) is known


def test_an_article_is_checked_in_the_edition_of_the_day() -> None:
    award = Citation("仲裁法", "96")
    assert check(award, date(2026, 2, 28)) is Known.NO_ARTICLE  # the old law had eighty articles
    assert check(award, date(2026, 3, 1)) is Known.YES
    assert check(Citation("民法典", "188"), date(2020, 12, 31)) is Known.NOT_THEN


def test_editions_of_a_law_neither_overlap_nor_leave_a_gap_of_a_day() -> None:
    by_name: dict[str, list[citations.Edition]] = {}
    for edition in citations.editions():
        by_name.setdefault(edition.name, []).append(edition)
    for name, editions in by_name.items():
        for older, newer in pairwise(editions):
            assert older.until is not None and older.until < newer.in_force, name
            if name not in ("建设工程解释二",):  # another text under the same name, years later
                assert older.until + timedelta(days=1) == newer.in_force, name


@pytest.mark.parametrize(
    ("article", "written", "wanted", "now"),
    [
        ("239(2)", "2017", "2023", "250(2)"),
        ("225", "2017", "2023", "236"),
        ("100", "2017", "2021", "103"),
        ("193", "2021", "2023", "193"),
        ("246", "2021", "2023", "250"),
        ("274(8)", "2021", "2023", "283(8)"),
        ("291", "2021", "2023", "306"),
        ("250", "2023", "2017", "239"),
        ("85", "2023", "2023", "85"),
    ],
)
def test_old_numbers_of_the_procedure_law(article: str, written: str, wanted: str, now: str) -> None:
    assert procedure_number(article, written, wanted) == now


def test_a_number_the_concordance_lacks_is_not_guessed() -> None:
    assert procedure_number("17", "2017") is None
    assert procedure_number("400", "2021") is None


def test_names_and_titles() -> None:
    assert citations.canonical("时效规定") == "诉讼时效规定"
    assert citations.full_title("民法典") == "中华人民共和国民法典"
    assert any(e.name == "仲裁法" and e.edition == "2017" for e in citations.in_force_on(date(2026, 2, 28)))
    with pytest.raises(KeyError):
        citations.canonical("不存在的法")


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (Citation("民法典", "188(1)"), "民法典第188条第1款"),
        (Citation("诉讼时效规定", "8(1)(2)"), "诉讼时效规定第8条第1款第2项"),
        (Citation("刑法", "293-1"), "刑法第293条之一"),
        (Citation("欠款条批复"), "欠款条批复"),
        (Citation(ANSWERS, "20.1"), "法答网精选答问第20批第1问"),
    ],
)
def test_how_a_citation_is_written(citation: Citation, words: str) -> None:
    assert str(citation) == words


def test_statutes_stand_before_regulations_and_these_before_interpretations() -> None:
    given = ["民法典时间效力规定", "保障中小企业款项支付条例", "民诉法解释", "民法典", "票据法", "民法典"]
    assert statutes_first(given) == ["民法典", "票据法", "保障中小企业款项支付条例", "民法典时间效力规定", "民诉法解释"]
