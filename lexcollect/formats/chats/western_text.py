"""Signal and iMessage as text (sigtop、imessage-exporter 导出的文本).

Owns both grammars. Sigtop keeps every wording of an edited message and writes the offset of each time; the exporter of
iMessage writes the local time of the computer it ran on.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.formats.chats.blocks import Block, blocks, doubted
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import label
from lexcollect.formats.said import (
    Attachment,
    Derived,
    Moment,
    NameKind,
    Precision,
    State,
    TimeSource,
    Version,
)
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import CHINA, local
from lexcollect.patterns import regex

_CONVERSATION = regex(r"^Conversation: (?P<name>.*?)(?: \((?P<id>\+?[\w -]+)\))?$")
_FROM = regex(r"^From: (?P<name>.*?)(?: \((?P<id>\+\d[\d -]*)\))?$")
_KEYED = regex(r"^(?P<key>Type|Sent|Received|Attachment|Edited|Quote|Reaction|Server): ?(?P<value>.*)$")
_FILE = regex(r"^(?P<name>.+?) \((?P<type>[\w.+-]+/[\w.+-]+), (?P<size>\d+) bytes\)$")
_VERSION, _VERSION_SENT = regex(r"^\| Version: (\d+)$"), regex(r"^\| Sent: (.*)$")
_OWN = frozenset({"You", "Me"})


def is_sigtop(first: str, second: str) -> bool:
    """Tell whether two lines (blank ones left out) begin the text of sigtop."""
    return first.startswith("Conversation: ") and second.startswith("From: ")


def read_sigtop(source: Source) -> Iterator[Message]:
    """Yield the messages that sigtop wrote, with the wordings of those that were edited."""
    title = ""
    for block in blocks(source.lines(), _sigtop_head):
        kind, *more = block.head or ("",)
        if kind == "conversation":
            title = source.remarks.facts["title"] = more[0]
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
        elif kind == "from":
            yield _sigtop(source, block, more[0], more[1], title)
        elif block.body.strip():
            yield source.unparsed(block.text, block.offset, block.size)


def _sigtop_head(line: str, following: str) -> tuple[tuple[str, ...], int] | None:
    if match := _CONVERSATION.match(line):
        return ("conversation", match["name"]), 1
    if (match := _FROM.match(line)) and following.startswith("Type: "):
        return ("from", match["name"], match["id"] or ""), 1
    return None


def _sigtop(source: Source, block: Block[tuple[str, ...]], name: str, id: str, title: str) -> Message:
    lines = block.body.split("\n")
    keys: dict[str, str] = {}
    files: list[Attachment] = []
    at = 0
    while at < len(lines) and (match := _KEYED.match(lines[at])):
        if match["key"] == "Attachment":
            files.append(_attachment(match["value"]))
        keys.setdefault(match["key"], match["value"])
        at += 1
    rest = lines[at:]
    versions = _versions(rest) if "Edited" in keys else ()
    words = versions[-1].text if versions else "\n".join(rest).strip("\n")
    outgoing = {"outgoing": True, "incoming": False}.get(keys.get("Type", ""))
    kind = MessageKind.FILE if files and not words else MessageKind.TEXT
    return source.said(
        block.offset,
        block.size,
        _mailed(keys.get("Sent", "")),
        name,
        kind,
        words,
        sender_id=id,
        outgoing=outgoing,
        conversation=title,
        name_kind=NameKind.PHONE_BOOK,
        attachments=tuple(files),
        state=State.EDITED if versions else State.SENT,
        versions=versions,
    )


def _versions(lines: list[str]) -> tuple[Version, ...]:
    """Return the wordings, the first one first; the text lists the last one first."""
    found: list[tuple[int, str, list[str]]] = []
    for line in lines:
        if match := _VERSION.match(line):
            found.append((int(match[1]), "", []))
        elif found and (match := _VERSION_SENT.match(line)) and not found[-1][1]:
            found[-1] = (found[-1][0], match[1], found[-1][2])
        elif found and line.startswith("|"):
            found[-1][2].append(line[1:].removeprefix(" "))
    return tuple(Version("\n".join(words).strip("\n"), _mailed(when)) for _, when, words in sorted(found))


def _attachment(words: str) -> Attachment:
    match = _FILE.match(words)
    if match is None:
        return Attachment(words)
    return Attachment(match["name"], path=match["name"], size=int(match["size"]), media_type=match["type"])


def _mailed(raw: str) -> Moment:
    """Return the moment of a time as mails write it, with its offset."""
    from email.utils import parsedate_to_datetime

    try:
        value = parsedate_to_datetime(raw).astimezone(CHINA)
    except (ValueError, TypeError, OverflowError):
        return Moment(raw=raw)
    return Moment(value, TimeSource.IN_DATA, Precision.SECOND, raw)


# --- iMessage ---------------------------------------------------------------------------------------------------

_MONTHS = {
    name: n
    for n, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], start=1
    )
}
_STAMP = (
    r"(?P<mo>[A-Z][a-z]{2}) (?P<d>\d{2}), (?P<y>\d{4}) {1,2}(?P<h>\d{1,2}):(?P<mi>\d{2}):(?P<s>\d{2}) (?P<half>[AP]M)"
)
_HEAD = regex(rf"^{_STAMP}(?: \((?P<read>Read by [^)]*)\))?(?P<rest> .*)?$")
_DELETED = "This message was deleted from the conversation!"
_PATH = regex(r"^(?:attachments/|/|~/|[A-Za-z]:\\)\S.*\.\w{1,5}$")


def is_imessage(line: str) -> bool:
    """Tell whether ``line`` begins a message of the exporter of iMessage."""
    match = _HEAD.match(line)
    return bool(match and match["mo"] in _MONTHS)


def read_imessage(source: Source) -> Iterator[Message]:
    """Yield the messages that the exporter of iMessage wrote."""
    return doubted(_imessages(source))


def _imessages(source: Source) -> Iterator[Message]:
    for block in blocks(source.lines(), _imessage_head):
        if block.head is None:
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        time, announced = block.head
        if announced:
            yield source.said(block.offset, block.size, time, "", MessageKind.SYSTEM, announced)
            continue
        name, _, words = block.body.partition("\n")
        lines = words.split("\n")
        state = State.SENT
        derived: tuple[Derived, ...] = ()
        if lines[0] == _DELETED:
            state, derived, lines = State.DELETED, (label(_DELETED),), lines[1:]
        files = tuple(
            Attachment(line.replace("\\", "/").rpartition("/")[2], path=line) for line in lines if _PATH.match(line)
        )
        said = "\n".join(line for line in lines if not _PATH.match(line)).strip("\n")
        yield _imessage(source, block, time, name, said, files, derived, state)


def _imessage(
    source: Source,
    block: Block[tuple[Moment, str]],
    time: Moment,
    name: str,
    words: str,
    files: tuple[Attachment, ...],
    derived: tuple[Derived, ...],
    state: State,
) -> Message:
    return source.said(
        block.offset,
        block.size,
        time,
        name,
        MessageKind.FILE if files and not words else MessageKind.TEXT,
        words,
        outgoing=name in _OWN,
        name_kind=NameKind.PHONE_BOOK,
        attachments=files,
        derived=derived,
        state=state,
    )


def _imessage_head(line: str, following: str) -> tuple[tuple[Moment, str], int] | None:
    match = _HEAD.match(line)
    if match is None or match["mo"] not in _MONTHS:
        return None
    clock = (int(match["h"]), int(match["mi"]), int(match["s"]))
    raw = line[: match.end("half")]
    time = local(int(match["y"]), _MONTHS[match["mo"]], int(match["d"]), clock, raw, half=match["half"])
    return (time, (match["rest"] or "").strip()), 1
