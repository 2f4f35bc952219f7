"""Matters of the campaigns of writing: a small one with everything in it, and the commands that write in it.

Small, so that a run takes a second: six raw files, a catalogue, a package, papers, an annex, a calendar, a journal. A
command is typed in a process of its own, as a user would.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bundle_kit import marked_pdf, pdf_bytes, picture_bytes, quartered
from lexcollect.layout import ANNEX_MEMORY, CASE, CATALOGUE, JOURNAL, LOCK, PACKAGES, PAPERS, RAW, RECEIPTS, REGISTER

PROCESS = (sys.executable, "-m", "lexcollect")
DAY = ("--as-of", "2026-11-21", "--no-input")
MATTER = "案"
RATES = "date,1y,5y,source\n2026-10-20,2.90,3.40,公告\n"

CASE_TEXT = """schema: lexcollect/case/1
matter: 试写案
parties:
  - id: 甲
    role: creditor
    kind: organisation
    name: 天津津渤示例钢材贸易有限公司
    uscc: 91120113FAKE00013M
    legal_rep: {name: 周范例, post: 执行董事}
    domicile: 天津市北辰区虚构路18号
    bank: {account_name: 天津津渤示例钢材贸易有限公司, bank_name: 渤海湾示范银行, account_no: 1200 0000 0000 0001}
  - id: 乙
    role: debtor
    kind: organisation
    name: 沈阳沈河样例重型机械有限公司
    uscc: 91210103FAKE00021K
    legal_rep: {name: 吴样本, post: 执行董事}
    domicile: 沈阳市沈河区样例街99号
agents:
  - {id: 张律师, name: 张示例, kind: lawyer, firm: 天津样例律师事务所, licence_no: "11201202600000001",
     phone: 19900000009, address: 天津市北辰区虚构路20号, authority: general}
contracts:
  - {id: 合同, name: 钢材买卖合同, cause: 买卖合同纠纷, signed_on: 2024-01-10, goods: 钢材,
     late_penalty: {rate: 每日万分之五, clause: 第5条}}
obligations:
  - {id: 货款, contract: 合同, title: 货款, goods: 钢材, date: 2024-01-10, amount: 100000, due: {day: 2024-03-01}}
payments:
  - {id: 付款一, date: 2024-06-03, amount: 20000, payer: 乙, memo: 货款}
choices: {court: 沈阳市沈河区人民法院}
"""
_ITEM = (
    '  - {{id: {0}, number: "1-{1}", title: {0}, date: 2024-02-0{1}, date_source: 记载, kind: 书证,'
    " source: 原告提供, purpose: 付款, original: 有, files: [{2}]}}\n"
)


@dataclass(frozen=True)
class Command:
    """A command that writes: its words, where it works (below the folder of the trial), and what it prepares."""

    name: str
    words: tuple[str, ...]
    fresh: bool = False


#: Every command that writes, each on a matter that holds its material, or (``fresh``) where there is none yet.
COMMANDS = (
    Command("new", ("new", "新案", *DAY), fresh=True),
    Command("new --from", ("new", "新案", "--from", "材料", *DAY), fresh=True),
    Command("intake", ("intake", "材料二", MATTER, *DAY)),
    Command("calc --annex", ("calc", MATTER, "--annex", *DAY)),
    Command("draft", ("draft", MATTER, "letter", "complaint", "preservation", *DAY)),
    Command("bundle", ("bundle", MATTER, *DAY)),
    Command("due --ics", ("due", MATTER, "--ics", f"{MATTER}/期限.ics", *DAY)),
    Command("law update", ("law", "update", "--rates", "新利率.csv", MATTER, *DAY)),
    Command("law update (own)", ("law", "update", "--rates", "新利率.csv", *DAY)),
    Command("demo", ("demo", "--into", "演示", *DAY), fresh=True),
)


class Desk:
    """A folder with a matter, raw material to take in, and a table of rates; made once, copied for each trial."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        _material(folder / "材料", "一")
        _material(folder / "材料二", "二")
        (folder / "新利率.csv").write_text(RATES, "utf-8")
        self._matter()

    def _matter(self) -> None:
        done = typed(("new", MATTER, "--from", "材料", *DAY), self.folder)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        matter = self.folder / MATTER
        (matter / CASE).write_text(CASE_TEXT, "utf-8")
        names = sorted(p.name for p in (matter / RAW).iterdir())
        items = "".join(_ITEM.format(f"证{n}", n, f'"{name}"') for n, name in enumerate(names, 1))
        head = "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 付款}\nitems:\n"
        (matter / CATALOGUE).write_text(head + items, "utf-8")
        for command in COMMANDS:
            if not command.fresh and command.name not in ("intake", "law update (own)"):
                done = typed(command.words, self.folder)
                assert done.returncode == 0, (command.name, done.stdout.decode(), done.stderr.decode())

    def copy_to(self, place: Path) -> Path:
        """Return a fresh copy of the desk at ``place``."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder, place, symlinks=True)
        return place


def change_facts(desk: Path, number: int) -> None:
    """Change a payment, so that papers, annex and package of the matter are made anew."""
    case = desk / MATTER / CASE
    paid = f"date: 2024-06-{3 + number:02}, amount: {20000 + number}"
    text = case.read_text("utf-8").replace("date: 2024-06-03, amount: 20000", paid)
    case.write_text(text.replace("matter: 试写案", f"matter: 试写案{number}"), "utf-8")
    with (desk / "新利率.csv").open("a", encoding="utf-8") as table:
        table.write("2026-11-20,2.90,3.40,公告\n")
    catalogue = desk / MATTER / CATALOGUE
    catalogue.write_text(catalogue.read_text("utf-8").replace("purpose: 付款", f"purpose: 付款{number}"), "utf-8")


def typed(words: Sequence[str], desk: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Type a command in ``desk`` and wait for it."""
    return subprocess.run(
        [*PROCESS, *words],
        cwd=desk,
        env=environment(desk),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        **more,  # type: ignore[call-overload]
    )


def environment(desk: Path) -> dict[str, str]:
    """Return the environment of a trial: a configuration folder of its own, and no half-compiled module left behind."""
    return dict(os.environ) | {"LEXCOLLECT_CONFIG": str(desk / "设置"), "PYTHONDONTWRITEBYTECODE": "1"}


#: What tells moments, or is only there while a run is.
_APART = (LOCK, JOURNAL, "lock")


def state(desk: Path) -> dict[str, bytes]:
    """Every file of the desk by name, but for locks and journals."""
    files = {p.relative_to(desk).as_posix(): p for p in desk.rglob("*") if p.is_file() or p.is_symlink()}
    return {name: path.read_bytes() for name, path in files.items() if not name.endswith(_APART)}


def torn(desk: Path) -> list[str]:
    """Return what in the desk is half a write: files that do not parse, packages without their lists."""
    # What bears a name of ours is known as unfinished; the next run that writes takes it away.
    paths = [p for p in desk.rglob("*") if not any(part.startswith(".lx-") for part in p.relative_to(desk).parts)]
    return [path.relative_to(desk).as_posix() for path in paths if _half(path)]


def _half(path: Path) -> bool:
    name = path.as_posix()
    if path.parent.name == PACKAGES:
        return path.is_dir() and not (path / "tagmanifest-sha512.txt").is_file()
    if name.endswith((REGISTER, ANNEX_MEMORY)) or (path.suffix == ".json" and path.parent.name == RECEIPTS):
        return not _parses(path.read_bytes())
    if path.suffix in (".docx", ".xlsx") and PAPERS in path.parts:
        return not _whole_zip(path)
    return path.suffix == ".ics" and not path.read_bytes().endswith(b"END:VCALENDAR\r\n")


def journal_torn(desk: Path) -> list[str]:
    """Return the lines of journals that do not parse, but for the last, which a kill may have cut."""
    bad = []
    for path in desk.rglob("journal.jsonl"):
        lines = path.read_bytes().split(b"\n")
        bad += [f"{path.parent.parent.name}: {line[:60]!r}" for line in lines[:-1] if line and not _parses(line)]
    return bad


def _parses(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def _whole_zip(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as box:
            return box.testzip() is None
    except (zipfile.BadZipFile, OSError):
        return False


def _material(folder: Path, mark: str) -> None:
    folder.mkdir()
    content = f"% {mark.encode().hex()}\n".encode()
    (folder / f"合同{mark}.pdf").write_bytes(pdf_bytes(marked_pdf(content=content)))
    size = {"一": (240, 160), "二": (320, 120)}[mark]
    (folder / f"收条{mark}.png").write_bytes(picture_bytes(quartered(*size), "PNG"))
    (folder / f"送货单{mark}.jpg").write_bytes(picture_bytes(quartered(*reversed(size)), "JPEG"))
