"""Bank slips (银行回单), receipts (收据、收条), statements (银行流水): money that came in, from whom, with what words.

Owns the labels of a slip and what is no payment of a debt: a deposit (押金) is one of the contract. A slip on which no
payee (收款人) is read says so and is doubtful: to whom it went is not guessed. A row of a statement whose balance
follows from the row before is sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lexcollect.formats.bank_reversals import came_back, says_back, taken_back
from lexcollect.formats.bank_table import BANK, BankRow, BankTable
from lexcollect.patterns import regex
from lexcollect.proposing.finders.letter_ends import dated, signed_at_foot
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import CAPITALS, DAY, NAME, ORGANISATION, PERSON, SUM, day_of, first, sum_of
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

_DAY = regex(rf"(?:交易|记账|入账|付款|收款|转账)(?:日期|时间)\s*[：:]?\s*(?P<value>{DAY})")
_PAYER = regex(rf"(?:付款人|付款方|付款单位|汇款人)\s*(?:户名|名称|全称)?\s*[：:]?\s*(?P<value>{NAME})")
_PAYEE = regex(rf"(?:收款人|收款方|收款单位)\s*(?:户名|名称|全称)?\s*[：:]?\s*(?P<value>{NAME})")
_FIGURE = regex(
    rf"(?:小写[）)]?|(?<!大写[）)])金额(?:[（(]元[）)])?)\s*[：:]?\s*(?P<value>{SUM}|(?<![\d.,])\d{{1,3}}(?:,\d{{3}})*\.\d{{2}}(?!\d))"
)
_WORDS = regex(rf"大写[）)]?\s*[：:]?\s*(?P<value>{CAPITALS})")
_MEMO = regex(r"(?:用途/附言|附言|用途|摘要|备注)\s*[：:]?\s*(?P<value>[^\s　][^\n]{0,40}?)(?=\s{2}|\n|$|（)")
_ACCOUNT = regex(r"收款(?:人)?账号\s*[：:]?\s*(?P<value>\d[\d ]{8,30}\d)")
_DEPOSIT = regex(r"押金|保证金(?!额)")
#: What stands behind 收到 and is nobody's name.
_NO_PAYER = "现金|货款|借款|还款|款项|人民|贵方|贵司|对方|上述|该笔|以上|本金|利息|租金|押金"


#: A receipt in words: 今收到陈样例交来还款10,000元.
_RECEIVED = regex(
    rf"(?:今|兹|现)?收到\s*(?P<payer>{ORGANISATION}|(?!{_NO_PAYER}){PERSON.replace('{2,4}', '{2,4}?', 1)})"
    r"\s*(?:先生|女士)?\s*(?:交来|交付|支付|偿还|归还|汇入|转账|转来|给付|的|现金|还款|付来)"
    rf"[^\n。；;]{{0,30}}?(?P<value>{SUM})"
)
_FROM = regex(rf"(?:交款人|交款单位|付款人|付款单位|交来单位)\s*[：:]?\s*(?P<value>{NAME})")
_BY = regex(rf"(?:收款人|收款单位|收款方|经收人|收到人)\s*(?:[（(][^）)\n]{{1,8}}[）)])?\s*[：:]?\s*(?P<value>{NAME})")
_FOR = regex(
    r"(?:收款事由|交款事由|系付|用途|事由)\s*[：:]?\s*(?P<value>[^\s　][^\n，。；]{0,40}?)(?=\s{2}|\n|$|[，。；])"
)
_PRINTED = regex(rf"(?:(?:收款|开具|填开|入账)?日期|时间)\s*[：:]\s*(?P<value>{DAY})")


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a slip or receipt says: the day, the two sides as far as they were read, the figure, its words."""

    day: Value
    amount: Value
    payer: Value | None
    payee: Value | None
    memo: Value | None


def receipts_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the payment that a bank slip or receipt shows, and its two sides."""
    slip = _slip(paper) if kind is PaperKind.BANK_SLIP else _receipt(paper) if kind is PaperKind.RECEIPT else None
    if slip is None or slip.payer is None or (slip.payee and slip.payer.value == slip.payee.value):
        return
    assert kind is not None
    values = {"date": slip.day, "amount": slip.amount}
    if kind is PaperKind.BANK_SLIP:
        values["channel"] = Value("银行转账", slip.amount.spot)
    if slip.memo:
        values["memo"] = slip.memo
    trust, why = _checked(paper, str(slip.amount.value))
    if slip.payee is None:
        trust, why = Trust.DOUBTFUL, (*why, text("proposing.why.no_payee"))
    between = (str(slip.payee.value) if slip.payee else "", str(slip.payer.value))
    yield _payment(values, {"payer": slip.payer}, trust, why, between, kind)
    yield named(str(slip.payer.value), slip.payer.spot, "debtor", kind.value)
    if slip.payee:
        yield named(str(slip.payee.value), slip.payee.spot, "creditor", kind.value)


def without_payee(paper: Paper, kind: PaperKind | None) -> tuple[str, str] | None:
    """Return day and sum of a slip or receipt on which no payee is read; ``None`` where one is, or it is none."""
    slip = _slip(paper) if kind is PaperKind.BANK_SLIP else _receipt(paper) if kind is PaperKind.RECEIPT else None
    return None if slip is None or slip.payee else (str(slip.day.value), str(slip.amount.value))


def _slip(paper: Paper) -> _Slip | None:
    figure = first(paper, _FIGURE)
    amount = sum_of(figure.match["value"]) if figure else None
    day = _said_day(paper, _DAY)
    if day is None or figure is None or amount is None:
        return None
    said = Value(f"{amount:.2f}", figure.spot(paper, "value"))
    return _Slip(day, said, _said(paper, _PAYER), _said(paper, _PAYEE), _said(paper, _MEMO))


def _receipt(paper: Paper) -> _Slip | None:
    """Return what a receipt says; one for goods or without a sum is none."""
    words, figure = first(paper, _RECEIVED), first(paper, _FIGURE)
    spot = words or figure
    amount = sum_of(spot.match["value"]) if spot else None
    foot = signed_at_foot(paper)
    day = _said_day(paper, _PRINTED) or dated(paper)
    if spot is None or amount is None or day is None:
        return None
    payer = Value(words.match["payer"], words.spot(paper, "payer")) if words else _said(paper, _FROM)
    said = Value(f"{amount:.2f}", spot.spot(paper, "value"))
    return _Slip(day, said, payer, _said(paper, _BY) or foot, _said(paper, _FOR))


def _said(paper: Paper, pattern: re.Pattern[str]) -> Value | None:
    hit = first(paper, pattern)
    return Value(hit.match["value"].strip(), hit.spot(paper, "value")) if hit else None


def _said_day(paper: Paper, pattern: re.Pattern[str]) -> Value | None:
    hit = first(paper, pattern)
    day = day_of(hit.match["value"]) if hit else None
    return Value(day.isoformat(), hit.spot(paper, "value")) if hit and day else None


def _payment(
    values: dict[str, Value],
    people: dict[str, Value],
    trust: Trust,
    why: tuple[Text, ...],
    between: tuple[str, str],
    kind: PaperKind,
) -> Found:
    memo = values.get("memo")
    if memo is not None and _DEPOSIT.search(str(memo.value)):
        paid = {"amount": values["amount"].value, "paid_on": values["date"].value}
        deposit = {"deposit": Value(paid, values["amount"].spot)}
        return Found("contracts", deposit, kind.value, trust, (*why, text("proposing.why.deposit")), {}, between)
    return Found("payments", values, kind.value, trust, why, people, between)


def _checked(paper: Paper, amount: str) -> tuple[Trust, tuple[Text, ...]]:
    words = first(paper, _WORDS)
    if words is None:
        return Trust.LIKELY, (text("proposing.why.printed"),)
    said = sum_of(words.match["value"])
    if said is not None and f"{said:.2f}" == amount:
        return Trust.SURE, (text("proposing.why.capitals"),)
    return Trust.DOUBTFUL, (text("proposing.why.capitals_differ", words=words.match["value"]),)


def payments_of(paper: Paper, table: BankTable) -> Iterator[Found]:
    """Yield each sum that came in by the rows of a statement; whose it is, the names of the sides decide later.

    What was taken back is yielded as doubtful, with what took it back; money of ours that came back is no payment.
    """
    if table.owner and table.channel == BANK:
        yield named(table.owner, Spot(paper.file, 0, 0, table.owner), "creditor", PaperKind.BANK_STATEMENT.value)
    undone, ours = taken_back(table.rows), came_back(table.rows)
    seen: Counter[tuple[object, ...]] = Counter()
    for at, row in enumerate(table.rows):
        if row.received is None or row.received < 0 or not row.counterparty or at in ours:
            continue
        alike = (row.day, row.received, row.counterparty)
        seen[alike] += 1
        yield _row(paper, table, row, undone.get(at), seen[alike])


def _row(paper: Paper, table: BankTable, row: BankRow, undone: BankRow | None, nth: int) -> Found:
    spot = Spot(paper.file, row.page, row.line, row.words)
    values = {
        "date": Value(row.day.isoformat(), spot),
        "amount": Value(f"{row.received:.2f}", spot),
        "channel": Value(table.channel, spot),
    }
    if row.memo:
        values["memo"] = Value(row.memo, spot)
    if nth > 1:  # the same sum from the same hand on the same day, another row: another payment
        values |= {"_nth": Value(str(nth), spot), "distinct": Value(True, spot)}
    trust, reason = (Trust.SURE, "balance") if row.balance_follows else (Trust.LIKELY, "statement_row")
    why = [text(f"proposing.why.{reason}")]
    if undone is not None:
        trust = Trust.DOUBTFUL
        why.append(text("proposing.why.taken_back", day=undone.day, words=undone.memo or "-", line=undone.line))
    elif says_back(row):
        trust = Trust.DOUBTFUL
        why.append(text("proposing.why.says_back"))
    people = {"payer": Value(row.counterparty, spot)}
    between = (table.owner if table.channel == BANK else "", row.counterparty)
    return _payment(values, people, trust, tuple(why), between, PaperKind.BANK_STATEMENT)
