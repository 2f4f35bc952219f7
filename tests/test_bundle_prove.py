"""The court asks for exhibit 3-2 alone, or the notary gets it: the delivery slip goes without the other exhibits.

What is shown: these bytes stand in the list of the package whose root was written down on the day of filing, so that
they were kept whole since (民事诉讼证据规定 93(1)(四), 电子签名法 5(二)). What is not: that they are true.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authority_kit import Authority, run
from bundle_kit import item, material, packed
from cli_run import typed as typed_in
from lexcollect.bundle.exhibit_proof import write_proof
from lexcollect.bundle.verify import verify
from lexcollect.layout import PACKAGES, PROOFS_OF_ONE


def typed(*words: str, cwd: Path = Path()) -> tuple[int, str, str]:
    return typed_in(*words, cwd=cwd)


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prove")
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    return folder / "示例-沈河案"


@pytest.fixture(scope="module")
def proof(matter: Path) -> Path:
    code, out, err = typed("bundle", "prove", "3-2", str(matter))
    assert code == 0, out + err
    return matter / PROOFS_OF_ONE / "v1_3-2"


@pytest.fixture
def copy(proof: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(proof, tmp_path / "证明"))


def root_of(matter: Path) -> str:
    return (matter / PACKAGES / "v1/merkle-root.txt").read_text().strip()


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_folder_holds_one_exhibit_and_nothing_of_the_others(matter: Path, proof: Path) -> None:
    assert names(proof) == [
        *("data/originals/3-2_送货单SH-0418.jpg", "merkle-root.txt"),
        *("核验.html", "证明.json", "证明说明.txt"),
    ]
    said = (proof / "证明.json").read_text("utf-8") + (proof / "证明说明.txt").read_text("utf-8-sig")
    others = json.loads((matter / PACKAGES / "v1/data/index.json").read_text("utf-8"))["items"]
    for one in others:
        if one["number"] != "3-2":
            assert one["title"] not in said and not any(file["sha256"] in said for file in one["files"])


def test_the_proof_agrees_and_says_what_it_rests_on(matter: Path, proof: Path) -> None:
    code, out, _ = typed("verify", str(proof))
    assert code == 0 and "√ 证明成立" in out and "默克尔根是不是当初那一个" in out
    code, out, _ = typed("verify", str(proof), "--digest", root_of(matter))
    assert code == 0 and "√ 清单与您给的默克尔根一致" in out and "不说明内容真实" in out
    code, out, _ = typed("verify", str(proof), "--digest", "0" * 64)
    assert code == 4 and "LX-B122" in out


def test_all_files_of_an_exhibit_are_proved(matter: Path) -> None:
    code, out, _ = typed("bundle", "prove", "证据5-1", str(matter), "--json")
    said = json.loads(out)
    assert code == 0 and said["merkle_root"] == root_of(matter)
    folder = Path(said["folder"])
    assert len(names(folder / "data/originals")) == 5 and verify(folder, digests=[root_of(matter)]).ok


def test_a_second_run_keeps_what_is_there(matter: Path, proof: Path) -> None:
    code, out, _ = typed("bundle", "prove", "3-2", str(matter))
    assert code == 0 and "没有变化" in out
    assert [p.name for p in sorted((matter / PROOFS_OF_ONE).glob("v1_3-2*"))] == ["v1_3-2"]


def test_an_altered_or_missing_file_is_named_and_so_is_one_that_was_put_in(copy: Path) -> None:
    file = copy / "data/originals/3-2_送货单SH-0418.jpg"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert verify(copy).changed == ("data/originals/3-2_送货单SH-0418.jpg",)
    file.unlink()
    assert verify(copy).missing == ("data/originals/3-2_送货单SH-0418.jpg",)
    file.write_bytes(whole)
    (copy / "data/originals/3-3_送货单.jpg").write_bytes(whole)
    assert verify(copy).added == ("data/originals/3-3_送货单.jpg",)


def test_whoever_exchanges_the_file_and_its_line_does_not_reach_the_root(copy: Path) -> None:
    import hashlib

    file = copy / "data/originals/3-2_送货单SH-0418.jpg"
    said = (copy / "证明.json").read_text("utf-8")
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(b"another slip")
    (copy / "证明.json").write_text(said.replace(before, hashlib.sha256(b"another slip").hexdigest()), "utf-8")
    assert [f.code for f in verify(copy).findings] == ["LX-B194"]


def test_whoever_makes_a_whole_new_tree_is_seen_by_the_root_kept_elsewhere_alone(matter: Path, tmp_path: Path) -> None:
    built = packed(tmp_path, item("3-2", material(tmp_path, "x.jpg", b"another slip")))
    assert built.folder
    write_proof(built.folder, "3-2", tmp_path / "proof")
    assert verify(tmp_path / "proof").ok
    assert [f.code for f in verify(tmp_path / "proof", digests=[root_of(matter)]).findings] == ["LX-B122"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_altered_byte_of_the_proof_fails(copy: Path, data: st.DataObject) -> None:
    for name in ("证明.json", "merkle-root.txt", "data/originals/3-2_送货单SH-0418.jpg"):
        path = copy / name
        whole = path.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        how = data.draw(st.sampled_from(["flip", "drop", "twice", "blank"]))
        changed = {
            "flip": whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :],
            "drop": whole[:at] + whole[at + 1 :],
            "twice": whole[:at] + whole[at : at + 1] + whole[at:],
            "blank": whole[:at] + b" " + whole[at:],
        }[how]
        path.write_bytes(changed)
        try:
            assert not verify(copy).ok, (name, how, at)
        finally:
            path.write_bytes(whole)
    assert verify(copy).ok


@pytest.mark.parametrize(
    "words",
    ["", "{}", "[]", "null", '{"files": 3}', '{"schema": 1, "number": 2, "root": 3, "files": [1]}', "[" * 100_000],
)
def test_what_is_no_proof_is_told_and_breaks_nothing(copy: Path, words: str) -> None:
    (copy / "证明.json").write_text(words, "utf-8")
    found = verify(copy)
    assert not found.ok and "LX-B193" in {f.code for f in found.findings}


def test_nothing_is_proved_from_an_altered_package_and_no_exhibit_that_is_not_there(
    matter: Path, tmp_path: Path
) -> None:
    code, out, _ = typed("bundle", "prove", "9-9", str(matter))
    assert code == 1 and "LX-B195" in out and "1-1" in out
    package = Path(shutil.copytree(matter / PACKAGES / "v1", tmp_path / "v1"))
    (package / "data/清单.csv").write_bytes(b"x")
    code, out, _ = typed("bundle", "prove", "3-2", str(package))
    assert code == 1 and "LX-B192" in out and [p.name for p in tmp_path.iterdir()] == ["v1"]


def test_the_token_on_the_root_goes_with_the_proof_and_shows_that_the_root_is_that_of_then(
    matter: Path, tmp_path: Path
) -> None:
    whole = Path(shutil.copytree(matter, tmp_path / "案"))
    code, out, _ = typed("bundle", "stamp", str(whole), "--request")
    assert code == 0, out
    proofs = whole / PACKAGES / "v1/proofs"
    authority = Authority(tmp_path / "authority")
    for subject in ("root", "manifest"):
        authority.answer(proofs / f"0001-{subject}.tsq", proofs / f"0001-{subject}.tsr")
    code, out, _ = typed("bundle", "prove", "3-2", str(whole), "--out", str(tmp_path / "给公证处"))
    folder = tmp_path / "给公证处/v1_3-2"
    assert code == 0, out
    assert [n for n in names(folder) if n.startswith("proofs/")] == ["proofs/0001-root.tsq", "proofs/0001-root.tsr"]
    assert "openssl ts -verify" in (folder / "证明说明.txt").read_text("utf-8-sig")
    line = "ts -verify -data merkle-root.txt -in proofs/0001-root.tsr -CAfile"
    assert b"OK" in run(*line.split(), str(authority.roots), cwd=folder).stdout
    code, out, _ = typed("verify", str(folder), "--roots", str(authority.roots))
    assert code == 0 and "默克尔根是不是当初那一个" not in out, out
    tokens = (proofs / "0001-manifest.tsr").read_bytes()  # a token on something else
    (folder / "proofs/0001-root.tsr").write_bytes(tokens)
    assert typed("verify", str(folder), "--roots", str(authority.roots))[0] == 4


def test_the_instructions_give_the_digest_of_the_line(proof: Path) -> None:
    """By hand: the commands and the steps of 证明说明 lead from the file to the root."""
    import hashlib

    [file] = json.loads((proof / "证明.json").read_text("utf-8"))["files"]
    digest, name = file["line"].split("  ", 1)
    assert hashlib.sha256((proof / name).read_bytes()).hexdigest() == digest
    leaf = hashlib.sha256(b"\0" + bytes.fromhex(file["salt"]) + file["line"].encode()).digest()
    for step in file["path"]:
        other = bytes.fromhex(step["sha256"])
        leaf = hashlib.sha256(b"\1" + (other + leaf if step["side"] == "left" else leaf + other)).digest()
    assert f"{leaf.hex()}\n" == (proof / "merkle-root.txt").read_text()
    assert leaf.hex() in (proof / "证明说明.txt").read_text("utf-8-sig")
