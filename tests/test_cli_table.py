"""Tables: what is laid out here looks like what rich lays out, and what cannot be is left to it."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.cli.table import folded, table_lines

CELLS = st.text(
    st.one_of(
        st.sampled_from("abc 123,.-–—…%（）、。●■▲√×○第条款元案"),
        st.characters(min_codepoint=0x20, max_codepoint=0x2FFFF, blacklist_categories=("Cs", "Cc", "Zl", "Zp")),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(st.data())
def test_a_table_looks_as_rich_would_have_it(data: st.DataObject) -> None:
    columns = data.draw(st.integers(1, 5))
    row = st.lists(CELLS, min_size=columns, max_size=columns)
    heads, rows = data.draw(row), data.draw(st.lists(row, max_size=4))
    right = data.draw(st.sets(st.integers(0, columns - 1)))
    tight = data.draw(st.booleans())
    ours = table_lines(heads, rows, right=tuple(right), tight=tight)
    assert ours == folded(heads, rows, right=tuple(right), tight=tight)


def test_numbers_stand_to_the_right_and_a_chinese_character_takes_two_columns() -> None:
    assert table_lines(("期限", "天"), [("上诉期", "15"), ("a", "180")], right=(1,)) == [
        "期限      天",
        "────────────",
        "上诉期    15",
        "a        180",
    ]


@pytest.mark.parametrize("columns", [20, 40, 79, 80, 81])
def test_on_a_screen_too_narrow_the_cells_are_folded(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = [("民事诉讼法第九十二条" * 3, "x" * 17)]
    lines = table_lines(("甲", "乙"), rows)
    assert lines == folded(("甲", "乙"), rows)
    assert (len(lines) == 3) is (columns >= 80)


def test_a_console_that_is_not_unicode_gets_the_frame_it_can_show() -> None:
    program = (
        "from lexcollect.cli.table import folded, table_lines; h = ('a', 'b'), [('1', '2')]; "
        "print(table_lines(*h) == folded(*h)); print('|' in ''.join(table_lines(*h)))"
    )
    out = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "gbk"},
    )
    assert out.stdout.split() == ["True", "True"]


def test_a_table_that_fits_loads_no_rich() -> None:
    program = (
        "import sys; from lexcollect.cli.table import table_lines; "
        "table_lines(('期限',), [('上诉期',)]); print('rich' in sys.modules)"
    )
    env = {"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"}
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env)
    assert out.stdout.strip() == "False"
