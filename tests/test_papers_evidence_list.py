"""证据清单: numbered by class, source, content, purpose, original, pages and copies (证据规定 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import bundle_kit
from lexcollect.bundle.index_page import _row
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.documents.register import PAPERS
from lexcollect.evidence.items import Paged
from lexcollect.evidence.refs import exhibit_refs
from lexcollect.formats.shapes import Part, Unit
from papers import codes, drafted, exhibits, fields, material

PAPER = "evidence_list"


def rows(**_: object) -> dict[str, dict[str, str]]:
    return {row["编号"]: row for group in fields(PAPER)["组别"] for row in group["证据"]}


def test_the_list_names_every_exhibit_of_the_catalogue_once_in_its_order() -> None:
    """Five groups and 28 exhibits, counted in 证据目录.yaml: 1, 5, 10, 4 and 8."""
    found = fields(PAPER)
    assert [len(group["证据"]) for group in found["组别"]] == [1, 5, 10, 4, 8]
    assert [group["标题"] for group in found["组别"]][:2] == ["第一组　主体资格", "第二组　合同与担保"]
    assert [row["编号"] for group in found["组别"] for row in group["证据"]] == [e.no for e in exhibits().values()]


@pytest.mark.parametrize(
    ("part", "paged", "said"),
    [
        (Part(Unit.MESSAGES, 3, 12), None, "送货单（节选：第3–12条消息）"),
        (None, Paged((), (4, 5), 6), "送货单（节选：共6页，附第1–3、6页）"),
        (None, Paged((), (4,), 0), "送货单（节选：不附第4页）"),
        (None, Paged(((1, 1),), (), 2), "送货单"),  # turned only: whole, and nothing to say of it
        (None, None, "送货单"),
    ],
)
def test_an_excerpt_is_listed_as_in_the_index_of_the_package(
    tmp_path: Path, part: Part | None, paged: Paged | None, said: str
) -> None:
    """证据规定 11, 19: whoever hands in a part says so; list and index are read side by side."""
    file = replace(bundle_kit.material(tmp_path, "单.pdf", b"x"), part=part, paged=paged)
    one = bundle_kit.item("1-1", file, id="单", purpose="交付60吨")
    known = bundle_kit.catalogue(one)
    listed = replace(material(), exhibits=exhibit_refs(known))
    (group,) = PAPERS[PAPER].view()(listed).fields["组别"]
    assert group["证据"][0]["名称"] == said == _row(1, one, "1", 1)["title"]


def test_an_excerpt_names_which_of_several_files_it_is_of(tmp_path: Path) -> None:
    whole = bundle_kit.material(tmp_path, "甲.pdf", b"x")
    cut = replace(bundle_kit.material(tmp_path, "乙.pdf", b"y"), paged=Paged((), (2,), 3))
    one = bundle_kit.item("1-1", whole, cut)
    assert exhibit_refs(bundle_kit.catalogue(one))["1-1"].cut == "节选：第2个文件共3页，附第1、3页"


def test_the_copies_are_one_for_the_court_and_one_for_each_opponent() -> None:
    # 证据规定 19: 依照对方当事人人数提出副本; two defendants: three sets.
    assert fields(PAPER)["份数"] == "证据共5组28份，一式3份，其中人民法院1份、对方当事人2份"


def test_content_is_told_by_the_facts_that_name_the_exhibit() -> None:
    found = rows()
    assert found["3-1"]["内容"] == "2023年4月12日H型钢60吨，刘小样签收"
    assert found["4-1"]["内容"] == "2023年7月14日付款300,000.00元"
    told = "沈阳沈河样例重型机械有限公司的登记信息，法定代表人吴样本，2026年11月16日形成"
    assert found["1-1"]["内容"] == told  # named as proof of who the party is
    assert found["5-1"]["内容"].endswith("等9项")  # nine facts of the case file name the chat
    # Nobody signed for the last delivery, and no receiver is told.
    assert found["3-5"]["内容"] == "2023年9月7日圆钢50吨"


def test_a_letter_is_called_as_its_exhibit_is_and_its_slip_is_one() -> None:
    """催款函 is no 催告函; the waybill shows that it was posted, the tracking page that it arrived."""
    found = rows()
    assert found["5-3"]["内容"] == "2025年5月20日《催款函》"
    assert found["5-4"]["内容"] == "2025年5月20日寄送《催款函》的面单，收件人沈阳沈河样例重型机械有限公司"
    assert found["5-5"]["内容"] == "2025年5月20日《催款函》，2025年5月23日送达"
    assert found["5-6"]["内容"] == "2025年7月2日致郑样例的《关于承担保证责任的催告函》"


def test_pages_are_those_of_the_package_and_without_one_there_is_no_column(tmp_path: Path) -> None:
    assert rows()["2-1"]["页码"] == "4–6"
    bare = {id: replace(one, page_from=None, page_to=None) for id, one in exhibits().items()}
    result = drafted(tmp_path, PAPER, given=replace(material(), exhibits=bare))
    data = next(p.path for p in result.papers).read_bytes()  # type: ignore[union-attr]
    assert "LX-P613" in [f.code for f in result.findings]
    (table,) = tables(data)
    assert table[0] == ["编号", "证据名称", "内容简述", "证据来源", "证明对象", "原件情况"]
    assert "页码" not in "".join(paragraphs(data))


def test_what_nobody_confirmed_is_a_blank_and_a_copy_is_told_with_what_it_costs() -> None:
    """证据规定 90: a copy that cannot be compared with its original proves nothing alone."""
    assert "LX-P612" in codes(PAPER) and "LX-P003" not in codes(PAPER)
    first = next(iter(exhibits().values()))
    given = replace(material(), exhibits={**exhibits(), first.id: replace(first, purpose="待确认")})
    found = PAPERS[PAPER].view()(given)
    assert "LX-P003" in [f.code for f in found.findings]
    assert found.fields["组别"][0]["证据"][0]["证明"] == "【待补：证据1-1的证明对象】"


def test_without_a_catalogue_there_is_no_list_and_the_papers_of_a_suit_say_so(tmp_path: Path) -> None:
    bare = replace(material(), exhibits={})
    assert [f.code for f in PAPERS[PAPER].view()(bare).findings] == ["LX-P610"]
    assert not PAPERS[PAPER].needed(bare)


def test_a_thousand_exhibits_are_a_thousand_rows_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    many = {
        f"e{n}": ExhibitRef(f"e{n}", f"9-{n}", "送货单", "书证", 9, date(2024, 1, 1), "有", n, n)
        for n in range(1, 1001)
    }
    named = {id: replace(one, source="原告制作", purpose="交货", group_title="交货") for id, one in many.items()}
    given = replace(material(), exhibits={**exhibits(), **named})
    first = drafted(tmp_path, PAPER, given=given)
    path = first.papers[0].path
    assert path is not None
    (table,) = tables(path.read_bytes())
    # A head, six groups, 28 and 1,000 exhibits.
    assert len(table) == 1 + 6 + 28 + 1000 and table[-1][0] == "9-1000"
    assert drafted(tmp_path, PAPER, given=given).changed_nothing
