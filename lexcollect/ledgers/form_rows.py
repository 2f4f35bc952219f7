"""Form rows: what official element forms are filled with, one row a case, for courts that take batches (要素数据).

Owns two files a form: JSON, and a table whose columns are the places of the official form (法〔2025〕82号) by the ids
of its edition: row and blank (C2.date), ticked boxes (C2.选), own words (C2.文). The values are those of the form
itself, so that file and form never differ. There is no published interface of a court; the ids are those of the form
as printed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lexcollect.cells import computes
from lexcollect.ledgers.manifest import Entry
from lexcollect.wording import say

SCHEMA = "lexcollect/form-rows/1"
#: What stands before the columns of the form.
_LEAD = ("rows", "name", "court", "file")
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock plays no part: same rows, same bytes
#: The parts of a cell: ticked boxes, own words.
_TICKED, _SAID = "选", "文"


def form_files(entries: Sequence[Entry], fields: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the files of every form that was filled, by name."""
    by_form: dict[tuple[str, str], list[Entry]] = {}
    for one in entries:
        if filled := fields.get(one.id):
            by_form.setdefault((filled["文本"], filled["版本"]), []).append(one)
    out: dict[str, bytes] = {}
    for (number, edition), mine in sorted(by_form.items()):
        rows = [{**_lead(one), **flat(fields[one.id])} for one in mine]
        columns = list(columns_of(number, edition))
        used = [(id, words) for id, words in columns if any(id in row for row in rows)]
        name = say("batch_papers.form_file", "zh", number=number)
        out[f"{name}.json"] = _json(number, edition, used, rows)
        out[f"{name}.xlsx"] = _sheet(number, used, rows)
    return out


def _lead(entry: Entry) -> dict[str, str]:
    return {"rows": "、".join(map(str, entry.rows)), "name": entry.name, "court": entry.court, "file": entry.file}


def flat(filled: Mapping[str, Any]) -> dict[str, str]:
    """Return what a form is filled with as one value a place, by id."""
    out: dict[str, str] = {}
    seen: dict[str, int] = {}
    for block in filled["当事人"]:
        seen[block["栏"]] = seen.get(block["栏"], 0) + 1
        number = seen[block["栏"]]
        out |= _cell(block["栏"] if number == 1 else f"{block['栏']}.{number}", block)
    for id, cell in filled["各栏"].items():
        out |= _cell(id, cell)
    out |= {f"{letter}.{_SAID}": "\n".join(said) for letter, said in filled["自述"].items()}
    return out


def _cell(id: str, cell: Mapping[str, Any]) -> dict[str, str]:
    found = {f"{id}.{name}": str(value) for name, value in cell.get("填", {}).items() if value}
    if ticks := cell.get(_TICKED):
        found[f"{id}.{_TICKED}"] = "、".join(ticks)
    if said := cell.get(_SAID):
        found[f"{id}.{_SAID}"] = "\n".join(said)
    return found


def columns_of(number: str, edition: str) -> Iterator[tuple[str, str]]:
    """Yield every place of a form in its order: its id, and the words the form prints for it."""
    from lexcollect.documents.forms.reading import form_of

    form = form_of(number, edition)
    for block in form.parties:
        yield from _places(block.title, block.title, block.cell)
    for section in form.sections:
        if section.free:
            yield f"{section.letter}.{_SAID}", section.title
        for row in section.rows:
            words = f"{section.title}/{row.number}{row.called}" if row.called or row.number else section.title
            yield from _places(row.id, words, row.cell, row.head)


def _places(id: str, words: str, *printed: Any) -> Iterator[tuple[str, str]]:
    from lexcollect.documents.forms.form import Blank

    seen = set[str]()
    for part in printed:
        before = ""
        for line in part.pieces:
            for piece in line:
                if isinstance(piece, str):
                    before = piece
                elif isinstance(piece, Blank) and piece.name not in seen:
                    seen.add(piece.name)
                    yield f"{id}.{piece.name}", f"{words}/{before.strip('：: ，,；;（）()')}".rstrip("/")
    if any(part.boxes for part in printed):
        yield f"{id}.{_TICKED}", f"{words}/√"
    yield f"{id}.{_SAID}", words


def _json(number: str, edition: str, columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, str]]) -> bytes:
    from lexcollect.documents.forms.reading import form_of

    form = form_of(number, edition)
    data = {
        "schema": SCHEMA,
        "form": number,
        "title": form.title,
        "cause": form.cause,
        "edition": edition,
        "fields": [{"id": id, "printed": words} for id, words in columns],
        "rows": list(rows),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _sheet(number: str, columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the table: printed words, ids, then one row a case; every cell is text."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    every = [*((key, say(f"batch_papers.head.{key}", "zh")) for key in _LEAD), *columns]
    with Workbook(buffer, options) as book:
        book.set_properties({"title": say("batch_papers.form_file", "zh", number=number), "created": _BORN})
        sheet = book.add_worksheet(say("batch_papers.form_file", "zh", number=number))
        plain = {
            "font_name": "宋体",
            "font_size": 10,
            "text_wrap": True,
            "valign": "top",
            "num_format": "@",
            "border": 1,
        }
        head = book.add_format({**plain, "bold": True, "bg_color": "#DCE6F1"})
        small = book.add_format({**plain, "font_color": "#7F7F7F", "font_size": 8})
        cell, quoted = book.add_format(plain), book.add_format({**plain, "quote_prefix": True})
        for at, (id, words) in enumerate(every):
            sheet.set_column(at, at, 18 if at < len(_LEAD) else 24)
            sheet.write_string(0, at, words, head)
            sheet.write_string(1, at, id, small)
            for line, row in enumerate(rows, 2):
                value = row.get(id, "")
                sheet.write_string(line, at, value, quoted if computes(value) else cell)
        sheet.freeze_panes(2, 2)
        sheet.set_landscape()
        sheet.set_paper(8)
    return buffer.getvalue()
