"""Alterations: one change of a package, or of the raw material beside it, and what verify says.

A trial alters one thing and asks three times: verify of the package alone, as a stranger runs it; with the content
digest that was kept elsewhere; in its matter, with register and journal. Each kind of alteration says which of the
three must see it at least: the stranger, where anything inside contradicts; the digest, where all was made anew; the
journal, where papers beside the payload were made anew with their lists, which the content digest does not cover.
Controls, which alter nothing that counts, must be called the same. Time-stamp tokens lie beside a package, not in it: a
token put inside is a file added; that one fits no other manifest is shown in ``test_bundle_format``.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import random
import re
import shutil
import signal
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tally import Tally

from bundle_kit import item, marked_pdf, material, packed, pdf_bytes, picture_bytes, quartered
from lexcollect.bundle.verification import Verification
from lexcollect.bundle.verify import verify
from lexcollect.files import write_bytes
from lexcollect.intake.register import register_bytes, registered
from lexcollect.layout import CACHE, CASE, JOURNAL, MATERIAL_LIST, RAW, REGISTER
from lexcollect.matter.journal import note
from lexcollect.matter.verifying import verify_folder, verify_matter

#: Seconds that one verification may take.
LIMIT = 30
MANIFEST = "manifest-sha256.txt"
TAG_LISTS = {"tagmanifest-sha256.txt": "sha256", "tagmanifest-sha512.txt": "sha512"}
LISTS = (MANIFEST, *TAG_LISTS)
INDEX, ROOT, SM3 = "data/index.json", "merkle-root.txt", "manifest-sm3.txt"
PAGE, REPORT = "核验.html", "data/完整性报告.pdf"
PAPERS = ("bag-info.txt", "bagit.txt", "打印方案.txt", "核验说明.txt")
LISTING = "data/清单.csv"

#: Who must see an alteration at the latest.
STRANGER, DIGEST, MATTER, SYSTEM, SAME = "stranger", "digest", "matter", "system", "same"


class Refit(Exception):
    """This alteration has nothing to work on here; another one is tried."""


class World:
    """A matter with its raw material, register, journal and one package, put back after every trial."""

    def __init__(self, folder: Path) -> None:
        self.matter = folder / "案"
        self.matter.mkdir()
        (self.matter / CASE).write_text("schema: lexcollect/case/1\n", "utf-8")
        received = [
            ("合同.pdf", pdf_bytes(marked_pdf())),
            ("微信/聊天.csv", "时间,发送人,内容\n2023-04-12,何样文,货收到了\n".encode()),
            ("送货单.jpg", picture_bytes(quartered(), "JPEG")),
            ("往来邮件.eml", b"From: a@example.com\nTo: b@example.com\nSubject: x\n\nok\n"),
            ("备忘.txt", "已付三十万元".encode("gb18030")),
            ("Café 发票.pdf", pdf_bytes(marked_pdf(content=b"0 g 9 9 9 9 re f\n"))),
        ]
        sources = [material(self.matter, name, data) for name, data in received]
        write_bytes(self.matter / REGISTER, register_bytes({s.name: s.sha256 for s in sources}, []))
        rows = [["序号", "文件", "类型", "大小", "", "", "", "", "", "", "SHA-256"]]
        rows += [[str(n), s.name, "", str(s.size), *[""] * 6, s.sha256] for n, s in enumerate(sources, start=1)]
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        (self.matter / MATERIAL_LIST).parent.mkdir()
        (self.matter / MATERIAL_LIST).write_text("\ufeff" + out.getvalue(), "utf-8", newline="")
        built = packed(
            self.matter,
            *(item(f"1-{n}", s, title=s.name.rpartition("/")[2].rpartition(".")[0]) for n, s in enumerate(sources, 1)),
        )
        assert built.folder is not None, built.findings
        self.package = built.folder
        changed = (*(f"{RAW}/{s.name}" for s in sources), MATERIAL_LIST, "4-证据包/v1")
        note(self.matter, "bundle", datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 11, 21), changed)
        self.before = tree(self.matter)
        self.content = hashlib.sha256((self.package / MANIFEST).read_bytes()).hexdigest()

    def restore(self) -> None:
        """Put back every file that a trial touched."""
        for path in sorted(self.matter.rglob("*"), reverse=True):
            name = path.relative_to(self.matter).as_posix()
            if path.is_dir() and not path.is_symlink():
                if not any(n.startswith(f"{name}/") for n in self.before):
                    shutil.rmtree(path)
            elif name not in self.before or path.is_symlink() or not path.is_file():
                path.unlink()
        for name, data in self.before.items():
            path = self.matter / name
            if not path.is_file() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                path.write_bytes(data)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its name; a link by where it leads, a pipe by what it is."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"link to " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not path.is_dir():
            found[name] = b"pipe"
    return found


def files(folder: Path, start: str = "") -> list[str]:
    """Return the names of the files below ``folder`` that begin with ``start``."""
    names = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return sorted(name for name in names if name.startswith(start))


# One change of one file


def flip_bit(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def other_byte(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([(data[at] + chance.randrange(1, 256)) % 256]) + data[at + 1 :]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_head(chance: random.Random, data: bytes) -> bytes:
    return data[chance.randrange(1, len(data) + 1) :]


def drop_byte(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + 1 :]


def put_in(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 1, 2, 50))) + data[at:]


def append(chance: random.Random, data: bytes) -> bytes:
    return data + chance.choice((b"\n", b" ", b"\0", b"%%EOF", chance.randbytes(8)))


def zeros(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes(min(512, len(data) - at)) + data[at + 512 :]


def line_ends(_: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n") if b"\r\n" not in data else data.replace(b"\r\n", b"\n")


def saved_again(_: random.Random, data: bytes) -> bytes:
    for codec in ("utf-8-sig", "gb18030"):
        with contextlib.suppress(UnicodeError):
            return data.decode(codec).encode("utf-16")
    raise Refit


CHANGES = (flip_bit, flip_bit, other_byte, cut, cut_head, drop_byte, put_in, append, zeros, line_ends, saved_again)


def in_a_file(chance: random.Random, root: Path) -> str:
    path = root / chance.choice(files(root))
    path.write_bytes(chance.choice(CHANGES)(chance, path.read_bytes()))
    return STRANGER


# Files as a whole


def removed(chance: random.Random, root: Path) -> str:
    (root / chance.choice(files(root))).unlink()
    return STRANGER


def renamed(chance: random.Random, root: Path) -> str:
    path = root / chance.choice(files(root))
    name = chance.choice(
        (
            f"{path.stem} (1){path.suffix}",
            f"{path.name}.bak",
            path.name.upper(),
            path.name.swapcase(),
            f" {path.name}",
            f"{path.name} ",
            path.name.replace("1", "２"),
            f".{path.name}",
            f"~${path.name}",
            f"._{path.name}",
            "Thumbs.db",
        )
    )
    folder = chance.choice((path.parent, path.parent, root, root / "data", root / "__MACOSX", root / "新建文件夹"))
    folder.mkdir(exist_ok=True)
    if (folder / name).exists():
        raise Refit
    path.rename(folder / name)
    return STRANGER


def swapped(chance: random.Random, root: Path) -> str:
    one, two = (root / n for n in chance.sample(files(root), 2))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return STRANGER


def copied_over(chance: random.Random, root: Path) -> str:
    one, two = (root / n for n in chance.sample(files(root), 2))
    one.write_bytes(two.read_bytes())
    return STRANGER


ADDED = (
    *("x", "x.txt", "备注.txt", ".hidden", "bagit.txt.bak", "fetch.txt", "tagmanifest-md5.txt", "manifest-sha512.txt"),
    *("manifest-sha256.txt.tsr", "新建文件夹/x", "META-INF/x", "data/x", "data/证据 2.pdf", "data/清单.csv.lnk"),
    *("data/deep/er/x", "data/originals/9-9_补.pdf", "data/originals/.x", "data/originals/CON"),
)
SYSTEMS = (
    *(".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db", "__MACOSX/._证据.pdf", ".fseventsd/0000"),
    *(
        ".Spotlight-V100/x",
        "data/.DS_Store",
        "data/._证据.pdf",
        "data/originals/Thumbs.db",
        "data/originals/~$合同.docx",
    ),
)


def added(chance: random.Random, root: Path) -> str:
    path = root / chance.choice(ADDED)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = chance.choice(
        (b"", b"x", b"%PDF-1.4\n", chance.randbytes(30), (root / chance.choice(files(root))).read_bytes())
    )
    path.write_bytes(data)
    return STRANGER


def added_by_a_system(chance: random.Random, root: Path) -> str:
    path = root / chance.choice(SYSTEMS)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(chance.choice((b"", b"\0\0\0\1Bud1", b"\0\5\x16\7" + bytes(40), b"[.ShellClassInfo]\r\n")))
    return SYSTEM


def a_document_in_disguise(chance: random.Random, root: Path) -> str:
    path = root / chance.choice([n for n in SYSTEMS if "fsevents" not in n])
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf, picture = pdf_bytes(marked_pdf()), picture_bytes(quartered(), "PNG")
    path.write_bytes(chance.choice((pdf, picture, b"PK\x03\x04" + pdf)))
    return STRANGER


def no_file(chance: random.Random, root: Path) -> str:
    """A link, a pipe or a folder stands where a file was."""
    path = root / chance.choice(files(root))
    kept = root.parent / "elsewhere"
    shutil.copy(path, kept)
    path.unlink()
    if chance.random() < 0.5:
        path.symlink_to(kept)
    elif chance.random() < 0.5:
        os.mkfifo(path)
    else:
        path.mkdir()
    return STRANGER


def a_folder_elsewhere(chance: random.Random, root: Path) -> str:
    folder = root / chance.choice(("data", "data/originals"))
    folder.rename(root.parent / "elsewhere")
    if chance.random() < 0.5:
        folder.symlink_to(root.parent / "elsewhere", target_is_directory=True)
    return STRANGER


# Lists


def a_list(chance: random.Random, root: Path) -> str:
    """One line or letter of one list."""
    path = root / chance.choice(LISTS)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = chance.randrange(len(lines))
    digest, _, name = lines[at].partition("  ")
    spot = chance.randrange(len(digest))
    spelled = [digest[:spot] + c + digest[spot + 1 :] for c in "0123456789abcdefg" if c != digest[spot]]
    other = {
        "digit": f"{chance.choice(spelled)}  {name}",
        "capital": f"{digest.upper()}  {name}",
        "blank": f"{digest} {name}",
        "tab": f"{digest}\t{name}",
        "star": f"{digest} *{name}",
        "dot": f"{digest}  ./{name}",
        "name": f"{digest}  {name.rstrip()}x\n",
        "letter": lines[at].replace(chance.choice(name.strip()), "Х", 1),
        "turned": lines[at].replace("/", "\\"),
        "behind": f"{lines[at].rstrip()} \n",
        "carriage": f"{lines[at].rstrip()}\r\n",
        "gone": "",
        "twice": lines[at] * 2,
        "outside": f"{lines[at]}{digest}  ../../{name}",
        "comment": f"# {lines[at]}",
        "bsd": f"SHA256 ({name.strip()}) = {digest}\n",
        "more": f"{lines[at]}{'0' * len(digest)}  data/nothing.pdf\n",
    }
    how = chance.choice([*other, "order", "no end", "mark", "empty", "utf-16", "gbk"])
    if how in other:
        lines[at] = other[how]
    text = "".join(lines)
    if how == "order":
        first, second = chance.sample(range(len(lines)), 2)
        lines[first], lines[second] = lines[second], lines[first]
        text = "".join(lines)
    codec = {"mark": "utf-8-sig", "utf-16": "utf-16", "gbk": "gb18030"}.get(how, "utf-8")
    path.write_bytes({"no end": text.rstrip("\n"), "empty": ""}.get(how, text).encode(codec, "replace"))
    return STRANGER


def listed(folder: Path, names: list[str], algorithm: str) -> bytes:
    lines = [f"{hashlib.new(algorithm, (folder / n).read_bytes()).hexdigest()}  {n}\n" for n in sorted(names)]
    return "".join(lines).encode()


def new_manifest(root: Path) -> None:
    (root / MANIFEST).write_bytes(listed(root, files(root, "data/"), "sha256"))


def new_tag_lists(root: Path) -> None:
    tags = [n for n in files(root) if not n.startswith("data/") and n not in TAG_LISTS]
    for name, algorithm in TAG_LISTS.items():
        (root / name).write_bytes(listed(root, tags, algorithm))


def new_list_of_files(root: Path) -> None:
    try:
        rows = list(csv.reader(io.StringIO((root / LISTING).read_text("utf-8-sig"), newline="")))
        place, size, digest = (rows[0].index(head) for head in ("包内文件", "大小（字节）", "SHA-256"))
        by_name = {row[place]: row for row in rows[1:]}
    except (ValueError, IndexError, OSError, csv.Error):
        return  # it was taken away or spoilt itself
    made = [rows[0]]
    for name in files(root, "data/originals/"):
        data = (root / name).read_bytes()
        row = [*by_name.get(name, rows[1])]
        row[place], row[size], row[digest] = name, str(len(data)), hashlib.sha256(data).hexdigest()
        made.append(row)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(made)
    (root / LISTING).write_text("\ufeff" + out.getvalue(), "utf-8", newline="")


def new_extent(root: Path) -> None:
    info = root / "bag-info.txt"
    sizes = [(root / n).stat().st_size for n in files(root, "data/")]
    text = info.read_text("utf-8")
    info.write_text(re.sub(r"Payload-Oxum: .*", f"Payload-Oxum: {sum(sizes)}.{len(sizes)}", text), "utf-8")


def new_instructions(root: Path) -> None:
    manifest = (root / MANIFEST).read_bytes()
    originals = b"".join(n for n in manifest.splitlines(keepends=True) if b"  data/originals/" in n)
    digests = iter([*(hashlib.sha256(part).hexdigest() for part in (manifest, originals)), root_over(manifest)])
    path = root / "核验说明.txt"
    path.write_text(re.sub(r"(?m)^[0-9a-f]{64}$", lambda _: next(digests), path.read_text("utf-8")), "utf-8")


def new_index(root: Path) -> None:
    """Make the index as data anew: every exhibit keeps its words, its files get their sizes and digests."""
    path = root / INDEX
    try:
        said = json.loads(path.read_text("utf-8"))
        named = {file["path"]: file for item in said["items"] for file in item["files"]}
        there = files(root, "data/originals/")
        for name in there:
            data = (root / name).read_bytes()
            file = named.get(name) or {**next(iter(named.values())), "path": name}
            file |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            if name not in named:
                said["items"][0]["files"].append(file)
        for item in said["items"]:
            item["files"] = [file for file in item["files"] if file["path"] in there]
    except (ValueError, KeyError, TypeError, IndexError, OSError, StopIteration):
        return  # it was taken away or spoilt itself
    path.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8", newline="")


def root_over(manifest: bytes) -> str:
    """Return the root as the document describes it."""
    key = hashlib.sha256(b"lexcollect merkle 1\n" + manifest).digest()
    lines = manifest.removesuffix(b"\n").split(b"\n")
    row = [hashlib.sha256(b"\0" + hashlib.sha256(key + line).digest() + line).digest() for line in lines]
    while len(row) > 1:
        pairs = [hashlib.sha256(b"\1" + row[n] + row[n + 1]).digest() for n in range(0, len(row) - 1, 2)]
        row = pairs + row[len(pairs) * 2 :]
    return row[0].hex()


def new_root(root: Path) -> None:
    (root / ROOT).write_text(root_over((root / MANIFEST).read_bytes()) + "\n", "utf-8", newline="")


def new_sm3(root: Path) -> None:
    if (root / SM3).exists():
        (root / SM3).write_bytes(listed(root, files(root, "data/"), "sm3"))


#: In this order each rests on what stands before it.
ANEW = (
    *(new_list_of_files, new_index, new_extent, new_manifest),
    *(new_sm3, new_root, new_instructions, new_tag_lists),
)


def made_anew(chance: random.Random, root: Path) -> str:
    """A file of the payload altered, taken away, exchanged or put in, and some of the lists made anew, or all."""
    payload = files(root, "data/")
    path = root / chance.choice(payload)
    how = chance.randrange(4)
    if how == 0:
        path.unlink()
    elif how == 1:
        shutil.copy(path, path.with_name(f"9-{path.name}"))
    elif how == 2:
        swapped_in = root / chance.choice(payload)
        path.write_bytes(swapped_in.read_bytes() + b" ")
    else:
        path.write_bytes(chance.choice((flip_bit, cut, append))(chance, path.read_bytes()))
    anew = set(ANEW) if chance.random() < 0.4 else set(chance.sample(ANEW, chance.randrange(1, len(ANEW))))
    for step in (s for s in ANEW if s in anew):
        step(root)
    return by_whom(root)


#: What a package is never without, whatever its lists say.
NEEDED = {*LISTS, *PAPERS, LISTING, INDEX, ROOT, PAGE, REPORT, "data/证据.pdf"}


def by_whom(root: Path) -> str:
    """Return who must see a payload that was altered: the stranger, as long as anything inside contradicts."""
    now = tree(root)
    # Of the list with SM3 verify compares the names only: its digests cost twice the time of all the rest.
    fits = SM3 in now and _listed_names(now[SM3]) == [name.encode() for name in files(root, "data/")]
    for step in ANEW:
        if step is not new_sm3 or not fits:
            step(root)
    whole = tree(root)
    for name in whole.keys() | now.keys():
        if now.get(name) != whole.get(name):
            (root / name).write_bytes(now[name])
    return DIGEST if now == whole and now.keys() >= NEEDED else STRANGER


def _listed_names(data: bytes) -> list[bytes]:
    return [line.partition(b"  ")[2] for line in data.splitlines()]


def papers_made_anew(chance: random.Random, root: Path) -> str:
    """A paper beside the payload altered, and the tag lists made anew: the content digest does not cover it."""
    path = root / chance.choice(PAPERS)
    before = path.read_bytes()
    path.write_bytes(chance.choice((flip_bit, drop_byte, put_in, append))(chance, before))
    new_tag_lists(root)
    return MATTER


def a_paper_less(chance: random.Random, root: Path) -> str:
    """Papers and tag lists taken away, the rest made to fit: the package as a bag of another program."""
    away = chance.sample([*PAPERS[2:], *TAG_LISTS], chance.randrange(1, 5))
    for name in away:
        (root / name).unlink()
    info = root / "bag-info.txt"
    if chance.random() < 0.7:
        info.write_text(re.sub(r"Bag-Software-Agent.*\n", "", info.read_text("utf-8")), "utf-8")
    if chance.random() < 0.5:
        for name, algorithm in TAG_LISTS.items():
            if name not in away:
                tags = [n for n in files(root) if not n.startswith("data/") and n not in TAG_LISTS]
                (root / name).write_bytes(listed(root, tags, algorithm))
    return STRANGER


def another_bag(chance: random.Random, root: Path) -> str:
    """Every mark of a package of ours away: a stranger sees the bag of some other program, and is told so."""
    for name in (*PAPERS, *TAG_LISTS, LISTING, INDEX, ROOT, SM3, PAGE, REPORT):
        (root / name).unlink(missing_ok=True)
    (root / "data/originals").rename(root / "data/files")
    (root / "data/证据.pdf").rename(root / "data/all.pdf")
    one = root / chance.choice(files(root, "data/"))
    one.write_bytes(append(chance, one.read_bytes()))
    (root / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    new_manifest(root)
    return DIGEST


# Nothing that counts


def nothing(chance: random.Random, root: Path) -> str:
    """Times, rights, an empty folder, another normal form of a name."""
    path = root / chance.choice(files(root))
    how = chance.randrange(4)
    if how == 0:
        os.utime(path, times=(0, chance.randrange(2_000_000_000)))
    elif how == 1:
        path.chmod(chance.choice((0o600, 0o444, 0o755)))
    elif how == 2:
        (root / "data" / "空").mkdir()
    else:
        old = next(root / n for n in files(root) if "Caf" in n)
        old.rename(old.with_name(unicodedata.normalize("NFD", old.name)))
    return SAME


#: Kind → how often, of a hundred.
KINDS: dict[Callable[[random.Random, Path], str], int] = {
    in_a_file: 30,
    removed: 5,
    renamed: 7,
    swapped: 4,
    copied_over: 3,
    added: 7,
    added_by_a_system: 2,
    a_document_in_disguise: 2,
    no_file: 3,
    a_folder_elsewhere: 1,
    a_list: 10,
    made_anew: 14,
    papers_made_anew: 4,
    a_paper_less: 3,
    another_bag: 2,
    nothing: 3,
}


# The raw material


def raw_file(chance: random.Random, matter: Path) -> None:
    root = matter / RAW
    chance.choice((in_a_file, in_a_file, removed, swapped, copied_over))(chance, root)


def raw_added(chance: random.Random, matter: Path) -> None:
    path = matter / RAW / chance.choice(("补.txt", "微信/补.csv", ".x", "新/补.pdf", "合同 (1).pdf"))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(chance.randbytes(9))


def register_and_file(chance: random.Random, matter: Path) -> None:
    """A file altered, and register or list or both made to fit."""
    name = chance.choice(files(matter / RAW))
    old = registered(matter)[name]
    path = matter / RAW / name
    path.write_bytes(append(chance, path.read_bytes()))
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    for place in chance.choice(((REGISTER,), (MATERIAL_LIST,), (REGISTER, MATERIAL_LIST))):
        text = (matter / place).read_bytes().decode()
        (matter / place).write_bytes(text.replace(old, new).encode())


def file_and_entry_gone(chance: random.Random, matter: Path) -> None:
    name = chance.choice(files(matter / RAW))
    (matter / RAW / name).unlink()
    data = json.loads((matter / REGISTER).read_text("utf-8"))
    del data["registered"][name]
    (matter / REGISTER).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    if chance.random() < 0.5:
        (matter / MATERIAL_LIST).unlink()


def no_register(chance: random.Random, matter: Path) -> None:
    shutil.rmtree(matter / CACHE)
    (matter / MATERIAL_LIST).unlink()
    if chance.random() < 0.5:
        (matter / JOURNAL).unlink()


RAW_KINDS = (raw_file, raw_file, raw_added, register_and_file, file_and_entry_gone, no_register)


# Trials


def run(count: int, seed: int, folder: Path) -> Tally:
    """Alter ``count`` times, one thing each time, and count what passed for the original."""
    chance = random.Random(seed)
    tally = Tally("alterations")
    world = World(folder)
    assert verify(world.package).ok and verify_matter(world.matter).ok
    while tally.tried < count:
        raw = chance.random() < 0.12
        kind = chance.choice(RAW_KINDS) if raw else chance.choices([*KINDS], [*KINDS.values()])[0]
        try:
            must = kind(chance, world.matter if raw else world.package)
        except (Refit, ValueError):  # nothing to cut in an empty file, and the like
            world.restore()
            continue
        altered = tree(world.matter)
        if altered == world.before and must != SAME:
            world.restore()
            continue
        tally.tried += 1
        what = f"{tally.tried} {kind.__name__} {difference(world.before, altered)}"
        try:
            with limited():
                told = ask_matter(world) if raw else ask(world, str(must))
        except TimeoutError:
            tally.bad("hung", what)
        except Exception as error:
            tally.bad("crashed", f"{what}: {error!r}")
        else:
            judge(tally, "raw" if raw else str(must), told, what)
            if tree(world.matter) != altered:
                tally.bad("lost", f"{what}: verify changed a file")
        world.restore()
    return tally


def ask(world: World, must: str) -> dict[str, Verification]:
    """Return what the stranger, the holder of the digest and the matter are told."""
    stranger = verify(world.package)
    if must in (SAME, SYSTEM):
        return {"stranger": stranger, "matter": verify_folder(world.package, None, [world.content])}
    return {
        "stranger": stranger,
        "digest": verify(world.package, digests=[world.content]),
        "matter": verify_folder(world.package),
    }


def ask_matter(world: World) -> dict[str, Verification]:
    """Return what the matter and its folder of raw material alone are told."""
    return {"matter": verify_matter(world.matter).raw, "folder": verify_folder(world.matter / RAW)}


def judge(tally: Tally, must: str, told: dict[str, Verification], what: str) -> None:
    """Count what was not seen by whom it must be seen, and what was told wrongly."""
    seen = {who for who, result in told.items() if not result.ok}
    if must == "raw":
        matter, alone = told["matter"], told["folder"]
        if len(seen) < 2:
            tally.bad("unseen", what)
        if (matter.broken, matter.incomplete) != (alone.broken, alone.incomplete):
            tally.bad("silent", f"{what}: matter and folder say different things")
        tally.count("raw material")
        return
    if must in (SAME, SYSTEM):
        if seen:
            tally.bad("silent", f"{what}: called different")
        elif must == SYSTEM and not all(result.system for result in told.values()):
            tally.bad("unseen", what)
        tally.count("controls" if must == SAME else "system files told apart")
        return
    needed = {STRANGER: {"stranger", "digest", "matter"}, DIGEST: {"digest", "matter"}, MATTER: {"matter"}}[must]
    if needed - seen:
        tally.bad("unseen", f"{what}: not by {', '.join(sorted(needed - seen))}")
    by = "the lists" if "stranger" in seen else "a digest kept elsewhere" if "digest" in seen else "the journal"
    tally.count(f"seen by {by}")
    if any(result.ok and result.checked == 0 for result in told.values()):
        tally.bad("silent", f"{what}: the same with nothing compared")


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Return which files differ."""
    names = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
    return " ".join(names[:4])


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Raise :class:`TimeoutError` in what takes longer than the limit, where the system can."""

    def late(*_: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
