"""Results: what a carrier's own table says of waybills (物流结果表).

Owns reading a table of tracking results (CSV or XLSX, whatever its headings are called) by waybill number. Reads the
words of the table only; an outcome nobody knows is kept as it stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass

#: How columns of carriers are called, by what they hold.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("运单号", "邮件号", "邮件号码", "快递单号", "物流单号", "单号", "waybill", "tracking number"),
    "outcome": ("状态", "最新状态", "签收状态", "投递结果", "结果", "物流状态", "status"),
    "arrived": ("签收时间", "签收日期", "妥投时间", "签收/退回日期", "最新时间", "时间", "日期", "delivered"),
    "posted": ("收寄时间", "寄出日期", "揽收时间", "寄件时间", "posted"),
}
_MAX_BYTES = 64_000_000
_HEAD_LINES = 20


@dataclass(frozen=True, slots=True)
class Result:
    """What the carrier says of one parcel."""

    outcome: str = ""
    arrived: date | None = None
    posted: date | None = None


def read_results(path: Path) -> tuple[dict[str, Result], tuple[Finding, ...]]:
    """Return the results by waybill number; a table without a column of numbers is an error."""
    from lexcollect.files import read_bounded
    from lexcollect.ledgers.tracking import number_of

    raw = read_bounded(path, _MAX_BYTES)
    lines = list(_lines(raw))
    at = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _column(line, "number") is not None), None)
    if at is None:
        return {}, (finding("LX-G158", Where(path.name)),)
    places = {key: _column(lines[at], key) for key in _HEADS}
    out: dict[str, Result] = {}
    for line in lines[at + 1 :]:
        told = {
            key: line[place].strip() if place is not None and place < len(line) else "" for key, place in places.items()
        }
        if number := number_of(told["number"]):
            out[number] = Result(told["outcome"], _day(told["arrived"]), _day(told["posted"]))
    return out, ()


def _lines(raw: bytes) -> Iterator[list[str]]:
    if raw[:4] == b"PK\x03\x04":
        from python_calamine import CalamineWorkbook

        from lexcollect.sheets.cells import cell_of

        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for row in book.get_sheet_by_index(0).to_python():
            yield [cell_of(value).text for value in row]
        return
    from lexcollect.formats.encodings import decode

    read = decode(raw)
    if read is not None:
        yield from csv.reader(io.StringIO(read[0].lstrip("\ufeff")))


def _column(line: Sequence[str], key: str) -> int | None:
    wanted = _HEADS[key]
    found = [(wanted.index(cell.strip().lower()), at) for at, cell in enumerate(line) if cell.strip().lower() in wanted]
    return min(found)[1] if found else None


def _day(words: str) -> date | None:
    from lexcollect.cn.dates import BadDate, parse_date

    try:
        return parse_date(words.replace("T", " ").split(" ")[0]) if words else None
    except BadDate:
        return None
