"""Finding reference: the page of all finding codes, written from the catalogue.

Owns ``docs/findings.md``. Run ``python -m lexcollect.cli.finding_reference`` to write it anew; a test compares.
"""

from __future__ import annotations

import sys

from lexcollect.wording import ROOM_OF_LETTER, in_plural
from lexcollect.wording.sheets import FindingRow, findings

_ROOMS = {
    "general": "读写与命令行 · reading, writing, command line",
    "casefile": "案件文件 · case file",
    "law": "法规库 · law book",
    "claims": "算账 · money",
    "deadlines": "期限 · deadlines",
    "intake": "收材料 · intake",
    "evidence": "证据目录 · evidence catalogue",
    "bundle": "证据包 · bundle",
    "causes": "案由文件 · cause files",
    "documents": "文书 · papers",
    "register": "总登记与报表 · register and reports",
    "templates": "模板 · templates",
    "writing": "写回 · writing back",
    "contacts": "联系与记录 · contacts and the log",
    "steps": "催收步骤 · steps and plans",
    "ledgers": "台账 · ledgers",
}
_LEVELS = {"error": "错误 error", "warning": "注意 warning", "note": "提示 note"}


def finding_reference() -> str:
    """Return the page: every code with its level, sentence and remedy, Chinese and English."""
    parts = [
        "<!-- Written by `python -m lexcollect.cli.finding_reference`; do not edit. -->",
        "# 问题代码 · Finding codes",
        "每条问题都写明位置、事实和补救办法。花括号里是当次的内容。例子里的箭头指向改法。",
        "Each finding names place, fact and remedy. Braces stand for what was found; an arrow leads to the remedy.",
    ]
    for letter, room in ROOM_OF_LETTER.items():
        parts += [f"## {letter}　{_ROOMS[room]}", *(_entry(code, row) for code, row in sorted(findings(room).items()))]
    return "\n\n".join(parts) + "\n"


def _entry(code: str, row: FindingRow) -> str:
    said, why = row
    lines = [
        f"### {code}",
        _LEVELS[said.level],
        "",
        f"- {said.zh}；{said.remedy_zh}",
        f"- {in_plural(f'{said.en}; {said.remedy_en}')}",
    ]
    return "\n".join([*lines, f"- 为什么：{why.zh}", f"- Why: {why.en}", f"- 例 example：`{why.example}`"])


if __name__ == "__main__":
    from pathlib import Path

    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/findings.md").write_text(
        finding_reference(), "utf-8", newline="\n"
    )
