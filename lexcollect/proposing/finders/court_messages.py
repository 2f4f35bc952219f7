"""Messages of a court (法院短信、12368): what was served, when the hearing is, what is to be paid.

Owns the shape of such a message: a court or 12368 in brackets at its head or its end. Its day is the one written
beside it (as a telephone shows it), the one in the name of the file (收到2026-11-27), or that of the mail; a message
without a day serves nothing. Everything from a message is doubtful, since anybody can send one: it is no receipt of
service (在线诉讼规则 31, 32). What asks for money to a person, a code, or threatens with arrest is no court's and
says nothing; an address in it is never advice to open it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.court_marks import NUMBER, SERVED, in_one_form, kind_of_case
from lexcollect.proposing.finders.court_service import SERVICES
from lexcollect.proposing.kinds import MESSAGE_MARK, PaperKind
from lexcollect.proposing.marks import DAY, SUM, day_of, sum_of
from lexcollect.proposing.papers import Paper, Passage
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

_STAMP = regex(
    rf"(?m)^\s*[\[【(（]?(?P<value>{DAY})\s*(?:\d{{1,2}}[：:]\d{{2}}(?:[：:]\d{{2}})?)?[\]】)）]?\s*(?:收到|来自[^\n]*|\d{{5,16}})?\s*$"
)
_IN_NAME = regex(rf"(?:收到|收于)\s*(?P<value>{DAY}|\d{{8}})")
_COURT = regex(r"[\u4e00-\u9fff]{2,20}人民法院")
_NO = regex(NUMBER)
_HEARING = regex(
    rf"(?:定于|于|时间\s*[：:]?)\s*(?P<day>{DAY})\s*(?P<time>(?:上午|下午)?\s*\d{{1,2}}\s*(?:时|点|[：:])\s*(?:\d{{1,2}}\s*分?|半|整)?)?"
    r"(?:在|，|,)?\s*(?:(?P<room>[^\s，,。；;]{2,30}?(?:法庭|审判庭|号庭|法院[^\s，,。；;]{0,12}))\s*)?[^。；;\n]{0,24}?(?:开庭|庭审|公开审理|审理)"
)
_FEE = regex(
    rf"(?:预交|缴纳|交纳|缴费|补缴)[^。\n]{{0,40}}?(?P<value>{SUM})|(?:受理费|诉讼费|申请费)[^。\n\d]{{0,12}}(?P<later>{SUM})"
)
_FEE_WORDS = regex(r"受理费|诉讼费|申请费|保全费")
_FILED = regex(r"(?:已|予以|准予|审核通过[^。\n]{0,10})(?:登记)?立案|立案成功|已受理")
_JUDGE = regex(
    r"(?:承办法官|承办人|法官|审判员)\s*[：:为是]?\s*(?P<value>[\u4e00-\u9fff]{2,3})(?=[，,。；;（(\s]|$|电话|联系)"
)
_SERVES = regex(r"送达|查收|签收|下载|领取|查看|查阅")
_LINK = regex(
    r"https?://(?P<host>[A-Za-z0-9.-]+)|(?<![A-Za-z0-9.@])(?P<bare>(?:[A-Za-z0-9-]+\.){1,4}(?:cn|com|net|org|cc|top|xyz|vip|info))(?![A-Za-z0-9])"
)
_STATE = regex(r"(?:^|\.)gov\.cn$")
_FRAUD = regex(r"安全账户|验证码|涉嫌|逮捕|通缉|转账至|汇入[^。\n]{0,10}个人|银行卡号|密码|冻结您")
_BLANK = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a court: its words, where they begin in the passage, the day it came, what makes it doubtful."""

    passage: Passage
    start: int
    words: str
    court: str
    day: Value | None
    doubts: tuple[Text, ...]


def messages_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield what each message of a court in ``paper`` gives."""
    if kind is PaperKind.COURT_MESSAGE:
        for message in court_messages(paper):
            yield from _given(paper, message)


def court_messages(paper: Paper) -> Iterator[Message]:
    """Yield the messages of courts in ``paper``; what is no court's is left out."""
    for passage in paper.passages:
        marks = [found.start() for found in MESSAGE_MARK.finditer(passage.text)]
        if not marks:
            continue
        starts = _starts(passage.text, len(marks))
        for start, end in zip(starts, [*starts[1:], len(passage.text)], strict=True):
            words = passage.text[start:end]
            sign = MESSAGE_MARK.search(words)
            if sign is None or _FRAUD.search(words):
                continue
            named = _COURT.search(sign[0])
            court = named[0] if named else ""
            yield Message(passage, start, words, court, _day(paper, passage, start, words), _doubts(words))


def _starts(words: str, count: int) -> list[int]:
    """Return where messages begin: at a day on a line of its own, else at the bracket, else the whole is one."""
    stamps = [found.start() for found in _STAMP.finditer(words)]
    if count == 1:
        return [0]
    if len(stamps) >= count:
        return stamps
    heads = [found.start() for found in re.finditer(r"(?m)^\s*(?=【)", words)]
    return heads if len(heads) >= count else [0]


def _day(paper: Paper, passage: Passage, start: int, words: str) -> Value | None:
    """Return the day on which the message came."""
    stamp = _STAMP.search(words)
    if stamp and (day := day_of(stamp["value"])):
        first, last = stamp.span("value")
        return Value(day.isoformat(), paper.spot(passage, start + first, start + last))
    name = _IN_NAME.search(paper.file)
    if name and (day := day_of(name["value"])):
        return Value(day.isoformat(), paper.spot(passage, start, start + min(len(words), 40)))
    return Value(paper.day, paper.spot(passage, start, start + min(len(words), 40))) if paper.day else None


def _doubts(words: str) -> tuple[Text, ...]:
    strange = strange_hosts(words)
    return (text("proposing.why.strange_link", hosts="、".join(strange)),) if strange else ()


def strange_hosts(words: str) -> tuple[str, ...]:
    """Return the hosts in ``words`` that are no state's; a court's platforms end in ``court.gov.cn``."""
    hosts = dict.fromkeys((found["host"] or found["bare"] or "").lower() for found in _LINK.finditer(words))
    return tuple(host for host in hosts if host and not _STATE.search(host))


def asks_like_a_fraud(words: str) -> bool:
    """Tell whether ``words`` ask for what no court asks for in a message: a code, money to a person, a safe account."""
    return bool(_FRAUD.search(words))


def _given(paper: Paper, message: Message) -> Iterator[Found]:
    number = _NO.search(message.words)
    written = in_one_form(number[0]) if number else ""
    if number is None or not written:
        return

    def value(said: object, found: re.Match[str], group: int | str = 0) -> Value:
        first, last = found.span(group)
        return Value(said, paper.spot(message.passage, message.start + first, message.start + last))

    case_no, kind = value(written, number), PaperKind.COURT_MESSAGE.value
    sort = kind_of_case(written)
    filing = {"kind": Value(sort, case_no.spot), "case_no": case_no}
    if message.court:
        filing["organ"] = Value(message.court, case_no.spot)

    def found(group: str, values: dict[str, Value], *why: Text) -> Found:
        return Found(group, values, kind, Trust.DOUBTFUL, (*why, *message.doubts))

    hearing = _HEARING.search(message.words)
    if hearing and (day := day_of(hearing["day"])):
        values = {"date": value(day.isoformat(), hearing, "day")}
        if hearing["time"]:
            values["time"] = value(_BLANK.sub("", hearing["time"]), hearing, "time")
        if hearing["room"]:
            values["room"] = value(hearing["room"].strip(), hearing, "room")
        if judge := _JUDGE.search(message.words):
            values["judge"] = value(judge["value"], judge, "value")
        yield found("hearing", values, text("proposing.why.message_hearing"))
    if sort and message.day is not None:
        fee = _FEE.search(message.words) if _FEE_WORDS.search(message.words) else None
        values, why = dict(filing), list[Text]()
        if fee:
            values["fee_notice_on"] = message.day
            if (amount := sum_of(fee["value"] or fee["later"])) is not None:
                why.append(text("proposing.why.fee", amount=amount))
        if _FILED.search(message.words):
            values["date"] = message.day
            why.append(text("proposing.why.filing"))
        if values.keys() - filing.keys():
            yield found("filings", values, *why, text("proposing.why.message"))
    yield from _served(message, case_no, value)


def _served(message: Message, case_no: Value, value: Callable[[object, re.Match[str]], Value]) -> Iterator[Found]:
    """Yield each paper that the message says is there to be fetched: it came with the message at the latest."""
    if message.day is None or not _SERVES.search(message.words):
        return
    why = (text("proposing.why.served_message"), *message.doubts)
    for name, sign in SERVED:
        if words := sign.search(message.words):
            values = {
                "case_no": case_no,
                "served": value(name, words),
                "day": message.day,
                "way": Value("message", message.day.spot),
            }
            yield Found(SERVICES, values, PaperKind.COURT_MESSAGE.value, Trust.DOUBTFUL, why)
