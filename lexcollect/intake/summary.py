"""Summary: the lines a user reads after an intake.

Owns the counting and its sentences. The counts are those of the statuses and always add up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lexcollect.findings import Finding
from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.intake.records import Record, Summary
from lexcollect.wording import Text, text

_DOCUMENTS = frozenset(
    {
        FileKind.DOCX,
        FileKind.XLSX,
        FileKind.PPTX,
        FileKind.ODF,
        FileKind.PACKAGE,
        FileKind.OFD,
        FileKind.OLE,
        FileKind.CSV,
        FileKind.TEXT,
        FileKind.HTML,
        FileKind.XML,
        FileKind.RTF,
    }
)
#: Longest name on a line of the summary, in characters.
_SHOWN = 36
#: So many files are named on one line, and so many drafts on lines of their own: the summary fits a screen.
_NAMED, _DRAFTS = 5, 3
_CARE = ("LX-I003", "LX-I009", "LX-I010", "LX-I011")


def summarise(
    source: str,
    records: Sequence[Record],
    findings: Sequence[Finding],
    *,
    added: Sequence[str],
    changed: Sequence[str],
    missing: Sequence[str],
) -> Summary:
    """Return counts and lines for ``records``; ``added``, ``changed``, ``missing`` compare with the last run."""
    counts = Counter(record.status for record in records)
    unchanged = sum(1 for r in records if r.sha256) - len(added) - len(changed)
    lines = [text("intake.summary.head", source=source, total=len(records))]
    if unchanged or changed or missing:
        lines.append(
            text(
                "intake.summary.again",
                added=len(added),
                unchanged=unchanged,
                changed=len(changed),
                missing=len(missing),
            )
        )
    lines += _counted(records, counts) + _noted(records, findings)
    return Summary(
        {status: counts[status] for status in Status},
        tuple(added),
        unchanged,
        tuple(changed),
        tuple(missing),
        tuple(lines),
    )


def _counted(records: Sequence[Record], counts: Counter[Status]) -> list[Text]:
    usable = [r for r in records if r.status is Status.USABLE]
    lines = [text("intake.summary.usable", count=len(usable), kinds=_kinds(usable))]
    if same := [_short(r.name) for r in records if r.status is Status.DUPLICATE]:
        lines.append(text("intake.summary.duplicates", count=len(same), names=_few(same)))
    if doubts := [(r.name, r.facts["alike"]) for r in usable if "alike" in r.facts]:
        pairs = [text("intake.summary.pair", name=_short(name), other=_short(other)) for name, other in doubts]
        lines.append(text("intake.summary.alike", count=len(doubts), names=_few(pairs)))
    broken = [r for r in records if r.status is Status.BROKEN]
    if broken or counts[Status.EMPTY] or counts[Status.SYSTEM]:
        listed = [text("intake.summary.intact", name=_short(r.name)) if r.twin else _short(r.name) for r in broken]
        shown: Any = text("intake.summary.broken_names", names=_few(listed)) if listed else ""
        lines.append(
            text(
                "intake.summary.unusable",
                broken=len(broken),
                names=shown,
                empty=counts[Status.EMPTY],
                system=counts[Status.SYSTEM],
            )
        )
    for status, key in ((Status.ENCRYPTED, "encrypted"), (Status.UNREADABLE, "refused")):
        if named := [_short(r.name) for r in records if r.status is status]:
            lines.append(text(f"intake.summary.{key}", count=len(named), names=_few(named)))
    return lines


def _kinds(usable: Sequence[Record]) -> list[Text]:
    attached = [r for r in usable if "belongs_to" in r.facts]
    plain = [r for r in usable if "belongs_to" not in r.facts]

    def total(fact: str, kind: FileKind) -> int:
        return sum(int(r.facts.get(fact, "0")) for r in plain if r.kind is kind)

    def count(*kinds: FileKind) -> int:
        return sum(1 for r in plain if r.kind in kinds)

    known: list[tuple[str, int, dict[str, int]]] = [
        ("pdf", count(FileKind.PDF), {}),
        ("pictures", count(*PICTURES), {}),
        ("chat", count(FileKind.CHAT), {"rows": total("rows", FileKind.CHAT), "pictures": len(attached)}),
        ("mail", count(FileKind.MAIL), {"attachments": total("attachments", FileKind.MAIL)}),
        ("zip", count(FileKind.ZIP), {"pictures": total("pictures", FileKind.ZIP)}),
        ("documents", count(*_DOCUMENTS), {}),
        ("media", count(FileKind.AUDIO, FileKind.VIDEO), {}),
        ("other", count(FileKind.UNKNOWN, FileKind.ARCHIVE), {}),
    ]
    return [text(f"intake.summary.{key}", count=number, **more) for key, number, more in known if number]


def _noted(records: Sequence[Record], findings: Sequence[Finding]) -> list[Text]:
    lines = []
    wanted = {r.name for r in records if r.status is Status.USABLE}
    care = [_care(f) for f in findings if f.code in _CARE and f.where.file in wanted]
    if care:
        lines.append(text("intake.summary.care", items=_few(care)))
    out = [
        text(f"intake.summary.{r.exclude}", name=_short(r.name))
        for r in records
        if r.exclude in ("privileged", "personal", "internal")
    ]
    if out:
        lines.append(text("intake.summary.leave_out", items=_few(out)))
    drafts = [record for record in records if record.exclude == "draft"]
    for record in drafts[:_DRAFTS]:
        if record.twin:
            lines.append(text("intake.summary.draft_signed", name=_short(record.name), twin=_short(record.twin)))
        else:
            lines.append(text("intake.summary.draft", name=_short(record.name)))
    if len(drafts) > _DRAFTS:
        lines.append(text("intake.summary.more_drafts", count=len(drafts) - _DRAFTS))
    return lines


def _few(named: Sequence[Any]) -> list[Any]:
    """Return the first of ``named``, and how many there are when not all of them are told: the lists hold them."""
    return [*named[:_NAMED], *([text("intake.summary.more", count=len(named))] if len(named) > _NAMED else [])]


def _care(found: Finding) -> Text:
    params = dict(found.params)
    name = _short(found.where.file)
    if found.code == "LX-I003":
        return text("intake.summary.is_picture", name=name, kind=params["kind"])
    if found.code == "LX-I010":
        return text("intake.summary.large", name=name, size=params["size"])
    return text("intake.summary.turn" if found.code == "LX-I009" else "intake.summary.convert", name=name)


def _short(name: str) -> str:
    """The last part of a name, its middle cut out when it is long: the lists hold it in full."""
    last = name.rpartition("/")[2]
    return last if len(last) <= _SHOWN else f"{last[: _SHOWN // 2]}…{last[-_SHOWN // 3 :]}"
