"""Verify: every file that was changed, taken away or put in is named, and ``sha256sum -c`` agrees."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bundle_kit import item, material, packed
from lexcollect.bundle import comparing
from lexcollect.bundle.verify import verify
from lexcollect.files import write_bytes
from lexcollect.intake.register import register_bytes
from lexcollect.layout import REGISTER


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("案")
    built = packed(
        folder, item("1-1", material(folder, "a.txt", b"one")), item("1-2", material(folder, "b.txt", b"two"))
    )
    assert built.folder
    return built.folder


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(package, tmp_path / "v1"))


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _sums_agree(folder: Path) -> bool:
    lists = ["manifest-sha256.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"]
    return all(
        (folder / n).exists()
        and subprocess.run(
            [f"sha{n[-7:-4]}sum", "-c", "--strict", n], cwd=folder, capture_output=True, check=False
        ).returncode
        == 0
        for n in lists
    )


def test_an_untouched_package_is_whole(package: Path) -> None:
    found = verify(package)
    assert found.ok and found.checked == len(_files(package)) - 2
    assert _sums_agree(package)


def test_one_changed_byte_in_any_file_is_named(copy: Path) -> None:
    for name in _files(copy):
        path = copy / name
        before = path.read_bytes()
        for at in sorted({0, len(before) // 3, len(before) // 2, len(before) - 1}):
            path.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
            found = verify(copy)
            assert not found.ok and name in found.changed, (name, at)
            if name.startswith("data/") or name not in (
                "manifest-sha256.txt",
                *(n for n in _files(copy) if "tagm" in n),
            ):
                assert found.changed == (name,) and not found.missing and not found.added
                assert not _sums_agree(copy)
        path.write_bytes(before)
    assert verify(copy).ok


def test_one_changed_digit_in_a_tag_list_blames_the_list_alone(copy: Path) -> None:
    for name in ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt"):
        path = copy / name
        before = path.read_text("utf-8")
        path.write_text(("1" if before[0] != "1" else "2") + before[1:], "utf-8")
        assert verify(copy).changed == (name,)
        path.write_text(before.replace("  ", " \t", 1), "utf-8")
        assert verify(copy).changed == (name,)
        path.write_text(before, "utf-8")


def test_each_missing_file_is_named(copy: Path) -> None:
    for name in _files(copy):
        before = (copy / name).read_bytes()
        (copy / name).unlink()
        found = verify(copy)
        assert not found.ok and found.missing == (name,), name
        assert not _sums_agree(copy)
        (copy / name).write_bytes(before)


@pytest.mark.parametrize(
    "name",
    [
        "x.txt",
        "data/x.txt",
        "data/originals/x.pdf",
        "data/deep/er/x",
        ".hidden",
        "tagdir/x",
        "manifest-sha256.txt.bak",
        "__MACOSX/备注.txt",
        "data/._合同.pdf/x",
    ],
)
def test_an_added_file_is_named_wherever_it_lies(copy: Path, name: str) -> None:
    (copy / name).parent.mkdir(parents=True, exist_ok=True)
    (copy / name).write_bytes(b"")
    found = verify(copy)
    assert not found.ok and found.added == (name,) and not found.changed and not found.missing


def test_all_differences_are_named_at_once(copy: Path) -> None:
    (copy / "data" / "证据.pdf").write_bytes(b"other")
    (copy / "bagit.txt").unlink()
    (copy / "data" / "清单.csv").rename(copy / "data" / "清单2.csv")
    found = verify(copy)
    assert (found.changed, found.missing, found.added) == (
        ("data/证据.pdf",),
        ("bagit.txt", "data/清单.csv"),
        ("data/清单2.csv",),
    )
    assert sorted(f.code for f in found.findings) == ["LX-B050", "LX-B051", "LX-B051", "LX-B052"]


def test_a_link_in_place_of_a_file_or_folder_is_no_file(copy: Path, tmp_path: Path) -> None:
    target = copy / "data" / "清单.csv"
    outside = tmp_path / "outside.csv"
    outside.write_bytes(target.read_bytes())
    target.unlink()
    target.symlink_to(outside)
    assert verify(copy).changed == ("data/清单.csv",)
    (copy / "data" / "originals").rename(tmp_path / "originals")
    (copy / "data" / "originals").symlink_to(tmp_path / "originals", target_is_directory=True)
    found = verify(copy)
    assert "data/originals" in found.added and len(found.missing) == 2
    assert [f.code for f in found.findings if f.code == "LX-B128"]


@pytest.mark.parametrize("how", ["link", "pipe", "folder"])
@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"])
def test_a_list_that_is_no_file_any_more_is_seen(copy: Path, tmp_path: Path, name: str, how: str) -> None:
    (copy / name).rename(tmp_path / name)
    if how == "link":
        (copy / name).symlink_to(tmp_path / name)
    elif how == "pipe":
        os.mkfifo(copy / name)
    else:
        (copy / name).mkdir()
    found = verify(copy)
    assert found.broken and name in (*found.changed, *found.missing)


def test_a_list_that_points_outside_is_reported_and_not_followed(copy: Path) -> None:
    path = copy / "manifest-sha256.txt"
    with path.open("a", encoding="utf-8") as stream:
        for name in ("../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "data/../../x", "bagit.txt"):
            stream.write("0" * 64 + f"  {name}\n")
    found = verify(copy)
    assert "manifest-sha256.txt" in found.changed
    assert sum(f.code == "LX-B053" for f in found.findings) == 5
    assert not any("passwd" in n for n in (*found.missing, *found.changed))


def test_a_package_without_its_list_is_not_called_whole(copy: Path) -> None:
    (copy / "manifest-sha256.txt").unlink()
    (copy / "tagmanifest-sha256.txt").unlink()
    (copy / "tagmanifest-sha512.txt").unlink()
    found = verify(copy)
    assert not found.ok and set(found.missing) >= {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt"}


def test_names_in_the_other_normal_form_are_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "v1" / "data").mkdir(parents=True)
    (tmp_path / "v1" / "data" / "e\u0301.txt").write_bytes(b"x")
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    (tmp_path / "v1" / "manifest-sha256.txt").write_text(f"{digest}  data/\u00e9.txt\n", "utf-8")
    assert verify(tmp_path / "v1").ok


def test_a_bag_made_by_another_program_is_checked_too(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    bag.mkdir()
    (bag / "证据.txt").write_bytes(b"x")
    subprocess.run([sys.executable, "-m", "bagit", str(bag)], check=True, capture_output=True)
    assert verify(bag).ok
    (bag / "data" / "证据.txt").write_bytes(b"y")
    assert verify(bag).changed == ("data/证据.txt",)


@pytest.mark.parametrize("kind", ["sums", "csv"])
def test_raw_material_is_checked_against_a_list(tmp_path: Path, kind: str) -> None:
    sources = [material(tmp_path, n, n.encode()) for n in ("合同.pdf", "微信/聊天.csv", "空.txt")]
    folder = tmp_path / "1-收到的材料"
    if kind == "sums":
        listing = tmp_path / "list.txt"
        listing.write_text("".join(f"{s.sha256}  {s.name}\n" for s in sources), "utf-8")
    else:
        listing = tmp_path / "材料清单.csv"
        listing.write_text(
            "\ufeff文件,大小,SHA-256\r\n" + "".join(f'"{s.name}",{s.size},{s.sha256}\r\n' for s in sources), "utf-8"
        )
    assert verify(folder, listing).ok
    (folder / "合同.pdf").write_bytes(b"altered")
    (folder / "空.txt").unlink()
    (folder / "新.txt").write_bytes(b"")
    found = verify(folder, listing)
    assert (found.changed, found.missing, found.added) == (("合同.pdf",), ("空.txt",), ("新.txt",))


def test_a_folder_without_a_list_or_no_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    assert [f.code for f in verify(tmp_path).findings] == ["LX-B055"]
    assert [f.code for f in verify(tmp_path / "nothing").findings] == ["LX-B056"]
    assert not verify(tmp_path).ok


def test_a_name_that_is_no_text_is_shown_and_not_a_crash(copy: Path) -> None:
    Path(os.fsdecode(os.fsencode(copy) + b"/data/\xff\xfe.txt")).write_bytes(b"x")
    found = verify(copy)
    assert found.added == ("data/\ufffd\ufffd.txt",)
    assert found.findings[0].line("zh").encode()


@pytest.mark.parametrize("asked", ["1-收到的材料", "."])
def test_raw_material_is_checked_against_the_register_of_its_intake(tmp_path: Path, asked: str) -> None:
    sources = [material(tmp_path, n, n.encode()) for n in ("合同.pdf", "微信/聊天.csv")]
    write_bytes(tmp_path / REGISTER, register_bytes({s.name: s.sha256 for s in sources}, []))
    assert verify(tmp_path / asked).ok
    (tmp_path / "1-收到的材料" / "微信" / "聊天.csv").write_bytes(b"altered")
    material(tmp_path, "新.txt", b"")
    found = verify(tmp_path / asked)
    assert (found.changed, found.added) == (("微信/聊天.csv",), ("新.txt",))


def test_large_files_are_hashed_two_at_a_time_and_each_is_still_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bit flipped in one large file, another cut, a third that cannot be read: each has its own finding."""
    monkeypatch.setattr("lexcollect.bundle.comparing._LARGE", 10_000)
    folder = tmp_path / "包"
    (folder / "data").mkdir(parents=True)
    lines = []
    for number in range(5):
        data = bytes([number]) * 300_000
        (folder / "data" / f"{number}.bin").write_bytes(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  data/{number}.bin\n")
    (folder / "manifest-sha256.txt").write_text("".join(lines), "ascii")
    assert verify(folder).ok
    (folder / "data" / "1.bin").write_bytes(bytes([1]) * 299_999 + b"x")
    os.truncate(folder / "data" / "2.bin", 20_000)
    real = comparing.digests

    def refused(path: Path, algorithms: object) -> dict[str, str]:
        if Path(path).name == "3.bin":
            raise PermissionError(13, "denied", str(path))
        return real(path, algorithms)  # type: ignore[arg-type]

    monkeypatch.setattr(comparing, "digests", refused)
    found = verify(folder)
    assert found.changed == ("data/1.bin", "data/2.bin")
    assert [f.where.file for f in found.findings if f.code == "LX-B127"] == ["data/3.bin"] and found.checked == 4
