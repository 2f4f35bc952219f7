"""Judge: what the looks at single files mean together.

Owns duplicates, the pictures of a chat, intact twins of broken files, signed twins of drafts, and what is proposed
to be left out. Each file ends with one status. Decides nothing for the user: proposals only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.formats.shapes import Look
from lexcollect.formats.system_names import invisible_in, unfit_for_windows
from lexcollect.intake.alike import Shown, alike, compare
from lexcollect.intake.chats_compared import compared
from lexcollect.intake.clocks import CLOCK, Photo, doubtful
from lexcollect.intake.limits import LONG_NAME_BYTES
from lexcollect.intake.origin import About, Ask
from lexcollect.intake.records import Record
from lexcollect.intake.twins import bare_name, by_bare_name, exact_twins
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_PAPER = regex(r"合同|协议|担保|保证|订单|承诺")
_TAKEN = (Status.USABLE, Status.ENCRYPTED)
#: So many files of unclear origin are named in the finding about them all.
_NAMED = 5
_SIGNED = regex(r"盖章|签字|签署|签章|签订版|扫描|原件")


@dataclass(slots=True)
class Seen:
    """One stored copy and the look at it, while the whole is being judged."""

    name: str
    path: Path
    size: int
    sha256: str
    kind: FileKind
    look: Look
    asked: tuple[Ask, ...] = ()
    twin: str = ""


def judge(seen: Sequence[Seen]) -> tuple[list[Record], list[Finding]]:
    """Return a record for each of ``seen`` and all findings about them."""
    findings = [found for one in seen for found in one.look.findings]
    by_name = {one.name: one for one in seen}
    findings += _chats(seen, by_name)
    findings += _clocks(seen)
    findings += compared({one.name: one.look.said for one in seen if one.look.said})
    findings += _duplicates(seen, by_name)
    findings += _unusable(seen)
    for one in seen:
        findings += _proposals(one, seen)
    findings += _of_unclear_origin(seen)
    findings += _names(seen)
    return [_record(one) for one in seen], findings


def _chats(seen: Sequence[Seen], by_name: Mapping[str, Seen]) -> list[Finding]:
    """Pictures that a chat points to belong to the chat."""
    findings = []
    for chat in seen:
        missing = [name for name in chat.look.refers if name not in by_name]
        if missing:
            findings.append(finding("LX-I044", Where(chat.name), count=len(missing), names=tuple(missing[:3])))
        for name in chat.look.refers:
            if name in by_name:
                by_name[name].look.facts["belongs_to"] = chat.name
    return findings


def _clocks(seen: Sequence[Seen]) -> list[Finding]:
    """Photographs whose camera did not know the day are marked: nobody may take that day for the day of the exhibit."""
    photos = [
        Photo(one.name, candidate, one.look.facts.get("device", ""))
        for one in seen
        if one.look.status is Status.USABLE
        for candidate in one.look.dates
        if candidate.source == "exif"
    ]
    doubts, findings = doubtful(photos)
    for one in seen:
        if one.name in doubts:
            one.look.facts[CLOCK] = doubts[one.name]
    return findings


def _duplicates(seen: Sequence[Seen], by_name: Mapping[str, Seen]) -> list[Finding]:
    usable = [one for one in seen if one.look.status is Status.USABLE]
    loose = [one for one in usable if "belongs_to" not in one.look.facts]
    findings = []
    for name, kept in exact_twins({one.name: one.sha256 for one in loose}).items():
        by_name[name].look.status, by_name[name].twin = Status.DUPLICATE, kept
        findings.append(finding("LX-I007", Where(name), twin=kept))
    shown = [_shown(one) for one in loose if one.look.picture and one.look.status is Status.USABLE]
    result = compare(shown)
    for name, kept in result.same.items():
        by_name[name].look.status, by_name[name].twin = Status.DUPLICATE, kept
        findings.append(finding("LX-I008", Where(name), twin=kept))
    for name, other, apart in result.doubts:
        by_name[name].look.facts["alike"] = other
        findings.append(finding("LX-I053", Where(name), twin=other, apart=apart))
    pictures = {one.name: one.picture for one in shown}
    for one in usable:
        if "belongs_to" in one.look.facts and one.look.picture and (twin := alike(one.look.picture, pictures)):
            findings.append(finding("LX-I045", Where(one.name), twin=twin))
    return findings


def _shown(one: Seen) -> Shown:
    facts = one.look.facts
    assert one.look.picture is not None
    return Shown(
        one.name,
        one.path,
        one.kind,
        one.look.picture,
        int(facts["width"]),
        int(facts["height"]),
        int(facts.get("pages") or facts.get("frames") or "1"),
        any(candidate.source == "exif" for candidate in one.look.dates),
    )


def _unusable(seen: Sequence[Seen]) -> list[Finding]:
    findings = []
    intact = by_bare_name(one.name for one in seen if one.look.status is Status.USABLE)
    for one in seen:
        if one.look.status is Status.ENCRYPTED:
            findings.append(finding("LX-I004", Where(one.name)))
        elif one.look.status is Status.BROKEN:
            one.twin = intact.get(bare_name(one.name), "")
            findings.append(
                finding("LX-I002", Where(one.name), twin=one.twin) if one.twin else finding("LX-I001", Where(one.name))
            )
    system = [one.name for one in seen if one.look.status is Status.SYSTEM]
    if system:
        findings.append(finding("LX-I015", count=len(system), names=tuple(system[:8])))
    return findings


def _proposals(one: Seen, seen: Sequence[Seen]) -> list[Finding]:
    """Note what must be decided before the file is packed; every reason is told, but the origin of many files once."""
    if one.look.status not in _TAKEN:
        return []
    where, findings = Where(one.name), []
    for ask in one.asked:
        if ask.about is About.PRIVILEGED:
            findings.append(finding("LX-I005", where, cue=ask.cue))
        elif ask.about is About.PERSONAL:
            findings.append(finding("LX-I006", where, count=ask.number))
        elif ask.about is About.DRAFT:
            one.twin = _signed_twin(one.name, seen)
            findings.append(
                finding("LX-I013", where, count=ask.number, twin=one.twin)
                if one.twin
                else finding("LX-I012", where, count=ask.number)
            )
        elif ask.about is About.INTERNAL:
            findings.append(finding("LX-I021", where, cue=ask.cue))
    return findings


def _of_unclear_origin(seen: Sequence[Seen]) -> list[Finding]:
    names = [
        one.name for one in seen if any(ask.about is About.UNCLEAR for ask in one.asked) and one.look.status in _TAKEN
    ]
    shown = [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]
    return [finding("LX-E037", count=len(names), names=shown)] if names else []


def _signed_twin(name: str, seen: Sequence[Seen]) -> str:
    paper = _PAPER.search(name)
    if not paper:
        return ""
    return next(
        (
            one.name
            for one in seen
            if one.look.status is Status.USABLE
            and (one.kind is FileKind.PDF or one.kind in PICTURES)
            and paper[0] in one.name
            and _SIGNED.search(one.name)
        ),
        "",
    )


def _names(seen: Sequence[Seen]) -> list[Finding]:
    findings = []
    folded: dict[str, str] = {}
    for one in seen:
        length = len(one.name.rpartition("/")[2].encode("utf-8"))
        if length > LONG_NAME_BYTES:
            findings.append(finding("LX-I020", Where(one.name), length=length))
        if unfit_for_windows(one.name):
            findings.append(finding("LX-I070", Where(one.name)))
        if hidden := invisible_in(one.name):
            findings.append(finding("LX-I071", Where(one.name), shown=hidden))
        twin = folded.setdefault(unicodedata.normalize("NFC", one.name).casefold(), one.name)
        if twin != one.name:
            findings.append(finding("LX-I046", Where(one.name), twin=twin))
    return findings


def _record(one: Seen) -> Record:
    return Record(
        one.name,
        one.size,
        one.sha256,
        one.kind,
        one.look.status,
        one.twin,
        tuple(one.look.dates),
        MappingProxyType(one.look.facts),
        tuple(ask.about for ask in one.asked),
    )
