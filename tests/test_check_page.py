"""The judge has no program of ours: a double click on 核验.html, the folder chosen, and the page says what was changed.

In a real browser, from the disc (file://), without a network.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from cli_run import typed
from lexcollect.bundle.check_page import check_page
from lexcollect.layout import PACKAGES, PROOFS_OF_ONE

MIB = 1 << 20


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    code, out, err = typed("bundle", "prove", "3-2", cwd=folder / "示例-沈河案")
    assert code == 0, out + err
    return folder / "示例-沈河案"


@pytest.fixture(scope="module")
def package(matter: Path) -> Path:
    return matter / PACKAGES / "v1"


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(package, tmp_path / "v1"))


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    with browser() as one:
        yield one


class Page:
    """核验.html of a package, opened from the disc; every request and every mistake of the script is kept."""

    def __init__(self, opened: Any, file: Path) -> None:
        self.page = opened.new_page()
        self.asked: list[str] = []
        self.broken: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("console", lambda told: self.broken.append(told.text) if told.type == "error" else None)
        self.page.goto(file.as_uri())

    def choose(self, folder: Path) -> str:
        """Choose a folder and return what the page says in the end."""
        self.page.evaluate("document.getElementById('verdict').dataset.state = ''")
        self.page.set_input_files("#folder", str(folder))
        self.page.wait_for_selector("#outcome:not([hidden]) #verdict:not([data-state=''])", timeout=120_000)
        return str(self.page.get_attribute("#verdict", "data-state"))

    def listed(self, kind: str) -> list[str]:
        return [one.inner_text() for one in self.page.query_selector_all(f"#list-{kind} li")]

    def text(self, place: str) -> str:
        return str(self.page.inner_text(place))

    def type(self, words: str) -> str:
        self.page.fill("#typed", words)
        return str(self.page.get_attribute("#compared", "class"))


@pytest.fixture
def page(opened: Any, package: Path) -> Iterator[Page]:
    one = Page(opened, package / "核验.html")
    yield one
    assert one.broken == []
    # Nothing but the page itself and its own workers is ever asked for.
    assert all(url.startswith(("file:", "blob:")) for url in one.asked) and one.asked[0].startswith("file:")
    assert sum(url.startswith("file:") for url in one.asked) == 1
    one.page.close()


def root_of(package: Path) -> str:
    return (package / "merkle-root.txt").read_text().strip()


def test_an_intact_package_agrees_and_the_three_digests_are_those_of_the_program(page: Page, package: Path) -> None:
    assert page.choose(package) == "good"
    assert "没有文件被改动、缺少或多出" in page.text("#verdict")
    count = len([p for p in package.rglob("*") if p.is_file()]) - 2  # the two tag lists are compared with nothing
    assert f"一致 {count}　被改动 0　缺少 0　多出 0" in page.text("#counts")
    manifest = (package / "manifest-sha256.txt").read_bytes()
    originals = b"".join(line for line in manifest.splitlines(True) if b"  data/originals/" in line)
    digests = {
        name: page.page.get_attribute(f"#digest-{name}", "data-hex") for name in ("content", "originals", "root")
    }
    assert digests == {
        "content": hashlib.sha256(manifest).hexdigest(),
        "originals": hashlib.sha256(originals).hexdigest(),
        "root": root_of(package),
    }


def test_a_digest_kept_elsewhere_is_compared_however_it_was_typed(page: Page, package: Path) -> None:
    page.choose(package)
    root = root_of(package)
    assert page.type(root) == "good" and "默克尔根" in page.text("#compared")
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in root.upper())
    assert page.type(" ".join(re.findall(".{8}", full_width))) == "good"
    assert page.type("0" * 64) == "bad" and page.type("abc") == "open"


def test_one_byte_changed_is_named(page: Page, copy: Path) -> None:
    path = copy / "data/originals/5-3_《催款函》.pdf"
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert page.choose(copy) == "bad" and page.listed("changed") == ["data/originals/5-3_《催款函》.pdf"]


def test_deleted_added_and_renamed_files_are_named(page: Page, copy: Path) -> None:
    (copy / "data/清单.csv").unlink()
    (copy / "data/originals/9-9_新证据.txt").write_text("x")
    (copy / "data/originals/3-1_送货单SH-0412.jpg").rename(copy / "data/originals/3-1_送货单.jpg")
    assert page.choose(copy) == "bad"
    assert page.listed("missing") == ["data/originals/3-1_送货单SH-0412.jpg", "data/清单.csv"]
    assert page.listed("added") == ["data/originals/3-1_送货单.jpg", "data/originals/9-9_新证据.txt"]
    assert page.listed("changed") == []


def test_altered_instructions_and_a_list_made_anew_are_seen(page: Page, copy: Path) -> None:
    note = copy / "核验说明.txt"
    note.write_bytes(note.read_bytes() + b" ")
    assert page.choose(copy) == "bad" and page.listed("changed") == ["核验说明.txt"]


def test_tokens_and_system_files_are_told_apart(page: Page, copy: Path) -> None:
    (copy / "proofs").mkdir()
    (copy / "proofs/0001-root.tsr").write_bytes(b"token")
    (copy / "Thumbs.db").write_bytes(b"x")
    assert page.choose(copy) == "good"
    assert page.listed("proofs") == ["proofs/0001-root.tsr"] and page.listed("system") == ["Thumbs.db"]


def test_a_folder_above_the_package_will_do_and_one_without_a_package_is_told(page: Page, copy: Path) -> None:
    assert page.choose(copy.parent) == "good"
    shutil.copytree(copy, copy.parent / "v2")
    assert page.choose(copy.parent) == "open" and "不止一个" in page.text("#verdict")
    assert page.choose(copy / "data") == "open" and "manifest-sha256.txt" in page.text("#verdict")


def test_a_spoilt_list_accuses_no_file(page: Page, copy: Path) -> None:
    (copy / "manifest-sha256.txt").write_text("no list\n")
    assert page.choose(copy) == "open" and page.page.query_selector_all("#lists li") == []


def test_the_proof_of_one_exhibit_is_checked_and_a_changed_one_refused(
    page: Page, matter: Path, tmp_path: Path
) -> None:
    proof = Path(shutil.copytree(matter / PROOFS_OF_ONE / "v1_3-2", tmp_path / "proof"))
    assert page.choose(proof) == "good" and "证明成立" in page.text("#verdict")
    assert page.type(root_of(matter / PACKAGES / "v1")) == "good"
    said = (proof / "证明.json").read_text("utf-8")
    salt = re.search(r'"salt": "(.)', said)
    assert salt
    other = "0" if salt[1] != "0" else "1"
    (proof / "证明.json").write_text(said.replace(salt[0], f'"salt": "{other}'), "utf-8")
    assert page.choose(proof) == "bad" and "算不到" in page.text("#lists")


def test_the_page_speaks_english_too(page: Page, package: Path) -> None:
    page.choose(package)
    page.page.click("#language")
    assert "agrees with the lists" in page.text("#verdict") and page.text("h1") == "Check an evidence package"
    page.page.click("#language")
    assert "与包内清单一致" in page.text("#verdict")


def test_a_large_file_is_read_in_pieces(page: Page, tmp_path: Path) -> None:
    """A recording of 300 MB: the page never holds more than some pieces of it."""
    folder = tmp_path / "v1"
    (folder / "data").mkdir(parents=True)
    with (folder / "data/录像.mp4").open("wb") as stream:
        stream.truncate(300 * MIB)
        stream.seek(299 * MIB)
        stream.write(b"end")
    digest = hashlib.sha256()
    with (folder / "data/录像.mp4").open("rb") as stream:
        while piece := stream.read(MIB):
            digest.update(piece)
    (folder / "manifest-sha256.txt").write_text(f"{digest.hexdigest()}  data/录像.mp4\n", "utf-8")
    manifest = hashlib.sha256((folder / "manifest-sha256.txt").read_bytes()).hexdigest()
    (folder / "tagmanifest-sha256.txt").write_text(f"{manifest}  manifest-sha256.txt\n")
    before = memory_of(page)
    assert page.choose(folder) == "good", page.text("#outcome")
    assert memory_of(page) - before < 100 * MIB


def memory_of(page: Page) -> int:
    """Return the most memory that a process of the browser has held, as the system tells it."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = status.read_text()
            if "renderer" in (status.parent / "cmdline").read_text() and re.search(r"^Name:\s*chrom", words, re.M):
                match = re.search(r"^VmHWM:\s*(\d+) kB", words, re.M)
                most = max(most, int(match[1]) * 1024 if match else 0)
        except OSError:
            continue
    return most


def test_where_workers_are_refused_the_page_hashes_by_itself(opened: Any, copy: Path) -> None:
    page = Page(opened, copy / "核验.html")
    page.page.add_init_script("window.Worker = function () { throw new Error('refused'); };")
    page.page.reload()
    path = copy / "data/证据.pdf"
    path.write_bytes(path.read_bytes() + os.urandom(9 * MIB))
    assert page.choose(copy) == "bad" and page.listed("changed") == ["data/证据.pdf"]
    assert page.page.get_attribute("html", "data-road") == "page" and page.broken == []
    page.page.close()


def test_our_own_sha256_is_that_of_the_standard(opened: Any, package: Path) -> None:
    """Lengths around the ends of blocks and pieces, cut anywhere."""
    page = opened.new_page()
    page.goto((package / "核验.html").as_uri())
    for size in (0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 4 * MIB + 1):
        data = bytes(i * 7 % 251 for i in range(size)) if size < 2000 else b"\x5a" * size
        found = page.evaluate(
            """([size, fill]) => {
                const { Sha256, hex } = hashing();
                const data = Uint8Array.from({ length: size }, (_, i) => fill ? 0x5a : i * 7 % 251);
                const state = new Sha256();
                for (let at = 0, step = 1; at < size; at += step, step = step * 3 % 997 + 1) {
                    state.update(data.subarray(at, Math.min(size, at + step)));
                }
                return hex(state.digest());
            }""",
            [size, size >= 2000],
        )
        assert found == hashlib.sha256(data).hexdigest(), size
    page.close()


def test_the_page_is_the_same_in_every_package_and_names_no_other_place(package: Path) -> None:
    text = (package / "核验.html").read_text("utf-8")
    assert text == check_page() and "沈河" not in text
    assert re.findall(r"https?://|//[a-z]+\.|src=|@import|url\(", text) == []
    assert "default-src 'none'" in text and "connect-src" not in text
