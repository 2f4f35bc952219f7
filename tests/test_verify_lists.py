"""Verify with a list: every form in which people get lists is read, and a list that is none accuses no file.

The folder is that of a paralegal: contract, statement and a subfolder, names in Chinese, with blanks and brackets.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_run import typed
from lexcollect.bundle.digest_lists import MOST_BYTES, Unusable, read_list
from lexcollect.bundle.laid_down import typed_digest
from lexcollect.bundle.manifest import digests, same_name
from lexcollect.bundle.verify import verify

CERTUTIL_END = "CertUtil: -hashfile 命令成功完成。"
NAMES = ("合同（盖章）.pdf", "对账 单.pdf", "微信/聊天 (1).csv", "Stamp.PDF", "价格 100% 确认.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "材料"
    for name in NAMES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    return root


def pairs(root: Path, algorithm: str = "sha256") -> list[tuple[str, str]]:
    return [(hashlib.new(algorithm, (root / n).read_bytes()).hexdigest(), n) for n in NAMES]


def gnu(root: Path) -> str:
    return "".join(f"{d}  {n}\n" for d, n in pairs(root))


def listed(root: Path, data: bytes | str, name: str = "清单.txt") -> Path:
    path = root.parent / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def certutil(root: Path, line: str) -> str:
    return "".join(
        f"{line.format(n)}\r\n{' '.join(d[i : i + 2] for i in range(0, 64, 2))}\r\n{CERTUTIL_END}\r\n"
        for d, n in pairs(root)
    )


def powershell(root: Path) -> str:
    rows = "".join(f'"SHA256","{d.upper()}","D:\\案件\\材料\\{n.replace("/", chr(92))}"\r\n' for d, n in pairs(root))
    return f'#TYPE Microsoft.PowerShell.Commands.FileHashInfo\r\n"Algorithm","Hash","Path"\r\n{rows}'


FORMS: dict[str, Callable[[Path], bytes | str]] = {
    "gnu": gnu,
    "crlf": lambda r: gnu(r).replace("\n", "\r\n"),
    "lines of an old mac": lambda r: gnu(r).replace("\n", "\r"),
    "no last line end": lambda r: gnu(r).rstrip("\n"),
    "binary mode": lambda r: gnu(r).replace("  ", " *"),
    "mark": lambda r: b"\xef\xbb\xbf" + gnu(r).encode(),
    "utf-16": lambda r: gnu(r).encode("utf-16"),
    "utf-16 without mark": lambda r: gnu(r).encode("utf-16-le"),
    "utf-16 big endian": lambda r: b"\xfe\xff" + gnu(r).encode("utf-16-be"),
    "gbk": lambda r: gnu(r).encode("gbk"),
    "gb18030": lambda r: gnu(r).encode("gb18030"),
    "capitals": lambda r: "".join(f"{d.upper()}  {n}\n" for d, n in pairs(r)),
    "names in capitals": lambda r: gnu(r).upper(),
    "backslashes": lambda r: gnu(r).replace("/", "\\"),
    "dot": lambda r: gnu(r).replace("  ", "  ./"),
    "dot and backslash": lambda r: gnu(r).replace("/", "\\").replace("  ", "  .\\"),
    "tabs": lambda r: gnu(r).replace("  ", "\t"),
    "comments": lambda r: f"# 收到的材料\n; 2026-11-21\n\n{gnu(r)}\n",
    "bsd": lambda r: "".join(f"SHA256 ({n}) = {d}\n" for d, n in pairs(r)),
    "openssl": lambda r: "".join(f"SHA2-256({n})= {d}\n" for d, n in pairs(r)),
    "openssl before 3": lambda r: "".join(f"SHA256({n})= {d}\n" for d, n in pairs(r)),
    "name first": lambda r: "".join(f"{n}  {d}\n" for d, n in pairs(r)),
    "certutil": lambda r: certutil(r, "SHA256 的 {} 哈希:"),
    "certutil in gbk": lambda r: certutil(r, "SHA256 的 {} 哈希:").encode("gbk"),
    "certutil of windows 7": lambda r: certutil(r, "SHA256 哈希(文件 {}):"),
    "certutil in english": lambda r: certutil(r, "SHA256 hash of {}:"),
    "powershell": powershell,
    "powershell in utf-16": lambda r: powershell(r).encode("utf-16"),
    "table": lambda r: "文件名,SHA-256\r\n" + "".join(f'"{n}",{d}\r\n' for d, n in pairs(r)),
    "table with semicolons": lambda r: "sep=;\r\n文件名;SHA256\r\n" + "".join(f'"{n}";{d}\r\n' for d, n in pairs(r)),
    "table of unicode text": lambda r: ("文件\tSHA-256\r\n" + "".join(f"{n}\t{d}\r\n" for d, n in pairs(r))).encode(
        "utf-16"
    ),
    "sha512": lambda r: "".join(f"{d}  {n}\n" for d, n in pairs(r, "sha512")),
    "sha384": lambda r: "".join(f"SHA384 ({n}) = {d}\n" for d, n in pairs(r, "sha384")),
    "made from above": lambda r: gnu(r).replace("  ", "  案件/材料/"),
    "absolute": lambda r: gnu(r).replace("  ", "  /home/li/材料/"),
    "decomposed": lambda r: unicodedata.normalize("NFD", gnu(r)),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_list_in_any_usual_form_is_read(folder: Path, form: str) -> None:
    path = listed(folder, FORMS[form](folder))
    found = verify(folder, path)
    assert found.ok and found.checked == len(NAMES), [f.line() for f in found.findings]
    (folder / "对账 单.pdf").write_bytes(b"altered")
    (folder / "微信/聊天 (1).csv").unlink()
    (folder / "新.txt").write_bytes(b"")
    again = verify(folder, path)
    assert again.broken and len(again.changed) == len(again.missing) == len(again.added) == 1
    assert again.changed == ("对账 单.pdf",) and again.added == ("新.txt",)


def test_names_that_gnu_escapes_are_read(folder: Path) -> None:
    odd = "换\n行\\反斜.txt"
    (folder / odd).write_bytes(b"x")
    escaped = odd.replace("\\", "\\\\").replace("\n", "\\n")
    line = f"\\{hashlib.sha256(b'x').hexdigest()}  {escaped}\n"
    assert verify(folder, listed(folder, gnu(folder) + line)).ok


def test_a_name_that_is_no_text_is_found_in_the_list_of_its_own_system(folder: Path) -> None:
    raw = b"\xb5\xe7\xff.pdf"
    Path(os.fsdecode(os.fsencode(folder) + b"/" + raw)).write_bytes(b"x")
    line = hashlib.sha256(b"x").hexdigest().encode() + b"  " + raw + b"\n"
    assert verify(folder, listed(folder, gnu(folder).encode() + line)).ok


def test_a_percent_sign_is_a_percent_sign_outside_of_bags(folder: Path) -> None:
    (folder / "a%25.txt").write_bytes(b"x")
    (folder / "a%.txt").write_bytes(b"y")
    lines = "".join(f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in (("a%25.txt", b"x"), ("a%.txt", b"y")))
    assert verify(folder, listed(folder, gnu(folder) + lines)).ok


def test_weak_digests_are_compared_and_called_weak(folder: Path) -> None:
    found = verify(folder, listed(folder, "".join(f"{d}  {n}\n" for d, n in pairs(folder, "md5"))))
    assert found.ok and [f.code for f in found.findings] == ["LX-B140"]


def test_a_list_that_lies_in_the_folder_does_not_miss_itself(folder: Path) -> None:
    inside = folder / "清单.txt"
    inside.write_text(gnu(folder), "utf-8")
    assert verify(folder, inside).ok


# A list that is none


UNUSABLE: dict[str, bytes] = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
    "a letter": "各位好：附件是昨天的合同，请查收。\n".encode(),
    "a letter in gbk": "各位好：附件是昨天的合同，请查收。\n".encode("gbk"),
    "digests cut short": b"4acef28db96b31f7  a.pdf\neaeeb8399  b.pdf\n",
    "a table without digests": "文件名,大小\r\n合同.pdf,12\r\n".encode(),
    "format-table of powershell": b"Algorithm Hash   Path\r\n--------- ----   ----\r\nSHA256 4ACEF2... D:\\x.pdf\r\n",
    "zeros": bytes(4096),
    "lines without end": b"x\n" * 200_000,
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_list_that_cannot_be_used_accuses_no_file(folder: Path, what: str) -> None:
    listed(folder, UNUSABLE[what])
    code, out, _ = typed("verify", folder.name, "--list", "清单.txt", cwd=folder.parent)
    assert code == 3 and "LX-B125" in out
    found = verify(folder, folder.parent / "清单.txt")
    assert not (found.ok or found.broken or found.changed or found.missing or found.added or found.checked)


def test_a_list_of_another_folder_accuses_no_file(folder: Path) -> None:
    digest = "0" * 64
    found = verify(folder, listed(folder, f"{digest}  别的/甲.pdf\n{digest}  乙.pdf\n"))
    assert [f.code for f in found.findings] == ["LX-B131"] and not found.broken and not found.ok


def test_an_emptied_folder_lacks_every_file(folder: Path) -> None:
    path = listed(folder, gnu(folder))
    for name in NAMES:
        (folder / name).unlink()
    found = verify(folder, path)
    assert found.broken and len(found.missing) == len(NAMES) and found.checked == 0


@pytest.mark.parametrize(
    "line", ["以上共5个文件\n", f"{'g' * 64}  合同.pdf\n", f"{'0' * 63}  合同.pdf\n", f"{'0' * 64}  合同（盖章）.pdf\n"]
)
def test_lines_that_say_nothing_are_counted_and_the_rest_is_compared(folder: Path, line: str) -> None:
    path = listed(folder, gnu(folder) + line)
    found = verify(folder, path)
    assert [f.code for f in found.findings] == ["LX-B126"] and "第 6 行" in found.findings[0].line("zh")
    assert not found.ok and not found.broken and found.checked == len(NAMES)
    assert typed("verify", folder.name, "--list", "清单.txt", cwd=folder.parent)[0] == 3


def test_many_such_lines_are_one_finding(folder: Path) -> None:
    found = verify(folder, listed(folder, gnu(folder) + "x\n" * 5000))
    assert [f.code for f in found.findings] == ["LX-B126"] and "5000" in found.findings[0].line("zh")
    assert len(found.findings[0].line("zh")) < 200


@pytest.mark.parametrize("place", ["/dev/zero", "pipe", "folder", "none"])
def test_what_is_no_file_is_not_waited_for(folder: Path, place: str) -> None:
    os.mkfifo(folder.parent / "pipe")
    (folder.parent / "folder").mkdir()
    code, out, _ = typed("verify", folder.name, "--list", place, cwd=folder.parent)
    assert code == 3 and "LX-B125" in out


def test_an_endless_list_is_read_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "清单.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)  # a terabyte of nothing
    with pytest.raises(Unusable) as refused:
        read_list(path)
    assert refused.value.reason.params == (("limit", MOST_BYTES >> 20),)
    path.write_bytes(b"0" * 64 + b"  " + b"x" * 5_000_000)
    with pytest.raises(Unusable):
        read_list(path)


@given(st.binary(max_size=400))
def test_no_bytes_are_a_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    try:
        one = read_list(path)
    except Unusable:
        return
    assert all(len(digest) in (32, 40, 56, 64, 96, 128) for digest in one.entries.values())


NAME = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="/\\"), min_size=1, max_size=20
)


@given(st.lists(NAME.filter(lambda n: n not in (".", "..") and same_name(n) == n), min_size=1, max_size=5, unique=True))
def test_what_sha256sum_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "sums.txt"
    claims = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    path.write_bytes("".join(f"{digest}  {name}\n" for name, digest in claims.items()).encode())
    assert read_list(path, set(names)).entries == claims


# What lies in the folder


def test_a_link_a_pipe_and_a_hard_link_are_told(folder: Path) -> None:
    path = listed(folder, gnu(folder))
    kept = folder.parent / "别处.pdf"
    os.link(folder / "对账 单.pdf", kept)
    assert [f.code for f in verify(folder, path).findings] == ["LX-B129"] and verify(folder, path).ok
    (folder / "Stamp.PDF").rename(folder.parent / "x")
    (folder / "Stamp.PDF").symlink_to(folder.parent / "x")
    os.mkfifo(folder / "管道")
    found = verify(folder, path)
    assert found.changed == ("Stamp.PDF",) and found.added == ("管道",)
    told = next(f for f in found.findings if f.code == "LX-B128").line("zh")
    assert "Stamp.PDF" in told and "管道" in told


def test_names_that_another_system_takes_for_one_are_told(folder: Path) -> None:
    other = unicodedata.normalize("NFD", "é.pdf")
    for name in ("é.pdf", other, "stamp.pdf"):
        (folder / name).write_bytes(name.encode())
    lines = "".join(f"{hashlib.sha256(n.encode()).hexdigest()}  {n}\n" for n in ("é.pdf", "stamp.pdf"))
    found = verify(folder, listed(folder, gnu(folder) + lines))
    assert found.added == (other,) and not found.changed and not found.missing
    assert [f.code for f in found.findings].count("LX-B133") == 2


def test_a_file_that_cannot_be_read_is_not_called_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = listed(folder, gnu(folder))

    def refused(path: Path, algorithms: object) -> dict[str, str]:
        if Path(path).name == "Stamp.PDF":
            raise PermissionError(13, "denied", str(path))
        return digests(path, algorithms)  # type: ignore[arg-type]

    monkeypatch.setattr("lexcollect.bundle.comparing.digests", refused)
    found = verify(folder, path)
    assert [f.code for f in found.findings] == ["LX-B127"] and not found.changed
    assert not found.ok and not found.broken and found.checked == len(NAMES) - 1


@pytest.mark.parametrize("how", ["longer", "shorter"])
def test_a_file_that_changes_while_it_is_read_is_read_no_further_than_it_was_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path = tmp_path / "日志.txt"
    path.write_bytes(b"x" * 3000)
    monkeypatch.setattr("lexcollect.bundle.manifest._PIECE", 1000)
    taken = 0

    class Growing:
        def update(self, chunk: bytes) -> None:
            nonlocal taken
            taken += len(chunk)
            if how == "longer":
                with path.open("ab") as stream:
                    stream.write(b"x" * 1000)
            else:
                os.truncate(path, 1000)

    monkeypatch.setattr("lexcollect.bundle.manifest.hashlib.new", lambda *_, **__: Growing())
    with pytest.raises(OSError, match="busy"):
        digests(path, ["sha256"])
    assert taken <= 3001


# Digests kept elsewhere


@pytest.mark.parametrize(
    "words",
    [
        "{}",
        " {} \n",
        "SHA-256: {}",
        "sha256={}",
        "{grouped}",
        "{capitals}",
        "{wide}",
        "{colons}",
    ],
)
def test_a_digest_is_read_as_people_type_it(words: str) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    wide = "".join(chr(ord(c) + 0xFEE0) for c in digest)
    colons = ":".join(digest[i : i + 2] for i in range(0, 64, 2)).upper()
    grouped = " ".join(digest[i : i + 8] for i in range(0, 64, 8))
    said = words.format(digest, grouped=grouped, capitals=digest.upper(), wide=wide, colons=colons)
    assert typed_digest(said) == digest


@pytest.mark.parametrize("words", ["", "abc", "0" * 63, "0" * 65, "g" * 64, "SHA-256"])
def test_what_is_no_digest_is_a_slip_on_the_command_line(folder: Path, words: str) -> None:
    code, _, err = typed("verify", folder.name, "--digest", words, cwd=folder.parent)
    assert code == 2 and "SHA-256" in err


def test_the_digest_of_a_list_shows_that_it_is_the_first_one(folder: Path) -> None:
    path = listed(folder, gnu(folder))
    kept = hashlib.sha256(path.read_bytes()).hexdigest()
    code, out, _ = typed("verify", folder.name, "--list", "清单.txt", "--digest", kept.upper(), cwd=folder.parent)
    assert code == 0 and "√ 清单与您给的校验值一致" in out and "须另行证明" not in out
    (folder / "Stamp.PDF").write_bytes(b"altered")
    listed(folder, gnu(folder))
    code, out, _ = typed("verify", folder.name, "--list", "清单.txt", "--digest", kept, cwd=folder.parent)
    assert code == 4 and "LX-B122" in out
