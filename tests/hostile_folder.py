"""A folder as hostile as folders get, made anew from a seed, with what has to be said of every entry.

Owns names, links, devices, depth, size, number, archives and cut files. What changes while it is read cannot be made
beforehand: :class:`Unrest` does that beside the run.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "campaign"))

import seeds  # type: ignore[import-not-found]

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.recognise import identify_stream
from lexcollect.intake.limits import MAX_DEPTH

ROOT = Path(__file__).resolve().parent.parent
#: Megabytes that the process may hold, and seconds that a run may take, whatever lies in the folder.
MEGABYTES, SECONDS = 700, 240
MATERIAL, LIST = "1-收到的材料", "2-整理/材料清单.csv"
#: Kinds that are known by their name or by holding nothing: there is nothing to cut.
UNCUT = frozenset({FileKind.EMPTY, FileKind.SYSTEM, FileKind.UNKNOWN})
_NAMES = (
    "函" * 83 + "ab.txt",  # 255 bytes
    "合同\u202efdp.txt",  # reads txt.pdf from right to left
    "عقد البيع.txt",
    "合\u200b同\u200d.txt",
    "\ufeff合同.txt",
    " 前有空格.txt",
    "后有空格 ",
    "点.",
    "...",
    "-rf.txt",
    "--help",
    "~",
    "$(id).txt",
    "a;b&c|d.txt",
    '引"号.txt',
    "单'号.txt",
    "逗,号.csv",
    "=SUM(A1).txt",
    "%00.txt",
    "%s%n.txt",
    "{0}.txt",
    "{count:a|b}.txt",
    "[red]x[/red].txt",
    "<script>.html",
    "CON",
    "nul.txt",
    "COM1.pdf",
    "aux.",
    "问号?.txt",
    "星*号.txt",
    "冒:号.txt",
    "合同.TXT",
    "合同.txt",
    "合同.Txt",
    unicodedata.normalize("NFD", "café 한글.txt"),
    unicodedata.normalize("NFC", "café 한글.txt"),
    "ﬁle.txt",
    "１２３.txt",
    "😀👨‍👩‍👧.txt",
    "\ue000私.txt",
    "𠮷野家.txt",
    ".隐藏",
    "..两点",
    "Thumbs.db",
    "材料清单.csv",
    "案件.yaml",
)
#: Names that cannot be written down: as bytes, and as the list shows them.
_UNSHOWN = {
    "合同".encode("gbk") + b".txt": "\\xba\\xcf\u036c.txt",  # the last two bytes happen to be a character
    b"a\x1b[31m.txt": "a\\x1b[31m.txt",
    "两\n行.txt".encode(): "两\\x0a行.txt",
    b"tab\there": "tab\\x09here",
    "c1\x85.txt".encode(): "c1\\x85.txt",
    b"back\\slash.txt": "back\\slash.txt",
    b"\xff\xfe": "\\xff\\xfe",
}


@dataclass
class Made:
    """What lies in the folder: ``files`` that must be taken byte for byte, ``refused`` entries as the list names them.

    ``cut`` are files cut short, with the kind that they were; ``system`` cannot make those in ``left_out``.
    """

    root: Path
    files: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    cut: dict[str, FileKind] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def entries(self) -> int:
        return len(self.files) + len(self.refused)

    def put(self, name: str, data: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.files[name] = len(data)

    def refuse(self, name: str, make: Callable[[Path], object]) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            make(path)
        except OSError:
            self.left_out.append(name)
        else:
            self.refused.add(name)


def make(root: Path, seed: int, *, tiny: int = 200, sparse: int = 64 << 20) -> Made:
    """Make the folder: ``tiny`` small files in one folder, one file of ``sparse`` bytes that are all nothing."""
    draw = random.Random(seed)
    root.mkdir(parents=True)
    made = Made(root)
    for number, name in enumerate(_NAMES):
        made.put(f"名字/{name}", f"{number} 货款".encode())
    _unshown(made)
    _links(made)
    _deep(made)
    _archives(made)
    _cut(made, draw)
    for number in range(tiny):
        made.put(f"很多/{number:05d}.txt", f"{seed} {number}".encode())
    with (root / "大.bin").open("wb") as stream:
        stream.truncate(sparse)
    made.files["大.bin"] = sparse
    return made


def _unshown(made: Made) -> None:
    folder = made.root / "写不出"
    folder.mkdir()
    for raw, shown in _UNSHOWN.items():
        Path(os.fsdecode(os.fsencode(folder) + b"/" + raw)).write_bytes(b"x")
        made.refused.add(f"写不出/{shown}")


def _links(made: Made) -> None:
    secret = made.root.parent / "外面.txt"
    secret.write_text("外面的秘密", encoding="utf-8")
    made.refuse("链接/出去.txt", lambda path: path.symlink_to(secret))
    made.refuse("链接/根", lambda path: path.symlink_to("/", target_is_directory=True))
    made.refuse("链接/绕圈", lambda path: path.symlink_to(made.root, target_is_directory=True))
    made.refuse("链接/自己", lambda path: path.symlink_to(path))
    made.refuse("链接/没有.pdf", lambda path: path.symlink_to(made.root / "没有"))
    made.refuse("链接/设备", lambda path: path.symlink_to("/dev/zero"))
    made.refuse("链接/管道", os.mkfifo)
    made.refuse("链接/零", lambda path: os.mknod(path, 0o666 | 0o020000, os.makedev(1, 5)))
    made.refuse("链接/插座", _socket)
    made.put("链接/甲.txt", "两个名字".encode())
    os.link(made.root / "链接/甲.txt", made.root / "链接/乙.txt")
    made.files["链接/乙.txt"] = made.files["链接/甲.txt"]


def _socket(path: Path) -> None:
    """Bind by a short relative name: the address of a socket holds a hundred bytes."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind(path.name)
    finally:
        os.chdir(here)


def _deep(made: Made) -> None:
    """Two hundred folders in each other, with a file on every level; from a level on the folder itself is refused."""
    name = "深"
    for level in range(1, 201):
        (made.root / name).mkdir()
        (made.root / name / "单.txt").write_bytes(str(level).encode())
        if level <= MAX_DEPTH:
            made.files[f"{name}/单.txt"] = len(str(level))
        elif level == MAX_DEPTH + 1:
            made.refused.add(f"{name}/")
        name += "/d"


def _archives(made: Made) -> None:
    made.put("压缩/套.zip", _nested(12))
    made.put("压缩/空.zip", _zip({}))
    made.put("压缩/胀.zip", _zip({"大.txt": b"\0" * 40_000_000}))
    made.put("压缩/套胀.zip", _zip({f"{n}.zip": _zip({"大.txt": b"\0" * 3_000_000}) for n in range(30)}))
    made.put("压缩/出去.zip", _zip({"../../../../tmp/外面.txt": b"x", "好.txt": b"x"}))
    made.put("压缩/根.zip", _zip({"/etc/passwd": b"x"}))
    made.put("压缩/国标.zip", _zip({"XXXX.txt": b"x"}).replace(b"XXXX.txt", "照片".encode("gbk") + b".txt"))
    made.put("压缩/同名.zip", _zip({"一.txt": b"1", "二.txt": b"2"}).replace("二.txt".encode(), "一.txt".encode()))
    made.put("压缩/两个尾.zip", _zip({"一.txt": b"1"}) + _zip({"别的.txt": b"2"}))
    made.put("压缩/前有字.zip", b"MZ" + b"\0" * 500 + _zip({"一.txt": b"1"}))
    made.put("压缩/多.zip", _zip({f"{n}.txt": b"" for n in range(5_001)}))


def _nested(depth: int) -> bytes:
    data = b"x"
    for level in range(depth):
        data = _zip({f"{level}.zip" if level else "底.txt": data})
    return data


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members.items():
            box.writestr(name, data)
    return out.getvalue()


def _cut(made: Made, draw: random.Random) -> None:
    """A sample of every kind, whole and cut at the first bytes, in the middle and at the end."""
    for kind, (name, data) in sorted(kinds().items()):
        ending = Path(name).suffix
        places = {0.0, 1.0, 4.0, 9.0, 40.0, len(data) / 2, len(data) - 1.0, float(draw.randrange(len(data)))}
        for at in sorted(int(place) for place in places):
            if at < len(data):
                made.put(f"断/{kind}-{at}{ending}", data[:at])
                made.cut[f"断/{kind}-{at}{ending}"] = kind
        made.put(f"断/{kind}-整{ending}", data)


def kinds() -> dict[FileKind, tuple[str, bytes]]:
    """Return kind → the smallest sample of it that holds more than a few bytes, with its name."""
    found: dict[FileKind, tuple[str, bytes]] = {}
    for name, data in seeds.samples().items():
        kind = identify_stream(io.BytesIO(data), name.rpartition("/")[2]).kind
        if kind not in UNCUT and len(data) > 12 and (kind not in found or len(data) < len(found[kind][1])):
            found[kind] = (name, data)
    return found


class Unrest:
    """Files that change, grow, shrink, vanish and come back for as long as the block runs.

    Their names are in ``names``; each is there in some form at the end, so that each must have been met or missed.
    """

    def __init__(self, root: Path, seed: int, *, size: int = 3_000_000) -> None:
        self.folder, self._draw, self._size = root / "不安", random.Random(seed), size
        self.folder.mkdir()
        self.names = tuple(f"不安/{what}.txt" for what in ("变", "长", "短", "消失", "换", "权"))
        for name in self.names:
            self._path(name).write_bytes(b"1" * size)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go, daemon=True)

    def _path(self, name: str) -> Path:
        return self.folder.parent / name

    def __enter__(self) -> Unrest:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _go(self) -> None:
        change, grow, shrink, vanish, swap, right = map(self._path, self.names)
        while not self._stop.is_set():
            with suppress(OSError):
                with change.open("r+b") as stream:
                    stream.seek(self._draw.randrange(self._size))
                    stream.write(os.urandom(16))
                with grow.open("ab") as stream:
                    stream.write(b"2" * 1000)
                with shrink.open("r+b") as stream:
                    stream.truncate(self._draw.randrange(self._size))
                vanish.unlink(missing_ok=True)
                right.chmod(0)
                other = swap.with_suffix(".neu")
                shutil.copyfile(change, other)
                other.replace(swap)
                vanish.write_bytes(b"3" * self._draw.randrange(self._size))
                right.chmod(0o644)


# --- the run, and what it left ----------------------------------------------------------------------------------


def run(*words: str, folder: Path, seconds: int = SECONDS) -> tuple[int, int, str]:
    """Run the program in ``folder``; return exit code, peak megabytes and what it printed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LEXCOLLECT_LANG": "zh"}
    with (folder / "out.txt").open("w+b") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "lexcollect", *words, "--no-input"], cwd=folder, env=env, stdout=out, stderr=out
        )
        end, peak = time.monotonic() + seconds, 0
        while process.poll() is None:
            peak = max(peak, _high_water(process.pid))
            if time.monotonic() > end:
                process.kill()
                process.wait()
                raise AssertionError(f"more than {seconds} s")
            time.sleep(0.05)
        out.seek(0)
        return process.returncode, peak, out.read().decode("utf-8")


def _high_water(pid: int) -> int:
    """Return the most megabytes a running process has held; what the system counts at its end includes its parent's."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:")), 0)


def listed(matter: Path) -> list[dict[str, str]]:
    with (matter / LIST).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def names(rows: list[dict[str, str]]) -> Counter[str]:
    """Return the names of the list; a name that a table would take for a formula stands behind a stroke."""
    from lexcollect.cells import restore

    return Counter(restore(row["文件"]) for row in rows)


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def state(matter: Path) -> dict[str, tuple[int, int]]:
    """Return every file of the material → its number on the disk and the time of its last change."""
    return {
        path.relative_to(matter).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in (matter / MATERIAL).rglob("*")
        if path.is_file()
    }
