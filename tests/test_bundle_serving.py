"""What was handed in keeps number and page: the steel matter from its first set to a supplement and a withdrawal."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import bundle_kit as kit
import cli_run
from alteration_kit import everything_anew
from cli_run import typed
from lexcollect.layout import CATALOGUE, SERVED
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.exhibits import exhibits_of
from lexcollect.matter.packages import build_package
from lexcollect.matter.papers import latest_pages
from lexcollect.matter.receiving import receive
from lexcollect.matter.serving import served_in

DAY = date(2026, 11, 21)
LATER = ("--as-of", "2026-12-05")
NOW = "2026-12-05T12:00:00+08:00"


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[None]:
    """The clock stands at 5 December 2026: the as-of day is no day on which anything was handed in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli_run, "PROCESS", cli_run.at(NOW))
        yield


NEW = """
  - id: 过磅单
    number: "3-11"
    title: 过磅单
    date: 2026-12-03
    date_source: 单上日期
    kind: 书证
    source: 原告保管
    purpose: 补强2023年9月7日送货的重量
    original: 有
    files: ["过磅单.pdf"]

  # 第五组"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The steel matter with its first package, of which nobody has handed in anything yet."""
    folder = tmp_path_factory.mktemp("案") / "沈河案"
    example = load_example()
    prepare(example, folder)
    receive(example.inbox, folder)
    build_package(answer(folder, DAY, read_material=True), example.passwords, DAY)
    return folder


@pytest.fixture(scope="module")
def handed_in(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, the first package handed in to the court and the other side on 2026-12-01."""
    folder = Path(shutil.copytree(first, tmp_path_factory.mktemp("交") / "沈河案"))
    code, out, err = typed(
        "bundle",
        "serve",
        str(folder),
        "--to",
        "法院",
        "--to",
        "对方",
        "--on",
        "2026-12-01",
        "--as-of",
        "2026-12-01",
        cwd=folder,
    )
    assert code == 0, out + err
    return folder


@pytest.fixture
def matter(handed_in: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed_in, tmp_path / "沈河案"))


def _run(*words: str, matter: Path) -> tuple[int, dict[str, Any]]:
    code, out, err = typed(*words, "--json", cwd=matter.parent)
    assert out, err
    return code, json.loads(out)


def _codes(answered: dict[str, Any]) -> list[str]:
    return [one["code"] for one in answered["findings"]]


def _edited(matter: Path, old: str, new: str) -> None:
    path = matter / CATALOGUE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _with_new_exhibit(matter: Path) -> None:
    """A weighing slip came on 2026-12-03; the paralegal takes it in and lists it as 3-11."""
    slip = matter.parent / "新材料"
    slip.mkdir()
    (slip / "过磅单.pdf").write_bytes(kit.pdf_bytes(kit.marked_pdf()))
    assert typed("intake", str(slip), str(matter), cwd=matter.parent)[0] in (0, 1)
    _edited(matter, "\n  # 第五组", NEW)


def _rows(package: Path) -> dict[str, tuple[str, str]]:
    text = (package / "data" / "清单.csv").read_text("utf-8-sig")
    return {row["编号"]: (row["起页"], row["止页"]) for row in csv.DictReader(io.StringIO(text, newline=""))}


def _labels(package: Path) -> list[str]:
    with pikepdf.open(package / "data" / "证据.pdf") as pdf:
        return [page.label for page in pdf.pages]


def test_before_anything_is_handed_in_there_is_nothing_to_supplement(first: Path) -> None:
    """Who asks for a supplement first is told to record what was handed in."""
    code, answered = _run("bundle", str(first), "--supplement", matter=first)
    assert code == 1 and _codes(answered) == ["LX-B211"]


def test_the_record_holds_day_recipients_digest_numbers_and_pages(handed_in: Path) -> None:
    """S1 28 exhibits were handed in on 2026-12-01 to the court and the other side; the record says which, and where."""
    (one,) = served_in(handed_in).sets
    assert [(h.day, h.to) for h in one.handed] == [(date(2026, 12, 1), "法院"), (date(2026, 12, 1), "对方")]
    assert len(one.exhibits) == 28 and not one.supplement
    rows = _rows(handed_in / "4-证据包" / "v1")
    assert {e.no: (str(e.pages.first), str(e.pages.last)) for e in one.exhibits} == rows
    assert one.last == int(_labels(handed_in / "4-证据包" / "v1")[-1])
    code, answered = _run("bundle", "serve", str(handed_in), matter=handed_in)
    assert code == 0 and answered["sets"][0]["content_digest"] == one.content
    journal = (handed_in / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(journal)["changed"] == [SERVED] and SERVED in json.loads(journal)["digests"]


def test_a_supplement_goes_on_and_is_tied_to_the_first_set(matter: Path) -> None:
    """S6 C11 One slip is added: 补充证据清单（二）, page 43 on, with the digest of the first set; verify sees both."""
    _with_new_exhibit(matter)
    code, answered = _run("bundle", str(matter), "--supplement", "--late", "12月3日才取得", *LATER, matter=matter)
    assert code == 0 and "LX-B226" in _codes(answered) and answered["set"] == 2
    last = served_in(matter).last
    package = matter / "4-证据包" / "v2"
    assert _labels(package) == [str(last + 1), str(last + 2)]
    assert _rows(package) == {"3-11": (str(last + 2), str(last + 2))}
    said = kit.page_text(package / "data" / "证据.pdf", 1)
    assert "补充证据清单（二）" in said.replace(" ", "") and "12月3日才取得" not in said
    assert answered["previous_manifest_sha256"] == served_in(matter).sets[0].content
    code, seen = _run("verify", str(matter), matter=matter)
    assert code == 0 and seen["chain"] == "intact"
    away = Path(shutil.copytree(package, matter.parent / "光盘" / "v2"))
    code, seen = _run("verify", str(away), matter=matter)
    assert code == 0 and seen["chain"] == "previous_not_here" and "LX-B221" in _codes(seen)
    code, seen = _run("verify", str(away), "--earlier", str(matter / "4-证据包" / "v1"), matter=matter)
    assert code == 0 and seen["chain"] == "intact"


def test_another_set_in_the_place_of_the_first_breaks_the_chain(matter: Path) -> None:
    """C11 Somebody makes the first set anew under another day: the supplement says that it is not the one."""
    _with_new_exhibit(matter)
    assert _run("bundle", str(matter), "--supplement", *LATER, matter=matter)[0] == 0
    away = Path(shutil.copytree(matter / "4-证据包" / "v2", matter.parent / "光盘" / "v2"))
    other = Path(shutil.copytree(matter / "4-证据包" / "v1", matter.parent / "假" / "v1"))
    manifest = other / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text("utf-8").replace("清单.csv", "清单2.csv"), "utf-8")
    code, seen = _run("verify", str(away), "--earlier", str(other), matter=matter)
    assert code == 4 and seen["chain"] == "broken" and "LX-B220" in _codes(seen)
    info = away / "bag-info.txt"
    info.write_text(re.sub("(Previous-Manifest-SHA256: )....", r"\1ffff", info.read_text("utf-8")), "utf-8")
    code, seen = _run("verify", str(away), matter=matter)
    assert code == 4 and seen["chain"] == "broken"


def test_a_whole_set_after_the_supplement_leaves_every_page_where_it_was(matter: Path) -> None:
    """S3 S7 The supplement is handed in too; the whole set made then holds all, each on the page the court has."""
    _with_new_exhibit(matter)
    assert _run("bundle", str(matter), "--supplement", *LATER, matter=matter)[0] == 0
    words = ("bundle", "serve", str(matter), "--to", "法院", "--on", "2026-12-05", "--late", "12月3日才取得", *LATER)
    code, answered = _run(*words, matter=matter)
    assert code == 0 and [one["late_reason"] for one in answered["sets"]] == ["", "12月3日才取得"]
    code, answered = _run("bundle", str(matter), "--as-of", "2026-12-08", matter=matter)
    assert code == 0 and answered["supplement"] is False
    package = matter / "4-证据包" / "v3"
    rows = {e.no: (str(e.pages.first), str(e.pages.last)) for e in served_in(matter).exhibits.values()}
    assert _rows(package) == rows and len(rows) == 29
    labels = _labels(package)
    assert labels == sorted(labels, key=int) and len(set(labels)) == len(labels)
    sheet = kit.page_text(package / "data" / "证据.pdf", len(labels) - 1)
    assert "前次补充清单" in sheet and f"第{served_in(matter).last - 1}页" in sheet


def test_a_withdrawn_exhibit_leaves_a_sheet_and_papers_that_cite_it_are_told(matter: Path) -> None:
    """S4 3-2 is withdrawn on 2026-12-06: its page stays as a sheet, its file is no longer enclosed, facts that
    still cite it are named."""
    text = (matter / CATALOGUE).read_text("utf-8")
    entry = re.search(r'  - id: (\S+)\n    number: "3-2"\n', text)
    assert entry is not None
    _edited(matter, entry[0], entry[0] + "    withdrawn: 2026-12-06\n    withdrawn_why: 与3-1重复\n")
    code, answered = _run("bundle", str(matter), "--as-of", "2026-12-08", matter=matter)
    assert code == 0 and "LX-E135" in _codes(answered)
    package = matter / "4-证据包" / "v2"
    pages = served_in(matter).exhibits[entry[1]].pages
    place = _labels(package).index(str(pages.first))
    sheet = kit.page_text(package / "data" / "证据.pdf", place + 1)
    assert "证据3-2已撤回" in sheet and "2026年12月6日" in sheet and "重复" not in kit.everything_said(package)
    before, after = _rows(matter / "4-证据包" / "v1"), _rows(package)
    assert "3-2" not in after and {no: before[no] for no in after} == after
    assert not list((package / "data" / "originals").glob("3-2_*"))
    _, drafted = _run("draft", str(matter), "complaint", *LATER, matter=matter)
    assert "LX-E135" in _codes(drafted)


def test_a_served_number_does_not_move(matter: Path) -> None:
    """S2 3-2 cannot become 3-12, 3-2 cannot go to another exhibit, and no line just vanishes; each is told with its way
    out, and no package is made."""
    _edited(matter, 'number: "3-2"', 'number: "3-11"')
    code, answered = _run("bundle", str(matter), matter=matter)
    assert code == 1 and "LX-E130" in _codes(answered)
    _edited(matter, 'number: "3-1"', 'number: "3-2"')
    code, answered = _run("bundle", str(matter), matter=matter)
    assert code == 1 and _codes(answered).count("LX-E130") == 2
    assert [path.name for path in (matter / "4-证据包").iterdir()] == ["v1"]


def test_a_served_number_goes_to_no_other_exhibit(matter: Path) -> None:
    """S2 The line of 3-2 is given another id: the old exhibit is missed, the new one may not have its number."""
    text = (matter / CATALOGUE).read_text("utf-8")
    entry = re.search(r'  - id: (\S+)\n    number: "3-2"\n', text)
    assert entry is not None
    _edited(matter, entry[0], entry[0].replace(entry[1], "别的单子"))
    _, answered = _run("bundle", str(matter), matter=matter)
    assert {"LX-E131", "LX-E132"} <= set(_codes(answered))


def test_a_served_exhibit_keeps_its_files(matter: Path) -> None:
    """S2 The slip handed in as 3-11 gets another file: told, and no package; letters and sums go on."""
    _with_new_exhibit(matter)
    assert _run("bundle", str(matter), "--supplement", *LATER, matter=matter)[0] == 0
    assert _run("bundle", "serve", str(matter), "--to", "法院", *LATER, matter=matter)[0] == 0
    better = matter.parent / "更清楚"
    better.mkdir()
    (better / "过磅单新.pdf").write_bytes(kit.pdf_bytes(kit.marked_pdf(content=b"0 0 1 rg 100 100 50 50 re f\n")))
    typed("intake", str(better), str(matter), cwd=matter.parent)
    _edited(matter, "过磅单.pdf", "过磅单新.pdf")
    code, answered = _run("bundle", str(matter), *LATER, matter=matter)
    assert code == 1 and "LX-E133" in _codes(answered)
    assert _run("calc", str(matter), *LATER, matter=matter)[0] == 0


def test_papers_cite_the_pages_that_were_handed_in(matter: Path) -> None:
    """With a supplement as the latest package, the contract is still cited on the page of the first set."""
    _with_new_exhibit(matter)
    pages = served_in(matter).exhibits["合同"].pages
    assert _run("bundle", str(matter), "--supplement", *LATER, matter=matter)[0] == 0
    answered = answer(matter, date(2026, 12, 5))
    found, stale = latest_pages(answered)
    refs = exhibits_of(answered.catalogue, found)
    assert stale == [] and refs["合同"].label() == f"证据2-1，第{pages}页"
    assert refs["过磅单"].label() == f"证据3-11，第{served_in(matter).last + 2}页"


def test_put_in_between_an_exhibit_has_letters_and_is_cited_so(matter: Path) -> None:
    """With --insert the slip stands behind 3-10 on the page with a letter, and papers cite that label."""
    _with_new_exhibit(matter)
    behind = served_in(matter).exhibits
    before = next(e for e in behind.values() if e.no == "3-10").pages.last
    code, answered = _run("bundle", str(matter), "--insert", *LATER, matter=matter)
    assert code == 0 and answered["exhibits"]["过磅单"]["labels"] == f"{before}A"
    package = matter / "4-证据包" / "v2"
    labels = _labels(package)
    assert labels[labels.index(str(before)) + 1] == f"{before}A"
    assert f"证据3-11 · 第{before}A页" in kit.page_text(package / "data" / "证据.pdf", labels.index(f"{before}A") + 1)
    now = answer(matter, date(2026, 12, 5))
    assert exhibits_of(now.catalogue, latest_pages(now)[0])["过磅单"].label() == f"证据3-11，第{before}A页"


def test_what_was_recorded_is_recorded_once(matter: Path) -> None:
    """The same again changes nothing; a further recipient is added; an altered package cannot be recorded."""
    before = (matter / SERVED).read_bytes()
    _, answered = _run("bundle", "serve", str(matter), "--to", "法院", "--on", "2026-12-01", *LATER, matter=matter)
    assert answered["new"] is False and (matter / SERVED).read_bytes() == before
    _, answered = _run("bundle", "serve", str(matter), "--to", "仲裁委", "--on", "2026-12-02", *LATER, matter=matter)
    assert [one["to"] for one in answered["sets"][0]["handed"]] == ["法院", "对方", "仲裁委"]
    path = matter / "4-证据包" / "v1" / "data" / "清单.csv"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    code, answered = _run("bundle", "serve", str(matter), "--to", "法院", matter=matter)
    assert code == 1 and _codes(answered)[0] == "LX-B216"
    code, answered = _run("bundle", "serve", str(matter), "--to", "法院", "--version", "v9", matter=matter)
    assert code == 1 and _codes(answered) == ["LX-B215"]


@pytest.mark.parametrize(
    "text",
    ["", "格式: 别的", "格式: lexcollect/served/1\n提交: 3", "[", "格式: lexcollect/served/1\n提交:\n  - {版本: v1}\n"],
)
def test_a_record_that_cannot_be_read_stops_packages(matter: Path, text: str) -> None:
    """S1 Without the record pages would be counted from 1 again: told with the remedy, nothing is made."""
    (matter / SERVED).write_text(text, "utf-8")
    code, answered = _run("bundle", str(matter), matter=matter)
    assert code == 1 and "LX-B219" in _codes(answered)


def test_a_record_changed_by_hand_or_gone_is_told(matter: Path) -> None:
    """S1 The journal knows the digest of the record: a page changed by hand is told, and so is a lost record."""
    path = matter / SERVED
    path.write_text(path.read_text("utf-8").replace("提交给", "提交给", 1) + "# 改过\n", "utf-8")
    assert "LX-B223" in _codes(_run("bundle", str(matter), matter=matter)[1])
    path.unlink()
    assert "LX-B222" in _codes(_run("bundle", str(matter), matter=matter)[1])


def test_options_that_contradict_each_other_are_refused(matter: Path) -> None:
    """A supplement comes last and is not put in between; a reason belongs to a supplement."""
    for words in (("--supplement", "--insert"), ("--late", "x"), ("--supplement", "--print-late")):
        assert typed("bundle", str(matter), *words, cwd=matter.parent)[0] == 2
    assert typed("bundle", "serve", str(matter), "--on", "2026-12-01", cwd=matter.parent)[0] == 2


def test_the_reason_is_printed_when_wished(matter: Path) -> None:
    """--print-late puts the reason on the first page of the list."""
    _with_new_exhibit(matter)
    words = ("--supplement", "--late", "12月3日才取得", "--print-late")
    assert _run("bundle", str(matter), *words, *LATER, matter=matter)[0] == 0
    assert "12月3日才取得" in kit.page_text(matter / "4-证据包" / "v2" / "data" / "证据.pdf", 1)


def test_papers_that_cite_other_pages_are_named(first: Path, tmp_path: Path) -> None:
    """The complaint was drafted on v1. Before anything is handed in a slip is put in front: pages move, and the paper
    that cites the old ones is named with both; drafted again it is right."""
    folder = Path(shutil.copytree(first, tmp_path / "沈河案"))
    assert typed("draft", str(folder), "complaint", *LATER, cwd=tmp_path)[0] in (0, 1)
    _, answered = _run("bundle", str(folder), *LATER, matter=folder)
    assert "LX-B227" not in _codes(answered)
    _with_new_exhibit(folder)
    _edited(folder, 'number: "3-11"', 'number: "1-2"')
    _, answered = _run("bundle", str(folder), *LATER, matter=folder)
    told = [one for one in answered["findings"] if one["code"] == "LX-B227"]
    assert [one["where"]["file"] for one in told] == ["3-文书/v1/民事起诉状.docx"], told
    assert "证据2-2写第8页，现为第9页" in told[0]["message"]
    assert typed("draft", str(folder), "complaint", *LATER, cwd=tmp_path)[0] in (0, 1)
    _, answered = _run("bundle", str(folder), *LATER, matter=folder)
    assert "LX-B227" not in _codes(answered)


def test_a_paper_that_cites_what_was_withdrawn_is_named(matter: Path) -> None:
    """The complaint cites 3-2, which is withdrawn afterwards: the paper is named when the package is made."""
    assert typed("draft", str(matter), "complaint", *LATER, cwd=matter.parent)[0] in (0, 1)
    entry = '    number: "3-2"\n'
    _edited(matter, entry, entry + "    withdrawn: 2026-12-06\n    withdrawn_why: 与3-1重复\n")
    _, answered = _run("bundle", str(matter), "--as-of", "2026-12-08", matter=matter)
    (told,) = [one for one in answered["findings"] if one["code"] == "LX-B228"]
    assert told["where"]["file"] == "3-文书/v1/民事起诉状.docx" and "3-2" in told["message"]


def test_the_first_set_altered_in_the_matter_breaks_the_chain(matter: Path) -> None:
    """C11 In the matter the record says which version was handed in: altered there, it is broken."""
    _with_new_exhibit(matter)
    assert _run("bundle", str(matter), "--supplement", *LATER, matter=matter)[0] == 0
    manifest = matter / "4-证据包" / "v1" / "manifest-sha256.txt"
    manifest.chmod(0o644)
    manifest.write_text(manifest.read_text("utf-8")[:-2], "utf-8")
    code, seen = _run("verify", str(matter), matter=matter)
    assert code == 4 and seen["chain"] == "broken"
    shutil.rmtree(matter / "4-证据包" / "v1")
    code, seen = _run("verify", str(matter), matter=matter)
    assert code == 0 and seen["chain"] == "previous_not_here"


def test_another_day_than_the_printed_one_is_told(matter: Path) -> None:
    """The index of 21 November bears that day; on the receipt of the court stands 1 December."""
    _, answered = _run("bundle", "serve", str(matter), "--to", "乙法院", "--on", "2026-12-01", *LATER, matter=matter)
    assert "LX-B229" in _codes(answered)


def test_supplements_and_withdrawn_exhibits_agree_with_their_pages_too(matter: Path) -> None:
    """verify --deep: a supplement begins behind the last page; a sheet bears the labels of what was withdrawn."""
    _with_new_exhibit(matter)
    assert _run("bundle", str(matter), "--supplement", *LATER, matter=matter)[0] == 0
    code, said = _run("verify", str(matter / "4-证据包/v2"), "--deep", "--render", matter=matter)
    assert (code, said["levels"]["pages"], said["levels"]["renderings"]) == (0, "agrees", "agrees"), said["findings"]
    _edited(matter, '    number: "3-2"\n', '    number: "3-2"\n    withdrawn: 2026-12-04\n    withdrawn_why: 有瑕疵\n')
    words = ("--password", "工商查询(加密).pdf=jb2023", *LATER)
    assert _run("bundle", str(matter), *words, matter=matter)[0] == 0
    package = matter / "4-证据包/v3"
    index = json.loads((package / "data/index.json").read_text("utf-8"))
    [gone] = [one for one in index["items"] if one["number"] == "3-2"]
    assert gone.keys() == {"number", "group", "title", "pages", "labels", "withdrawn_on"}
    assert "有瑕疵" not in json.dumps(index, ensure_ascii=False)
    words = ("verify", str(package), "--deep", "--render", "--password", "1-1=jb2023")
    code, said = _run(*words, matter=matter)
    assert (code, said["levels"]["pages"], said["levels"]["renderings"]) == (0, "agrees", "agrees"), said["findings"]
    with pikepdf.open(package / "data/证据.pdf", allow_overwriting_input=True) as pdf:
        del pdf.pages[gone["pages"]["first"] - 1]
        pdf.save(package / "data/证据.pdf")
    everything_anew(package)
    code, said = _run("verify", str(package), "--deep", matter=matter)
    assert code == 4 and said["levels"]["pages"] == "differs"


def test_a_day_that_has_not_come_is_not_recorded(first: Path, tmp_path: Path) -> None:
    """On 21 November nobody has handed anything in on 10 December: an error, exit 1, and not a byte is written."""
    folder = Path(shutil.copytree(first, tmp_path / "沈河案"))
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    words = ("bundle", "serve", str(folder), "--to", "法院", "--on", "2026-12-10", "--as-of", "2026-11-21")
    code, answered = _run(*words, matter=folder)
    assert (code, _codes(answered)) == (1, ["LX-B295"])
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert answered["next"] == f"lexcollect bundle serve {folder} --to 法院 --on 2026-12-05 --as-of 2026-11-21"
    assert "2026-12-10" in answered["findings"][0]["message"]
    code, answered = _run(*answered["next"].split()[1:], matter=folder)
    assert code == 0 and answered["new"] is True


def test_a_version_that_is_not_there_goes_on_with_the_one_that_is(matter: Path) -> None:
    code, answered = _run("bundle", "serve", str(matter), "--to", "法院", "--version", "v9", *LATER, matter=matter)
    assert (code, _codes(answered)) == (1, ["LX-B215"])
    assert answered["next"].split()[1:7] == ["bundle", "serve", str(matter), "--to", "法院", "--version"]
    assert _run(*answered["next"].split()[1:], matter=matter)[0] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("withdrawn: 2026-12-06", "LX-E003"),
        ("withdrawn_why: 重复", "LX-E003"),
        ("withdrawn: 2026-13-06\n    withdrawn_why: 重复", "LX-E015"),
        ("withdrawn:\n    withdrawn_why: 重复", "LX-E003"),
        ("withdrawn: [2026-12-06]\n    withdrawn_why: 重复", "LX-E004"),
        ("撤回: 2026年12月6日\n    撤回原因: 重复", "LX-E134"),
    ],
)
def test_a_withdrawal_needs_a_day_a_reason_and_that_it_was_handed_in(
    first: Path, tmp_path: Path, words: str, code: str
) -> None:
    """What is half written is told with its key; what was never handed in has nothing to be withdrawn."""
    folder = Path(shutil.copytree(first, tmp_path / "沈河案"))
    _edited(folder, '    number: "3-2"\n', f'    number: "3-2"\n    {words}\n')
    _, answered = _run("bundle", str(folder), *LATER, matter=folder)
    assert code in _codes(answered)


def test_a_record_without_its_line_in_the_journal_gets_it(matter: Path) -> None:
    """The run that recorded the set was killed before the journal: recording it once more mends that, as it says."""
    words = ("--on", "2026-12-01", "--version", "v1", *LATER)
    journal = matter / "5-日志" / "journal.jsonl"
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text(
        "".join(lines[:-1]) + lines[-1].replace('{"2-整理/已提交.yaml": "', '{"2-整理/已提交.yaml": "0'), "utf-8"
    )
    assert "LX-B223" in _codes(_run("bundle", str(matter), matter=matter)[1])
    _, answered = _run("bundle", "serve", str(matter), "--to", "法院", *words, matter=matter)
    assert answered["new"] is False
    assert "LX-B223" not in _codes(_run("bundle", str(matter), matter=matter)[1])


def test_recipients_are_names_on_one_line(matter: Path) -> None:
    """Several may be given in one word; a name of blanks is none; line ends and hidden signs are dropped."""
    assert typed("bundle", "serve", str(matter), "--to", " ", cwd=matter.parent)[0] == 2
    words = ("--to", "甲法院、乙\n法院\u202e", "--late", "一\n二: 三", "--on", "2026-12-03", *LATER)
    _, answered = _run("bundle", "serve", str(matter), *words, matter=matter)
    assert [one["to"] for one in answered["sets"][0]["handed"]] == ["法院", "对方", "甲法院", "乙 法院"]
    assert served_in(matter).sets[0].late == "一 二: 三"
