"""WeChat's databases (微信数据库，已解密): the tables of the client itself, of three generations.

Owns which table holds what. A database is opened for reading only and never waits for or writes anything beside it; one
that is still encrypted is none. Ids count up within one conversation, except in the generation of Windows 3.x, where
all chats share them. What the client packed (zstd) is unpacked; LZ4 stays closed, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import md5
from typing import TYPE_CHECKING, Any

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.appmsg import is_card, read_card
from lexcollect.formats.chats.json_stream import lone
from lexcollect.formats.chats.packed import unpacked
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import Spoken, Style, spoken
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.said import Note
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch
from lexcollect.patterns import regex

if TYPE_CHECKING:
    import sqlite3

MAGIC = b"SQLite format 3\0"
TABLE_4, TABLE_3, TABLE_IOS = (
    regex(rb"\bMsg_[0-9a-f]{32}\b"),
    regex(rb"\bStrTalker\b"),
    regex(rb"\bChat_[0-9a-f]{32}\b"),
)
_NEW, _OLD = regex(r"^Msg_[0-9a-f]{32}$"), regex(r"^Chat_[0-9a-f]{32}$")
#: Longest value of a row.
_VALUE = 1 << 26
_PREFIX = regex(r"^([\w@.-]{3,64}):\n")
_BASE = 'SELECT {columns} FROM "{table}" ORDER BY {order}'


def read_4(source: Source) -> Iterator[Message]:
    """Yield the messages of WeChat 4.x: one table for each conversation."""
    with _opened(source) as base:
        names = dict(_rows(base, "SELECT rowid, user_name FROM Name2Id")) if _has(base, "Name2Id") else {}
        talkers = {_digest(str(name)): lone(str(name)) for name in names.values()}
        for table in _tables(base, _NEW):
            talker = talkers.get(table[4:], "")
            columns = "local_id, server_id, local_type, real_sender_id, create_time, message_content"
            for row in _rows(base, _BASE.format(columns=columns, table=table, order="local_id")):
                yield _message_4(source, table, talker, names, row)


def _message_4(source: Source, table: str, talker: str, names: dict[Any, Any], row: tuple[Any, ...]) -> Message:
    local, server, kind, sender, created, content = row
    words, closed = unpacked(content)
    account = lone(str(names.get(sender, "")))
    account, words = _sender_in(words, account, talker)
    said = _said(lone(words), kinds.wechat(kinds.whole(kind)), closed)
    system = said.kind in (MessageKind.SYSTEM, MessageKind.RECALL)
    group = talker.endswith("@chatroom")
    return source.said(
        0,
        0,
        epoch(created),
        "",
        said.kind,
        said.text,
        reference=_id(server),
        sender_id="" if system else account,
        outgoing=None if system or group or not talker or not account else account != talker,
        conversation=talker or table,
        ids=(("local_id", _id(local)), ("server_id", _id(server))),
        quote=said.quote,
        children=said.children,
        attachments=said.attachments,
        money=said.money,
        derived=said.derived,
        notes=said.notes,
        place=f"{table}/{_id(local)}",
    )


def read_3(source: Source) -> Iterator[Message]:
    """Yield the messages of WeChat 3.x for Windows: all conversations in one table."""
    source.remarks.add(Note.SHARED_IDS)
    with _opened(source) as base:
        columns = "localId, MsgSvrID, Type, SubType, IsSender, CreateTime, StrTalker, StrContent"
        for row in _rows(base, _BASE.format(columns=columns, table="MSG", order="localId")):
            local, server, kind, card, sent, created, talker, content = row
            words, closed = unpacked(content)
            known = kinds.wechat(kinds.whole(kind), kinds.whole(card))
            closed = closed or (kinds.whole(kind) == kinds.CARD and not words)
            peer = lone(str(talker or ""))
            group = peer.endswith("@chatroom")
            said = _said(lone(words), known, closed)
            outgoing = kinds.flag(sent)
            system = said.kind in (MessageKind.SYSTEM, MessageKind.RECALL)
            yield _plain(
                source,
                "MSG",
                local,
                server,
                created,
                said,
                peer,
                "" if outgoing or group or system else peer,
                None if system else outgoing,
            )


def read_ios(source: Source) -> Iterator[Message]:
    """Yield the messages of WeChat for iPhone and Mac: one table for each conversation, named by a hash."""
    with _opened(source) as base:
        for table in _tables(base, _OLD):
            have = {str(row[1]).lower(): str(row[1]) for row in _rows(base, f'PRAGMA table_info("{table}")')}
            wanted = [
                ("meslocalid",),
                ("messvrid",),
                ("messagetype", "type"),
                ("mesdes", "des"),
                ("msgcreatetime", "createtime"),
                ("msgcontent", "message"),
            ]
            names = [next((have[key] for key in keys if key in have), "NULL") for keys in wanted]
            query = _BASE.format(columns=", ".join(names), table=table, order=names[0])
            for local, server, kind, inwards, created, content in _rows(base, query):
                words, closed = unpacked(content)
                account, words = _sender_in(words, "", "@chatroom")
                said = _said(lone(words), kinds.wechat(kinds.whole(kind)), closed)
                inward = kinds.flag(inwards)
                outgoing = None if inward is None else not inward
                yield _plain(source, table, local, server, created, said, table, account, outgoing)


def _plain(
    source: Source,
    table: str,
    local: Any,
    server: Any,
    created: Any,
    said: Spoken,
    conversation: str,
    account: str,
    outgoing: bool | None,
) -> Message:
    return source.said(
        0,
        0,
        epoch(created),
        "",
        said.kind,
        said.text,
        reference=_id(server),
        sender_id=account,
        outgoing=outgoing,
        conversation=conversation,
        ids=(("local_id", _id(local)), ("server_id", _id(server))),
        quote=said.quote,
        children=said.children,
        attachments=said.attachments,
        money=said.money,
        derived=said.derived,
        notes=said.notes,
        place=f"{table}/{_id(local)}",
    )


def _said(words: str, kind: MessageKind | None, closed: bool) -> Spoken:
    if closed:
        return Spoken(kind or MessageKind.OTHER, "", notes=(Note.EMPTY_TYPES,))
    if is_card(words):
        return read_card(words, kind)
    said = spoken(words, Style.OTHER, kind or MessageKind.OTHER)
    return replace(said, text=words) if kind is MessageKind.TEXT else said


def _sender_in(words: str, account: str, talker: str) -> tuple[str, str]:
    """Return who sent a message of a group, and its words: the account stands before them."""
    match = _PREFIX.match(words) if talker.endswith("@chatroom") else None
    return (match[1], words[match.end() :]) if match else (account, words)


def _digest(name: str) -> str:
    """Return the MD5 by which a table is called; damaged names keep the bytes that they have in the file."""
    return md5(name.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


def _id(value: Any) -> str:
    return str(value) if isinstance(value, int | str) else ""


def _opened(source: Source) -> closing[sqlite3.Connection]:
    """Open the database for reading, as a file that nobody changes; nothing is written beside it."""
    import sqlite3

    with source.bytes() as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise BadFile(Reason.BROKEN)
    try:
        base = sqlite3.connect(f"{source.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE)
        base.text_factory = _text
        base.execute("PRAGMA trusted_schema=OFF")
        base.execute("PRAGMA cell_size_check=ON")
    except sqlite3.Error as error:
        raise BadFile(Reason.BROKEN) from error
    return closing(base)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _rows(base: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of ``query``; :class:`BadFile` where the database is damaged."""
    import sqlite3

    try:
        yield from base.execute(query)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:  # its own words may be damaged, too
        raise BadFile(Reason.BROKEN) from error


def _tables(base: sqlite3.Connection, named: Any) -> list[str]:
    """Return the tables with such names; what only looks like one (a view, a virtual table) is none."""
    rows = _rows(base, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    return [str(name) for (name,) in rows if named.match(str(name))]


def _has(base: sqlite3.Connection, table: str) -> bool:
    return any(_rows(base, f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = '{table}'"))
