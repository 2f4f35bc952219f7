"""One matter of each kind as an office has it: a raw folder with a file for each exhibit, and its confirmed catalogue.

The exhibits are small and say the facts of their matter: slips are pictures, the others PDF.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from cli_run import typed
from lexcollect.bundle.fonts import choose
from lexcollect.casefile import Case, parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.records import dataclass

#: What an exhibit proves, by a word of its id: proof kind of the catalogue, group and purpose.
SORTS = (
    (("回执",), "邮寄面单, 投递查询", 3, "函件寄出和签收"),
    (("面单",), "邮寄面单", 3, "函件寄出"),
    (("查询",), "投递查询", 3, "函件签收"),
    (("催", "通知"), "催款文书, 邮寄面单, 投递查询", 3, "曾经主张权利"),
    (("代偿", "回单", "流水"), "银行回单", 2, "款项的支付"),
    (("保证书",), "担保文件", 1, "保证人承担保证责任"),
    (("合同",), "合同", 1, "双方的合同关系"),
)
GROUPS = {1: "合同与担保", 2: "履行与付款", 3: "催收与通知"}


@dataclass(frozen=True)
class Walked:
    """A matter after the walk: its folder, and exit code and words of each verb."""

    folder: Path
    codes: dict[str, int]
    said: dict[str, str]

    def told(self, verb: str) -> dict[str, Any]:
        """Return what a verb answered as JSON."""
        found: dict[str, Any] = json.loads(self.said[verb])
        return found

    def papers(self) -> dict[str, str]:
        """Return the text of each paper, tables with it."""
        found = {}
        for path in sorted((self.folder / "3-文书" / "v1").glob("*.docx")):
            data = path.read_bytes()
            cells = (cell for table in tables(data) for row in table for cell in row)
            found[path.stem] = "\n".join([*paragraphs(data), *cells])
        return found


def exhibits_of(case: Case) -> list[str]:
    """Return the ids that the facts of a case name, in their order."""
    return list(dict.fromkeys(id for fact in facts_of(case) for id in fact.evidence))


def walk(text: str, folder: Path, as_of: str) -> Walked:
    """Take the raw folder in, write case file and catalogue, and type each verb."""
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    ids = exhibits_of(loaded.case)
    raw, matter = folder / "客户发来", folder / "案"
    raw.mkdir(parents=True)
    names = {id: _file(raw, id, loaded.case) for id in ids}
    codes, said = {}, {}

    def type_in(verb: str, *words: str) -> None:
        code, out, err = typed(*words, "--as-of", as_of, "--no-input", cwd=folder)
        codes[verb], said[verb] = code, out if "--json" in words else out + err

    type_in("intake", "intake", str(raw), str(matter))
    (matter / "案件.yaml").write_text(text, "utf-8")
    (matter / "2-整理").mkdir(exist_ok=True)
    (matter / "2-整理" / "证据目录.yaml").write_text(_catalogue(ids, names), "utf-8")
    type_in("calc", "calc", str(matter), "--json")
    type_in("due", "due", str(matter), "--json")
    type_in("bundle", "bundle", str(matter))
    type_in("verify", "verify", str(matter))
    type_in("draft", "draft", "all", str(matter))
    return Walked(matter, codes, said)


def _sort(id: str) -> tuple[str, int, str]:
    for words, proof, group, purpose in SORTS:
        if any(word in id for word in words):
            return proof, group, purpose
    return "", 2, "合同的履行和应付的款项"


def _catalogue(ids: list[str], names: dict[str, str]) -> str:
    lines = ["schema: lexcollect/catalogue/1", "groups:"]
    used = sorted({_sort(id)[1] for id in ids})
    lines += [f"  - {{number: {n}, title: {GROUPS[group]}}}" for n, group in enumerate(used, 1)]
    lines.append("items:")
    count: dict[int, int] = {}
    for id in sorted(ids, key=lambda id: _sort(id)[1]):
        proof, group, purpose = _sort(id)
        number = used.index(group) + 1
        count[number] = count.get(number, 0) + 1
        lines += [
            f"  - id: {id}",
            f'    number: "{number}-{count[number]}"',
            f"    title: {id}",
            "    kind: 书证",
            "    working_source: 复印件",
            "    source: 原告提供",
            f"    purpose: {purpose}",
            "    original: 有",
            *([f"    proof: [{proof}]"] if proof else []),
            f'    files: ["{names[id]}"]',
        ]
    return "\n".join(lines) + "\n"


def _file(raw: Path, id: str, case: Case) -> str:
    proof, _, _ = _sort(id)
    facts = [fact for fact in facts_of(case) if id in fact.evidence]
    lines = [id, case.matter or "", *(_said(fact) for fact in facts)]
    name = f"{id}.jpg" if proof in ("投递查询", "邮寄面单", "银行回单") else f"{id}.pdf"
    page = Image.new("RGB", (620, 877), "white")
    font = ImageFont.truetype(str(choose(lines).files[0]), 20)
    for n, line in enumerate(lines):
        ImageDraw.Draw(page).text((40, 40 + 34 * n), line[:28], fill="black", font=font)
    out = io.BytesIO()
    page.save(out, "JPEG" if name.endswith(".jpg") else "PDF")
    (raw / name).write_bytes(out.getvalue())
    return name


def _said(fact: Any) -> str:
    parts = (getattr(fact, name, None) for name in ("name", "date", "signed_on", "amount", "goods", "content"))
    return "　".join(str(part) for part in parts if part)
