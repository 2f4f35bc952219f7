"""The official element forms (要素式文书示范文本), taken once from the comparison of their masters.

Run ``python docs/forms.py FOLDER`` to write ``lexcollect/documents/forms/data/<edition>/`` anew: one file a form, whole
as it is printed, with the heights of its rows. FOLDER holds ``element-forms.yaml`` (wording, with what the forms have
in common and where each departs from it) and ``element-forms-layout.yaml`` (measures). Departures are worked in here,
so that a file can be held beside the official page; a later edition gets a folder of its own.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from lexcollect.files import sha256_bytes

#: The day on which the wording was compared with the masters.
CHECKED = "2026-11-28"
DATA = Path(__file__).parents[1] / "lexcollect" / "documents" / "forms" / "data"
#: The letters by which the measures name sections; the others are named in their order.
LETTERS = {
    "诉讼请求": "C",
    "答辩事项": "C",
    "约定管辖和诉前保全": "J",
    "约定管辖、诉前保全及鉴定申请": "J",
    "鉴定和诉前保全": "J",
    "涉外及涉港澳台": "X",
    "事实与理由": "F",
    "关联案件信息": "R",
    "对纠纷解决方式的意愿": "S",
}
OTHERS = "ABDE"
#: Whose block it is, by the word its title has; the creditor's side first.
SIDES = {
    "委托诉讼代理人": "agent",
    "诉讼代理人": "agent",
    "原告": "creditor",
    "申请执行人": "creditor",
    "被执行人": "debtor",
    "被告": "debtor",
    "第三人": "third",
    "答辩人": "debtor",
}
LINE, REST = 340, 35
TITLE, TITLE_WITH_HINT, TITLE_WITH_TWO, FREE = 465, 715, 1055, 1735
#: Guidance longer than this takes two lines of the title row.
ONE_LINE = 42
SETTLEMENT = {"S1": 1395, "S2": 5475, "S3": 1055}


def height(lines: int) -> int:
    """Return the least height of a row of so many lines, in twips."""
    return LINE * lines + REST


def notes_of(form: dict[str, Any], common: dict[str, Any], measures: dict[str, Any]) -> dict[str, Any]:
    """Return the box of notes with the form's own words."""
    notes = copy.deepcopy(form.get("notes") or common["notes_civil"])
    for old, new in form.get("notes_changes", ()):
        changed = [item.replace(old, new) for item in notes["items"]]
        lead = notes.get("lead", "").replace(old, new)
        if changed == notes["items"] and lead == notes.get("lead", ""):
            raise SystemExit(f"{form['id']}: {old} stands nowhere")
        notes["items"] = changed
        if "lead" in notes:
            notes["lead"] = lead
    notes["height"] = measures.get(form["id"], measures["civil"])
    return notes


def parties_of(form: dict[str, Any], common: dict[str, Any], measures: dict[str, int]) -> list[dict[str, Any]]:
    """Return the blocks of parties as they are printed."""
    wanted = common["party_order_default"] if form["parties"] == "default" else form["parties"]
    blocks = [party(block, common["blocks"], measures) for block in wanted]
    for change in form.get("party_changes", ()):
        for block, given in zip(blocks, wanted, strict=True):
            if block["title"] in change.get("titles", ()) or given.get("block") == change.get("block", "-"):
                block["lines"] = list(changed(block["lines"], change))
    return blocks


def party(given: dict[str, Any], blocks: dict[str, Any], measures: dict[str, int]) -> dict[str, Any]:
    """Return one block: the common lines with what this form adds, keeps or leaves out."""
    kind = given.get("block", "")
    lines = list(given.get("lines") or blocks[kind]["lines"])
    lines = [*given.get("lead_lines", ()), *lines]
    if kinds := given.get("types"):
        start = next(i for i, line in enumerate(lines) if line.startswith("类型："))
        stop = next(i for i, line in enumerate(lines) if line.startswith("所有制性质"))
        lines[start:stop] = [f"类型：{kinds[0]}", *kinds[1:]]
    if before := given.get("insert_before_types"):
        at = next(i for i, line in enumerate(lines) if line.startswith("类型："))
        lines[at:at] = before
    lines += given.get("extra_lines", ())
    found = {"title": given["title"], "kind": kind.removesuffix("_execution") or "own"}
    found["side"] = next((side for word, side in SIDES.items() if word in given["title"]), "other")
    if given.get("ymd"):
        found["ymd"] = given["ymd"]
    return {**found, "height": party_height(kind, given, lines, measures), "lines": lines}


def party_height(kind: str, given: dict[str, Any], lines: list[str], measures: dict[str, int]) -> int:
    """Return the least height of a block, in twips."""
    bank = any("银行账号" in line for line in lines)
    if kind == "natural":
        return measures["natural_with_bank" if bank else "natural_first_line_role" if given.get("lead_lines") else kind]
    if kind.startswith("organisation"):
        return measures["organisation_with_bank" if bank else "organisation"]
    return measures["agent"] if kind == "agent" else height(len(lines))


def changed(lines: list[str], change: dict[str, Any]) -> Iterator[str]:
    """Yield the lines with one change of a form; a line left empty is not printed."""
    if swap := change.get("swap"):
        places = {swap[0]: swap[1], swap[1]: swap[0]}
        yield from (places.get(line, line) for line in lines)
        return
    yield from filter(None, (line.replace(change["from"], change["to"]) for line in lines))


def section(form: dict[str, Any], given: dict[str, Any], letter: str, common: dict[str, Any], layout: dict[str, Any]):
    """Return one section as it is printed."""
    hint, guidance = given.get("title_hint", ""), list(given.get("guidance", ()))
    told = TITLE_WITH_TWO if any(len(g) > ONE_LINE for g in guidance) else TITLE_WITH_HINT
    found: dict[str, Any] = {"title": given["title"], "letter": letter, "height": told if hint or guidance else TITLE}
    found |= {"hint": hint} if hint else {}
    found |= {"guidance": guidance} if guidance else {}
    free = given.get("free_text_literal") or (common[given["free_text"]] if "free_text" in given else "")
    found |= {"free": free, "free_height": FREE} if free else {}
    rows = common[given["rows_ref"]] if "rows_ref" in given else given.get("rows", ())
    found["rows"] = [row(given_row, f"{letter}{i}", layout) for i, given_row in enumerate(rows, 1)]
    return found


def row(given: dict[str, Any], id: str, layout: dict[str, Any]) -> dict[str, Any]:
    """Return one row; its number is its place, which the master prints before the label."""
    number = given.get("no")
    if number is not None and str(number) != id[1:]:
        raise SystemExit(f"{id}: numbered {number}")
    found: dict[str, Any] = {"id": id}
    found |= {"no": str(number)} if number is not None else {}
    found |= {"label": given["label"]} if "label" in given else {}
    for key in ("for", "full", "ymd"):
        if key in given:
            found[key] = given[key]
    return {**found, "height": row_height(given, id, layout), "lines": list(given["lines"])}


def row_height(given: dict[str, Any], id: str, layout: dict[str, Any]) -> int:
    """Return the least height of a row: as measured, else by its lines."""
    named = {r["row"]: r["height"] for r in layout.get("rows", ()) if isinstance(r, dict)}
    label = given.get("label", "")
    for name, measured in named.items():
        if name == label or (label and label.startswith(f"{name}（")):
            return measured
    lines = layout.get("lines", {}).get(id[0], {}).get(int(id[1:]))
    if id in SETTLEMENT:
        return SETTLEMENT[id]
    return height(lines or len(given["lines"])) if not given.get("full") or lines else 2755


def form_of(form: dict[str, Any], source: dict[str, Any], layout: dict[str, Any]) -> dict[str, Any]:
    """Return a form whole."""
    common, measures = source["common"], layout["common"]
    own = next((f for f in layout["forms"] if f["id"] == form["id"]), {})
    own = (
        {**next((f for f in layout["forms"] if f["id"] == own.get("as")), {}), **own} if own.get("as") == "65" else own
    )
    others = iter(OTHERS)
    letters = [LETTERS.get(s["title"]) or next(others) for s in form["sections"]]
    found = {
        "id": form["id"],
        "title": form["title"],
        "subtitle": form["subtitle"],
        "cause": form["cause"] or "",
        "status": form["status"],
        "grid": form.get("column_widths_twips") or measures["table"]["grid_default"],
        "notes": notes_of(form, common, measures["rows"]["notes"]["height"]),
    }
    if "head_cells" in form:
        found["head"] = {
            "cells": form["head_cells"],
            "widths": own["head_row"]["cells"],
            "height": own["head_row"]["height"],
        }
    found["parties_title"] = common["party_section_title"]
    found["parties"] = parties_of(form, common, measures["rows"]["parties"])
    found["sections"] = [
        section(form, s, letter, common, own) for s, letter in zip(form["sections"], letters, strict=True)
    ]
    found["signature"] = form.get("signature") or common["signature"]
    if "annex" in form:
        found["annex"] = form["annex"]
    return found


def write(folder: Path) -> None:
    """Write the edition that ``folder`` holds."""
    source = yaml.safe_load((folder / "element-forms.yaml").read_text("utf-8"))
    layout = yaml.safe_load((folder / "element-forms-layout.yaml").read_text("utf-8"))
    edition = source["meta"]["edition"]
    target = DATA / edition
    target.mkdir(parents=True, exist_ok=True)
    for form in source["forms"]:
        called = f"{form['title']}{form['subtitle']}　{source['meta']['instrument']}，{edition}版"
        head = f"# {called}；行高单位 twip（1/20点）\n"
        body = yaml.dump(quoted(form_of(form, source, layout)), allow_unicode=True, sort_keys=False, width=10_000)
        (target / f"{form['id']}.yaml").write_text(head + body, encoding="utf-8", newline="\n")
    pin(target, source["meta"])


def pin(target: Path, meta: dict[str, Any]) -> None:
    """Write which edition the folder is, with the digest of every form: what is changed by hand shows."""
    digests = {path.stem: sha256_bytes(path.read_bytes()) for path in sorted(target.glob("[0-9]*.yaml"))}
    head = {"edition": meta["edition"], "instrument": meta["instrument"], "checked": CHECKED, "forms": digests}
    body = yaml.dump(quoted(head), allow_unicode=True, sort_keys=False)
    (target / "edition.yaml").write_text(body, encoding="utf-8", newline="\n")


class _Quoted(str):
    """A text that is always written in quotes: a bare ``no`` would be read as false elsewhere."""


def quoted(value: Any) -> Any:
    """Return the tree with every text in quotes and no value shared (the reader refuses anchors)."""
    if isinstance(value, dict):
        return {key: quoted(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [quoted(part) for part in value]
    return _Quoted(value) if isinstance(value, str) else value


yaml.add_representer(_Quoted, lambda dumper, data: dumper.represent_scalar("tag:yaml.org,2002:str", data, style='"'))

if __name__ == "__main__":
    write(Path(sys.argv[1]))
