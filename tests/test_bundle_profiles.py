"""Ways of binding a package (装订方案): what a matter can ask for, and what comes out, from its folder to the pages."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from bundle_kit import page_text
from cli_run import typed
from lexcollect.bundle.model import COLUMNS, STANDARD, Large, Per, Side
from lexcollect.bundle.profile_files import INTERNAL, read_profile, shipped_names
from lexcollect.bundle.single_names import single_name
from lexcollect.layout import PACKAGES
from outside import program

SCHEMA = Path(__file__).parents[1] / "schemas" / "index-1.schema.json"
DAY = ("--as-of", "2026-11-21", "--no-input", "--password", "工商查询(加密).pdf=jb2023")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profiles")
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    return folder / "示例-沈河案"


@pytest.fixture
def matter(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / made.name))


def own(matter: Path, name: str, words: str) -> None:
    """Write a profile of the matter's own."""
    (matter / "profiles").mkdir(exist_ok=True)
    (matter / "profiles" / f"{name}.yaml").write_text(words, "utf-8")


def bundled(matter: Path, profile: str, *more: str) -> Path:
    """Build the package under ``profile`` and return the new version."""
    code, out, err = typed("bundle", "--profile", profile, *DAY, *more, cwd=matter)
    assert code == 0, out + err
    versions = sorted((matter / PACKAGES).iterdir(), key=lambda path: int(path.name[1:]))
    return versions[-1]


def labels(pdf: Path) -> list[str]:
    """Return the page labels of a document, as another reader gives them."""
    with pikepdf.open(pdf) as document:
        return [page.label for page in document.pages]


def rows(package: Path) -> list[dict[str, str]]:
    text = (package / "data" / "清单.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# -- what can be chosen ------------------------------------------------------------------------------------------


def test_the_shipped_profiles_are_sound_and_standard_is_what_nobody_asked_otherwise() -> None:
    assert shipped_names() == ("standard", "group", "paper", "portal")
    for name in shipped_names():
        profile, found = read_profile(name)
        assert profile is not None and not found, name
        if name == "standard":
            assert (profile.name, *_values(profile)) == ("standard", *_values(STANDARD))


def _values(profile: object) -> list[object]:
    return [getattr(profile, name) for name in STANDARD.__match_args__ if name not in ("name", "title")]


def test_the_list_names_the_shipped_profiles_and_those_of_the_matter(matter: Path) -> None:
    own(matter, "本所", "base: paper\ntitle: 本所装订\n")
    code, out, _ = typed("bundle", "--profile", "list", cwd=matter)
    assert code == 0
    assert all(name in out for name in shipped_names())
    assert "本所　本所装订（本案自备）" in out
    code, out, _ = typed("bundle", "--profile", "list", "--json", cwd=matter)
    listed = json.loads(out)["result"]["profiles"] if "result" in json.loads(out) else json.loads(out)["profiles"]
    assert {"name": "本所", "title": "本所装订", "own": True} in listed


def test_a_name_that_is_no_profile_stops_and_says_which_there_are(matter: Path) -> None:
    code, out, err = typed("bundle", "--profile", "papr", *DAY, cwd=matter)
    assert code == 1 and "LX-B230" in out + err and "paper" in out + err
    assert [path.name for path in (matter / PACKAGES).iterdir()] == ["v1"]


WRONG = """pdf: alle
max_page: 3
max_size: 20
columns: [no, title, original, foo, no]
single_name: "{x}{"
stamp_colour: blue
pictures: 3
dividers: maybe
"""


def test_every_mistake_of_a_profile_is_told_at_once_with_its_line(matter: Path) -> None:
    own(matter, "错", WRONG)
    code, out, err = typed("bundle", "--profile", "错", *DAY, "--json", cwd=matter)
    assert code == 1, err
    found = {(one["code"], one["where"]["line"]) for one in json.loads(out)["findings"]}
    assert found == {
        ("LX-B232", 1),
        ("LX-B231", 2),
        ("LX-B232", 3),
        *((code, 4) for code in ("LX-B233", "LX-B234", "LX-B235", "LX-B236", "LX-B238")),
        ("LX-B237", 5),
        ("LX-B232", 6),
        ("LX-B232", 7),
        ("LX-B232", 8),
    }


@pytest.mark.parametrize("column", sorted(INTERNAL))
def test_no_profile_can_print_what_is_internal(column: str, tmp_path: Path) -> None:
    """W6 证据规定第19条 asks for source, purpose and content; who holds an original is not filed."""
    path = tmp_path / "x.yaml"
    path.write_text(f"columns: [no, title, pages, source, purpose, {column}]\n", "utf-8")
    profile, found = read_profile(str(path))
    assert profile is None and [one.code for one in found] == ["LX-B233"]
    assert column not in COLUMNS


def test_an_index_without_source_and_purpose_is_told_with_the_article(matter: Path) -> None:
    own(matter, "短", "columns: [no, title, pages]\n")
    code, out, err = typed("bundle", "--profile", "短", *DAY, cwd=matter)
    assert code == 0, err
    assert "证据规定第19条" in out and "LX-B238" in out


@pytest.mark.parametrize(
    "words",
    [
        "- 1\n- 2\n",
        "a: &x [*x]\n",
        "columns: {no: 1}\n",
        "stamp_size: [1]\n",
        "title: [x]\nmax_pages: -5\n",
        "\x00",
        "pdf: !!x all\n",
    ],
)
def test_a_hostile_profile_is_refused_with_a_finding(words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(words, "utf-8")
    profile, found = read_profile(str(path))
    assert profile is None and found


def test_a_name_never_leads_out_of_the_folder_of_profiles(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("duplex: yes\n", "utf-8")
    (tmp_path / "profiles").mkdir()
    for word in ("../x", "..", ".x", "a/b", ""):
        assert read_profile(word, tmp_path / "profiles")[0] is None


def test_what_a_profile_says_is_read() -> None:
    profile, _ = read_profile("group")
    assert profile is not None and profile.per is Per.GROUP and profile.large is Large.SCALE
    assert profile.stamp_side is Side.RIGHT


def test_names_of_single_files_are_safe_and_unlike_each_other() -> None:
    taken: set[str] = set()
    values = {"no": "3-2", "title": 'a/b:"?' + "送" * 300, "number": "01", "group": "3", "first": "5", "last": "6"}
    names = [single_name("{no}_{title}", values, taken) for _ in range(3)]
    assert len(set(names)) == 3
    assert all(len(name.encode()) <= 120 and name.endswith(".pdf") and not set(name) & set('/:"?') for name in names)


# -- what comes out ----------------------------------------------------------------------------------------------


def test_standard_is_what_was_built_without_a_word(matter: Path) -> None:
    assert bundled(matter, "standard").name == "v1"
    own(matter, "standard", "stamp_side: center\n")
    assert bundled(matter, "standard").name == "v2", "the matter's own goes before the shipped one"


def test_paper_begins_every_exhibit_on_a_front_and_keeps_its_numbers(matter: Path) -> None:
    """W1 W4 Dividers and blank backs have no number: 第17页 is the same page in every copy, however it is bound."""
    own(matter, "纸", "base: paper\npictures: 1\n")
    plain, paper = rows(matter / PACKAGES / "v1"), bundled(matter, "纸")
    assert [(r["编号"], r["起页"], r["止页"]) for r in plain] == [
        (r["编号"], r["起页"], r["止页"]) for r in rows(paper)
    ]
    pdf = paper / "data" / "证据.pdf"
    found = labels(pdf)
    for row in rows(paper):
        page = found.index(row["起页"]) + 1
        assert page % 2 == 1
        assert f"证据{row['编号']} · 第{row['起页']}页" in page_text(pdf, page)
    numbers = [label for label in found if label.isdecimal()]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert found.count("空白页") + sum(label.endswith("分隔页") for label in found) + len(numbers) == len(found)
    assert sum(label.endswith("分隔页") for label in found) == 5
    divider = next(n for n, label in enumerate(found, start=1) if label.startswith("第三组"))
    assert "交货与开票" in page_text(pdf, divider) and "3-10" in page_text(pdf, divider)


def test_volumes_end_between_exhibits_and_the_index_names_them(matter: Path) -> None:
    """W2"""
    own(matter, "卷", "max_pages: 15\n")
    package = bundled(matter, "卷")
    volumes = sorted((package / "data").glob("证据-*.pdf"))
    assert [path.name for path in volumes] == ["证据-第1卷.pdf", "证据-第2卷.pdf", "证据-第3卷.pdf", "证据-第4卷.pdf"]
    found = [labels(path) for path in volumes]
    assert all(len(one) <= 15 for one in found)
    numbers = [label for one in found for label in one if label.isdecimal()]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)], "numbers run on"
    first = page_text(volumes[0], 1)
    assert "分4卷" in first and "第1卷" in first
    for row in rows(package):
        (volume,) = [n for n, one in enumerate(found) if row["起页"] in one]
        assert row["止页"] in found[volume], "no exhibit is torn"
    assert "证据目录（第2卷）" in page_text(volumes[1], 1).replace(" ", "")


def test_links_and_bookmarks_of_a_volume_stay_in_it(matter: Path) -> None:
    """W3"""
    own(matter, "卷", "max_pages: 15\n")
    package = bundled(matter, "卷")
    every = {row["编号"]: row["起页"] for row in rows(package)}
    linked = 0
    for path in sorted((package / "data").glob("证据-*.pdf")):
        with pikepdf.open(path) as pdf:
            numbers = {page.obj.objgen: page.label for page in pdf.pages}
            for page in pdf.pages:
                for link in page.get("/Annots", []):
                    assert "/A" not in link, "no address leads out"
                    assert numbers[link.Dest[0].objgen] in every.values()
                    linked += 1
            with pdf.open_outline() as outline:
                for group in outline.root[1:]:
                    for leaf in group.children:
                        number = leaf.title.split("　")[0].removeprefix("证据")
                        assert numbers[leaf.destination[0].objgen] == every[number]
    assert linked >= 2 * len(every)


def test_an_exhibit_larger_than_a_volume_is_cut_with_a_warning(matter: Path) -> None:
    """W2"""
    own(matter, "小", "max_size: 256 KB\n")
    code, out, err = typed("bundle", "--profile", "小", *DAY, "--json", cwd=matter)
    assert code == 0, err
    found = {one["code"] for one in json.loads(out)["findings"]}
    assert "LX-B239" in found and "LX-B240" in found
    package = matter / PACKAGES / "v2"
    first, last = next((r["起页"], r["止页"]) for r in rows(package) if r["编号"] == "5-1")
    places = {
        r["number"]: r["places"] for r in json.loads((package / "data" / "index.json").read_text("utf-8"))["items"]
    }
    assert len(places["5-1"]) > 1 and len(places["1-1"]) == 1
    holding = [p for p in (package / "data").glob("证据-*.pdf") if {first, last} & set(labels(p))]
    assert len(holding) > 1
    said = json.loads((package / "data" / "index.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(said)
    for one in said["package"]["documents"]:
        with pikepdf.open(package / one["path"]) as pdf:
            assert len(pdf.pages) == one["pages"]


def test_each_group_is_a_file_of_its_own(matter: Path) -> None:
    package = bundled(matter, "group")
    names = sorted(path.name for path in (package / "data").glob("证据*.pdf"))
    assert names == ["证据-目录.pdf", *(f"证据-第{n}组.pdf" for n in range(1, 6))]
    found = labels(package / "data" / "证据-第3组.pdf")
    want = [r for r in rows(package) if r["编号"].startswith("3-")]
    assert found[0] == "证据目录（第3组）" and found[1] == want[0]["起页"] and found[-1] == want[-1]["止页"]
    code, out, _ = typed("verify", str(package), cwd=matter)
    assert code == 0 and "与包内清单一致" in out


def test_a_portal_gets_each_exhibit_with_the_pages_of_the_bundle(matter: Path) -> None:
    """W5 W3"""
    own(matter, "网", 'base: portal\nsingle_name: "{number}-{no}-{title}"\nsingle_max_size: 300 KB\n')
    package = bundled(matter, "网")
    folder = package / "data" / "单份"
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "00_证据目录.pdf" and names[1].startswith("01-1-1-被告一")
    whole = labels(package / "data" / "证据.pdf")
    found: list[str] = []
    for name in names:
        found += labels(folder / name)
    assert found == [label for label in whole if label.isdecimal()]
    assert all(path.stat().st_size <= 300 << 10 for path in folder.glob("21-*")), "the long chat was cut"
    with pikepdf.open(folder / "00_证据目录.pdf") as pdf:
        assert not any("/Annots" in page for page in pdf.pages), "a link to another file would be dead"


def test_what_is_not_printed_is_listed_at_the_end(matter: Path) -> None:
    """W7"""
    words = (matter / "2-整理" / "证据目录.yaml").read_text("utf-8")
    assert "工商查询(加密).pdf" in words
    own(matter, "一览", "unprinted: yes\n")
    code, _, err = typed("bundle", "--profile", "一览", "--as-of", "2026-11-21", "--no-input", cwd=matter)
    assert code == 0, err
    pdf = matter / PACKAGES / "v2" / "data" / "证据.pdf"
    found = labels(pdf)
    assert found[-1] == "未付印材料一览" and found.count("未付印材料一览") == 1
    said = page_text(pdf, len(found)).replace(" ", "")
    assert "1-1" in said and "密码" in said and "data/originals" in said
    again = bundled(matter, "一览")
    assert "未付印材料一览" not in labels(again / "data" / "证据.pdf"), "with its password everything is shown"


def test_all_documents_are_sound_for_another_program(matter: Path) -> None:
    own(matter, "全", 'base: portal\nduplex: yes\ndividers: yes\nmax_pages: 20\npdf_version: "1.4"\n')
    package = bundled(matter, "全")
    documents = [*(package / "data").glob("证据*.pdf"), *(package / "data" / "单份").glob("*.pdf")]
    assert len(documents) > 30
    for path in documents:
        assert path.read_bytes().startswith(b"%PDF-1.4\n")
        subprocess.run([program("qpdf"), "--check", str(path)], check=True, capture_output=True)


def test_the_same_profile_gives_the_same_bytes_and_no_new_version(matter: Path) -> None:
    assert bundled(matter, "paper").name == "v2"
    assert bundled(matter, "paper").name == "v2"
