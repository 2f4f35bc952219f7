"""docs/bundle-format.md on alterations: what a check of a package sees, of whom, and what it cannot see.

The package is the demo's, made once. A test names the statements it holds in its first line; ``test_bundle_format``
compares all of them with the document.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alteration_kit import (
    LISTS,
    MANIFEST,
    digest_of_originals,
    list_of,
    make_everything_anew,
    make_lists_anew,
    paths,
    root_of,
    sha256,
)
from bundle_kit import (
    item,
    marked_pdf,
    material,
    packed,
    pdf_bytes,
    picture_bytes,
    quartered,
)
from cli_run import typed
from format_kit import TAGS, damage, demo_matter, strangers_accept, told, with_crlf
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.model import Built
from lexcollect.bundle.verify import verify
from lexcollect.files import sha256_file
from lexcollect.layout import CACHE, JOURNAL, MATERIAL_LIST, PACKAGES, RAW


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_matter(tmp_path_factory.mktemp("format"))


@pytest.fixture(scope="module")
def package(matter: Path) -> Path:
    return matter / PACKAGES / "v1"


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(package, tmp_path / "v1"))


@pytest.fixture
def whole(matter: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(matter, tmp_path / "案"))


def test_strangers_accept_it_and_refuse_a_changed_or_missing_file(package: Path, copy: Path) -> None:
    """C6"""
    assert verify(package).ok and strangers_accept(package)
    (copy / "data/清单.csv").unlink()
    assert not strangers_accept(copy)
    shutil.copy(package / "data/清单.csv", copy / "data/清单.csv")
    assert strangers_accept(copy)
    damage(copy / "核验说明.txt")
    assert not strangers_accept(copy)


def test_every_difference_is_named_and_nothing_outside_is_read(copy: Path) -> None:
    """C1"""
    damage(copy / "data/证据.pdf")
    (copy / "打印方案.txt").unlink()
    (copy / "data/补充.txt").write_bytes(b"")
    with (copy / MANIFEST).open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64}  ../../案件.yaml\n")
    found = verify(copy)
    assert told(found) == ((("data/证据.pdf"), MANIFEST), ("打印方案.txt",), ("data/补充.txt",))
    assert [f.code for f in found.findings if f.code == "LX-B053"]


def test_a_file_that_agrees_with_one_list_convicts_the_other(copy: Path) -> None:
    """C2"""
    text = (copy / LISTS[1]).read_text("utf-8")
    (copy / LISTS[1]).write_text(("0" if text[0] != "0" else "1") + text[1:], "utf-8")
    assert verify(copy).changed == (LISTS[1],)


def test_ours_needs_its_tag_lists_and_a_bag_of_others_does_not(copy: Path, tmp_path: Path) -> None:
    """C3"""
    for name in LISTS:
        (copy / name).unlink()
    assert set(verify(copy).missing) == set(LISTS)
    other = tmp_path / "bag"
    other.mkdir()
    (other / "a.txt").write_bytes(b"x")
    subprocess.run([sys.executable, "-m", "bagit", "--md5", str(other)], check=True, capture_output=True)
    (other / "tagmanifest-md5.txt").unlink()
    assert verify(other).ok


def test_a_list_that_says_nothing_accuses_no_file(copy: Path, tmp_path: Path) -> None:
    """C9 (the forms of lists: test_verify_lists)"""
    listing = tmp_path / "清单.txt"
    listing.write_bytes((copy / MANIFEST).read_text("utf-8").upper().replace("/", "\\").encode("utf-16"))
    for name in [*TAGS, *LISTS]:
        (copy / name).unlink()
    assert verify(copy, listing).ok
    for data in (b"", b"\0" * 100, "各位好".encode("gbk"), f"{'0' * 64}  别的.pdf\n".encode()):
        listing.write_bytes(data)
        found = verify(copy, listing)
        assert found.incomplete and not found.broken and found.checked == 0


def test_what_is_no_file_is_told_and_not_read(copy: Path, tmp_path: Path) -> None:
    """C10"""
    (copy / "data/originals").rename(tmp_path / "originals")
    (copy / "data/originals").symlink_to(tmp_path / "originals", target_is_directory=True)
    os.mkfifo(copy / "data/pipe")
    found = verify(copy)
    assert "data/pipe" in found.added and "LX-B128" in [f.code for f in found.findings]
    assert all(name.startswith("data/originals/") for name in found.missing)


def _nothing(_: Path) -> None: ...


def _damage_pdf(package: Path) -> None:
    damage(package / "data/证据.pdf")


def _no_lists(package: Path) -> None:
    for one in [p for p in package.iterdir() if p.is_file()]:
        one.unlink()


@pytest.mark.parametrize(("what", "code"), [(_nothing, 0), (_damage_pdf, 4), (_no_lists, 3)])
def test_the_exit_code_tells_same_different_and_not_compared(
    copy: Path, what: Callable[[Path], None], code: int
) -> None:
    """C5"""
    what(copy)
    assert typed("verify", str(copy), cwd=copy.parent)[0] == code


def test_a_matter_is_compared_with_its_first_intake(whole: Path) -> None:
    """C4 A8"""
    assert typed("verify", str(whole), cwd=whole)[0] == 0
    damage(whole / RAW / "合同盖章版.pdf")
    (whole / RAW / "催款函（2025.5.20）.pdf").unlink()
    shutil.rmtree(whole / CACHE)
    for place in (whole, whole / RAW):
        code, out, _ = typed("verify", str(place), cwd=whole)
        assert code == 4 and out.count("LX-B050") == 1 and out.count("LX-B051") == 1
    code, out, _ = typed("bundle", str(whole), "--no-input", cwd=whole)
    assert code != 0 and sorted(p.name for p in (whole / PACKAGES).iterdir()) == ["v1"]


def test_without_register_and_list_nothing_is_called_the_same(whole: Path) -> None:
    """A9 C5"""
    damage(whole / RAW / "合同盖章版.pdf")
    shutil.rmtree(whole / CACHE)
    (whole / MATERIAL_LIST).unlink()
    for place in (whole, whole / RAW):
        code, out, _ = typed("verify", str(place), cwd=whole)
        assert code == 3 and "LX-B135" in out and "√ 与收材料时的登记一致" not in out


def rewrite(path: Path, known: dict[str, str], material: Path) -> None:
    """Put what is in the raw material now into register or list, as if it had been there from the first day."""
    text = path.read_bytes().decode("utf-8")
    for name, old in known.items():
        text = text.replace(old, sha256(material / name))
    path.write_bytes(text.encode("utf-8"))


def test_whoever_rewrites_the_register_is_seen_by_the_list_and_by_the_journal(whole: Path) -> None:
    """A9"""
    damage(whole / RAW / "合同盖章版.pdf")
    register = whole / CACHE / "intake.json"
    known = json.loads(register.read_text("utf-8"))["registered"]
    rewrite(register, known, whole / RAW)
    code, out, _ = typed("verify", str(whole), cwd=whole)
    assert code == 4 and "LX-B136" in out and "LX-B123" in out
    rewrite(whole / MATERIAL_LIST, known, whole / RAW)
    code, out, _ = typed("verify", str(whole / RAW), cwd=whole)
    assert code == 4 and "LX-B138" in out
    code, out, _ = typed("intake", cwd=whole)
    assert code == 1 and "LX-B138" in out  # told once more before the journal keeps the register as it is now
    (whole / JOURNAL).unlink()
    code, out, _ = typed("verify", str(whole), cwd=whole)
    assert code == 4 and "LX-B123" in out  # the package still holds the earlier bytes
    assert typed("verify", str(whole / RAW), cwd=whole)[0] == 0


def test_a_file_added_to_the_raw_material_is_told_by_the_matter_and_by_its_folder(whole: Path) -> None:
    """C4 A8"""
    (whole / RAW / "补.txt").write_bytes(b"x")
    for place in (whole, whole / RAW):
        code, out, _ = typed("verify", str(place), cwd=whole)
        assert code == 4 and "补.txt" in out


CARELESS: list[tuple[str, Callable[[Path], object], str]] = [
    ("saved again", lambda p: damage(p / "data/originals/5-3_《催款函》.pdf"), "data/originals/5-3_《催款函》.pdf"),
    ("renamed", lambda p: (p / "data/证据.pdf").rename(p / "data/证据 (1).pdf"), "data/证据 (1).pdf"),
    ("moved", lambda p: (p / "打印方案.txt").rename(p / "data/打印方案.txt"), "data/打印方案.txt"),
    ("deleted", lambda p: (p / "data/清单.csv").unlink(), "data/清单.csv"),
    ("a note put in", lambda p: (p / "data/originals/备注.txt").write_text("x"), "data/originals/备注.txt"),
    ("line ends", lambda p: with_crlf(p / MANIFEST), MANIFEST),
]


@pytest.mark.parametrize(("how", "act", "name"), CARELESS, ids=[how for how, _, _ in CARELESS])
def test_a_careless_clerk_is_seen(copy: Path, how: str, act: Callable[[Path], object], name: str) -> None:
    """A1 A3"""
    act(copy)
    found = verify(copy)
    assert not found.ok and name in (*found.changed, *found.missing, *found.added), how


def test_times_rights_and_empty_folders_are_covered_by_no_list(copy: Path) -> None:
    """A1"""
    (copy / "data/空").mkdir()
    os.utime(copy / "data/证据.pdf", times=(0, 0))
    (copy / "data/证据.pdf").chmod(0o600)
    assert verify(copy).ok


def test_what_a_readers_computer_adds_is_told_apart_and_the_verdict_stands(copy: Path) -> None:
    """A2 C8"""
    added = [".DS_Store", ".fseventsd/0000", "__MACOSX/._证据.pdf", "data/Thumbs.db", "data/originals/desktop.ini"]
    added += ["data/originals/~$合同.docx", "data/._清单.csv"]
    for name in added:
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_bytes(b"\0\5\x16\7")
    found = verify(copy)
    assert found.ok and told(found) == ((), (), ()) and sorted(found.system) == sorted(added)
    assert [f.code for f in found.findings] == ["LX-B130"]
    assert found.checked == len(paths(copy)) - len(added) - 2
    damage(copy / "data/证据.pdf")
    assert verify(copy).changed == ("data/证据.pdf",)


@pytest.mark.parametrize("name", ["data/originals/._补充协议.pdf", "Thumbs.db", "__MACOSX/补充协议.pdf", ".DS_Store"])
def test_a_document_under_the_name_of_a_system_file_is_added(copy: Path, name: str) -> None:
    """C8"""
    (copy / name).parent.mkdir(exist_ok=True)
    shutil.copy(copy / "data/证据.pdf", copy / name)
    assert verify(copy).added == (name,) and not verify(copy).ok


def test_a_cut_file_is_seen(copy: Path) -> None:
    """A3"""
    path = copy / "data/证据.pdf"
    path.write_bytes(path.read_bytes()[:-100])
    assert verify(copy).changed == ("data/证据.pdf",)


@pytest.mark.parametrize("anew", [(MANIFEST,), LISTS, (MANIFEST, LISTS[0])])
def test_whoever_makes_some_lists_anew_is_seen(copy: Path, anew: tuple[str, ...], tmp_path: Path) -> None:
    """A4"""
    damage(copy / "data/证据.pdf")
    forged = Path(shutil.copytree(copy, tmp_path / "forged"))
    make_lists_anew(forged)
    for name in anew:
        shutil.copy(forged / name, copy / name)
    assert not verify(copy).ok


def test_whoever_forgets_a_paper_inside_is_seen_by_it(package: Path, copy: Path) -> None:
    """A5 C7"""
    damage(copy / "data/证据.pdf")
    make_lists_anew(copy)
    assert strangers_accept(copy)
    assert [f.code for f in verify(copy).findings] == ["LX-B120", "LX-B190"]  # they state digest and root of before
    (copy / "merkle-root.txt").write_text(f"{root_of(copy)}\n")
    make_lists_anew(copy)
    assert [f.code for f in verify(copy).findings] == ["LX-B120"]
    damage(copy / "data/originals/5-3_《催款函》.pdf")
    make_lists_anew(copy)
    told = {(f.code, f.where.file) for f in verify(copy).findings}  # list and index name the digest of before
    assert told == {
        *(("LX-B120", "核验说明.txt"), ("LX-B190", "merkle-root.txt")),
        *(("LX-B141", "data/清单.csv"), ("LX-B141", "data/index.json")),
    }
    for name in paths(package):
        shutil.copy(package / name, copy / name)
    (copy / "data/originals/9-9_x.txt").write_bytes(b"one more")
    make_lists_anew(copy)
    assert {f.code for f in verify(copy).findings} == {*("LX-B120", "LX-B141", "LX-B143"), *("LX-B190", "LX-B191")}


def test_whoever_makes_everything_anew_is_seen_by_a_digest_kept_elsewhere_alone(package: Path, copy: Path) -> None:
    """A5 A7 C7 G3"""
    laid_down, printed = sha256(package / MANIFEST), digest_of_originals(package)
    damage(copy / "data/证据.pdf")
    make_everything_anew(copy)
    assert verify(copy).ok and strangers_accept(copy)  # nothing inside can show it
    assert [f.code for f in verify(copy, digests=[laid_down]).findings] == ["LX-B122"]
    assert verify(copy, digests=[printed]).shown_by == ("typed_originals",)  # which covers no reading copy
    damage(copy / "data/originals/5-3_《催款函》.pdf")
    make_everything_anew(copy)
    assert verify(copy).ok and strangers_accept(copy)
    assert not verify(copy, digests=[printed]).ok
    assert verify(package, digests=[laid_down, printed]).shown_by == ("typed", "typed_originals")


def test_in_its_matter_a_package_made_anew_is_seen_without_any_digest(whole: Path) -> None:
    """A10 C7"""
    package = whole / PACKAGES / "v1"
    damage(package / "data/证据.pdf")
    make_everything_anew(package)
    for place in (whole, package):
        code, out, _ = typed("verify", str(place), cwd=whole)
        assert code == 4 and "LX-B121" in out and "LX-B123" not in out
    (whole / JOURNAL).unlink()
    assert typed("verify", str(package), cwd=whole)[0] == 0


def test_in_its_matter_altered_instructions_are_seen_although_the_tag_lists_were_made_anew(whole: Path) -> None:
    """A5 A10 A12 C7"""
    package = whole / PACKAGES / "v1"
    note = package / "核验说明.txt"
    note.write_text(note.read_text("utf-8").replace("openssl dgst", "echo"), "utf-8")
    make_lists_anew(package)
    assert verify(package).ok
    code, out, _ = typed("verify", str(package), cwd=whole)
    assert code == 4 and f"4-证据包/v1/{LISTS[0]}" in out


def test_an_original_exchanged_for_one_that_was_never_received_is_seen_by_the_register(whole: Path) -> None:
    """A10 C4"""
    package = whole / PACKAGES / "v1"
    (whole / JOURNAL).unlink()
    damage(package / "data/originals/5-3_《催款函》.pdf")
    make_everything_anew(package)
    code, out, _ = typed("verify", str(package), cwd=whole)
    assert code == 4 and "5-3_《催款函》.pdf" in out and "LX-B123" in out


def test_a_version_that_is_gone_is_told(whole: Path) -> None:
    """A10"""
    shutil.copytree(whole / PACKAGES / "v1", whole / PACKAGES / "v3")
    shutil.rmtree(whole / PACKAGES / "v1")
    _, out, _ = typed("verify", str(whole), cwd=whole)
    assert "LX-B137" in out and "4-证据包/v1" in out


def test_a_package_stripped_to_a_bag_of_others_is_known_by_its_payload(copy: Path) -> None:
    """A6 C3"""
    papers = (*LISTS, "merkle-root.txt", "打印方案.txt", "核验.html", "核验说明.txt")
    for name in (*papers, "manifest-sm3.txt"):
        (copy / name).unlink()
    info = (copy / "bag-info.txt").read_text("utf-8")
    (copy / "bag-info.txt").write_text(re.sub("Bag-Software-Agent.*\n", "", info).replace("天津", "上海"), "utf-8")
    assert set(verify(copy).missing) == set(papers)
    for name in ("index.json", "完整性报告.pdf", "清单.csv", "证据.pdf"):
        (copy / "data" / name).unlink()
    (copy / "data/originals").rename(copy / "data/files")
    payload = [n for n in paths(copy) if n.startswith("data/")]
    (copy / MANIFEST).write_bytes(list_of(copy, payload, "sha256").encode())
    (copy / "bag-info.txt").unlink()
    found = verify(copy)
    assert found.ok and found.kind == "bag" and [f.code for f in found.findings] == ["LX-B134"]
    assert not verify(copy, ours=True).ok  # in 4-证据包 of a matter nothing else may lie


def kept_and_harmed(folder: Path, harm: Callable[[Path], None]) -> tuple[Built, Built]:
    """Build a package twice, with kept pages; ``harm`` comes to each entry in between."""
    memory = Memory(pages=folder / ".lexcollect" / "pages", secret=b"s" * 32)
    photo = item("1-1", material(folder, "照片.png", picture_bytes(quartered(), "PNG")))
    first = packed(folder, photo, memory=memory)
    for entry in (folder / ".lexcollect" / "pages").iterdir():
        harm(entry)
    return first, packed(folder, photo, memory=memory)


def test_kept_pages_change_no_byte(tmp_path: Path) -> None:
    """V6: with kept pages, without them, and with broken ones the same package comes out."""
    first, again = kept_and_harmed(tmp_path / "一", lambda entry: None)
    _, broken = kept_and_harmed(tmp_path / "二", lambda entry: (entry / "1.pdf").unlink())
    bare = packed(
        tmp_path / "三", item("1-1", material(tmp_path / "三", "照片.png", picture_bytes(quartered(), "PNG")))
    )
    assert first.content == again.content == broken.content == bare.content


def test_pages_of_somebody_elses_making_are_not_used(tmp_path: Path) -> None:
    """A17: a page in the place of a kept one, its digest written anew, is not in the next package."""

    def forge(entry: Path) -> None:
        about = json.loads((entry / "about.json").read_text("ascii"))
        (entry / "1.pdf").unlink()
        (entry / "1.pdf").write_bytes(pdf_bytes(marked_pdf()))
        about["parts"] = [sha256_file(entry / "1.pdf")]
        (entry / "about.json").write_text(json.dumps(about, sort_keys=True), "ascii")

    first, again = kept_and_harmed(tmp_path, forge)
    assert first.content == again.content and not again.new
