"""From a folder of papers to a package that verifies without a line of YAML: two spreadsheets and seven commands.

Facts: the folders of the steel and of the loan matter as a client brings them. A paralegal types what the papers say
into the two sheets; LibreOffice saves them. Question: are the figures those that were counted by hand?

How much work it is, counted: for the steel (49 files, 28 exhibits, three orders, five deliveries) 236 values typed and
139 chosen from lists, of which 12 accept what the program read; for the loan (20 files, 18 exhibits) 130 and 96. The
commands themselves take seconds; at a dozen values a minute the typing is half an hour and a quarter of one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import paralegal_loan as loan
import paralegal_steel as steel
from cli_run import typed
from sheet_kit import Sheets

EXAMPLES = Path(__file__).parents[1] / "examples"
EVIDENCE, CASE = "2-整理/证据整理表.xlsx", "案件信息.xlsx"


class Desk:
    """A paralegal at a desk: an empty folder, the program, LibreOffice."""

    def __init__(self, folder: Path, matter: str, day: str) -> None:
        self.folder, self.matter, self.day = folder, folder / matter, day
        self.typed = self.chosen = 0

    def run(self, verb: str, *words: str, exits: tuple[int, ...] = (0,)) -> str:
        code, out, err = typed(verb, self.matter.name, *words, "--as-of", self.day, cwd=self.folder)
        assert code in exits and not err.strip().startswith("Traceback"), f"{verb}: {code}\n{out}\n{err}"
        return out

    def answers(self, verb: str) -> dict[str, Any]:
        code, out, err = typed(verb, self.matter.name, "--json", "--as-of", self.day, cwd=self.folder)
        assert code == 0, out + err
        return json.loads(out)  # type: ignore[no-any-return]

    def saved(self, *sheets: Sheets) -> None:
        """Save as a person would: every sheet goes through LibreOffice."""
        for sheet in sheets:
            sheet.save()
            self.typed, self.chosen = self.typed + sheet.typed, self.chosen + sheet.chosen
        soffice = shutil.which("soffice")
        if soffice is None:
            pytest.skip("LibreOffice is not here")
        out = self.folder / "lo"
        command = [soffice, f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", str(out), *(str(sheet.path) for sheet in sheets)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        for sheet in sheets:
            shutil.copyfile(out / sheet.path.name, sheet.path)

    def exhibits(self) -> list[tuple[str, str]]:
        """Return number and first file of each exhibit, as the evidence sheet shows them."""
        sheet = self.sheet(EVIDENCE)
        ids = [id for id in sheet.ids("证据整理表") if sheet.value("证据整理表", id, "编号")]
        cells = [[str(sheet.value("证据整理表", id, head)) for head in ("编号", "文件")] for id in ids]
        return [(number, files.split("\n")[0]) for number, files in cells]

    def papers(self) -> set[str]:
        return {path.name for path in (self.matter / "3-文书" / "v1").glob("*.docx")}

    def sheet(self, name: str) -> Sheets:
        return Sheets(self.matter / name)


def catalogued(
    sheet: Sheets, exhibits: dict[str, tuple[str, ...]], left_out: dict[str, str], groups: dict[str, str]
) -> None:
    """Fill in the evidence sheet: what each paper is, where it stands, what it proves; what stays in the house."""
    heads = ("组", "序号", "证据名称", "日期", "来源", "证明对象", "种类", "原件", "证明类型")
    by_file = {str(sheet.value("证据整理表", id, "文件")).split("\n")[0]: id for id in sheet.ids("证据整理表")}
    for file, words in exhibits.items():
        cells: dict[str, Any] = {head: word for head, word in zip(heads, words, strict=True) if word}
        if "组" in cells:
            cells["组"] = groups.get(cells["组"], cells["组"])
        if "日期" in cells:
            cells["日期"] = steel.day(cells["日期"])
        sheet.put("证据整理表", by_file[file], **cells)
    for file, reason in left_out.items():
        if file not in by_file:
            continue  # it came with the chat as one exhibit
        sheet.put("证据整理表", by_file[file], 提交="否", 不提交的原因=reason)


def accepted(sheet: Sheets, by: str, only: tuple[str, ...] = ()) -> None:
    """Accept proposed facts with one choice each, every one or ``only`` some; the name is typed once."""
    blocks = [id for id in sheet.ids("待确认") if "//" not in id and (not only or id.removeprefix("fact/") in only)]
    for id in blocks:
        sheet.put("待确认", id, 决定="采纳")
    sheet.put("待确认", blocks[0], 决定人=by)


def test_the_steel_matter_without_yaml(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "matter-steel" / "inbox", tmp_path / "收到")
    desk = Desk(tmp_path, "津渤案", "2026-11-21")
    desk.run("new", "--from", "收到", "--no-input", exits=(0, 1))
    evidence, case = desk.sheet(EVIDENCE), desk.sheet(CASE)
    catalogued(evidence, steel.EXHIBITS, steel.LEFT_OUT, steel.GROUPS)
    accepted(case, "李范文", steel.TAKEN)  # what the chat says is typed from the chat
    desk.saved(evidence, case)
    out = desk.run("calc", "--yes", exits=(1,))
    assert "LX-E035" not in out and "LX-E022" not in out  # no group is empty, nothing is left open
    numbers = {file: number for number, file in desk.exhibits()}
    assert numbers["IMG_2031.jpg"] == "3-1" and numbers["微信图片_20250710093012.png"] == "5-8"

    form = desk.sheet(CASE)
    for table, id, cells in steel.FILLED:
        form.put(table, id, **cells)
    for table, cells in steel.ADDED:
        form.add(table, **cells)
    desk.saved(form)
    out = desk.run("calc", "--yes")
    for figure in ("851,600.00", "507,593.80", "1,359,193.80", "800,000.00"):
        assert figure in out
    assert "2028-05-23" in desk.run("due")
    claim = desk.answers("calc")
    assert (claim["principal"], claim["penalty"], claim["total"]) == ("851600.00", "507593.80", "1359193.80")
    drafted = desk.run("draft", "all")
    assert "未写出" not in drafted and {"律师函.docx", "民事起诉状.docx", "证据清单.docx"} <= desk.papers()
    assert "证据 5 组 28 份" in desk.run("bundle")
    assert "与包内清单一致" in desk.run("verify")
    # What was decided is kept beside what is proposed, each of the twelve under its own name.
    facts = (desk.matter / "2-整理" / "待确认事实.yaml").read_text("utf-8")
    assert facts.count("决定: 采纳") == 12
    assert 200 < desk.typed < 240 and 130 < desk.chosen < 145


def test_the_loan_without_yaml(tmp_path: Path) -> None:
    """Figures by hand (facts.md of the example): 367,443.73 + 8,294.97 + 235,929.07 + 15,000.00 = 626,667.77."""
    shutil.copytree(EXAMPLES / "matter-loan" / "inbox", tmp_path / "收到")
    desk = Desk(tmp_path, "林案", "2026-09-10")
    desk.run("new", "--from", "收到", "--no-input", exits=(0, 1))
    evidence, case = desk.sheet(EVIDENCE), desk.sheet(CASE)
    catalogued(evidence, loan.EXHIBITS, {}, {})
    accepted(case, "李范文")
    desk.saved(evidence, case)
    desk.run("calc", "--yes", exits=(1,))
    numbers = {file: number for number, file in desk.exhibits()}
    assert numbers["借款合同签字版.pdf"] == "2-1" and numbers["委托代理合同和发票.pdf"] == "5-1"

    form = desk.sheet(CASE)
    assert form.value("合同", "contracts/合同", "名称") == "借款合同"  # both halves of the contract were taken
    for table, id, cells in loan.FILLED:
        form.put(table, id, **cells)
    form.delete("交货", "deliveries/#1")
    for table, cells in loan.ADDED:
        form.add(table, **cells)
    desk.saved(form)
    desk.run("calc", "--yes")
    claim = desk.answers("calc")
    assert (claim["principal"], claim["total"]) == ("367443.73", "626667.77")
    assert "2027-06-21" in desk.run("due")
    assert "未写出" not in desk.run("draft", "all") and {"律师函.docx", "民事起诉状.docx"} <= desk.papers()
    assert "证据 5 组 18 份（18 个文件）" in desk.run("bundle")
    assert "与包内清单一致" in desk.run("verify")
    assert (desk.typed, desk.chosen) == (103, 72)
