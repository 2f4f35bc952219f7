"""Chats after bad disks and careless hands: flipped bytes, cuts, doublings, and what hostile files hold.

Whatever is done to a sample, reading it ends in messages or in the one refusal there is (:class:`BadFile`), the look
never raises, and what is handed out stays within the file.
"""

from __future__ import annotations

import json
import random
import sqlite3
from hashlib import md5
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.said import Note, State
from lexcollect.formats.shapes import Message, MessageKind, Part, Unit

DATA = Path(__file__).resolve().parent / "data" / "chats"
SAMPLES = sorted(
    path
    for path in DATA.rglob("*")
    if path.is_file()
    and path.suffix in (".txt", ".json", ".jsonl", ".csv", ".html", ".db", ".mht", ".zip", ".xml")
    and path.name != "users.json"
)
ANY_DIRECTORY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def read(path: Path) -> list[Message] | None:
    """Return what is read of the file, ``None`` when it is refused; anything else that is raised fails the test."""
    known = identify(path, path.name)
    seen = look(path, path.name, known)
    assert not any(f.code == "LX-I049" for f in seen.findings), seen.findings
    for finding in seen.findings:
        assert str(finding.message) and str(finding.remedy)
    try:
        messages = list(content(path, known).messages())
    except BadFile:
        return None
    size = path.stat().st_size
    for message in messages:
        assert 0 <= message.offset <= message.offset + message.size <= size
        message.text.encode("utf-8")
        message.sender.encode("utf-8")
    if known.kind is FileKind.CHAT:
        assert [m.number for m in messages] == list(range(1, len(messages) + 1))
    return messages


def damaged(raw: bytes, chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data)) if data else 0
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at:]
            case 2:
                data[at:at] = data[max(0, at - 300) : at]
            case 3:
                del data[at : at + chance.randint(1, 200)]
            case 4:
                data[at:at] = chance.choice([b"\0", b"\xff\xfe", b'"', b"{", b"]", b"<", b"\r\n\r\n", b"9" * 5_000])
            case _:
                data += raw
    return bytes(data)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_no_damage_raises(sample: Path, tmp_path: Path) -> None:
    raw = sample.read_bytes()
    chance = random.Random(sample.name)
    for n in range(25):
        path = tmp_path / f"{n}{sample.suffix}"
        path.write_bytes(damaged(raw, chance))
        read(path)


@settings(max_examples=40, deadline=None, suppress_health_check=ANY_DIRECTORY)
@given(raw=st.binary(max_size=400), sample=st.sampled_from(SAMPLES))
def test_no_tail_raises(raw: bytes, sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    path = tmp_path / f"x{sample.suffix}"
    path.write_bytes(whole[: len(whole) // 2] + raw)
    read(path)


def test_a_message_that_was_damaged_costs_no_other(tmp_path: Path) -> None:
    """One bracket lost in the second of three: the first and third are read, the second stands as it is."""
    rows = [
        {"seq": n, "time": f"2024-03-0{n}T10:00:00+08:00", "talker": "b", "isSelf": False, "sender": "b"}
        for n in (1, 2, 3)
    ]
    first, second, third = (
        json.dumps(row | {"type": 1, "content": f"第{row['seq']}句"}, ensure_ascii=False) for row in rows
    )
    path = tmp_path / "聊天.json"
    path.write_text(f"[{first}, {second[:-10]}, {third}]", "utf-8")
    messages = read(path)
    assert messages is not None
    assert [m.kind for m in messages] == [MessageKind.TEXT, MessageKind.UNPARSED, MessageKind.TEXT]
    assert messages[1].text.startswith('{"seq": 2') and messages[2].text == "第3句"
    raw = path.read_bytes()
    assert raw[messages[2].offset : messages[2].offset + messages[2].size].decode() == third


def test_a_file_that_was_cut_says_where(tmp_path: Path) -> None:
    raw = (DATA / "14-ciphertalk.json").read_bytes()
    path = tmp_path / "聊天.json"
    path.write_bytes(raw[:10_000])
    messages = read(path)
    assert messages is not None and len([m for m in messages if m.kind is not MessageKind.UNPARSED]) == 14 - 1
    codes = {f.code: dict(f.params) for f in look(path, path.name, identify(path)).findings}
    assert codes["LX-I105"] == {"declared": 30, "found": 13}
    assert codes["LX-I113"]["offset"] == messages[-1].offset


def test_ids_keep_all_their_digits(tmp_path: Path) -> None:
    """9007199254740993 is 2^53 + 1: a number that a program with floats would change."""
    row = {"localId": 9007199254740993, "createTime": 1709259753, "localType": 1, "content": "好", "isSend": 1}
    path = tmp_path / "聊天.json"
    path.write_text(json.dumps({"weflow": {}, "session": {"messageCount": 1}, "messages": [row]}), "utf-8")
    messages = read(path)
    assert messages is not None and dict(messages[0].ids)["local_id"] == "9007199254740993"


def test_a_part_of_a_chat_is_read_by_number() -> None:
    path = DATA / "14-ciphertalk.json"
    some = list(content(path).messages(Part(Unit.MESSAGES, 13, 15)))
    assert [m.number for m in some] == [13, 14, 15]
    assert some[1].text == "账对得上，欠541796.80没错"


def test_an_open_date_order_sets_no_day(tmp_path: Path) -> None:
    """3/5 and 4/5 alone: March and April, or the third and fourth of May. With 3/20 only the American order is left."""
    path = tmp_path / "_chat.txt"
    path.write_text("[3/5/24, 9:12:01 AM] A: one\n[4/5/24, 8:00:00 AM] A: two\n", "utf-8")
    messages = read(path)
    assert messages is not None and [m.time.value for m in messages] == [None, None]
    assert all(Note.DATE_ORDER in m.notes for m in messages)
    path.write_text("[3/5/24, 9:12:01 AM] A: one\n[3/20/24, 8:00:00 AM] A: two\n", "utf-8")
    messages = read(path)
    assert messages is not None and [(m.time.value.month, m.time.value.day) for m in messages if m.time.value] == [
        (3, 5),
        (3, 20),
    ]


def test_a_header_pasted_into_a_message_is_doubted(tmp_path: Path) -> None:
    """The debtor pastes older lines into a message: they read as messages of their own, and go back in time."""
    path = tmp_path / "聊天.txt"
    path.write_text(
        "2024-03-01 10:00:00 甲\n转给你看：\n\n2023-01-05 09:00:00 乙\n我欠你五万\n\n2024-03-01 10:01:00 甲\n嗯\n",
        "utf-8",
    )
    messages = read(path)
    assert messages is not None
    assert [Note.HEADER_INSIDE in m.notes for m in messages] == [False, True, False]


def test_a_log_with_times_is_no_chat(tmp_path: Path) -> None:
    path = tmp_path / "track.txt"
    path.write_text(
        "2025-03-12 15:20:00 【天津市】已收件\n2025-03-13 06:40:11 到达【沈阳中心】\n2025-03-14 10:15:00 已签收\n",
        "utf-8",
    )
    assert identify(path).kind is FileKind.TEXT
    path.write_text("张律师 2024年3月1日 10:22\n客户底线四十五万，不得外传\n参加人：甲、乙\n", "utf-8")
    assert identify(path).kind is FileKind.TEXT
    path.write_text("2024-03-01 10:22:00 会议纪要\n参加人：甲、乙\n", "utf-8")
    assert identify(path).kind is FileKind.TEXT


def test_pasted_text_is_asked_for_like_any_text(tmp_path: Path) -> None:
    """Anybody may have typed it: before it leaves, a person says who wrote it for whom."""
    from lexcollect.intake.origin import About, asks_of

    path = DATA / "03-wechat-pc-copy-one-line-header.txt"
    assert [ask.about for ask in asks_of(path.name, FileKind.CHAT, look(path, path.name, identify(path)), ())] == [
        About.UNCLEAR
    ]
    mailed = DATA / "01-wechat-mail-export.txt"
    assert asks_of(mailed.name, FileKind.CHAT, look(mailed, mailed.name, identify(mailed)), ()) == ()


def test_a_literal_of_a_script_is_read_by_its_own_signs(tmp_path: Path) -> None:
    """MemoTrace 1.x writes bare keys and single quotes: no JSON, and nothing that may be run."""
    page = (
        "<!DOCTYPE html><html><body><script>const chatMessages = [\n"
        r"{ type:1, text:'账对得上，\'欠\'541796.80\n没错',is_send:0,avatar_path:'./a.png',timestamp:1709259910,"
        "is_chatroom:0,displayname:'海涛'},\n"
        "{ type:1, text:'好的',is_send:1,avatar_path:'',timestamp:1709259922,is_chatroom:0,displayname:'刘建平'},\n"
        "{ type:1, text:'断在这里\n];</script></body></html>\n"
    )
    path = tmp_path / "聊天.html"
    path.write_text(page, "utf-8")
    messages = read(path)
    assert messages is not None
    assert [(m.sender, m.outgoing, m.text) for m in messages[:2]] == [
        ("海涛", False, "账对得上，'欠'541796.80\n没错"),
        ("刘建平", True, "好的"),
    ]
    assert messages[0].time.value and messages[0].time.value.isoformat() == "2024-03-01T10:25:10+08:00"
    assert messages[2].kind is MessageKind.UNPARSED
    raw = path.read_bytes()
    assert raw[messages[1].offset : messages[1].offset + messages[1].size].decode().startswith("{ type:1, text:'好的'")


def test_a_text_with_relative_times_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "qq.txt"
    path.write_text("[QQChatExporter V5 / x]\n\n\n赵敏芝:\n时间: 3天前\n内容: 核对无误\n", "utf-8")
    seen = look(path, path.name, identify(path))
    assert seen.status is Status.UNREADABLE and [f.code for f in seen.findings] == ["LX-I130"]


def test_a_picture_is_found_by_the_md5_that_its_message_declares(tmp_path: Path) -> None:
    """The card names no file; the picture beside the chat has another name and the same bytes."""
    from lexcollect.formats.chats.linking import linked

    picture = b"\xff\xd8\xff\xe0 a picture"
    card = f'<?xml version="1.0"?>\n<msg>\n\t<img length="9" md5="{md5(picture).hexdigest()}" />\n</msg>\n'
    row = {"localId": 1, "createTime": 1709259753, "localType": 3, "content": "[图片]", "rawContent": card, "isSend": 0}
    path = tmp_path / "聊天.json"
    path.write_text(json.dumps({"exportInfo": {"generator": "CipherTalk"}, "session": {}, "messages": [row]}), "utf-8")
    (tmp_path / "图").mkdir()
    (tmp_path / "图" / "微信图片_1.jpg").write_bytes(picture)
    (message,) = linked(content(path).messages(), tmp_path)
    (attachment,) = message.attachments
    assert (attachment.found, attachment.linked_by.value) == ("图/微信图片_1.jpg", "md5")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("users.json", FileKind.TEXT),
        ("别的.db", FileKind.UNKNOWN),
        ("聊天.html", FileKind.CHAT),
        ("网页.html", FileKind.HTML),
        ("sms.xml", FileKind.CHAT),
        ("slack.zip", FileKind.CHAT),
        ("message_0.db", FileKind.CHAT),
    ],
)
def test_no_end_of_a_name_is_called_a_lie(name: str, kind: FileKind) -> None:
    from lexcollect.formats.recognise import broken_promise

    assert broken_promise(name, kind) == ""


def test_entities_in_the_xml_of_a_telephone_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><smses count="1">'
        '<sms address="1" date="1728383412456" type="1" body="&x;" /></smses>',
        "utf-8",
    )
    assert read(path) is None
    assert look(path, path.name, identify(path)).status is Status.BROKEN


def test_a_short_message_that_is_a_draft_was_told_to_nobody() -> None:
    messages = read(DATA / "25-sms-backup-restore.xml")
    assert messages is not None
    (draft,) = [m for m in messages if m.state is State.DRAFT]
    assert draft.text == "草稿：不同意"


def test_views_and_strange_tables_of_a_database_are_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "message_0.db"
    name = "Msg_" + md5(b"wxid_b").hexdigest()
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE Name2Id(user_name TEXT)")
    base.execute(
        f"CREATE VIEW {name} AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    )
    base.commit()
    base.close()
    assert read(path) == []


def test_a_database_whose_schema_is_damaged_is_refused(tmp_path: Path) -> None:
    """Its own complaint holds a byte that is no character: that is a damaged file like any other."""
    raw = bytearray((DATA / "17-wechat4-message_0.db").read_bytes())
    at = raw.index(b"CREATE TABLE Name2Id(")
    raw[at + 3] = 0xFF
    path = tmp_path / "message_0.db"
    path.write_bytes(raw)
    assert read(path) is None and look(path, path.name, identify(path)).status is Status.BROKEN


def test_what_a_database_packed_reads_as_the_export_that_unpacked_it() -> None:
    """The database holds its cards packed; another program kept the same cards as text: both must say the same."""
    packed = {m.reference: m for m in read(DATA / "17-wechat4-message_0.db") or []}
    plain = {m.reference: m for m in read(DATA / "14-ciphertalk.json") or []}
    assert packed.keys() == plain.keys() and len(packed) == 30
    for reference, message in packed.items():
        other = plain[reference]
        said = (message.kind, message.text, message.quote, message.money, message.children, message.attachments)
        assert said == (other.kind, other.text, other.quote, other.money, other.children, other.attachments)


def test_a_broken_name_in_an_archive_of_qq_is_text_all_the_same(tmp_path: Path) -> None:
    """A byte of 消息对象 was torn: what is handed out can be written down."""
    whole = next(path for path in SAMPLES if path.suffix == ".mht").read_bytes()
    at = whole.index("消息对象:".encode()) + len("消息对象:".encode())
    path = tmp_path / "a.mht"
    path.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
    messages = read(path)
    assert messages and all(message.conversation.encode("utf-8") for message in messages)
