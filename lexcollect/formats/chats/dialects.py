"""Dialects (导出程序): which program wrote a chat, told by how the file begins.

Owns the signs of every program that is known and where its reader stands; the modules are loaded when a file of theirs
is read. A sign is a heading, keys or a shape that no other text has: what merely looks like a chat stays a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.formats.said import Note
from lexcollect.formats.start import Start
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.formats.chats.source import Source
    from lexcollect.formats.shapes import Member, Message


@dataclass(frozen=True, slots=True)
class Dialect:
    """One program's format: its ``name``, the ``module`` and function (``reader``) that read it.

    ``sequence`` is the id that counts up by one in a conversation; ``refused`` says why it is no evidence; ``members``
    is the function that yields the files inside.
    """

    name: str
    module: str = ""
    reader: str = "read"
    sequence: str = ""
    refused: Note | None = None
    notes: tuple[Note, ...] = ()
    members: str = ""

    def messages(self, source: Source) -> Iterator[Message]:
        """Return the messages that ``source`` holds."""
        read: Callable[[Source], Iterator[Message]] = self._function(self.reader)
        return read(source)

    def inside(self, path: Path) -> Iterator[Member]:
        """Return the files inside the chat at ``path``."""
        listed: Callable[[Path], Iterator[Member]] = self._function(self.members)
        return listed(path)

    def _function(self, name: str) -> Any:
        return getattr(import_module(f"lexcollect.formats.chats.{self.module}"), name)


_THIRD = (Note.THIRD_PARTY,)
TEXTS = {
    one.name: one
    for one in (
        Dialect("wechat-mail-export", "wechat_text", "read_mail"),
        Dialect("wechat-pc-copy", "wechat_text", "read_pasted"),
        Dialect("memotrace-txt", "dated_text", "read_memotrace", notes=_THIRD),
        Dialect("weflow-txt", "dated_text", "read_weflow", notes=_THIRD),
        Dialect("chatlog-text", "dated_text", "read_chatlog", notes=_THIRD),
        Dialect("wechat-decrypt-text", "dated_text", "read_decrypt", notes=_THIRD),
        Dialect("welink-text", "dated_text", "read_welink"),
        Dialect("wechatexporter-txt", "dated_text", "read_exporter", notes=_THIRD),
        Dialect("qq-txt", "qq_text", "read_manager"),
        Dialect("qq-chat-exporter-txt", "qq_text", "read_exporter", notes=_THIRD),
        Dialect("whatsapp-txt", "whatsapp"),
        Dialect("line-txt", "line"),
        Dialect("sigtop-text", "western_text", "read_sigtop", notes=_THIRD),
        Dialect("imessage-txt", "western_text", "read_imessage", notes=_THIRD),
    )
}
JSONS = {
    one.name: one
    for one in (
        Dialect("training-set", refused=Note.TRAINING_SET),
        Dialect("wecom-encrypted", refused=Note.ENCRYPTED),
        Dialect("memotrace-json", "wechat_json", "read_memotrace", notes=_THIRD),
        Dialect("pywxdump-json", "wechat_json", "read_pywxdump", notes=_THIRD),
        Dialect("chatlog-json", "wechat_json", "read_chatlog", notes=(*_THIRD, Note.DIRECTION_UNRELIABLE)),
        Dialect("weflow-json", "wechat_json", "read_weflow", notes=(*_THIRD, Note.RENUMBERED)),
        Dialect("echotrace-json", "wechat_json", "read_weflow", "local_id", notes=_THIRD),
        Dialect("ciphertalk-json", "wechat_json", "read_ciphertalk", "local_id", notes=_THIRD),
        Dialect("chatlab-json", "chatlab", "read", notes=_THIRD),
        Dialect("chatlab-jsonl", "chatlab", "read_lines", notes=_THIRD),
        Dialect("qq-chat-exporter-json", "qq_json", "read_qq", "seq", notes=_THIRD),
        Dialect("wecom-archive", "work_json", "read_wecom"),
        Dialect("feishu-messages", "work_json", "read_feishu"),
        Dialect("telegram-json", "telegram_json", "read_telegram", "id"),
    )
}
OTHERS = {
    one.name: one
    for one in (
        Dialect("memotrace-html", "pages", "read_memotrace", notes=_THIRD),
        Dialect("memotrace-1x-html", "literal_page", notes=_THIRD),
        Dialect("weflow-html", "pages", "read_weflow", notes=_THIRD),
        Dialect("wechatexporter-html", "pages", "read_exporter", "local_id", notes=_THIRD),
        Dialect("sms-backup", "phone_xml", notes=_THIRD),
        Dialect("calls-backup", "phone_xml", notes=_THIRD),
        Dialect("qq-mht", "qq_mht", members="members"),
        Dialect("slack-zip", "slack_zip"),
        Dialect("wechat4-db", "database", "read_4", "local_id"),
        Dialect("wechat3-db", "database", "read_3"),
        Dialect("wechat-ios-db", "database", "read_ios", "local_id"),
    )
}
#: So many bytes are searched for the data behind a page's style sheets, and for the tables of a database.
_DEEP = 1 << 22
#: Keys and values by which a JSON file is known, the most telling first: all of a row must stand near its begin.
_KEYS = (
    ("chatlab-jsonl", (r'^\{\s*"_type"\s*:\s*"header"',)),
    ("chatlab-json", (r'"chatlab"\s*:\s*\{', r'"messages"\s*:|"meta"\s*:')),
    ("ciphertalk-json", (r'"generator"\s*:\s*"CipherTalk"',)),
    ("weflow-json", (r'^\{\s*"weflow"\s*:', r'"session"\s*:')),
    ("qq-chat-exporter-json", (r'"name"\s*:\s*"QQChatExporter', r'"chatInfo"\s*:')),
    ("wecom-encrypted", (r'"encrypt_chat_msg"\s*:', r'"encrypt_random_key"\s*:')),
    ("wecom-archive", (r'^\{\s*"msgid"\s*:', r'"action"\s*:\s*"(?:send|recall|switch)"')),
    ("feishu-messages", (r'"message_id"\s*:\s*"om_', r'"msg_type"\s*:')),
    ("telegram-json", (r'"messages"\s*:\s*\[', r'"(?:date_unixtime|from_id)"\s*:')),
    ("memotrace-json", (r"^\[\s*\{", r'"server_id"\s*:', r'"is_send"\s*:', r'"xml_dict"\s*:')),
    ("pywxdump-json", (r"^\[\s*\{", r'"MsgSvrID"\s*:', r'"type_name"\s*:', r'"is_sender"\s*:')),
    ("chatlog-json", (r"^\[\s*\{", r'"seq"\s*:', r'"talker"\s*:', r'"isSelf"\s*:')),
    ("echotrace-json", (r'"session"\s*:', r'"senderDisplayName"\s*:')),
    ("training-set", (r"^\[\s*\{", r'"instruction"\s*:', r'"output"\s*:|"history"\s*:')),
    (
        "training-set",
        (r'"role"\s*:\s*"(?:user|assistant|system)"', r'"content"\s*:', r'"(?:messages|conversations)"\s*:'),
    ),
)
#: So many characters of a text are looked at line by line.
_FEW = 8_000
#: So many characters are searched for keys.
_NEAR = 16_000


def dialect_of(start: Start) -> Dialect | None:
    """Return whose chat a file is; ``None`` when it is no chat that is known."""
    if start.head.startswith(b"SQLite format 3"):
        return _of_database(start)
    text = start.text if start.size else None
    if text is None:
        return _of_mail(start)
    words = text.lstrip()
    if regex(r"^(?:\{|\[\s*[\[{])").match(words):
        return _of_json(words[:_NEAR])
    if words.startswith("<"):
        return _of_markup(start, words[:_NEAR])
    return _of_mail(start) or _of_text(start, words)


def of_zip(start: Start) -> Dialect | None:
    """Return whose chat a zip is; ``None`` when it is none."""
    if not start.is_zip:
        return None
    from lexcollect.formats.chats import slack_zip

    return OTHERS["slack-zip"] if slack_zip.is_slack(start.members) else None


def _of_database(start: Start) -> Dialect | None:
    from lexcollect.formats.chats import database

    head = _deep(start)
    if database.TABLE_4.search(head) and b"Name2Id" in head:
        return OTHERS["wechat4-db"]
    if database.TABLE_3.search(head) and b"MsgSvrID" in head:
        return OTHERS["wechat3-db"]
    return OTHERS["wechat-ios-db"] if database.TABLE_IOS.search(head) and b"reateTime" in head else None


def _of_mail(start: Start) -> Dialect | None:
    head = start.head[:2_000]
    frame = b"Tencent IM Message" in head or b"Save by Tencent MsgMgr" in head
    return OTHERS["qq-mht"] if frame and b"multipart/related" in head else None


def _of_markup(start: Start, words: str) -> Dialect | None:
    if b"<smses" in start.head[:_NEAR]:
        return OTHERS["sms-backup"]
    if b"<calls" in start.head[:_NEAR]:
        return OTHERS["calls-backup"]
    if not regex(r"^<(?:!doctype html|html)", 2).match(words):
        return None
    from lexcollect.formats.chats import literal_page, pages

    head = _deep(start)
    if all(mark in head for mark in literal_page.MARKS):
        return OTHERS["memotrace-1x-html"]
    signs = (
        ("weflow-html", pages.WEFLOW),
        ("memotrace-html", pages.MEMOTRACE),
        ("wechatexporter-html", pages.EXPORTER),
    )
    return next((OTHERS[name] for name, mark in signs if mark in head), None)


def _deep(start: Start) -> bytes:
    """Return the begin of the file, longer than other formats need it."""
    if start.size <= len(start.head):
        return start.head
    start.stream.seek(0)
    return start.stream.read(_DEEP)


def _of_json(words: str) -> Dialect | None:
    for name, keys in _KEYS:
        if all(regex(key).search(words) for key in keys):
            return JSONS[name]
    return None


def _of_text(start: Start, words: str) -> Dialect | None:
    from lexcollect.formats.chats import dated_text, line, qq_text, wechat_text, western_text, whatsapp

    first, second = (*start.lines, "", "")[:2]
    begin = tuple(words[:_FEW].splitlines()[:-1] if len(words) > _FEW else words.splitlines())
    dated = first[:4].isdigit() and dated_text.is_dated(begin)
    signs = (
        ("wechat-mail-export", any(wechat_text.is_mail_heading(one) for one in start.lines)),
        ("qq-txt", first.startswith(qq_text.HEADING)),
        ("qq-chat-exporter-txt", first.startswith("[QQChatExporter V")),
        ("line-txt", line.is_line(first, second)),
        ("wechatexporter-txt", dated_text.is_exporter(first)),
        ("weflow-txt", dated and first[20:21] == "'" and first.endswith("'")),
        ("memotrace-txt", dated),
        ("chatlog-text", dated_text.is_chatlog(first)),
        ("wechat-decrypt-text", dated_text.is_decrypt(first)),
        ("welink-text", dated_text.is_welink(first)),
        ("sigtop-text", western_text.is_sigtop(first, second)),
        ("imessage-txt", western_text.is_imessage(first)),
        ("whatsapp-txt", whatsapp.is_whatsapp(first)),
        ("wechat-pc-copy", wechat_text.is_pasted(begin)),
    )
    return next((TEXTS[name] for name, meets in signs if meets), None)
