"""What the list of findings says: places in words, remedies that are done on the page.

Facts: the six examples, each as it is and with one slip in its case file or catalogue (a key gone, a word that cannot
be read, an entry twice). Question: can whoever reads the list go where it is mended without knowing how the files are
written? Answer: no line names a file of ours, a place in it by position, an id that the program made or a key in
English, and each that stands in case file or catalogue leads there.
"""

from __future__ import annotations

import copy
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lexcollect.documents.register import PAPERS
from lexcollect.findings import Where, finding
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example
from lexcollect.review.commands import in_fields, on_page
from lexcollect.review.keys import told
from lexcollect.review.saying import said
from lexcollect.wording import speaking
from lexcollect.wording.sheets import sentences
from review_kit import Page, steel, words_of

EXAMPLES = ("enforcement", "invoices", "lease", "loan", "steel", "works")
#: What nobody should have to read: files of ours, positions, ids made of bytes, keys.
BAD = re.compile(r"\w+\[\d|groups|items\b|\.yaml|\bF[0-9a-f]{10}\b|\b[a-z]+_[a-z_]+\b|lexcollect |settlement|\b--[a-z]")
FINDING = re.compile(r'<li class="told.*?</li>', re.DOTALL)


def findings(folder: Path, name: str) -> list[str]:
    page = Page(Desk(folder, load_example(name).as_of)).enter()
    try:
        return FINDING.findall(page.get("/findings").body)
    finally:
        page.review.close()


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key)
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for at, value in enumerate(node[:1]):
            yield (*path, at)
            yield from places(value, (*path, at))


def slips(whole: Any, every: int) -> Iterator[Any]:
    """Every so many places: the key is gone, holds what nobody can read, or the entry stands twice."""
    for number, path in enumerate(places(whole)):
        if number % every:
            continue
        for slip in range(3):
            broken = copy.deepcopy(whole)
            held = broken
            for part in path[:-1]:
                held = held[part]
            if slip == 2:
                if not isinstance(held, list):
                    continue
                held.append(copy.deepcopy(held[path[-1]]))  # type: ignore[index]
            elif slip:
                held[path[-1]] = "看不懂"
            else:
                del held[path[-1]]
            yield broken


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_finding_of_an_example_shows_a_file_or_an_id(name: str, tmp_path: Path) -> None:
    for line in findings(steel(tmp_path, name), name):
        assert not BAD.search(words_of(line)), words_of(line)
        assert "href=" in line, words_of(line)


@pytest.mark.parametrize(("name", "file", "every"), [("enforcement", CATALOGUE, 4), ("lease", CASE, 9)])
def test_no_finding_of_a_slip_shows_a_file_or_an_id(name: str, file: str, every: int, tmp_path: Path) -> None:
    matter = steel(tmp_path, name)
    whole = yaml.load((matter / file).read_text("utf-8"), yaml.BaseLoader)
    seen: set[str] = set()
    for broken in slips(whole, every):
        (matter / file).write_text(yaml.safe_dump(broken, allow_unicode=True, sort_keys=False), "utf-8")
        for line in findings(matter, name):
            seen |= set(re.findall(r"LX-\w+", line))
            assert not BAD.search(words_of(line)), words_of(line)
            assert "href=" in line or "LX-A" in line, words_of(line)
    assert len(seen) > 12


def test_an_entry_twice_is_named_and_not_counted_by_its_line(tmp_path: Path) -> None:
    matter = steel(tmp_path)
    whole = yaml.load((matter / CASE).read_text("utf-8"), yaml.BaseLoader)
    key = next(key for key in whole if key in ("付款", "payments"))
    whole[key].append(copy.deepcopy(whole[key][0]) | {"编号": "另一笔"})
    (matter / CASE).write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
    line = next(line for line in findings(matter, "steel") if "LX-C08" in line)
    assert "付款　2023-07-14" in words_of(line).replace("付款 2023", "付款　2023") and "行的一条" not in line


def test_a_group_of_the_catalogue_is_told_by_its_place_in_the_list(tmp_path: Path) -> None:
    matter = steel(tmp_path, "enforcement")
    whole = yaml.load((matter / CATALOGUE).read_text("utf-8"), yaml.BaseLoader)
    key = next(key for key in whole if key in ("分组", "groups"))
    whole[key].append("担保")
    (matter / CATALOGUE).write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
    line = words_of(next(line for line in findings(matter, "enforcement") if "LX-E004" in line))
    assert f"“分组第 {len(whole[key])} 条”的写法不对" in line and f"分组 第 {len(whole[key])} 条" in line
    assert "请用文本编辑器打开证据目录" in line


def test_places_of_files_of_ours_are_words() -> None:
    assert told(finding("LX-C021", Where(CASE, 16)))["place"] == "案件信息"
    assert told(finding("LX-E022", Where(CATALOGUE, 12, field="groups[6]"), no=6))["place"] == "证据"
    assert told(finding("LX-E022", Where("2-整理/已提交.yaml", 3), no=6))["place"] == "已提交"
    assert told(finding("LX-E022", Where("1-收到的材料/账.xlsx", sheet="账", cell="C7"), no=6))["place"].endswith(
        "账!C7"
    )


# --- remedies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terminal", "page"),
    [
        ("到期后仍未付的，用 draft demand 催告", "到期后仍未付的，用“催款函”催告"),
        ("立即出强制执行申请书（draft enforcement）", "立即出强制执行申请书"),
        ("运行 draft mediation_agreement；坚持撤诉的", "出“调解协议”；坚持撤诉的"),
        ("用 due 看保证期间的最后一日", "在“金额与期限”看保证期间的最后一日"),
        ("金额、日期照 calc、due；文书用自己的模板", "金额、日期照“金额与期限”；文书用自己的模板"),
        ("分别起诉：draft complaint --contract 合同编号", "分别起诉：draft complaint --contract 合同编号"),
        ("折算后用 calc fee", "折算后用 calc fee"),
    ],
)
def test_a_verb_with_a_page_is_told_as_the_page(terminal: str, page: str) -> None:
    assert on_page(terminal) == page


def test_remedies_of_the_page_name_no_key_and_no_verb() -> None:
    for code, written in sentences("page_remedies").items():
        zh, en = (ONLY_THERE.sub("", words) for words in written)
        assert not re.search(
            r"lexcollect (?!\[)|\.yaml|\bintake\b --|--[a-z]|: 是|: 否", zh.replace("lexcollect[heic]", "")
        ), code
        assert ".yaml" not in en and not re.search(r" --[a-z]", en), code


#: A verb of the terminal in a Chinese sentence, and in an English one where it stands with an option or as a command.
VERB_ZH = re.compile(
    r"lexcollect (?!\[)|--[a-z]"
    r"|(?<![A-Za-z_\[])(?:draft|bundle|intake|calc|due|verify|plan|register|batch|review)(?![A-Za-z_])"
)
VERB_EN = re.compile(r"lexcollect [a-z]|--[a-z]|\b(?:see|run) (?:draft|calc|due|bundle|intake|verify)\b")
#: The one thing that only the terminal does with papers of several contracts, and says where.
ONLY_THERE = re.compile(r"draft(?: [a-z]+)? --contract(?: 合同编号| ID)?")
#: Findings that no page tells: of single computations, time stamps and signatures, comparisons of foreign packages,
#: sheets, options that were typed. Rooms of which none reaches a page: registers, ledgers, law, templates, contacts.
TERMINAL = frozenset(
    [
        "LX-A101",
        "LX-A107",
        "LX-A112",
        "LX-A116",
        "LX-A130",
        "LX-A166",
        "LX-A167",
        "LX-B173",
        "LX-B175",
        "LX-B176",
        "LX-B178",
        "LX-B180",
        "LX-B183",
        "LX-B185",
        "LX-B186",
        "LX-B188",
        "LX-B192",
        "LX-B265",
        "LX-B290",
        "LX-B292",
        "LX-B296",
        "LX-B320",
        "LX-B321",
        "LX-B322",
        "LX-D003",
        "LX-I281",
        "LX-I285",
        "LX-I300",
        "LX-I305",
        "LX-I306",
        "LX-M103",
        "LX-M107",
        "LX-M108",
        "LX-M109",
        "LX-M112",
        "LX-M119",
        "LX-M123",
        "LX-M124",
        "LX-M126",
        "LX-M127",
        "LX-M160",
        "LX-M161",
        "LX-M162",
        "LX-M163",
        "LX-M164",
        "LX-M165",
        "LX-M166",
        "LX-M167",
        "LX-M238",
        "LX-M239",
        "LX-P225",
        "LX-P305",
        "LX-P306",
        "LX-P307",
        "LX-P309",
        "LX-P326",
        "LX-P327",
        "LX-P547",
        "LX-P620",
        "LX-W050",
        "LX-W053",
        "LX-W056",
        "LX-W060",
        "LX-W062",
        "LX-W076",
    ]
)
ROOMS = ("LX-A", "LX-B", "LX-C", "LX-D", "LX-E", "LX-I", "LX-M", "LX-P", "LX-W")


def remedies() -> Iterator[tuple[str, str, str]]:
    """Yield the code of each finding that a page may tell, and its remedy there in both languages, not filled in."""
    root = Path(__file__).parent.parent / "lexcollect/wording/findings"
    own = sentences("page_remedies")
    for file in sorted(root.glob("*.csv")):
        for row in csv.reader(file.open(encoding="utf-8-sig")):
            if row and row[0].startswith(ROOMS):
                zh, en = own.get(row[0], (row[4], row[5]))
                filled = [words.replace("draft {id}", "draft demand") for words in (zh, en)]
                with speaking("en"):
                    english = on_page(filled[1])
                yield row[0], on_page(filled[0]), english


def test_no_finding_of_a_page_sends_anybody_to_a_command() -> None:
    """Whoever adds one says it for the page too (page_remedies), or that no page tells it (TERMINAL)."""
    found = {
        code
        for code, zh, en in remedies()
        if VERB_ZH.search(ONLY_THERE.sub("", zh).replace("lexcollect[", "")) or VERB_EN.search(ONLY_THERE.sub("", en))
    }
    assert found - TERMINAL == set()
    assert TERMINAL - found == set(), "what is mended stands here no more"
    assert not TERMINAL & {*sentences("page_remedies")}


@pytest.mark.parametrize(
    ("terminal", "page"),
    [
        ("if it is not performed, draft enforcement at once", "if it is not performed, make “{}” at once"),
        ("apply anew (draft enforcement); then wait", "apply anew; then wait"),
        ("use draft enforcement here", "use “{}” here"),
        ("draft enforcement tells how", "“{}” tells how"),
        ("add it and draft again", "add it and draft again"),
        ("by itself: draft complaint --contract ID", "by itself: draft complaint --contract ID"),
        ("see due for the last day", "see “sums and deadlines” for the last day"),
        ("a debt without a due day", "a debt without a due day"),
        ("draft filing if no suit was filed", "make “papers of the suit” if no suit was filed"),
    ],
)
def test_in_english_too(terminal: str, page: str) -> None:
    with speaking("en"):
        assert on_page(terminal) == page.format(PAPERS["enforcement"].title_en)


def test_speakers_are_decided_on_the_page() -> None:
    assert "认定谁说的" in told(finding("LX-I200", count=1, names=("聊天.txt",)))["remedy"]
    with speaking("en"):
        assert "decide who is speaking" in told(finding("LX-I200", count=1, names=("chat.txt",)))["remedy"]


def test_every_sentence_of_the_page_can_be_filled_with_what_the_finding_holds() -> None:
    root = Path(__file__).parent.parent / "lexcollect/wording/findings"
    known = {row[0]: row for file in root.glob("*.csv") for row in csv.reader(file.open(encoding="utf-8-sig"))}
    for room in ("page_remedies", "page_messages"):
        for code, (zh, en) in sentences(room).items():
            own = set(re.findall(r"(?<!\{)\{(\w+)", " ".join(known[code][2:6]))) | {"at", "row"}
            assert set(re.findall(r"(?<!\{)\{(\w+)", f"{zh} {en}")) <= own, code


def test_what_stands_on_a_line_of_the_catalogue_is_called_by_its_exhibit(tmp_path: Path) -> None:
    """Line 3-1 of the index stands on is that of the delivery note SH-0412; above the first exhibit stands none."""
    matter = steel(tmp_path)
    desk = Desk(matter, load_example("steel").as_of)
    lines = (matter / CATALOGUE).read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, start=1) if 'files: ["IMG_2031.jpg"]' in line)
    named = said(desk, finding("LX-C080", Where(CATALOGUE, at), group="证据", line=at))
    assert "SH-0412" in str(dict(named.params)["row"])
    assert "row" not in dict(said(desk, finding("LX-C080", Where(CATALOGUE, 1), group="证据", line=1)).params)
    elsewhere = said(desk, finding("LX-C080", Where("别的.csv", 3), group="证据", line=3))
    assert "row" not in dict(elsewhere.params)
    (matter / CATALOGUE).write_text("组: [", "utf-8")
    broken = Desk(matter, load_example("steel").as_of)
    assert "row" not in dict(said(broken, finding("LX-C080", Where(CATALOGUE, at), group="证据", line=at)).params)


def test_a_case_file_that_cannot_be_read_leaves_words_as_they_are(tmp_path: Path) -> None:
    matter = steel(tmp_path)
    (matter / CASE).write_text("当事人: [", "utf-8")
    desk = Desk(matter, load_example("steel").as_of)
    one = finding("LX-C084", name="沈河", line=2)
    assert dict(said(desk, one).params)["name"] == "沈河"


def test_in_english_a_finding_calls_fields_as_the_page_does() -> None:
    """The terminal names keys, which stand in the file; the page has fields with names."""
    one = finding("LX-P001")
    with speaking("en"):
        assert "set guarantor_consents under settlement" in one.remedy()
        assert "set “guarantor consents” under settlement" in told(one)["remedy"]
        assert in_fields("see bank_slip_2024.pdf and month_days") == "see bank_slip_2024.pdf and “month days”"
