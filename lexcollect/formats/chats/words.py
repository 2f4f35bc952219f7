"""Words (消息内容): what exporters glue into one text taken apart again: own words, quoted words, transfers, files.

Owns the phrases by which exporters write a quote, a transfer, a file, a forward. Quoted words never stay in the text:
an acknowledgement that the creditor quotes is none of the debtor. A label such as ［图片］ is the program's and no
words. What is not surely a phrase of the program stays the sender's text as it is.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from lexcollect.formats.chats import kinds
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
from lexcollect.formats.times import moment_of
from lexcollect.patterns import regex
from lexcollect.records import dataclass

RECALLED = "撤回了一条消息"
_HEAD_CHARS = 4_000


class Style(StrEnum):
    """Whose phrases are looked for."""

    WECHAT = "wechat"  # the platform's own words: copied, or exported by mail
    MEMOTRACE_1 = "memotrace1"
    MEMOTRACE_2 = "memotrace2"
    PYWXDUMP = "pywxdump"
    CHATLOG = "chatlog"
    WEFLOW = "weflow"
    EXPORTER = "wechatexporter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one message says, taken apart; ``points_to`` is the id of the message that a recall took back."""

    kind: MessageKind
    text: str
    quote: Quote | None = None
    derived: tuple[Derived, ...] = ()
    money: tuple[Payment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    children: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    points_to: str = ""


_LABEL = regex(r"^\[([^\[\]\n]{1,12})\](?:[ ]?(\d{1,4})[\"″'’]|[ ]?(\d{1,2}:\d{2}(?::\d{2})?))?$|^【([^】\n]{1,12})】$")
_FILE = regex(r"^(?:\[文件\] ?|【文件】)([^\n]+)$")
_FILE_LINK = regex(r"^\[文件\|([^\]\n]+)\]\((?:https?://[^)\n]*/([0-9a-f]{32}))?[^)\n]*\)$")
_MEDIA_LINK = regex(r"^!?\[(图片|语音|视频|动画表情)\]\(https?://[^/\n]+/\w+/([^),\n]+)(?:,([^)\n]*))?\)$")
_ATTACHED = regex(r"^\[(图片|视频): ([^\[\]\n]+?)\(请在附件中查看\)\]$")
_VOICE_WORDS = regex(r"^(?:\[语音消息\] ?|【语音】)(.+)$")
_VOICE_LENGTH = regex(r"^语音时长：([\d.]+)秒(?:\n翻译结果：(.*))?$")
#: Sum, currency sign and two decimals: what a card of a transfer has, and a file whose name speaks of one has not.
_SUM = r"[￥¥](\d[\d,]*\.\d{2})"
_DONE = "(发起转账|已收款|已退还|非实时转账收款|发起非实时转账)"
_TRANSFERS = (
    (Style.MEMOTRACE_2, regex(rf"^【{_DONE}】[:：]{_SUM}(?:\n备注[:：] ?(.*))?\s*$")),
    (Style.PYWXDUMP, regex(rf"^(转账|已收款|已退还)：{_SUM}\n转账说明：(.*)(?:\n转账时间：[^\n]*)?\s*$")),
    (Style.CHATLOG, regex(rf"^\[转账\|(发送|接收|退还) {_SUM}\](?:\((.*)\))?$")),
    (Style.WEFLOW, regex(rf"^\[(转账|转账收款|转账退还)\] ?{_SUM}(?: (.*))?$")),
    (Style.EXPORTER, regex(rf"^微信转账 {_SUM} - (\S+)(?:\n(.*))?$")),
)
_FALSE_TRANSFER = regex(r"^\[转账(?:收款)?\](?! ?[￥¥]\d[\d,]*\.\d{2}).*$")
_STATES = {
    **dict.fromkeys(("发起转账", "发起非实时转账", "转账", "发送"), PaymentState.INITIATED),
    **dict.fromkeys(("已收款", "非实时转账收款", "接收", "转账收款", "已被接收"), PaymentState.RECEIVED),
    **dict.fromkeys(("已退还", "退还", "转账退还", "已被退还"), PaymentState.RETURNED),
    "已过期": PaymentState.EXPIRED,
}
_RED_PACKET = regex(r"^(?:【红包】(?:: ?.*)?|\[红包\]|微信红包)$")
_CALL = regex(r"^(?:【音视频通话】|\[(?:语音|视频)通话\]|语音/视频通话)\s*\[?[^\n\]]*\]?$")
_QUOTES = {
    Style.MEMOTRACE_2: regex(r"^(?P<own>.*)\n引用：(?P<who>[^\n:：]*)[:：] ?(?P<said>.*)$", 16),
    Style.MEMOTRACE_1: regex(r"^(?P<own>.*)\n引用:(?P<who>[^\n:]*):(?P<said>.*)$", 16),
    Style.PYWXDUMP: regex(r"^(?P<own>.*)\n\n\[引用\]\((?P<when>[^)\n]*)\)(?P<who>[^\n:：]*)[:：](?P<said>.*)$", 16),
    Style.WEFLOW: regex(r"^(?P<own>.*?)\[引用 (?P<who>[^\n：]*)：(?P<said>.*)\]$", 16),
    Style.EXPORTER: regex(r"^「(?P<who>[^\n：]*)：(?P<said>.*?)」\n(?:- ){3,}-\n(?P<own>.*)$", 16),
    Style.WECHAT: regex(r"^「(?P<who>[^\n：]*)：(?P<said>.*?)」\n(?:- ){3,}-\n(?P<own>.*)$", 16),
}
_CHATLOG_WHO = regex(r"^(?P<who>.*?)(?:\((?P<id>[^()]*)\))? (?P<when>(?:\d{4}-)?(?:\d\d-\d\d )?\d\d:\d\d:\d\d)$")
_FORWARD_LINE = regex(r"^- (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (.*?): (.*)$")
_CHATLOG_FORWARD = regex(r"^\[合并转发\|([^\]\n]*)\]\n")
_CHATLOG_ITEM = regex(r"^  (\S.*?) (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)$")
_NESTED_LINE = regex(r"^(.*?) \((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\):(.*)$")
_PACKED_FILE = regex(r"^(?P<name>.+) (?P<size>[\d.]+ [KMG]?B) (?P<path>\S.*) (?P<ext>\w{1,8}) (?P<md5>[0-9a-f]{32})$")


def spoken(words: str, style: Style, kind: MessageKind | None = None) -> Spoken:
    """Return what the exporter's text ``words`` says; ``kind`` is the type it names, ``None`` where it names none.

    Without a type only phrases that nobody types are taken for the program's.
    """
    if kind is MessageKind.TEXT:
        return Spoken(kind, words)
    if kind is MessageKind.SYSTEM or (kind is None and words.endswith(RECALLED) and len(words) < 80):
        return Spoken(MessageKind.RECALL if RECALLED in words else MessageKind.SYSTEM, words)
    short = words[:_HEAD_CHARS]
    if (said := _by_label(short, style, kind)) is not None:
        return said
    if kind in (None, MessageKind.QUOTE) and (quoted := _quoted(words, style)) is not None:
        return quoted
    if kind in (None, MessageKind.MERGED_FORWARD) and (forward := _forward(words, style)) is not None:
        return forward
    if kind in (None, MessageKind.TEXT, MessageKind.QUOTE):
        return Spoken(MessageKind.TEXT if kind is None else kind, words)
    notes = (Note.HEARSAY,) if kind is MessageKind.MERGED_FORWARD else ()
    return Spoken(kind, "", derived=(label(words),) if words else (), notes=notes)


def _by_label(words: str, style: Style, kind: MessageKind | None) -> Spoken | None:
    """Return what stands in place of words: a transfer, a file, a picture, a call; ``None`` when it is words."""
    if kind is None and style is Style.WEFLOW and _FALSE_TRANSFER.match(words):
        return Spoken(MessageKind.OTHER, "", derived=(label(words),), notes=(Note.FALSE_TRANSFER,))
    first = words[:1]
    if first not in "[【!转已退微语" or not first:
        return None
    if (payment := _transfer(words, style)) is not None:
        return Spoken(MessageKind.TRANSFER, "", money=(payment,), derived=(label(words),), notes=payment_note(payment))
    if _RED_PACKET.match(words) and kind is not MessageKind.TEXT:
        given = Payment(None, PaymentState.GIVEN)
        return Spoken(MessageKind.RED_PACKET, "", money=(given,), derived=(label(words),), notes=(Note.RED_PACKET,))
    if (named := _named_file(words, kind)) is not None:
        return named
    if match := _VOICE_LENGTH.match(words):
        heard = (Derived(DerivedKind.SPEECH_TO_TEXT, match[2]),) if match[2] else ()
        return Spoken(MessageKind.VOICE, "", derived=(label(words.partition("\n")[0]), *heard))
    if words.startswith("[聊天记录] "):
        return Spoken(MessageKind.MERGED_FORWARD, "", derived=(label(words[7:]),), notes=(Note.HEARSAY,))
    if (match := _VOICE_WORDS.match(words)) and kind in (None, MessageKind.VOICE):
        return Spoken(MessageKind.VOICE, "", derived=(Derived(DerivedKind.SPEECH_TO_TEXT, match[1]),))
    if _CALL.match(words):
        return Spoken(MessageKind.CALL, "", derived=(label(words),))
    if match := _LABEL.match(words):
        known = kinds.PLACEHOLDERS.get(match[1] or match[4])
        if known is not None:
            shown = known if kind in (None, MessageKind.OTHER) else kind
            return Spoken(shown or known, "", derived=(label(words),))
    return None


def _named_file(words: str, kind: MessageKind | None) -> Spoken | None:
    if match := _FILE_LINK.match(words):
        return Spoken(
            MessageKind.FILE, "", attachments=(Attachment(match[1], md5=match[2] or ""),), derived=(label(words),)
        )
    if match := _MEDIA_LINK.match(words):
        shown = kinds.PLACEHOLDERS[match[1]]
        md5 = match[2] if len(match[2]) == 32 else ""
        attachment = Attachment("", path=match[3] or "", md5=md5)
        reference = "" if md5 else match[2]
        return Spoken(shown, "", attachments=(attachment,), derived=(label(words),), points_to=reference)
    if match := _ATTACHED.match(words):
        return Spoken(
            kinds.PLACEHOLDERS[match[1]],
            "",
            attachments=(Attachment(match[2], path=match[2]),),
            derived=(label(words),),
        )
    if (match := _FILE.match(words)) and kind in (None, MessageKind.FILE):
        return Spoken(MessageKind.FILE, "", attachments=(_file(match[1]),), derived=(label(words),))
    return None


def _file(words: str) -> Attachment:
    match = _PACKED_FILE.match(words)
    return Attachment(match["name"], path=match["path"], md5=match["md5"]) if match else Attachment(words.strip())


def _transfer(words: str, style: Style) -> Payment | None:
    for whose, pattern in _TRANSFERS:
        if whose is not style and style is not Style.OTHER:
            continue
        if match := pattern.match(words):
            state, amount = (match[2], match[1]) if whose is Style.EXPORTER else (match[1], match[2])
            found = _STATES.get(state, PaymentState.INITIATED)
            return Payment(Decimal(amount.replace(",", "")), found, memo=(match[3] or "").strip())
    return None


def _quoted(words: str, style: Style) -> Spoken | None:
    if style is Style.CHATLOG:
        return _quoted_lines(words)
    pattern = _QUOTES.get(style)
    match = pattern.match(words) if pattern else None
    if match is None:
        return None
    when = match.groupdict().get("when")
    quote = Quote(match["said"].strip("\n"), match["who"], moment_of(when) if when else Moment())
    return Spoken(MessageKind.QUOTE, match["own"].strip("\n"), quote)


def _quoted_lines(words: str) -> Spoken | None:
    """Return a reply whose quote stands before it in lines with ``>``; the first of them says whose words it quotes."""
    lines = words.split("\n")
    quoted = 0
    while quoted < len(lines) and lines[quoted].startswith(">"):
        quoted += 1
    head = _CHATLOG_WHO.match(lines[0][1:].strip()) if quoted > 1 else None
    if head is None:
        return None
    said = "\n".join(line[1:].removeprefix(" ") for line in lines[1:quoted])
    return Spoken(MessageKind.QUOTE, "\n".join(lines[quoted:]), Quote(said, head["who"], moment_of(head["when"])))


def _forward(words: str, style: Style) -> Spoken | None:
    if style is Style.CHATLOG:
        return _forwarded_blocks(words)
    if style is Style.MEMOTRACE_2 and words.startswith("【合并转发的聊天记录】"):
        pattern, names = _FORWARD_LINE, (2, 1, 3)
    elif style is Style.EXPORTER and "\n<< " in words and words.rstrip().endswith(">>"):
        pattern, names = _NESTED_LINE, (1, 2, 3)
    else:
        return None
    children: list[Message] = []
    title, rest = words.partition("\n")[0], words.split("\n")[1:]
    for line in rest:
        if match := pattern.match(line):
            who, when, said = (match[place] for place in names)
            children.append(
                Message(len(children) + 1, 0, 0, moment_of(when), who, MessageKind.TEXT, said, hearsay=True)
            )
    return Spoken(
        MessageKind.MERGED_FORWARD, "", children=tuple(children), derived=(label(title),), notes=(Note.HEARSAY,)
    )


def _forwarded_blocks(words: str) -> Spoken | None:
    """Return a forward whose messages stand indented, each under a line with name and time."""
    title = _CHATLOG_FORWARD.match(words)
    if title is None:
        return None
    heads: list[tuple[str, str, list[str]]] = []
    for line in words.split("\n")[1:]:
        if match := _CHATLOG_ITEM.match(line):
            heads.append((match[1], match[2], []))
        elif heads:
            heads[-1][2].append(line.removeprefix("  "))
    children = tuple(
        Message(n, 0, 0, moment_of(when), who, MessageKind.TEXT, "\n".join(said).strip("\n"), hearsay=True)
        for n, (who, when, said) in enumerate(heads, start=1)
    )
    return Spoken(MessageKind.MERGED_FORWARD, "", children=children, derived=(label(title[1]),), notes=(Note.HEARSAY,))


def payment_note(payment: Payment) -> tuple[Note, ...]:
    """Return what has to be said of every card: it is no proof of payment, and without an id it cannot be matched."""
    if payment.state is PaymentState.GIVEN:
        return (Note.RED_PACKET,)
    return (Note.TRANSFER_UNCONFIRMED,) if payment.transfer else (Note.TRANSFER_UNCONFIRMED, Note.TRANSFER_NO_IDS)


def label(words: str) -> Derived:
    """Return words of the exporting program as such."""
    return Derived(DerivedKind.EXPORTER_LABEL, words)
