"""Recalled: what a paper that nobody could read probably is, by its name and day and the facts of the case file.

Owns the comparison of a file without readable words with facts a person has accepted: a name that says 送货单 and 0828,
a photograph taken on the day of a payment. A name that says what the paper is gives title and day; a day alone gives
no more than a question (待确认：似为…). What fits two facts, or a fact that another file shows, is not recalled.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.evidence.drafts import Drafted
from lexcollect.evidence.items import OPEN
from lexcollect.evidence.titles import LETTER_TITLES, drafted_title
from lexcollect.formats.kinds import PICTURES, Status
from lexcollect.intake.records import Record
from lexcollect.patterns import regex
from lexcollect.proposing.exhibits import GROUP_OF
from lexcollect.proposing.kinds import PaperKind
from lexcollect.records import dataclass
from lexcollect.wording import say

#: A month and a day in a name without a year: 0828, 9.7, 9月7日.
_MONTH_DAY = regex(r"(?<!\d)(?:(?P<m>\d{1,2})[.\-月](?P<d>\d{1,2})日?|(?P<mm>0[1-9]|1[0-2])(?P<dd>[0-3]\d))(?![\d.])")
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
#: Plain words of one kind of paper.
_ALIKE: Mapping[str, tuple[str, ...]] = {
    PaperKind.DELIVERY: ("送货单", "发货单", "收货单", "交接单", "验收单", "入库单"),
    PaperKind.BANK_SLIP: ("银行回单", "付款凭证"),
    PaperKind.GUARANTEE: ("保证书",),
    PaperKind.CONTRACT: ("合同", "协议"),
    PaperKind.DEMAND: tuple(sorted(LETTER_TITLES)),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A paper that a fact of the case file speaks of: what it is, its title, its day, the words that mean it."""

    paper: str
    title: str
    day: date | None
    marks: tuple[str, ...] = ()
    number: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What a name may call such a paper."""
        return _ALIKE.get(self.paper, (self.paper,))


def recalled(case: Case, records: Sequence[Record], drafted: Mapping[str, Drafted]) -> dict[str, Drafted]:
    """Return for files of which ``drafted`` says nothing what the facts of ``case`` say they probably are."""
    unread = [r for r in records if r.status in (Status.USABLE, Status.ENCRYPTED) and r.name not in drafted]
    unread = [r for r in unread if not r.asks and "belongs_to" not in r.facts]
    left = [one for one in known_of(case) if not _shown(one, drafted.values())]
    found: dict[str, Drafted] = {}
    for match, sure in ((_by_mark, True), (_by_day, True), (_by_month_day, True), (_alone, True), (_by_day, False)):
        for record in unread:
            if record.name in found:
                continue
            one = match(record, _of_kind(record, left) if sure else _of_open(record, left), unread)
            if one is not None:
                found[record.name] = _drafted(_as_called(one, record), sure=sure)
                left = [other for other in left if other is not one]
    for record in unread:
        if record.name not in found and (scene := _scene(case, record)) is not None:
            found[record.name] = scene
    return found


def known_of(case: Case) -> Iterator[Known]:
    """Yield the papers that the facts of ``case`` speak of."""
    for contract in case.contracts:
        number = f"（编号{contract.number}）" if contract.number else ""
        yield Known(PaperKind.CONTRACT, f"《{contract.called}》{number}", contract.signed_on, (contract.number,))
    for debt in case.obligations:
        if debt.date:
            yield Known(PaperKind.ORDER, _with(f"采购订单 {debt.id}", debt.date), debt.date, (debt.id, debt.title))
    for delivery in case.deliveries:
        signed = f"{delivery.receiver}签收" if delivery.receiver else ""
        title = _with(f"送货单 {delivery.doc_no}".rstrip(), delivery.date, signed)
        yield Known(PaperKind.DELIVERY, title, delivery.date, (delivery.doc_no,))
    for payment in case.payments:
        title = _with("银行回单", payment.date, f"{format_yuan(payment.amount)}元")
        yield Known(PaperKind.BANK_SLIP, title, payment.date)
    for fact in case.acknowledgements:
        if fact.kind is k.AcknowledgementKind.STATEMENT:
            yield Known(PaperKind.STATEMENT, _with("对账单", fact.date), fact.date)
    for security in case.securities:
        name = security.name or PaperKind.GUARANTEE.value
        yield Known(PaperKind.GUARANTEE, name if name.startswith("《") else f"《{name}》", security.created_on)
    for sent in case.communications:
        if sent.kind in k.LETTERS:
            yield from _posted(sent.date, sent.posted_on, sent.delivered_on, sent.tracking_no)


def _posted(on: date, posted: date | None, delivered: date | None, number: str) -> Iterator[Known]:
    yield Known(PaperKind.DEMAND, _with("催款函", on), on, (), number)
    if number:
        yield Known(PaperKind.WAYBILL, _with(f"邮件详情单 {number}", posted), posted, (number,), number)
        yield Known(PaperKind.TRACK, _with(f"邮件投递查询结果 {number}", delivered), delivered, (number,), number)


def _with(name: str, day: date | None, *more: str) -> str:
    inside = "，".join(part for part in (long_date(day) if day else "", *more) if part)
    return f"{name}（{inside}）" if inside else name


def _shown(one: Known, drafted: Iterable[Drafted]) -> bool:
    """Tell whether another file shows the paper by its own words."""
    return any(
        each.paper in one.words and (each.day == one.day or (one.number and one.number in each.numbers))
        for each in drafted
    )


def _of_kind(record: Record, left: Sequence[Known]) -> list[Known]:
    called = drafted_title(record.name, record.kind)
    return [one for one in left if called in one.words]


def _of_open(record: Record, left: Sequence[Known]) -> list[Known]:
    """Return what a picture may show whose name says nothing of it: papers that are photographed."""
    if record.kind not in PICTURES or not drafted_title(record.name, record.kind).startswith(OPEN):
        return []
    return [one for one in left if one.paper not in (PaperKind.CONTRACT, PaperKind.ORDER, PaperKind.STATEMENT)]


def _as_called(one: Known, record: Record) -> Known:
    """Return a letter by the word its file is called by: the case file has one word for 催款函 and 催告函."""
    called = drafted_title(record.name, record.kind)
    if one.paper != PaperKind.DEMAND or called not in LETTER_TITLES:
        return one
    return replace(one, title=one.title.replace(PaperKind.DEMAND.value, called, 1))


_Match = Callable[[Record, Sequence[Known], Sequence[Record]], Known | None]


def _by_mark(record: Record, ones: Sequence[Known], unread: Sequence[Record]) -> Known | None:
    said = _plain(record.name.rpartition("/")[2])
    return _only([one for one in ones if any(_plain(mark) in said for mark in one.marks if len(mark) > 2)])


def _by_day(record: Record, ones: Sequence[Known], unread: Sequence[Record]) -> Known | None:
    days = {candidate.day for candidate in record.dates}
    return _only([one for one in ones if one.day in days])


def _by_month_day(record: Record, ones: Sequence[Known], unread: Sequence[Record]) -> Known | None:
    said = unicodedata.normalize("NFKC", record.name.rpartition("/")[2].rpartition(".")[0])
    named = {(int(m["m"] or m["mm"]), int(m["d"] or m["dd"])) for m in _MONTH_DAY.finditer(said)}
    return _only([one for one in ones if one.day and (one.day.month, one.day.day) in named])


def _alone(record: Record, ones: Sequence[Known], unread: Sequence[Record]) -> Known | None:
    """Return the only paper of its kind, where only one file is called so and no day speaks against it."""
    one = _only(ones)
    if one is None or (record.dates and one.day not in {candidate.day for candidate in record.dates}):
        return None
    called = [other for other in unread if drafted_title(other.name, other.kind) in one.words]
    return one if len(called) == 1 else None


def _only(ones: Sequence[Known]) -> Known | None:
    return ones[0] if len(ones) == 1 else None


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).translate(_NUMERALS).casefold().replace(" ", "")


def _drafted(one: Known, *, sure: bool) -> Drafted:
    title = one.title if sure else f"{OPEN}：{say('proposing.recalled.perhaps', 'zh', title=one.title)}"
    source = say(f"proposing.day.{'recalled' if one.day else 'none'}", "zh")
    numbers = (one.number,) if one.number else ()
    return Drafted(title, str(one.paper), one.day, source, "", GROUP_OF.get(str(one.paper), ""), numbers=numbers)


def _scene(case: Case, record: Record) -> Drafted | None:
    """Return a photograph taken on the day of a delivery as one of the place: its group and a question."""
    if record.kind not in PICTURES or not drafted_title(record.name, record.kind).startswith(OPEN):
        return None
    taken = {candidate.day for candidate in record.dates if candidate.source == "exif"}
    day = next((one.date for one in case.deliveries if one.date in taken), None)
    if day is None:
        return None
    title = f"{OPEN}：{say('proposing.recalled.scene', 'zh', day=long_date(day))}"
    return Drafted(title, "", day, say("intake.date.exif", "zh"), "", GROUP_OF[PaperKind.DELIVERY.value])
