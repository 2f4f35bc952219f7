"""Proposal: a first catalogue for a matter that has none.

Owns the simple cues (words in names, kinds of files) by which files are put into groups. Everything uncertain goes
into the group 待确认：分组, marked 待确认; nothing is left unmentioned. A file of unclear origin on which facts rest
is neither an exhibit nor left out: that is for a person to say (待定). Never overwrites a catalogue: the order of the
evidence is the lawyer's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from lexcollect.evidence.decisions import decision_line
from lexcollect.evidence.drafts import Drafted
from lexcollect.evidence.items import OPEN
from lexcollect.evidence.keys import called
from lexcollect.evidence.posting import TRACK, WAYBILL, Piece, together
from lexcollect.evidence.reading import SCHEMA
from lexcollect.evidence.titles import drafted_proof, drafted_title, proof_by_kind, proof_of, words_of
from lexcollect.files import write_text
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.intake.clocks import CLOCK
from lexcollect.intake.origin import About
from lexcollect.intake.records import Intake, Record
from lexcollect.layout import CATALOGUE
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import say
from lexcollect.yamledit import quoted

#: Title of each group and the words in a name that speak for it, in the order in which they are tried.
_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("主体资格", regex(r"营业执照|工商|企业信息|企业登记|身份证|户籍|法定代表人")),
    ("诉讼与执行", regex(r"判决书|调解书|裁定书|裁决书|送达回证|执行|受理通知|立案通知")),
    (
        "催收与时效",
        regex(
            r"解除|催款|催告|催收|律师函|还款通知|保证责任.*(?:通知|函)|逾期.*通知|EMS|面单|快递|签收查询|还款计划|微信|聊天|欠条|承诺",
            re.IGNORECASE,
        ),
    ),
    ("付款与结算", regex(r"回单|收据|收条|付款|还款(?!协议|计划|承诺|单)|收款|转账|流水|交易明细|对账|结算|承兑|汇票")),
    ("交货与开票", regex(r"交接|送货|发货|收货|签收|验收|入库|出库|卸货|现场|发票|dzfp|运单|损坏|维修", re.IGNORECASE)),
    ("合同与担保", regex(r"合同|协议|订单|担保|保证|抵押|质押|补充")),
)
_ORDER = ("主体资格", "合同与担保", "交货与开票", "付款与结算", "催收与时效", "诉讼与执行")
#: How the group of what was delivered is called where the papers speak of a lease, or of building.
_PERFORMED = "交货与开票"
_PERFORMED_BY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("交付与使用", regex(r"租赁(?:合同|协议)|租金|房租")),
    ("施工与验收", regex(r"施工合同|工程(?:施工|承包|分包)|建设工程")),
)
#: Filed like that, the index would show a group nobody named: it is a text to be decided like the others.
_UNSORTED = f"{OPEN}：分组"
_ELECTRONIC = frozenset({FileKind.CHAT, FileKind.MAIL, FileKind.ZIP, FileKind.OFD, FileKind.HTML, FileKind.XML})
_SCREEN = regex(
    r"截图|截屏|长图|屏幕快照|查询|聊天记录|朋友圈|screen[ _-]?shot|screen[ _-]?capture|snipaste", re.IGNORECASE
)
_SENT = regex(r"微信图片|mmexport")
#: Width of the screens of telephones in pixels. A JPEG of that width may be a photo that was made smaller on its way:
#: photos are at most 16 ÷ 9, screens of today longer.
_SCREENS = frozenset({640, 720, 750, 828, 1080, 1125, 1170, 1179, 1206, 1220, 1242, 1260, 1284, 1290, 1320, 1440})
_TALL = 1.9
_SOUND = frozenset({FileKind.AUDIO, FileKind.VIDEO})


#: The line with which an exhibit begins, and the one that offers what it is as a proof.
_BEGINS = regex(rf"^\s*- (?:id|{called('id')}): *[\"']?(.+?)[\"']?\s*(?:#.*)?$")
_OFFERED = regex(rf"^\s*# (?:proof|{called('proof')}): (.+?)  # (.*)$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A proposed exhibit: main record, the pictures that belong to it, its day, and the days that compete with it."""

    record: Record
    attached: tuple[Record, ...]
    day: date | None
    source: str
    others: tuple[str, ...] = ()
    drafted: Drafted | None = None

    @property
    def screens(self) -> tuple[str, ...]:
        """Return the names of the pictures that only seem to belong to it."""
        return tuple(one.name for one in self.attached if "belongs_to" not in one.facts)


def propose_catalogue(
    intake: Intake, matter: Path, drafts: Mapping[str, Drafted] | None = None, grounds: Collection[str] = ()
) -> tuple[Path, list[Finding]]:
    """Write a first ``2-整理/证据目录.yaml`` for ``intake`` and return its path and findings.

    ``drafts`` is what the words of a file (by its name) say of it as an exhibit: better than what its name says;
    ``grounds`` are the files on which proposed facts rest. An existing catalogue is kept: the findings then hold a note
    and nothing is written.
    """
    path = matter / CATALOGUE
    if path.exists() or path.is_symlink():
        return path, [finding("LX-E027", Where(path.name))]
    write_text(path, draft_catalogue(intake.records, drafts, grounds))
    return path, [finding("LX-E030", Where(path.name))]


def draft_catalogue(
    records: Sequence[Record], drafts: Mapping[str, Drafted] | None = None, grounds: Collection[str] = ()
) -> str:
    """Return the text of a first catalogue for ``records``; every stored file is mentioned exactly once."""
    known = drafts or {}
    stored = [record for record in records if record.sha256]
    grouped: dict[str, list[_Line]] = {}
    chief = {record.name for record in stored if _is_exhibit(record)}
    beside = [record for record in stored if record.name in chief and _beside(known.get(record.name), chief)]
    for record in stored:
        if _is_exhibit(record) and record not in beside:
            drafted = known.get(record.name)
            named = drafted.group if drafted and drafted.group in _ORDER else _group_of(record)
            parts = [one for one in beside if known[one.name].beside == record.name]
            grouped.setdefault(named, []).append(_line(record, stored, drafted, parts))
    titles = [title for title in (*_ORDER, _UNSORTED) if title in grouped]
    out = [f"# {line}" for line in say("evidence.draft.head", "zh").split("\n")]
    out += [f"{called('schema')}: {SCHEMA}", "", f"{called('groups')}:" if titles else f"{called('groups')}: []"]
    no, name = called("number"), called("title")
    performed = _performed(stored, known)
    out += [
        f"  - {{{no}: {number}, {name}: {performed if title == _PERFORMED else title}}}"
        for number, title in enumerate(titles, start=1)
    ]
    out += ["", f"{called('items')}:" if titles else f"{called('items')}: []"]
    for group, title in enumerate(titles, start=1):
        ordered, posted = _in_order(grouped[title])
        for number, line in enumerate(ordered, start=1):
            if letter := posted.get(line.record.name):
                out.append(f"  # {say('evidence.draft.posted', 'zh', letter=letter)}")
            out += _written(line, group, number)
    out += ["", *(f"# {line}" for line in say("evidence.draft.left", "zh").split("\n"))]
    outside = [record for record in stored if not _is_exhibit(record) and not _is_attached(record)]
    waiting = [record for record in outside if record.name in grounds and only_unclear(record)]
    left = [record for record in outside if record not in waiting]
    out += [f"{called('left_out')}:" if left else f"{called('left_out')}: []"]
    for record in left:
        out += [f"  - {called('file')}: {quoted(record.name)}", f"    {called('reason')}: {_reason(record)}"]
        if _is_asked(record):
            questions = "；".join(say(f"intake.ask.{about}", "zh") for about in record.asks)
            out += [f"    {called('note')}: {quoted(questions)}"]
    if any(_is_asked(record) for record in left):
        out += ["", *(f"# {line}" for line in say("evidence.draft.decisions", "zh").split("\n"))]
        asked = next(record for record in left if _is_asked(record))
        out += [f"# {called('decisions')}:", f"#   {decision_line(asked.name, asked.asks)}"]
    if waiting:
        out += ["", *(f"# {line}" for line in say("evidence.draft.waiting", "zh").split("\n"))]
        out += [f"#   {quoted(record.name)}" for record in waiting]
    return "\n".join(out) + "\n"


def _performed(stored: Sequence[Record], known: Mapping[str, Drafted]) -> str:
    """Return what the group of deliveries is called, by what contracts and lists of the matter call themselves."""
    for title, cue in _PERFORMED_BY:
        for record in stored:
            drafted = known.get(record.name)
            if cue.search(drafted.title if drafted and drafted.title else unicodedata.normalize("NFKC", record.name)):
                return title
    return _PERFORMED


def _in_order(lines: Sequence[_Line]) -> tuple[list[_Line], dict[str, str]]:
    """Return the exhibits of a group by day, waybill and tracking page behind their letter, and the letter of each."""
    by_day = sorted(lines, key=lambda one: (one.day or date.max, _rank(one), one.record.name))
    pieces = [
        Piece(at, _paper(one), one.day, one.drafted.numbers if one.drafted else (), one.record.name)
        for at, one in enumerate(by_day)
    ]
    order, of = together(pieces)
    return [by_day[at] for at in order], {by_day[at].record.name: _title(by_day[letter]) for at, letter in of.items()}


def _paper(line: _Line) -> str:
    """Return what the exhibit is in a plain word."""
    told = line.drafted.paper if line.drafted else ""
    return told or drafted_title(line.record.name, line.record.kind)


def _rank(line: _Line) -> int:
    """Return where the exhibit stands among those of its day: what was agreed, then letter, waybill, tracking page."""
    return {"合同": 0, "协议": 0, WAYBILL: 2, TRACK: 3, "发票": 4}.get(_paper(line), 1)


def _title(line: _Line) -> str:
    told = line.drafted.title if line.drafted else ""
    return told or drafted_title(line.record.name, line.record.kind)


def _is_exhibit(record: Record) -> bool:
    return _is_taken(record) and not record.asks and not _is_attached(record)


def _is_asked(record: Record) -> bool:
    """Tell whether nothing but a question keeps the file from being an exhibit."""
    return _is_taken(record) and bool(record.asks)


def only_unclear(record: Record) -> bool:
    """Tell whether nothing keeps the file from being an exhibit but that nobody sees who wrote it for whom."""
    return _is_taken(record) and record.asks == (About.UNCLEAR,)


def _is_taken(record: Record) -> bool:
    return record.status in (Status.USABLE, Status.ENCRYPTED)


def _is_attached(record: Record) -> bool:
    return "belongs_to" in record.facts and record.status is Status.USABLE and not record.asks


def _group_of(record: Record) -> str:
    if record.kind is FileKind.CHAT:
        return "催收与时效"
    for words in words_of(record.name):
        for title, cue in _GROUPS:
            if cue.search(words):
                return title
    return _UNSORTED


def _beside(drafted: Drafted | None, chief: set[str]) -> bool:
    """Tell whether a file is proposed as part of the exhibit of another one that is an exhibit."""
    return drafted is not None and drafted.beside in chief


def _line(record: Record, stored: Sequence[Record], drafted: Drafted | None, parts: Sequence[Record]) -> _Line:
    """Return the exhibit with its day: what the paper itself says goes before what the file was called or kept as."""
    attached = tuple(r for r in stored if _is_attached(r) and r.facts["belongs_to"] == record.name)
    attached = (*attached, *parts)
    clock = say("evidence.draft.clock", "zh") if record.facts.get(CLOCK) else ""
    days = [(c.day, say(f"intake.date.{c.source}", "zh") + (clock if c.source == "exif" else "")) for c in record.dates]
    if clock:  # a clock that was reset says no day of an exhibit; it is told beside the others
        days.sort(key=lambda one: one[1].endswith(clock))
    if drafted and drafted.day:
        days.insert(0, (drafted.day, drafted.source))
    if not days:
        return _Line(record, attached, None, "", drafted=drafted)
    (day, source), *rest = days
    if clock and source.endswith(clock):
        told = tuple(f"{one.isoformat()}（{where}）" for one, where in days)
        return _Line(record, attached, None, "", told, drafted)
    others = tuple(dict.fromkeys(f"{one.isoformat()}（{where}）" for one, where in rest if one != day))
    return _Line(record, attached, day, source, others, drafted)


def _written(line: _Line, group: int, number: int) -> list[str]:
    record = line.record
    drafted = line.drafted
    title = _title(line)
    out = [
        f"  - {called('id')}: {_id(record)}",
        f'    {called("number")}: "{group}-{number}"',
        f"    {called('title')}: {quoted(title)}",
    ]
    if twin := record.facts.get("alike"):
        out.insert(0, f"  # {say('evidence.draft.alike', 'zh', twin=twin)}")
    if line.day:
        out += [
            f"    {called('date')}: {line.day.isoformat()}",
            f"    {called('date_source')}: {line.source}（待确认）",
        ]
    if line.others:
        out += [f"    # {say('evidence.draft.other_days', 'zh', days='、'.join(line.others))}"]
    kind = "电子数据" if drafted and drafted.electronic else _kind(record)
    out += [
        f"    {called('kind')}: {kind}",
        f"    {called('working_source')}: {_or(drafted.carrier if drafted else '', OPEN)}",
        f"    {called('source')}: {_or(drafted.origin if drafted else '', '原告保管')}",
        f"    {called('purpose')}: {_purpose(drafted)}",
        f"    {called('original')}: {OPEN if kind == '书证' else '电子'}",
        f"    {called('files')}:",
    ]
    read = proof_of(drafted.paper) if drafted else ""
    if proof := read or drafted_proof(record.name, record.kind):
        told = read or proof_by_kind(record.kind) == proof
        why = say("evidence.draft.proof_read" if told else "evidence.draft.proof_named", "zh")
        out.insert(-1, f"    # {called('proof')}: {proof}  # {why}{say('evidence.draft.proof', 'zh')}")
    if line.screens:
        out.insert(-1, f"    # {say('evidence.draft.screens', 'zh', names='、'.join(line.screens))}")
    return out + [f"      - {quoted(one.name)}" for one in (record, *line.attached)]


def proofs_read(text: str) -> dict[str, str]:
    """Return what the exhibits of a catalogue may be as proofs (证明类型) by what their files say, by their ids.

    The first catalogue says so behind a #, which stays until a person settles it; what only a name told is not among
    them, and a title that somebody typed changes nothing.
    """
    read = say("evidence.draft.proof_read", "zh")
    found: dict[str, str] = {}
    id = ""
    for line in text.splitlines():
        if begins := _BEGINS.match(line):
            id = begins[1]
        elif (offered := _OFFERED.match(line)) and offered[2].startswith(read):
            found[id] = offered[1]
    return found


def _or(known: str, else_: str) -> str:
    """Return what is known of a file, marked open until a person confirms it, or the words for not knowing."""
    return quoted(f"{known}（{OPEN}）") if known else else_


def _purpose(drafted: Drafted | None) -> str:
    """Return what the exhibit proves as far as its words say so; it stays open until a person confirms it."""
    return quoted(f"{drafted.purpose}（{OPEN}）") if drafted and drafted.purpose else OPEN


def _id(record: Record) -> str:
    """A stable id from the bytes: sorting and renaming do not change it."""
    return f"F{record.sha256[:10]}"


def _kind(record: Record) -> str:
    if record.kind in _SOUND:
        return "视听资料"
    if record.kind in _ELECTRONIC or (record.kind in PICTURES and ("gps" in record.facts or _is_screenshot(record))):
        return "电子数据"
    return "书证"


def _is_screenshot(record: Record) -> bool:
    """Tell whether a picture shows a screen (电子数据, 民诉法解释 116): by its name, or its format and size.

    A photo of paper is none, however it was sent; one that says when it was taken came out of a camera.
    """
    if any(candidate.source == "exif" for candidate in record.dates):
        return False
    last = unicodedata.normalize("NFKC", record.name).rpartition("/")[2]
    if _SCREEN.search(last):
        return True
    width, height = (int(record.facts.get(side, "0")) for side in ("width", "height"))
    if record.kind is FileKind.PNG:  # telephones and computers save their screens so, WeChat hands them on so
        return bool(_SENT.match(last)) or width in _SCREENS
    return min(width, height) in _SCREENS and max(width, height) >= _TALL * min(width, height)


def _reason(record: Record) -> str:
    if record.exclude:
        return say(f"intake.exclude.{record.exclude}", "zh")
    return say(f"intake.status.{record.status}", "zh")
