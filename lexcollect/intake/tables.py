"""Tables: the list of the material and the list of problems, as CSV for Excel and WPS.

Owns the two lists of ``2-整理``: UTF-8 with a byte order mark, one row for each file or finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lexcollect.cells import csv_text
from lexcollect.findings import Finding
from lexcollect.intake.records import Record
from lexcollect.wording import say


def list_bytes(records: Sequence[Record], lost: Mapping[str, str], digests: Mapping[str, str]) -> bytes:
    """Return the list of the material: every record, then every ``lost`` file (name → SHA-256).

    ``digests`` are the hashes of the first intake: they stand in the last column even when a copy was changed.
    """
    rows = [[str(number), *_row(record, digests)] for number, record in enumerate(records, start=1)]
    for number, (name, digest) in enumerate(sorted(lost.items()), start=len(rows) + 1):
        rows.append([str(number), name, "", "", say("intake.status.missing"), "", "", "", "", "", digest])
    return _table(say("intake.list.head"), rows)


def problems_bytes(findings: Iterable[Finding]) -> bytes:
    """Return the list of problems, in the order given."""
    rows = [
        [str(number), say(f"general.level.{f.level.value}"), str(f.where), f.message(), f.remedy(), f.code]
        for number, f in enumerate(findings, start=1)
    ]
    return _table(say("intake.problems.head"), rows)


def _row(record: Record, digests: Mapping[str, str]) -> list[str]:
    count = next((record.facts[key] for key in ("pages", "rows", "members", "mails") if key in record.facts), "")
    return [
        record.name,
        say(f"formats.kind.{record.kind}"),
        str(record.size),
        say(f"intake.status.{record.status}"),
        record.twin,
        "\n".join(c.day.isoformat() for c in record.dates),
        "\n".join(say(f"intake.date.{c.source}") for c in record.dates),
        count,
        say(f"intake.exclude.{record.exclude}") if record.exclude else "",
        digests.get(record.name, record.sha256),
    ]


def _table(head: str, rows: Iterable[Sequence[str]]) -> bytes:
    return csv_text([head.split(","), *rows]).encode("utf-8-sig")
