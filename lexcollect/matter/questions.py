"""Questions: what a new matter of a kind of debt is asked besides the nine, and what is read out of an answer.

Owns the readers of those answers (days, sums, names, numbers in one line) and the sentences that say what was
understood. Which of them a kind of debt asks is data of its cause; where the values go is told by ``matter.entering``.
What a line does not say stays open; a line of which nothing can be read is asked once more.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lexcollect.causes.cause import Asked
from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.width import fold
from lexcollect.cn.yuan import read_yuan
from lexcollect.matter.everyday import is_unwritten
from lexcollect.patterns import regex
from lexcollect.wording import Text, text

#: Besides what its cause asks, every matter is asked for a judgment that is there already.
JUDGED = "judged"
#: Who acts for the creditor: a lawyer, and the firm.
LAWYER = "lawyer"
#: Questions whose answer may hold several pieces, parted by 、 or ；.
_SEVERAL = frozenset({Asked.THINGS, Asked.PAYOUTS, Asked.REPAID, Asked.DEBTS})

_DAY = regex(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{4}([-/.])\d{1,2}\1\d{1,2}|(?<!\d)(?:19|20)\d{6}(?!\d)"
    r"|[二〇零一]{1,2}[〇零○一二三四五六七八九]{2,3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
)
#: A sum with its unit, and a bare number that may be one.
_SUM = regex(
    r"[￥¥]?\d[\d,]*(?:\.\d+)?\s*(?:万元|万|亿元|元)(?:整|正)?|[￥¥]\d[\d,]*(?:\.\d+)?"
    r"|[一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟零]{2,}\s*元[整正]?"
)
_BARE = regex(r"(?<![\dA-Za-z.-])\d[\d,]{2,}(?:\.\d{1,2})?(?![\dA-Za-z-])")
#: Digits behind 发票 are its number, no sum.
_INVOICE = regex(r"发票(?:号码|号)?[:：]?\s*(\d{8,20})")
_CHANNEL = regex("银行转账|转账|银行汇款|汇款|微信|支付宝|现金|承兑汇票|支票")
_TITLED = regex(r"《[^》]+》")
_CONTRACT = regex(r"[\u4e00-\u9fff（）]{0,20}(?:合同|协议|借条|欠条|借据|订单|协议书|合同书)")
_NUMBER = regex(r"[A-Za-z0-9][A-Za-z0-9（）()/-]{2,}")
_CASE_NO = regex(r"[（(]\d{4}[）)][^，,；;\s]{2,30}?号")
#: Papers that can be enforced, by their Chinese word, with that of an English file.
TITLE_KINDS = {
    "判决书": "judgment",
    "调解书": "mediation_paper",
    "裁决书": "award",
    "支付令": "payment_order",
    "公证债权文书": "notarial_deed",
}
#: Nothing was paid back: 没有, 一分没还, 没还过; none.
_NOTHING = regex(
    r"(?i:none|nothing)|(?:一直|都|从来|一分|一分钱|至今)*(?:没有?|未|无|0)(?:归还|偿还|还)?(?:过|款|钱)*(?:任何)?(?:款|钱)?"
)
_NOISE = regex(r"^[\s，,：:。.]+|[\s，,：:。.]+$")


class Piece(NamedTuple):
    """What one piece of an answer says; what it does not say is empty."""

    name: str = ""
    number: str = ""
    day: date | None = None
    until: date | None = None
    amount: Decimal = Decimal(0)
    channel: str = ""

    @property
    def told(self) -> bool:
        """Whether anything was read."""
        return self != Piece()


def pieces(asked: str, words: str) -> tuple[Piece, ...]:
    """Return what ``words`` say in answer to ``asked`` (an :class:`Asked`, or :data:`JUDGED`)."""
    parts = re.split("[、；;]", words) if asked in _SEVERAL else [words]
    found = (_piece(asked, part.strip()) for part in parts)
    return tuple(piece for piece in found if piece.told)


def answered(asked: str, words: str) -> tuple[str | Text, Text | None]:
    """Check an answer to ``asked``; the remark says what was understood of it."""
    if asked == Asked.CONTRACT and is_unwritten(words):
        return words, text("cli.ask.unwritten")
    if asked == Asked.REPAID and _NOTHING.fullmatch(words.strip()):
        return "", text("cli.ask.none_repaid")
    found = pieces(asked, words)
    if not found or not all(_enough(asked, piece) for piece in found):
        return text("cli.ask.problem.unread", example=text(f"cli.ask.example.{asked}")), None
    said = tuple(_said(piece) for piece in found)
    if len(said) > 1:
        return words, text("cli.ask.got_several", count=len(said), words=said)
    return words, text("cli.ask.understood", words=said)


def _enough(asked: str, piece: Piece) -> bool:
    """Tell whether a piece says what the question is about."""
    if asked == Asked.REPAID:  # a payment without its day counts nothing
        return bool(piece.amount and piece.day)
    if asked in (Asked.PAYOUTS, Asked.DEBTS, Asked.DEPOSIT, Asked.NOTE):
        return bool(piece.amount)
    if asked in (Asked.ENDED, Asked.ACCEPTED, Asked.SETTLED, Asked.SPAN):
        return piece.day is not None
    if asked == JUDGED:  # a day alone names no judgment
        return bool(piece.name or piece.number)
    if asked == Asked.CONTRACT and piece.number.isdecimal():  # 250000 is a sum
        return bool(piece.name)
    return bool(piece.name or piece.number or piece.day)


def _piece(asked: str, words: str) -> Piece:
    if not words:
        return Piece()
    days, rest = _days(fold(words) if asked != Asked.CONTRACT else words)
    day, until = [*days, None, None][:2]
    if asked == JUDGED:
        case_no = _CASE_NO.search(words)
        kind = next((kind for kind in TITLE_KINDS if kind[:2] in words), "")
        return Piece(kind, case_no[0] if case_no else "", day)
    if asked == Asked.CONTRACT:
        return Piece(*_contract(rest), day)
    if asked in (Asked.PROJECT, LAWYER):
        name, _, place = rest.replace(",", "，").partition("，")
        return Piece(_trimmed(name), _trimmed(place))
    if asked == Asked.THINGS:
        serial = _NUMBER.search(rest)
        number = serial[0] if serial and re.search(r"\d", serial[0]) else ""
        return Piece(_trimmed(rest.replace(number, "") if number else rest), number, day)
    invoice = _INVOICE.search(rest) if asked == Asked.DEBTS else None
    rest = rest.replace(invoice[1], "", 1) if invoice else rest
    amount, rest = _amount(rest)
    channel = _CHANNEL.search(rest)
    if channel:
        rest = rest.replace(channel[0], "", 1)
    name = _trimmed(rest) if asked == Asked.DEBTS else ""
    return Piece(name, invoice[1] if invoice else "", day, until, amount, channel[0] if channel else "")


def _days(words: str) -> tuple[list[date | None], str]:
    """Return the days in ``words``, and what is left of them."""
    found: list[date | None] = []
    rest = words
    for one in _DAY.finditer(words):
        try:
            found.append(parse_date(one[0].replace("号", "日")))
        except BadDate:
            continue
        rest = rest.replace(one[0], " ", 1)
    return found, rest


def _amount(words: str) -> tuple[Decimal, str]:
    """Return the sum in ``words``, and what is left of them."""
    found = _SUM.search(words) or _BARE.search(words)
    if found is None:
        return Decimal(0), words
    try:
        return read_yuan(found[0]).value, words.replace(found[0], " ", 1)
    except BadAmount:
        return Decimal(0), words


def _contract(words: str) -> tuple[str, str]:
    named = _TITLED.search(words) or _CONTRACT.search(words)
    name = named[0] if named else ""
    rest = words.replace(name, " ", 1) if name else words
    number = _NUMBER.search(fold(rest))
    return name.strip("《》"), number[0] if number else ""


def _trimmed(words: str) -> str:
    """Return words without signs and verbs around them that only joined the pieces of an answer."""
    words = re.sub(r"\s+", " ", words)
    return _NOISE.sub(
        "", re.sub(r"(?:到期|应付|欠付|尚欠|欠|共|计|序列号|编号)\s*$|^\s*(?:欠付|尚欠|欠)", "", _NOISE.sub("", words))
    )


def _said(piece: Piece) -> Text | str:
    """Return what was understood of a piece, in one group of words."""
    parts: list[Text | str] = [part for part in (piece.name, piece.number) if part]
    if piece.day and piece.until:
        parts.append(text("cli.ask.got_span", first=piece.day, last=piece.until))
    elif piece.day:
        parts.append(piece.day.isoformat())
    parts += [piece.channel] if piece.channel else []
    parts += [text("cli.ask.got_sum", amount=piece.amount)] if piece.amount else []
    return text("cli.ask.got_piece", words=" ".join(part if isinstance(part, str) else part.render() for part in parts))
