"""The official element forms on file: whole, pinned, and drawn as they are printed (法〔2025〕82号)."""

from __future__ import annotations

import re

import pytest

from lexcollect.documents.forms import EDITION, Cell, Filling, Misfit, Person, form_of, numbers
from lexcollect.documents.forms.drawing import draw
from lexcollect.documents.forms.form import Printed
from lexcollect.documents.forms.mapping import covered, mapped, problems
from lexcollect.documents.forms.reading import DATA
from lexcollect.documents.plaintext import paragraphs
from lexcollect.files import sha256_file
from lexcollect.yamltree import read_yaml

FORMS = numbers()


def bare(text: str) -> str:
    """Return the signs of a text without blanks: only the wording is compared."""
    return re.sub(r"\s+", "", text)


def printed(number: str) -> list[str]:
    """Return every line of a form as its file prints it, blanks empty, in the order of the page."""
    form = form_of(number)
    lines = [form.title, form.subtitle, form.notes.head, form.notes.lead, *form.notes.items]
    lines += [form.notes.star, *form.notes.warning, *(text for text, _ in form.head), form.parties_title]
    for block in form.parties:
        lines += [block.title, *block.cell.lines]
    for section in form.sections:
        lines += [section.title, section.hint, *section.guidance, section.free]
        for row in section.rows:
            lines += [f"{row.number}. {row.head.lines[0]}" if row.number else row.head.lines[0], *row.cell.lines]
    lines += form.signature
    if form.annex:
        lines += [form.annex.marker, form.annex.title, *form.annex.columns]
        for title, rows in form.annex.groups:
            lines += [title, *(cell for row in rows for cell in row)]
        lines += form.annex.signature
    return lines


def test_the_edition_is_pinned_file_by_file() -> None:
    """A form changed by a slip of the hand is another form: its digest shows it."""
    pinned, found = read_yaml(DATA / EDITION / "edition.yaml")
    assert pinned is not None and not found
    forms = pinned.data["forms"]  # type: ignore[index,call-overload]
    assert sorted(forms) == list(FORMS)
    assert forms == {number: sha256_file(DATA / EDITION / f"{number}.yaml") for number in FORMS}


def test_the_forms_a_creditor_needs_are_on_file() -> None:
    assert len(FORMS) == 22
    assert {"06", "08", "09", "10", "11", "12", "13", "14", "19", "28", "39", "60", "62", "63"} <= set(FORMS)
    with pytest.raises(KeyError):
        form_of("99")


@pytest.mark.parametrize("number", FORMS)
def test_an_empty_form_reads_as_the_official_page(number: str) -> None:
    """Every word of the form, in its order, and no other; empty boxes everywhere, years and days as the form prints."""
    said = bare("".join(paragraphs(draw(form_of(number), Filling()))))
    wanted = bare("".join(printed(number)))
    form = form_of(number)
    cells = [block.cell for block in form.parties] + [row.cell for row in form.rows.values()]
    for cell in cells:
        for day in cell.days:
            wanted = wanted.replace("{" + day + "}", "年月日")
    wanted = bare(re.sub(r"\{\w+\}", "", wanted.replace("{date}", "年月日")))
    assert re.sub("年月日", "", said) == re.sub("年月日", "", wanted)
    assert "√□" not in said


@pytest.mark.parametrize("number", FORMS)
def test_the_same_form_gives_the_same_bytes(number: str) -> None:
    assert draw(form_of(number), Filling()) == draw(form_of(number), Filling())


@pytest.mark.parametrize("number", FORMS)
def test_every_box_has_a_name_of_its_own(number: str) -> None:
    """Ticking by a part of a word would tick 了解 with 不了解: names are whole, and once in a cell."""
    form = form_of(number)
    for cell in (*(b.cell for b in form.parties), *(r.cell for r in form.rows.values())):
        boxes = sum(line.count("□") for line in cell.lines)
        assert len(cell.boxes) == boxes, cell.lines
        assert all(name and not name.startswith(".") for name in cell.boxes)


def test_a_box_is_called_by_the_words_before_it() -> None:
    """不了解□ is no 了解□; what repeats is counted; form 18 prints the box first."""
    cell = Printed(
        ("了解□ 不了解□", "了解□ 不了解□", "冻结监管账户（专用账户）□ 票据□（写明票据类型）", "□医疗费{sum}元")
    )
    assert cell.boxes == {"了解", "不了解", "了解.2", "不了解.2", "冻结监管账户（专用账户）", "票据", "医疗费"}


def test_only_the_box_that_is_named_is_ticked() -> None:
    filling = Filling(rows={"S1": Cell(ticks=["不了解"])})
    said = "".join(paragraphs(draw(form_of("06"), filling)))
    assert "不了解√" in said
    assert said.count("√") == 2  # and the one in note 3: 打“√”


@pytest.mark.parametrize(
    "filling",
    [
        Filling(rows={"C99": Cell(said=["不在文本里"])}),
        Filling(rows={"C1": Cell(blanks={"prize": "1.00"})}),
        Filling(rows={"C7": Cell(ticks=["是", "是"])}),
        Filling(rows={"C7": Cell(ticks=["不是"])}),
        Filling(free={"J": ["没有自述一栏"]}),
        Filling(parties=[Person("原告（外国人）", "", Cell())]),
    ],
)
def test_nothing_is_written_past_a_form(filling: Filling) -> None:
    with pytest.raises(Misfit):
        draw(form_of("06"), filling)


def test_parties_of_one_kind_repeat_their_block_and_nothing_else_repeats() -> None:
    """Note 4: blocks may be copied for several parties; every other row stands once, in its order."""
    two = Filling(parties=[Person("被告（自然人）", f"被告{n}", Cell({"name": n})) for n in "一二"])
    once, twice = (paragraphs(draw(form_of("06"), f)) for f in (Filling(), two))
    assert len(twice) - len(once) == len(form_of("06").block("debtor", "natural").cell.lines) + 2  # type: ignore[union-attr]
    assert [line for line in twice if line in ("被告一", "被告二")] == ["被告一", "被告二"]


@pytest.mark.parametrize("number", covered())
def test_a_mapping_accounts_for_every_row(number: str) -> None:
    """A row that nobody thought of would stay blank in silence."""
    assert [*problems(form_of(number), mapped(number))] == []
