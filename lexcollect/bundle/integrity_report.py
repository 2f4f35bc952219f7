"""Integrity report (完整性报告): ``data/完整性报告.pdf``, for people: unchanged since intake, and nothing more.

Owns its words: what the program compared (the bytes of every original with those of its intake), what only the
submitter says (who collected it, from where, with what), and what neither says. Law: 民事诉讼证据规定 93(1)(四)(六)
asks how electronic data were kept and extracted and by whom, 电子签名法 5(二), 6, 8(一)(二) whether they stayed whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from lexcollect.bundle.exhibits import Exhibit
from lexcollect.bundle.fonts import printable
from lexcollect.bundle.index_data import Packed
from lexcollect.bundle.manifest import grouped
from lexcollect.bundle.typeset import typeset
from lexcollect.bundle.verification import some
from lexcollect.cn.dates import long_date
from lexcollect.evidence.items import Collected
from lexcollect.findings import Finding, Where, finding
from lexcollect.wording import say

#: Exhibits set in one run of the typesetter: each costs it a tenth of a megabyte.
_AT_ONCE = 400
#: An exhibit of more files or words than this may go over the foot of a page.
_FILES_TOGETHER, _WORDS = 8, 1200
#: Kinds whose collection is asked for: electronic data, and recordings kept as such (证据规定 99(2)).
_ELECTRONIC = frozenset({"电子数据", "视听资料"})
_PARTS = {"compared": 2, "stated": 1, "not": 1, "how": 1, "law": 2}


def integrity_report(packed: Packed) -> bytes:
    """Return the report as PDF; same package, same bytes."""
    pieces: list[bytes] = []
    pages = 0
    for data in _data(packed):
        pieces.append(typeset("integrity", data | {"first": pages + 1}))
        pages += _length(pieces[-1])
    return _joined(pieces, packed)


def tell_custody(packed: Packed) -> list[Finding]:
    """Return what the statements on collecting leave open: a day after the packing, electronic data without a word."""
    found = [
        finding(
            "LX-B198", Where(field=say("bundle.exhibit_no", no=one.no)), day=one.collected.day, made_on=packed.made_on
        )
        for one in (exhibit.item for exhibit in packed.exhibits)
        if one.collected and one.collected.day and one.collected.day > packed.made_on
    ]
    silent = [
        e.item.no for e in packed.exhibits if e.item.kind in _ELECTRONIC and e.item.files and not e.item.collected
    ]
    if silent:
        found.append(finding("LX-B197", count=len(silent), nos=some(silent)))
    return found


def _data(packed: Packed) -> Iterator[dict[str, Any]]:
    cover = packed.cover
    files = sum(len(packed.originals[e.item.id]) for e in packed.exhibits)
    head = [
        [say("bundle.head_case", "zh"), cover.case_title],
        [say("bundle.head_submitter", "zh"), cover.submitter],
        [say("bundle.report_day", "zh"), long_date(packed.made_on)],
        [say("bundle.report_extent", "zh"), say("bundle.report_files", "zh", items=len(packed.exhibits), files=files)],
        [say("bundle.report_digest", "zh"), grouped(packed.kept)],
    ]
    parts = [
        {
            "head": say(f"bundle.report_{part}_head", "zh"),
            "words": [say(f"bundle.report_{part}{number}", "zh") for number in range(1, count + 1)],
        }
        for part, count in _PARTS.items()
    ]
    for start in range(0, len(packed.exhibits), _AT_ONCE):
        yield {
            "title": "" if start else say("bundle.report_title", "zh"),
            "head": head,
            "parts": parts,
            "items_head": say("bundle.report_items", "zh"),
            "columns": [say(f"bundle.report_column_{c}", "zh") for c in ("no", "file", "size", "day")],
            "items": [_item(one, packed) for one in packed.exhibits[start : start + _AT_ONCE]],
            "foot": say("bundle.report_foot", "zh", page="{page}"),
        }


def _item(exhibit: Exhibit, packed: Packed) -> dict[str, Any]:
    item = exhibit.item
    said = _said(item.collected)
    return {
        "no": item.no,
        "title": item.title,
        "files": [
            {
                "name": PurePosixPath(one.packed).name,
                "sha256": one.source.sha256,
                "size": f"{one.source.size:,}",
                "day": packed.taken_in(one).isoformat(),
            }
            for one in packed.originals[item.id]
        ],
        "said": [[say(f"bundle.custody_{key}", "zh"), words] for key, words in said],
        "long": len(packed.originals[item.id]) > _FILES_TOGETHER or sum(len(w) for _, ws in said for w in ws) > _WORDS,
    }


def _said(how: Collected | None) -> list[tuple[str, list[str]]]:
    """Return what is stated of a collection, line by line."""
    if how is None:
        return []
    steps = how.steps if len(how.steps) < 2 else [f"{n}. {step}" for n, step in enumerate(how.steps, start=1)]
    said = (
        ("by", how.by),
        ("on", how.moment),
        ("from", how.source),
        ("tool", how.tool),
        ("steps", *steps),
        ("carrier", how.carrier),
    )
    return [(key, [printable(line) for line in lines]) for key, *lines in said if any(lines)]


def _length(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _joined(pieces: Sequence[bytes], packed: Packed) -> bytes:
    """Return the pieces as one document, of which nothing is told but its title and the day of making."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as whole:
        for piece in pieces:
            with pikepdf.open(io.BytesIO(piece)) as part:
                whole.pages.extend(part.pages)
        stamp = f"D:{packed.made_on:%Y%m%d}000000+08'00'"
        title = say("bundle.report_of", "zh", case=packed.cover.case_title)
        whole.trailer.Info = whole.make_indirect(
            pikepdf.Dictionary(Title=pikepdf.String(title), CreationDate=stamp, ModDate=stamp)
        )
        whole.save(out, static_id=True)
    return out.getvalue()
