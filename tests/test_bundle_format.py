"""docs/bundle-format.md says what a package is: each numbered statement there is tried on a package, here or in the
tests of numbers and of what was handed in.

The package is the demo's, made once. A test names the statements it holds in its first line (``L1``, ``A5`` …); the
last test of all compares the two lists.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import time
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pikepdf
import pytest

import test_bundle_document_stamp
import test_bundle_format_checks
import test_bundle_leaks
import test_bundle_lists
import test_bundle_numbers
import test_bundle_profiles
import test_bundle_serving
import test_masked_copy
import test_verify_renderings
from alteration_kit import (
    LISTS,
    MANIFEST,
    digest_of_originals,
    list_of,
    make_everything_anew,
    make_lists_anew,
    paths,
    root_of,
    rows,
    sha256,
)
from authority_kit import Authority, run
from bundle_kit import (
    COVER,
    MADE_ON,
    bundle_of,
    everything_said,
    item,
    material,
    packed,
    page_text,
    picture_bytes,
    quartered,
    shown,
    unpacked,
)
from cli_run import typed
from format_kit import TAGS, damage, demo_matter, strangers_accept
from lexcollect.bundle import build as building
from lexcollect.bundle.merkle import prove
from lexcollect.bundle.tokens.paths import read_roots
from lexcollect.bundle.tokens.request import Hash, read_request, request_for
from lexcollect.bundle.tokens.trust import Trust
from lexcollect.bundle.tokens.verdict import Check, Verdict
from lexcollect.bundle.verify import verify
from lexcollect.cells import computes
from lexcollect.evidence.catalogue import load_catalogue, read_catalogue
from lexcollect.evidence.items import Catalogue, SourceFile
from lexcollect.findings import Refused
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.layout import CACHE, CATALOGUE, JOURNAL, MATERIAL_LIST, PACKAGES, RAW
from lexcollect.matter.signing import sign_package
from lexcollect.matter.stamping import take_in, write_requests
from outside import program

FORMAT = Path(__file__).parents[1] / "docs" / "bundle-format.md"
INDEX_SCHEMA = Path(__file__).parents[1] / "schemas" / "index-1.schema.json"


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_matter(tmp_path_factory.mktemp("format"))


@pytest.fixture(scope="module")
def package(matter: Path) -> Path:
    return matter / PACKAGES / "v1"


@pytest.fixture(scope="module")
def catalogue(matter: Path) -> Catalogue:
    found, _ = load_catalogue(matter / CATALOGUE, matter / RAW)
    assert found is not None
    return found


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(package, tmp_path / "v1"))


@pytest.fixture
def whole(matter: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(matter, tmp_path / "案"))


# Layout and files


def test_the_demo_package_has_the_files_that_the_document_lists(package: Path) -> None:
    """L1"""
    shown = re.search(r"<!-- demo package -->\n```text\n(.*?)```", FORMAT.read_text("utf-8"), re.S)
    assert shown and shown[1].split("\n")[:-1] == paths(package)
    folders = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_dir()}
    assert folders == {"data", "data/originals"}
    assert not any(p.is_symlink() or p.name.startswith(".") for p in package.rglob("*"))


def test_only_files_for_people_begin_with_a_byte_order_mark(package: Path) -> None:
    marked = {n for n in paths(package) if "originals" not in n and (package / n).read_bytes()[:3] == b"\xef\xbb\xbf"}
    assert marked == {"data/清单.csv", "打印方案.txt", "核验说明.txt"}


def test_every_file_of_every_exhibit_is_there_as_received_and_nothing_else(
    package: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    """O1"""
    kept = sorted(sha256(p) for p in (package / "data/originals").iterdir())
    assert kept == sorted(f.sha256 for i in catalogue.items for f in i.files)
    assert len(catalogue.left_out) == 17
    source = material(tmp_path, "a.pdf", b"%PDF as received")
    source.path.write_bytes(b"%PDF changed since")
    assert packed(tmp_path, item("1-1", source)).folder is None


def test_a_file_of_two_exhibits_is_there_twice(tmp_path: Path) -> None:
    """O2"""
    source = material(tmp_path, "回单.txt", b"one slip, two payments")
    built = packed(tmp_path, item("4-1", source, title="回单甲"), item("4-2", source, title="回单乙"))
    assert built.folder
    assert [p.name for p in sorted((built.folder / "data/originals").iterdir())] == ["4-1_回单甲.txt", "4-2_回单乙.txt"]


def test_a_file_that_the_catalogue_says_nothing_of_is_named_and_makes_a_draft(tmp_path: Path) -> None:
    """O3"""
    folder = tmp_path / "1-收到的材料"
    listed, later = (
        material(tmp_path, "合同.jpg", picture_bytes(quartered(), "JPEG")),
        material(tmp_path, "后来收到.txt", b"later"),
    )
    words = (
        "schema: lexcollect/catalogue/1\ngroups: [{number: 1, title: 合同}]\nitems:\n"
        "- {id: c, number: '1-1', title: 合同, date: 2023-04-12, date_source: 打印, kind: 书证, "
        "source: 原告保管, purpose: 约定, files: [合同.jpg]}\n"
    )
    named, found = read_catalogue(words.encode(), folder)
    assert named is not None and [dict(f.params)["file"] for f in found if f.code == "LX-E013"] == [later.name]
    built = building.build(named, COVER, tmp_path / "4-证据包", made_on=MADE_ON)
    assert built.folder and [rows(built.folder)[0]["SHA-256"]] == [listed.sha256]
    assert all("草稿未确认" in "".join(page_text(bundle_of(built), page).split()) for page in (1, 2))


def test_index_first_then_the_exhibits_each_page_with_its_number(package: Path, catalogue: Catalogue) -> None:
    """R1 R2"""
    page = int(rows(package)[0]["起页"])
    captions = ["证据目录"] * (page - 1)
    for one in catalogue.items:
        mine = [r for r in rows(package) if r["编号"] == one.no]
        first, last = int(mine[0]["起页"]), int(mine[0]["止页"])
        assert first == page
        captions += [f"证据{one.no}"] * (last - first + 1)
        page = last + 1
    with pikepdf.open(package / "data/证据.pdf") as pdf:
        assert len(pdf.pages) == page - 1 == len(captions)
        assert [p.label for p in pdf.pages] == [str(n) for n in range(1, page)]
    for number in (1, 2, 3, 20, page - 1):
        assert f"{captions[number - 1]} · 第{number}页" in page_text(package / "data/证据.pdf", number)


def test_rows_of_the_index_and_bookmarks_lead_to_the_first_page(package: Path, catalogue: Catalogue) -> None:
    """R3"""
    starts = [int(next(r["起页"] for r in rows(package) if r["编号"] == i.no)) for i in catalogue.items]
    with pikepdf.open(package / "data/证据.pdf") as pdf:
        number = {p.objgen: n for n, p in enumerate(pdf.pages, start=1)}
        links = [number[a.Dest[0].objgen] for p in pdf.pages for a in p.obj.get("/Annots", []) if "/Dest" in a]
        with pdf.open_outline() as outline:
            marks = [number[e.destination[0].objgen] for group in outline.root[1:] for e in group.children]
    assert sorted(set(links)) == starts == marks  # a row has a link for each of its cells


def test_what_cannot_be_shown_has_a_page_with_the_reason(tmp_path: Path) -> None:
    """R4"""
    built = packed(tmp_path, item("1-1", material(tmp_path, "坏.pdf", b"%PDF-1.4\n"), title="合同"))
    text = page_text(bundle_of(built), built.total_pages)
    assert built.pages["1-1"] == (2, 2)
    assert "1-1" in text and "合同" in text and "原件随附" in text


def test_nothing_but_title_and_day_describes_the_pdf(package: Path) -> None:
    """R5 A11"""
    with pikepdf.open(package / "data/证据.pdf") as pdf:
        assert set(pdf.docinfo) == {"/Title", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo["/Title"]).startswith("证据：原告") and "D:20261121" in str(pdf.docinfo["/CreationDate"])
        assert not {"/Metadata", "/OpenAction", "/AA", "/AcroForm", "/Names"} & set(pdf.Root)


def test_the_list_of_files_is_right_for_each_original(package: Path, catalogue: Catalogue) -> None:
    """F1"""
    listed = {r["包内文件"]: (r["大小（字节）"], r["SHA-256"]) for r in rows(package)}
    there = {n: (str((package / n).stat().st_size), sha256(package / n)) for n in paths(package) if "originals" in n}
    assert listed == there and len(rows(package)) == len(listed)
    assert list(dict.fromkeys(r["编号"] for r in rows(package))) == [i.no for i in catalogue.items]
    assert (package / "data/清单.csv").read_bytes().count(b"\r\n") == len(listed) + 1
    head = ",".join(rows(package)[0])
    for column in head.split(","):
        assert re.search(rf"\| [^|]*{re.escape(column)}[^|]* \|", FORMAT.read_text("utf-8")), column


def test_no_cell_of_the_list_can_be_computed(tmp_path: Path) -> None:
    """F2"""
    built = packed(tmp_path, item("1-1", material(tmp_path, "1.txt", b"x"), title="@title", purpose="-2+3"))
    assert built.folder
    [row] = rows(built.folder)
    assert (row["证据名称"], row["证明对象"]) == ("'@title", "'-2+3")
    assert not any(computes(cell) for cell in row.values())


def test_recognised_words_lie_unseen_and_are_said_to_be_no_part_of_the_originals(tmp_path: Path) -> None:
    """R7"""
    data = picture_bytes(quartered(), "PNG")
    seen = Sheet(1, 240, 160, 0, (Piece("违约金", (20, 100, 80, 100, 80, 120, 20, 120), 999),))
    exhibit = item("1-1", material(tmp_path, "照片.png", data))
    plain, built = packed(tmp_path, exhibit), packed(tmp_path, exhibit, words=lambda sha256, page: seen)
    assert plain.folder and built.folder and plain.folder != built.folder
    assert "违约金" in page_text(bundle_of(built), 2) and "违约金" not in page_text(bundle_of(plain), 2)
    assert shown(bundle_of(plain), 2).tobytes() == shown(bundle_of(built), 2).tobytes()
    assert "有1页图片附有不显示的识别文字" in (built.folder / "核验说明.txt").read_text("utf-8-sig")
    assert verify(built.folder).ok


def test_what_photographs_and_programs_tell_stays_in_the_originals(package: Path) -> None:
    """R6"""
    told = (b"HUAWEI", b"NOH-AN00", b"Exif", b"ReportLab", b"anonymous")
    originals = b"".join(path.read_bytes() for path in (package / "data/originals").iterdir())
    assert all(word in originals for word in told)
    assert [word for word in told if word in unpacked(package / "data/证据.pdf")] == []


def is_written(file: SourceFile) -> bool:
    """Tell whether ``file`` is a chat or a mail."""
    return file.kind in (FileKind.CHAT, FileKind.MAIL)


def test_no_name_as_received_is_in_the_package(matter: Path, package: Path, catalogue: Catalogue) -> None:
    """F3"""
    text = everything_said(package)
    names = [Path(file.name).name for file in catalogue.files()] + [Path(one.name).name for one in catalogue.left_out]
    # A name of plain words only (现场照片) may well be a title too.
    told = {*names, *(stem for name in names if not re.fullmatch("[\u4e00-\u9fff]+", stem := Path(name).stem))}
    assert len(told) > 80
    # What a chat or a mail says in its own words is printed: the pictures it names, the people.
    said = "".join(one.path.read_bytes().decode("utf-8", "replace") for one in catalogue.files() if is_written(one))
    told = {name for name in told if name not in said}
    assert len(told) > 70
    assert sorted(name for name in told if name in text) == []
    kept = (matter / "2-整理/装包对照-v1.csv").read_text("utf-8-sig")
    received = {row["包内文件"]: row["收到时的文件"] for row in csv.DictReader(io.StringIO(kept, newline=""))}
    assert sorted(received) == sorted(r["包内文件"] for r in rows(package))
    assert all(sha256(package / name) == sha256(matter / RAW / came) for name, came in received.items())


def test_the_lists_are_in_the_form_that_the_document_gives(package: Path) -> None:
    """D1 D4"""
    payload = [n for n in paths(package) if n.startswith("data/")]
    assert (package / MANIFEST).read_text("utf-8") == list_of(package, payload, "sha256")
    for name, algorithm in zip(LISTS, ("sha256", "sha512"), strict=True):
        assert (package / name).read_text("utf-8") == list_of(package, list(TAGS), algorithm)


def test_the_facts_of_the_bag_are_right(package: Path) -> None:
    """D2"""
    lines = (package / "bag-info.txt").read_text("utf-8").splitlines()
    facts = dict(line.split(": ", 1) for line in lines)
    sizes = [(package / n).stat().st_size for n in paths(package) if n.startswith("data/")]
    assert facts["Payload-Oxum"] == f"{sum(sizes)}.{len(sizes)}"
    assert facts["Bag-Software-Agent"].startswith("lexcollect ")
    assert facts["Bagging-Date"] == "2026-11-21"
    labels = re.findall(r"^\| `([A-Z][A-Za-z-]+)` \|", FORMAT.read_text("utf-8"), re.M)
    assert list(facts) == [label for label in labels if label in facts]
    assert (package / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_the_content_digest_is_printed_for_whoever_wants_to_lay_it_down(package: Path) -> None:
    """D3 G1"""
    assert sha256(package / MANIFEST) in (package / "核验说明.txt").read_text("utf-8-sig")


def test_the_index_and_the_instructions_give_the_digest_of_the_originals(package: Path) -> None:
    """D3 G3"""
    words = re.findall(r"(?<!\w)[0-9a-f]{64}(?!\w)", (package / "核验说明.txt").read_text("utf-8-sig"))
    assert words == [sha256(package / MANIFEST), digest_of_originals(package), root_of(package)]
    last = next(p for p in (2, 1, 3) if "校 验 值" in page_text(package / "data/证据.pdf", p))
    assert words[1] in re.sub(r"\s", "", page_text(package / "data/证据.pdf", last))


def test_the_index_as_data_is_canonical_and_right(package: Path, catalogue: Catalogue) -> None:
    """J1"""
    raw = (package / "data/index.json").read_bytes()
    said = json.loads(raw)
    jsonschema.Draft202012Validator(json.loads(INDEX_SCHEMA.read_text("utf-8"))).validate(said)
    words = json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)
    assert raw == unicodedata.normalize("NFC", words + "\n").encode("utf-8")
    assert said["digests"]["originals_sha256"] == digest_of_originals(package)
    listed = {row["包内文件"]: row for row in rows(package)}
    assert [one["number"] for one in said["items"]] == [i.no for i in catalogue.items]
    for one in said["items"]:
        for file in one["files"]:
            row = listed.pop(file["path"])
            assert (str(file["size"]), file["sha256"]) == (row["大小（字节）"], row["SHA-256"])
            assert [one["labels"][at] for at in ("first", "last")] == [row["起页"], row["止页"]]
            assert {at: str(page) for at, page in one["pages"].items()} == one["labels"]
            assert file["received_on"] == "2026-11-21"
            told = (one["title"], one["kind"], one["source"], one["proves"], one.get("formed_on", ""))
            assert told == tuple(row[c] for c in ("证据名称", "证据种类", "证据来源", "证明对象", "形成日期"))
    assert not listed
    with pikepdf.open(package / "data/证据.pdf") as pdf:
        assert said["package"]["pages"] == len(pdf.pages)
        assert said["package"]["index_pages"] == said["items"][0]["pages"]["first"] - 1


def test_the_report_claims_unchanged_since_intake_and_nothing_more(package: Path) -> None:
    """I1"""
    run = subprocess.run(["pdftotext", str(package / "data/完整性报告.pdf"), "-"], capture_output=True, check=True)
    text = re.sub(r"\s", "", run.stdout.decode())
    assert text.count("收存以来未变") == 1 and "由提交人陈述，程序没有核实" in text and "不说明文件内容是否真实" in text
    assert all(row["SHA-256"] in text for row in rows(package))


def test_no_internal_column_is_in_the_index_as_data(tmp_path: Path, catalogue: Catalogue, package: Path) -> None:
    """J2"""
    mine = item("1-1", material(tmp_path, "客户催了三次.pdf", b"%PDF-1.4\n"), title="合同", date_source="客户口述")
    built = packed(tmp_path, mine)
    assert built.folder
    raw = (built.folder / "data/index.json").read_text("utf-8")
    [one] = json.loads(raw)["items"]
    assert one.keys() == {
        *("files", "formed_on", "group", "kind", "notices"),
        *("labels", "number", "pages", "proves", "source", "title"),
    }
    assert one["notices"] == ["文件已损坏，无法作为PDF打开"]
    assert not any(word in raw for word in ("内部", "客户", "复印件", tmp_path.name))
    raw = (package / "data/index.json").read_text("utf-8")
    none_held = [i.no for i in catalogue.items if i.original == "无"]
    kept = {one["number"]: one.get("original") for one in json.loads(raw)["items"]}
    assert none_held and {kept[no] for no in none_held} == {None} and {*kept.values()} == {None, "held", "electronic"}


def test_the_list_with_sm3_is_that_of_openssl(package: Path) -> None:
    """D5"""
    lines = (package / "manifest-sm3.txt").read_text("utf-8").splitlines()
    names = [line.split("  ", 1)[1] for line in lines]
    assert names == [n for n in paths(package) if n.startswith("data/")]
    run = subprocess.run(
        [program("openssl"), "dgst", "-sm3", "-r", *names], cwd=package, capture_output=True, text=True, check=True
    )
    assert [line.split(" ")[0] for line in run.stdout.splitlines()] == [line.split(" ")[0] for line in lines]


def test_without_sm3_on_this_computer_there_is_no_such_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L1"""
    monkeypatch.setattr("lexcollect.bundle.second_digests.has_sm3", lambda: False)
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.txt", b"x")))
    assert built.folder and not (built.folder / "manifest-sm3.txt").exists() and verify(built.folder).ok


def test_the_root_follows_from_the_manifest_as_the_document_says(package: Path) -> None:
    """D6 G6"""
    assert (package / "merkle-root.txt").read_text() == f"{root_of(package)}\n"
    assert verify(package, digests=[root_of(package)]).shown_by == ("typed_root",)
    assert [f.code for f in verify(package, digests=[root_of(package)[::-1]]).findings] == ["LX-B122"]


def test_a_proof_leads_from_its_line_to_the_root_by_the_steps_of_the_document(package: Path) -> None:
    """G7"""
    manifest = (package / MANIFEST).read_bytes()
    for proof in prove(manifest, range(len(rows(package)))):
        found = hashlib.sha256(b"\0" + proof.salt + proof.line).digest()
        for step in proof.path:
            found = hashlib.sha256(b"\1" + (step.digest + found if step.left else found + step.digest)).digest()
        assert found.hex() == root_of(package)


def commands(package: Path, *tools: str) -> list[str]:
    lines = [line.strip() for line in (package / "核验说明.txt").read_text("utf-8-sig").splitlines()]
    return [line for line in lines if line.startswith(tools)]


def test_the_commands_of_the_instructions_run_as_they_stand(package: Path, copy: Path) -> None:
    """D3 G3 C6"""
    checks = commands(package, "sha256sum -c", "shasum -a 256 -c")
    digests = [c for c in commands(package, "sha256sum", "shasum", "openssl dgst", "grep") if c not in checks]
    assert (len(checks), len(digests)) == (4, 5)
    run = {
        c: subprocess.run(["bash", "-c", c], cwd=package, capture_output=True, text=True, check=True).stdout
        for c in (*checks, *digests)
    }
    for line in digests:
        wanted = digest_of_originals(package) if line.startswith("grep") else sha256(package / MANIFEST)
        assert wanted in run[line], line
    damage(copy / "data/证据.pdf")
    assert subprocess.run(["bash", "-c", checks[0]], cwd=copy, capture_output=True, check=False).returncode


def test_the_journal_keeps_the_digests_of_packages_and_register(whole: Path) -> None:
    """G4"""
    known = json.loads((whole / CACHE / "intake.json").read_text("utf-8"))["registered"]
    register = hashlib.sha256("".join(f"{d}  {n}\n" for n, d in sorted(known.items())).encode()).hexdigest()
    entries = [json.loads(line) for line in (whole / JOURNAL).read_text("utf-8").splitlines()]
    package = whole / PACKAGES / "v1"
    assert entries[-1]["digests"] == {
        RAW: register,
        f"{PACKAGES}/v1": sha256(package / MANIFEST),
        f"{PACKAGES}/v1/{LISTS[0]}": sha256(package / LISTS[0]),
    }
    (whole / RAW / "补.txt").write_bytes(b"x")
    typed("intake", cwd=whole)
    entry = json.loads((whole / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert entry["digests"].keys() == {RAW} and entry["digests"][RAW] != register
    assert typed("verify", RAW, cwd=whole)[0] == 0


def test_what_a_run_took_in_that_was_cut_short_accuses_nobody(whole: Path) -> None:
    """G4 A9"""
    before = (whole / JOURNAL).read_bytes()
    (whole / RAW / "补.txt").write_bytes(b"x")
    typed("intake", cwd=whole)
    (whole / JOURNAL).write_bytes(before)  # killed behind the register, before the journal
    code, out, _ = typed("verify", RAW, cwd=whole)
    assert code == 0 and "LX-B144" in out and "补.txt" in out
    typed("intake", cwd=whole)
    code, out, _ = typed("verify", RAW, cwd=whole)
    assert code == 0 and "LX-B144" not in out and "√ 清单与案件日志" in out
    register = whole / CACHE / "intake.json"
    known = json.loads(register.read_text("utf-8"))
    del known["registered"]["补.txt"]
    register.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    (whole / MATERIAL_LIST).unlink()
    (whole / RAW / "补.txt").unlink()
    code, out, _ = typed("verify", RAW, cwd=whole)
    assert code == 4 and "LX-B138" in out


def test_a_bundle_that_was_cut_short_gets_its_line_from_the_next(whole: Path) -> None:
    """G4 V4"""
    journal = whole / JOURNAL  # killed behind the package, before the journal told of it; the intake stands there
    line = json.loads(journal.read_text("utf-8"))
    line = {
        key: {name: v for name, v in told.items() if not name.startswith(PACKAGES)}
        if isinstance(told, dict)
        else [name for name in told if not str(name).startswith(PACKAGES)]
        if isinstance(told, list)
        else told
        for key, told in line.items()
    }
    journal.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    assert PACKAGES not in journal.read_text("utf-8")
    words = ("bundle", "--as-of", "2026-11-21", "--no-input", "--password", "工商查询(加密).pdf=jb2023")
    _, out, _ = typed(*words, cwd=whole)
    assert "沿用" in out and sha256(whole / PACKAGES / "v1" / MANIFEST) in out.replace(" ", "")
    assert [p.name for p in (whole / PACKAGES).iterdir() if p.is_dir()] == ["v1"]
    assert "√ 清单与案件日志" in typed("verify", f"{PACKAGES}/v1", cwd=whole)[1]


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-8"])
def test_a_list_of_the_material_that_excel_saved_is_still_a_register(whole: Path, codec: str) -> None:
    """A8 C4"""
    path = whole / MATERIAL_LIST
    text = path.read_text("utf-8-sig").replace("重要❗何会计", "重要?何会计")  # GBK has no such sign
    if codec == "utf-16":
        table = list(csv.reader(io.StringIO(text)))
        text = "".join("\t".join(" ".join(c.split("\n")) for c in row) + "\r\n" for row in table)
    path.write_bytes(text.encode(codec))
    assert typed("verify", RAW, cwd=whole)[0] == 0
    shutil.rmtree(whole / CACHE)
    (whole / JOURNAL).unlink()
    found = verify(whole / RAW)
    assert (found.changed, found.missing, found.added) == (
        (),
        ("重要?何会计承认欠款.png",),
        ("重要❗何会计承认欠款.png",),
    )


SINCE_3 = ("data/index.json", "data/完整性报告.pdf", "manifest-sm3.txt", "merkle-root.txt", "核验.html")


@pytest.mark.parametrize("form", [1, 2])
def test_a_package_of_an_older_format_is_verified_as_before(copy: Path, form: int) -> None:
    """C7"""
    note = copy / "核验说明.txt"
    words, old = note.read_text("utf-8").replace(root_of(copy), "（没有）"), sha256(copy / MANIFEST)
    for name in SINCE_3:
        (copy / name).unlink()
    make_lists_anew(copy)
    if form == 1:
        words = words.replace(digest_of_originals(copy), "（格式1没有这一项）")
    note.write_text(words.replace(old, sha256(copy / MANIFEST)), "utf-8")
    data = [copy / n for n in paths(copy) if n.startswith("data/")]
    info = copy / "bag-info.txt"
    oxum = f"Payload-Oxum: {sum(p.stat().st_size for p in data)}.{len(data)}"
    info.write_text(re.sub("Payload-Oxum: .*", oxum, info.read_text("utf-8")), "utf-8")
    make_lists_anew(copy)
    found = verify(copy)
    assert found.ok and not found.findings and not found.root
    note.write_text(note.read_text("utf-8").replace(sha256(copy / MANIFEST), "没有校验值"), "utf-8")
    make_lists_anew(copy)
    assert [f.code for f in verify(copy).findings] == ["LX-B120"]


def test_a_time_stamp_token_is_asked_for_the_manifest_and_fits_no_other(copy: Path, tmp_path: Path) -> None:
    """G5 A15"""

    def openssl(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([program("openssl"), *words], cwd=tmp_path, capture_output=True, check=False)

    (tmp_path / "tsa.cnf").write_text(
        "[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = TSA\n[ext]\n"
        "extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n"
        "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\ncrypto_device = builtin\nsigner_cert = tsa.pem\n"
        "signer_key = tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\naccuracy = secs:1\n"
    )
    (tmp_path / "serial").write_text("01\n")
    config = ["-config", "tsa.cnf"]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "30"]
    assert openssl(*made, *config, "-extensions", "ext").returncode == 0
    listed = str(copy / MANIFEST)
    assert openssl("ts", "-query", "-data", listed, "-sha256", "-cert", "-out", "q").returncode == 0
    assert openssl("ts", "-reply", *config, "-queryfile", "q", "-out", "token").returncode == 0
    check = ["ts", "-verify", "-data", listed, "-in", "token", "-CAfile", "tsa.pem"]
    assert b"OK" in openssl(*check).stdout
    damage(copy / "data/证据.pdf")
    make_everything_anew(copy)
    assert verify(copy).ok and openssl(*check).returncode != 0


def stamped(copy: Path, folder: Path) -> tuple[Authority, Path, Path]:
    """Have the package stamped by an authority; return it, the request and the answer about the manifest."""
    one = Authority(folder / "机构")
    names = write_requests(copy, Hash.SHA256)
    answers = [folder / Path(name).with_suffix(".tsr").name for name in names]
    for name, answer in zip(names, answers, strict=True):
        one.answer(copy / name, answer)
    received = [(answer.name, answer.read_bytes()) for answer in answers]
    taken = take_in(copy, received, Trust(read_roots(one.roots.read_bytes())))
    assert not taken.findings and len(taken.files) == len(names) == 2
    return one, copy / names[0], copy / taken.files[0]


def test_proofs_lie_outside_the_lists_and_only_what_belongs_there(copy: Path, tmp_path: Path) -> None:
    """P1"""
    before = verify(copy)
    _, _, answer = stamped(copy, tmp_path)
    assert paths(copy / "proofs") == [f"0001-{n}.{e}" for n in ("manifest", "root") for e in ("tsq", "tsr")]
    found = verify(copy)
    assert found.ok and (found.content, found.checked) == (before.content, before.checked) and strangers_accept(copy)
    (copy / "proofs/x.txt").write_bytes(b"x")
    assert verify(copy).added == ("proofs/x.txt",)
    shutil.rmtree(copy / "proofs")
    assert verify(copy).ok and answer.parent == copy / "proofs"


def test_a_request_holds_a_digest_and_an_answer_stays_as_it_came(copy: Path, tmp_path: Path) -> None:
    """P2"""
    _, request, answer = stamped(copy, tmp_path)
    digest = hashlib.sha256((copy / MANIFEST).read_bytes()).digest()
    asked = read_request(request.read_bytes())
    assert asked.digest == digest and asked.nonce and request.stat().st_size < 80
    assert answer.read_bytes() == (tmp_path / "0001-manifest.tsr").read_bytes()
    again = take_in(copy, [("a.tsr", answer.read_bytes())], Trust())
    assert (again.files, [f.code for f in again.findings]) == ((), ["LX-B179"])
    other = Authority(tmp_path / "别处")
    (tmp_path / "b").write_bytes(b"b")
    (tmp_path / "b.tsq").write_bytes(request_for(b"b"))
    other.answer(tmp_path / "b.tsq", tmp_path / "b.tsr")
    wrong = take_in(copy, [("b.tsr", (tmp_path / "b.tsr").read_bytes())], Trust())
    assert (wrong.files, [f.code for f in wrong.findings]) == ((), ["LX-B177"])
    damage(copy / "data/清单.csv")
    with pytest.raises(Refused, match="LX-B171"):
        write_requests(copy, Hash.SHA256)


def test_the_commands_for_tokens_run_as_they_stand(copy: Path, tmp_path: Path) -> None:
    """D3 P3"""
    one, _, _ = stamped(copy, tmp_path)
    shutil.copy(one.roots, copy / "roots.pem")
    words = ("pkcs12", "-export", "-in", "tsa.pem", "-inkey", "tsa.key", "-passout", "pass:k", "-out", "k.p12")
    run(*words, cwd=one.folder)
    (copy / "roots.pem").rename(tmp_path / "roots.pem")
    name, _ = sign_package(copy, one.folder / "k.p12", "k", datetime.now(UTC))
    (copy / name).rename(copy / "proofs/0001-manifest.p7s")
    (tmp_path / "roots.pem").rename(copy / "roots.pem")
    verify_, show, own = commands(copy, "openssl ts", "openssl cms")
    said = {
        c: subprocess.run(["bash", "-c", c], cwd=copy, capture_output=True, text=True, check=True)
        for c in (verify_, show, own)
    }
    assert "Verification: OK" in said[verify_].stdout + said[verify_].stderr
    assert "Time stamp: " in said[show].stdout and "successful" in said[own].stderr


def test_a_token_is_told_check_by_check_and_convicts_a_manifest_made_anew(copy: Path, tmp_path: Path) -> None:
    """P3 P4 P5"""
    one, _, answer = stamped(copy, tmp_path)
    nobody, trusted = verify(copy), verify(copy, trust=Trust(read_roots(one.roots.read_bytes()), demanded=True))
    assert [line.check for line in nobody.tokens[0].lines] == list(Check)
    assert nobody.ok and nobody.tokens[0].verdict is Verdict.UNTRUSTED and "token" not in nobody.shown_by
    assert trusted.ok and trusted.tokens[0].verdict is Verdict.VALID and "token" in trusted.shown_by
    stranger = Trust(read_roots(Authority(tmp_path / "别处").roots.read_bytes()), demanded=True)
    found = verify(copy, trust=stranger)
    assert not found.ok and not found.broken and {f.code for f in found.findings} == {"LX-B173"}
    assert one.accepts(copy / MANIFEST, answer)
    damage(copy / "data/证据.pdf")
    make_everything_anew(copy)
    found = verify(copy)
    assert found.broken and {f.code for f in found.findings} == {"LX-B172"}
    assert not one.accepts(copy / MANIFEST, answer)


# Names


def test_names_are_number_title_mark_and_ending(package: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """N1"""
    names = {n.rpartition("/")[2] for n in paths(package) if "originals" in n}
    assert all(name.startswith(tuple(f"{i.no}_" for i in catalogue.items)) for name in names)
    first, second = (material(tmp_path, n, n.encode()) for n in ("甲.txt", "乙.txt"))
    built = packed(tmp_path, item("1-1", first, second, title="Slip"), item("1-1", first, title="SLIP", id="again"))
    assert built.folder
    made = sorted(p.name for p in (built.folder / "data/originals").iterdir())
    assert made == ["1-1_SLIP_3.txt", "1-1_Slip.txt", "1-1_Slip_2.txt"]


@pytest.mark.parametrize(
    ("received", "data", "ending"),
    [
        ("送货单.pdf", b"\xff\xd8\xff\xe0 a photograph", ".jpg"),
        ("合同", b"%PDF-1.4\n", ".pdf"),
        ("未知.XYZ1", b"\x00\x01\x02\x03", ".xyz1"),
        ("未知.这是什么", b"\x00\x01\x02\x03", ".bin"),
        ("未知", b"\x00\x01\x02\x03", ".bin"),
    ],
)
def test_the_ending_tells_the_content(tmp_path: Path, received: str, data: bytes, ending: str) -> None:
    """N2"""
    built = packed(tmp_path, item("1-1", material(tmp_path, received, data), title="甲"))
    assert built.folder
    assert [p.name for p in (built.folder / "data/originals").iterdir()] == [f"1-1_甲{ending}"]


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", 'a<b>:c"d|e?f*g%h', "e\u0301te\u0301", "名\u202e\u200b称", "很长" * 200, " . ", "NUL"]
)
def test_no_title_makes_a_name_that_a_system_refuses_or_misreads(tmp_path: Path, title: str) -> None:
    """N3"""
    built = packed(tmp_path, item("1-1", material(tmp_path, "甲.txt", b"x"), title=title))
    assert built.folder
    [name] = [p.name for p in (built.folder / "data/originals").iterdir()]
    assert name.startswith("1-1_") and name.endswith(".txt") and len(name.encode()) <= 120
    assert name == unicodedata.normalize("NFC", name) and not re.search(r'[<>:"/\\|?*%\x00-\x1f\u200b\u202e]', name)


def test_another_normal_form_is_the_same_name(tmp_path: Path) -> None:
    """N4"""
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.txt", b"x"), title="Café"))
    assert built.folder
    old = built.folder / "data/originals/1-1_Café.txt"
    old.rename(old.with_name(unicodedata.normalize("NFD", old.name)))
    assert verify(built.folder).ok


# Digests and versions


def test_same_inputs_same_bytes_and_another_day_another_package(tmp_path: Path) -> None:
    """G2"""
    made = []
    for place, day in (("甲", MADE_ON), ("乙", MADE_ON), ("丙", date(2026, 11, 22))):
        folder = tmp_path / place
        built = packed(folder, item("1-1", material(folder, "a.txt", b"one")), made_on=day)
        assert built.folder
        made.append({n: (built.folder / n).read_bytes() for n in paths(built.folder)})
    assert made[0] == made[1] and made[0] != made[2]


def test_versions_follow_each_other_and_stay_as_they_were_written(tmp_path: Path) -> None:
    """V1 V3 V4"""
    source = material(tmp_path, "a.txt", b"one")
    first = packed(tmp_path, item("1-1", source))
    assert first.folder
    before = {n: (first.folder / n).read_bytes() for n in paths(first.folder)}
    again = packed(tmp_path, item("1-1", source))
    other = packed(tmp_path, item("1-1", source, title="另一标题"))
    assert (first.new, again.new, other.new) == (True, False, True)
    assert [b.folder.name for b in (first, again, other) if b.folder] == ["v1", "v1", "v2"]
    assert [f.code for f in again.findings if f.code == "LX-B040"]
    (tmp_path / PACKAGES / "v7").mkdir()
    last = packed(tmp_path, item("1-1", source))
    assert last.folder and last.folder.name == "v8"
    assert {n: (first.folder / n).read_bytes() for n in paths(first.folder)} == before


def test_a_run_that_fails_leaves_no_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """V2"""
    source = material(tmp_path, "a.txt", b"one")

    def torn(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building, "seal", torn)
        with pytest.raises(KeyboardInterrupt):
            packed(tmp_path, item("1-1", source))
    assert list((tmp_path / PACKAGES).iterdir()) == []
    old = tmp_path / PACKAGES / ".lx-killed"
    old.mkdir()
    os.utime(old, times=(time.time() - 2 * 86_400,) * 2)
    packed(tmp_path, item("1-1", source))
    assert [p.name for p in (tmp_path / PACKAGES).iterdir()] == ["v1"]


def test_an_altered_version_stays_as_it_is_beside_a_new_one(tmp_path: Path) -> None:
    """V5 A10"""
    source = material(tmp_path, "a.txt", b"one")
    first = packed(tmp_path, item("1-1", source))
    assert first.folder
    damage(first.folder / "data/证据.pdf")
    again = packed(tmp_path, item("1-1", source))
    assert again.folder and again.folder.name == "v2" and "LX-B041" in [f.code for f in again.findings]
    assert not verify(first.folder).ok and verify(again.folder).ok
    shutil.rmtree(again.folder)
    reused = packed(tmp_path, item("1-1", source))
    assert reused.folder and reused.folder.name == "v2"


# Verification, and what each adversary can do


def test_every_numbered_statement_is_held_by_a_test() -> None:
    """A12, A13, A14 and A16 are about programs, mathematics, times and keys that are not ours."""
    stated = set(re.findall(r"\*\*([A-Z]\d+)\*\*", FORMAT.read_text("utf-8")))
    held_in = (
        test_bundle_document_stamp,
        test_bundle_format_checks,
        test_bundle_leaks,
        test_bundle_lists,
        test_bundle_numbers,
        test_bundle_profiles,
        test_bundle_serving,
        test_masked_copy,
        test_verify_renderings,
    )
    rooms = (globals(), *map(vars, held_in))
    tests = [f for room in rooms for n, f in room.items() if n.startswith("test_") and callable(f)]
    held = {mark for f in tests for mark in re.findall(r"\b[A-Z]\d+\b", f.__doc__ or "")}
    assert len(stated) > 40 and held == stated
