"""The forms of the page in both languages, and what their fields mean.

Facts: 沈河案, its forms in Chinese and in English. Question: has every table and every field a name that its reader
understands, and is each explained where it is easily taken for something else? Answer: from the source of the page of
all keys (``docs/case-file.md``).
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from lexcollect.casefile.english import ENGLISH, english_of, meaning_of
from lexcollect.casefile.facts import Fact, fields_of
from lexcollect.casefile.models import Case
from lexcollect.review.exhibits import COLLECTED, INSIDE, OUTSIDE
from lexcollect.review.keys import key_of
from lexcollect.sheets.case_grids import grids
from lexcollect.sheets.columns import BY_KEY
from lexcollect.wording import say, speaking
from lexcollect.wording.sheets import sentences
from review_kit import Page, desk_of, steel

HAN = re.compile("[\u3400-\u9fff\uff00-\uffef]")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def groups() -> dict[str, type[Fact]]:
    """Every group of the case file by the name of its class."""
    found: dict[str, type[Fact]] = {}

    def walk(model: type[Fact]) -> None:
        if model.__name__ not in found:
            found[model.__name__] = model
            for field in fields_of(model):
                if field.model is not None:
                    walk(field.model)

    walk(Case)
    return found


def test_every_table_and_every_column_has_an_english_name() -> None:
    names = [grid.english for grid in grids()]
    assert len(set(names)) == len(names) == len(grids())
    for grid in grids():
        heads = [column.english for column in grid.columns]
        assert len(set(heads)) == len(heads), grid.english
        for name in (grid.english, *heads):
            assert name and not HAN.search(name) and "_" not in name, f"{grid.english}: {name}"


def test_no_english_name_is_for_a_key_that_is_not_there() -> None:
    known = {field.key for model in groups().values() for field in fields_of(model)}
    known |= {f"{name}.{field.key}" for name, model in groups().items() for field in fields_of(model)}
    assert set(ENGLISH) <= known and set(sentences("case_keys")) <= known
    assert english_of("Contract", "signed_on") == "signed on" and english_of("", "titles") == "enforceable titles"


def test_columns_of_an_exhibit_have_english_names() -> None:
    for name in ("submit", "reason", "group", "order", *OUTSIDE, *COLLECTED, *INSIDE):
        assert say(f"desk.column.{name}", "zh") == BY_KEY[name].head
        assert not HAN.search(say(f"desk.column.{name}", "en"))


def test_the_page_of_all_keys_and_the_form_explain_the_same(matter: Path) -> None:
    said = meaning_of("Payment", "designated_for")
    assert said is not None
    book = (Path(__file__).parents[1] / "docs" / "case-file.md").read_text("utf-8")
    assert f"{said.zh}。<br>{said.en}." in book
    page = Page(desk_of(matter)).enter()
    body = unescape(page.get(f"/case/{key_of('付款')}").body)
    assert said.zh in body and "在案件文件里叫 designated_for" in body
    field = re.search(r'<select id="(\w+)"[^>]*aria-describedby="([^"]+)"', body)
    assert field and f'id="{field[2].split()[-1]}"' in body, "a screen reader finds the explanation"


def test_an_english_form_is_english(matter: Path) -> None:
    with speaking("en"):
        page = Page(desk_of(matter)).enter()
        tables = page.get("/case").body
        assert "demands and letters" in tables and "enforceable titles · awards" in tables
        main = tables[tables.index("<main") : tables.index("</main>")]
        assert not HAN.search(re.sub(r"<[^>]+>", "", main))
        body = page.get(f"/case/{key_of('付款')}").body
        heads = re.findall(r'<span(?: class="explained")? title="[^"]*">([^<]+)</span>', body)
        assert "meant for (receivable)" in heads and "amount" in heads and not any(map(HAN.search, heads))
        party = page.get(f"/case/{key_of('当事人')}").body
        assert re.search(r'<option value="债权人" selected>creditor</option>', party), (
            "English is seen, Chinese is sent"
        )
        assert "A party" in party and re.search(r'<option value="是">yes</option>', party)
        desk = page.review.desk
        row = next(one for one in desk.lines.rows if one.cells.get("submit") == "是")
        form = page.get(f"/file/{key_of(row.id)}").body
        assert "what it proves" in form and "证明对象" not in form
        assert '<option value="是" selected>yes</option>' in form


def test_an_order_of_appropriation_is_chosen_whole(matter: Path) -> None:
    page = Page(desk_of(matter)).enter()
    key, head = key_of("合同"), key_of("付款冲抵·顺序")
    body = unescape(page.get(f"/case/{key}").body)
    whole = "指定订单、先到期本金、违约金、费用"
    assert f'<option value="{whole}">' in body and 'type="checkbox" name="words" value="指定订单"' not in body
    other = "费用、利息、违约金、先到期本金"
    case = page.review.desk.parts.case
    assert case is not None
    page.post(f"/typed/{key}", ("row", f"contracts/{case.contracts[0].id}"), ("head", head), ("words", other))
    case = page.review.desk.parts.case
    assert case is not None and case.contracts[0].appropriation is not None
    assert "、".join(one.label for one in case.contracts[0].appropriation.order) == other
