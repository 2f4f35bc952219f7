"""Odd PDFs: none costs a crash or another exhibit; each is in, or has a sheet with its reason.

A slice of what ``python tests/campaign/odd_pdfs.py`` does with every one in a process of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import odd_pdf_kit
from bundle_kit import bundle_of, codes, item, material, packed, page_text
from lexcollect.formats.form_nests import MOST_DRAWINGS, EndlessDrawing, Nests

#: Large ones are left to the campaign; of the rest every fourth.
LARGE = {"bomb_of_200_MB", "bomb_in_two_steps", "three_thousand_pages", "fifty_thousand_objects", "hundred_sizes"}
NAMES = [name for name in odd_pdf_kit.corpus() if name.partition("/")[2] not in LARGE]


def test_there_are_more_than_a_hundred_and_fifty_kinds_and_each_is_the_same_again() -> None:
    made = odd_pdf_kit.corpus()
    assert len(made) >= 150
    assert len({make() for name, make in made.items() if name in NAMES}) > 0.97 * len(NAMES)
    for name in NAMES[::23]:
        assert made[name]() == made[name]()


@pytest.mark.parametrize("first", range(8))
def test_each_has_its_page_or_its_sheet_and_costs_no_other(tmp_path: Path, first: int) -> None:
    names = NAMES[first::32]
    made = odd_pdf_kit.corpus()
    items = [item(f"1-{n}", material(tmp_path, f"{n}.pdf", made[name]())) for n, name in enumerate(names, start=1)]
    last = item("2-1", material(tmp_path, "好.txt", "其余证据照常装订".encode()))
    built = packed(tmp_path, *items, last)
    assert built.ok and set(built.pages) == {one.id for one in (*items, last)}
    assert "其余证据照常装订" in page_text(bundle_of(built), built.total_pages)


def test_a_form_that_draws_itself_has_a_sheet_before_any_viewer_hangs(tmp_path: Path) -> None:
    data = odd_pdf_kit.corpus()["drawn/form_that_draws_itself"]()
    built = packed(tmp_path, item("1-1", material(tmp_path, "卡死.pdf", data)))
    assert codes(built) == ["LX-B287"] and "没有尽头" in page_text(bundle_of(built), 2).replace("\n", "")


def test_a_field_that_is_its_own_kid_is_read_once(tmp_path: Path) -> None:
    data = odd_pdf_kit.corpus()["around/field_tree_loop"]()
    assert packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", data))).total_pages == 2


def test_drawings_that_double_level_by_level_are_counted_and_refused() -> None:
    """Twenty levels of two are a million drawings; five are thirty-one and harmless."""
    import pikepdf

    def nested(deep: int) -> object:
        pdf = pikepdf.new()
        form = pdf.make_stream(b"0 0 9 9 re f", Subtype=pikepdf.Name.Form)
        for _ in range(deep):
            inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pdf.make_indirect(form)))
            form = pdf.make_stream(b"/X Do /X Do", Subtype=pikepdf.Name.Form, Resources=inner)
        made.append(pdf)
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pdf.make_indirect(form)))

    made: list[pikepdf.Pdf] = []
    Nests().check(nested(5))
    assert MOST_DRAWINGS < 2**20
    with pytest.raises(EndlessDrawing):
        Nests().check(nested(24))
