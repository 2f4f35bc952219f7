"""Chats of every program, against what a person wrote down about each sample: counts, times, words, money, doubts.

``tests/data/chats/expected.yaml`` was written before the readers; its own words stand beside each figure. A key of it
that no function here checks fails the test, unless it is prose.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lexcollect.formats.chats.linking import linked
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.said import Moment, Note, PaymentState, Precision, State, TimeSource
from lexcollect.formats.shapes import Look, Message, MessageKind
from lexcollect.intake.taking import take_in

DATA = Path(__file__).resolve().parent / "data" / "chats"
FILES: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "expected.yaml").read_text("utf-8"))["files"]
#: What is read here; mails, statements, invoices, tracks and pictures have readers and tests of their own.
CHATS = [name for name in FILES if name[:2] <= "27"]
#: Keys that explain and demand nothing that could be compared.
PROSE = {"trap", "must", "note", "rule", "open", "zone", "ids", "seq", "same_as", "order", "names_from"}
K = MessageKind


@dataclass
class Seen:
    """A sample as the program reads it."""

    name: str
    kind: FileKind
    content: Content
    messages: list[Message]
    look: Look
    notes: set[str] = field(default_factory=set)

    @property
    def real(self) -> list[Message]:
        return [m for m in self.messages if m.kind is not K.UNPARSED]

    def at(self, time: str) -> list[Message]:
        return [m for m in self.real if same_time(m.time, time)]


@cache
def seen(name: str) -> Seen:
    path = DATA / name
    known = identify(path, name)
    read = content(path, known)
    messages = list(linked(read.messages(), path.parent))
    remarks = getattr(read, "remarks", None)
    notes = {note.value for note in remarks.notes} if remarks else set()
    if known.kind is FileKind.MAIL:
        messages = [child for mail in messages for child in mail.children]
    looked = look(path, name, known)
    told = {f.code for f in looked.findings}
    return Seen(name, known.kind, read, messages, looked, notes | told)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(str(text))


def same_time(found: Moment, expected: str) -> bool:
    return found.value is not None and found.value == moment(expected)


# --- what is compared, key by key -------------------------------------------------------------------------------

PROGRAMS = {
    "wechat-mail-export": "wechat-mail-export",
    "wechat-pc-copy/A": "wechat-pc-copy",
    "wechat-pc-copy/B": "wechat-pc-copy",
    "memotrace-2x-txt": "memotrace-txt",
    "pywxdump-csv, re-saved": "pywxdump-csv",
    "weflow-weclone-csv": "pywxdump-csv",
    "memotrace-2x-json (side-car of the HTML export)": "memotrace-json",
    "memotrace-training-set": "training-set",
    "chatlab-json 0.0.2": "chatlab-json",
    "chatlab-jsonl 0.0.2": "chatlab-jsonl",
    "qq-message-manager-txt": "qq-txt",
    "qq-message-manager-txt (12-hour system locale)": "qq-txt",
    "qq-chat-exporter-json v5": "qq-chat-exporter-json",
    "qq-chat-exporter-txt v5": "qq-chat-exporter-txt",
    "wecom-archive-jsonl (decrypted by the company)": "wecom-archive",
    "feishu-im-v1-messages": "feishu-messages",
    "whatsapp-txt android zh-Hans 24h": "whatsapp-txt",
    "whatsapp-txt ios zh-Hans 12h": "whatsapp-txt",
    "whatsapp-txt ios en-US": "whatsapp-txt",
    "telegram-desktop-json single chat": "telegram-json",
    "slack-export-zip": "slack-zip",
    "sms-backup-restore-xml": "sms-backup",
    "imessage-exporter-txt": "imessage-txt",
    "line-txt zh-TW": "line-txt",
    "line-txt ja, Japanese era dates": "line-txt",
    "wechat4-sqlite (already decrypted)": "wechat4-db",
}


def check_format(s: Seen, value: str) -> None:
    if value.startswith("eml"):
        assert s.kind is FileKind.MAIL
        return
    assert s.kind is FileKind.CHAT
    assert s.look.facts["program"] == PROGRAMS.get(value, value)


def check_encoding(s: Seen, value: str) -> None:
    found = s.look.facts["encoding"]
    assert found == ("utf-8-sig" if value == "utf-8-sig" else "gb18030" if value == "gb18030" else "utf-8")


def check_newline(s: Seen, value: str) -> None:
    assert ("CRLF" if b"\r\n" in (DATA / s.name).read_bytes() else "LF") == value
    assert not any(m.text.endswith(("\r", "\n")) or "\r" in m.text for m in s.real)


def check_messages(s: Seen, value: Any) -> None:
    if isinstance(value, list):
        counts = Counter(m.conversation for m in s.real)
        assert counts == {one["conversation"]: one["count"] for one in value}
    else:
        assert len(s.real) == value
    if s.kind is FileKind.CHAT and s.look.status is Status.USABLE:
        assert s.look.facts["rows"] == str(len(s.messages))


def check_first(s: Seen, value: str) -> None:
    assert min(m.time.value for m in s.real if m.time.value) == moment(value)
    if s.kind is FileKind.CHAT:
        assert s.look.facts["first"] == moment(value).date().isoformat()


def check_last(s: Seen, value: str) -> None:
    assert max(m.time.value for m in s.real if m.time.value) == moment(value)


def check_precision(s: Seen, value: str) -> None:
    timed = [m for m in s.real if m.time.raw]
    expected = Precision.NONE if "date_missing" in FILES[s.name] else Precision(value)
    assert timed and all(m.time.precision is expected for m in timed)
    if value == "minute" and s.kind is FileKind.CHAT:
        assert "time.no_seconds" in s.notes


def check_zone_assumed(s: Seen, value: Any) -> None:
    assert all(m.time.source is TimeSource.ASSUMED for m in s.real if m.time.value)
    assert "time.zone_assumed" in s.notes


def check_senders(s: Seen, value: list[str]) -> None:
    assert sorted({m.sender for m in s.real if m.sender}) == sorted(value)


def check_exact(s: Seen, value: list[dict[str, Any]]) -> None:
    for one in value:
        found = [m for m in s.real if _meets(m, one)]
        assert len(found) == 1, one


def _meets(m: Message, one: dict[str, Any]) -> bool:
    if "time" in one and not same_time(m.time, one["time"]):
        return False
    if "id" in one and m.reference != str(one["id"]):
        return False
    if "direction" in one and m.outgoing is not (one["direction"] == "out"):
        return False
    if "sender" in one and m.sender != (one["sender"] or ""):
        return False
    if "sender_id" in one and m.sender_id != (one["sender_id"] or ""):
        return False
    if "address" in one and m.sender_id != one["address"]:
        return False
    if "text" in one and m.text != one["text"]:
        return False
    if "conversation" in one and m.conversation != one["conversation"]:
        return False
    if one.get("kind") == "system" and m.kind not in (K.SYSTEM, K.RECALL):
        return False
    if "title" in one and ("title", one["title"]) not in m.ids:
        return False
    if "reply_to" in one and (m.quote is None or m.quote.reference != str(one["reply_to"])):
        return False
    if "edited" in one and not any(same_time(v.time, one["edited"]) for v in m.versions):
        return False
    if quoted := one.get("quoted"):
        return m.quote is not None and (m.quote.sender, m.quote.text) == (quoted["sender"], quoted["text"])
    return True


def check_attachments(s: Seen, value: list[dict[str, Any]]) -> None:
    """Each is there or missing as written down; what is there has the very bytes."""
    everything = [(m, a) for m in s.real for a in m.attachments]
    for one in value:
        name = one.get("file") or one.get("filename") or one.get("name") or one.get("src") or ""
        words = (name or "").replace("\\", "/").rpartition("/")[2]
        found = [
            (m, a) for m, a in everything if words and words in (a.name, a.path.replace("\\", "/").rpartition("/")[2])
        ]
        if not found:  # told by its kind only: image, voice mp3, wav, a photo that was not exported
            kinds = {"image": K.IMAGE, "voice": K.VOICE, "wav": K.VOICE}
            wanted = kinds.get((name or "image").split()[0], K.IMAGE)
            found = [(m, a) for m, a in everything if m.kind is wanted]
        assert found, one
        message, attachment = found[0]
        if "present" in one or "reason" in one:
            assert attachment.present is bool(one.get("present", False)), one
        if digest := one.get("sha256"):
            assert digest == _digest(s, attachment), one
        if when := one.get("message") or one.get("linked_to"):
            assert same_time(message.time, when)
        if "md5" in one:
            assert attachment.md5 == one["md5"]
    if any(one.get("present") is False for one in value) and s.kind is FileKind.CHAT:
        assert "LX-I116" in s.notes or s.look.refers  # pictures are looked for in the whole delivery


def _digest(s: Seen, attachment: Any) -> str:
    if attachment.linked_by.value == "inside":
        member = next(m for m in s.content.members() if attachment.name in m.name)
        return hashlib.sha256(member.read(1 << 20)).hexdigest()
    return hashlib.sha256(((DATA / s.name).parent / attachment.found).read_bytes()).hexdigest()


#: What is told in the list of problems where the code is no note of the reader.
TOLD = {"columns.short_rows": "LX-I064", "attachment.missing": "LX-I116"}


def check_warnings(s: Seen, value: list[str]) -> None:
    codes = [one.split()[0].rstrip(":") for one in value]
    known = {note.value for note in Note}
    for code in codes:
        if code in known or code in TOLD:
            assert TOLD.get(code, code) in s.notes or (code == "attachment.missing" and s.look.refers), code


def check_counts_by_type(s: Seen, value: dict[str, int]) -> None:
    names = {"merged": K.MERGED_FORWARD, "red packet": K.RED_PACKET}
    expected: Counter[MessageKind] = Counter()
    for key, count in value.items():
        name = key.partition(" ")[2]
        expected[names.get(name) or K(name)] += count
    counts = Counter(K.SYSTEM if m.kind is K.RECALL else m.kind for m in s.real)
    assert counts == expected


def check_transfers(s: Seen, value: list[dict[str, Any]]) -> None:
    found = [m for m in s.real if m.kind is K.TRANSFER]
    assert len(found) == len(value)
    for message, one in zip(found, value, strict=True):
        (payment,) = message.money
        assert same_time(message.time, one["time"])
        assert payment.amount == Decimal("20000.00") and message.text == ""
        if "memo" in one:
            assert payment.memo == one["memo"]
        if "state" in one:
            assert payment.state is PaymentState(one["state"])
        if "paysubtype" in one:
            assert payment.state is {1: PaymentState.INITIATED, 3: PaymentState.RECEIVED}[one["paysubtype"]]
        if "transferid" in one:
            assert payment.transfer == one["transferid"] and payment.card
        if "content" in one:
            assert message.derived[0].text == one["content"]


def check_false_transfers(s: Seen, value: list[str]) -> None:
    marked = [m for m in s.real if Note.FALSE_TRANSFER in m.notes]
    assert [(m.time.raw, m.derived[0].text) for m in marked] == [
        (line[:19], line[20:].partition(" (a ")[0]) for line in value
    ]
    assert not any(m.money for m in marked)


def check_gaps(s: Seen, value: list[dict[str, Any]]) -> None:
    gaps = s.content.remarks.gaps  # type: ignore[attr-defined]
    assert [(g.after, g.before) for g in gaps] == [(one["after"], one["before"]) for one in value]
    for gap, one in zip(gaps, value, strict=True):
        assert gap.missing == one.get("missing", gap.before - gap.after - 1)
        if between := one.get("between"):
            assert same_time(gap.since, between[0]) and same_time(gap.until, between[1])
    assert "LX-I106" in s.notes


def check_sequence(s: Seen, value: dict[str, Any]) -> None:
    check_gaps(s, value["gaps"])


def test_rows_that_were_taken_out_of_a_table_are_told() -> None:
    gaps = seen("11-pywxdump-resaved-by-spreadsheet.csv").content.remarks.gaps  # type: ignore[attr-defined]
    assert [(g.after, g.before) for g in gaps] == [(8, 10), (18, 20)]
    assert not seen("10-pywxdump/wxid_bc1d3f5g7h9j21_0_30.csv").content.remarks.gaps  # type: ignore[attr-defined]


def check_ids_missing(s: Seen, value: list[int]) -> None:
    gaps = s.content.remarks.gaps  # type: ignore[attr-defined]
    assert [n for gap in gaps for n in range(gap.after + 1, gap.before)] == value


def check_exact_times(s: Seen, value: list[str]) -> None:
    timed = [m.time.value for m in s.real if m.time.value]
    for one in value:
        if "(ask)" in one:  # the zone is open: read as Chinese time, and told
            assert moment(one.split("+")[0] + "+08:00") in timed and "time.zone_assumed" in s.notes
        else:
            assert moment(one) in timed


def check_recalled(s: Seen, value: Any) -> None:
    recalled = [m for m in s.real if m.state is State.RECALLED]
    if isinstance(value, int):
        assert len(recalled) == value
        return
    ids = [one if isinstance(one, str) else one["msgid"] for one in value]
    assert [m.reference for m in recalled] == ids
    for message, one in zip(recalled, value, strict=True):
        if isinstance(one, dict):
            assert message.text == one["text"]
            (line,) = [m for m in s.real if m.kind is K.RECALL and m.quote and m.quote.reference == one["msgid"]]
            assert same_time(line.time, one["recalled_at"])
        else:
            assert message.text == ""


def check_edited(s: Seen, value: Any) -> None:
    edited = [m for m in s.real if m.state is State.EDITED]
    if isinstance(value, int):
        assert len(edited) == value
        return
    assert [m.reference for m in edited] == [str(one if isinstance(one, int) else one["message_id"]) for one in value]
    assert all(Note.EDITED_NO_HISTORY in m.notes for m in edited)
    for message, one in zip(edited, value, strict=True):
        if isinstance(one, dict):
            assert same_time(message.time, one["created"])
            assert any(same_time(v.time, one["edited"]) for v in message.versions)


def check_edits(s: Seen, value: list[dict[str, Any]]) -> None:
    for one in value:
        message = s.real[one["message"] - 1]
        assert message.state is State.EDITED
        assert [v.text for v in message.versions] == one["versions"]
        assert message.text == one["versions"][-1]


def check_texts(s: Seen, value: list[str]) -> None:
    assert [m.text for m in s.real] == value


def check_missing_day(s: Seen, value: bool) -> None:
    assert all(m.time.value is None and m.time.raw for m in s.real)
    assert "LX-I103" in s.notes or "LX-I104" in s.notes


def check_owner(s: Seen, value: str) -> None:
    if value.startswith("first name"):
        assert s.content.remarks.facts["owner"] == "刘建平"  # type: ignore[attr-defined]
    elif value == "chatInfo.selfUin":
        assert [m.outgoing for m in s.real] == [True, True, False, False, False]
    else:
        assert {m.sender for m in s.real if m.outgoing} == {"我"} or all(
            m.outgoing is (m.sender != "海涛") for m in s.real if m.sender
        )


def check_broken_lines(s: Seen, value: int) -> None:
    broken = [m for m in s.messages if m.kind is K.UNPARSED]
    assert len(broken) == value
    raw = (DATA / s.name).read_bytes()
    assert raw[broken[0].offset : broken[0].offset + broken[0].size].decode() == broken[0].text
    assert "LX-I113" in s.notes


def check_nested_messages(s: Seen, value: int) -> None:
    children = [child for m in s.real for child in m.children]
    assert len(children) == value and all(child.hearsay for child in children)


def check_no_time_messages(s: Seen, value: int) -> None:
    timeless = [m for m in s.real if m.time.value is None]
    assert len(timeless) == value and all(m.time.not_before for m in timeless)


def check_senders_with_wxid(s: Seen, value: bool) -> None:
    assert all(m.sender_id.startswith("wxid_") for m in s.real if m.sender)


def check_conversations(s: Seen, value: int) -> None:
    assert len({m.conversation for m in s.real}) == value


def check_declared_total(s: Seen, value: int) -> None:
    assert s.content.remarks.declared == value  # type: ignore[attr-defined]


def check_lines(s: Seen, value: int) -> None:
    assert len((DATA / s.name).read_text("utf-8").splitlines()) == value


def check_non_messages(s: Seen, value: list[str]) -> None:
    assert len((DATA / s.name).read_text("utf-8").splitlines()) - len(s.real) == len(value)


def check_amounts(s: Seen, value: list[dict[str, Any]]) -> None:
    money = [p for m in s.real for p in m.money]
    assert [p.amount for p in money] == [Decimal(one["yuan"]) for one in value]
    assert all(p.state is PaymentState.GIVEN for p in money)


def check_system(s: Seen, value: int) -> None:
    assert sum(m.kind in (K.SYSTEM, K.RECALL, K.CALL) for m in s.real) == value


def check_deleted(s: Seen, value: int) -> None:
    assert sum(m.state is State.DELETED for m in s.real) == value


def check_drafts(s: Seen, value: int) -> None:
    assert sum(m.state is State.DRAFT for m in s.real) == value and "LX-I125" in s.notes


def check_saved(s: Seen, value: str) -> None:
    assert moment(s.look.facts["exported"]) == moment(value)


def check_table(s: Seen, value: str) -> None:
    assert all(m.place.startswith(f"{value}/") for m in s.real)


def check_mail(s: Seen, value: dict[str, str]) -> None:
    (mail,) = content(DATA / s.name).messages()
    assert mail.sender_id == value["from_"] and same_time(mail.time, value["date"])
    assert s.look.facts["subject"] == value["subject"]


def check_columns(s: Seen, value: int) -> None:
    line = (DATA / s.name).read_text("utf-8-sig").splitlines()
    assert value in (len(line[0].split(",")), len(line[1].split(",")))
    assert "LX-I064" in s.notes


CHECKS: dict[str, Callable[[Seen, Any], None]] = {
    **{name.removeprefix("check_"): f for name, f in list(globals().items()) if name.startswith("check_")},
    "service": check_system,
    "date_missing": check_missing_day,
    "year_missing": check_missing_day,
    "columns_header": check_columns,
    "columns_data": check_columns,
}


@pytest.mark.parametrize("name", CHATS)
def test_a_sample_reads_as_a_person_wrote_it_down(name: str) -> None:
    expected = FILES[name]
    s = seen(name)
    for key, value in expected.items():
        if key not in PROSE:
            CHECKS[key](s, value)
    assert [m.number for m in s.messages] == list(range(1, len(s.messages) + 1))


# --- mails ------------------------------------------------------------------------------------------------------

ASSUMED = TimeSource.ASSUMED
MAILS = [name for name in FILES if name[:2] == "28"]


def mails(name: str) -> list[Message]:
    return list(content(DATA / name).messages())


def attached(name: str) -> dict[str, str]:
    return {m.name: hashlib.sha256(m.read(1 << 20)).hexdigest() for m in content(DATA / name).members()}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_as_a_person_wrote_it_down(name: str) -> None:
    """Keys that a mail of the samples has; ``date`` with words behind it holds the time in front."""
    expected = FILES[name]
    found = mails(name)
    mail, known = found[0], look(DATA / name, name, identify(DATA / name))
    compared = {
        "from_": lambda value: mail.sender_id == value,
        "from_name": lambda value: value in mail.sender,
        "to": lambda value: mail.recipients == (value,),
        "subject": lambda value: known.facts["subject"] == value,
        "date": lambda value: value is None or same_time(mail.time, value.split()[0]),
        "date_candidates": lambda value: (
            mail.time.source is TimeSource.ASSUMED and same_time(mail.time, value[0].split()[0])
        ),
        "received": lambda value: same_time(mail.arrived, value),
        "body_contains": lambda value: value in mail.text,
        "body_own_text": lambda value: mail.text == value,
        "body_quoted": lambda value: mail.quote is not None and mail.quote.text == value,
        "text": lambda value: mail.text.strip() == value,
        "messages": lambda value: len(found) == value,
        "dates": lambda value: all(same_time(m.time, one) for m, one in zip(found, value, strict=True)),
        "attachments": lambda value: all(attached(name)[one["name"]] == one["sha256"] for one in value),
        "embedded": lambda value: [m.time.value for m in mail.children] == [moment(one["date"]) for one in value],
    }
    for key, value in expected.items():
        if key not in {*PROSE, "format", "charset", "warnings"}:
            assert compared[key](value), (key, value)


def test_a_mail_that_was_forwarded_whole_keeps_its_own_sender_and_words() -> None:
    (mail,) = mails("28-email/03-forwarded-as-attachment.eml")
    (inside,) = mail.children
    assert inside.sender_id == "zhaomz@beichen-heavy.example" and not inside.hearsay
    assert inside.text == "数据核对无误，截至2024年2月29日欠贵司541,796.80元。"


#: In the master chat all programs hold the same thirty messages; the times of these are counted from it by hand.
SAID = {
    "2023-12-29T16:22:10+08:00": "今天给你们打了20万，先过年",
    "2024-03-01T16:08:45+08:00": "3月底先给你20万，剩下的6月底前清",
    "2024-06-28T17:33:09+08:00": "刚转了5万，你查下",
    "2024-09-18T09:10:41+08:00": "年底前一定结清，回头给你写还款计划",
}


@pytest.mark.parametrize("name", [n for n in CHATS if FILES[n].get("messages") == 30])
def test_the_same_promises_stand_in_every_export(name: str) -> None:
    s = seen(name)
    for time, words in SAID.items():
        assert [m.text for m in s.at(time)] == [words]
    quoted = [m for m in s.real if m.quote]
    for message in quoted:  # the creditor's figure is never the debtor's word
        assert "您核对一下" not in message.text and "您核对一下" in message.quote.text  # type: ignore[union-attr]
    assert not any(m.text.startswith(("[", "【")) for m in s.real if m.kind is not K.TEXT)
    if name[:2] != "05":  # that table leaves out what is packed
        assert len(quoted) == 1
        paid = [p for m in s.real if m.kind is K.TRANSFER for p in m.money]
        assert [(p.amount, p.state) for p in paid] == [
            (Decimal("20000.00"), PaymentState.INITIATED),
            (Decimal("20000.00"), PaymentState.RECEIVED),
        ]


def test_all_exports_of_the_master_chat_agree_but_the_one_that_was_altered(tmp_path: Path) -> None:
    """Taken in together: rows 9 and 19 were taken out of the table that a spreadsheet saved again."""
    intake = take_in(DATA, tmp_path / "案")
    apart = [(f.where.file, dict(f.params)) for f in intake.findings if f.code == "LX-I131"]
    assert [(name, found["here"], found["there"]) for name, found in apart] == [
        ("05-memotrace-1x.csv", 0, 1),  # the reply with a quote is packed in this export and not in it
        ("11-pywxdump-resaved-by-spreadsheet.csv", 0, 2),
    ]
    agreeing = {f.where.file for f in intake.findings if f.code == "LX-I132"}
    thirty = {name for name in CHATS if FILES[name].get("messages") in (30, 31)}
    assert len(thirty - agreeing - {name for name, _ in apart}) == 1  # the one that the others are compared with


def test_a_training_set_is_refused_with_the_reason() -> None:
    s = seen("09-memotrace-training-set.json")
    assert s.look.status is Status.UNREADABLE and "LX-I101" in s.notes and not s.messages


def test_every_record_of_text_points_at_its_bytes() -> None:
    raw = (DATA / "07-memotrace-2x.txt").read_bytes()
    s = seen("07-memotrace-2x.txt")
    for message in s.real:
        piece = raw[message.offset : message.offset + message.size].decode()
        assert piece.startswith(message.time.raw)
    assert sum(m.size for m in s.messages) == len(raw)
    ids = {m.record_id("0" * 64) for m in s.real}
    assert len(ids) == 30 and all(len(one) == 16 for one in ids)


def test_every_record_of_json_points_at_its_bytes() -> None:
    import json

    raw = (DATA / "14-ciphertalk.json").read_bytes()
    for message in seen("14-ciphertalk.json").real:
        row = json.loads(raw[message.offset : message.offset + message.size])
        assert str(row["localId"]) == dict(message.ids)["local_id"]


def test_one_second_keeps_the_order_of_the_file() -> None:
    first, second = seen("12-chatlog/chatlog.json").at("2024-04-02T09:05:27+08:00")
    assert first.text.startswith("甲方回款没到") and second.text == "不是不给"
    assert (dict(first.ids)["seq"], dict(second.ids)["seq"]) == ("1712019927000", "1712019927001")


def test_telegram_tells_the_zone_of_the_exporting_computer() -> None:
    message = seen("22-telegram/result.json").real[0]
    assert message.time.value and message.time.value.utcoffset() == timedelta(hours=8)
    assert message.time.source is TimeSource.IN_DATA and message.time.raw == "2024-03-05T09:12:30"
