"""QQ as text (QQ 消息管理器导出、qq-chat-exporter 文本): what the client and its plug-in write.

Owns both grammars. In the client's file the number stands behind the name in groups only, the hour may have one digit
or be one of twelve, and a file may hold many conversations. Of times such as 3天前 nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.blocks import blocks, doubted
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import RECALLED, Style, spoken
from lexcollect.formats.said import Attachment, Moment, NameKind, Note
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import local, moment_of
from lexcollect.patterns import regex
from lexcollect.records import dataclass

HEADING = "消息记录（此消息记录为文本格式，不支持重新导入）"
_RULE = regex(r"^={40,}$")
_GROUP, _PEER = regex(r"^消息分组:(.*)$"), regex(r"^消息对象:(.*)$")
_HEAD = regex(
    r"^(?P<y>\d{4})-(?P<mo>\d{2})-(?P<d>\d{2}) (?P<h>\d{1,2}):(?P<mi>\d{2}):(?P<s>\d{2})(?: (?P<half>[AP]M))? "
    r"(?:【(?P<title>[^】]*)】)?(?P<name>.*?)(?:\((?P<qq>\d{5,12})\)|<(?P<mail>[^<>]+)>)?$"
)
_SYSTEM = frozenset({"10000", "1000000"})
_SYSTEM_NAME = "系统消息"


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that begins something: a message, or (``peer``) a conversation, or a rule between them."""

    time: Moment = Moment()
    name: str = ""
    id: str = ""
    title: str = ""
    peer: str | None = None
    rule: bool = False


def read_manager(source: Source) -> Iterator[Message]:
    """Yield the messages of the client's text, conversation by conversation."""
    return doubted(_managed(source))


def _managed(source: Source) -> Iterator[Message]:
    peer = ""
    for block in blocks(source.lines(), _manager_head):
        head = block.head
        if head is None or head.rule or head.peer is not None:
            peer = head.peer if head is not None and head.peer is not None else peer
            rest = block.body.strip()
            if rest and rest != HEADING:
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        system = head.id in _SYSTEM and head.name == _SYSTEM_NAME
        recall = block.body.endswith(RECALLED) and len(block.body) < 80
        said = spoken(block.body, Style.OTHER, MessageKind.SYSTEM if system or recall else None)
        yield source.said(
            block.offset,
            block.size,
            head.time,
            "" if system else head.name,
            said.kind,
            said.text,
            sender_id="" if system else head.id,
            conversation=peer,
            name_kind=NameKind.UNKNOWN if system else NameKind.GROUP_CARD if head.id else NameKind.REMARK,
            ids=(("title", head.title),) if head.title else (),
            attachments=said.attachments,
            derived=said.derived,
            money=said.money,
            notes=said.notes,
        )


def _manager_head(line: str, following: str) -> tuple[_Head, int] | None:
    if _RULE.match(line) or _GROUP.match(line):
        return _Head(rule=True), 1
    if match := _PEER.match(line):
        return _Head(peer=match[1]), 1
    if (match := _HEAD.match(line)) is None:
        return None
    clock = (int(match["h"]), int(match["mi"]), int(match["s"]))
    half = match["half"] or ""
    raw = line[: match.end("half" if half else "s")]
    time = local(int(match["y"]), int(match["mo"]), int(match["d"]), clock, raw, half=half)
    return _Head(time, match["name"], match["qq"] or match["mail"] or "", match["title"] or ""), 1


# --- qq-chat-exporter -------------------------------------------------------------------------------------------

_FIELD = regex(r"^(?P<key>聊天名称|聊天类型|导出时间|消息总数|时间范围): ?(?P<value>.*)$")
_TIME, _WORDS, _FILES = regex(r"^时间: (.*)$"), regex(r"^内容: ?(.*)$"), regex(r"^资源: \d+ 个文件$")
_FILE, _REPLY = regex(r"^  - (\w+): (.*)$"), regex(r"^回复: (.*)$")
_RELATIVE = regex(r"前$|^刚刚|昨天|前天|星期|周.")
_DECOR = frozenset({"QQ聊天记录导出文件", "导出完成"})


def read_exporter(source: Source) -> Iterator[Message]:
    """Yield the messages of qq-chat-exporter's text; ids and what was recalled are not in it."""
    return doubted(_exported(source))


def _exported(source: Source) -> Iterator[Message]:
    title = ""
    for block in blocks(source.lines(), _exporter_head):
        if block.head is None or block.head.startswith("\0"):
            unknown = []
            for line in block.body.split("\n"):
                if match := _FIELD.match(line.strip()):
                    if match["key"] == "聊天名称":
                        title = source.remarks.facts["title"] = match["value"]
                    elif match["key"] == "消息总数":
                        source.remarks.declared = kinds.whole(match["value"])
                elif line.strip() and line.strip() not in _DECOR and not line.startswith(("[", "===", "总计导出")):
                    unknown.append(line)
            if unknown:
                yield source.unparsed("\n".join(unknown), block.offset, block.size)
            continue
        yield _exporter_message(source, block.head, block.body, block.offset, block.size, title)


def _exporter_head(line: str, following: str) -> tuple[str, int] | None:
    if line.endswith(":") and _TIME.match(following):
        return line[:-1] + "\0" + following[4:].strip(), 2
    return ("\0end", 1) if line.startswith("=====") else None


def _exporter_message(source: Source, head: str, body: str, offset: int, size: int, title: str) -> Message:
    name, _, raw = head.partition("\0")
    time = moment_of(raw)
    files: list[Attachment] = []
    words: list[str] = []
    listed = ""
    for line in body.split("\n"):
        if _FILES.match(line):
            listed = "files"
        elif listed == "files" and (match := _FILE.match(line)):
            files.append(Attachment(match[2]))
        elif _REPLY.match(line):
            listed = "reply"
        elif not listed:
            match = _WORDS.match(line)
            words.append(match[1] if match and not words else line)
    text = "\n".join(words)
    said = spoken(text, Style.OTHER)
    placeholder = text == "[无文本内容]" or (bool(files) and text.endswith("消息]"))
    if placeholder:
        said = spoken(text, Style.OTHER, MessageKind.FILE if files else MessageKind.OTHER)
    notes = (Note.RELATIVE,) if _RELATIVE.search(raw) else ()
    return source.said(
        offset,
        size,
        time,
        name,
        said.kind,
        said.text,
        conversation=title,
        attachments=(*said.attachments, *files),
        derived=said.derived,
        money=said.money,
        notes=(*notes, *said.notes),
    )
