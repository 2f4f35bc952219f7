"""``bundle stamp``: requests for a time-stamp authority lie in the package's ``proofs/`` and change nothing of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lexcollect
from authority_kit import Authority, run
from calc_run import asked, codes, data
from lexcollect.bundle.manifest import MANIFEST
from lexcollect.bundle.tokens.answer import token_of
from lexcollect.bundle.verify import verify
from lexcollect.layout import JOURNAL
from stamp_kit import served, small_matter, stamped, taken


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
    assert code == 0 and "application/timestamp-query" in screen and "0001-root.tsr" in screen
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


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("机构"), between=True)


def test_answers_are_kept_as_they_came_and_verify_tells_each_check(matter: Path, authority: Authority) -> None:
    """Facts: requests carried to a machine with a network, answers brought back. Question: what does verify say?"""
    answers = stamped(matter, authority)
    kept = taken(matter, answers, "--roots", str(authority.roots))
    assert kept["taken_in"] == ["proofs/0001-manifest.tsr", "proofs/0001-root.tsr"] and kept["exit"] == 0
    package = matter / "4-证据包/v1"
    assert [(package / name).read_bytes() for name in kept["taken_in"]] == [path.read_bytes() for path in answers]
    said = data("verify", str(matter), "--roots", str(authority.roots))
    assert said["exit"] == 0 and "token" in said["shown_by"]
    first = said["time_stamps"][0]
    assert (first["verdict"], first["authority"]) == ("valid", "时间戳机构示例")
    assert len(first["checks"]) == 12 and first["time"].endswith("Z")
    assert data("bundle", str(matter))["package"] == "4-证据包/v1"
    _, screen = asked("verify", str(matter), "--roots", str(authority.roots))
    assert "√ 信任链　到达您信任的根证书：时间戳机构示例、中间证书示例、根证书示例" in screen
    assert "北京时间；UTC" in screen and "盖时间戳以前" in screen


def test_without_roots_it_is_told_that_nobody_vouched_for_the_authority(matter: Path, authority: Authority) -> None:
    taken(matter, stamped(matter, authority))
    code, screen = asked("verify", str(matter))
    assert code == 0 and "LX-B173" in screen and "签名正确，未确认信任" in screen


def test_roots_that_are_asked_for_must_be_reached(matter: Path, authority: Authority, tmp_path: Path) -> None:
    """Exit code 3: it could not be verified, which is no accusation."""
    taken(matter, stamped(matter, authority))
    other = Authority(tmp_path / "别处")
    assert data("verify", str(matter), "--roots", str(other.roots))["exit"] == 3
    assert codes("verify", str(matter), "--roots", str(authority.folder / "tsa.pem")) == {"LX-B181"}
    assert codes("verify", str(matter), "--roots", "没有.pem") == {"LX-B180"}


def test_a_token_that_was_taken_away_is_missed(matter: Path, authority: Authority) -> None:
    """By the journal in its matter; elsewhere by whoever names roots."""
    taken(matter, stamped(matter, authority))
    alone = matter.parent / "收到的证据包"
    shutil.rmtree(matter / "4-证据包/v1/proofs")
    shutil.copytree(matter / "4-证据包/v1", alone)
    assert "LX-B189" in codes("verify", str(matter)) and data("verify", str(matter))["exit"] == 0
    assert "LX-B189" not in codes("verify", str(alone))
    found = data("verify", str(alone), "--roots", str(authority.roots))
    assert found["exit"] == 3 and "LX-B188" in {one["code"] for one in found["findings"]}


def test_a_masked_copy_is_stamped_and_checked_like_a_package(matter: Path, authority: Authority) -> None:
    """The other side gets a copy: its tokens are about its own list, and count as those of a package do."""
    assert asked("bundle", str(matter), "--masked")[0] == 0
    (copy,) = (matter / "4-证据包/对方副本").iterdir()
    assert data("bundle", "stamp", str(copy), "--request")["exit"] == 0
    authority.answer(copy / "proofs/0001-manifest.tsq", authority.folder / "copy.tsr")
    said = data("bundle", "stamp", str(copy), "--response", str(authority.folder / "copy.tsr"))
    assert said["changed"] == [f"4-证据包/对方副本/{copy.name}/proofs/0001-manifest.tsr"]
    found = data("verify", str(copy), "--roots", str(authority.roots))
    assert found["exit"] == 0 and "token" in found["shown_by"]
    (copy / "proofs/0001-manifest.tsr").unlink()
    assert data("verify", str(copy), "--roots", str(authority.roots))["exit"] == 3


def test_a_package_stripped_to_a_bag_of_others_lacks_its_token(matter: Path, authority: Authority) -> None:
    bag = matter.parent / "包"
    shutil.copytree(matter / "4-证据包/v1/data/originals", bag)
    subprocess.run([sys.executable, "-m", "bagit", "--sha256", "--quiet", str(bag)], check=True, capture_output=True)
    assert data("verify", str(bag))["exit"] == 0
    assert data("verify", str(bag), "--roots", str(authority.roots))["exit"] == 3


def test_roots_that_are_kept_serve_every_later_run(
    matter: Path, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "设置"))
    taken(matter, stamped(matter, authority), "--roots", str(authority.roots), "--keep-roots")
    assert "token" in data("verify", str(matter))["shown_by"]
    assert not list((matter / "4-证据包/v1/proofs").glob("*.pem")), "no root lies in a package"


def test_a_package_made_anew_after_the_stamp_is_convicted_by_it(matter: Path, authority: Authority) -> None:
    """A file altered, all lists and the journal made anew: the token speaks of the first manifest."""
    taken(matter, stamped(matter, authority))
    package = matter / "4-证据包/v1"
    lines = (package / MANIFEST).read_text("utf-8").splitlines(keepends=True)
    (package / MANIFEST).write_text("".join(reversed(lines)), "utf-8")
    found = data("verify", str(package))
    assert found["exit"] == 4 and "LX-B172" in {one["code"] for one in found["findings"]}
    assert found["time_stamps"][0]["verdict"] == "invalid"


def test_an_answer_for_another_package_is_refused_with_the_reason(
    matter: Path, authority: Authority, tmp_path: Path
) -> None:
    foreign = small_matter(tmp_path, b"\n% another paper\n")
    answers = stamped(foreign, authority)
    said = taken(matter, answers)
    assert said["taken_in"] == [] and said["exit"] == 1
    assert {one["code"] for one in said["findings"]} == {"LX-B177"}
    assert not (matter / "4-证据包/v1/proofs").exists()


def test_two_answers_to_one_request_and_one_given_twice(matter: Path, authority: Authority) -> None:
    answers = stamped(matter, authority)
    taken(matter, answers)
    assert {one["code"] for one in taken(matter, answers)["findings"]} == {"LX-B179"}
    (again,) = [path for path in answers if "manifest" in path.name]
    authority.answer(matter / "4-证据包/v1/proofs/0001-manifest.tsq", again)
    assert {one["code"] for one in taken(matter, [again])["findings"]} == {"LX-B178"}


def test_a_bare_token_keeps_its_bytes_and_its_own_ending(matter: Path, authority: Authority) -> None:
    (answer, _) = stamped(matter, authority)
    bare = authority.folder / "bare.tok"
    bare.write_bytes(token_of(answer.read_bytes()))
    assert taken(matter, [bare])["taken_in"] == ["proofs/0001-manifest.tok"]
    package = matter / "4-证据包/v1"
    assert authority.accepts(package / MANIFEST, package / "proofs/0001-manifest.tok", "-token_in")
    assert data("verify", str(matter))["exit"] == 0


def test_an_authority_with_an_address_is_asked_over_the_network(
    matter: Path, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the request goes out; the address may be kept under a name of the user's own."""
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "设置"))
    (tmp_path / "设置").mkdir()
    with served(authority) as address:
        (tmp_path / "设置/时间戳机构.csv").write_text(f"示例机构,{address}\n", "utf-8-sig")
        said = data("bundle", "stamp", str(matter), "--authority", "示例机构", "--roots", str(authority.roots))
    assert said["taken_in"] == ["proofs/0001-manifest.tsr", "proofs/0001-root.tsr"]
    assert {one["verdict"] for one in said["time_stamps"]} == {"valid"}
    assert codes("bundle", "stamp", str(matter), "--authority", "无名") == {"LX-B184"}


def test_an_authority_that_does_not_answer_leaves_the_requests(matter: Path, authority: Authority) -> None:
    with served(authority, status=503) as address:
        said = data("bundle", "stamp", str(matter), "--authority", address)
    assert {one["code"] for one in said["findings"]} == {"LX-B183"} and said["exit"] == 1
    assert "HTTP 503" in said["findings"][0]["message"]
    assert "--response 0001-manifest.tsr --response 0001-root.tsr" in said["next"], "sent from another computer"
    assert len(list((matter / "4-证据包/v1/proofs").glob("*.tsq"))) == 2
    with served(authority) as address:
        pass
    assert codes("bundle", "stamp", str(matter), "--authority", address) == {"LX-B183"}


def test_one_thing_at_a_time(matter: Path) -> None:
    assert asked("bundle", "stamp", str(matter), "--request", "--authority", "http://127.0.0.1:9/")[0] == 2
    assert codes("bundle", "stamp", str(matter), "--response", "没有.tsr") == {"LX-B182"}


def test_a_request_by_sm3_is_answered_and_valid(matter: Path, authority: Authority) -> None:
    """SM3 (GB/T 32905) names the file; the authority signs with RSA."""
    said = taken(matter, stamped(matter, authority, "--hash", "sm3"), "--roots", str(authority.roots))
    assert {one["verdict"] for one in said["time_stamps"]} == {"valid"}
    assert "SM3" in said["time_stamps"][0]["checks"][2]["text"]


def test_a_revoked_certificate_of_an_authority_voids_its_stamps(matter: Path, tmp_path: Path) -> None:
    """Facts: the list that lies beside the token names the certificate, without a reason (RFC 3161 §4.1)."""
    authority = Authority(tmp_path / "机构")
    taken(matter, stamped(matter, authority))
    lists = matter / "4-证据包/v1/proofs/crls"
    lists.mkdir()
    authority.revocation_list(lists / "空.crl")
    clear = data("verify", str(matter), "--roots", str(authority.roots))
    checks = {one["check"]: one["reason"] for one in clear["time_stamps"][0]["checks"]}
    assert clear["exit"] == 0 and checks["revocation"] == "clear"
    authority.revoke()
    authority.revocation_list(lists / "吊销.crl")
    void = data("verify", str(matter), "--roots", str(authority.roots))
    assert void["exit"] == 4 and void["time_stamps"][0]["verdict"] == "invalid"


def test_the_manifest_is_signed_with_ones_own_certificate(matter: Path, authority: Authority) -> None:
    """Facts: a certificate in a file with a password. Question: does the signature hold, here and for openssl?"""
    words = ("pkcs12", "-export", "-in", "tsa.pem", "-inkey", "tsa.key", "-certfile", "chain.pem")
    run(*words, "-passout", "pass:密码", "-out", "k.p12", cwd=authority.folder)
    key = str(authority.folder / "k.p12")
    assert codes("bundle", "sign", str(matter), "--key", key, "--password", "错") == {"LX-B187"}
    assert codes("bundle", "sign", str(matter), "--key", str(authority.roots), "--password", "") == {"LX-B187"}
    said = data("bundle", "sign", str(matter), "--key", key, "--password", "密码")
    assert said["exit"] == 0 and said["changed"] == ["4-证据包/v1/proofs/0001-manifest.p7s"]
    package = matter / "4-证据包/v1"
    check = ("cms", "-verify", "-inform", "DER", "-binary", "-in", package / "proofs/0001-manifest.p7s")
    more = ("-content", package / MANIFEST, "-CAfile", "root.pem", "-purpose", "any", "-out", "said")
    assert run(*check, *more, cwd=authority.folder).returncode == 0
    found = data("verify", str(matter), "--roots", str(authority.roots))
    assert found["exit"] == 0 and "signature" in found["shown_by"]
    assert data("bundle", str(matter))["package"] == "4-证据包/v1"
    assert "密码" not in (matter / JOURNAL).read_text("utf-8")
    (package / MANIFEST).write_bytes((package / MANIFEST).read_bytes() + b"\n")
    assert "LX-B185" in codes("verify", str(package))


def test_tokens_are_renewed_before_they_weaken(matter: Path, authority: Authority, tmp_path: Path) -> None:
    """Facts: the certificate of the first authority ends soon; a second one stamps the list of the tokens.

    Question: what shows today that the first token was there while it was good? The list, by ``sha512sum`` and token.
    """
    assert asked("bundle", "stamp", str(matter), "--request", "--renew")[0] == 2, "nothing to renew yet"
    assert asked("bundle", "stamp", str(matter), "--renew")[0] == 2
    taken(matter, stamped(matter, authority))
    second = Authority(tmp_path / "第二家")
    said = data("bundle", "stamp", str(matter), "--request", "--renew", "--hash", "sha512")
    assert said["changed"] == ["4-证据包/v1/proofs/0002-renewal.tsq", "4-证据包/v1/proofs/0002-renewal.txt"]
    package = matter / "4-证据包/v1"
    second.answer(package / "proofs/0002-renewal.tsq", second.folder / "r.tsr")
    kept = taken(matter, [second.folder / "r.tsr"], "--roots", str(second.roots))
    assert kept["taken_in"] == ["proofs/0002-renewal.tsr"] and kept["exit"] == 0
    listed = subprocess.run(
        ["sha512sum", "-c", "proofs/0002-renewal.txt"], cwd=package, capture_output=True, check=True, text=True
    ).stdout
    assert [line.split(":")[0] for line in listed.splitlines()] == [
        "manifest-sha256.txt",
        "merkle-root.txt",
        "proofs/0001-manifest.tsr",
        "proofs/0001-root.tsr",
    ]
    assert second.accepts(package / "proofs/0002-renewal.txt", package / "proofs/0002-renewal.tsr")
    both = tmp_path / "根.pem"
    both.write_bytes(authority.roots.read_bytes() + second.roots.read_bytes())
    found = data("verify", str(matter), "--roots", str(both))
    assert found["exit"] == 0 and {one["verdict"] for one in found["time_stamps"]} == {"valid"}
    (package / "proofs/0001-root.tsr").unlink()
    found = data("verify", str(matter), "--roots", str(both))
    assert found["exit"] == 4
    (broken,) = [one for one in found["time_stamps"] if one["verdict"] == "invalid"]
    assert broken["file"] == "proofs/0002-renewal.tsr" and "proofs/0001-root.tsr" in broken["checks"][2]["text"]


def test_nothing_but_the_asking_of_an_authority_reaches_for_a_network() -> None:
    """The promise on the first page of the guide: material stays on this machine."""
    reaching = re.compile(r"^\s*(?:import|from) (?:socket|ssl|http\b|urllib\.request|requests|ftplib|smtplib)", re.M)
    source = Path(lexcollect.__file__).parent
    found = [
        path.relative_to(source).as_posix() for path in source.rglob("*.py") if reaching.search(path.read_text("utf-8"))
    ]
    assert found == ["bundle/tokens/authority.py", "review/server.py"]
    served = (source / "review" / "server.py").read_text("utf-8")
    assert re.findall(r"\.(?:bind|connect)\((.*)\)", served) == ['("127.0.0.1", port)'], "it listens and asks nobody"
