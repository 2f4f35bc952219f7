"""The six example matters are complete: who tries the program on them sees papers that could be signed.

Each paper that the matter has a use for is drafted by itself and read as it lies in the folder: no blank is left, no
sign stands twice, no bracket is empty, no heading stands alone. Each other paper says that it does not fit, and why:
none lacks a fact. What stays empty is for a pen: signatures, the boxes of consent, the books of the accountant.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from drawn import _example
from golden import text_of
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from lexcollect.documents.survey import Readiness, survey
from lexcollect.matter.example import names

EXAMPLES = ("enforcement", "invoices", "lease", "loan", "steel", "works")
#: A blank; a sign twice or two that do not go together; a bracket or a title with nothing in it.
OPEN = re.compile(
    r"【|(?P<sign>[，。；：、])(?P=sign)|[，；：、]。|，[；：、]|；[，：、]|[，；、]）|（[，；、]"
    r"|（\s*）|\(\s*\)|《\s*》|〔\s*〕|\[\s*\]|“\s*”"
)
#: Headings by their rank: the leads of a pleading, 一、, （一）.
HEADS = (
    re.compile(r"(?:请求事项|诉讼请求|事实与理由|事实和理由|证据|附|此致)：?"),
    re.compile(r"[一二三四五六七八九十]+、[^，。；：]{1,24}"),
    re.compile(r"（[一二三四五六七八九十]+）[^，。；：]{1,24}"),
)
#: An agreement that nobody has negotiated is no gap of the matter.
NOT_NEGOTIATED = "LX-P004"


@cache
def given(name: str) -> Material:
    return _example(name)


@pytest.fixture(scope="module", params=EXAMPLES)
def drafted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of every paper of an example that is written, by its title."""
    return _drafted(given(request.param), tmp_path_factory.mktemp("papers"))


def _drafted(material: Material, root: Path) -> dict[str, str]:
    found = {}
    for paper in PAPERS:
        made = draft([paper], material, root / paper, sources={"案件.yaml": "0" * 64})
        found |= {one.title: text_of(one.path.read_bytes()) for one in made.papers if one.path}
    return found


def alone(text: str) -> list[str]:
    """Return the headings after which nothing stands."""
    lines = text.split("〔footer〕")[0].split("〔header〕")[0].splitlines()
    ranked = [(_rank(line), line) for line in lines]
    after = [*[rank for rank, _ in ranked[1:]], 0]
    return [
        line for (rank, line), below in zip(ranked, after, strict=True) if rank is not None and _closes(rank, below)
    ]


def _rank(line: str) -> int | None:
    return next((rank for rank, head in enumerate(HEADS) if head.fullmatch(line)), None)


def _closes(rank: int, below: int | None) -> bool:
    """Tell whether what stands below a heading begins anew: a heading of its own rank or above."""
    return below is not None and below <= rank


def test_these_are_all_the_examples() -> None:
    assert sorted(names()) == sorted(EXAMPLES)


def test_no_paper_of_an_example_shows_a_hole(drafted: dict[str, str]) -> None:
    assert len(drafted) >= 9
    broken = {title: [line for line in text.splitlines() if OPEN.search(line)] for title, text in drafted.items()}
    assert not {title: lines for title, lines in broken.items() if lines}


def test_no_heading_of_an_example_stands_alone(drafted: dict[str, str]) -> None:
    assert not {title: heads for title, text in drafted.items() if (heads := alone(text))}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_paper_that_an_example_has_no_use_for_says_so(name: str, tmp_path: Path) -> None:
    """The offer of ``draft``: nothing is blank, and what is refused is refused for what the matter is."""
    offered = survey(given(name), tmp_path, sources={"案件.yaml": "0" * 64})
    assert not {one.title: one.blanks for one in offered if one.blanks}
    lacking = {one.title: {f.code for f in one.refusals} for one in offered if one.readiness is Readiness.LACKS}
    assert not {title: codes for title, codes in lacking.items() if codes - {NOT_NEGOTIATED}}


def test_the_signs_are_found_where_they_stand() -> None:
    for hole in ("地址：【待补：地址】", "货款，，利息", "证明。。", "附后（）。", "《》", "本金、。", "（，住所地）"):
        assert OPEN.search(hole), hole
    assert not OPEN.search("按照《买卖合同》第5.1条（证据2-1，第1–4页），被告支付违约金：每日万分之五。")
    assert alone("一、债权\n二、账龄\n（一）甲\n（二）乙\n无。\n附：\n") == ["一、债权", "（一）甲", "附："]
    assert not alone("一、债权\n（一）甲\n│ 编号 │\n二、账龄\n没有。\n〔footer〕第1页\n")
