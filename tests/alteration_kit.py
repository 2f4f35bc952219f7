"""A package altered as somebody with everything at hand would do it: lists, papers and digests made anew.

Made by the words of docs/bundle-format.md and without the program, so that it can contradict it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

LISTS = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
MANIFEST = "manifest-sha256.txt"
SM3 = "manifest-sm3.txt"


def paths(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(package: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((package / "data/清单.csv").read_text("utf-8-sig"), newline="")))


def list_of(folder: Path, names: list[str], algorithm: str) -> str:
    """Return a digest list as section 3 describes it, made without the program."""
    lines = [f"{hashlib.new(algorithm, (folder / n).read_bytes()).hexdigest()}  {n}\n" for n in sorted(names)]
    return "".join(lines)


def make_lists_anew(folder: Path) -> None:
    payload = [n for n in paths(folder) if n.startswith("data/")]
    (folder / MANIFEST).write_bytes(list_of(folder, payload, "sha256").encode())
    for name, algorithm in zip(LISTS, ("sha256", "sha512"), strict=True):
        tags = [n for n in paths(folder) if "/" not in n and n not in LISTS]
        (folder / name).write_bytes(list_of(folder, tags, algorithm).encode())


def root_of(package: Path) -> str:
    """Return the root as section 5.1 describes it, made without the program."""
    manifest = (package / MANIFEST).read_bytes()
    key = hashlib.sha256(b"lexcollect merkle 1\n" + manifest).digest()
    lines = manifest.split(b"\n")[:-1]
    row = [hashlib.sha256(b"\0" + hashlib.sha256(key + line).digest() + line).digest() for line in lines]
    while len(row) > 1:
        pairs = [hashlib.sha256(b"\1" + row[n] + row[n + 1]).digest() for n in range(0, len(row) - 1, 2)]
        row = pairs + row[len(pairs) * 2 :]
    return row[0].hex()


def digest_of_originals(folder: Path) -> str:
    """Return what the instructions tell a stranger to compute."""
    lines = [n for n in (folder / MANIFEST).read_bytes().splitlines(True) if b" data/originals/" in n]
    return hashlib.sha256(b"".join(lines)).hexdigest()


def make_everything_anew(folder: Path) -> None:
    """Make lists, list of files, extent and instructions anew: nothing inside contradicts the altered files."""
    listing = folder / "data/清单.csv"
    text = listing.read_text("utf-8-sig")
    for row in rows(folder):
        path = folder / row["包内文件"]
        text = text.replace(f"{row['大小（字节）']},{row['SHA-256']}", f"{path.stat().st_size},{sha256(path)}")
    listing.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    data = [folder / n for n in paths(folder) if n.startswith("data/")]
    info = folder / "bag-info.txt"
    oxum = f"Payload-Oxum: {sum(p.stat().st_size for p in data)}.{len(data)}"
    info.write_text(re.sub("Payload-Oxum: .*", oxum, info.read_text("utf-8")), "utf-8")
    note = folder / "核验说明.txt"
    data_file = folder / "data/index.json"
    said = json.loads(data_file.read_text("utf-8"))
    for file in (file for one in said["items"] for file in one.get("files", ())):
        file |= {"sha256": sha256(folder / file["path"]), "size": (folder / file["path"]).stat().st_size}
    data_file.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")
    old = [sha256(folder / MANIFEST), digest_of_originals(folder), root_of(folder)]
    make_lists_anew(folder)
    new = [sha256(folder / MANIFEST), digest_of_originals(folder), root_of(folder)]
    (folder / "merkle-root.txt").write_text(f"{new[2]}\n")
    words = note.read_text("utf-8")
    for before, now in zip(old, new, strict=True):
        words = words.replace(before, now)
    note.write_text(words, "utf-8")
    make_lists_anew(folder)


def everything_anew(folder: Path) -> None:
    """Make whatever speaks of the files anew, the list with SM3 too, but not what the index says of pages."""
    data = [n for n in paths(folder) if n.startswith("data/")]
    if (folder / SM3).exists():
        (folder / SM3).write_text(list_of(folder, data, "sm3"), "utf-8")
    make_everything_anew(folder)
