"""``bundle stamp``: requests for a time-stamp authority lie in the package's ``proofs/`` and change nothing of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from calc_run import asked, codes, data
from lexcollect.bundle.manifest import MANIFEST
from lexcollect.bundle.verify import verify
from lexcollect.layout import JOURNAL
from stamp_kit import small_matter


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matter with its package, made once."""
    return small_matter(tmp_path_factory.mktemp("案"))


@pytest.fixture
def matter(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "张三诉李四案"))


def test_a_request_names_the_manifest_and_the_package_stays_the_same(matter: Path) -> None:
    """Facts: the package goes to a time-stamp authority. Question: does it stay the package that was built?"""
    before = verify(matter / "4-证据包/v1")
    code, screen = asked("bundle", "stamp", str(matter), "--request")
    assert code == 0 and "application/timestamp-query" in screen and "0001-manifest.tsr" in screen
    package = matter / "4-证据包/v1"
    said = subprocess.run(
        ["openssl", "ts", "-query", "-in", str(package / "proofs/0001-manifest.tsq"), "-text"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert "Hash Algorithm: sha256" in said and "Nonce: 0x" in said and "Certificate required: yes" in said
    after = verify(package)
    assert after.ok and (after.content, after.checked) == (before.content, before.checked)
    assert asked("verify", str(matter))[0] == 0
    assert data("bundle", str(matter))["package"] == "4-证据包/v1", "the same content makes no second version"


def test_every_request_has_a_nonce_of_its_own(matter: Path) -> None:
    for _ in range(3):
        data("bundle", "stamp", str(matter), "--request")
    found = [path.read_bytes() for path in sorted((matter / "4-证据包/v1/proofs").glob("*-manifest.tsq"))]
    assert len(set(found)) == len(found) == 3
    assert data("bundle", "stamp", str(matter))["proofs"][-1] == "proofs/0003-root.tsq"


def test_an_altered_package_is_not_stamped_and_gets_no_new_line_in_the_journal(matter: Path) -> None:
    """Whoever alters a file and makes all lists anew would have the alteration laid down as the first package."""
    package = matter / "4-证据包/v1"
    listing = package / "打印方案.txt"
    listing.write_bytes(listing.read_bytes() + b"\n")
    assert codes("bundle", "stamp", str(matter), "--request") == {"LX-B171"}
    listing.write_bytes(listing.read_bytes()[:-1])
    data("bundle", "stamp", str(matter), "--request")
    line = json.loads((matter / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert line["command"] == "bundle stamp" and "digests" not in line


def test_only_what_belongs_into_proofs_lies_there_outside_the_lists(matter: Path) -> None:
    package = matter / "4-证据包/v1"
    data("bundle", "stamp", str(matter), "--request")
    (package / "proofs/补充.pdf").write_bytes(b"%PDF-1.4")
    (package / "proofs/0002-manifest.tsr").symlink_to(package / MANIFEST)
    found = verify(package)
    assert found.added == ("proofs/0002-manifest.tsr", "proofs/补充.pdf")


def test_a_folder_without_a_package_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "材料").mkdir()
    assert codes("bundle", "stamp", str(tmp_path / "材料"), "--request") == {"LX-B170"}
    assert codes("bundle", "stamp", str(tmp_path / "没有")) == {"LX-A102"}


def test_a_matter_that_is_called_like_a_sub_verb_is_typed_with_a_dot(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = matter.rename(matter.parent / "stamp")
    monkeypatch.chdir(folder.parent)
    assert data("bundle", "./stamp")["package"] == "4-证据包/v1"
    assert "./stamp" in asked("bundle", "--help")[1]
