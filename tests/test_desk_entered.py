"""What the page writes is what it reads: every example and every kind of debt, field by field and fact by fact.

Facts: the case files of the examples and of every kind of debt. Questions: does a field that is sent as it was leave
the file as it is, byte for byte? Does a file into which every fact was entered anew say the same? A share of what
``python tests/campaign entered`` does five hundred times.
"""

from __future__ import annotations

import random

import pytest

from entered_kit import Typist, cells_of, meaning, rebuilt, remarks, sources_of, taken, texts
from lexcollect.casefile.facts import plain
from lexcollect.casefile.loader import parse_case
from lexcollect.matter.desk.steps import Typed

TEXTS = texts()
EXAMPLES = [name for name in TEXTS if name.startswith("matter-")]
#: In these every fact has an id in the file, so that the same ids are there when it is entered anew.
NAMED = [name for name in EXAMPLES if name != "matter-lease"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_field_that_is_sent_as_it_was_leaves_every_byte(name: str) -> None:
    sources = sources_of(TEXTS[name])
    cells = list(cells_of(sources))
    assert len(cells) > 50
    for grid, row, column, words in random.Random(name).sample(cells, 12):
        assert taken(sources, Typed(grid.name, row.id, column.head, words)).case == sources.case, column.head


@pytest.mark.parametrize("name", TEXTS)
def test_every_fact_entered_anew_says_what_it_said(name: str) -> None:
    again = rebuilt(TEXTS[name])
    assert meaning(again) == meaning(sources_of(TEXTS[name]))
    if name in NAMED:
        first, second = parse_case(TEXTS[name]).case, parse_case(again.case).case
        assert first is not None and second is not None and plain(first) == plain(second)


@pytest.mark.parametrize("name", EXAMPLES)
def test_remarks_beside_and_above_a_changed_value_stay(name: str) -> None:
    text = TEXTS[name]
    lines = []
    for number, line in enumerate(text.splitlines()):
        plainly = ": " in line and not line.lstrip().startswith("#") and not any(sign in line for sign in '|>{"#')
        lines.append(f"{line}  # 批注{number}" if plainly and not line.endswith(",") else line)
    sources = sources_of("\n".join(lines) + "\n")
    before = [part for part in sources.case.decode("utf-8").split() if part.startswith("批注")]
    assert len(before) > 20
    typed = [cell for cell in cells_of(sources) if cell[2].path != ("id",)]
    typist = Typist(random.Random(name))
    for grid, row, column, _ in random.Random(name).sample(typed, 10):
        sources = taken(sources, Typed(grid.name, row.id, column.head, typist.words(column) or "改"))
    after = sources.case.decode("utf-8").split()
    assert [one for one in before if one not in after] == []
    assert remarks(sources.case) == remarks(text.encode("utf-8"))
