"""Cards of WeChat (微信卡片消息): the XML that stands in place of text for files, transfers, quotes, calls, recalls.

Owns reading what a message of XML says: its kind, the sender's own words, the words it quotes, the money its card
shows, the file it names, the messages it forwards. No parser of XML is asked: tags are looked for in the bounded text,
no entity beyond the five and numbers is resolved, so that nothing in it can be fetched or swell.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.words import Spoken, payment_note
from lexcollect.formats.said import (
    Attachment,
    Derived,
    DerivedKind,
    Moment,
    Note,
    Payment,
    PaymentState,
    Quote,
)
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch, moment_of
from lexcollect.patterns import regex

#: So many characters of one card are looked at, and so many messages of a forward; a forward holds forwards so deep.
_CHARS, _FORWARDED, _DEEP = 1 << 20, 2_000, 3
_NUMBER = regex(r"(\d[\d,]*(?:\.\d+)?)")
_ENTITY = regex(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos|nbsp));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": "\xa0"}
_STATES = {
    "1": PaymentState.INITIATED,
    "7": PaymentState.INITIATED,
    "3": PaymentState.RECEIVED,
    "5": PaymentState.RECEIVED,
    "8": PaymentState.RECEIVED,
    "4": PaymentState.RETURNED,
    "9": PaymentState.RETURNED,
    "10": PaymentState.EXPIRED,
}
#: What the messages of a forward are, by WeChat's number of the item.
_ITEMS = {
    "1": MessageKind.TEXT,
    "2": MessageKind.IMAGE,
    "4": MessageKind.VIDEO,
    "5": MessageKind.LINK,
    "6": MessageKind.LOCATION,
    "8": MessageKind.FILE,
    "17": MessageKind.MERGED_FORWARD,
    "37": MessageKind.STICKER,
}
_EMPTY = frozenset({"", "(null)", "null"})


def is_card(words: str) -> bool:
    """Tell whether ``words`` are a message of XML and not what somebody typed."""
    start = words[:200].lstrip()
    return start.startswith("<") and any(
        mark in start for mark in ("<msg>", "<msg ", "<?xml", "<sysmsg", "<voipmsg", "<VoIPBubbleMsg", "<appmsg")
    )


def tag(xml: str, name: str, *, keep: bool = False) -> str:
    """Return the words in the first element ``name``; an empty text when there is none. ``keep``: as they stand."""
    at = -1
    while True:
        at = xml.find(f"<{name}", at + 1)
        if at < 0:
            return ""
        after = xml[at + len(name) + 1 : at + len(name) + 2]
        if after in (">", " ", "\t", "\n", "\r", "/"):
            break
    opened = xml.find(">", at)
    if opened < 0 or xml[opened - 1] == "/":
        return ""
    closed = xml.find(f"</{name}>", opened)
    inner = xml[opened + 1 : closed if closed >= 0 else len(xml)].strip()
    if inner.startswith("<![CDATA["):
        end = inner.find("]]>")
        return inner[9 : end if end >= 0 else len(inner)]
    return inner if keep else plain(inner)


def attribute(xml: str, name: str) -> str:
    """Return the value of the first attribute ``name``; an empty text when there is none."""
    match = regex(rf'\b{name}\s*=\s*"([^"]*)"').search(xml)
    return plain(match[1]) if match else ""


def plain(words: str) -> str:
    """Return ``words`` with the five entities and numbers of characters resolved, once; others stay as they stand."""

    def character(match: object) -> str:
        decimal, hexadecimal, name = match[1], match[2], match[3]  # type: ignore[index]
        if name:
            return _NAMED[name]
        number = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(number) if 31 < number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"

    return _ENTITY.sub(character, words) if "&" in words else words


def read_card(xml: str, known: MessageKind | None = None, depth: int = 0) -> Spoken:
    """Return what the message of XML says; ``known`` is its kind where the row beside it tells."""
    xml = xml[:_CHARS]
    if "revokemsg" in xml[:400] or "<sysmsg" in xml[:400]:
        return _system(xml)
    if "VoIPBubbleMsg" in xml[:400] or known is MessageKind.CALL:
        return Spoken(MessageKind.CALL, "", derived=(_label(tag(xml, "msg") or tag(xml, "display_content")),))
    if "<voicemsg" in xml[:400]:
        return _voice(xml)
    if "<img" in xml[:400] and "<appmsg" not in xml[:2_000]:
        return Spoken(MessageKind.IMAGE, "", attachments=_picture(xml))
    if "<appmsg" not in xml:
        return Spoken(known or MessageKind.OTHER, "", derived=(Derived(DerivedKind.DATA, xml),))
    return _app(xml, known, depth)


def _app(xml: str, known: MessageKind | None, depth: int) -> Spoken:
    """Return what an application's card says; what it quotes or forwards is taken out before its own tags are read."""
    own = _without(_without(xml, "refermsg"), "recorditem")
    kind = kinds.CARDS.get(kinds.whole(tag(own, "type")) or 0) or known or MessageKind.OTHER
    title = tag(own, "title")
    if kind is MessageKind.QUOTE:
        return Spoken(kind, title, quote=_quote(tag(xml, "refermsg", keep=True)))
    if kind in (MessageKind.TRANSFER, MessageKind.RED_PACKET):
        payment = _payment(tag(own, "wcpayinfo", keep=True), kind)
        label = title if kind is MessageKind.TRANSFER else tag(own, "receivertitle") or tag(own, "des") or title
        return Spoken(kind, "", money=(payment,), derived=(_label(label),), notes=payment_note(payment))
    if kind is MessageKind.FILE:
        return Spoken(kind, "", attachments=(_file(own, title),), derived=(_label(title),))
    if kind is MessageKind.MERGED_FORWARD:
        children = _forwarded(tag(xml, "recorditem"), depth) if depth < _DEEP else ()
        return Spoken(kind, "", children=children, derived=(_label(title),), notes=(Note.HEARSAY,))
    return Spoken(kind, "", derived=(_label("\n".join(part for part in (title, tag(own, "des")) if part)),))


def _system(xml: str) -> Spoken:
    words = tag(xml, "replacemsg") or tag(xml, "content") or tag(xml, "plain") or tag(xml, "template")
    recalled = "revokemsg" in xml[:400]
    return Spoken(MessageKind.RECALL if recalled else MessageKind.SYSTEM, words, points_to=tag(xml, "newmsgid"))


def _voice(xml: str) -> Spoken:
    length = kinds.whole(attribute(xml, "voicelength"))
    spoken = attribute(xml, "text") or tag(xml, "transtext")
    derived = (_label(f"{Decimal(length) / 1000:f}″"),) if length is not None else ()
    typed = (Derived(DerivedKind.SPEECH_TO_TEXT, spoken),) if spoken else ()
    return Spoken(MessageKind.VOICE, "", derived=(*derived, *typed))


def _picture(xml: str) -> tuple[Attachment, ...]:
    md5 = attribute(xml, "md5")
    size = kinds.whole(attribute(xml, "length"))
    return (Attachment("", size=size, md5=md5),) if md5 or size else ()


def _file(own: str, title: str) -> Attachment:
    return Attachment(title, size=kinds.whole(tag(own, "totallen")), md5=tag(own, "md5"))


def _payment(info: str, kind: MessageKind) -> Payment:
    state = _STATES.get(tag(info, "paysubtype"), PaymentState.INITIATED)
    return Payment(
        None if kind is MessageKind.RED_PACKET else amount_of(tag(info, "feedesc")),
        PaymentState.GIVEN if kind is MessageKind.RED_PACKET else state,
        memo=_given(tag(info, "pay_memo")),
        transfer=_given(tag(info, "transferid")),
        transaction=_given(tag(info, "transcationid")),  # so WeChat spells it
        payer=_given(tag(info, "payer_username")),
        receiver=_given(tag(info, "receiver_username")),
        card=True,
    )


def amount_of(words: str) -> Decimal | None:
    """Return the amount in a description such as ``￥20000.00``; ``None`` where no number stands."""
    match = _NUMBER.search(words)
    try:
        return Decimal(match[1].replace(",", "")) if match else None
    except InvalidOperation:
        return None


def _quote(refer: str) -> Quote:
    inner = tag(refer, "content")
    if is_card(inner):
        said = read_card(inner)
        inner = said.text or next((one.text for one in said.derived), "")
    when = tag(refer, "createtime")
    return Quote(inner, tag(refer, "displayname"), epoch(when) if when else Moment(), tag(refer, "svrid"))


def _forwarded(record: str, depth: int) -> tuple[Message, ...]:
    """Return the messages of a forward. Their names and times are text: whoever forwarded them chose the lines."""
    found: list[Message] = []
    if record.lstrip().startswith("&lt;"):
        record = plain(record)
    for piece in record.split("<dataitem ")[1 : _FORWARDED + 1]:
        kind = _ITEMS.get(attribute(piece[: piece.find(">") + 1], "datatype"), MessageKind.OTHER)
        exact, raw = tag(piece, "srcMsgCreateTime"), tag(piece, "sourcetime")
        title = tag(piece, "datatitle")
        nested = tag(piece, "recordxml", keep=True) if kind is MessageKind.MERGED_FORWARD else ""
        found.append(
            Message(
                len(found) + 1,
                0,
                0,
                epoch(exact) if exact else moment_of(raw),
                tag(piece, "sourcename"),
                kind,
                tag(piece, "datadesc"),
                tag(piece, "fromnewmsgid"),
                attachments=(Attachment(title, md5=tag(piece, "fullmd5")),) if kind is MessageKind.FILE else (),
                children=_forwarded(nested, depth + 1) if nested and depth + 1 < _DEEP else (),
                hearsay=True,
            )
        )
    return tuple(found)


def _without(xml: str, name: str) -> str:
    begin, end = xml.find(f"<{name}"), xml.rfind(f"</{name}>")
    return xml[:begin] + xml[end:] if 0 <= begin < end else xml


def _given(words: str) -> str:
    return "" if words.strip() in _EMPTY else words


def _label(words: str) -> Derived:
    return Derived(DerivedKind.EXPORTER_LABEL, words)
