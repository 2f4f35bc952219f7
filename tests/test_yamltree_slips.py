"""What a Chinese keyboard, a word processor or a copied page does to a YAML file: each named, on its line and column,
with the line as it should be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.evidence.catalogue import read_catalogue
from lexcollect.findings import Finding
from lexcollect.yamltree import parse_yaml

ODD = Path(__file__).parent / "data" / "casefile"
#: A group that reads well; each test spoils one thing in it.
GOOD = """\
schema: lexcollect/case/1
matter: 试案
parties:
  - {id: 卖方, role: creditor, name: 嘉兴虚例公司}
  - id: 买方
    role: debtor
    name: 湖州假样公司
    note: 他说：“好的”，后来没有付
"""


def slips(text: str | bytes) -> list[Finding]:
    tree, findings = parse_yaml(text, "案件.yaml")
    assert (tree is None) == bool(findings)
    return findings


def places(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(f.code, f.where.line, f.where.column) for f in slips(text)]


def spoilt(was: str, now: str) -> str:
    assert GOOD.count(was) == 1, was
    return GOOD.replace(was, now)


#: A case file in little, with every sign that YAML knows.
CASE = """\
schema: lexcollect/case/1
parties:
  - {id: 卖方, role: creditor, name: 嘉兴虚例公司, legal_rep: {name: 钱虚例, post: 经理}}
contracts:
  - id: 合同
    signed_on: 2024-01-10
    late_penalty: {rate: 每日万分之三, clause: 第3.1条}  # 见原件
    amount: "1,000.00"
"""

SLIPS = {
    "colon of full width": ("matter: 试案", "matter：试案", ("LX-A006", 2, 7), "matter: 试案"),
    "colon without blank": ("matter: 试案", "案名:试案", ("LX-A006", 2, 3), "案名: 试案"),
    "full-width blank behind the colon": ("matter: 试案", "matter:\u3000试案", ("LX-A006", 2, 7), "matter: 试案"),
    "NBSP behind the colon": ("matter: 试案", "matter:\u00a0试案", ("LX-A006", 2, 7), "matter: 试案"),
    "colon without blank in a group": ("    role: debtor", "    role:debtor", ("LX-A006", 6, 9), "role: debtor"),
    "colon of full width between braces": ("role: creditor", "role：creditor", ("LX-A006", 4, 18), "role: creditor"),
    "colon without blank between braces": ("role: creditor", "role:creditor", ("LX-A006", 4, 18), "role: creditor"),
    "comma of full width": ("卖方, role", "卖方，role", ("LX-A118", 4, 12), "卖方, role: creditor"),
    "comma and colon of full width": ("卖方, role: ", "卖方，role：", ("LX-A118", 4, 12), "卖方, role"),
    "braces of full width": (
        "{id: 卖方, role: creditor, name: 嘉兴虚例公司}",
        "｛id: 卖方｝",
        ("LX-A118", 4, 5),
        "- {id: 卖方}",
    ),
    "one brace of full width": ("嘉兴虚例公司}", "嘉兴虚例公司｝", ("LX-A118", 4, 42), "公司}"),
    "brackets of full width": ("note: 他说：“好的”，后来没有付", "covers: ［甲，乙］", ("LX-A118", 8, 13), "[甲，乙]"),
    "comma of full width in a list": (
        "note: 他说：“好的”，后来没有付",
        "covers: [甲，乙]",
        ("LX-A118", 8, 15),
        "[甲, 乙]",
    ),
    "dash of full width": ("  - id: 买方", "  － id: 买方", ("LX-A118", 5, 3), "- id: 买方"),
    "dash without blank": ("  - id: 买方", "  -id: 买方", ("LX-A006", 5, 3), "- id: 买方"),
    "hash of full width": ("matter: 试案", "＃ 备注\nmatter: 试案", ("LX-A118", 2, 1), "# 备注"),
    "curly quotes": ("name: 湖州假样公司", "name: “湖州假样公司”", ("LX-A117", 7, 11), 'name: "湖州假样公司"'),
    "single curly quotes": ("name: 湖州假样公司", "name: ‘湖州假样公司’", ("LX-A117", 7, 11), 'name: "湖州假样公司"'),
    "full-width quotes": ("name: 湖州假样公司", "name: ＂湖州假样公司＂", ("LX-A117", 7, 11), 'name: "湖州假样公司"'),
    "quotes of two kinds": ("name: 湖州假样公司", 'name: "湖州假样公司”', ("LX-A117", 7, 11), 'name: "湖州假样公司"'),
    "curly quotes between braces": ("name: 嘉兴虚例公司", "name: “嘉兴虚例公司”", ("LX-A117", 4, 36), 'name: "嘉兴'),
    "curly quotes around a colon": ("name: 湖州假样公司", "name: “甲: 乙”", ("LX-A117", 7, 11), 'name: "甲: 乙"'),
    "a key in curly quotes": ("matter: 试案", "“matter”: 试案", ("LX-A117", 2, 1), '"matter": 试案'),
    "full-width blanks as indentation": (
        "    role: debtor",
        "\u3000\u3000role: debtor",
        ("LX-A007", 6, 1),
        "    role: debtor",
    ),
    "NBSP as indentation": (
        "    role: debtor",
        "\u00a0\u00a0\u00a0\u00a0role: debtor",
        ("LX-A007", 6, 1),
        "    role: debtor",
    ),
    "a mark of no width in the indentation": (
        "    role: debtor",
        "    \u200brole: debtor",
        ("LX-A007", 6, 5),
        "    role: debtor",
    ),
    "a tab as indentation": ("    role: debtor", "\trole: debtor", ("LX-A007", 6, 1), "role: debtor"),
    "a mark of no width in a key": ("matter: 试案", "mat\u200bter: 试案", ("LX-A119", 2, 4), "matter: 试案"),
    "a control character": ("湖州假样公司", "湖州\x0b假样公司", ("LX-A119", 7, 13), "name: 湖州假样公司"),
    "a line end no editor counts": ("湖州假样公司", "湖州假样公司\u2028", ("LX-A119", 7, 17), "name: 湖州假样公司"),
    "text lost by a change of encoding": ("湖州假样公司", "湖州锟斤拷公司", ("LX-A003", 7, 11), "重新输入"),
    "an open brace": ("嘉兴虚例公司}", "嘉兴虚例公司", ("LX-A004", 4, 5), "括号"),
    "a brace too many": ("嘉兴虚例公司}", "嘉兴虚例公司}}", ("LX-A004", 4, 43), "括号"),
    "an open quote": ("name: 湖州假样公司", 'name: "湖州假样公司', ("LX-A004", 7, 11), "引号"),
    "a full-width blank behind the dash": ("  - id: 买方", "  -\u3000id: 买方", ("LX-A006", 5, 3), "- id: 买方"),
    "a full-width blank before a key between braces": ("{id: 卖", "{\u3000id: 卖", ("LX-A119", 4, 6), "{id: 卖方"),
    "brackets of two widths": ("note: 他说：“好的”，后来没有付", "covers: ［甲, 乙]", ("LX-A118", 8, 13), "[甲, 乙]"),
    "a full-width blank for a value": ("parties:", "parties: \u3000 # 双方", ("LX-A119", 3, 10), "parties:"),
    "a full-width hash behind a key": ("parties:", "parties:  ＃ 双方", ("LX-A118", 3, 11), "parties:  # 双方"),
    "no colon at all": ("    role: debtor", "    role", ("LX-A004", 6, 5), "键: 值"),
    "an entry out of line": ("    role: debtor", "   role: debtor", ("LX-A004", 6, 4), "对齐"),
    "a path between double quotes": ("name: 湖州假样公司", 'name: "C:\\Users\\甲"', ("LX-A004", 7, 16), "单引号"),
    "a sign with a meaning of its own": ("name: 湖州假样公司", "name: @甲", ("LX-A004", 7, 11), "双引号"),
}


@pytest.mark.parametrize(("was", "now", "place", "says"), SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_each_slip_is_named_at_its_place_with_the_mended_line(
    was: str, now: str, place: tuple[str, int, int], says: str, ends: str, mark: str
) -> None:
    text = mark + spoilt(was, now).replace("\n", ends)
    for raw in (text, text.encode()):
        found = {(f.code, f.where.line, f.where.column): f for f in slips(raw)}
        assert place in found, list(found)
        assert says in found[place].remedy("zh")
        assert found[place].message("en") != found[place].message("zh")


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), "# 备注：“甲”，｛乙｝\n" + GOOD])
def test_what_is_well_written_is_read(text: str) -> None:
    assert slips(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "note: 他说“好”",
        "note: “好”与“不好”都说过",
        'note: "“好的，下周付”"',
        "note: ［2024］浙0502民初1号",
        "note: http://example.test:80/a",
        "note: 见第3条：付款",
        "time: 10:30",
        "list: [甲、乙, 丙]",
        "group: {note: 甲，乙}",
        'group: {note: "甲，role：乙"}',
        'file: "锟斤拷\ufffd.pdf"',
        "text: |\n  “一、付款：”\n  \u3000\u3000乙方：{甲，乙｝",
        "text: >-\n  备注：甲\n  乙：丙",
    ],
)
def test_chinese_signs_inside_a_text_are_text(line: str) -> None:
    assert slips(f"a: 1\n{line}\n") == []


def test_a_quote_closed_by_a_curly_one_is_told_where_it_was_opened() -> None:
    """YAML takes all lines up to the next quote for one text, and complains about that."""
    text = spoilt("name: 湖州假样公司", 'phone: "0572“').replace(
        "note: 他说：“好的”，后来没有付", 'id_no: "1"\n    note: 甲'
    )
    assert places(text) == [("LX-A117", 7, 12)]


def test_all_slips_of_a_file_are_told_at_once_in_their_order() -> None:
    text = GOOD.replace("matter: 试案", "matter：试案").replace("卖方, role", "卖方，role")
    text = text.replace("    role: debtor", "\u3000\u3000role: debtor").replace(
        "name: 湖州假样公司", "name: “湖州假样公司”"
    )
    assert places(text) == [("LX-A006", 2, 7), ("LX-A118", 4, 12), ("LX-A007", 6, 1), ("LX-A117", 7, 11)]


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_the_mended_line_reads(name: str) -> None:
    """What the remedy shows stands where the slip stood: whoever copies it has a file that reads."""
    was, now, place, _ = SLIPS[name]
    findings = slips(spoilt(was, now))
    shown = dict(findings[0].params).get("mended")
    if place[0] not in ("LX-A006", "LX-A007", "LX-A117") or "…" in str(shown):
        return
    lines = spoilt(was, now).split("\n")
    indent = (
        ""
        if place[0] == "LX-A007"
        else lines[place[1] - 1][: len(lines[place[1] - 1]) - len(lines[place[1] - 1].lstrip())]
    )
    lines[place[1] - 1] = indent + str(shown)
    assert place not in places("\n".join(lines))


SIGNS = {":": "：", ",": "，", "{": "｛", "}": "｝", "-": "－", '"': "“", "#": "＃", ".": "。", " ": "\u3000"}


def test_a_sign_of_the_wrong_width_anywhere_is_told_on_its_line_or_stands_in_a_text() -> None:
    """Every sign of a whole case file in turn: no entry is lost, none moves, and no slip is told elsewhere."""
    text = CASE + '    evidence: [送货单, "对账单"]\n'
    for at, sign in enumerate(text):
        if sign not in SIGNS:
            continue
        changed = text[:at] + SIGNS[sign] + text[at + 1 :]
        tree, findings = parse_yaml(changed, "案件.yaml")
        if tree is None:
            assert text.count("\n", 0, at) + 1 in [f.where.line for f in findings], changed[at - 20 : at + 10]
        else:
            before = parse_yaml(text, "案件.yaml")[0]
            assert before is not None
            assert set(before.marks) == set(tree.marks), changed[at - 20 : at + 10]


@given(st.text("\u3000\u200b\u00a0{}[]:,：，“”\"'-－ \nab甲\t#｛｝", max_size=60))
def test_no_mixture_of_signs_raises_or_is_told_outside_the_file(text: str) -> None:
    for found in slips(text):
        assert 1 <= found.where.line <= text.count("\n") + text.count("\r") + 1
        assert found.where.column >= 0 and found.remedy("zh") and found.remedy("en")


# --- encodings -----------------------------------------------------------------------------------------------


def test_one_line_of_gbk_is_named_with_what_it_means() -> None:
    lines = GOOD.encode().split(b"\n")
    lines[6] = "    name: 湖州假样公司".encode("gbk")
    (found,) = slips(b"\r\n".join(lines))
    assert (found.code, found.where.line, found.where.column) == ("LX-A003", 7, 11)
    assert "只有这一行" in found.message("zh") and "name: 湖州假样公司" in found.remedy("zh")


def test_every_line_of_another_encoding_is_named() -> None:
    lines = GOOD.encode().split(b"\n")
    lines[1], lines[6] = "matter: 试案".encode("gbk"), "    name: 湖州".encode("gbk")
    assert [(f.code, f.where.line) for f in slips(b"\n".join(lines))] == [("LX-A003", 2), ("LX-A003", 7)]


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (GOOD.encode("gbk"), 2, "整个文件像是 GB18030"),
        (GOOD.encode("utf-16"), 1, "整个文件像是 UTF-16"),
        (GOOD.encode("utf-16-le"), 1, "整个文件像是 UTF-16"),
        (GOOD.encode("utf-16-be"), 1, "整个文件像是 UTF-16"),
        (b"a: 1\nname: caf\xe9 au lait\n", 2, "Latin-1"),
        (b"a: 1\nname: \xff\xfe\xff\n", 2, "0xFF"),
        ((GOOD + "# caf").encode() + b"\xe9 x", 9, "Latin-1"),
    ],
)
def test_other_encodings_are_named_with_their_line(raw: bytes, line: int, says: str) -> None:
    found = slips(raw)[0]
    assert (found.code, found.where.line) == ("LX-A003", line)
    assert says in found.message("zh")


@given(st.sets(st.integers(0, 7), min_size=1, max_size=6))
def test_lines_of_gbk_are_found_wherever_they_stand(rows: set[int]) -> None:
    lines = GOOD.rstrip("\n").split("\n")
    rows = {row for row in rows if not lines[row].isascii()}
    raw = b"\n".join(line.encode("gbk" if row in rows else "utf-8") for row, line in enumerate(lines))
    if not rows:
        assert slips(raw) == []
    elif rows != {row for row, line in enumerate(lines) if not line.isascii()}:
        assert [f.where.line for f in slips(raw)] == [row + 1 for row in sorted(rows)]


# --- the catalogue reads the same way ------------------------------------------------------------------------

CATALOGUE = """\
schema: lexcollect/catalogue/1
groups:
  - {number: 1, title: 合同}
items:
  - {id: 合同, number: 1-1, title: 购销合同, kind: 书证, source: 原告, purpose: 合同成立, files: [甲.pdf]}
"""


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        ("title: 合同}", "title：合同}", ("LX-A006", 3)),
        ("title: 购销合同", "title: “购销合同”", ("LX-A117", 5)),
        ("{number: 1, title: 合同}", "｛number: 1, title: 合同｝", ("LX-A118", 3)),
        ("书证, source", "书证，source", ("LX-A118", 5)),
        ("groups:", "\u200bgroups:", ("LX-A007", 2)),
    ],
)
def test_slips_in_the_catalogue_are_named_like_those_of_the_case_file(
    tmp_path: Path, was: str, now: str, place: tuple[str, int]
) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"%PDF-1.4\n")
    catalogue, findings = read_catalogue(CATALOGUE.replace(was, now).encode(), tmp_path)
    assert catalogue is None
    assert (findings[0].code, findings[0].where.line) == place


@pytest.mark.parametrize("key", ["title", "kind", "source", "purpose", "id"])
@pytest.mark.parametrize("blank", ["\u3000", "\u00a0", "\u200b", "\u3164"])
def test_a_required_text_of_the_catalogue_is_missing_when_blank(tmp_path: Path, key: str, blank: str) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"%PDF-1.4\n")
    values = {"title": "购销合同", "kind": "书证", "source": "原告", "purpose": "合同成立", "id": "合同, number"}
    text = CATALOGUE.replace(f"{key}: {values[key]}", f'{key}: "{blank}"' + (", number" if key == "id" else ""))
    _, findings = read_catalogue(text.encode(), tmp_path)
    assert ("LX-E003", 5) in [(f.code, f.where.line) for f in findings]


# --- the inputs of users -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("control-char", ("LX-A119", 9, 13)),
        ("curly-quotes", ("LX-A117", 9, 11)),
        ("fullwidth-braces", ("LX-A118", 16, 5)),
        ("fullwidth-comma", ("LX-A118", 4, 28)),
        ("ideographic-indent", ("LX-A007", 8, 1)),
        ("mixed-encoding", ("LX-A003", 17, 2)),
        ("nbsp-indent", ("LX-A007", 8, 1)),
    ],
)
def test_case_files_that_people_wrote(name: str, place: tuple[str, int, int]) -> None:
    assert places((ODD / f"{name}.yaml").read_bytes()) == [place]


@pytest.mark.parametrize("text", ["案名: “某案\n  第二行”\n", "“\n'", "a: ‘x\n\n  y’\n"])
def test_a_value_in_curly_quotes_over_several_lines_is_told_on_its_first(text: str) -> None:
    tree, found = parse_yaml(text, "案件.yaml")
    assert tree is None
    assert [(f.code, f.where.line) for f in found] == [("LX-A117", 1)]
