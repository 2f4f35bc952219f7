"""The words of every paper are the words that were read and kept: a change of one is seen where it was not meant."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from drawn import OWN, everything, papers
from golden import golden, stored, text_of
from lexcollect.documents.register import PAPERS
from lexcollect.matter.example import names

#: So many lines of a difference are shown.
_SHOWN = 40
REDRAW = "python tests/golden.py draws them anew; read git diff tests/data/golden before it is committed"


def test_every_paper_says_what_it_said() -> None:
    now, kept = golden(), stored()
    lines: list[str] = []
    for name in sorted({*now, *kept}):
        was, is_ = kept.get(name, "").splitlines(), now.get(name, "").splitlines()
        lines += unified_diff(was, is_, f"kept/{name}", f"now/{name}", n=0, lineterm="")
    more = f"… {len(lines) - _SHOWN} lines more" if len(lines) > _SHOWN else ""
    assert not lines, "\n".join([*lines[:_SHOWN], more, REDRAW])


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_of_the_register_is_kept_for_at_least_one_matter(paper: str) -> None:
    found = [one.name for one in everything() if one.data and one.paper == paper]
    assert found, f"{paper}: no matter of tests/drawn.py has a use for it; name one in OWN"
    assert {f"{name}.txt" for name in found} <= set(stored()), REDRAW


def test_every_paper_is_asked_for_on_every_example() -> None:
    asked = {(one.matter, one.paper) for one in everything()}
    assert {(name, paper) for name in names() for paper in PAPERS} <= asked


def test_a_matter_that_a_paper_is_written_for_has_it() -> None:
    wanted = {one.paper for one in everything() if one.matter == "各文书的案件" and one.data}
    assert wanted == set(OWN)


def test_the_kept_words_hold_every_word_of_the_body() -> None:
    """Nothing is lost on the way: the letter of the steel matter begins and ends as its pages do."""
    (letter,) = (one for one in papers() if one.name == "steel/律师函")
    lines = text_of(letter.data).splitlines()
    assert lines[0] == "天津样例律师事务所" and lines[-1] == "〔footer〕— 1 —"
    assert "│ 合计 │ 1,301,600.00 │  │ 851,600.00 │ 507,593.80 │" in lines
